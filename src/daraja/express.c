#include "daraja/express.h"

#include <string.h>
#include <strings.h>

#include "base/json.h"
#include "daraja/result.h"
#include "daraja/wire.h"

const char *
express_body(struct arena *mem, const struct express_request *q)
{
    char               amount[MONEY_TEXT_SIZE];
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "primaryShortCode", q->payer_till);
    json_put_text(&w, "receiverShortCode", q->shortcode);
    json_put_text(&w, "amount", money_plain(amount, q->amount));
    json_put_text(&w, "paymentRef", q->reference);
    json_put_text(&w, "callbackUrl", q->callback_url);
    json_put_text(&w, "partnerName", q->partner_name);
    json_put_text(&w, "RequestRefID", q->request_id);
    json_close(&w);
    return json_done(&w);
}

struct answer
answer_to_express(struct arena *mem, const struct reply *r)
{
    struct answer      a;
    const struct json *body;

    if (answer_settled(mem, r, &a, &body))
        return a;
    a.code = wire_member(body, "code");
    a.message = wire_member(body, "status");
    if (wire_zeros(a.code))
        a.kind = ANSWER_ACCEPTED;
    return a;
}

enum err
express_callback_read(struct arena *mem, const char *body, size_t n, struct express_callback *out, const char **why)
{
    const struct json *j;
    enum err           e = json_parse(mem, body, n, &j, why);

    if (e != ERR_OK)
        return e;
    const char             *status = wire_member(j, "status"), *receipt = wire_member(j, "transactionId");
    struct express_callback c = {
        .code = wire_member(j, "resultCode"),
        .desc = wire_member(j, "resultDesc"),
        .request_id = wire_member(j, "requestId"),
        .conversation_id = wire_member(j, "conversationID"),
        .receipt_no = result_is_placeholder(receipt) ? NULL : wire_receipt(mem, receipt),
        .reference = wire_member(j, "paymentReference"),
    };
    if (!wire_filled(c.code)) {
        *why = "it has no resultCode";
        return ERR_INPUT;
    }
    c.paid = strcmp(c.code, "0") == 0 && (!wire_filled(status) || strcasecmp(status, "SUCCESS") == 0);
    c.has_amount = wire_money(wire_member(j, "amount"), &c.amount) && c.amount.cents > 0;
    *out = c;
    return ERR_OK;
}
