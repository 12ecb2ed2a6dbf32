#include "base/poke.h"
#include "page/landlord/lease_rows.h"
#include "page/pages.h"
#include "rent/lease_terms.h"

enum { END_DATE, END_FIELD_COUNT };
static const struct field end_form[END_FIELD_COUNT] = {[END_DATE] = {"date", FIELD_DATE, REQUIRED}};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct lease *l, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/lease_end");

    lease_facts(v, l);
    view_form(v, f);
    return view_render(v, rs, status);
}

static enum err
done(struct app *app, struct request *rq, struct response *rs)
{
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/landlord/leases/%s", rq->args[0]));
    return ERR_OK;
}

enum err
page_lease_end(struct app *app, struct request *rq, struct response *rs)
{
    struct lease l;
    struct form  f;
    char         today[DATE_SIZE];
    enum err     e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);

    if (e)
        return e;
    form_blank(&f, rq, end_form, END_FIELD_COUNT);
    form_prefill(&f, END_DATE, l.end_date ? l.end_date : date_text(today, today_eat()));
    return show(app, rq, rs, &l, &f, 200);
}

static enum err
end(struct app *app, struct request *rq, struct response *rs, struct form *f, const char *date)
{
    struct lease      l;
    enum lease_answer answer;
    enum err          e = lease_end(app->db, rq->mem, &rq->who, rq->args[0], date, &answer);

    if (e)
        return e;
    if (answer == LEASE_DONE)
        return done(app, rq, rs);
    form_error(f, END_DATE, lease_end_refusal(answer)->message);
    e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);
    return e ? e : show(app, rq, rs, &l, f, 422);
}

enum err
page_lease_end_post(struct app *app, struct request *rq, struct response *rs)
{
    struct lease l;
    struct form  f;
    enum err     e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);

    if (e)
        return e;
    e = form_read(&f, rq, end_form, END_FIELD_COUNT);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &l, &f, 422);
    return e ? e : end(app, rq, rs, &f, form_text(&f, END_DATE));
}

/* He stays after all. */
enum err
page_lease_stay_post(struct app *app, struct request *rq, struct response *rs)
{
    struct lease l;
    struct form  f;
    enum err     e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);

    if (e)
        return e;
    form_blank(&f, rq, end_form, END_FIELD_COUNT);
    if (l.end_date)
        form_prefill(&f, END_DATE, l.end_date);
    return end(app, rq, rs, &f, NULL);
}
