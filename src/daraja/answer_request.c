#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/json.h"
#include "daraja/answer.h"
#include "daraja/wire.h"

/* For whoever has to mend a refusal; the first row that fits counts, "request_refused" otherwise. */
static const struct {
    const char *code, *fragment, *verdict;
} refusals[] = {
    {"401.003.01", "apiproduct", "api_not_enabled"}, {"404.001.01", "", "api_not_enabled"},
    {"404.002.01", "", "api_not_enabled"},           {"404.003.01", "", "api_not_enabled"},
    {"400.002.02", "Initiator", "initiator_wrong"},  {"400.002.02", "SecurityCredential", "initiator_wrong"},
    {"400.002.02", "PartyB", "receiver_unknown"},    {"400.002.02", "", "request_malformed"},
    {"400.002.05", "", "request_malformed"},         {"400.003.02", "", "request_malformed"},
    {"404.001.04", "", "request_malformed"},         {"405.001", "", "request_malformed"},
};

static const char *
refusal(const struct answer *a)
{
    for (size_t i = 0; a->code && i < COUNT(refusals); i++)
        if (strcmp(a->code, refusals[i].code) == 0 &&
            (!refusals[i].fragment[0] || (a->message && strcasestr(a->message, refusals[i].fragment))))
            return refusals[i].verdict;
    return "request_refused";
}

bool
answer_settled(struct arena *mem, const struct reply *r, struct answer *a, const struct json **body)
{
    bool settled = answer_judged(mem, r, a, body);

    a->outcome = settled && a->kind == ANSWER_REJECTED ? refusal(a) : NULL;
    return settled;
}

struct answer
answer_to_request(struct arena *mem, const struct reply *r)
{
    struct answer      a;
    const struct json *body;

    if (answer_settled(mem, r, &a, &body)) {
        a.duplicate = a.code && strcmp(a.code, "500.002.1001") == 0 && a.message && strcasestr(a.message, "duplicate");
        return a;
    }
    a.code = json_text(json_get(body, "ResponseCode"));
    a.message = json_string(json_get(body, "ResponseDescription"));
    a.conversation_id = json_text(json_get(body, "ConversationID"));
    a.originator_id = wire_member(body, "OriginatorConversationID");
    if (!wire_filled(a.originator_id))
        a.originator_id = wire_member(body, "OriginatorCoversationID");
    if (wire_zeros(a.code) && wire_filled(a.conversation_id))
        a.kind = ANSWER_ACCEPTED;
    return a;
}
