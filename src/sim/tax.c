#include "sim/api.h"

#include <string.h>

#include "sim/b2b.h"
#include "sim/result.h"

#define KRA "572572" /* the taxman's paybill */

static bool
command(const char *value)
{
    return strcmp(value, "PayTaxToKRA") == 0;
}

static bool
shortcode_type(const char *value)
{
    return strcmp(value, "4") == 0;
}

static bool
taxman(const char *value)
{
    return strcmp(value, KRA) == 0;
}

const struct field tax_fields[] = {
    {"Initiator", field_any, NULL, false},
    {"SecurityCredential", field_base64, NULL, false},
    {"CommandID", command, NULL, false},
    {"SenderIdentifierType", shortcode_type, NULL, false},
    {"RecieverIdentifierType", shortcode_type, NULL, false},
    {"Amount", field_amount_b2b, NULL, false},
    {"PartyA", field_shortcode, NULL, false},
    {"PartyB", taxman, NULL, false},
    {"AccountReference", field_account, NULL, false},
    {"Remarks", field_remarks, NULL, false},
    {"QueueTimeOutURL", field_callback_url, NULL, false},
    {"ResultURL", field_callback_url, NULL, false},
    {0},
};

static void
begin(struct world *w, struct job *j)
{
    j->movement = movement_begin(w, &(struct movement){
                                        .kind = MOVEMENT_TAX,
                                        .type = "PayTaxToKRA",
                                        .reason = "Pay Tax To KRA",
                                        .reference = job_text(j, "AccountReference"),
                                        .originator = j->originator,
                                        .conversation = j->conversation,
                                        .from = {.organisation = j->organisation, .account = ACCOUNT_WORKING},
                                        .to = {.shown = KRA " - KENYA REVENUE AUTHORITY"},
                                        .amount = job_amount(j),
                                        .charge = j->script->result.charge,
                                    });
}

static const char *
run(struct world *w, struct job *j)
{
    if (j->organisation->accounts[ACCOUNT_WORKING].cents < j->movement->amount.cents)
        return RESULT_FUNDS;
    movement_complete(w, j->movement);
    j->transaction = j->movement->receipt;
    b2b_put_parameters(w, j, "Pay Tax To KRA");
    return RESULT_SUCCESS;
}

static const struct job_kind kind = {
    .name = "remittax",
    .role = "tax",
    .queue = "b2bresults",
    .initiator = "Initiator",
    .party = "PartyA",
    .enrols_as = ORGANISATION_PAYBILL,
    .string_codes = true,
    .begin = begin,
    .run = run,
    .fail = b2b_put_failure,
};

void
tax_remit(struct world *w, struct call *c)
{
    job_begin(w, c, &kind, NULL);
}
