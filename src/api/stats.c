#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "rent/summary.h"
#include "web/api.h"

/* A caretaker looks after houses, not takings: he gets the counts alone. */
static void
put_figures(struct json_writer *w, const struct summary *s, bool totals)
{
    static const char *const keys[] = {"billed", "collected", "outstanding"};
    const struct money       figures[] = {s->billed, s->collected, s->outstanding};

    for (size_t i = 0; i < COUNT(keys); i++) {
        if (totals)
            put_money(w, keys[i], figures[i]);
        else
            json_put_null(w, keys[i]);
    }
}

enum err
api_stats(struct app *app, struct request *rq, struct response *rs)
{
    struct call    c;
    struct summary s;
    enum err       e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (!e)
        e = summary_load(app->db, rq->mem, &c.who, &s);
    if (e)
        return call_failed(&c, rs, e);

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "period", s.period);
    put_figures(&w, &s, c.who.role != ROLE_CARETAKER);
    json_put_int(&w, "properties", s.properties);
    json_put_int(&w, "units", s.units);
    json_put_int(&w, "occupied", s.occupied);
    json_put_int(&w, "tenants", s.tenants);
    json_put_int(&w, "billsOpen", s.bills_open);
    json_put_int(&w, "billsOverdue", s.bills_overdue);
    json_close(&w);
    return api_ok(rs, 200, &w);
}
