/*
 * collect_hold.c - what does not fit is put before a person (who decides it: hold.h).
 */
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "rent/collect_private.h"

enum err
collect_hold(struct db *db, struct arena *mem, const struct pay *p, const char *reason, const struct evidence *v)
{
    struct query *q = db_query(db, SQL_HOLD_ADD);

    query_text(q, ":id", random_id(arena_alloc(mem, ID_SIZE)));
    query_text(q, ":landlord_id", p->landlord_id);
    query_text(q, ":payment_id", p->id);
    if (v->inbox_id)
        query_int(q, ":inbox_id", v->inbox_id);
    else
        query_null(q, ":inbox_id");
    query_text(q, ":reason", reason);
    query_money(q, ":expected_cents", p->asked);
    query_money(q, ":got_cents", v->amount);
    query_text(q, ":receipt_no", v->receipt_no);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    if (e == ERR_OK)
        log_event(LOG_WARN, "payment.held", "payment", p->id, "reason", reason, "expected", I64(p->asked.cents), "got",
                  I64(v->amount.cents), NULL);
    return e;
}

enum err
collect_clear_holds(struct db *db, const struct pay *p)
{
    struct query *q = db_query(db, SQL_HOLD_CLEAR);

    query_text(q, ":payment_id", p->id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
collect_counted_apart(struct db *db, const struct pay *p, const char *receipt_no, bool *counted)
{
    struct query *q = db_query(db, SQL_HOLD_COUNTED);

    query_text(q, ":payment_id", p->id);
    query_text(q, ":receipt_no", receipt_no);
    enum err e = query_one(q);
    *counted = e == ERR_OK;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    return query_end(q);
}
