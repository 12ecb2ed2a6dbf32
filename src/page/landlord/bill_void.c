#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/bill.h"
#include "web/view.h"

enum { VOID_REASON, VOID_SURE, VOID_FIELD_COUNT };
static const struct field void_form[VOID_FIELD_COUNT] = {
    [VOID_REASON] = {"reason", FIELD_TEXT, REQUIRED, 3, 200, .missing = N_("Say why the bill is cancelled.")},
    [VOID_SURE] = {"sure", FIELD_FLAG, OPTIONAL},
};

/* Where it cannot be cancelled, the page says why, and has no form. */
static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct bill *b, const struct form *f,
     const struct bill_refusal *refusal, int status)
{
    struct view *v = view_new(app, rq, "landlord/bill_void");

    if (!refusal)
        refusal = bill_void_judge(b);
    rows_bill(v, b);
    view_bool(v, "may", !refusal);
    view_say(v, "refusal", refusal ? refusal->message : NULL);
    view_bool(v, "was_paid", b->paid.cents > 0);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_bill_void(struct app *app, struct request *rq, struct response *rs)
{
    struct bill b;
    struct form f;
    enum err    e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b);

    if (e)
        return e;
    form_blank(&f, rq, void_form, VOID_FIELD_COUNT);
    return show(app, rq, rs, &b, &f, NULL, 200);
}

enum err
page_bill_void_post(struct app *app, struct request *rq, struct response *rs)
{
    struct bill b;
    struct form f;
    enum err    e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b);

    if (e)
        return e;
    e = form_read(&f, rq, void_form, VOID_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    if (!form_flag(&f, VOID_SURE))
        form_error(&f, VOID_SURE, "Read what happens, and tick this box.");
    if (!form_ok(&f))
        return show(app, rq, rs, &b, &f, NULL, 422);
    e = bill_void(app->db, rq->mem, &rq->who, b.id, form_text(&f, VOID_REASON));
    if (e == ERR_CONFLICT) { /* it changed meanwhile */
        e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b);
        return e ? e : show(app, rq, rs, &b, &f, bill_void_judge(&b) ? NULL : &bill_deposit_returned, 409);
    }
    if (e)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/bills/%s", b.id));
    return ERR_OK;
}
