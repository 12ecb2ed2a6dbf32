/*
 * credentials.h - the page /setup/credentials, which several handlers show: keys and initiator (credentials.c), and
 * what trying them out found (credentials_test.h).
 */
#ifndef PAGE_LANDLORD_CREDENTIALS_H
#define PAGE_LANDLORD_CREDENTIALS_H

#include "web/view.h"

/* How the page is shown after a refusal. */
struct credentials_said {
    const struct form *form;   /* as typed; NULL: blank */
    int64_t            wait_s; /* a test was asked for too soon, or a password too often; 0: neither */
    const char        *unsure; /* a translated sentence: the initiator's test wants a tick first; NULL */
    int                status;
};
MUST_CHECK enum err
credentials_show(struct app *app, struct request *rq, struct response *rs, const struct credentials_said *said);

#endif
