#include <string.h>

#include "page/account/ask.h"
#include "page/landlord/link.h"
#include "page/pages.h"
#include "page/public/wait.h"
#include "rent/closing.h"
#include "rent/session.h"
#include "web/view.h"

static void
put_month(struct view *row, const struct closing_month *m)
{
    view_text(row, "month", m->month);
    view_period(row, "period", m->month);
    view_bool(row, "closed", m->closed);
    view_bool(row, "closable", m->closable);
    view_time(row, "closed_at", m->closed_at);
    view_text(row, "closed_by", m->closed_by);
    view_text(row, "closed_note", m->note);
    view_money(row, "billed", m->f.billed);
    view_money(row, "mpesa", m->f.mpesa);
    view_money(row, "cash", m->f.cash);
    view_money(row, "cheque", m->f.cheque);
    view_money(row, "bank", m->f.bank);
    view_money(row, "in", m->f.in);
    view_money(row, "paid_out", m->f.paid_out);
    view_money(row, "arrears", m->f.arrears);
    view_money(row, "ahead", m->f.ahead);
    view_int(row, "differences", m->f.differences);
    view_bool(row, "any_differences", m->f.differences > 0);
}

enum err
page_months(struct app *app, struct request *rq, struct response *rs)
{
    struct closing_month *months;
    size_t                count;
    enum err              e = closing_months(app->db, rq->mem, &rq->who, &months, &count);

    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/months");
    view_rows(v, "months");
    for (size_t i = 0; i < count; i++)
        put_month(view_row(v, "months"), &months[i]);
    return view_render(v, rs, 200);
}

/* ---- one month ---- */

enum { NOTE, SURE, PASSWORD, CLOSE_FIELD_COUNT };
static const struct field close_form[CLOSE_FIELD_COUNT] = {
    [NOTE] = {"note", FIELD_TEXT, OPTIONAL, 1, 200},
    [SURE] = {"sure", FIELD_FLAG, OPTIONAL},
    [PASSWORD] = {"password", FIELD_PASSWORD, OPTIONAL, 1, 1024},
};

static enum err
put_open(struct view *v, struct app *app, struct request *rq, const char *month)
{
    struct closing_open o;
    enum err            e = closing_open(app->db, &rq->who, month, &o);

    if (e)
        return e;
    view_int(v, "open_differences", o.differences);
    view_int(v, "open_unmatched", o.unmatched);
    view_int(v, "open_payments", o.payments);
    view_int(v, "open_requests", o.requests);
    view_bool(v, "has_differences", o.differences > 0);
    view_bool(v, "has_unmatched", o.unmatched > 0);
    view_bool(v, "has_payments", o.payments > 0);
    view_bool(v, "has_requests", o.requests > 0);
    view_bool(v, "nothing_open", o.differences + o.unmatched + o.payments + o.requests == 0);
    return ERR_OK;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct closing_month *m, const struct form *f,
     int64_t wait_s, int status)
{
    struct view *v = view_new(app, rq, "landlord/month");
    enum err     e = put_open(v, app, rq, m->month);

    put_month(v, m);
    view_bool(v, "may_close", m->closable && rq->who.role == ROLE_OWNER);
    view_bool(v, "asks_password", !session_is_fresh(&rq->who));
    view_bool(v, "too_often", wait_s > 0);
    wait_view(v, wait_s);
    wait_header(rq, rs, wait_s);
    view_form(v, f);
    return e ? e : view_render(v, rs, status);
}

enum err
page_month(struct app *app, struct request *rq, struct response *rs)
{
    struct closing_month m;
    struct form          f;
    enum err             e = closing_month(app->db, rq->mem, &rq->who, rq->args[0], &m);

    if (e)
        return e;
    form_blank(&f, rq, close_form, CLOSE_FIELD_COUNT);
    return show(app, rq, rs, &m, &f, 0, 200);
}

static enum err
prove(struct app *app, struct request *rq, struct form *f, int64_t *wait_s)
{
    if (!form_flag(f, SURE))
        form_error(f, SURE, N_("Tick this if you have looked it through: a closed month cannot be opened again."));
    if (!session_is_fresh(&rq->who)) {
        enum err e = form_ok(f) || !form_text(f, PASSWORD) ? ask_password(app, rq, f, PASSWORD, wait_s) : ERR_OK;
        if (e)
            return e;
    }
    return form_ok(f) ? ERR_OK : ERR_FIELD;
}

enum err
page_month_post(struct app *app, struct request *rq, struct response *rs)
{
    struct closing_month m;
    struct form          f;
    enum closing_answer  answer;
    int64_t              wait_s = 0;
    enum err             e = closing_month(app->db, rq->mem, &rq->who, rq->args[0], &m);

    if (e)
        return e;
    e = form_read(&f, rq, close_form, CLOSE_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    if (m.closable) { /* else somebody was first, or it is not its turn: the page tells */
        e = prove(app, rq, &f, &wait_s);
        if (e == ERR_FIELD || e == ERR_LIMIT)
            return show(app, rq, rs, &m, &f, wait_s, err_status(e));
        if (!e)
            e = closing_close(app->db, rq->mem, &rq->who, m.month, form_text(&f, NOTE), &answer);
        if (e)
            return e;
    }
    response_redirect(rs, arena_printf(rq->mem, "/landlord/months/%s", m.month));
    return ERR_OK;
}
