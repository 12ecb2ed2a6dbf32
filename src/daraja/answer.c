#include "daraja/answer.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/json.h"
#include "base/number.h"
#include "daraja/wire.h"

enum { TOKEN_LEN_MOST = 500, TOKEN_LIFE_S = 3599, TOKEN_LIFE_MOST_S = 86400 };

static const char *const kind_names[] = {
    [ANSWER_ACCEPTED] = "accepted", [ANSWER_REJECTED] = "rejected", [ANSWER_TOKEN] = "token_refused",
    [ANSWER_BUSY] = "busy",         [ANSWER_NOT_SENT] = "not_sent", [ANSWER_UNKNOWN] = "unknown",
    [ANSWER_RESULT] = "result",     [ANSWER_PENDING] = "pending",   [ANSWER_NO_WORD] = "no_word",
};
_Static_assert(COUNT(kind_names) == ANSWER_KIND_COUNT, "name each kind");

const char *
answer_kind_name(enum answer_kind k)
{
    return kind_names[k];
}

/* One row of daraja.md 17.2: an error code, a fragment of its message ("" for any), and what it means for a push. The
 * first that fits counts; a code that is not here is a refusal when it is Daraja's own 4xx, unknown otherwise. */
static const struct {
    const char      *code, *fragment;
    enum answer_kind kind;
    const char      *outcome;
} codes[] = {
    {"404.001.03", "", ANSWER_TOKEN, NULL},
    {"401.002.01", "", ANSWER_TOKEN, NULL},
    {"400.003.01", "", ANSWER_TOKEN, NULL},
    {"401.003.01", "apiproduct", ANSWER_REJECTED, "not_set_up"},
    {"401.003.01", "", ANSWER_TOKEN, NULL},
    {"500.003.02", "", ANSWER_BUSY, NULL},
    {"500.003.03", "", ANSWER_BUSY, NULL},
    {"400.002.02", "PhoneNumber", ANSWER_REJECTED, "phone_rejected"},
    {"400.002.02", "PartyA", ANSWER_REJECTED, "phone_rejected"},
    {"400.002.02", "Amount", ANSWER_REJECTED, "amount_rejected"},
    {"400.002.02", "", ANSWER_REJECTED, "rejected"},
    {"500.001.1001", "Unable to lock subscriber", ANSWER_REJECTED, "phone_busy"},
    {"500.001.1001", "Wrong credentials", ANSWER_REJECTED, "not_set_up"},
    {"500.001.1001", "Merchant does not exist", ANSWER_REJECTED, "not_set_up"},
    {"500.001.1001", "Merchant Not Allowed", ANSWER_REJECTED, "not_set_up"},
    {"500.001.1001", "Missing ICCID", ANSWER_REJECTED, "phone_rejected"},
    {"500.001.1001", "", ANSWER_UNKNOWN, NULL},
    {"404.001.04", "", ANSWER_REJECTED, "rejected"},
    {"404.001.01", "", ANSWER_REJECTED, "not_set_up"},
    {"404.002.01", "", ANSWER_REJECTED, "not_set_up"},
    {"404.003.01", "", ANSWER_REJECTED, "not_set_up"},
    {"405.001", "", ANSWER_REJECTED, "rejected"},
    {"500.002.1001", "", ANSWER_UNKNOWN, NULL},
    {"500.003.1001", "", ANSWER_UNKNOWN, NULL},
};

/* An "Invalid Access Token - <token>" of some APIs echoes the token: it must not reach a log or the database. That the
 * app lacks the product may stand in the same place, and is another matter (daraja.md 17.2): so much is kept. */
static const char *
without_token(struct arena *mem, const char *message)
{
    const char *echo = message ? strstr(message, "Invalid Access Token - ") : NULL;

    if (!echo)
        return message;
    return arena_printf(mem, "%.*s(token cut out)%s", (int)(echo - message) + 23, message,
                        strcasestr(echo, "apiproduct") ? " no apiproduct match found" : "");
}

static const struct json *
body_json(struct arena *mem, const struct reply *r)
{
    const struct json *j = NULL;

    if (r->len && json_parse(mem, r->body, r->len, &j, NULL) != ERR_OK)
        return NULL;
    return json_kind(j) == JSON_OBJECT ? j : NULL;
}

static bool
is_rate_limit(const struct json *body, int http_status)
{
    const char *code = json_text(json_get(json_get(json_get(body, "fault"), "detail"), "errorcode"));

    return http_status == 429 || (code && strcasestr(code, "ratelimit"));
}

/* It goes into a header as it is: nothing in it may end the line. */
static bool
is_token(const char *text)
{
    size_t n = 0;

    while (text && text[n] > 0x20 && text[n] < 0x7f)
        n++;
    return n > 0 && n <= TOKEN_LEN_MOST && !text[n];
}

