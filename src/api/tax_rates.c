/*
 * tax_rates.c - the rates of the monthly rental income tax, by date; an operator adds one when the law changes.
 */
#include <inttypes.h>

#include "api/handlers.h"
#include "api/put.h"
#include "rent/tax_rate.h"
#include "web/api.h"
#include "web/form.h"

enum { MOST_YEAR_CENTS = 1000000000 };

static void
put_rate(struct json_writer *w, const struct tax_rate *r)
{
    char rate[MONEY_TEXT_SIZE];

    json_open(w, NULL, '{');
    json_put_text(w, "from", r->from_day);
    json_put_raw(w, "rate", money_plain(rate, (struct money){r->rate_bp})); /* hundredths, as cents are */
    put_money(w, "yearFrom", r->least);
    put_money(w, "yearTo", r->most);
    json_put_int(w, "dueDay", r->due_day);
    json_put_text(w, "source", r->source);
    json_put_text(w, "notedOn", r->noted_on);
    json_put_text(w, "notedBy", r->noted_name);
    json_close(w);
}

static enum err
answer(struct app *app, struct request *rq, struct response *rs, int status)
{
    struct tax_rate   *rows;
    size_t             count;
    struct json_writer w = json_writer_new(rq->mem);
    enum err           e = tax_rate_list(app->db, rq->mem, &rows, &count);

    if (e)
        return e;
    json_open(&w, NULL, '{');
    json_open(&w, "items", '[');
    for (size_t i = 0; i < count; i++)
        put_rate(&w, &rows[i]);
    json_close(&w);
    json_put_null(&w, "nextCursor");
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_tax_rate_list(struct app *app, struct request *rq, struct response *rs)
{
    return answer(app, rq, rs, 200);
}

enum err
api_tax_rate_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { FROM, RATE, LEAST, MOST, DUE, SOURCE };
    static const struct field fields[] = {
        [FROM] = {"from", FIELD_DATE, REQUIRED},
        [RATE] = {"rate", FIELD_MONEY, REQUIRED, .least = 1, .most = 10000},
        [LEAST] = {"yearFrom", FIELD_MONEY, REQUIRED, .least = 0, .most = INT64_C(100) * MOST_YEAR_CENTS},
        [MOST] = {"yearTo", FIELD_MONEY, REQUIRED, .least = 1, .most = INT64_C(100) * MOST_YEAR_CENTS},
        [DUE] = {"dueDay", FIELD_INT, REQUIRED, .least = 1, .most = 28},
        [SOURCE] = {"source", FIELD_TEXT, REQUIRED, .least = 3, .most = 200},
    };
    struct form f;
    int64_t     id;
    enum err    e = form_read(&f, rq, fields, COUNT(fields));

    if (e)
        return e == ERR_FIELD ? api_form_error(rs, &f) : e;
    const struct tax_rate in = {.from_day = form_text(&f, FROM),
                                .rate_bp = form_money(&f, RATE).cents,
                                .least = form_money(&f, LEAST),
                                .most = form_money(&f, MOST),
                                .due_day = form_int(&f, DUE),
                                .source = form_text(&f, SOURCE)};
    e = tax_rate_add(app->db, rq->mem, &rq->who, &in, &id);
    if (e == ERR_FIELD)
        form_error(&f, MOST, "This has to be more than where the tax begins.");
    if (e)
        return e == ERR_FIELD ? api_form_error(rs, &f) : e;
    return answer(app, rq, rs, 201);
}
