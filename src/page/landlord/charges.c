#include "base/poke.h"
#include "page/landlord/charge_rows.h"
#include "page/landlord/rows.h"
#include "page/pages.h"

enum err
page_charges(struct app *app, struct request *rq, struct response *rs)
{
    struct charge *rows;
    size_t         count;
    enum err       e = charge_list(app->db, rq->mem, &rq->who, NULL, NULL, &rows, &count);

    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/charges");
    rows_rights(v, rq);
    charge_rows(v, rows, count);
    return view_render(v, rs, 200);
}

/* ---- one of them: pause, stop ---- */

enum { STOP_UNTIL, STOP_FIELD_COUNT };
static const struct field stop_form[STOP_FIELD_COUNT] = {[STOP_UNTIL] = {"until", FIELD_PERIOD, REQUIRED}};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct charge *c, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/charge");

    charge_row(v, c);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_charge(struct app *app, struct request *rq, struct response *rs)
{
    struct charge c;
    struct form   f;
    char          period[PERIOD_SIZE];
    enum err      e = charge_load(app->db, rq->mem, &rq->who, rq->args[0], &c);

    if (e)
        return e;
    form_blank(&f, rq, stop_form, STOP_FIELD_COUNT);
    form_prefill(&f, STOP_UNTIL, period_text(period, today_eat()));
    return show(app, rq, rs, &c, &f, 200);
}

enum err
page_charge_stop_post(struct app *app, struct request *rq, struct response *rs)
{
    struct charge c;
    struct form   f;
    enum err      e = charge_load(app->db, rq->mem, &rq->who, rq->args[0], &c);

    if (e)
        return e;
    e = form_read(&f, rq, stop_form, STOP_FIELD_COUNT);
    if (!e)
        e = charge_stop(app->db, rq->mem, &rq->who, c.id, form_text(&f, STOP_UNTIL));
    if (e == ERR_CONFLICT) {
        form_error(&f, STOP_UNTIL, "It ends before that month already.");
        e = ERR_FIELD;
    }
    if (e == ERR_FIELD)
        return show(app, rq, rs, &c, &f, 422);
    if (e)
        return e;
    response_redirect(rs, "/landlord/charges");
    return ERR_OK;
}

/* One that is over is seen to be so on its page. */
static enum err
turn(struct app *app, struct request *rq, struct response *rs,
     enum err (*set)(struct db *, struct arena *, const struct who *, const char *))
{
    enum err e = set(app->db, rq->mem, &rq->who, rq->args[0]);

    if (e && e != ERR_CONFLICT)
        return e;
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/landlord/charges/%s", rq->args[0]));
    return ERR_OK;
}

enum err
page_charge_pause_post(struct app *app, struct request *rq, struct response *rs)
{
    return turn(app, rq, rs, charge_pause);
}

enum err
page_charge_resume_post(struct app *app, struct request *rq, struct response *rs)
{
    return turn(app, rq, rs, charge_resume);
}
