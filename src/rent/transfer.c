/*
 * transfer.c - money moved from one place to another (contracts in place.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/random.h"
#include "base/text.h"
#include "rent/audit.h"
#include "rent/ledger.h"
#include "rent/list.h"
#include "rent/place.h"
#include "rent/scope.h"

static const struct place_refusal refusals[TRANSFER_ANSWER_COUNT] = {
    [TRANSFER_KEY_REUSED] = {"idempotency_key_reused", 422, NULL,
                             N_("This Idempotency-Key was used for another request. Use a new one.")},
    [TRANSFER_NO_FROM] = {"invalid_fields", 422, "from", N_("Choose where the money was.")},
    [TRANSFER_NO_TO] = {"invalid_fields", 422, "to", N_("Choose where the money went.")},
    [TRANSFER_SAME] = {"invalid_fields", 422, "to", N_("Choose another place than the one it came from.")},
    [TRANSFER_TOO_MUCH] = {"not_there", 422, "amount",
                           N_("By your books there is less cash than this. Record what came in first, or enter less.")},
    [TRANSFER_NO_DAY] = {"invalid_fields", 422, "movedOn",
                         N_("Enter the day: not after today, and at most 400 days back.")},
};

const struct place_refusal *
transfer_refusal(enum transfer_answer a)
{
    return refusals[a].code ? &refusals[a] : NULL;
}

struct move {
    struct place from, to;
    struct money amount;
    const char  *moved_on;
};

/* ERR_NOT_FOUND: that key is new. */
static enum err
find_by_key(struct db *db, struct arena *mem, const struct who *who, const struct transfer_new *in,
            const struct move *m, enum transfer_answer *answer, const char **id)
{
    struct query *q = db_query(db, SQL_TRANSFER_BY_KEY);

    scope_landlord(q, who);
    query_text(q, ":person_id", who->person_id);
    query_text(q, ":key", in->key);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    bool same = strcmp(row_text(q, mem, "from_kind"), m->from.kind) == 0 &&
                strcmp(row_text(q, mem, "from_detail"), m->from.detail) == 0 &&
                strcmp(row_text(q, mem, "to_kind"), m->to.kind) == 0 &&
                strcmp(row_text(q, mem, "to_detail"), m->to.detail) == 0 &&
                row_int(q, "amount_cents") == m->amount.cents;
    *id = same ? row_text(q, mem, "id") : NULL;
    *answer = same ? TRANSFER_AGAIN : TRANSFER_KEY_REUSED;
    return query_end(q);
}

static enum err
post(struct db *db, struct arena *mem, const struct who *who, const struct transfer_new *in, const struct move *m,
     int64_t *txn)
{
    const struct ledger_line lines[] = {
        {m->to.kind, m->to.detail, m->amount},
        {m->from.kind, m->from.detail, {-m->amount.cents}},
    };
    const struct ledger_txn t = {
        .landlord_id = who->landlord_id, .kind = "transfer", .memo = in->note ? in->note : "Moved", .day = m->moved_on};
    enum err e = ledger_post(db, mem, &t, lines, COUNT(lines));

    return e == ERR_OK ? ledger_newest(db, txn) : e;
}

static enum err
insert(struct db *db, const struct who *who, const struct transfer_new *in, const struct move *m, int64_t txn,
       const char *id)
{
    struct query *q = db_query(db, SQL_TRANSFER_ADD);

    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":from_kind", m->from.kind);
    query_text(q, ":from_detail", m->from.detail);
    query_text(q, ":to_kind", m->to.kind);
    query_text(q, ":to_detail", m->to.detail);
    query_money(q, ":amount_cents", m->amount);
    query_text(q, ":moved_on", m->moved_on);
    query_text(q, ":note", in->note);
    query_text(q, ":key", in->key);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    query_int(q, ":txn_id", txn);
    return query_run(q);
}

/* Cash that nobody handed over cannot be moved. A bank account may hold what RentEase knows nothing of, and so may the
 * owner. */
static enum err
judge(struct db *db, const struct who *who, const struct move *m, enum transfer_answer *answer)
{
    struct money there;

    *answer = TRANSFER_MADE;
    if (!place_day(m->moved_on))
        *answer = TRANSFER_NO_DAY;
    if (strcmp(m->from.kind, m->to.kind) == 0 && strcmp(m->from.detail, m->to.detail) == 0)
        *answer = TRANSFER_SAME;
    if (*answer != TRANSFER_MADE || strcmp(m->from.kind, "cash") != 0)
        return ERR_OK;
    enum err e = place_balance(db, who, &m->from, &there);
    if (e == ERR_OK && there.cents < m->amount.cents)
        *answer = TRANSFER_TOO_MUCH;
    return e;
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const struct transfer_new *in, const struct move *m,
    enum transfer_answer *answer, const char **id)
{
    int64_t  txn;
    enum err e = find_by_key(db, mem, who, in, m, answer, id);

    if (e != ERR_NOT_FOUND)
        return e;
    e = judge(db, who, m, answer);
    if (e != ERR_OK || *answer != TRANSFER_MADE)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    e = post(db, mem, who, in, m, &txn);
    if (e == ERR_OK)
        e = insert(db, who, in, m, txn, *id);
    return e == ERR_OK ? audit_note(db, mem, who, "transfer.made", *id, in->note) : e;
}

enum err
transfer_add(struct db *db, struct arena *mem, const struct who *who, const struct transfer_new *in,
             enum transfer_answer *answer, const char **id)
{
    char        today[DATE_SIZE];
    struct move m = {.amount = in->amount, .moved_on = in->moved_on};
    enum err    e = place_find(db, mem, who, in->from, &m.from);

    *id = NULL;
    *answer = TRANSFER_NO_FROM;
    if (e == ERR_OK) {
        *answer = TRANSFER_NO_TO;
        e = place_find(db, mem, who, in->to, &m.to);
    }
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    if (!m.moved_on)
        m.moved_on = arena_strdup(mem, date_text(today, today_eat()));
    e = db_begin(db);
    return e == ERR_OK ? db_end(db, add(db, mem, who, in, &m, answer, id)) : e;
}

static struct transfer
from_row(struct query *q, struct arena *mem)
{
    return (struct transfer){
        .id = row_text(q, mem, "id"),
        .from_kind = row_text(q, mem, "from_kind"),
        .from_detail = row_text(q, mem, "from_detail"),
        .to_kind = row_text(q, mem, "to_kind"),
        .to_detail = row_text(q, mem, "to_detail"),
        .moved_on = row_text(q, mem, "moved_on"),
        .note = row_text(q, mem, "note"),
        .made_name = row_text(q, mem, "made_name"),
        .amount = row_money(q, "amount_cents"),
        .made_at = row_int(q, "made_at"),
    };
}

enum err
transfer_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct transfer *out)
{
    struct query *q = db_query(db, SQL_TRANSFER_LIST);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_int(q, ":limit", 1);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

enum err
transfer_list(struct db *db, struct arena *mem, const struct who *who, int64_t limit, struct transfer **out,
              size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct transfer));
    struct query *q = db_query(db, SQL_TRANSFER_LIST);

    scope_landlord(q, who);
    query_null(q, ":id");
    query_int(q, ":limit", limit);
    while (query_next(q))
        *(struct transfer *)list_add(&rows) = from_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
