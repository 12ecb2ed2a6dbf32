/*
 * remittance_issue.c - freezing a statement, reading it again, and what becomes of it (contracts in remittance.h).
 */
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/ledger.h"
#include "rent/payout_purpose.h"
#include "rent/receiving.h"
#include "rent/remittance_private.h"
#include "rent/scope.h"

/* SHA-256 over everything that the paper says. */
static const char *
fingerprint(struct arena *mem, const struct remittance *r)
{
    struct buf b = buf_new(mem, 4 * 1024 * 1024);

    buf_printf(&b, "%" PRId64 "|%s|%s|%s|%s|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64 "\n",
               r->number, r->from_month, r->to_month, r->terms.id, r->terms.collects, r->collected.cents,
               r->counted.cents, r->fee.cents, r->vat.cents, r->expenses.cents, r->net.cents);
    for (size_t i = 0; i < r->row_count; i++)
        buf_printf(&b, "%s|%s|%s|%s|%" PRId64 "|%" PRId64 "|%" PRId64 "\n", r->rows[i].lease_id, r->rows[i].property,
                   r->rows[i].unit, r->rows[i].tenant, r->rows[i].collected.cents, r->rows[i].counted.cents,
                   r->rows[i].fee.cents);
    for (size_t i = 0; i < r->cost_count; i++)
        buf_printf(&b, "%s|%s|%" PRId64 "\n", r->costs[i].money_out_id, r->costs[i].what, r->costs[i].amount.cents);
    return buf_ok(&b) ? sha256_hex(arena_alloc(mem, SHA256_HEX_SIZE), b.bytes, b.len) : NULL;
}

static enum err
next_number(struct db *db, const struct who *who, int64_t *number)
{
    struct query *q = db_query(db, SQL_REMITTANCE_NEXT);

    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *number = row_int(q, "number");
    return query_end(q);
}

static enum err
add_head(struct db *db, const struct who *who, const struct remittance *r, const char *id)
{
    struct query *q = db_query(db, SQL_REMITTANCE_ADD);

    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":agent_id", r->agent_id);
    query_text(q, ":agreement_id", r->terms.id);
    query_int(q, ":number", r->number);
    query_text(q, ":from_month", r->from_month);
    query_text(q, ":to_month", r->to_month);
    query_text(q, ":collects", r->terms.collects);
    query_money(q, ":collected", r->collected);
    query_money(q, ":counted", r->counted);
    query_int(q, ":units", r->units);
    query_money(q, ":fee", r->fee);
    query_money(q, ":vat", r->vat);
    query_money(q, ":expenses", r->expenses);
    query_money(q, ":net", r->net);
    query_text(q, ":hash", r->hash);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static struct query *
part(struct db *db, enum sql which, const struct who *who, const char *id)
{
    struct query *q = db_query(db, which);

    scope_landlord(q, who);
    query_text(q, ":remittance_id", id);
    return q;
}

static enum err
add_rows(struct db *db, const struct who *who, const struct remittance *r, const char *id)
{
    enum err e = ERR_OK;

    for (size_t i = 0; e == ERR_OK && i < r->row_count; i++) {
        struct query *q = part(db, SQL_REMITTANCE_ROW_ADD, who, id);
        query_int(q, ":place", (int64_t)i + 1);
        query_text(q, ":lease_id", r->rows[i].lease_id);
        query_text(q, ":property", r->rows[i].property);
        query_text(q, ":unit", r->rows[i].unit);
        query_text(q, ":tenant", r->rows[i].tenant);
        query_money(q, ":collected", r->rows[i].collected);
        query_money(q, ":counted", r->rows[i].counted);
        query_money(q, ":fee", r->rows[i].fee);
        e = query_run(q);
    }
    for (size_t i = 0; e == ERR_OK && i < r->cost_count; i++) {
        struct query *q = part(db, SQL_REMITTANCE_EXPENSE_ADD, who, id);
        query_text(q, ":agent_id", r->agent_id);
        query_text(q, ":money_out_id", r->costs[i].money_out_id);
        query_text(q, ":what", r->costs[i].what);
        query_money(q, ":cents", r->costs[i].amount);
        e = query_run(q);
    }
    return e;
}

