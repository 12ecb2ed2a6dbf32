#include "api/put.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/phone.h"
#include "daraja/telling.h"

void
put_money(struct json_writer *w, const char *key, struct money m)
{
    json_put_raw(w, key, money_plain((char[MONEY_TEXT_SIZE]){0}, m));
}

void
put_time(struct json_writer *w, const char *key, int64_t utc)
{
    json_put_text(w, key, utc ? rfc3339((char[RFC3339_SIZE]){0}, utc) : NULL);
}

void
put_maybe(struct json_writer *w, const char *key, int yes)
{
    if (yes < 0)
        json_put_null(w, key);
    else
        json_put_bool(w, key, yes > 0);
}

void
put_user(struct json_writer *w, const char *key, const struct who *who)
{
    json_open(w, key, '{');
    json_put_text(w, "id", who->person_id);
    json_put_text(w, "role", role_name(who->role));
    json_put_text(w, "name", who->name);
    json_put_text(w, "landlordId", who->landlord_id);
    json_put_text(w, "tenantId", who->tenant_id);
    json_close(w);
}

/* What is known only once Daraja has spoken. */
static void
put_result(struct json_writer *w, const struct payment *p)
{
    json_put_text(w, "resultCode", p->result_code);
    json_put_text(w, "resultDesc", p->result_desc);
    json_put_text(w, "mpesaReceiptNumber", p->mpesa_code);
    json_put_text(w, "receiptNumber", p->receipt_number);
    json_put_text(w, "checkoutRequestId", payment_is_out(p) ? NULL : p->checkout_request_id);
    json_put_text(w, "merchantRequestId", p->merchant_request_id);
}

/* A direct payer's number is often masked or hashed, and then none. */
static void
put_phone(struct json_writer *w, const struct payment *p)
{
    char phone[PHONE_SIZE];

    json_put_text(w, "phone", phone_parse(p->phone, phone) ? phone : NULL);
}

void
put_payment(struct json_writer *w, const struct app *app, const struct request *rq, const struct payment *p)
{
    struct telling t = telling_of(p, clock_now(), app->conf->prompt_gap_s);

    json_put_text(w, "id", p->id);
    json_put_text(w, "reference", p->reference);
    json_put_text(w, "purpose", p->purpose);
    json_put_text(w, "status", t.status);
    json_put_text(w, "message", lang_text(rq->lang, t.message));
    put_maybe(w, "moneyMoved", t.money_moved);
    json_put_bool(w, "canRetry", t.can_retry);
    if (t.can_retry)
        json_put_int(w, "retryAfter", t.retry_after_s);
    else
        json_put_null(w, "retryAfter");
    json_put_bool(w, "settled", t.settled);
    put_result(w, p);
    put_money(w, "amount", p->asked);
    put_phone(w, p);
    json_put_text(w, "businessShortCode", p->shortcode);
    json_put_text(w, "businessName", p->business_name);
    json_put_text(w, "accountReference", p->account_ref);
    json_put_text(w, "leaseId", p->lease_id);
    json_put_text(w, "billId", p->bill_id);
    put_time(w, "initiatedAt", p->initiated_at);
    put_time(w, "completedAt", p->completed_at);
    put_time(w, "expiresAt", p->expires_at);
}

void
put_transaction(struct json_writer *w, const struct app *app, const struct request *rq, const struct payment *p)
{
    bool direct = strcmp(p->purpose, "direct") == 0, out = payment_is_out(p);

    json_open(w, NULL, '{');
    json_put_text(w, "type", p->type);
    put_payment(w, app, rq, p);
    json_put_text(w, "payerName", out ? NULL : p->payer_name);
    json_put_text(w, "payerPhone", direct ? p->phone : NULL);
    json_put_text(w, "receiver", out ? p->phone : NULL);
    json_put_text(w, "receiverName", out ? p->payer_name : NULL);
    json_put_text(w, "conversationId", out ? p->checkout_request_id : NULL);
    json_put_text(w, "billKind", p->bill_kind);
    json_put_text(w, "billPeriod", p->bill_period);
    json_put_text(w, "tenantName", p->tenant_name);
    json_put_text(w, "unitLabel", p->unit_label);
    json_put_text(w, "propertyName", p->property_name);
    json_put_text(w, "held", p->held);
    json_close(w);
}
