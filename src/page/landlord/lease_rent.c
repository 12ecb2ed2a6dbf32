#include "base/poke.h"
#include "page/landlord/lease_rows.h"
#include "page/pages.h"
#include "rent/lease_terms.h"

enum { RENT_RENT, RENT_FROM, RENT_FIELD_COUNT };
static const struct field rent_form[RENT_FIELD_COUNT] = {
    [RENT_RENT] = {"rent", FIELD_MONEY, REQUIRED, .least = 100, .most = INT64_C(10000000000)},
    [RENT_FROM] = {"from", FIELD_DATE, REQUIRED},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct lease *l, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/lease_rent");

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

/* Begins with the first day of next month. */
enum err
page_lease_rent(struct app *app, struct request *rq, struct response *rs)
{
    struct lease l;
    struct form  f;
    char         rent[MONEY_TEXT_SIZE], from[DATE_SIZE];
    struct date  today = today_eat(), first = {today.year, today.month, 1};
    enum err     e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);

    if (e)
        return e;
    form_blank(&f, rq, rent_form, RENT_FIELD_COUNT);
    form_prefill(&f, RENT_RENT, money_plain(rent, l.rent));
    first = date_from_days(date_days(first) + days_in_month(first.year, first.month));
    form_prefill(&f, RENT_FROM, date_text(from, first));
    return show(app, rq, rs, &l, &f, 200);
}

enum err
page_lease_rent_post(struct app *app, struct request *rq, struct response *rs)
{
    struct lease      l;
    struct form       f;
    enum lease_answer answer;
    enum err          e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);

    if (e)
        return e;
    e = form_read(&f, rq, rent_form, RENT_FIELD_COUNT);
    if (!e)
        e = lease_rent_set(app->db, rq->mem, &rq->who, l.id, form_money(&f, RENT_RENT), form_text(&f, RENT_FROM),
                           &answer);
    if (!e && answer != LEASE_DONE) {
        form_error(&f, RENT_FROM, lease_rent_refusal(answer)->message);
        e = ERR_FIELD;
    }
    if (e == ERR_FIELD)
        return show(app, rq, rs, &l, &f, 422);
    return e ? e : done(app, rq, rs);
}