static enum err
add_items(struct db *db, struct arena *mem, const struct who *who, const struct remittance_draft *d, const char *id)
{
    const struct remittance_item *items = d->items.items;
    enum err                      e = ERR_OK;

    for (size_t i = 0; e == ERR_OK && i < d->items.count; i++) {
        struct query *q = part(db, SQL_REMITTANCE_ITEM_ADD, who, id);
        query_text(q, ":agent_id", d->it.agent_id);
        query_int(q, ":allocation_id", items[i].allocation_id);
        query_int(q, ":sign", items[i].sign);
        query_int(q, ":cents", items[i].cents);
        e = query_run(q);
    }
    for (int64_t m = d->first; e == ERR_OK && m <= d->last; m++) {
        struct query *q = part(db, SQL_REMITTANCE_MONTH_ADD, who, id);
        query_text(q, ":agent_id", d->it.agent_id);
        query_text(q, ":month", remittance_month_text(mem, m));
        e = query_run(q);
    }
    return e;
}

/* The fee with its VAT is the landlord's cost, and owed to the agent. A statement that takes back more than it counts
 * posts the mirror image; one without a fee posts nothing. */
static enum err
post_fee(struct db *db, struct arena *mem, const struct remittance *r, const char *landlord_id)
{
    struct money       due = {r->fee.cents + r->vat.cents};
    struct ledger_line lines[] = {{"expense", "commission", due}, {"agent", r->agent_id, {-due.cents}}};
    struct ledger_txn  t = {
         .landlord_id = landlord_id,
         .kind = "commission",
         .memo = arena_printf(mem, "Statement %" PRId64 ", %s to %s", r->number, r->from_month, r->to_month),
    };
    return due.cents ? ledger_post(db, mem, &t, lines, COUNT(lines)) : ERR_OK;
}

static enum err
freeze(struct db *db, struct arena *mem, const struct who *who, struct remittance_draft *d, const char *id)
{
    enum err e = next_number(db, who, &d->it.number);

    if (e != ERR_OK)
        return e;
    d->it.hash = fingerprint(mem, &d->it);
    if (!d->it.hash)
        return ERR_TOO_LARGE;
    e = add_head(db, who, &d->it, id);
    if (e == ERR_OK)
        e = add_rows(db, who, &d->it, id);
    if (e == ERR_OK)
        e = add_items(db, mem, who, d, id);
    if (e == ERR_OK)
        e = post_fee(db, mem, &d->it, who->landlord_id);
    if (e == ERR_OK)
        e = audit_note(db, mem, who, "remittance.issued", id, arena_printf(mem, "number %" PRId64, d->it.number));
    return e;
}

enum err
remittance_issue(struct db *db, struct arena *mem, const struct who *agent, const char *from, const char *to,
                 enum remittance_answer *answer, const char **id)
{
    struct remittance_draft d;
    enum err                e = db_begin(db);

    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    e = remittance_gather(db, mem, agent, from, to, answer, &d);
    if (e == ERR_OK && *answer == REMITTANCE_DONE)
        e = freeze(db, mem, agent, &d, *id);
    return db_end(db, e);
}

