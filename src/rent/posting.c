#include "rent/posting.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/log.h"
#include "base/random.h"
#include "rent/allocation.h"
#include "rent/ledger.h"

enum { RECEIPT_SIZE = 13 };

/* Also the kind of account that holds the money. */
static const char *
rail(const struct posting *p)
{
    return p->rail ? p->rail : "mpesa";
}

static enum err
add_money(struct db *db, const struct posting *p, const char *id)
{
    int64_t       now = clock_now();
    struct query *q = db_query(db, SQL_MONEY_IN_ADD);

    query_text(q, ":id", id);
    query_text(q, ":landlord_id", p->landlord_id);
    query_text(q, ":payment_id", p->payment_id);
    query_text(q, ":channel", p->channel);
    query_text(q, ":rail", rail(p));
    query_text(q, ":ref", p->ref);
    query_text(q, ":receipt_no", p->receipt_no);
    query_money(q, ":amount_cents", p->amount);
    query_text(q, ":shortcode", p->shortcode);
    query_text(q, ":phone", p->phone);
    query_text(q, ":bill_ref", p->bill_ref);
    query_text(q, ":payer_name", p->payer_name);
    query_int(q, ":paid_at", p->paid_at ? p->paid_at : now);
    query_int(q, ":now", now);
    return query_run(q);
}

/* "RE-7K3M-Q9XW": capitals and digits that are not mistaken for one another. */
static const char *
receipt_number(char out[RECEIPT_SIZE])
{
    static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    memcpy(out, "RE-....-....", RECEIPT_SIZE);
    for (int i = 3; i < RECEIPT_SIZE - 1; i++)
        if (out[i] == '.')
            out[i] = alphabet[random_below(sizeof alphabet - 1)];
    return out;
}

static enum err
add_receipt(struct db *db, const char *landlord_id, const char *money_in_id)
{
    char          number[RECEIPT_SIZE];
    struct query *q = db_query(db, SQL_RECEIPT_ADD);

    query_text(q, ":number", receipt_number(number));
    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":money_in_id", money_in_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

/* Money counts for the day on which it was paid. */
static enum err
post_ledger(struct db *db, struct arena *mem, const struct posting *p, const char *id, const char *kind,
            const char *memo)
{
    char               day[DATE_SIZE];
    struct ledger_line lines[] = {
        {rail(p), p->shortcode, p->amount},
        {p->credit ? p->credit : "receivable", p->credit ? "" : p->lease_id, {-p->amount.cents}},
    };
    struct ledger_txn t = {
        .landlord_id = p->landlord_id,
        .kind = kind,
        .money_in_id = id,
        .memo = memo,
        .day = date_text(day, eat_from(p->paid_at ? p->paid_at : clock_now()).date),
    };

    return ledger_post(db, mem, &t, lines, COUNT(lines));
}

static enum err
add_assignment(struct db *db, const char *landlord_id, const char *money_in_id, const char *lease_id, const char *how,
               const char *person_id)
{
    struct query *q = db_query(db, SQL_ASSIGNMENT_ADD);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":money_in_id", money_in_id);
    query_text(q, ":lease_id", lease_id);
    query_text(q, ":how", how);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", person_id);
    return query_run(q);
}

static enum err
give_to_lease(struct db *db, struct arena *mem, const struct posting *p, const char *id)
{
    struct who owner = {.landlord_id = p->landlord_id};

    if (!p->lease_id)
        return ERR_OK;
    enum err e = add_assignment(db, p->landlord_id, id, p->lease_id, p->how, p->person_id);
    return e == ERR_OK ? allocation_spread(db, mem, &owner, p->lease_id, id, p->amount, p->bill_id) : e;
}

static const char *
memo_of(struct arena *mem, const struct posting *p)
{
    if (strcmp(rail(p), "mpesa") == 0)
        return arena_printf(mem, "M-Pesa %s", p->receipt_no ? p->receipt_no : "(code to follow)");
    return arena_printf(mem, "%c%s%s%s", toupper((unsigned char)*p->rail), p->rail + 1, p->ref ? " " : "",
                        p->ref ? p->ref : "");
}

enum err
posting_money(struct db *db, struct arena *mem, const struct posting *p, const char **id)
{
    const char *memo = memo_of(mem, p);
    enum err    e = db_begin(db);

    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    e = add_money(db, p, *id);
    if (e == ERR_OK)
        e = post_ledger(db, mem, p, *id, "receive", memo);
    if (e == ERR_OK)
        e = give_to_lease(db, mem, p, *id);
    if (e == ERR_OK)
        e = add_receipt(db, p->landlord_id, *id);
    return db_end(db, e);
}

enum err
posting_restore(struct db *db, struct arena *mem, const struct posting *p, const char *money_in_id)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = post_ledger(db, mem, p, money_in_id, "restore", "Counted after all");
    if (e == ERR_OK)
        e = give_to_lease(db, mem, p, money_in_id);
    return db_end(db, e);
}

/* ---- money that waited ---- */

static enum err
load_amount(struct db *db, const char *landlord_id, const char *money_in_id, struct money *amount)
{
    struct query *q = db_query(db, SQL_MONEY_IN_AMOUNT);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":id", money_in_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *amount = row_money(q, "amount_cents");
    return query_end(q);
}

static enum err
assign(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id, const char *lease_id,
       const char *how, const char *person_id)
{
    struct who        owner = {.landlord_id = landlord_id};
    struct money      amount;
    struct ledger_txn t = {
        .landlord_id = landlord_id, .kind = "assign", .money_in_id = money_in_id, .memo = "Assigned"};
    enum err e = load_amount(db, landlord_id, money_in_id, &amount);

    if (e != ERR_OK)
        return e;
    struct ledger_line lines[] = {{"unallocated", "", amount}, {"receivable", lease_id, {-amount.cents}}};
    e = add_assignment(db, landlord_id, money_in_id, lease_id, how, person_id);
    if (e == ERR_OK)
        e = ledger_post(db, mem, &t, lines, COUNT(lines));
    return e == ERR_OK ? allocation_spread(db, mem, &owner, lease_id, money_in_id, amount, NULL) : e;
}

enum err
posting_assign(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id, const char *lease_id,
               const char *how, const char *person_id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, assign(db, mem, landlord_id, money_in_id, lease_id, how, person_id)) : e;
}

/* ---- taking it back ---- */

static enum err
end_rows(struct db *db, enum sql which, const char *money_in_id)
{
    struct query *q = db_query(db, which);

    query_text(q, ":money_in_id", money_in_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

/* Where the money stands now: what received it, or what moved it on. Both are mirrored, the later first. */
static enum err
mirror_txns(struct db *db, struct arena *mem, const char *money_in_id, const char *memo)
{
    int64_t       ids[8];
    size_t        n = 0;
    struct query *q = db_query(db, SQL_LEDGER_OF_MONEY);

    query_text(q, ":money_in_id", money_in_id);
    while (n < COUNT(ids) && query_next(q))
        ids[n++] = row_int(q, "id");
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < n; i++)
        e = ledger_reverse(db, mem, ids[i], memo);
    return e;
}

enum err
posting_mirror(struct db *db, struct arena *mem, const char *money_in_id, const char *memo)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = mirror_txns(db, mem, money_in_id, memo);
    if (e == ERR_OK)
        e = end_rows(db, SQL_ALLOCATION_END, money_in_id);
    if (e == ERR_OK)
        e = end_rows(db, SQL_ASSIGNMENT_END, money_in_id);
    return db_end(db, e);
}
