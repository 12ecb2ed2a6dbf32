#include "sim/api.h"

#include "sim/handset.h"
#include "sim/ids.h"

const struct field simswap_fields[] = {
    {"customerNumber", field_phone, NULL, false},
    {0},
};

/* 1900 means that there was no swap of late (daraja.md 15). */
static void
check(struct world *w, struct call *c, bool v1)
{
    const struct handset *h = handset_get(w, json_text(json_get(c->json, "customerNumber")));
    struct json_writer    out = json_writer_new(c->mem);
    char                  id[GATEWAY_ID_SIZE];

    json_open(&out, NULL, '{');
    json_put_text(&out, "requestRefID", ids_gateway(id));
    json_put_text(&out, "responseCode", "200");
    json_put_text(&out, "responseDesc", "Success");
    json_put_text(&out, "lastSwapDate", h->sim_swapped ? h->sim_swapped : "01-01-1900 00:00");
    if (v1) {
        json_put_text(&out, "imsi", arena_printf(c->mem, "63902%s0", h->phone + 3));
        json_put_text(&out, "msisdnRegistrationDate", "01-01-2015 00:00");
        json_put_text(&out, "customerNumber", h->phone);
    }
    json_close(&out);
    c->answer = answer_json(200, json_done(&out));
}

void
simswap_v1(struct world *w, struct call *c)
{
    check(w, c, true);
}

void
simswap_v2(struct world *w, struct call *c)
{
    check(w, c, false);
}
