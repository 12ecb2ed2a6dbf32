/*
 * ask.h - proofs that a form asks for: the password again, and the code of the second step. What is wrong is told
 * beside the field.
 *
 * ERR_FIELD: missing or wrong, and told. ERR_LIMIT: too many tries; *wait_s says how long to wait.
 */
#ifndef PAGE_ACCOUNT_ASK_H
#define PAGE_ACCOUNT_ASK_H

#include "web/app.h"
#include "web/form.h"

MUST_CHECK enum err ask_password(struct app *app, struct request *rq, struct form *f, size_t field, int64_t *wait_s);

#define ASK_CODE_MISSING N_("Enter the 6 digits that your app shows now.")
#define ASK_CODE_WRONG                                                                                                 \
    N_("This code is not right, or it was used already. Wait for the next one in your app and enter that.")

/* The code is used up by being right: ask for it last. ERR_NOT_FOUND: he has no second step. */
MUST_CHECK enum err ask_code(struct app *app, struct request *rq, struct form *f, size_t field, int64_t *wait_s);

/* Both, on a form that also has other things to be right: the password where it is not fresh, and the code last, once
 * all else is right, but asked for at once where it is missing. p->asks_password becomes false when it was proved.
 * ERR_FIELD also where anything of the form is wrong already. */
struct proofs {
    size_t password, code; /* fields */
    bool   asks_password, asks_code;
};
MUST_CHECK enum err ask_proofs(struct app *app, struct request *rq, struct form *f, struct proofs *p, int64_t *wait_s);

#endif
