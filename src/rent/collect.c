/*
 * collect.c - finding payments, taking steps, keeping records.
 */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "rent/collect_private.h"
#include "rent/list.h"

struct pay
pay_row(struct query *q, struct arena *mem)
{
    return (struct pay){
        .id = row_text(q, mem, "id"),
        .purpose = row_text(q, mem, "purpose"),
        .landlord_id = row_text(q, mem, "landlord_id"),
        .lease_id = row_text(q, mem, "lease_id"),
        .bill_id = row_text(q, mem, "bill_id"),
        .receiving_account_id = row_text(q, mem, "receiving_account_id"),
        .business_type = row_text(q, mem, "business_type"),
        .shortcode = row_text(q, mem, "shortcode"),
        .store_number = row_text(q, mem, "store_number"),
        .account_ref = row_text(q, mem, "account_ref"),
        .description = row_text(q, mem, "description"),
        .phone = row_text(q, mem, "phone"),
        .credentials = row_text(q, mem, "credentials"),
        .asked = row_money(q, "asked_cents"),
        .state = row_text(q, mem, "state"),
        .outcome = row_text(q, mem, "outcome"),
        .result_code = row_text(q, mem, "result_code"),
        .merchant_request_id = row_text(q, mem, "merchant_request_id"),
        .checkout_request_id = row_text(q, mem, "checkout_request_id"),
        .money_moved = row_null(q, "money_moved") ? -1 : (int)row_int(q, "money_moved"),
        .initiated_at = row_int(q, "initiated_at"),
        .sent_at = row_int(q, "sent_at"),
        .expires_at = row_int(q, "expires_at"),
        .confirmed_at = row_int(q, "confirmed_at"),
        .checks = row_int(q, "checks"),
        .nudges = row_int(q, "nudges"),
        .contradictions = row_int(q, "contradictions"),
        .sends = row_int(q, "sends"),
    };
}

bool
pay_is(const struct pay *p, const char *state)
{
    return strcmp(p->state, state) == 0;
}

enum err
collect_one(struct db *db, struct arena *mem, enum sql which, const char *id, struct pay *out)
{
    struct query *q = db_query(db, which);

    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = pay_row(q, mem);
    return query_end(q);
}

enum err
collect_many(struct query *q, struct arena *mem, struct pay **out, size_t *count)
{
    struct list rows = list_new(mem, sizeof(struct pay));

    while (query_next(q))
        *(struct pay *)list_add(&rows) = pay_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
collect_load(struct db *db, struct arena *mem, const char *id, struct pay *out)
{
    return collect_one(db, mem, SQL_COLLECT_LOAD, id, out);
}

enum err
collect_by_callback(struct db *db, struct arena *mem, const char *callback_hash, struct pay *out)
{
    return collect_one(db, mem, SQL_COLLECT_BY_CALLBACK, callback_hash, out);
}

enum err
collect_by_checkout(struct db *db, struct arena *mem, const char *checkout_id, struct pay *out)
{
    return collect_one(db, mem, SQL_COLLECT_BY_CHECKOUT, checkout_id, out);
}

static enum err
add_event(struct db *db, const struct pay *p, const char *to, const char *cause, const char *detail, int64_t now)
{
    struct query *q = db_query(db, SQL_PAYMENT_EVENT_ADD);

    query_text(q, ":id", p->id);
    query_int(q, ":now", now);
    query_text(q, ":from_state", p->state);
    query_text(q, ":to_state", to);
    query_text(q, ":cause", cause);
    query_text(q, ":detail", detail);
    return query_run(q);
}

enum err
collect_step(struct db *db, struct pay *p, const char *to, const char *cause, const char *detail)
{
    int64_t  now = clock_now();
    enum err e = add_event(db, p, to, cause, detail, now);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_PAYMENT_SET_STATE);
    query_text(q, ":id", p->id);
    query_text(q, ":from_state", p->state);
    query_text(q, ":state", to);
    query_int(q, ":now", now);
    e = query_run(q);
    if (e == ERR_OK && db_changes(db) != 1)
        e = ERR_CONFLICT;
    if (e != ERR_OK)
        return e;
    log_event(LOG_INFO, "payment.step", "payment", p->id, "from", p->state, "to", to, "cause", cause, "why", detail,
              NULL);
    p->state = to;
    return ERR_OK;
}

enum err
collect_note_test(struct db *db, const struct pay *p, const char *result)
{
    if (strcmp(p->purpose, "test") != 0)
        return ERR_OK;
    struct query *q = db_query(db, SQL_RECEIVING_TESTED);
    query_text(q, ":landlord_id", p->landlord_id);
    query_text(q, ":id", p->receiving_account_id);
    query_text(q, ":payment_id", p->id);
    query_text(q, ":result", result);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static void
int_or_null(struct query *q, const char *name, int64_t value, bool is_null)
{
    if (is_null)
        query_null(q, name);
    else
        query_int(q, name, value);
}

enum err
collect_set_result(struct db *db, const struct pay *p, const struct result *r)
{
    struct query *q = db_query(db, SQL_PAYMENT_SET_RESULT);

    query_text(q, ":id", p->id);
    query_text(q, ":outcome", r->outcome);
    query_text(q, ":code", r->code);
    query_text(q, ":desc", r->desc);
    int_or_null(q, ":money_moved", r->money_moved, r->money_moved < 0);
    int_or_null(q, ":check_at", r->check_at, r->check_at == 0);
    return query_run(q);
}

enum err
collect_set_ids(struct db *db, const char *id, const char *merchant_id, const char *checkout_id)
{
    struct query *q = db_query(db, SQL_PAYMENT_SET_IDS);

    query_text(q, ":id", id);
    query_text(q, ":merchant_id", merchant_id);
    query_text(q, ":checkout_id", checkout_id);
    return query_run(q);
}

enum err
collect_record_call(struct db *db, const struct daraja_record *r)
{
    struct query *q = db_query(db, SQL_DARAJA_CALL_ADD);

    query_text(q, ":payment_id", r->payment_id);
    query_text(q, ":request_id", r->request_id);
    query_text(q, ":app", r->app);
    query_text(q, ":api", r->api);
    query_int(q, ":at", r->at);
    query_int(q, ":ms", r->ms);
    query_int(q, ":http_status", r->http_status);
    query_text(q, ":verdict", r->verdict);
    query_text(q, ":code", r->code);
    query_text(q, ":body", r->body);
    return query_run(q);
}

enum err
collect_record_verdict(struct db *db, const struct hook_record *r)
{
    struct query *q = db_query(db, SQL_HOOK_VERDICT_ADD);

    query_int(q, ":inbox_id", r->inbox_id);
    query_int(q, ":now", clock_now());
    query_int(q, ":received_at", r->received_at);
    query_text(q, ":kind", r->kind);
    query_text(q, ":remote_addr", r->remote_addr);
    query_int(q, ":listed", r->listed);
    query_text(q, ":verdict", r->verdict);
    query_text(q, ":reason", r->reason);
    query_text(q, ":landlord_id", r->landlord_id);
    query_text(q, ":payment_id", r->payment_id);
    query_text(q, ":request_id", r->request_id);
    query_text(q, ":result_code", r->result_code);
    query_text(q, ":receipt_no", r->receipt_no);
    query_text(q, ":body", r->body);
    return query_run(q);
}

enum err
collect_last_judged(struct db *db, int64_t *inbox_id)
{
    struct query *q = db_query(db, SQL_HOOK_LAST_JUDGED);
    enum err      e = query_one(q);

    if (e != ERR_OK)
        return e;
    *inbox_id = row_int(q, "inbox_id");
    return query_end(q);
}
