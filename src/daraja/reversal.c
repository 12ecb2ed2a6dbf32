#include "daraja/reversal.h"

#include "base/json.h"
#include "daraja/wire.h"

const char *
reversal_body(struct arena *mem, const struct reversal_request *q)
{
    char               amount[MONEY_TEXT_SIZE];
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "Initiator", q->by.initiator);
    json_put_text(&w, "SecurityCredential", q->by.credential);
    json_put_text(&w, "CommandID", "TransactionReversal");
    json_put_text(&w, "TransactionID", q->receipt_no);
    json_put_text(&w, "Amount", money_plain(amount, q->amount));
    json_put_text(&w, "ReceiverParty", q->shortcode);
    json_put_text(&w, "RecieverIdentifierType", "11"); /* 11 and so spelt, or it is refused */
    json_put_text(&w, "ResultURL", q->by.result_url);
    json_put_text(&w, "QueueTimeOutURL", q->by.timeout_url);
    json_put_text(&w, "Remarks", wire_words(mem, q->by.remarks, REMARKS_MOST, "Reversal"));
    json_close(&w);
    return json_done(&w);
}

struct reversal_done
reversal_done_read(struct arena *mem, const struct daraja_result *r)
{
    struct wire_party    who = wire_party(mem, result_value(r, "CreditPartyPublicName"));
    struct reversal_done d = {
        .receipt_no = result_receipt(mem, r, NULL),
        .original_receipt_no = wire_receipt(mem, result_value(r, "OriginalTransactionID")),
        .refunded = {who.phone, who.name},
    };

    d.has_amount = result_money(r, "Amount", &d.amount);
    d.has_charge = result_money(r, "Charge", &d.charge);
    (void)result_time(r, "TransCompletedTime", &d.completed_at);
    return d;
}
