#include "sim/api.h"

#include <string.h>

#include "sim/c2b.h"
#include "sim/handset.h"
#include "sim/ids.h"

const struct field c2b_simulate_fields[] = {
    {"ShortCode", field_shortcode, NULL, false},  {"CommandID", field_transaction_type, NULL, false},
    {"Amount", field_amount, NULL, false},        {"Msisdn", field_phone, NULL, false},
    {"BillRefNumber", field_account, NULL, true}, {0},
};

static const char *
text(const struct call *c, const char *name)
{
    return json_text(json_get(c->json, name));
}

static struct answer
accepted(struct arena *mem)
{
    char               id[GATEWAY_ID_SIZE];
    struct json_writer out = json_writer_new(mem);

    json_open(&out, NULL, '{');
    json_put_text(&out, "OriginatorCoversationID", ids_gateway(id));
    json_put_text(&out, "ResponseCode", "0");
    json_put_text(&out, "ResponseDescription", "Accept the service request successfully.");
    json_close(&out);
    return answer_json(200, json_done(&out));
}

/* Whether the customer can pay shows later, or never: the sandbox says yes to all. */
void
c2b_simulate(struct world *w, struct call *c)
{
    bool                 paybill = strcmp(text(c, "CommandID"), "CustomerPayBillOnline") == 0;
    const char          *account = text(c, "BillRefNumber");
    struct organisation *o = organisation_use(w, text(c, "ShortCode"), ORGANISATION_PAYBILL);

    if (paybill && (!account || !*account)) {
        c->answer = answer_bad_field(c->mem, "BillRefNumber");
        return;
    }
    if (!o || (o->kind == ORGANISATION_TILL) == paybill) {
        c->answer = answer_bad_field(c->mem, "ShortCode");
        return;
    }
    struct c2b asked = {
        .payer = handset_get(w, text(c, "Msisdn")),
        .organisation = o,
        .reference = paybill ? arena_strdup(w->mem, account) : NULL,
        .script = c2b_script_take(w),
    };
    bool whole = money_parse(text(c, "Amount"), &asked.amount); /* the field's rule has seen to that */
    if (whole && !c2b_obstacle(&asked))
        c2b_begin(w, &asked);
    c->answer = accepted(c->mem);
}
