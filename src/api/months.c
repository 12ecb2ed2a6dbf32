/*
 * months.c - the months of the books, and closing them.
 */
#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "rent/closing.h"
#include "web/api.h"

static const struct refusal refusals[] = {
    [CLOSING_ALREADY] = {.status = 409, .code = "month_closed", .message = N_("This month is closed already.")},
    [CLOSING_NOT_OVER] = {.status = 409,
                          .code = "month_not_over",
                          .message = N_("This month is not over yet. Close it when the next one has begun.")},
    [CLOSING_EARLIER_FIRST] = {.status = 409,
                               .code = "earlier_month_open",
                               .message = N_("An earlier month is still open. Months are closed in order.")},
};

static void
put_month(struct json_writer *w, const struct closing_month *m)
{
    json_open(w, NULL, '{');
    json_put_text(w, "month", m->month);
    json_put_bool(w, "isClosed", m->closed);
    json_put_bool(w, "canClose", m->closable);
    put_time(w, "closedAt", m->closed_at);
    json_put_text(w, "closedBy", m->closed_by);
    json_put_text(w, "note", m->note);
    put_money(w, "billed", m->f.billed);
    put_money(w, "received", m->f.in);
    put_money(w, "receivedMpesa", m->f.mpesa);
    put_money(w, "receivedCash", m->f.cash);
    put_money(w, "receivedCheque", m->f.cheque);
    put_money(w, "receivedBank", m->f.bank);
    put_money(w, "paidOut", m->f.paid_out);
    put_money(w, "arrears", m->f.arrears);
    put_money(w, "paidAhead", m->f.ahead);
    json_put_int(w, "openDifferences", m->f.differences);
    json_close(w);
}

enum err
api_month_list(struct app *app, struct request *rq, struct response *rs)
{
    struct call           c;
    struct closing_month *months;
    size_t                count;
    enum err              e = call_plain(&c, app, rq, WHO_PURSER);

    if (!e)
        e = closing_months(app->db, rq->mem, &c.who, &months, &count);
    if (e)
        return call_failed(&c, rs, e);
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++)
        put_month(&w, &months[i]);
    return listing_end(&w, rs, NULL);
}

enum err
api_month_close(struct app *app, struct request *rq, struct response *rs)
{
    enum { NOTE = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [NOTE] = {"note", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
    };
    struct call          c;
    struct closing_month m;
    enum closing_answer  answer;
    enum err             e = call_body(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (!e)
        e = closing_close(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, NOTE), &answer);
    if (e)
        return call_failed(&c, rs, e);
    if (answer != CLOSING_DONE)
        return refuse(rq, rs, &refusals[answer]);
    e = closing_month(app->db, rq->mem, &c.who, rq->args[0], &m);
    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    put_month(&w, &m);
    return api_ok(rs, 200, &w);
}
