/*
 * problem.h - what is shown when something is wrong: a page that says what happened and what to do, or the
 * API's error.
 *
 * A problem is an enum err, or one of those below.
 */
#ifndef WEB_PROBLEM_H
#define WEB_PROBLEM_H

#include "web/app.h"

enum {
    PROBLEM_STALE_FORM = ERR_COUNT, /* the form's token does not fit (any more)     -> 403 */
    PROBLEM_FOREIGN_FORM,           /* the form stood on another site's page        -> 403 */
    PROBLEM_COUNT
};

/* Answers anew; of what stood in `rs`, cookies and Retry-After remain. 429 and 503 always say when to try
 * again. */
void problem_answer(struct app *app, struct request *rq, struct response *rs, int problem);

#endif
