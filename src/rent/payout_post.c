/*
 * payout_post.c - money that has left, in the books (contracts in payout.h).
 */
#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "rent/allocation.h"
#include "rent/ledger.h"
#include "rent/payout.h"
#include "rent/payout_purpose.h"

static enum err
add_money(struct db *db, const struct mpesa_request *r, const struct mpesa_outcome *o, const char *id)
{
    int64_t       now = clock_now();
    struct query *q = db_query(db, SQL_MONEY_OUT_ADD);

    query_text(q, ":id", id);
    query_text(q, ":landlord_id", r->landlord_id);
    query_text(q, ":request_id", r->id);
    query_text(q, ":receipt_no", o->receipt_no);
    query_money(q, ":amount_cents", r->amount);
    query_money(q, ":charge_cents", o->charge);
    query_text(q, ":shortcode", r->shortcode);
    query_text(q, ":party", r->party);
    query_text(q, ":purpose", r->purpose);
    query_text(q, ":lease_id", r->lease_id);
    query_int(q, ":paid_at", o->paid_at ? o->paid_at : now);
    query_int(q, ":now", now);
    return query_run(q);
}

static enum err
post(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o, const char *id)
{
    const struct payout_purpose *p = payout_purpose(r->purpose, r->api);

    assert(p);
    const char        *detail = p->detail ? p->detail : strcmp(p->account, "mpesa") == 0 ? r->party : r->lease_id;
    struct ledger_line lines[] = {
        {p->account, detail, r->amount},
        {"mpesa", r->shortcode, {-r->amount.cents}},
        {"expense", "mpesa_charges", o->charge},
        {"mpesa", r->shortcode, {-o->charge.cents}},
    };
    struct ledger_txn t = {
        .landlord_id = r->landlord_id,
        .kind = "payout",
        .money_out_id = id,
        .memo = arena_printf(mem, "M-Pesa %s", o->receipt_no ? o->receipt_no : "(code to follow)"),
    };

    return ledger_post(db, mem, &t, lines, o->charge.cents ? 4 : 2);
}

/* What was said to have failed has been done after all: its credit is set aside again, as far as it is still there. */
static enum err
set_aside_again(struct db *db, struct arena *mem, const struct mpesa_request *r)
{
    int64_t       left = r->amount.cents, ids = 0;
    struct query *q = db_query(db, SQL_REFUND_SET_ASIDE);

    query_text(q, ":landlord_id", r->landlord_id);
    query_text(q, ":request_id", r->id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    left -= row_int(q, "cents");
    e = query_end(q);
    struct {
        const char *id;
        int64_t     cents;
    } free[64];
    if (e == ERR_OK && left > 0) {
        q = db_query(db, SQL_LEASE_CREDIT);
        query_text(q, ":landlord_id", r->landlord_id);
        query_text(q, ":lease_id", r->lease_id);
        while (ids < (int64_t)COUNT(free) && query_next(q)) {
            free[ids].id = row_text(q, mem, "id");
            free[ids++].cents = row_int(q, "free_cents");
        }
        e = query_end(q);
    }
    for (int64_t i = 0; e == ERR_OK && left > 0 && i < ids; i++) {
        int64_t part = free[i].cents < left ? free[i].cents : left;
        q = db_query(db, SQL_REFUND_ADD);
        query_text(q, ":landlord_id", r->landlord_id);
        query_text(q, ":request_id", r->id);
        query_text(q, ":money_in_id", free[i].id);
        query_int(q, ":cents", part);
        query_int(q, ":now", clock_now());
        e = query_run(q);
        left -= part;
    }
    return e;
}

enum err
payout_done(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o)
{
    const char *id = random_id(arena_alloc(mem, ID_SIZE));
    enum err    e = add_money(db, r, o, id);

    if (e == ERR_OK)
        e = post(db, mem, r, o, id);
    if (e == ERR_OK && strcmp(r->purpose, "refund") == 0)
        e = set_aside_again(db, mem, r);
    if (e == ERR_OK)
        log_event(LOG_INFO, "payout.posted", "request", r->id, "receipt", o->receipt_no, "cents", I64(r->amount.cents),
                  "landlord", r->landlord_id, NULL);
    return e;
}

/* The credit that was set aside is free again, and pays what was billed meanwhile. */
enum err
payout_not_done(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o)
{
    const struct who landlord = {.landlord_id = r->landlord_id};
    struct query    *q = db_query(db, SQL_REFUND_END);

    (void)o;
    query_text(q, ":landlord_id", r->landlord_id);
    query_text(q, ":request_id", r->id);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    if (e == ERR_OK && strcmp(r->purpose, "refund") == 0)
        e = allocation_use_credit(db, mem, &landlord, r->lease_id);
    return e;
}
