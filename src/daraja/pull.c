#include "daraja/pull.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/err.h"
#include "base/json.h"
#include "daraja/wire.h"

enum { ROWS_MOST = 1000, TEXT_MOST = 80 };

const char *
pull_register_body(struct arena *mem, const char *shortcode, const char *nominated_phone, const char *callback_url)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "ShortCode", shortcode);
    json_put_text(&w, "RequestType", "Pull");
    json_put_text(&w, "NominatedNumber", nominated_phone);
    json_put_text(&w, "CallBackURL", callback_url);
    json_close(&w);
    return json_done(&w);
}

static const char *
eat_text(struct arena *mem, int64_t utc)
{
    struct eat t = eat_from(utc);

    return arena_printf(mem, "%04d-%02d-%02d %02d:%02d:%02d", t.date.year, t.date.month, t.date.day, t.hour, t.minute,
                        t.second);
}

const char *
pull_query_body(struct arena *mem, const char *shortcode, int64_t from, int64_t to, int offset)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "ShortCode", shortcode);
    json_put_text(&w, "StartDate", eat_text(mem, from));
    json_put_text(&w, "EndDate", eat_text(mem, to));
    json_put_text(&w, "OffSetValue", arena_printf(mem, "%d", offset));
    json_close(&w);
    return json_done(&w);
}

/* This API has its own short codes beside the usual ones. */
static bool
settled(struct arena *mem, const struct reply *r, struct answer *a, const struct json **body)
{
    if (!answer_settled(mem, r, a, body))
        return false;
    if (a->code && strcmp(a->code, "401.001") == 0)
        *a = (struct answer){.kind = ANSWER_TOKEN, .code = a->code, .message = a->message};
    return true;
}

static bool
is_one_of(const char *code, const char *one, const char *other)
{
    return code && (strcmp(code, one) == 0 || strcmp(code, other) == 0);
}

struct answer
answer_to_pull_register(struct arena *mem, const struct reply *r)
{
    struct answer      a;
    const struct json *body;

    if (settled(mem, r, &a, &body))
        return a;
    a.code = wire_member(body, "ResponseStatus");
    a.message = wire_member(body, "ResponseDescription");
    if (is_one_of(a.code, "1000", "1001")) /* done, or done before */
        a.kind = ANSWER_ACCEPTED;
    return a;
}

static const char *
text(struct arena *mem, const struct json *row, const char *key)
{
    const char *said = wire_member(row, key);

    return wire_filled(said) ? wire_cut(mem, said, TEXT_MOST) : NULL;
}

static void
take(struct arena *mem, const struct json *row, struct pull_row *at, struct pull_rows *out)
{
    struct pull_row p = {
        .receipt_no = wire_receipt(mem, wire_member(row, "transactionId")),
        .msisdn = text(mem, row, "msisdn"),
        .account = text(mem, row, "billreference"),
        .type = text(mem, row, "transactiontype"),
        .organisation = text(mem, row, "organizationname"),
    };

    if (!p.receipt_no) {
        out->skipped++;
        return;
    }
    p.has_amount = wire_money(wire_member(row, "amount"), &p.amount) && p.amount.cents > 0;
    (void)wire_time(wire_member(row, "trxDate"), &p.paid_at);
    at[out->count++] = p;
}

/* An array of arrays of rows; also a plain array of them, and either of them written into a string. */
static void
take_all(struct arena *mem, const struct json *list, struct pull_row *at, struct pull_rows *out)
{
    const char *written = json_string(list);

    if (written && json_parse(mem, written, strlen(written), &list, NULL) != ERR_OK)
        return;
    if (json_kind(list) != JSON_ARRAY)
        return;
    for (const struct json *e = json_first(list); e; e = json_next(e)) {
        if (json_kind(e) == JSON_OBJECT && out->count < ROWS_MOST)
            take(mem, e, at, out);
        for (const struct json *row = json_kind(e) == JSON_ARRAY ? json_first(e) : NULL; row; row = json_next(row))
            if (json_kind(row) == JSON_OBJECT && out->count < ROWS_MOST)
                take(mem, row, at, out);
    }
}

struct answer
answer_to_pull(struct arena *mem, const struct reply *r, struct pull_rows *out)
{
    struct answer      a;
    const struct json *body;

    *out = (struct pull_rows){0};
    if (settled(mem, r, &a, &body)) {
        if (a.message && strcasestr(a.message, "no transaction")) /* documented as an error 500 */
            a = (struct answer){.kind = ANSWER_ACCEPTED, .code = a.code, .message = a.message};
        return a;
    }
    a.code = wire_member(body, "ResponseCode");
    a.message = wire_member(body, "ResponseMessage");
    if (!is_one_of(a.code, "1000", "1001"))
        return a;
    struct pull_row   *at = arena_array(mem, ROWS_MOST, sizeof *at);
    const struct json *list = wire_get(body, "Response");
    take_all(mem, list ? list : wire_get(body, "Transaction"), at, out);
    out->at = at;
    a.kind = ANSWER_ACCEPTED;
    return a;
}
