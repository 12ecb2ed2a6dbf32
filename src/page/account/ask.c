#include "page/account/ask.h"

#include "web/proof.h"

/* ERR_AUTH, told beside the field, is ERR_FIELD. */
static enum err
told(struct form *f, size_t field, enum err e, const char *english)
{
    if (e != ERR_AUTH)
        return e;
    form_error(f, field, english);
    return ERR_FIELD;
}

enum err
ask_password(struct app *app, struct request *rq, struct form *f, size_t field, int64_t *wait_s)
{
    const char *typed = form_text(f, field);

    if (!typed)
        return told(f, field, ERR_AUTH, N_("Enter your password."));
    return told(f, field, proof_again(app, rq, typed, wait_s), N_("This is not your password."));
}

enum err
ask_code(struct app *app, struct request *rq, struct form *f, size_t field, int64_t *wait_s)
{
    const char *typed = form_text(f, field);

    if (!typed)
        return told(f, field, ERR_AUTH, ASK_CODE_MISSING);
    return told(f, field, proof_second(app, rq, typed, wait_s), ASK_CODE_WRONG);
}

enum err
ask_proofs(struct app *app, struct request *rq, struct form *f, struct proofs *p, int64_t *wait_s)
{
    enum err e = p->asks_password ? ask_password(app, rq, f, p->password, wait_s) : ERR_OK;

    p->asks_password = p->asks_password && e;
    if (!e && p->asks_code && (form_ok(f) || !form_text(f, p->code)))
        e = ask_code(app, rq, f, p->code, wait_s);
    return e || form_ok(f) ? e : ERR_FIELD;
}
