/*
 * accounts.c - the chart of accounts, an account's lines, and the journal.
 */
#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "base/date.h"
#include "base/number.h"
#include "rent/chart.h"
#include "web/api.h"

static void
put_account(struct json_writer *w, struct request *rq, const struct chart_account *a)
{
    const char *detail = chart_detail(a);

    json_put_text(w, "id", a->id);
    json_put_text(
        w, "name",
        chart_say(rq->mem, a, lang_text(rq->lang, chart_name(a)), detail ? lang_text(rq->lang, detail) : NULL));
    json_put_text(w, "class", a->class);
    json_put_text(w, "kind", a->kind);
    json_put_text(w, "detail", a->detail);
}

/* This month up to today, unless said otherwise. */
static void
period(struct arena *mem, const char **from, const char **to)
{
    struct date today = today_eat();

    if (!*to)
        *to = date_text(arena_alloc(mem, DATE_SIZE), today);
    if (!*from)
        *from = date_text(arena_alloc(mem, DATE_SIZE), (struct date){today.year, today.month, 1});
}

enum err
api_account_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { FROM = CALL_FIELDS, TO };
    static const struct field fields[] = {
        CALL_LANDLORD, [FROM] = {"from", FIELD_DATE, OPTIONAL}, [TO] = {"to", FIELD_DATE, OPTIONAL}};
    struct call           c;
    struct chart_account *all;
    size_t                count;
    struct money          sum = {0};
    enum err              e = call_query(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    const char *from = form_text(&c.form, FROM), *to = form_text(&c.form, TO);
    period(rq->mem, &from, &to);
    e = chart_load(app->db, rq->mem, &c.who, from, to, &all, &count);
    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "from", from);
    json_put_text(&w, "to", to);
    json_open(&w, "items", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(&w, NULL, '{');
        put_account(&w, rq, &all[i]);
        put_money(&w, "balance", all[i].balance);
        put_money(&w, "debits", all[i].debit);
        put_money(&w, "credits", all[i].credit);
        json_close(&w);
        sum.cents += all[i].balance.cents;
    }
    json_close(&w);
    put_money(&w, "trialBalance", sum);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

static void
put_line(struct json_writer *w, const struct chart_line *l)
{
    json_open(w, NULL, '{');
    json_put_int(w, "entry", l->txn_id);
    json_put_text(w, "date", l->day);
    json_put_text(w, "kind", l->kind);
    json_put_text(w, "memo", l->memo);
    json_put_text(w, "who", l->who);
    put_money(w, "amount", l->amount);
    put_money(w, "balance", l->balance);
    json_put_text(w, "billId", l->bill_id);
    json_put_text(w, "transactionId", l->payment_id ? l->payment_id : l->request_id);
    put_time(w, "at", l->at);
    json_close(w);
}

enum err
api_account_lines(struct app *app, struct request *rq, struct response *rs)
{
    enum { FROM = LISTING_FIELDS, TO };
    static const struct field fields[] = {
        LISTING_QUERY, [FROM] = {"from", FIELD_DATE, OPTIONAL}, [TO] = {"to", FIELD_DATE, OPTIONAL}};
    struct call          c;
    struct chart_account a;
    struct chart_line   *lines;
    size_t               count;
    const char          *next;
    enum err             e = call_query(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    const char *from = NULL, *to = NULL;
    period(rq->mem, &from, &to);
    const struct chart_filter f = {form_text(&c.form, FROM), form_text(&c.form, TO), listing_limit(&c.form),
                                   form_text(&c.form, LISTING_CURSOR)};
    e = chart_account(app->db, rq->mem, &c.who, rq->args[0], from, to, &a);
    if (!e)
        e = chart_lines(app->db, rq->mem, &c.who, a.id, &f, &lines, &count, &next);
    if (e)
        return e;
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++)
        put_line(&w, &lines[i]);
    return listing_end(&w, rs, next);
}

static void
put_entry(struct json_writer *w, const char *key, int64_t id)
{
    if (id)
        json_put_int(w, key, id);
    else
        json_put_null(w, key);
}

enum err
api_journal(struct app *app, struct request *rq, struct response *rs)
{
    struct call      c;
    struct chart_txn t;
    int64_t          id;
    enum err         e = call_plain(&c, app, rq, WHO_PURSER);

    if (!e)
        e = int64_parse(rq->args[0], 1, INT64_MAX, &id) ? chart_txn(app->db, rq->mem, &c.who, id, &t) : ERR_NOT_FOUND;
    if (e)
        return call_failed(&c, rs, e);
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_int(&w, "entry", t.id);
    json_put_text(&w, "kind", t.kind);
    json_put_text(&w, "date", t.day);
    json_put_text(&w, "memo", t.memo);
    put_time(&w, "at", t.at);
    put_entry(&w, "reverses", t.reverses);
    put_entry(&w, "reversedBy", t.reversed_by);
    json_put_text(&w, "billId", t.bill_id);
    json_put_text(&w, "transactionId", t.payment_id ? t.payment_id : t.request_id);
    json_put_text(&w, "hash", t.hash);
    json_put_text(&w, "previousHash", t.prev_hash);
    json_open(&w, "lines", '[');
    for (size_t i = 0; i < t.part_count; i++) {
        json_open(&w, NULL, '{');
        put_account(&w, rq, &t.parts[i].account);
        put_money(&w, "amount", t.parts[i].amount);
        json_close(&w);
    }
    json_close(&w);
    json_close(&w);
    return api_ok(rs, 200, &w);
}
