#include "sim/api.h"

#include <string.h>

#include "sim/job.h"
#include "sim/result.h"

static bool
command(const char *value)
{
    return strcmp(value, "AccountBalance") == 0;
}

const struct field balance_fields[] = {
    {"Initiator", field_any, NULL, false},
    {"SecurityCredential", field_base64, NULL, false},
    {"CommandID", command, NULL, false},
    {"PartyA", field_shortcode, NULL, false},
    {"IdentifierType", field_identifier, NULL, false},
    {"Remarks", field_remarks, NULL, false},
    {"QueueTimeOutURL", field_callback_url, NULL, false},
    {"ResultURL", field_callback_url, NULL, false},
    {0},
};

static const char *
run(struct world *w, struct job *j)
{
    const char *merchant =
        j->organisation->kind == ORGANISATION_TILL ? arena_printf(w->mem, "%s&", job_pipes(j, ACCOUNT_MERCHANT)) : "";
    const char *packed =
        arena_printf(w->mem, "%s%s&%s&%s&Organization Settlement Account|KES|0.00|0.00|0.00|0.00", merchant,
                     job_pipes(j, ACCOUNT_WORKING), job_pipes(j, ACCOUNT_UTILITY), job_pipes(j, ACCOUNT_CHARGES));

    job_put_text(j, "AccountBalance", packed);
    job_put_text(j, "BOCompletedTime", job_time(j));
    return RESULT_SUCCESS;
}

static const struct job_kind kind = {
    .name = "accountBalance",
    .role = "balance",
    .queue = "abresults",
    .initiator = "Initiator",
    .party = "PartyA",
    .enrols_as = ORGANISATION_PAYBILL,
    .string_codes = true,
    .run = run,
};

void
balance_query(struct world *w, struct call *c)
{
    job_begin(w, c, &kind, NULL);
}
