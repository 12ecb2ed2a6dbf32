#include "rent/receipt.h"

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "rent/audit.h"
#include "web/api.h"

static void
put_lines(struct json_writer *w, const struct receipt *r)
{
    json_open(w, "bills", '[');
    for (size_t i = 0; i < r->line_count; i++) {
        json_open(w, NULL, '{');
        json_put_text(w, "billId", r->lines[i].bill_id);
        json_put_text(w, "kind", r->lines[i].kind);
        json_put_text(w, "period", r->lines[i].period);
        put_money(w, "amount", r->lines[i].amount);
        json_close(w);
    }
    json_close(w);
}

static void
put_receipt(struct json_writer *w, const struct receipt *r)
{
    json_open(w, NULL, '{');
    json_put_text(w, "number", r->number);
    json_put_text(w, "mpesaReceiptNumber", r->mpesa_code);
    json_put_text(w, "paymentId", r->payment_id);
    json_put_text(w, "leaseId", r->lease_id);
    json_put_text(w, "businessName", r->business_name);
    json_put_text(w, "businessType", r->business_type);
    json_put_text(w, "businessShortCode", r->shortcode);
    json_put_text(w, "accountReference", r->account_ref);
    json_put_text(w, "tenantName", r->tenant_name);
    json_put_text(w, "phone", *r->phone ? r->phone : NULL);
    json_put_text(w, "reference", r->ref);
    json_put_text(w, "recordedBy", r->taker_name);
    json_put_text(w, "recordedAs", r->taker_role);
    json_put_text(w, "unitLabel", r->unit_label);
    json_put_text(w, "propertyName", r->property_name);
    put_money(w, "amount", r->amount);
    put_money(w, "credit", r->credit);
    put_money(w, "balanceAfter", r->balance_after);
    put_lines(w, r);
    json_put_bool(w, "reversed", r->reversed);
    put_time(w, "paidAt", r->paid_at);
    put_time(w, "issuedAt", r->issued_at);
    json_close(w);
}

enum err
api_receipt(struct app *app, struct request *rq, struct response *rs)
{
    struct call    c;
    struct receipt r;
    enum err       e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    if (!e)
        e = receipt_load(app->db, rq->mem, &c.who, rq->args[0], &r);
    if (e)
        return call_failed(&c, rs, e);
    audit_seen(app->db, rq->mem, &c.who, "seen.receipt", r.number, NULL);

    struct json_writer w = json_writer_new(rq->mem);
    put_receipt(&w, &r);
    return api_ok(rs, 200, &w);
}
