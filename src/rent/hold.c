#include "rent/hold.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "rent/audit.h"
#include "rent/collect_private.h"
#include "rent/posting.h"

static void
read_payment(struct query *q, struct arena *mem, struct hold *h)
{
    h->reference = row_text(q, mem, "reference");
    h->state = row_text(q, mem, "state");
    h->phone = row_text(q, mem, "phone");
    h->asked = row_money(q, "asked_cents");
    h->money_moved = row_null(q, "money_moved") ? -1 : (int)row_int(q, "money_moved");
    h->posted = row_int(q, "posted") != 0;
}

static void
read_end(struct query *q, struct arena *mem, struct hold *h)
{
    h->released_at = row_int(q, "released_at");
    h->released_by = row_text(q, mem, "released_by");
    h->release_note = row_text(q, mem, "release_note");
    h->decision = row_text(q, mem, "decision");
    h->money_in_id = row_text(q, mem, "money_in_id");
    h->counted_as = row_text(q, mem, "counted_as");
}

static struct hold
from_row(struct query *q, struct arena *mem)
{
    struct hold h = {
        .id = row_text(q, mem, "id"),
        .landlord_id = row_text(q, mem, "landlord_id"),
        .payment_id = row_text(q, mem, "payment_id"),
        .reason = row_text(q, mem, "reason"),
        .receipt_no = row_text(q, mem, "receipt_no"),
        .business_name = row_text(q, mem, "business_name"),
        .expected = row_money(q, "expected_cents"),
        .got = row_money(q, "got_cents"),
        .created_at = row_int(q, "created_at"),
        .kind = row_text(q, mem, "kind"),
        .remote_addr = row_text(q, mem, "remote_addr"),
        .body = row_text(q, mem, "body"),
        .inbox_id = row_int(q, "inbox_id"),
        .received_at = row_int(q, "received_at"),
        .taken_by = row_text(q, mem, "taken_by"),
        .taken_business = row_text(q, mem, "taken_business"),
        .taken = row_money(q, "taken_cents"),
        .said_later = row_int(q, "said_later") != 0,
    };

    read_payment(q, mem, &h);
    read_end(q, mem, &h);
    return h;
}

