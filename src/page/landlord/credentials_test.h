/*
 * credentials_test.h - the tests on the page of M-Pesa keys, and what they found.
 */
#ifndef PAGE_LANDLORD_CREDENTIALS_TEST_H
#define PAGE_LANDLORD_CREDENTIALS_TEST_H

#include "web/view.h"

/* The part of the page that changes, into rs; its tag changes with what was found. `unsure`: a translated sentence, the
 * initiator's test wants a tick first; NULL. *busy: one is under way. ERR_NOT_FOUND: no number in use. */
MUST_CHECK enum err
credentials_tests(struct app *app, struct request *rq, struct response *rs, const char *unsure, bool *busy);

#endif
