#include "sim/api.h"

#include <string.h>

#include "base/date.h"
#include "sim/handset.h"
#include "sim/job.h"
#include "sim/person.h"
#include "sim/result.h"
#include "sim/shilling.h"

static bool
command(const char *value)
{
    return strcmp(value, "TransactionStatusQuery") == 0;
}

static bool
receipt_or_id(const char *value)
{
    return strlen(value) <= 128;
}

const struct field status_fields[] = {
    {"Initiator", field_any, NULL, false},
    {"SecurityCredential", field_base64, NULL, false},
    {"CommandID", command, NULL, false},
    {"TransactionID", receipt_or_id, NULL, true},
    {"OriginalConversationID", receipt_or_id, NULL, true},
    {"PartyA", field_shortcode, NULL, false},
    {"IdentifierType", field_any, NULL, false},
    {"ResultURL", field_callback_url, NULL, false},
    {"QueueTimeOutURL", field_callback_url, NULL, false},
    {"Remarks", field_remarks, NULL, false},
    {"Occasion", receipt_or_id, NULL, true},
    {0},
};

/* With the gaps that production has in its names, and the number in local form. */
static const char *
party_shown(struct arena *mem, const struct world *w, const struct party *p)
{
    if (p->organisation)
        return arena_printf(mem, "%s -  %s", p->organisation->number, organisation_name(w, p->organisation));
    if (!p->handset)
        return p->shown;
    struct person who = person_of(p->handset->phone);
    return arena_printf(mem, "0%s - %s  %s %s", p->handset->phone + 3, who.first, who.middle, who.last);
}

static const char *
account_shown(const struct party *p)
{
    return p->organisation ? account_name(p->account)
           : p->handset    ? "MMF Account For Customer"
                           : "Organization Account";
}

static const char *
time_shown(struct arena *mem, int64_t ms)
{
    return daraja_time(arena_alloc(mem, DARAJA_TIME_SIZE), ms / 1000);
}

static const char *
state_shown(const struct world *w, const struct movement *m)
{
    return m->reversed_by && !w->flags.reversed_says_completed ? "Reversed" : movement_state_name(m);
}

/* The order is production's; the values that it leaves out are left out. */
static void
put_parameters(struct world *w, struct job *j, const struct movement *m)
{
    job_put_text(j, "DebitPartyName", party_shown(w->mem, w, &m->from));
    job_put_text(j, "CreditPartyName", party_shown(w->mem, w, &m->to));
    job_put_text(j, "OriginatorConversationID", m->originator);
    job_put(j, "InitiatedTime", time_shown(w->mem, m->begun_ms));
    job_put(j, "CreditPartyCharges", NULL);
    job_put_text(j, "DebitAccountType", account_shown(&m->from));
    job_put(j, "TransactionReason", NULL);
    job_put_text(j, "ReasonType", m->reason);
    job_put_text(j, "TransactionStatus", state_shown(w, m));
    if (m->ended_ms)
        job_put(j, "FinalisedTime", time_shown(w->mem, m->ended_ms));
    job_put(j, "Amount", shilling_plain(w->mem, m->amount));
    job_put_text(j, "ConversationID", m->conversation);
    if (m->receipt)
        job_put_text(j, "ReceiptNo", m->receipt);
}

static const char *
run(struct world *w, struct job *j)
{
    const char            *receipt = job_text(j, "TransactionID"), *id = job_text(j, "OriginalConversationID");
    const struct movement *m = *receipt ? movement_by_receipt(w, receipt) : movement_by_conversation(w, id);

    if (!field_identifier(job_text(j, "IdentifierType")))
        return "25";
    if (!m || (m->from.organisation != j->organisation && m->to.organisation != j->organisation))
        return "2033";
    put_parameters(w, j, m);
    parameter_add(w->mem, &j->references, "Occasion", job_text(j, "Occasion"), true);
    return RESULT_SUCCESS;
}

static const struct job_kind kind = {
    .name = "transactionStatus",
    .role = "status",
    .queue = NULL, /* its results name their Occasion alone */
    .initiator = "Initiator",
    .party = "PartyA",
    .enrols_as = ORGANISATION_PAYBILL,
    .run = run,
};

static bool
said(const struct call *c, const char *name)
{
    const char *text = json_text(json_get(c->json, name));

    return text && *text;
}

/* A TransactionID that is there but empty gets an acknowledgement as empty as itself (daraja.md 1.2). */
void
status_query(struct world *w, struct call *c)
{
    if (said(c, "TransactionID") || said(c, "OriginalConversationID"))
        job_begin(w, c, &kind, NULL);
    else if (json_get(c->json, "TransactionID"))
        c->answer = answer_json(200, "{\"OriginatorConversationID\":\"\",\"ConversationID\":\"\",\"ResponseCode\":\"\","
                                     "\"ResponseDescription\":\"\"}");
    else
        c->answer = answer_bad_field(c->mem, "TransactionID");
}
