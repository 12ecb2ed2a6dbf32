#include "sim/api.h"

#include <string.h>

#include "base/err.h"
#include "sim/b2b.h"
#include "sim/c2b.h"
#include "sim/result.h"
#include "sim/shilling.h"

/* Which account pays which, and who may receive (daraja.md 8). */
enum receiver { TO_PAYBILL, TO_TILL, TO_BULK, TO_ANYBODY, TO_OURSELVES };

static const struct command {
    const char   *name;
    enum account  from, to;
    enum receiver receiver;
    const char   *words; /* in the charge */
} commands[] = {
    {"BusinessPayBill", ACCOUNT_WORKING, ACCOUNT_UTILITY, TO_PAYBILL, "Business Pay Bill"},
    {"BusinessBuyGoods", ACCOUNT_WORKING, ACCOUNT_MERCHANT, TO_TILL, "Business Buy Goods"},
    {"BusinessPayToBulk", ACCOUNT_WORKING, ACCOUNT_UTILITY, TO_BULK, "Business Pay To Bulk"},
    {"DisburseFundsToBusiness", ACCOUNT_UTILITY, ACCOUNT_WORKING, TO_ANYBODY, "Disburse Funds"},
    {"BusinessToBusinessTransfer", ACCOUNT_WORKING, ACCOUNT_WORKING, TO_ANYBODY, "Business To Business"},
    {"BusinessTransferFromMMFToUtility", ACCOUNT_WORKING, ACCOUNT_UTILITY, TO_OURSELVES, "MMF To Utility"},
    {"MerchantToMerchantTransfer", ACCOUNT_MERCHANT, ACCOUNT_MERCHANT, TO_ANYBODY, "Merchant To Merchant"},
    {"MerchantTransferFromMerchantToWorking", ACCOUNT_MERCHANT, ACCOUNT_WORKING, TO_OURSELVES, "Merchant To Working"},
    {"MerchantServicesMMFAccountTransfer", ACCOUNT_WORKING, ACCOUNT_MERCHANT, TO_ANYBODY, "Merchant Services"},
    {"AgencyFloatAdvance", ACCOUNT_WORKING, ACCOUNT_WORKING, TO_ANYBODY, "Agency Float"},
};

static const struct command *
command_of(const char *name)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static bool
is_command(const char *value)
{
    return command_of(value) != NULL;
}

static bool
reference(const char *value)
{
    return *value && strlen(value) <= 13;
}

/* "RecieverIdentifierType" is Daraja's spelling. */
const struct field b2b_fields[] = {
    {"Initiator", field_any, NULL, false},
    {"SecurityCredential", field_base64, NULL, false},
    {"CommandID", is_command, NULL, false},
    {"SenderIdentifierType", field_identifier, NULL, false},
    {"RecieverIdentifierType", field_identifier, NULL, false},
    {"Amount", field_amount_b2b, NULL, false},
    {"PartyA", field_shortcode, NULL, false},
    {"PartyB", field_shortcode, NULL, false},
    {"AccountReference", reference, NULL, true},
    {"Requester", field_phone, NULL, true},
    {"Remarks", field_remarks, NULL, false},
    {"QueueTimeOutURL", field_callback_url, NULL, false},
    {"ResultURL", field_callback_url, NULL, false},
    {0},
};

/* A receiver that the simulator keeps no accounts for is somebody all the same, unless enrolment is closed. */
static struct party
receiver_of(struct world *w, struct job *j, const struct command *cmd)
{
    const char          *number = job_text(j, "PartyB");
    struct organisation *o = organisation_find(w, number);

    return (struct party){
        .organisation = o ? o : organisation_of_store(w, number),
        .account = cmd->to,
        .shown = arena_printf(w->mem, "%s - BUSINESS %s", number, number),
    };
}

