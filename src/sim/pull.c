#include "sim/api.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/number.h"
#include "sim/handset.h"
#include "sim/ids.h"
#include "sim/movement.h"
#include "sim/shilling.h"

enum { PULL_BACK_MS = 48 * 3600 * 1000, OFFSET_MOST = 1000000 };

static bool
request_type(const char *value)
{
    return strcmp(value, "Pull") == 0;
}

/* "2026-11-02 00:00:00", EAT. */
static bool
read_time(const char *value, int64_t *utc)
{
    char packed[15];
    int  n = 0;

    if (strlen(value) != 19 || value[4] != '-' || value[7] != '-' || value[10] != ' ' || value[13] != ':' ||
        value[16] != ':')
        return false;
    for (const char *at = value; *at && n < 14; at++)
        if (!strchr("- :", *at))
            packed[n++] = *at;
    packed[n] = '\0';
    return daraja_time_parse(packed, utc);
}

static bool
time_field(const char *value)
{
    int64_t utc;

    return read_time(value, &utc);
}

static bool
offset(const char *value)
{
    int64_t n;

    return int64_parse(value, 0, OFFSET_MOST, &n);
}

const struct field pull_register_fields[] = {
    {"ShortCode", field_shortcode, NULL, false},
    {"RequestType", request_type, NULL, false},
    {"NominatedNumber", field_phone, NULL, false},
    {"CallBackURL", field_callback_url, NULL, false},
    {0},
};

const struct field pull_query_fields[] = {
    {"ShortCode", field_shortcode, NULL, false},
    {"StartDate", time_field, NULL, false},
    {"EndDate", time_field, NULL, false},
    {"OffSetValue", offset, NULL, false},
    {0},
};

static const char *
text(const struct call *c, const char *name)
{
    return json_text(json_get(c->json, name));
}

/* 1001 is "already registered", and good news too. */
void
pull_register(struct world *w, struct call *c)
{
    struct organisation *o = organisation_use(w, text(c, "ShortCode"), ORGANISATION_PAYBILL);
    struct json_writer   out = json_writer_new(c->mem);
    char                 id[GATEWAY_ID_SIZE];
    bool                 spaced = w->flags.pull_spaced_keys;

    if (!o) {
        c->answer = answer_error(c->mem, 400, "400.001", "Invalid ShortCode");
        return;
    }
    json_open(&out, NULL, '{');
    json_put_text(&out, "ResponseRefID", ids_gateway(id));
    json_put_text(&out, spaced ? "Response Status" : "ResponseStatus", o->pulls ? "1001" : "1000");
    json_put_text(&out, "ShortCode", o->number);
    json_put_text(&out, spaced ? "Response Description" : "ResponseDescription",
                  o->pulls ? "ShortCode already Registered" : "ShortCode is registered successfully");
    json_close(&out);
    o->pulls = true;
    c->answer = answer_json(200, json_done(&out));
}

static bool
is_row(const struct movement *m, const struct organisation *o, int64_t from_ms, int64_t to_ms)
{
    return m->state == MOVEMENT_COMPLETED && m->to.organisation == o && m->from.handset &&
           (m->kind == MOVEMENT_STK || m->kind == MOVEMENT_C2B) && m->ended_ms >= from_ms && m->ended_ms <= to_ms;
}

static void
put_row(struct json_writer *out, struct arena *mem, const struct world *w, const struct movement *m)
{
    struct eat t = eat_from(m->ended_ms / 1000);
    bool       is_till = m->to.organisation->kind == ORGANISATION_TILL;

    json_open(out, NULL, '{');
    json_put_text(out, "transactionId", m->receipt);
    json_put_text(out, "trxDate",
                  arena_printf(mem, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.date.year, t.date.month, t.date.day, t.hour,
                               t.minute, t.second)); /* EAT, whatever the Z says */
    json_put_raw(out, "msisdn", m->from.handset->phone + 3);
    json_put_text(out, "sender", "MPESA");
    json_put_text(out, "transactiontype", is_till ? "c2b-buy-goods-debit" : "c2b-pay-bill-debit");
    json_put_text(out, "billreference", is_till || !m->reference ? "" : m->reference);
    json_put_text(out, "amount", shilling_plain(mem, m->amount));
    json_put_text(out, "organizationname", organisation_name(w, m->to.organisation));
    json_close(out);
}

static struct json_writer
begin(struct arena *mem, const char *code, const char *message)
{
    struct json_writer out = json_writer_new(mem);
    char               id[GATEWAY_ID_SIZE];

    json_open(&out, NULL, '{');
    json_put_text(&out, "ResponseRefID", ids_gateway(id));
    json_put_text(&out, "ResponseCode", code);
    json_put_text(&out, "ResponseMessage", message);
    return out;
}

/* The three ways in which Daraja says that there is nothing (daraja.md 13). */
static struct answer
nothing(const struct world *w, struct arena *mem)
{
    struct json_writer out = begin(mem, "1001", "No transactions");

    if (w->flags.pull_nothing == PULL_NOTHING_ERROR)
        return answer_error(mem, 500, "500.001", "No transactions");
    json_put_text(&out, w->flags.pull_nothing == PULL_NOTHING_OTHER_KEY ? "Transaction" : "Response", "[[]]");
    json_close(&out);
    return answer_json(200, json_done(&out));
}

/* `from` and `to` in Unix ms; the newest 48 hours at the most. Rows come oldest first. */
static struct answer
page(struct world *w, struct call *c, const struct organisation *o, int64_t from_ms, int64_t to_ms)
{
    struct json_writer out = begin(c->mem, "1000", "Success");
    int64_t            skip = 0, rows = 0, least_ms = clock_now_ms() - PULL_BACK_MS;

    if (!int64_parse(text(c, "OffSetValue"), 0, OFFSET_MOST, &skip))
        return answer_bad_field(c->mem, "OffSetValue");
    json_open(&out, "Response", '[');
    json_open(&out, NULL, '[');
    for (const struct movement *m = w->movements; m && rows < w->flags.pull_page; m = m->next)
        if (is_row(m, o, from_ms > least_ms ? from_ms : least_ms, to_ms) && skip-- <= 0) {
            put_row(&out, c->mem, w, m);
            rows++;
        }
    json_close(&out);
    json_close(&out);
    json_close(&out);
    return rows ? answer_json(200, json_done(&out)) : nothing(w, c->mem);
}

void
pull_query(struct world *w, struct call *c)
{
    struct organisation *o = organisation_find(w, text(c, "ShortCode"));
    int64_t              from, to;

    if (!o || !o->pulls)
        c->answer = answer_error(c->mem, 400, "400.001", "Invalid ShortCode");
    else if (!read_time(text(c, "StartDate"), &from) || !read_time(text(c, "EndDate"), &to) || to < from)
        c->answer = answer_bad_field(c->mem, "EndDate");
    else
        c->answer = page(w, c, o, from * 1000, to * 1000 + 999);
}
