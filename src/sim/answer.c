#include "sim/answer.h"

#include <string.h>

#include "base/err.h"
#include "base/json.h"
#include "sim/chance.h"
#include "sim/ids.h"

#define LOCKED "Unable to lock subscriber, a transaction is already in process for the current subscriber"

static const struct {
    unsigned    status;
    const char *code, *message;
} refusals[] = {
    [REFUSAL_BASIC_TYPE] = {400, "400.008.01", "Invalid authentication type passed"},
    [REFUSAL_BASIC_KEYS] = {400, "400.008.01", "Invalid Authentication passed"},
    [REFUSAL_GRANT_TYPE] = {400, "400.008.02", "Invalid grant type passed"},
    [REFUSAL_PATH] = {404, "404.001.01", "Resource not found"},
    [REFUSAL_HEADER] = {404, "404.001.04", "Invalid Authentication Header"},
    [REFUSAL_METHOD] = {405, "405.001", "Method Not Allowed"},
    [REFUSAL_PAYLOAD] = {400, "400.002.05", "Invalid Request Payload"},
    [REFUSAL_PRODUCT] = {401, "401.003.01",
                         "Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found"},
    [REFUSAL_CREDENTIALS] = {500, "500.001.1001", "Wrong credentials"},
    [REFUSAL_MERCHANT] = {500, "500.001.1001", "Merchant does not exist"},
    [REFUSAL_LOCKED] = {500, "500.001.1001", LOCKED},
    [REFUSAL_PROCESSING] = {500, "500.001.1001", "The transaction is being processed"},
    [REFUSAL_NO_TRANSACTION] = {500, "500.001.1001", "The transaction does not Exist"},
};
_Static_assert(COUNT(refusals) == REFUSAL_COUNT, "word each refusal");

static const char spike[] =
    "{\"fault\":{\"faultstring\":\"Spike arrest violation. Allowed rate : MessageRate{messagesPerPeriod=5, "
    "periodInMicroseconds=60000000, maxBurstMessageCount=1.0}\",\"detail\":{\"errorcode\":"
    "\"policies.ratelimit.SpikeArrestViolation\"}}}";

struct answer
answer_json(unsigned status, const char *body)
{
    size_t length = strlen(body);

    return (struct answer){.status = status, .type = "application/json", .body = body, .length = length};
}

struct answer
answer_empty(unsigned status)
{
    return (struct answer){.status = status, .body = ""};
}

struct answer
answer_error(struct arena *mem, unsigned status, const char *code, const char *message)
{
    char               id[GATEWAY_ID_SIZE];
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "requestId", ids_gateway(id));
    json_put_text(&w, "errorCode", code);
    json_put_text(&w, "errorMessage", message);
    json_close(&w);
    struct answer a = answer_json(status, json_done(&w));
    a.error_code = code;
    return a;
}

struct answer
answer_refusal(struct arena *mem, enum refusal r)
{
    return answer_error(mem, refusals[r].status, refusals[r].code, refusals[r].message);
}

struct answer
answer_bad_field(struct arena *mem, const char *field)
{
    return answer_error(mem, 400, "400.002.02", arena_printf(mem, "Bad Request - Invalid %s", field));
}

struct answer
answer_waf(struct arena *mem)
{
    char incident[19];

    chance_text(incident, 18, "0123456789");
    struct answer a =
        answer_json(503, arena_printf(mem,
                                      "<html>\r\n<head>\r\n"
                                      "<META NAME=\"robots\" CONTENT=\"noindex,nofollow\">\r\n</head>\r\n"
                                      "<body>Request unsuccessful. Incapsula incident ID: %s-%s</body>\r\n</html>\r\n",
                                      incident + 3, incident));
    a.type = "text/html";
    a.error_code = "html";
    return a;
}

struct answer
answer_spike(struct arena *mem)
{
    struct answer a = answer_json(429, arena_strdup(mem, spike));

    a.error_code = "SpikeArrestViolation";
    return a;
}

struct answer
answer_control_error(struct arena *mem, unsigned status, const char *why)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "error", why);
    json_close(&w);
    return answer_json(status, json_done(&w));
}

struct answer
answer_ok(void)
{
    return answer_json(200, "{\"ok\":true}");
}
