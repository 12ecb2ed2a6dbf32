#include "rent/posting.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/log.h"
#include "base/random.h"
#include "rent/allocation.h"
#include "rent/ledger.h"
#include "rent/list.h"

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
add_assignment(struct db *db, const char *landlord_id, const char *money_in_id, const struct posting_part *part,
               const struct posting_why *why)
{
    struct query *q = db_query(db, SQL_ASSIGNMENT_ADD);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":money_in_id", money_in_id);
    query_text(q, ":lease_id", part->lease_id);
    query_money(q, ":cents", part->amount);
    query_text(q, ":how", why->how);
    query_text(q, ":reason", why->reason);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", why->person_id);
    return query_run(q);
}

/* Whose rent each part is, and the bills that it pays. */
static enum err
give_parts(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id,
           const struct posting_part *parts, size_t count, const struct posting_why *why, const char *bill_id)
{
    struct who owner = {.landlord_id = landlord_id};
    enum err   e = ERR_OK;

    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = add_assignment(db, landlord_id, money_in_id, &parts[i], why);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = allocation_spread(db, mem, &owner, parts[i].lease_id, money_in_id, parts[i].amount, bill_id);
    return e;
}

static enum err
give_to_lease(struct db *db, struct arena *mem, const struct posting *p, const char *id)
{
    struct posting_part all = {p->lease_id, p->amount};
    struct posting_why  why = {.how = p->how, .person_id = p->person_id};

    return p->lease_id ? give_parts(db, mem, p->landlord_id, id, &all, 1, &why, p->bill_id) : ERR_OK;
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

/* From where it waited to each lease's account, in one posting. */
static enum err
post_parts(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id,
           const struct ledger_line *from, const struct posting_part *parts, size_t count)
{
    struct ledger_line lines[POSTING_PARTS_MOST + 1] = {*from};
    struct ledger_txn  t = {.landlord_id = landlord_id,
                            .kind = "assign",
                            .money_in_id = money_in_id,
                            .memo = count > 1 ? "Split" : "Assigned"};

    for (size_t i = 0; i < count; i++)
        lines[i + 1] = (struct ledger_line){"receivable", parts[i].lease_id, {-parts[i].amount.cents}};
    return ledger_post(db, mem, &t, lines, count + 1);
}

static bool
adds_up(const struct posting_part *parts, size_t count, struct money amount)
{
    int64_t sum = 0;

    if (count == 0 || count > POSTING_PARTS_MOST)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].amount.cents <= 0 || parts[i].amount.cents > amount.cents)
            return false;
        sum += parts[i].amount.cents;
    }
    return sum == amount.cents;
}

enum err
posting_split(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id,
              const struct posting_part *parts, size_t count, const struct posting_why *why)
{
    struct money amount;
    enum err     e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = load_amount(db, landlord_id, money_in_id, &amount);
    if (e == ERR_OK && !adds_up(parts, count, amount))
        e = ERR_INPUT;
    if (e == ERR_OK) {
        struct ledger_line from = {"unallocated", "", amount};
        e = give_parts(db, mem, landlord_id, money_in_id, parts, count, why, NULL);
        if (e == ERR_OK)
            e = post_parts(db, mem, landlord_id, money_in_id, &from, parts, count);
    }
    return db_end(db, e);
}

enum err
posting_assign(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id, const char *lease_id,
               const char *how, const char *person_id)
{
    struct posting_part all = {.lease_id = lease_id};
    struct posting_why  why = {.how = how, .person_id = person_id};
    enum err            e = load_amount(db, landlord_id, money_in_id, &all.amount);

    return e == ERR_OK ? posting_split(db, mem, landlord_id, money_in_id, &all, 1, &why) : e;
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

/* Mirrors each posting that `which` lists of this money, the last first. */
static enum err
mirror_txns(struct db *db, struct arena *mem, enum sql which, const char *money_in_id, const char *memo)
{
    struct list   ids = list_new(mem, sizeof(int64_t));
    struct query *q = db_query(db, which);

    query_text(q, ":money_in_id", money_in_id);
    while (query_next(q))
        *(int64_t *)list_add(&ids) = row_int(q, "id");
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < ids.count; i++)
        e = ledger_reverse(db, mem, ((const int64_t *)ids.items)[i], memo);
    return e;
}

enum err
posting_mirror(struct db *db, struct arena *mem, const char *money_in_id, const char *memo)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = mirror_txns(db, mem, SQL_LEDGER_OF_MONEY, money_in_id, memo);
    if (e == ERR_OK)
        e = end_rows(db, SQL_ALLOCATION_END, money_in_id);
    if (e == ERR_OK)
        e = end_rows(db, SQL_ASSIGNMENT_END, money_in_id);
    return db_end(db, e);
}

/* ---- giving it to another lease ---- */

/* Where the posting that brought the money put it. */
static enum err
load_base(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id, struct ledger_line *base)
{
    struct query *q = db_query(db, SQL_MONEY_BASE);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":money_in_id", money_in_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    base->account = row_text(q, mem, "kind");
    base->detail = row_text(q, mem, "detail");
    return query_end(q);
}

/* Whatever moved it before is mirrored, and it is moved from where it first was; back there, nothing is left to post.
 */
static enum err
move(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id, const struct posting_part *to,
     const struct posting_why *why)
{
    struct ledger_line base = {.amount = to->amount};
    enum err           e = load_base(db, mem, landlord_id, money_in_id, &base);

    if (e == ERR_OK)
        e = mirror_txns(db, mem, SQL_MONEY_MOVES, money_in_id, "Moved to another lease");
    if (e == ERR_OK)
        e = end_rows(db, SQL_ALLOCATION_END, money_in_id);
    if (e == ERR_OK)
        e = end_rows(db, SQL_ASSIGNMENT_END, money_in_id);
    if (e == ERR_OK)
        e = give_parts(db, mem, landlord_id, money_in_id, to, 1, why, NULL);
    bool home = strcmp(base.account ? base.account : "", "receivable") == 0 && strcmp(base.detail, to->lease_id) == 0;
    return e == ERR_OK && !home ? post_parts(db, mem, landlord_id, money_in_id, &base, to, 1) : e;
}

enum err
posting_move(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id, const char *lease_id,
             const struct posting_why *why)
{
    struct posting_part to = {.lease_id = lease_id};
    enum err            e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = load_amount(db, landlord_id, money_in_id, &to.amount);
    if (e == ERR_OK)
        e = move(db, mem, landlord_id, money_in_id, &to, why);
    return db_end(db, e);
}
