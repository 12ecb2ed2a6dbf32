#include "daraja/status.h"

#include <strings.h>

#include "base/err.h"
#include "base/json.h"
#include "daraja/wire.h"

enum { OCCASION_MOST = 100 };

const char *
status_body(struct arena *mem, const struct status_request *q)
{
    struct json_writer w = json_writer_new(mem);

    if (!wire_filled(q->receipt_no) && !wire_filled(q->conversation_id))
        return NULL;
    json_open(&w, NULL, '{');
    json_put_text(&w, "Initiator", q->by.initiator);
    json_put_text(&w, "SecurityCredential", q->by.credential);
    json_put_text(&w, "CommandID", "TransactionStatusQuery");
    if (wire_filled(q->receipt_no))
        json_put_text(&w, "TransactionID", q->receipt_no);
    else
        json_put_text(&w, "OriginalConversationID", q->conversation_id);
    json_put_text(&w, "PartyA", q->shortcode);
    json_put_text(&w, "IdentifierType", q->till ? "2" : "4");
    json_put_text(&w, "ResultURL", q->by.result_url);
    json_put_text(&w, "QueueTimeOutURL", q->by.timeout_url);
    json_put_text(&w, "Remarks", wire_words(mem, q->by.remarks, REMARKS_MOST, "Status"));
    json_put_text(&w, "Occasion", wire_words(mem, q->occasion, OCCASION_MOST, "")); /* one s here */
    json_close(&w);
    return json_done(&w);
}

static const struct {
    const char       *text;
    enum status_state state;
    bool              final;
} states[] = {
    {"Completed", STATUS_COMPLETED, true},
    {"Initiated", STATUS_OPEN, false},
    {"Authorized", STATUS_OPEN, false},
    {"Authorised", STATUS_OPEN, false},
    {"Pending", STATUS_OPEN, false},
    {"Pending Authorized", STATUS_OPEN, false},
    {"Pending Authorised", STATUS_OPEN, false},
    {"Cancelled", STATUS_CANCELLED, true},
    {"Declined", STATUS_DECLINED, true},
    {"Expired", STATUS_EXPIRED, true},
    {"Reversed", STATUS_REVERSED, true},
};

static void
judge(struct status_report *s)
{
    for (size_t i = 0; i < COUNT(states); i++) {
        if (strcasecmp(s->state_text, states[i].text) == 0) {
            s->state = states[i].state;
            s->final = states[i].final;
        }
    }
}

static const char *
receipt(struct arena *mem, const char *said)
{
    return result_is_placeholder(said) ? NULL : wire_receipt(mem, said);
}

static struct status_party
party(struct arena *mem, const char *text)
{
    struct wire_party p = wire_party(mem, text);

    return (struct status_party){p.number, p.phone, p.name};
}

struct status_report
status_report_read(struct arena *mem, const struct daraja_result *r)
{
    const char *credit = result_value(r, "CreditPartyName");

    if (!credit) /* the portal's own sample names the credit party DebitPartyName too, as the second one */
        credit = result_value_nth(r, "DebitPartyName", 1);
    struct status_report s = {
        .state_text = result_value(r, "TransactionStatus"),
        .receipt_no = receipt(mem, result_value(r, "ReceiptNo")),
        .payer = party(mem, result_value_nth(r, "DebitPartyName", 0)),
        .payee = party(mem, credit),
        .reason_type = result_value(r, "ReasonType"),
        .conversation_id = result_value(r, "ConversationID"),
        .originator_id = result_value(r, "OriginatorConversationID"),
    };
    const char *other = result_value_nth(r, "TransactionStatus", 1);
    s.state = STATUS_UNKNOWN;
    if (r->success && s.state_text && (!other || strcasecmp(other, s.state_text) == 0))
        judge(&s);
    s.has_amount = result_money(r, "Amount", &s.amount);
    (void)result_time(r, "InitiatedTime", &s.initiated_at);
    (void)result_time(r, "FinalisedTime", &s.finalised_at);
    return s;
}
