#include "page/operator/asked.h"

#include <string.h>

#include "daraja/verdict.h"

struct word {
    const char *name, *badge, *text;
};

static const struct word apis[] = {
    {"b2c", NULL, N_("Payout to a phone")},   {"b2b", NULL, N_("Payment to a paybill or till")},
    {"tax", NULL, N_("Tax payment")},         {"reversal", NULL, N_("Giving a payment back")},
    {"balance", NULL, N_("Account balance")}, {"status", NULL, N_("What became of a payment")},
};

static const struct word states[] = {
    {"awaiting_approval", "held", N_("Waits for approval")},
    {"pending", "pending", N_("Being sent")},
    {"sending", "pending", N_("Being sent")},
    {"sent", "pending", N_("M-Pesa is working on it")},
    {"success", "paid", N_("Done")},
    {"failed", "failed", N_("Not done")},
    {"rejected", "unpaid", N_("Not approved")},
    {"unknown", "held", N_("No clear answer yet")},
};

static const struct word causes[] = {
    {"person", NULL, N_("a person decided")},     {"gateway", NULL, N_("sent by us")},
    {"start", NULL, N_("found after a restart")}, {"answer", NULL, N_("M-Pesa answered our request")},
    {"result", NULL, N_("M-Pesa told us")},       {"timeout", NULL, N_("M-Pesa ran out of time")},
    {"query", NULL, N_("we asked M-Pesa")},       {"expiry", NULL, N_("the time to answer was over")},
};

static const struct word *
find(const struct word *words, size_t count, const char *name)
{
    for (size_t i = 0; name && i < count; i++)
        if (strcmp(words[i].name, name) == 0)
            return &words[i];
    return NULL;
}

void
asked_state(struct view *row, const char *state)
{
    const struct word *w = find(states, COUNT(states), state);

    view_say(row, "state", w ? w->text : state);
    view_text(row, "badge", w ? w->badge : "pending");
}

const char *
asked_cause(const char *cause)
{
    const struct word *w = find(causes, COUNT(causes), cause);

    return w ? w->text : cause;
}

static void
put_people(struct view *row, const struct mpesa_request *r)
{
    view_bool(row, "by_us", !r->requested_by);
    view_text(row, "requested_by", r->requested_name);
    view_time(row, "at", r->requested_at);
    view_text(row, "decided_by", r->decided_name);
    view_time(row, "decided_at", r->decided_at);
    view_text(row, "decision_note", r->decision_note);
    view_bool(row, "second_factor", r->second_factor);
    view_time(row, "sent_at", r->sent_at);
    view_time(row, "completed_at", r->completed_at);
}

static void
put_parties(struct view *row, const struct mpesa_request *r)
{
    bool phone = r->party_kind && strcmp(r->party_kind, "phone") == 0;

    view_text(row, "amount", NULL);
    view_text(row, "charge", NULL);
    view_text(row, "party", phone ? NULL : r->party);
    view_phone(row, "party_phone", phone ? r->party : NULL);
    if (r->amount.cents)
        view_money(row, "amount", r->amount);
    if (r->charge.cents)
        view_money(row, "charge", r->charge);
    view_text(row, "party_name", r->party_name);
    view_text(row, "account_ref", r->account_ref);
    view_text(row, "shortcode", r->shortcode);
    view_text(row, "remarks", r->remarks);
}

void
asked_put(struct view *row, const struct request_of *of)
{
    const struct mpesa_request *r = &of->it;
    const struct word          *api = find(apis, COUNT(apis), r->api);
    const struct verdict       *said = verdict_named(r->verdict);

    view_text(row, "id", r->id);
    view_say(row, "api", api ? api->text : r->api);
    view_text(row, "landlord_id", r->landlord_id);
    view_text(row, "business", of->landlord_name);
    asked_state(row, r->state);
    put_people(row, r);
    put_parties(row, r);
    view_say(row, "meaning", said ? said->sentence : NULL);
    view_text(row, "answer_code", r->result_code);
    view_text(row, "answer_said", r->result_desc);
    view_text(row, "result_receipt", r->result_receipt);
    view_text(row, "asks_about", r->receipt_no);
    view_text(row, "about_request", r->about_request_id);
    view_text(row, "payment_id", r->payment_id);
    view_text(row, "originator_id", r->originator_id);
    view_text(row, "conversation_id", r->conversation_id);
}

static void
choices(struct view *v, const char *list, const struct word *words, size_t count, const char *chosen)
{
    view_rows(v, list);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i].name, "sending") == 0) /* said as "pending" is */
            continue;
        struct view *row = view_row(v, list);
        view_text(row, "name", words[i].name);
        view_say(row, "word", words[i].text);
        view_bool(row, "selected", chosen && strcmp(chosen, words[i].name) == 0);
    }
}

void
asked_choices(struct view *v, const char *api, const char *state)
{
    view_bool(v, "chose_open", state && strcmp(state, "open") == 0);
    choices(v, "apis", apis, COUNT(apis), api);
    choices(v, "states", states, COUNT(states), state);
}