static void
begin(struct world *w, struct job *j)
{
    const struct command *cmd = command_of(job_text(j, "CommandID"));

    j->movement = movement_begin(w, &(struct movement){
                                        .kind = MOVEMENT_B2B,
                                        .type = cmd->name,
                                        .reason = "Business to Business Transfer via API",
                                        .reference = job_text(j, "AccountReference"),
                                        .originator = j->originator,
                                        .conversation = j->conversation,
                                        .from = {.organisation = j->organisation, .account = cmd->from},
                                        .to = receiver_of(w, j, cmd),
                                        .amount = job_amount(j),
                                        .charge = j->script->result.charge,
                                    });
}

/* A till is meant by type 2; 4 means a paybill or a store. */
static bool
till_is_meant(struct world *w, struct job *j)
{
    bool type_till = strcmp(job_text(j, "RecieverIdentifierType"), "2") == 0;

    return type_till != (organisation_of_store(w, job_text(j, "PartyB")) != NULL);
}

static const char *
receiver_obstacle(struct world *w, struct job *j, enum receiver receiver)
{
    const struct organisation *o = j->movement->to.organisation;
    bool somebody = o || (w->flags.open_enrolment && strcmp(job_text(j, "PartyB"), "999999") != 0);

    if (!somebody)
        return "SFC_IC0003";
    switch (receiver) {
    case TO_PAYBILL: return o && o->kind != ORGANISATION_PAYBILL ? "SFC_IC0003" : NULL;
    case TO_BULK: return o && o->kind != ORGANISATION_BULK ? "SFC_IC0003" : NULL;
    case TO_OURSELVES: return o == j->organisation ? NULL : "2028";
    case TO_TILL: return (o && o->kind != ORGANISATION_TILL) || !till_is_meant(w, j) ? "SFC_IC0003" : NULL;
    case TO_ANYBODY: break;
    }
    return NULL;
}

void
b2b_put_parameters(struct world *w, struct job *j, const char *charged_for)
{
    struct movement *m = j->movement;
    struct money     held = j->organisation->accounts[m->from.account];
    const char      *charge =
        m->charge.cents ? arena_printf(w->mem, "%s Charge|KES|%s", charged_for, shilling_plain(w->mem, m->charge)) : "";

    job_put_text(j, "DebitAccountBalance", job_braces(j, held));
    job_put_text(j, "Amount", shilling_plain(w->mem, m->amount));
    job_put_text(j, "DebitPartyAffectedAccountBalance", job_pipes(j, m->from.account));
    job_put_text(j, "TransCompletedTime", job_time(j));
    job_put_text(j, "DebitPartyCharges", charge);
    job_put_text(j, "ReceiverPartyPublicName", party_name(w->mem, w, &m->to, false));
    job_put_text(j, "Currency", "KES");
    job_put_text(j, "InitiatorAccountCurrentBalance", job_braces(j, held));
    parameter_add(w->mem, &j->references, "BillReferenceNumber", job_text(j, "AccountReference"), true);
}

void
b2b_put_failure(struct world *w, struct job *j)
{
    (void)w;
    job_put(j, "BOCompletedTime", job_time(j));
}

static const char *
run(struct world *w, struct job *j)
{
    const struct command *cmd = command_of(job_text(j, "CommandID"));
    const char           *why = receiver_obstacle(w, j, cmd->receiver);

    if (why)
        return why;
    if (cmd->receiver == TO_PAYBILL && !*job_text(j, "AccountReference"))
        return "1005";
    if (j->organisation->accounts[cmd->from].cents < j->movement->amount.cents)
        return RESULT_FUNDS;
    movement_complete(w, j->movement);
    j->transaction = j->movement->receipt;
    b2b_put_parameters(w, j, cmd->words);
    struct c2b_script usual = c2b_script_default();
    if (j->movement->to.organisation != j->organisation)
        c2b_tell(w, j->movement, &usual); /* a receiver with registered URLs hears of it */
    return RESULT_SUCCESS;
}

static const struct job_kind kind = {
    .name = "b2b",
    .role = "b2b",
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
b2b_pay(struct world *w, struct call *c)
{
    job_begin(w, c, &kind, NULL);
}
