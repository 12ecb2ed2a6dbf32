#include "daraja/result.h"

#include <string.h>

#include "base/json.h"
#include "daraja/wire.h"

/* Of a receipt number, a placeholder keeps only what tells the day: two or three characters. */
enum { PLACEHOLDER_HEAD = 3, PLACEHOLDER_LEAST = 7 };

static bool
same_key(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a == ' ')
            a++;
        while (*b == ' ')
            b++;
        if (*a != *b)
            return false;
        if (!*a)
            return true;
    }
}

static void
keep(struct result_item *items, size_t *count, const struct json *j)
{
    const char *key = json_string(json_get(j, "Key"));

    if (key)
        items[(*count)++] = (struct result_item){key, json_text(json_get(j, "Value"))};
}

/* An array, a single object, or nothing at all. */
static struct result_items
items(struct arena *mem, const struct json *list)
{
    size_t room = 1, count = 0;

    for (const struct json *j = json_first(list); j; j = json_next(j))
        room++;
    struct result_item *at = arena_array(mem, room, sizeof *at);
    if (json_kind(list) == JSON_OBJECT)
        keep(at, &count, list);
    else if (json_kind(list) == JSON_ARRAY)
        for (const struct json *j = json_first(list); j; j = json_next(j))
            keep(at, &count, j);
    return (struct result_items){at, count};
}

/* {"ResultParameter": …}, or the array itself. */
static struct result_items
items_below(struct arena *mem, const struct json *holder, const char *name)
{
    return items(mem, json_kind(holder) == JSON_ARRAY ? holder : json_get(holder, name));
}

enum err
daraja_result_read(struct arena *mem, const char *body, size_t n, struct daraja_result *out, const char **why)
{
    const struct json *root;
    enum err           e = json_parse(mem, body, n, &root, why);

    if (e != ERR_OK)
        return e;
    const struct json *j = json_get(root, "Result");
    if (json_kind(j) != JSON_OBJECT) {
        *why = "it has no Result";
        return ERR_INPUT;
    }
    struct daraja_result r = {
        .type = json_text(json_get(j, "ResultType")),
        .code = json_text(json_get(j, "ResultCode")),
        .desc = json_string(json_get(j, "ResultDesc")),
        .originator_id = json_text(json_get(j, "OriginatorConversationID")),
        .conversation_id = json_text(json_get(j, "ConversationID")),
        .transaction_id = json_text(json_get(j, "TransactionID")),
        .parameters = items_below(mem, json_get(j, "ResultParameters"), "ResultParameter"),
        .references = items_below(mem, json_get(j, "ReferenceData"), "ReferenceItem"),
    };
    if (!wire_filled(r.code)) {
        *why = "it has no ResultCode";
        return ERR_INPUT;
    }
    r.success = strcmp(r.code, "0") == 0;
    *out = r;
    return ERR_OK;
}

static const char *
filled_value(struct result_items list, const char *key)
{
    for (size_t i = 0; i < list.count; i++)
        if (same_key(list.at[i].key, key) && wire_filled(list.at[i].value))
            return list.at[i].value;
    return NULL;
}

const char *
result_value(const struct daraja_result *r, const char *key)
{
    return filled_value(r->parameters, key);
}

const char *
result_value_nth(const struct daraja_result *r, const char *key, size_t nth)
{
    for (size_t i = 0; i < r->parameters.count; i++)
        if (same_key(r->parameters.at[i].key, key) && nth-- == 0)
            return r->parameters.at[i].value;
    return NULL;
}

const char *
result_reference(const struct daraja_result *r, const char *key)
{
    return filled_value(r->references, key);
}

bool
result_funds(const struct daraja_result *r, const char *key, struct money *out)
{
    return wire_money(result_value(r, key), out);
}

bool
result_money(const struct daraja_result *r, const char *key, struct money *out)
{
    struct money m, again;

    if (!result_funds(r, key, &m) || m.cents < 0)
        return false;
    for (size_t i = 0; i < r->parameters.count; i++) {
        const struct result_item *p = &r->parameters.at[i];
        if (same_key(p->key, key) && wire_filled(p->value) && (!wire_money(p->value, &again) || again.cents != m.cents))
            return false;
    }
    *out = m;
    return true;
}

bool
result_time(const struct daraja_result *r, const char *key, int64_t *utc)
{
    return wire_time(result_value(r, key), utc);
}

bool
result_is_placeholder(const char *transaction_id)
{
    size_t n = transaction_id ? strlen(transaction_id) : 0, head = n;

    while (head && transaction_id[head - 1] == '0')
        head--;
    return head == 0 || (n >= PLACEHOLDER_LEAST && head <= PLACEHOLDER_HEAD);
}

const char *
result_receipt(struct arena *mem, const struct daraja_result *r, const char *key)
{
    const char *said = key ? result_value(r, key) : NULL;

    if (result_is_placeholder(said))
        said = r->transaction_id;
    return result_is_placeholder(said) ? NULL : wire_receipt(mem, said);
}