enum err
hold_load(struct db *db, struct arena *mem, const struct who *operator, const char * id, struct hold *out)
{
    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    struct query *q = db_query(db, SQL_HOLD_LOAD);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

/* States from which a payment can still come to be paid. */
static bool
may_be_paid(const char *state)
{
    static const char *const states[] = {"sending", "processing", "timeout", "failed", "cancelled"};

    for (size_t i = 0; i < COUNT(states); i++)
        if (strcmp(state, states[i]) == 0)
            return true;
    return false;
}

enum hold_way
hold_way(const struct hold *h)
{
    if (strcmp(h->reason, "contradicted") == 0)
        return h->said_later && h->state && strcmp(h->state, "reversed") == 0 ? HOLD_WAY_AGAIN : HOLD_WAY_CONTRADICTED;
    if (h->taken_by)
        return HOLD_WAY_TAKEN;
    if (!h->payment_id)
        return HOLD_WAY_NO_PAYMENT;
    if (h->got.cents <= 0)
        return HOLD_WAY_NO_AMOUNT;
    if (h->got.cents == h->asked.cents && !h->posted && may_be_paid(h->state))
        return HOLD_WAY_PAYMENT;
    return h->receipt_no ? HOLD_WAY_APART : HOLD_WAY_NO_RECEIPT;
}

bool
hold_can_count(const struct hold *h)
{
    return hold_way(h) <= HOLD_WAY_AGAIN;
}

/* ---- counting ---- */

static enum err
set_money(struct db *db, const struct hold *h, const char *money_in_id)
{
    struct query *q = db_query(db, SQL_HOLD_SET_MONEY);

    query_text(q, ":id", h->id);
    query_text(q, ":money_in_id", money_in_id);
    return query_run(q);
}

static enum err
money_of(struct db *db, struct arena *mem, const char *payment_id, const char **id)
{
    struct query *q = db_query(db, SQL_MONEY_IN_BY_PAYMENT);

    query_text(q, ":id", payment_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *id = row_text(q, mem, "id");
    return query_end(q);
}

static enum err
count_as_payment(struct db *db, struct arena *mem, const struct hold *h)
{
    const char           *why, *money_in_id;
    enum verdict_money    verdict;
    const struct evidence v = {.channel = "release",
                               .receipt_no = h->receipt_no,
                               .amount = h->got,
                               .paid_at = h->received_at,
                               .inbox_id = h->inbox_id};
    enum err              e = collect_money(db, mem, h->payment_id, &v, "release", &verdict, &why);

    if (e == ERR_OK && verdict != MONEY_POSTED)
        e = ERR_CONFLICT;
    if (e == ERR_OK)
        e = money_of(db, mem, h->payment_id, &money_in_id);
    return e == ERR_OK ? set_money(db, h, money_in_id) : e;
}

static struct posting
posting_for(const struct hold *h, const struct pay *p)
{
    return (struct posting){
        .landlord_id = p->landlord_id,
        .channel = "release",
        .receipt_no = h->receipt_no,
        .shortcode = p->shortcode,
        .phone = p->phone,
        .bill_ref = p->account_ref,
        .amount = h->got,
        .paid_at = h->received_at,
        .credit = p->lease_id ? NULL : "unallocated",
        .lease_id = p->lease_id,
        .bill_id = p->bill_id,
        .how = "release",
    };
}

/* Its money is counted, but not as it was asked: the payment is over, and says so. */
static enum err
end_payment(struct db *db, struct pay *p)
{
    const struct result r = {"counted_apart", p->result_code, NULL, 1, 0};
    enum err            e = ERR_OK;

    if (!may_be_paid(p->state))
        return ERR_OK;
    if (!pay_is(p, "failed") && !pay_is(p, "cancelled"))
        e = collect_step(db, p, "failed", "release", "counted_apart");
    if (e == ERR_OK)
        e = collect_set_result(db, p, &r);
    return e == ERR_OK ? collect_note_test(db, p, "failed") : e;
}

static enum err
count_apart(struct db *db, struct arena *mem, const struct hold *h)
{
    struct pay  p;
    const char *money_in_id;
    enum err    e = collect_load(db, mem, h->payment_id, &p);

    if (e != ERR_OK)
        return e;
    struct posting posting = posting_for(h, &p);
    e = posting_money(db, mem, &posting, &money_in_id);
    if (e == ERR_OK)
        e = set_money(db, h, money_in_id);
    return e == ERR_OK ? end_payment(db, &p) : e;
}

static enum err
count_again(struct db *db, struct arena *mem, const struct hold *h)
{
    const struct result r = {"paid", "0", NULL, 1, 0};
    struct pay          p;
    const char         *money_in_id;
    enum err            e = collect_load(db, mem, h->payment_id, &p);

    if (e == ERR_OK)
        e = money_of(db, mem, h->payment_id, &money_in_id);
    if (e != ERR_OK)
        return e;
    struct posting posting = posting_for(h, &p);
    posting.amount = p.asked;
    posting.credit = strcmp(p.purpose, "test") == 0 ? "test_income" : NULL;
    e = posting_restore(db, mem, &posting, money_in_id);
    if (e == ERR_OK)
        e = collect_step(db, &p, "success", "release", h->receipt_no);
    if (e == ERR_OK)
        e = collect_set_result(db, &p, &r);
    return e == ERR_OK ? set_money(db, h, money_in_id) : e;
}

/* ---- releasing ---- */

/* Before anything is posted: posting clears the other holds of the payment, and this one has words of its own. */
static enum err
close_it(struct db *db, const struct who *operator, const char * id, bool count, const char *note)
{
    struct query *q = db_query(db, SQL_HOLD_RELEASE);

    query_text(q, ":id", id);
    query_text(q, ":person_id", operator->person_id);
    query_text(q, ":note", note);
    query_text(q, ":decision", count ? "count" : "no_money");
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    return e == ERR_OK && db_changes(db) != 1 ? ERR_CONFLICT : e;
}

static enum err
count_it(struct db *db, struct arena *mem, const struct hold *h)
{
    static enum err (*const ways[])(struct db *, struct arena *, const struct hold *) = {
        [HOLD_WAY_PAYMENT] = count_as_payment,
        [HOLD_WAY_APART] = count_apart,
        [HOLD_WAY_AGAIN] = count_again,
    };

    return ways[hold_way(h)](db, mem, h);
}

static enum err
release(struct db *db, struct arena *mem, const struct who *operator, const char * id, bool count, const char *note,
        enum hold_answer *answer)
{
    struct hold h;
    enum err    e = hold_load(db, mem, operator, id, &h);

    if (e != ERR_OK)
        return e;
    *answer = h.released_at ? HOLD_ALREADY : count && !hold_can_count(&h) ? HOLD_NOT_OFFERED : HOLD_RELEASED;
    if (*answer != HOLD_RELEASED)
        return ERR_OK;
    e = close_it(db, operator, id, count, note);
    if (e == ERR_OK && count)
        e = count_it(db, mem, &h);
    if (e == ERR_OK)
        e = audit_note(db, mem, operator, count ? "hold.counted" : "hold.closed", id, note);
    if (e == ERR_OK)
        log_event(LOG_INFO, "hold.released", "hold", id, "decision", count ? "count" : "no_money", "payment",
                  h.payment_id, "receipt", h.receipt_no, "cents", I64(h.got.cents), NULL);
    return e;
}

enum err
hold_release(struct db *db, struct arena *mem, const struct who *operator, const char * id, bool count,
             const char *note, enum hold_answer *answer)
{
    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    enum err e = db_begin(db);

    if (e == ERR_OK)
        e = db_end(db, release(db, mem, operator, id, count, note, answer));
    if (e != ERR_CONFLICT)
        return e;
    *answer = HOLD_NOT_OFFERED; /* what was free a moment ago is in the books now; nothing of this was kept */
    return ERR_OK;
}
