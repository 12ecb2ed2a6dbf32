#include "api/bills.h"
#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "rent/bill.h"
#include "web/api.h"

static const struct refusal already_billed = {
    .status = 409,
    .code = "already_billed",
    .message = N_("The rent of this lease is billed for that month already."),
    .field = "period",
};

static void
put_payments(struct json_writer *w, const struct bill_payment *rows, size_t count)
{
    json_open(w, "payments", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(w, NULL, '{');
        json_put_text(w, "paymentId", rows[i].payment_id);
        json_put_text(w, "receiptNumber", rows[i].receipt_number);
        json_put_text(w, "mpesaReceiptNumber", rows[i].mpesa_code);
        put_money(w, "amount", rows[i].amount);
        put_time(w, "paidAt", rows[i].paid_at);
        json_close(w);
    }
    json_close(w);
}

/* An object of its own, with what has been paid towards it. */
static enum err
put_bill(struct json_writer *w, struct app *app, struct request *rq, const struct who *who, const struct bill *b)
{
    struct bill_payment *payments;
    size_t               count;
    enum err             e = bill_payments(app->db, rq->mem, who, b->id, &payments, &count);
    if (e)
        return e;

    json_open(w, NULL, '{');
    json_put_text(w, "id", b->id);
    json_put_text(w, "leaseId", b->lease_id);
    json_put_text(w, "period", b->period);
    json_put_text(w, "kind", b->kind);
    put_money(w, "amount", b->due);
    put_money(w, "paid", b->paid);
    put_money(w, "balance", b->balance);
    json_put_text(w, "status", b->status);
    json_put_text(w, "dueDate", b->due_date);
    json_put_bool(w, "overdue", b->overdue);
    json_put_text(w, "description", b->description);
    json_put_text(w, "tenantId", b->tenant_id);
    json_put_text(w, "tenantName", b->tenant_name);
    json_put_text(w, "unitLabel", b->unit_label);
    json_put_text(w, "propertyName", b->property_name);
    json_put_text(w, "accountReference", b->account_ref);
    json_put_text(w, "openPaymentId", b->open_payment);
    put_time(w, "voidedAt", b->voided_at);
    json_put_text(w, "voidReason", b->void_reason);
    put_payments(w, payments, count);
    put_time(w, "createdAt", b->created_at);
    json_close(w);
    return ERR_OK;
}

enum err
bills_answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id,
             int status)
{
    struct json_writer w = json_writer_new(rq->mem);
    struct bill        b;
    enum err           e = bill_load(app->db, rq->mem, who, id, &b);

    if (!e)
        e = put_bill(&w, app, rq, who, &b);
    return e ? e : api_ok(rs, status, &w);
}

enum err
api_bill_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { LEASE = CALL_FIELDS, PERIOD, KIND, AMOUNT, DUE, DESCRIPTION };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [LEASE] = {"leaseId", FIELD_ID, REQUIRED},
        [PERIOD] = {"period", FIELD_PERIOD, REQUIRED},
        [KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = BILL_KINDS},
        [AMOUNT] = {"amount", FIELD_MONEY, REQUIRED},
        [DUE] = {"dueDate", FIELD_DATE, REQUIRED},
        [DESCRIPTION] = {"description", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
    };
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e) {
        struct bill_new in = {
            .lease_id = form_text(&c.form, LEASE),
            .period = form_text(&c.form, PERIOD),
            .kind = form_text(&c.form, KIND),
            .amount = form_money(&c.form, AMOUNT),
            .due_date = form_text(&c.form, DUE),
            .description = form_text(&c.form, DESCRIPTION),
        };
        e = bill_add(app->db, rq->mem, &c.who, &in, &id);
    }
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &already_billed);
    return e ? call_failed(&c, rs, e) : bills_answer(app, rq, rs, &c.who, id, 201);
}

enum err
api_bill_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { LEASE = LISTING_FIELDS, STATUS, PERIOD };
    static const struct field fields[] = {
        LISTING_QUERY,
        [LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
        [STATUS] = {"status", FIELD_CHOICE, OPTIONAL, .choices = "open|unpaid|part_paid|paid|void"},
        [PERIOD] = {"period", FIELD_PERIOD, OPTIONAL},
    };
    struct call  c;
    struct bill *rows = NULL;
    size_t       count = 0;
    const char  *next = NULL;
    enum err     e = call_query(&c, app, rq, fields, COUNT(fields), WHO_SIGNED_IN);

    if (!e) {
        struct bill_filter f = {
            .lease_id = form_text(&c.form, LEASE),
            .status = form_text(&c.form, STATUS),
            .period = form_text(&c.form, PERIOD),
            .limit = listing_limit(&c.form),
            .cursor = form_text(&c.form, LISTING_CURSOR),
        };
        e = bill_list(app->db, rq->mem, &c.who, &f, &rows, &count, &next);
    }
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count && !e; i++)
        e = put_bill(&w, app, rq, &c.who, &rows[i]);
    return e ? call_failed(&c, rs, e) : listing_end(&w, rs, next);
}

enum err
api_bill_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    return e ? call_failed(&c, rs, e) : bills_answer(app, rq, rs, &c.who, rq->args[0], 200);
}
