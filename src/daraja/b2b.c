#include "daraja/b2b.h"

#include "base/json.h"
#include "daraja/wire.h"

enum { OCCASION_MOST = 100 };

#define KRA_SHORTCODE "572572"

const char *
b2b_body(struct arena *mem, const struct b2b_request *q)
{
    char               amount[MONEY_TEXT_SIZE];
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "Initiator", q->by.initiator);
    json_put_text(&w, "SecurityCredential", q->by.credential);
    json_put_text(&w, "CommandID", q->command);
    json_put_text(&w, "SenderIdentifierType", IDENTIFIER_SHORTCODE);
    json_put_text(&w, "RecieverIdentifierType", q->receiver_type); /* Daraja's spelling */
    json_put_text(&w, "Amount", money_plain(amount, q->amount));
    json_put_text(&w, "PartyA", q->shortcode);
    json_put_text(&w, "PartyB", q->receiver);
    if (q->account_ref)
        json_put_text(&w, "AccountReference", q->account_ref);
    if (q->requester)
        json_put_text(&w, "Requester", q->requester);
    json_put_text(&w, "Remarks", wire_words(mem, q->by.remarks, REMARKS_MOST, "Payment"));
    json_put_text(&w, "QueueTimeOutURL", q->by.timeout_url);
    json_put_text(&w, "ResultURL", q->by.result_url);
    if (q->occasion)
        json_put_text(&w, "Occassion", wire_words(mem, q->occasion, OCCASION_MOST, ""));
    json_close(&w);
    return json_done(&w);
}

const char *
b2b_tax_body(struct arena *mem, const struct request_by *by, const char *shortcode, struct money amount,
             const char *prn)
{
    struct b2b_request q = {
        .by = *by,
        .command = "PayTaxToKRA",
        .receiver_type = IDENTIFIER_SHORTCODE,
        .amount = amount,
        .shortcode = shortcode,
        .receiver = KRA_SHORTCODE,
        .account_ref = prn,
    };

    return b2b_body(mem, &q);
}

struct b2b_paid
b2b_paid_read(struct arena *mem, const struct daraja_result *r)
{
    struct wire_party to = wire_party(mem, result_value(r, "ReceiverPartyPublicName"));
    struct b2b_paid   p = {
          .receipt_no = result_receipt(mem, r, NULL),
          .currency = result_value(r, "Currency"),
          .receiver = {to.number, to.name},
          .account_ref = result_reference(r, "BillReferenceNumber"),
    };

    p.has_amount = result_money(r, "Amount", &p.amount);
    p.has_charge = result_money(r, "DebitPartyCharges", &p.charge);
    p.has_balance = result_funds(r, "DebitAccountBalance", &p.balance) ||
                    result_funds(r, "InitiatorAccountCurrentBalance", &p.balance);
    if (!result_time(r, "TransCompletedTime", &p.completed_at))
        (void)result_time(r, "BOCompletedTime", &p.completed_at);
    return p;
}
