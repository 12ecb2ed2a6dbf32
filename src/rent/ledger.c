#include "rent/ledger.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/random.h"
#include "rent/list.h"
#include "rent/scope.h"

enum { LINES_MOST = 16, GENESIS_LEN = 64, CONTENTS_CEILING = 16 * 1024 };

static const char genesis[GENESIS_LEN + 1] = "0000000000000000000000000000000000000000000000000000000000000000";

static enum err
account_id(struct db *db, struct arena *mem, const char *landlord_id, const struct ledger_line *line, const char **id)
{
    struct query *q = db_query(db, SQL_ACCOUNT_FIND);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":kind", line->account);
    query_text(q, ":detail", line->detail);
    enum err e = query_one(q);
    if (e == ERR_OK) {
        *id = row_text(q, mem, "id");
        return query_end(q);
    }
    if (e != ERR_NOT_FOUND)
        return e;

    *id = random_id(arena_alloc(mem, ID_SIZE));
    q = db_query(db, SQL_ACCOUNT_ADD);
    query_text(q, ":id", *id);
    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":kind", line->account);
    query_text(q, ":detail", line->detail);
    return query_run(q);
}

/* Everything that a transaction says, as one text; a change of any of it changes the hash. */
static const char *
contents_hash(struct arena *mem, const char *prev_hash, int64_t id, int64_t at, const struct ledger_txn *t,
              const struct ledger_line *lines, size_t count)
{
    struct buf b = buf_new(mem, CONTENTS_CEILING);

    buf_printf(&b, "%s\n%" PRId64 "|%s|%s|%" PRId64 "|%s|%s|%" PRId64 "|%s", prev_hash, id, t->landlord_id, t->kind, at,
               t->bill_id ? t->bill_id : "", t->money_in_id ? t->money_in_id : "", t->reverses, t->memo);
    if (t->money_out_id) /* where it is none, the text is that of the books before there was money out */
        buf_printf(&b, "|out %s", t->money_out_id);
    if (t->day) /* and before there were days */
        buf_printf(&b, "|day %s", t->day);
    for (size_t i = 0; i < count; i++)
        buf_printf(&b, "\n%s|%s|%" PRId64, lines[i].account, lines[i].detail, lines[i].amount.cents);
    assert(buf_ok(&b));
    return sha256_hex(arena_alloc(mem, SHA256_HEX_SIZE), b.bytes, b.len);
}

static enum err
last_txn(struct db *db, struct arena *mem, int64_t *id, const char **hash)
{
    struct query *q = db_query(db, SQL_LEDGER_LAST);
    enum err      e = query_one(q);

    *id = 0;
    *hash = genesis;
    if (e == ERR_NOT_FOUND)
        return ERR_OK;
    if (e != ERR_OK)
        return e;
    *id = row_int(q, "id");
    *hash = row_text(q, mem, "hash");
    return query_end(q);
}

static enum err
add_txn(struct db *db, struct arena *mem, const struct ledger_txn *t, const struct ledger_line *lines, size_t count,
        int64_t *id)
{
    const char *prev_hash;
    int64_t     at = clock_now(), last;
    enum err    e = last_txn(db, mem, &last, &prev_hash);

    if (e != ERR_OK)
        return e;
    *id = last + 1;
    struct query *q = db_query(db, SQL_LEDGER_TXN_ADD);
    query_int(q, ":id", *id);
    query_text(q, ":landlord_id", t->landlord_id);
    query_text(q, ":kind", t->kind);
    query_int(q, ":at", at);
    query_text(q, ":day", t->day);
    query_text(q, ":bill_id", t->bill_id);
    query_text(q, ":money_in_id", t->money_in_id);
    query_text(q, ":money_out_id", t->money_out_id);
    if (t->reverses)
        query_int(q, ":reverses", t->reverses);
    else
        query_null(q, ":reverses");
    query_text(q, ":memo", t->memo);
    query_text(q, ":prev_hash", prev_hash);
    query_text(q, ":hash", contents_hash(mem, prev_hash, *id, at, t, lines, count));
    return query_run(q);
}

static enum err
add_entry(struct db *db, struct arena *mem, const struct ledger_txn *t, int64_t txn_id, const struct ledger_line *line)
{
    const char *account;
    enum err    e = account_id(db, mem, t->landlord_id, line, &account);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_LEDGER_ENTRY_ADD);
    query_int(q, ":txn_id", txn_id);
    query_text(q, ":landlord_id", t->landlord_id);
    query_text(q, ":account_id", account);
    query_money(q, ":amount_cents", line->amount);
    return query_run(q);
}

