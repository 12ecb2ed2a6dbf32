#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/direct.h"

static void
put_waiting(struct view *row, const struct waiting *w)
{
    view_text(row, "id", w->id);
    view_time(row, "paid_at", w->paid_at);
    view_money(row, "amount", w->amount);
    view_text(row, "payer", w->payer_name);
    rows_payer_phone(row, "phone", w->msisdn);
    view_text(row, "typed", w->bill_ref);
    view_text(row, "code", w->receipt_no ? w->receipt_no : w->ref);
}

/* Back from assigning one: says what came of it. A link that was followed later says nothing. */
static enum err
put_done(struct app *app, struct request *rq, struct view *v)
{
    struct payment p;
    const char    *id = request_query(rq, "done");
    enum err       e = id ? payment_load(app->db, rq->mem, &rq->who, id, &p) : ERR_NOT_FOUND;

    view_bool(v, "done", false);
    if (e || !p.lease_id)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    rows_payment(view_part(v, "done"), &p);
    return ERR_OK;
}

enum err
page_unmatched(struct app *app, struct request *rq, struct response *rs)
{
    struct waiting *rows;
    size_t          count;
    struct view    *v = view_new(app, rq, "landlord/unmatched");
    enum err        e = waiting_list(app->db, rq->mem, &rq->who, &rows, &count);

    if (!e)
        e = put_done(app, rq, v);
    if (e)
        return e;
    rows_rights(v, rq);
    view_bool(v, "has_waiting", count > 0);
    view_rows(v, "waiting");
    for (size_t i = 0; i < count; i++)
        put_waiting(view_row(v, "waiting"), &rows[i]);
    return view_render(v, rs, 200);
}

/* ---- one of them: whose is it? ---- */

enum { ASSIGN_LEASE, ASSIGN_FIELD_COUNT };
static const struct field assign_form[ASSIGN_FIELD_COUNT] = {
    [ASSIGN_LEASE] = {"leaseId", FIELD_ID, REQUIRED, .missing = N_("Choose whose rent it is.")},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct waiting *w, const struct form *f,
     int status)
{
    struct view *v = view_new(app, rq, "landlord/unmatched_one");

    put_waiting(v, w);
    view_form(v, f);
    enum err e = rows_leases(v, app, rq, f->typed[ASSIGN_LEASE], true);
    return e ? e : view_render(v, rs, status);
}

/* It found a home meanwhile: here, or in another window. */
static enum err
go_to_story(struct request *rq, struct response *rs)
{
    response_redirect(rs, arena_printf(rq->mem, "/landlord/transactions/%s", rq->args[0]));
    return ERR_OK;
}

static enum err
load(struct app *app, struct request *rq, struct waiting *w, bool *assigned)
{
    struct assigned how;
    enum err        e = waiting_load(app->db, rq->mem, &rq->who, rq->args[0], w);

    *assigned = false;
    if (e != ERR_NOT_FOUND)
        return e;
    e = direct_assigned(app->db, rq->mem, &rq->who, rq->args[0], &how);
    *assigned = e == ERR_OK;
    return e;
}

enum err
page_unmatched_one(struct app *app, struct request *rq, struct response *rs)
{
    struct form    f;
    struct waiting w;
    bool           assigned;
    enum err       e = load(app, rq, &w, &assigned);

    if (e)
        return e;
    if (assigned)
        return go_to_story(rq, rs);
    form_blank(&f, rq, assign_form, ASSIGN_FIELD_COUNT);
    return show(app, rq, rs, &w, &f, 200);
}

enum err
page_unmatched_one_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form    f;
    struct waiting w;
    bool           assigned;
    enum err       read = form_read(&f, rq, assign_form, ASSIGN_FIELD_COUNT);

    if (read && read != ERR_FIELD)
        return read;
    enum err e = load(app, rq, &w, &assigned);
    if (e)
        return e;
    if (assigned)
        return go_to_story(rq, rs);
    if (read)
        return show(app, rq, rs, &w, &f, 422);

    e = waiting_assign(app->db, rq->mem, &rq->who, w.id, form_text(&f, ASSIGN_LEASE));
    if (e == ERR_CONFLICT)
        return go_to_story(rq, rs);
    if (e)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/unmatched?done=%s", w.id));
    return ERR_OK;
}
