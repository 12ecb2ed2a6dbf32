#include "rent/bill.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/random.h"
#include "base/text.h"
#include "rent/allocation.h"
#include "rent/audit.h"
#include "rent/ledger.h"
#include "rent/list.h"
#include "rent/scope.h"
#include "rent/tenant.h"

static const struct {
    const char *kind, *name, *credit; /* credit: the account that a bill of this kind raises */
} kinds[] = {
    {"rent", N_("Rent"), "income"},
    {"deposit", N_("Deposit"), "deposits"},
    {"water", N_("Water"), "income"},
    {"electricity", N_("Electricity"), "income"},
    {"garbage", N_("Garbage"), "income"},
    {"service", N_("Service charge"), "income"},
    {"penalty", N_("Late penalty"), "income"},
    {"other", N_("Other charge"), "income"},
};

static size_t
kind_index(const char *kind)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kind, kinds[i].kind) == 0)
            return i;
    return COUNT(kinds) - 1;
}

const char *
bill_kind_name(const char *kind)
{
    return kinds[kind_index(kind)].name;
}

static enum err
insert(struct db *db, const struct who *who, const struct bill_new *in, const char *id)
{
    struct query *q = db_query(db, SQL_BILL_ADD);

    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":lease_id", in->lease_id);
    query_text(q, ":period", in->period);
    query_text(q, ":kind", in->kind);
    query_money(q, ":due_cents", in->amount);
    query_text(q, ":due_date", in->due_date);
    query_text(q, ":description", in->description);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    return query_run(q);
}

static enum err
post(struct db *db, struct arena *mem, const struct who *who, const struct bill_new *in, const char *id)
{
    const char        *credit = in->account ? in->account : kinds[kind_index(in->kind)].credit;
    bool               income = strcmp(credit, "income") == 0, deposit = strcmp(credit, "deposits") == 0;
    struct ledger_line lines[] = {
        {"receivable", in->lease_id, in->amount},
        {credit,
         income    ? in->kind
         : deposit ? in->lease_id
                   : "",
         {-in->amount.cents}},
    };
    struct ledger_txn t = {
        .landlord_id = who->landlord_id,
        .kind = "bill",
        .bill_id = id,
        .memo =
            arena_printf(mem, "%s %s", in->account ? in->description : kinds[kind_index(in->kind)].name, in->period),
        .day = in->day,
    };

    return ledger_post(db, mem, &t, lines, COUNT(lines));
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const struct bill_new *in, const char **id)
{
    struct lease l;
    enum err     e = lease_load(db, mem, who, in->lease_id, &l);

    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    e = insert(db, who, in, *id);
    if (e == ERR_OK)
        e = post(db, mem, who, in, *id);
    if (e == ERR_OK)
        e = allocation_use_credit(db, mem, who, in->lease_id);
    return e == ERR_OK ? audit_note(db, mem, who, "bill.added", *id, in->kind) : e;
}

enum err
bill_add(struct db *db, struct arena *mem, const struct who *who, const struct bill_new *in, const char **id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, add(db, mem, who, in, id)) : e;
}

static const char *
status_of(const struct bill *b, bool voided)
{
    if (voided)
        return "void";
    if (b->balance.cents <= 0)
        return "paid";
    return b->paid.cents > 0 ? "part_paid" : "unpaid";
}

static struct bill
from_row(struct query *q, struct arena *mem)
{
    char        today[DATE_SIZE];
    struct bill b = {
        .id = row_text(q, mem, "id"),
        .lease_id = row_text(q, mem, "lease_id"),
        .period = row_text(q, mem, "period"),
        .kind = row_text(q, mem, "kind"),
        .due = row_money(q, "due_cents"),
        .paid = row_money(q, "paid_cents"),
        .due_date = row_text(q, mem, "due_date"),
        .description = row_text(q, mem, "description"),
        .tenant_id = row_text(q, mem, "tenant_id"),
        .tenant_name = row_text(q, mem, "tenant_name"),
        .tenant_phone = row_text(q, mem, "tenant_phone"),
        .unit_label = row_text(q, mem, "unit_label"),
        .property_name = row_text(q, mem, "property_name"),
        .account_ref = row_text(q, mem, "account_ref"),
        .open_payment = row_text(q, mem, "open_payment"),
        .created_at = row_int(q, "created_at"),
        .voided_at = row_int(q, "voided_at"),
        .days = row_int(q, "days"),
        .of_days = row_int(q, "of_days"),
        .charge_name = row_text(q, mem, "charge_name"),
        .void_reason = row_text(q, mem, "void_reason"),
    };

    b.balance.cents = b.voided_at ? 0 : b.due.cents - b.paid.cents;
    b.status = status_of(&b, b.voided_at != 0);
    b.overdue = b.balance.cents > 0 && strcmp(b.due_date, date_text(today, today_eat())) < 0;
    return b;
}

enum err
bill_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct bill *out)
{
    struct query *q = db_query(db, SQL_BILL_LOAD);

    scope_both(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

enum err
bill_list(struct db *db, struct arena *mem, const struct who *who, const struct bill_filter *f, struct bill **out,
          size_t *count, const char **next)
{
    struct cursor from, last = {0, ""};
    int64_t       limit = f->limit ? f->limit : PAGE_ROWS_STANDARD;
    struct list   rows = list_new(mem, sizeof(struct bill));

    *next = NULL;
    if (!cursor_read(mem, f->cursor, &from))
        return ERR_INPUT;
    struct query *q = db_query(db, SQL_BILL_LIST);
    scope_both(q, who);
    query_text(q, ":lease_id", f->lease_id);
    query_text(q, ":period", f->period);
    query_text(q, ":status", f->status);
    query_int(q, ":cursor_at", from.at);
    query_text(q, ":cursor_id", from.id);
    query_int(q, ":limit", limit + 1);
    while (query_next(q)) {
        if ((int64_t)rows.count == limit) {
            *next = cursor_text(mem, last);
            break;
        }
        struct bill *b = list_add(&rows);
        *b = from_row(q, mem);
        last = (struct cursor){row_int(q, "due_number"), b->id};
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
bill_payments(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, struct bill_payment **out,
              size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct bill_payment));
    struct query *q = db_query(db, SQL_BILL_PAYMENTS);

    scope_both(q, who);
    query_text(q, ":bill_id", bill_id);
    while (query_next(q))
        *(struct bill_payment *)list_add(&rows) =
            (struct bill_payment){row_text(q, mem, "payment_id"), row_text(q, mem, "receipt_number"),
                                  row_text(q, mem, "receipt_no"), row_money(q, "cents"), row_int(q, "paid_at")};
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
