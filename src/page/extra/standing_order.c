/*
 * standing_order.c - Ratiba, for the tenant, and for the landlord's side that helps him: asking for it, seeing how it
 * stands, and saying that it was ended on the phone.
 */
#include "rent/standing_order.h"

#include <string.h>

#include "base/poke.h"
#include "base/random.h"
#include "page/extra/state.h"
#include "page/pages.h"
#include "rent/tenant.h"

enum { ORDER_AMOUNT, ORDER_START, ORDER_END, ORDER_KEY, ORDER_FIELD_COUNT };
static const struct field order_form[ORDER_FIELD_COUNT] = {
    [ORDER_AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED, MPESA_LEAST_CENTS, MPESA_MOST_CENTS, NULL},
    [ORDER_START] = {"startDate", FIELD_DATE, REQUIRED, .missing = N_("Say when the first rent is to be paid.")},
    [ORDER_END] = {"endDate", FIELD_DATE, REQUIRED, .missing = N_("Say until when the rent is to be paid.")},
    [ORDER_KEY] = {"key", FIELD_TEXT, REQUIRED, 16, 64, NULL},
};
enum { KEY_BYTES = 16 };

static void
lease_view(struct view *v, const struct request *rq, const struct lease *l)
{
    view_text(v, "lease_id", l->id);
    view_text(v, "unit", l->unit_label);
    view_text(v, "property", l->property_name);
    view_text(v, "tenant", l->tenant_name);
    view_phone(v, "tenant_phone", l->tenant_phone);
    view_money(v, "rent", l->rent);
    view_bool(v, "for_tenant", rq->who.role != ROLE_TENANT);
}

static void
order_view(struct view *v, const struct standing_order *s)
{
    view_bool(v, "running", s && s->running);
    view_bool(v, "was_ended", s && s->ended_at);
    view_money(v, "order_amount", s ? s->request.amount : (struct money){0});
    view_date(v, "order_start", s ? s->start_date : NULL);
    view_date(v, "order_end", s ? s->end_date : NULL);
    view_text(v, "order_name", s ? s->name : NULL);
    view_time(v, "ended_at", s ? s->ended_at : 0);
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct lease *l, const struct form *f,
     const char *refusal, int status)
{
    struct standing_order  s;
    bool                   on = conf_extra(app->conf, "ratiba");
    struct view           *v = view_new(app, rq, "extra/standing_order");
    enum err               e = standing_order_newest(app->db, rq->mem, &rq->who, l->id, &s);
    struct standing_order *newest = e == ERR_OK ? &s : NULL;

    if (e && e != ERR_NOT_FOUND)
        return e;
    bool waits = newest && state_waits(&s.request);
    view_form(v, f);
    lease_view(v, rq, l);
    order_view(v, newest);
    state_view(v, newest && !s.ended_at ? &s.request : NULL);
    view_bool(v, "service_off", !on);
    view_bool(v, "asks", on && l->running && !waits && !(newest && s.running));
    view_bool(v, "is_over", !l->running);
    view_say(v, "refusal", refusal);
    return view_render(v, rs, status);
}

/* The next day on which rent is due, from tomorrow on; and that day a year later. */
static void
prefill(struct form *f, struct request *rq, const struct lease *l)
{
    struct date start = today_eat(), end;
    char       *from = arena_alloc(rq->mem, DATE_SIZE), *to = arena_alloc(rq->mem, DATE_SIZE);

    if (start.day >= (int)l->due_day) {
        start.year += start.month / 12;
        start.month = start.month % 12 + 1;
    }
    start.day = (int)l->due_day;
    end = (struct date){start.year + 1, start.month, start.day};
    form_prefill(f, ORDER_AMOUNT, money_plain(arena_alloc(rq->mem, MONEY_TEXT_SIZE), l->rent));
    form_prefill(f, ORDER_START, date_text(from, start));
    form_prefill(f, ORDER_END, date_text(to, end));
    form_prefill(f, ORDER_KEY, random_hex(rq->mem, KEY_BYTES));
}

enum err
page_standing_order(struct app *app, struct request *rq, struct response *rs)
{
    struct lease l;
    struct form  f;
    enum err     e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);

    if (e)
        return e;
    form_blank(&f, rq, order_form, ORDER_FIELD_COUNT);
    prefill(&f, rq, &l);
    return show(app, rq, rs, &l, &f, NULL, 200);
}

static enum err
refuse(struct app *app, struct request *rq, struct response *rs, const struct lease *l, struct form *f,
       const struct standing_refusal *no)
{
    const char *above = NULL;

    if (no->field && strcmp(no->field, "amount") == 0)
        form_error(f, ORDER_AMOUNT, no->message);
    else if (no->field)
        form_error(f, ORDER_START, no->message);
    else
        above = no->message;
    form_prefill(f, ORDER_KEY, random_hex(rq->mem, KEY_BYTES));
    return show(app, rq, rs, l, f, above, no->status);
}

static enum err
go_back(struct request *rq, struct response *rs)
{
    response_redirect(rs, arena_printf(rq->mem, "/standing-order/%s", rq->args[0]));
    return ERR_OK;
}

enum err
page_standing_order_post(struct app *app, struct request *rq, struct response *rs)
{
    struct lease         l;
    struct form          f;
    enum standing_answer answer;
    const char          *id;
    enum err             e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);

    if (e)
        return e;
    e = form_read(&f, rq, order_form, ORDER_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    if (e || !conf_extra(app->conf, "ratiba") || !l.running)
        return show(app, rq, rs, &l, &f, NULL, e ? err_status(e) : 409);
    struct standing_ask ask = {.lease_id = l.id,
                               .start_date = form_text(&f, ORDER_START),
                               .end_date = form_text(&f, ORDER_END),
                               .amount = form_money(&f, ORDER_AMOUNT),
                               .key = form_text(&f, ORDER_KEY)};
    e = standing_order_ask(app->db, rq->mem, &rq->who, &ask, &answer, &id);
    if (e)
        return e;
    if (answer != STANDING_IS_THERE && standing_refusal(answer))
        return refuse(app, rq, rs, &l, &f, standing_refusal(answer));
    poke(app->gateway);
    return go_back(rq, rs);
}

/* Ended twice, or not running: the page says how it stands. */
enum err
page_standing_order_end_post(struct app *app, struct request *rq, struct response *rs)
{
    struct lease l;
    enum err     e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);

    if (!e)
        e = standing_order_end(app->db, rq->mem, &rq->who, l.id);
    return e && e != ERR_NOT_FOUND ? e : go_back(rq, rs);
}
