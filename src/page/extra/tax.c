/*
 * tax.c - tax on rent to the Kenya Revenue Authority: asked for here, approved by another person, and sent once.
 */
#include <string.h>

#include "base/random.h"
#include "page/pages.h"
#include "rent/payout.h"
#include "web/view.h"

enum { TAX_AMOUNT, TAX_PRN, TAX_NOTE, TAX_KEY, TAX_FIELD_COUNT };
static const struct field tax_form[TAX_FIELD_COUNT] = {
    [TAX_AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED, MPESA_LEAST_CENTS, MPESA_MOST_CENTS, NULL},
    [TAX_PRN] = {"prn", FIELD_REF, REQUIRED, 5, 20, NULL, N_("Enter the payment registration number (PRN) from iTax.")},
    [TAX_NOTE] = {"remarks", FIELD_TEXT, REQUIRED, 2, 100, NULL, N_("Say which month or months it is for.")},
    [TAX_KEY] = {"key", FIELD_TEXT, REQUIRED, 16, 64, NULL},
};
enum { KEY_BYTES = 16 };

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, const char *refusal, int status)
{
    bool         on = conf_extra(app->conf, "tax");
    struct view *v = view_new(app, rq, "extra/tax");

    view_form(v, f);
    view_bool(v, "service_off", !on);
    view_bool(v, "asks", on);
    view_say(v, "refusal", refusal);
    return view_render(v, rs, status);
}

enum err
page_tax(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, tax_form, TAX_FIELD_COUNT);
    form_prefill(&f, TAX_KEY, random_hex(rq->mem, KEY_BYTES));
    return show(app, rq, rs, &f, NULL, 200);
}

enum err
page_tax_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form        f;
    enum payout_answer answer;
    const char        *id;
    enum err           e = form_read(&f, rq, tax_form, TAX_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    if (e || !conf_extra(app->conf, "tax"))
        return show(app, rq, rs, &f, NULL, e ? err_status(e) : 409);
    struct payout_ask ask = {.api = "tax",
                             .purpose = "tax",
                             .account_ref = form_text(&f, TAX_PRN),
                             .amount = form_money(&f, TAX_AMOUNT),
                             .remarks = form_text(&f, TAX_NOTE),
                             .key = form_text(&f, TAX_KEY)};
    e = payout_ask(app->db, rq->mem, &rq->who, &ask, &answer, &id);
    if (e)
        return e;
    const struct payout_refusal *no = payout_refusal(answer);
    if (no) {
        bool amount = no->field && strcmp(no->field, "amount") == 0;
        if (amount)
            form_error(&f, TAX_AMOUNT, no->message);
        form_prefill(&f, TAX_KEY, random_hex(rq->mem, KEY_BYTES));
        return show(app, rq, rs, &f, amount ? NULL : no->message, no->status);
    }
    response_redirect(rs, arena_printf(rq->mem, "/landlord/money-out/%s", id));
    return ERR_OK;
}
