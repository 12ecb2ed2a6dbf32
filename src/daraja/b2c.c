#include "daraja/b2c.h"

#include <string.h>

#include "base/json.h"
#include "daraja/wire.h"

enum { OCCASION_MOST = 100 };

const char *
b2c_path(int version, const char *command)
{
    if (strcmp(command, "BusinessPayToPochi") == 0)
        return "/mpesa/b2pochi/v1/paymentrequest";
    return version == 1 ? "/mpesa/b2c/v1/paymentrequest" : "/mpesa/b2c/v3/paymentrequest";
}

const char *
b2c_body(struct arena *mem, const struct b2c_request *q, int version)
{
    char               amount[MONEY_TEXT_SIZE];
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    if (version != 1)
        json_put_text(&w, "OriginatorConversationID", q->originator_id);
    json_put_text(&w, "InitiatorName", q->by.initiator); /* here only; everywhere else it is Initiator */
    json_put_text(&w, "SecurityCredential", q->by.credential);
    json_put_text(&w, "CommandID", q->command);
    json_put_text(&w, "Amount", money_plain(amount, q->amount));
    json_put_text(&w, "PartyA", q->shortcode);
    json_put_text(&w, "PartyB", q->phone);
    json_put_text(&w, "Remarks", wire_words(mem, q->by.remarks, REMARKS_MOST, "Payment"));
    json_put_text(&w, "QueueTimeOutURL", q->by.timeout_url);
    json_put_text(&w, "ResultURL", q->by.result_url);
    json_put_text(&w, "Occassion", wire_words(mem, q->occasion, OCCASION_MOST, "")); /* two c, two s */
    json_close(&w);
    return json_done(&w);
}

static int
registered(const char *said)
{
    if (!said)
        return -1;
    return *said == 'Y' || *said == 'y' ? 1 : *said == 'N' || *said == 'n' ? 0 : -1;
}

struct b2c_paid
b2c_paid_read(struct arena *mem, const struct daraja_result *r)
{
    struct wire_party who = wire_party(mem, result_value(r, "ReceiverPartyPublicName"));
    struct b2c_paid   p = {
          .receipt_no = result_receipt(mem, r, "TransactionReceipt"),
          .recipient = {who.phone, who.name},
          .registered = registered(result_value(r, "B2CRecipientIsRegisteredCustomer")),
    };

    p.has_amount = result_money(r, "TransactionAmount", &p.amount);
    p.has_utility = result_funds(r, "B2CUtilityAccountAvailableFunds", &p.utility);
    p.has_working = result_funds(r, "B2CWorkingAccountAvailableFunds", &p.working);
    p.has_charges = result_funds(r, "B2CChargesPaidAccountAvailableFunds", &p.charges);
    (void)result_time(r, "TransactionCompletedDateTime", &p.completed_at);
    return p;
}
