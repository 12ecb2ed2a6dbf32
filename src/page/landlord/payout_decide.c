#include "page/landlord/payout_decide.h"

#include <ctype.h>
#include <string.h>

#include "base/poke.h"
#include "page/account/ask.h"

enum { RECEIPT_LEN = 10 };

const struct field payout_decide_form[DECIDE_FIELD_COUNT] = {
    [DECIDE_PASSWORD] = {"password", FIELD_PASSWORD, OPTIONAL, 1, 1024},
    [DECIDE_CODE] = {"totp", FIELD_TEXT, OPTIONAL, 1, 40},
    [DECIDE_REASON] = {"reason", FIELD_TEXT, OPTIONAL, 1, 200},
    [DECIDE_OUTCOME] = {"outcome", FIELD_CHOICE, OPTIONAL, .choices = "paid|not_paid"},
    [DECIDE_RECEIPT] = {"receipt", FIELD_TEXT, OPTIONAL, 1, 20},
    [DECIDE_NOTE] = {"note", FIELD_TEXT, OPTIONAL, 1, 200},
};

static enum err
go_back(struct request *rq, struct response *rs, const struct payout_page *p)
{
    response_redirect(rs, arena_printf(rq->mem, "/%s/%s", p->base, p->r.id));
    return ERR_OK;
}

/* Somebody decided it meanwhile: the page tells. */
static enum err
done(struct request *rq, struct response *rs, const struct payout_page *p, enum err e)
{
    return e && e != ERR_CONFLICT ? e : go_back(rq, rs, p);
}

/* The code last: being right uses it up. */
static enum err
prove(struct app *app, struct request *rq, const struct payout_page *p, struct form *f, int64_t *wait_s)
{
    enum err e = p->asks_password ? ask_password(app, rq, f, DECIDE_PASSWORD, wait_s) : ERR_OK;

    if (e == ERR_FIELD && p->asks_code && !form_text(f, DECIDE_CODE))
        form_error(f, DECIDE_CODE, ASK_CODE_MISSING);
    return !e && p->asks_code ? ask_code(app, rq, f, DECIDE_CODE, wait_s) : e;
}

enum err
payout_page_approve(struct app *app, struct request *rq, struct response *rs, struct payout_page *p)
{
    struct form f;
    int64_t     wait_s = 0;
    enum err    e = form_read(&f, rq, payout_decide_form, DECIDE_FIELD_COUNT);

    if (p->right == PAYOUT_OVER)
        return go_back(rq, rs, p);
    if (p->right == PAYOUT_MAY_NOT || p->right == PAYOUT_NOT_HIS_OWN || p->lacks_code)
        return ERR_FORBIDDEN;
    if (!e)
        e = prove(app, rq, p, &f, &wait_s);
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return payout_page_form(app, rq, rs, p, &f, wait_s, err_status(e));
    if (e)
        return e;
    e = payout_approve(app->db, rq->mem, p->who, p->r.id, p->asks_code);
    if (!e)
        poke(app->gateway);
    return done(rq, rs, p, e);
}

enum err
payout_page_reject(struct app *app, struct request *rq, struct response *rs, struct payout_page *p)
{
    struct form f;
    enum err    e = form_read(&f, rq, payout_decide_form, DECIDE_FIELD_COUNT);

    if (p->right == PAYOUT_OVER)
        return go_back(rq, rs, p);
    if (p->right == PAYOUT_MAY_NOT)
        return ERR_FORBIDDEN;
    if (!e && p->right == PAYOUT_MAY && !form_text(&f, DECIDE_REASON)) {
        form_error(&f, DECIDE_REASON, N_("Say why, so that whoever asked knows what to change."));
        e = ERR_FIELD;
    }
    if (e == ERR_FIELD)
        return payout_page_form(app, rq, rs, p, &f, 0, 422);
    return e ? e : done(rq, rs, p, payout_reject(app->db, rq->mem, p->who, p->r.id, form_text(&f, DECIDE_REASON)));
}

/* Ten letters and digits in capitals; NULL: it is none. */
static const char *
receipt_of(struct arena *mem, const char *typed)
{
    char  *code = arena_alloc(mem, RECEIPT_LEN + 1);
    size_t n = 0;

    for (; *typed; typed++) {
        if (*typed == ' ')
            continue;
        if (n == RECEIPT_LEN || !isalnum((unsigned char)*typed))
            return NULL;
        code[n++] = (char)toupper((unsigned char)*typed);
    }
    code[n] = '\0';
    return n == RECEIPT_LEN ? code : NULL;
}

static void
judge_word(struct request *rq, struct form *f, bool *paid, const char **receipt)
{
    const char *outcome = form_text(f, DECIDE_OUTCOME), *typed = form_text(f, DECIDE_RECEIPT);

    *paid = outcome && strcmp(outcome, "paid") == 0;
    *receipt = *paid && typed ? receipt_of(rq->mem, typed) : NULL;
    if (!outcome)
        form_error(f, DECIDE_OUTCOME, N_("Choose what the M-Pesa portal says."));
    if (*paid && !*receipt)
        form_error(f, DECIDE_RECEIPT, N_("Enter the M-Pesa code from the portal: 10 letters and digits."));
    if (outcome && !*paid && !form_text(f, DECIDE_NOTE))
        form_error(f, DECIDE_NOTE, N_("Write down what you looked at, and when."));
}

enum err
payout_page_resolve(struct app *app, struct request *rq, struct response *rs, struct payout_page *p)
{
    struct form f;
    bool        paid;
    const char *receipt;
    int64_t     wait_s = 0;
    enum err    e = form_read(&f, rq, payout_decide_form, DECIDE_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    if (!p->resolvable)
        return go_back(rq, rs, p);
    judge_word(rq, &f, &paid, &receipt);
    e = form_ok(&f) ? ERR_OK : ERR_FIELD;
    if (p->asks_password && (!e || !form_text(&f, DECIDE_PASSWORD)))
        e = ask_password(app, rq, &f, DECIDE_PASSWORD, &wait_s);
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return payout_page_form(app, rq, rs, p, &f, wait_s, err_status(e));
    if (!e)
        e = payout_resolve(app->db, rq->mem, p->who, p->r.id, paid, receipt, form_text(&f, DECIDE_NOTE));
    if (e == ERR_CONFLICT && paid) {
        form_error(&f, DECIDE_RECEIPT, N_("This M-Pesa code already belongs to another payment."));
        return payout_page_form(app, rq, rs, p, &f, 0, 409);
    }
    return done(rq, rs, p, e);
}