/* Fills kind, outcome, code and message from an error envelope; false when the body is none. */
static bool
judge_error(struct arena *mem, const struct json *body, int http_status, struct answer *a)
{
    a->code = json_text(json_get(body, "errorCode"));
    a->message = without_token(mem, json_text(json_get(body, "errorMessage")));
    if (!wire_filled(a->code))
        return false;
    for (size_t i = 0; i < COUNT(codes); i++) {
        if (strcmp(a->code, codes[i].code) == 0 &&
            (!codes[i].fragment[0] || (a->message && strcasestr(a->message, codes[i].fragment)))) {
            a->kind = codes[i].kind;
            a->outcome = codes[i].outcome;
            return true;
        }
    }
    a->kind = http_status >= 400 && http_status < 500 ? ANSWER_REJECTED : ANSWER_UNKNOWN;
    a->outcome = "rejected";
    return true;
}

bool
answer_judged(struct arena *mem, const struct reply *r, struct answer *a, const struct json **body)
{
    *a = (struct answer){.kind = r->transport == TRANSPORT_NOT_SENT ? ANSWER_NOT_SENT : ANSWER_UNKNOWN};
    *body = body_json(mem, r);
    if (r->transport != TRANSPORT_ANSWERED || judge_error(mem, *body, r->http_status, a))
        return true;
    if (!is_rate_limit(*body, r->http_status))
        return false;
    a->kind = ANSWER_BUSY;
    a->code = "429";
    return true;
}

struct answer
answer_to_push(struct arena *mem, const struct reply *r)
{
    struct answer      a;
    const struct json *body;

    if (answer_judged(mem, r, &a, &body))
        return a;
    a.code = json_text(json_get(body, "ResponseCode"));
    a.merchant_id = json_text(json_get(body, "MerchantRequestID"));
    a.checkout_id = json_text(json_get(body, "CheckoutRequestID"));
    if (wire_zeros(a.code) && wire_filled(a.checkout_id))
        a.kind = ANSWER_ACCEPTED;
    return a;
}

struct answer
answer_to_query(struct arena *mem, const struct reply *r)
{
    struct answer      a = {.kind = ANSWER_NO_WORD};
    const struct json *body = body_json(mem, r);

    if (r->transport != TRANSPORT_ANSWERED || !body)
        return a;
    if (judge_error(mem, body, r->http_status, &a)) {
        bool open = a.message && strcasestr(a.message, "being processed");
        if (a.kind != ANSWER_TOKEN && a.kind != ANSWER_BUSY)
            a.kind = open ? ANSWER_PENDING : ANSWER_NO_WORD;
        a.outcome = NULL;
        return a;
    }
    if (is_rate_limit(body, r->http_status)) {
        a.kind = ANSWER_BUSY;
        return a;
    }
    a.code = json_text(json_get(body, "ResponseCode"));
    a.result_code = json_text(json_get(body, "ResultCode"));
    a.result_desc = json_text(json_get(body, "ResultDesc"));
    a.merchant_id = json_text(json_get(body, "MerchantRequestID"));
    a.checkout_id = json_text(json_get(body, "CheckoutRequestID"));
    if (!wire_zeros(a.code) || !a.result_code)
        return a;
    a.kind = !*a.result_code || strcmp(a.result_code, "4999") == 0 ? ANSWER_PENDING : ANSWER_RESULT;
    return a;
}

struct answer
answer_to_oauth(struct arena *mem, const struct reply *r, const char **token, int *lifetime_s)
{
    struct answer      a = {.kind = ANSWER_UNKNOWN};
    const struct json *body = body_json(mem, r);
    int64_t            life;

    if (r->transport == TRANSPORT_NOT_SENT)
        a.kind = ANSWER_NOT_SENT;
    if (r->transport != TRANSPORT_ANSWERED)
        return a;
    a.code = json_text(json_get(body, "errorCode"));
    a.message = json_text(json_get(body, "errorMessage"));
    *token = json_string(json_get(body, "access_token"));
    if (is_token(*token)) {
        const char *expires = json_text(json_get(body, "expires_in"));
        *lifetime_s = expires && int64_parse(expires, 1, TOKEN_LIFE_MOST_S, &life) ? (int)life : TOKEN_LIFE_S;
        a.kind = ANSWER_ACCEPTED;
    } else if (r->http_status == 400 && (r->len == 0 || (a.code && strncmp(a.code, "400.008", 7) == 0))) {
        a.kind = ANSWER_REJECTED; /* an empty 400: keys of the other environment */
        a.outcome = "not_set_up";
    } else if (is_rate_limit(body, r->http_status)) {
        a.kind = ANSWER_BUSY;
    }
    return a;
}
