#include "daraja/ratiba.h"

#include <string.h>
#include <strings.h>

#include "base/json.h"
#include "daraja/wire.h"

enum { DESCRIPTION_MOST = 13, NAME_MOST = 60 };

static const char *const frequencies[RATIBA_TABLE_COUNT][RATIBA_EVERY_COUNT] = {
    [RATIBA_NEW] = {[RATIBA_ONCE] = "1",
                    [RATIBA_DAY] = "2",
                    [RATIBA_WEEK] = "3",
                    [RATIBA_TWO_WEEKS] = "4",
                    [RATIBA_MONTH] = "5",
                    [RATIBA_TWO_MONTHS] = "6",
                    [RATIBA_QUARTER] = "7",
                    [RATIBA_HALF_YEAR] = "8",
                    [RATIBA_YEAR] = "9"},
    [RATIBA_OLD] = {[RATIBA_ONCE] = "1",
                    [RATIBA_DAY] = "2",
                    [RATIBA_WEEK] = "3",
                    [RATIBA_MONTH] = "4",
                    [RATIBA_TWO_MONTHS] = "5",
                    [RATIBA_QUARTER] = "6",
                    [RATIBA_HALF_YEAR] = "7",
                    [RATIBA_YEAR] = "8"},
};

static const char *const types[RATIBA_TABLE_COUNT][2] = {
    [RATIBA_NEW] = {"Standing Order Pay Bill External Third Party", "Standing Order Pay Merchant External Third Party"},
    [RATIBA_OLD] = {"Standing Order Customer Pay Bill", "Standing Order Customer Pay Merchant"},
};

static const char *
day(struct arena *mem, struct date d)
{
    return arena_printf(mem, "%04d%02d%02d", d.year, d.month, d.day);
}

const char *
ratiba_body(struct arena *mem, const struct ratiba_order *o)
{
    char               amount[MONEY_TEXT_SIZE];
    struct json_writer w = json_writer_new(mem);

    if (!frequencies[o->table][o->every])
        return NULL;
    json_open(&w, NULL, '{');
    json_put_text(&w, "StandingOrderName", wire_words(mem, o->name, NAME_MOST, "RENT"));
    json_put_text(&w, "StartDate", day(mem, o->start));
    json_put_text(&w, "EndDate", day(mem, o->end));
    json_put_text(&w, "BusinessShortCode", o->shortcode);
    json_put_text(&w, "TransactionType", types[o->table][o->till]);
    json_put_text(&w, "ReceiverPartyIdentifierType", o->till ? "2" : "4");
    json_put_text(&w, "Amount", money_plain(amount, o->amount));
    json_put_text(&w, "PartyA", o->phone);
    json_put_text(&w, "CallBackURL", o->callback_url);
    json_put_text(&w, "AccountReference", o->account_ref);
    json_put_text(&w, "TransactionDesc", wire_words(mem, o->description, DESCRIPTION_MOST, "Rent"));
    json_put_text(&w, "Frequency", frequencies[o->table][o->every]);
    if (o->table == RATIBA_NEW && o->custom_id)
        json_put_text(&w, "CustomStoId", o->custom_id);
    json_close(&w);
    return json_done(&w);
}

struct answer
answer_to_ratiba(struct arena *mem, const struct reply *r)
{
    struct answer      a;
    const struct json *body;

    if (answer_settled(mem, r, &a, &body))
        return a;
    const struct json *head = wire_get(body, "ResponseHeader");
    a.code = wire_member(head, "responseCode");
    a.message = wire_member(head, "responseDescription");
    a.checkout_id = wire_member(head, "responseRefID");
    if (a.code && (strcmp(a.code, "200") == 0 || wire_zeros(a.code))) {
        a.kind = ANSWER_ACCEPTED;
    } else if (wire_filled(a.code) && r->http_status >= 400 && r->http_status < 500) {
        a.kind = ANSWER_REJECTED;
        a.outcome = "request_refused";
    }
    return a;
}

/* The value of the item with that very name: "status" and "Status" are two different items. */
static const char *
item(const struct json *list, const char *name)
{
    for (const struct json *i = json_kind(list) == JSON_ARRAY ? json_first(list) : NULL; i; i = json_next(i)) {
        const char *is = wire_member(i, "name");
        if (is && strcmp(is, name) == 0)
            return wire_member(i, "value");
    }
    return NULL;
}

static const char *
either(const struct json *list, const char *one, const char *other)
{
    const char *said = item(list, one);

    return said ? said : item(list, other);
}

enum err
ratiba_callback_read(struct arena *mem, const char *body, size_t n, struct ratiba_callback *out, const char **why)
{
    const struct json *root;
    enum err           e = json_parse(mem, body, n, &root, why);

    if (e != ERR_OK)
        return e;
    const struct json     *head = wire_get(root, "ResponseHeader");
    const struct json     *list = wire_get(wire_get(root, "ResponseBody"), "ResponseData");
    const char            *inner = either(list, "responseCode", "ResponseCode"), *verdict = item(list, "Status");
    struct ratiba_callback c = {
        .code = wire_member(head, "responseCode"),
        .desc = wire_member(head, "responseDescription"),
        .ref_id = wire_member(head, "responseRefID"),
        .request_ref_id = wire_member(head, "requestRefID"),
        .transaction_id = either(list, "TransactionID", "transactionID"),
        .status = item(list, "status"),
        .msisdn = either(list, "Msisdn", "msisdn"),
        .order_name = either(list, "standingOrderName", "StandingOrderName"),
    };
    if (!wire_filled(c.code)) {
        *why = "it has no responseCode";
        return ERR_INPUT;
    }
    c.made = strcmp(c.code, "0") == 0 && (!inner || strcmp(inner, "0") == 0) &&
             (!verdict || strcasecmp(verdict, "ERROR") != 0);
    *out = c;
    return ERR_OK;
}
