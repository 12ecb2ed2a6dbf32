/*
 * qr_send.c - a code's way to Daraja and back, for the gateway (contracts in qr.h).
 */
#include "base/clock.h"
#include "rent/list.h"
#include "rent/qr.h"

/* Before the second and the third time. */
static const int64_t waits_s[] = {1, 5};

enum err
qr_to_send(struct db *db, struct arena *mem, int64_t now, struct qr_sending **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct qr_sending));
    struct query *q = db_query(db, SQL_QR_TO_SEND);

    query_int(q, ":now", now);
    while (query_next(q))
        *(struct qr_sending *)list_add(&rows) = (struct qr_sending){
            .id = row_text(q, mem, "id"),
            .receiving_account_id = row_text(q, mem, "receiving_account_id"),
            .credentials = row_text(q, mem, "credentials"),
            .business_type = row_text(q, mem, "business_type"),
            .business_name = row_text(q, mem, "business_name"),
            .shortcode = row_text(q, mem, "shortcode"),
            .account = row_text(q, mem, "account"),
            .amount = row_money(q, "amount_cents"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
qr_mark_sending(struct db *db, const char *id)
{
    struct query *q = db_query(db, SQL_QR_SENDING);

    query_text(q, ":id", id);
    return query_run(q);
}

enum err
qr_defer(struct db *db, const char *id, int64_t send_after)
{
    struct query *q = db_query(db, SQL_QR_LATER);

    query_text(q, ":id", id);
    query_int(q, ":send_after", send_after);
    return query_run(q);
}

enum err
qr_made(struct db *db, const char *id, const void *png, size_t n)
{
    struct query *q = db_query(db, SQL_QR_MADE);

    query_text(q, ":id", id);
    query_blob(q, ":png", png, n);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
qr_failed(struct db *db, const char *id, const char *reason, const char *code, const char *said)
{
    struct query *q = db_query(db, SQL_QR_FAILED);

    query_text(q, ":id", id);
    query_text(q, ":reason", reason);
    query_text(q, ":code", code);
    query_text(q, ":said", said);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
qr_unclear(struct db *db, const char *id, const char *reason, const char *code, const char *said)
{
    struct query *q = db_query(db, SQL_QR_SENDS);

    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    int64_t sends = row_int(q, "sends");
    e = query_end(q);
    if (e != ERR_OK)
        return e;
    if (sends > (int64_t)COUNT(waits_s))
        return qr_failed(db, id, reason, code, said);
    return qr_defer(db, id, clock_now() + waits_s[sends > 0 ? sends - 1 : 0]);
}

enum err
qr_recover(struct db *db)
{
    return query_run(db_query(db, SQL_QR_RECOVER));
}