static struct remittance
from_row(struct query *q, struct arena *mem)
{
    return (struct remittance){
        .id = row_text(q, mem, "id"),
        .business_name = row_text(q, mem, "business_name"),
        .agent_id = row_text(q, mem, "agent_id"),
        .agent = row_text(q, mem, "agent"),
        .number = row_int(q, "number"),
        .from_month = row_text(q, mem, "from_month"),
        .to_month = row_text(q, mem, "to_month"),
        .terms = {.id = row_text(q, mem, "agreement_id"),
                  .kind = row_text(q, mem, "kind"),
                  .rate = row_int(q, "rate"),
                  .vat = row_int(q, "has_vat") != 0,
                  .bill_kinds = row_text(q, mem, "bill_kinds"),
                  .collects = row_text(q, mem, "collects")},
        .collected = row_money(q, "collected_cents"),
        .counted = row_money(q, "counted_cents"),
        .fee = row_money(q, "fee_cents"),
        .vat = row_money(q, "vat_cents"),
        .expenses = row_money(q, "expenses_cents"),
        .net = row_money(q, "net_cents"),
        .units = row_int(q, "units"),
        .hash = row_text(q, mem, "hash"),
        .issued_at = row_int(q, "issued_at"),
        .seen_at = row_int(q, "seen_at"),
        .seen_by = row_text(q, mem, "seen_name"),
        .settled_at = row_int(q, "settled_at"),
        .how = row_text(q, mem, "how"),
        .request_id = row_text(q, mem, "request_id"),
        .note = row_text(q, mem, "note"),
    };
}

static enum err
heads(struct db *db, struct arena *mem, const struct who *who, const char *id, struct list *rows)
{
    struct query *q = db_query(db, SQL_REMITTANCE_LIST);

    *rows = list_new(mem, sizeof(struct remittance));
    scope_landlord(q, who);
    query_text(q, ":agent_id", who->role == ROLE_AGENT ? who->person_id : NULL);
    query_text(q, ":id", id);
    while (query_next(q))
        *(struct remittance *)list_add(rows) = from_row(q, mem);
    return query_end(q);
}

enum err
remittance_list(struct db *db, struct arena *mem, const struct who *who, struct remittance **out, size_t *count)
{
    struct list rows;
    enum err    e = heads(db, mem, who, NULL, &rows);

    *out = rows.items;
    *count = rows.count;
    return e;
}

static enum err
load_rows(struct db *db, struct arena *mem, const struct who *who, struct remittance *r)
{
    struct list   rows = list_new(mem, sizeof(struct remittance_row));
    struct query *q = db_query(db, SQL_REMITTANCE_ROWS);

    scope_landlord(q, who);
    query_text(q, ":id", r->id);
    while (query_next(q))
        *(struct remittance_row *)list_add(&rows) = (struct remittance_row){
            row_text(q, mem, "lease_id"), row_text(q, mem, "property"),    row_text(q, mem, "unit"),
            row_text(q, mem, "tenant"),   row_money(q, "collected_cents"), row_money(q, "counted_cents"),
            row_money(q, "fee_cents")};
    r->rows = rows.items;
    r->row_count = rows.count;
    return query_end(q);
}

static enum err
load_costs(struct db *db, struct arena *mem, const struct who *who, struct remittance *r)
{
    struct list   rows = list_new(mem, sizeof(struct remittance_expense));
    struct query *q = db_query(db, SQL_REMITTANCE_EXPENSES);

    scope_landlord(q, who);
    query_text(q, ":id", r->id);
    while (query_next(q))
        *(struct remittance_expense *)list_add(&rows) = (struct remittance_expense){
            row_text(q, mem, "money_out_id"), row_text(q, mem, "what"), row_money(q, "cents")};
    r->costs = rows.items;
    r->cost_count = rows.count;
    return query_end(q);
}

enum err
remittance_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct remittance *out)
{
    struct list one;
    enum err    e = heads(db, mem, who, id, &one);

    if (e != ERR_OK)
        return e;
    if (one.count == 0)
        return ERR_NOT_FOUND;
    *out = *(struct remittance *)one.items;
    e = load_rows(db, mem, who, out);
    return e == ERR_OK ? load_costs(db, mem, who, out) : e;
}

enum err
remittance_acknowledge(struct db *db, struct arena *mem, const struct who *owner, const char *id)
{
    struct remittance r;
    enum err          e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = remittance_load(db, mem, owner, id, &r);
    if (e != ERR_OK)
        return db_end(db, e);
    struct query *q = db_query(db, SQL_REMITTANCE_SEE);
    scope_landlord(q, owner);
    query_text(q, ":id", id);
    query_text(q, ":person_id", owner->person_id);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    if (e == ERR_OK && db_changes(db) == 0)
        e = ERR_CONFLICT;
    if (e == ERR_OK)
        e = audit_note(db, mem, owner, "remittance.acknowledged", id, NULL);
    return db_end(db, e);
}

