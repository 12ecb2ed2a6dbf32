#include "sim/api.h"

#include <string.h>

#include "sim/job.h"
#include "sim/result.h"
#include "sim/shilling.h"

static bool
short_text(const char *value)
{
    return *value && strlen(value) <= 64;
}

const struct field express_fields[] = {
    {"primaryShortCode", field_shortcode, NULL, false},
    {"receiverShortCode", field_shortcode, NULL, false},
    {"amount", field_amount, NULL, false},
    {"paymentRef", short_text, NULL, false},
    {"callbackUrl", field_callback_url, NULL, false},
    {"partnerName", short_text, NULL, false},
    {"RequestRefID", short_text, NULL, false},
    {0},
};

static void
begin(struct world *w, struct job *j)
{
    const char          *from = job_text(j, "primaryShortCode");
    struct organisation *payer = organisation_find(w, from);
    struct money         amount = {0};
    bool                 good = money_parse(job_text(j, "amount"), &amount); /* the field's rule has seen to that */

    (void)good;
    j->movement =
        movement_begin(w, &(struct movement){
                              .kind = MOVEMENT_B2B,
                              .type = "B2B Express",
                              .reason = "Merchant to Business Payment",
                              .reference = job_text(j, "paymentRef"),
                              .originator = j->originator,
                              .conversation = j->conversation,
                              .from = {.organisation = payer,
                                       .account = ACCOUNT_MERCHANT,
                                       .shown = arena_printf(w->mem, "%s - BUSINESS %s", from, from)},
                              .to = {.organisation = j->organisation, .account = organisation_income(j->organisation)},
                              .amount = amount,
                          });
}

/* The operator on the till's nominated number has typed his PIN. */
static const char *
run(struct world *w, struct job *j)
{
    const struct organisation *payer = j->movement->from.organisation;

    if (payer && payer->accounts[ACCOUNT_MERCHANT].cents < j->movement->amount.cents)
        return RESULT_FUNDS;
    movement_complete(w, j->movement);
    j->transaction = j->movement->receipt;
    return RESULT_SUCCESS;
}

static struct answer
acknowledge(struct arena *mem, const struct job *j)
{
    (void)mem;
    (void)j;
    return answer_json(200, "{\"code\":\"0\",\"status\":\"USSD Initiated Successfully\"}");
}

static const char *
body(struct world *w, struct job *j)
{
    struct json_writer out = json_writer_new(w->mem);
    bool               paid = strcmp(j->code, RESULT_SUCCESS) == 0;

    json_open(&out, NULL, '{');
    json_put_text(&out, "resultCode", j->code);
    json_put_text(&out, "resultDesc", j->desc);
    json_put_text(&out, "amount", j->movement ? shilling_plain(w->mem, j->movement->amount) : job_text(j, "amount"));
    json_put_text(&out, "requestId", job_text(j, "RequestRefID"));
    if (paid) {
        json_put_text(&out, "resultType", "0");
        json_put_text(&out, "conversationID", j->conversation);
        json_put_text(&out, "transactionId", j->transaction ? j->transaction : "");
        json_put_text(&out, "status", "SUCCESS");
    } else {
        json_put_text(&out, "paymentReference", job_text(j, "paymentRef"));
    }
    json_close(&out);
    return json_done(&out);
}

static const struct job_kind kind = {
    .name = "express",
    .party = "receiverShortCode",
    .url = "callbackUrl",
    .enrols_as = ORGANISATION_PAYBILL,
    .begin = begin,
    .run = run,
    .ack = acknowledge,
    .body = body,
};

void
express_push(struct world *w, struct call *c)
{
    job_begin(w, c, &kind, NULL);
}
