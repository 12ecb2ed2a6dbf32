#include "sim/reversal.h"

#include <string.h>

#include "sim/api.h"
#include "sim/handset.h"
#include "sim/job.h"
#include "sim/result.h"
#include "sim/shilling.h"
#include "sim/wording.h"

static bool
command(const char *value)
{
    return strcmp(value, "TransactionReversal") == 0;
}

static bool
reversal_type(const char *value)
{
    return strcmp(value, "11") == 0;
}

/* "RecieverIdentifierType" is Daraja's spelling, and 11 the only type it takes. */
const struct field reversal_fields[] = {
    {"Initiator", field_any, NULL, false},
    {"SecurityCredential", field_base64, NULL, false},
    {"CommandID", command, NULL, false},
    {"TransactionID", field_receipt, NULL, false},
    {"Amount", field_money, NULL, false},
    {"ReceiverParty", field_shortcode, NULL, false},
    {"RecieverIdentifierType", reversal_type, NULL, false},
    {"ResultURL", field_callback_url, NULL, false},
    {"QueueTimeOutURL", field_callback_url, NULL, false},
    {"Remarks", field_remarks, NULL, false},
    {0},
};

const char *
reversal_obstacle(const struct movement *m)
{
    if (m->reversed_by)
        return "R000001";
    if (m->state != MOVEMENT_COMPLETED || (m->kind != MOVEMENT_STK && m->kind != MOVEMENT_C2B) || !m->to.organisation)
        return "R000002";
    return m->to.organisation->accounts[m->to.account].cents < m->amount.cents ? RESULT_FUNDS : NULL;
}

struct movement *
reversal_begin(struct world *w, struct movement *original, const char *originator, const char *conversation)
{
    return movement_begin(w, &(struct movement){
                                 .kind = MOVEMENT_REVERSAL,
                                 .type = "TransactionReversal",
                                 .reason = "Transaction Reversal",
                                 .reference = original->receipt,
                                 .originator = originator,
                                 .conversation = conversation,
                                 .from = original->to,
                                 .to = original->from,
                                 .amount = original->amount,
                                 .reverses = original,
                             });
}

void
reversal_complete(struct world *w, struct movement *m)
{
    movement_complete(w, m);
    if (m->to.handset)
        handset_message(w, m->to.handset, wording_reversed(w->mem, m));
}

static void
put_parameters(struct world *w, struct job *j)
{
    const struct movement *m = j->movement;

    job_put_text(j, "DebitAccountBalance", job_pipes(j, m->from.account));
    job_put(j, "Amount", shilling_plain(w->mem, m->amount));
    job_put(j, "TransCompletedTime", job_time(j));
    job_put_text(j, "OriginalTransactionID", m->reverses->receipt);
    job_put(j, "Charge", "0.00");
    job_put_text(j, "CreditPartyPublicName", party_name(w->mem, w, &m->to, false));
    job_put_text(j, "DebitPartyPublicName", party_name(w->mem, w, &m->from, false));
}

/* Only money that this shortcode received; only all of it. */
static const char *
run(struct world *w, struct job *j)
{
    struct movement *original = movement_by_receipt(w, job_text(j, "TransactionID"));

    if (!original || original->to.organisation != j->organisation)
        return "R000002";
    const char *why = reversal_obstacle(original);
    if (why)
        return why;
    if (job_amount(j).cents != original->amount.cents)
        return "2020";
    j->movement = reversal_begin(w, original, j->originator, j->conversation);
    reversal_complete(w, j->movement);
    j->transaction = j->movement->receipt;
    put_parameters(w, j);
    return RESULT_SUCCESS;
}

static const struct job_kind kind = {
    .name = "reversal",
    .role = "reversal",
    .queue = "reversalresults",
    .initiator = "Initiator",
    .party = "ReceiverParty",
    .enrols_as = ORGANISATION_PAYBILL,
    .run = run,
};

void
reversal_request(struct world *w, struct call *c)
{
    job_begin(w, c, &kind, NULL);
}
