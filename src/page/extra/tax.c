/*
 * tax.c - tax on rent to the Kenya Revenue Authority: asked for here, approved by another person, and sent once.
 */
#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "daraja/verdict.h"
#include "page/pages.h"
#include "rent/payout.h"

enum { TAX_AMOUNT, TAX_PRN, TAX_NOTE, TAX_KEY, TAX_FIELD_COUNT };
static const struct field tax_form[TAX_FIELD_COUNT] = {
    [TAX_AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED, MPESA_LEAST_CENTS, MPESA_MOST_CENTS, NULL},
    [TAX_PRN] = {"prn", FIELD_REF, REQUIRED, 5, 20, NULL, N_("Enter the payment registration number (PRN) from iTax.")},
    [TAX_NOTE] = {"remarks", FIELD_TEXT, REQUIRED, 2, 100, NULL, N_("Say which month or months it is for.")},
    [TAX_KEY] = {"key", FIELD_TEXT, REQUIRED, 16, 64, NULL},
};
enum { KEY_BYTES = 16, ROWS = 20 };

static void
put_state(struct view *row, const struct mpesa_request *r)
{
    static const struct {
        const char *state, *word, *badge;
    } words[] = {
        {"awaiting_approval", N_("Waits for approval"), "pending"},
        {"rejected", N_("Not approved"), "failed"},
        {"success", N_("Paid"), "paid"},
        {"failed", N_("Not paid"), "failed"},
        {"unknown", N_("Still checking"), "pending"},
    };
    const char *word = N_("Being sent"), *badge = "pending";

    for (size_t i = 0; i < COUNT(words); i++) {
        if (strcmp(r->state, words[i].state) == 0) {
            word = words[i].word;
            badge = words[i].badge;
        }
    }
    view_say(row, "state", word);
    view_text(row, "badge", badge);
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, const char *refusal, int status)
{
    struct mpesa_request             *rows;
    size_t                            count;
    const char                       *next;
    const struct mpesa_request_filter its = {.api = "tax", .limit = ROWS};
    bool                              on = conf_extra(app->conf, "tax");
    struct view                      *v = view_new(app, rq, "extra/tax");
    enum err                          e = mpesa_request_list(app->db, rq->mem, &rq->who, &its, &rows, &count, &next);

    if (e)
        return e;
    view_form(v, f);
    view_bool(v, "service_off", !on);
    view_bool(v, "asks", on);
    view_say(v, "refusal", refusal);
    view_bool(v, "has_taxes", count > 0);
    view_rows(v, "taxes");
    for (size_t i = 0; i < count; i++) {
        struct view          *row = view_row(v, "taxes");
        const struct verdict *said = verdict_named(rows[i].verdict);
        view_text(row, "id", rows[i].id);
        view_money(row, "amount", rows[i].amount);
        view_text(row, "prn", rows[i].account_ref);
        view_text(row, "remarks", rows[i].remarks);
        view_time(row, "at", rows[i].requested_at);
        view_text(row, "code", rows[i].result_receipt);
        view_say(row, "verdict", said && strcmp(rows[i].state, "success") != 0 ? said->sentence : NULL);
        put_state(row, &rows[i]);
    }
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
    response_redirect(rs, "/landlord/tax");
    return ERR_OK;
}