/* The day for which it counts: the one given, unless that month is closed. */
static enum err
open_day(struct db *db, struct arena *mem, struct ledger_txn *t)
{
    char         *today = arena_alloc(mem, DATE_SIZE);
    struct query *q = db_query(db, SQL_LEDGER_CLOSED_THROUGH);

    query_text(q, ":landlord_id", t->landlord_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    if (!t->day || strncmp(t->day, row_text(q, mem, "month"), PERIOD_SIZE - 1) <= 0)
        t->day = date_text(today, today_eat());
    return query_end(q);
}

enum err
ledger_post(struct db *db, struct arena *mem, const struct ledger_txn *given, const struct ledger_line *lines,
            size_t count)
{
    struct ledger_txn t = *given;
    int64_t           sum = 0, id;
    enum err          e = db_begin(db);

    assert(count >= 2 && count <= LINES_MOST);
    for (size_t i = 0; i < count; i++) {
        assert(lines[i].amount.cents != 0);
        sum += lines[i].amount.cents;
    }
    assert(sum == 0);
    if (e != ERR_OK)
        return e;
    e = open_day(db, mem, &t);
    if (e == ERR_OK)
        e = add_txn(db, mem, &t, lines, count, &id);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = add_entry(db, mem, &t, id, &lines[i]);
    return db_end(db, e);
}

enum err
ledger_newest(struct db *db, int64_t *id)
{
    struct query *q = db_query(db, SQL_LEDGER_LAST);
    enum err      e = query_one(q);

    if (e != ERR_OK)
        return e;
    *id = row_int(q, "id");
    return query_end(q);
}

static enum err
load_lines(struct db *db, struct arena *mem, int64_t txn_id, struct ledger_line *lines, size_t *count)
{
    struct query *q = db_query(db, SQL_LEDGER_LINES);

    query_int(q, ":txn_id", txn_id);
    for (*count = 0; query_next(q); (*count)++) {
        if (*count == LINES_MOST) { /* we never wrote so many */
            enum err e = query_end(q);
            return e == ERR_OK ? ERR_CONFLICT : e;
        }
        lines[*count] =
            (struct ledger_line){row_text(q, mem, "kind"), row_text(q, mem, "detail"), row_money(q, "amount_cents")};
    }
    return query_end(q);
}

struct stored {
    struct ledger_txn t;
    int64_t           id, at;
    const char       *prev_hash, *hash;
};

static enum err
load_txn(struct db *db, struct arena *mem, int64_t id, struct stored *out)
{
    struct query *q = db_query(db, SQL_LEDGER_TXN_LOAD);

    query_int(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct stored){
        .t = {.landlord_id = row_text(q, mem, "landlord_id"),
              .kind = row_text(q, mem, "kind"),
              .bill_id = row_text(q, mem, "bill_id"),
              .money_in_id = row_text(q, mem, "money_in_id"),
              .money_out_id = row_text(q, mem, "money_out_id"),
              .reverses = row_int(q, "reverses"),
              .memo = row_text(q, mem, "memo"),
              .day = row_text(q, mem, "day")},
        .id = row_int(q, "id"),
        .at = row_int(q, "at"),
        .prev_hash = row_text(q, mem, "prev_hash"),
        .hash = row_text(q, mem, "hash"),
    };
    return query_end(q);
}

enum err
ledger_reverse(struct db *db, struct arena *mem, int64_t txn_id, const char *memo)
{
    struct stored      was;
    struct ledger_line lines[LINES_MOST];
    size_t             count;
    enum err           e = load_txn(db, mem, txn_id, &was);

    if (e == ERR_OK)
        e = load_lines(db, mem, txn_id, lines, &count);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; i < count; i++)
        lines[i].amount.cents = -lines[i].amount.cents;
    struct ledger_txn mirror = {.landlord_id = was.t.landlord_id,
                                .kind = "reverse",
                                .bill_id = was.t.bill_id,
                                .money_in_id = was.t.money_in_id,
                                .money_out_id = was.t.money_out_id,
                                .reverses = txn_id,
                                .memo = memo};
    return ledger_post(db, mem, &mirror, lines, count);
}

enum err
ledger_statement(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct ledger_row **out,
                 size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct ledger_row));
    struct query *q = db_query(db, SQL_LEDGER_STATEMENT);

    scope_both(q, who);
    query_text(q, ":lease_id", lease_id);
    while (query_next(q))
        *(struct ledger_row *)list_add(&rows) = (struct ledger_row){row_int(q, "id"),
                                                                    row_int(q, "at"),
                                                                    row_text(q, mem, "day"),
                                                                    row_text(q, mem, "kind"),
                                                                    row_text(q, mem, "memo"),
                                                                    row_money(q, "amount_cents"),
                                                                    row_money(q, "balance_cents")};
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
ledger_verify(struct db *db, struct arena *mem, int64_t *bad)
{
    struct ledger_line lines[LINES_MOST];
    size_t             count;
    const char        *ignored, *prev_hash = genesis;
    int64_t            last;
    enum err           e = last_txn(db, mem, &last, &ignored);

    for (int64_t id = 1; e == ERR_OK && id <= last; id++) {
        struct stored s;
        *bad = id;
        e = load_txn(db, mem, id, &s);
        if (e == ERR_OK)
            e = load_lines(db, mem, id, lines, &count);
        if (e != ERR_OK)
            return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;
        const char *expected = contents_hash(mem, prev_hash, id, s.at, &s.t, lines, count);
        if (strcmp(s.prev_hash, prev_hash) != 0 || strcmp(s.hash, expected) != 0)
            return ERR_CONFLICT;
        prev_hash = s.hash;
    }
    return e;
}
