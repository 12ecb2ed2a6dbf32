#include "sim/api.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "sim/handset.h"
#include "sim/job.h"
#include "sim/person.h"
#include "sim/result.h"
#include "sim/shilling.h"
#include "sim/wording.h"

static const struct money most_held = {INT64_C(50000000)}; /* what a phone may hold: KSh 500,000 */

static bool
b2c_command(const char *value)
{
    return strcmp(value, "BusinessPayment") == 0 || strcmp(value, "SalaryPayment") == 0 ||
           strcmp(value, "PromotionPayment") == 0;
}

static bool
pochi_command(const char *value)
{
    return strcmp(value, "BusinessPayToPochi") == 0;
}

static bool
originator(const char *value)
{
    return *value && strlen(value) <= 128;
}

static bool
occasion(const char *value)
{
    return strlen(value) <= 100;
}

/* "Occassion" is Daraja's spelling, and InitiatorName is its name for the initiator here only. */
/* clang-format off */
#define ORIGINATOR {"OriginatorConversationID", originator, NULL, false}
#define B2C_FIELDS(command)                                                                                            \
    {"InitiatorName", field_any, NULL, false}, {"SecurityCredential", field_base64, NULL, false},                      \
    {"CommandID", command, NULL, false}, {"Amount", field_amount_b2c, NULL, false},                                    \
    {"PartyA", field_shortcode, NULL, false}, {"PartyB", field_phone, NULL, false},                                    \
    {"Remarks", field_remarks, NULL, false}, {"QueueTimeOutURL", field_callback_url, NULL, false},                     \
    {"ResultURL", field_callback_url, NULL, false}, {"Occassion", occasion, NULL, true}
/* clang-format on */

const struct field b2c_v1_fields[] = {B2C_FIELDS(b2c_command), {0}};
const struct field b2c_v3_fields[] = {ORIGINATOR, B2C_FIELDS(b2c_command), {0}};
const struct field b2pochi_fields[] = {ORIGINATOR, B2C_FIELDS(pochi_command), {0}};

static void
begin(struct world *w, struct job *j)
{
    j->movement = movement_begin(w, &(struct movement){
                                        .kind = MOVEMENT_B2C,
                                        .type = job_text(j, "CommandID"),
                                        .reason = "Business Payment to Customer via API",
                                        .originator = j->originator,
                                        .conversation = j->conversation,
                                        .from = {.organisation = j->organisation, .account = ACCOUNT_UTILITY},
                                        .to = {.handset = handset_get(w, job_text(j, "PartyB"))},
                                        .amount = job_amount(j),
                                        .charge = j->script->result.charge,
                                    });
}

static const char *
obstacle(const struct job *j)
{
    const struct movement *m = j->movement;

    if (!organisation_pays_people(j->organisation))
        return "2028";
    if (m->to.handset->unregistered)
        return "2040";
    if (j->organisation->accounts[ACCOUNT_UTILITY].cents < m->amount.cents)
        return RESULT_FUNDS;
    return m->to.handset->balance.cents + m->amount.cents > most_held.cents ? "8" : NULL;
}

/* "03.11.2026 12:01:44", EAT. */
static const char *
dotted_time(struct arena *mem, int64_t utc)
{
    struct eat t = eat_from(utc);

    return arena_printf(mem, "%02d.%02d.%04d %02d:%02d:%02d", t.date.day, t.date.month, t.date.year, t.hour, t.minute,
                        t.second);
}

static void
put_parameters(struct world *w, struct job *j)
{
    const struct movement     *m = j->movement;
    const struct organisation *o = j->organisation;
    char                       amount[MONEY_TEXT_SIZE];

    job_put(j, "TransactionAmount", arena_strdup(w->mem, money_plain(amount, m->amount)));
    job_put_text(j, "TransactionReceipt", m->receipt);
    job_put_text(j, "ReceiverPartyPublicName", party_name(w->mem, w, &m->to, false));
    job_put_text(j, "TransactionCompletedDateTime", dotted_time(w->mem, m->ended_ms / 1000));
    job_put(j, "B2CUtilityAccountAvailableFunds", shilling_plain(w->mem, o->accounts[ACCOUNT_UTILITY]));
    job_put(j, "B2CWorkingAccountAvailableFunds", shilling_plain(w->mem, o->accounts[ACCOUNT_WORKING]));
    job_put_text(j, "B2CRecipientIsRegisteredCustomer", "Y");
    job_put(j, "B2CChargesPaidAccountAvailableFunds", shilling_plain(w->mem, o->accounts[ACCOUNT_CHARGES]));
}

static const char *
run(struct world *w, struct job *j)
{
    const char *why = obstacle(j);

    if (why)
        return why;
    movement_complete(w, j->movement);
    j->transaction = j->movement->receipt;
    handset_message(w, j->movement->to.handset, wording_received(w->mem, w, j->movement));
    put_parameters(w, j);
    return RESULT_SUCCESS;
}

static const struct job_kind kind = {
    .name = "b2c",
    .role = "b2c",
    .queue = "b2cresults",
    .initiator = "InitiatorName",
    .party = "PartyA",
    .enrols_as = ORGANISATION_BULK,
    .begin = begin,
    .run = run,
};

void
b2c_v1(struct world *w, struct call *c)
{
    job_begin(w, c, &kind, NULL);
}

/* The id is the business's own, and what makes asking twice harmless. */
void
b2c_v3(struct world *w, struct call *c)
{
    const char *id = json_text(json_get(c->json, "OriginatorConversationID"));

    if (job_find(w, id))
        c->answer = answer_error(c->mem, 500, "500.002.1001", "Duplicate OriginatorConversationID.");
    else
        job_begin(w, c, &kind, id);
}
