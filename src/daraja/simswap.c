#include "daraja/simswap.h"

#include <string.h>

#include "base/json.h"
#include "daraja/wire.h"

#define NEVER "01-01-1900"

const char *
simswap_body(struct arena *mem, const char *phone)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "customerNumber", phone);
    json_close(&w);
    return json_done(&w);
}

struct answer
answer_to_simswap(struct arena *mem, const struct reply *r, enum sim_swapped *swapped, int64_t *swapped_at)
{
    struct answer      a;
    const struct json *body;

    *swapped = SIM_NOT_KNOWN;
    *swapped_at = 0;
    if (answer_settled(mem, r, &a, &body))
        return a;
    a.code = wire_member(body, "responseCode");
    a.message = wire_member(body, "responseDesc");
    const char *when = wire_member(body, "lastSwapDate");
    if (!a.code || strcmp(a.code, "200") != 0 || !when)
        return a;
    a.kind = ANSWER_ACCEPTED;
    if (strncmp(when, NEVER, sizeof NEVER - 1) == 0)
        *swapped = SIM_KEPT;
    else if (wire_time(when, swapped_at))
        *swapped = SIM_SWAPPED;
    return a;
}
