/*
 * claim_new.c - /pay/:bill/code: "I have paid: here is the code in M-PESA's message".
 */
#include "base/poke.h"
#include "page/pages.h"
#include "page/public/wait.h"
#include "rent/bill.h"
#include "rent/claim.h"
#include "rent/mpesa_code.h"
#include "web/view.h"

enum { CLAIM_CODE, CLAIM_FIELD_COUNT, MESSAGE_MOST = 1000 };
static const struct field claim_form[CLAIM_FIELD_COUNT] = {
    [CLAIM_CODE] = {"code", FIELD_TEXT, REQUIRED, 1, MESSAGE_MOST, N_("Enter the code from the message of M-PESA.")},
};

struct said {
    const struct claim_refusal *no; /* NULL: nothing */
    const char                 *receipt_number;
    int64_t                     wait_s;
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct bill *b, const struct form *f,
     struct said said, int status)
{
    struct view   *v = view_new(app, rq, "tenant/claim_new");
    bool           tenant = rq->who.role == ROLE_TENANT;
    struct enquiry n = {0};
    const char    *newest;
    enum err       e = claim_newest(app->db, rq->mem, &rq->who, b->id, &newest);

    if (!e && newest)
        e = enquiry_load(app->db, rq->mem, &rq->who, newest, &n);
    if (e)
        return e;
    view_form(v, f);
    view_text(v, "bill_id", b->id);
    view_say(v, "kind", bill_kind_name(b->kind));
    view_period(v, "period", b->period);
    view_text(v, "unit", b->unit_label);
    view_bool(v, "for_tenant", !tenant);
    view_bool(v, "refused", said.no != NULL);
    view_say(v, "refusal", !said.no ? NULL : tenant ? said.no->tenant : said.no->landlord);
    view_text(v, "receipt_number", said.receipt_number);
    view_text(v, "under_way", newest && !n.finding ? newest : NULL);
    view_bool(v, "must_wait", said.wait_s > 0);
    wait_view(v, said.wait_s);
    wait_header(rq, rs, said.wait_s);
    return view_render(v, rs, status);
}

enum err
page_claim_new(struct app *app, struct request *rq, struct response *rs)
{
    struct bill b;
    struct form f;
    enum err    e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b);

    if (e)
        return e;
    form_blank(&f, rq, claim_form, CLAIM_FIELD_COUNT);
    return show(app, rq, rs, &b, &f, (struct said){0}, 200);
}

enum err
page_claim_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct bill       b;
    struct form       f;
    struct said       said = {0};
    enum claim_answer answer;
    const char       *id, *code;
    enum err          e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b);

    if (e)
        return e;
    e = form_read(&f, rq, claim_form, CLAIM_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    code = e ? NULL : mpesa_code_read(rq->mem, form_text(&f, CLAIM_CODE));
    if (!e && !code)
        form_error(&f, CLAIM_CODE,
                   N_("We find no M-PESA code in this. It has 10 letters and digits, like UKL3A7XK2P, and is the first "
                      "word of the message from M-PESA."));
    if (!code)
        return show(app, rq, rs, &b, &f, said, err_status(ERR_FIELD));

    e = claim_enter(app->db, rq->mem, &rq->who, b.id, code, &answer, &id, &said.receipt_number, &said.wait_s);
    if (e == ERR_NOT_FOUND) { /* no number in use: nobody could be asked */
        answer = CLAIM_CANNOT_ASK;
        e = ERR_OK;
    }
    if (e)
        return e;
    said.no = claim_refusal(answer);
    if (said.no)
        return show(app, rq, rs, &b, &f, said, said.no->status);
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/claims/%s", id));
    return ERR_OK;
}