/* Where a payout of here was booked when it was made. */
static enum err
payout_account(struct db *db, struct arena *mem, const struct who *who, const struct remittance *r,
               const char *request_id, const struct payout_purpose **out)
{
    struct query *q = db_query(db, SQL_REMITTANCE_PAYOUT);

    *out = NULL;
    scope_landlord(q, who);
    query_text(q, ":request_id", request_id);
    query_money(q, ":cents", r->net);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    bool to_owner = strcmp(row_text(q, mem, "purpose"), "owner") == 0;
    if (to_owner == (strcmp(r->terms.collects, "agent") == 0))
        *out = payout_purpose(row_text(q, mem, "purpose"), row_text(q, mem, "api"));
    return query_end(q);
}

/*
 * What is owed to the agent is settled. Rent to the owner's number: a payout to him was booked as a cost, which the fee
 * is already, so it bears the debt instead; by hand, the owner's own money paid it. Rent to the agent's number: he
 * keeps his fee of what lies there; and what he sent on by hand left there, too (a payout has posted that itself).
 */
static enum err
post_settled(struct db *db, struct arena *mem, const struct who *who, const struct remittance *r,
             const struct payout_purpose *payout)
{
    struct receiving   to;
    struct money       due = {r->fee.cents + r->vat.cents};
    bool               keeps = strcmp(r->terms.collects, "agent") == 0;
    struct ledger_line lines[4] = {{"agent", r->agent_id, due}};
    size_t             n = 0;
    struct ledger_txn  t = {.landlord_id = who->landlord_id,
                            .kind = "agent_paid",
                            .memo = arena_printf(mem, "Statement %" PRId64 " settled", r->number)};
    enum err           e = keeps ? receiving_in_use(db, mem, who, &to) : ERR_OK;

    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;
    if (due.cents) {
        lines[1] = (struct ledger_line){keeps    ? "mpesa"
                                        : payout ? payout->account
                                                 : "drawings",
                                        keeps    ? to.shortcode
                                        : payout ? payout->detail
                                                 : "",
                                        {-due.cents}};
        n = 2;
    }
    if (keeps && !payout && r->net.cents) {
        lines[n++] = (struct ledger_line){"drawings", "", r->net};
        lines[n++] = (struct ledger_line){"mpesa", to.shortcode, {-r->net.cents}};
    }
    return n ? ledger_post(db, mem, &t, lines, n) : ERR_OK;
}

static enum err
add_settlement(struct db *db, const struct who *who, const char *id, const char *request_id, const char *note)
{
    struct query *q = db_query(db, SQL_REMITTANCE_SETTLE);

    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":how", request_id ? "payout" : "hand");
    query_text(q, ":request_id", request_id);
    query_text(q, ":note", note);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
remittance_settle(struct db *db, struct arena *mem, const struct who *owner, const char *id, const char *request_id,
                  const char *note, enum remittance_answer *answer)
{
    struct remittance            r;
    const struct payout_purpose *payout = NULL;
    enum err                     e = db_begin(db);

    if (e != ERR_OK)
        return e;
    *answer = REMITTANCE_DONE;
    e = remittance_load(db, mem, owner, id, &r);
    if (e == ERR_OK && r.settled_at)
        e = ERR_CONFLICT;
    if (e == ERR_OK && request_id)
        e = payout_account(db, mem, owner, &r, request_id, &payout);
    if (e == ERR_OK && request_id && !payout)
        *answer = REMITTANCE_NO_PAYOUT;
    if (e == ERR_OK && *answer == REMITTANCE_DONE) {
        e = add_settlement(db, owner, id, request_id, note);
        if (e == ERR_OK)
            e = post_settled(db, mem, owner, &r, payout);
        if (e == ERR_OK)
            e = audit_note(db, mem, owner, "remittance.settled", id, request_id ? request_id : note);
    }
    return db_end(db, e);
}
