/*
 * match_again.c - money that waits is weighed again when something was learned that could decide it.
 */
#include "base/log.h"
#include "rent/list.h"
#include "rent/match.h"
#include "rent/posting.h"

struct waits {
    const char        *id;
    int64_t            place;
    struct match_facts f;
};

/* The landlord whose turn it is, and up to which of his money he was looked at; NULL: nobody's. */
static enum err
next_landlord(struct db *db, struct arena *mem, const char **id, int64_t *after)
{
    struct query *q = db_query(db, SQL_MATCH_DUE_NEXT);

    *id = NULL;
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *id = row_text(q, mem, "landlord_id");
    *after = row_int(q, "after");
    return query_end(q);
}

static enum err
load(struct db *db, struct arena *mem, const char *landlord_id, int64_t after, int most, struct list *out)
{
    struct query *q = db_query(db, SQL_MATCH_WAITS);

    *out = list_new(mem, sizeof(struct waits));
    query_text(q, ":landlord_id", landlord_id);
    query_int(q, ":after", after);
    query_int(q, ":limit", most);
    while (query_next(q))
        *(struct waits *)list_add(out) = (struct waits){
            .id = row_text(q, mem, "id"),
            .place = row_int(q, "place"),
            .f = {.typed = row_text(q, mem, "bill_ref"),
                  .msisdn = row_text(q, mem, "phone"),
                  .payer_name = row_text(q, mem, "payer_name"),
                  .amount = row_money(q, "amount_cents"),
                  .paid_at = row_int(q, "paid_at")},
        };
    return query_end(q);
}

static enum err
look(struct db *db, struct arena *mem, const char *landlord_id, const struct waits *w, int64_t *posted)
{
    struct match_result r;
    enum err            e = match_money(db, mem, landlord_id, &w->f, &r);

    if (e != ERR_OK || !r.lease_id)
        return e;
    e = posting_assign(db, mem, landlord_id, w->id, r.lease_id, "match", NULL);
    if (e != ERR_OK)
        return e;
    *posted += 1;
    log_event(LOG_INFO, "match.found", "money", w->id, "lease", r.lease_id, "landlord", landlord_id, NULL);
    return ERR_OK;
}

static enum err
done_until(struct db *db, const char *landlord_id, int64_t place)
{
    struct query *q = db_query(db, place ? SQL_MATCH_DUE_SET : SQL_MATCH_DUE_END);

    query_text(q, ":landlord_id", landlord_id);
    if (place)
        query_int(q, ":after", place);
    return query_run(q);
}

static enum err
again(struct db *db, struct arena *mem, int most, int64_t *posted)
{
    const char *landlord_id;
    int64_t     after;
    struct list rows;
    enum err    e = next_landlord(db, mem, &landlord_id, &after);

    if (e != ERR_OK || !landlord_id)
        return e;
    e = load(db, mem, landlord_id, after, most, &rows);
    const struct waits *w = rows.items;
    for (size_t i = 0; e == ERR_OK && i < rows.count; i++)
        e = look(db, mem, landlord_id, &w[i], posted);
    bool more = (int)rows.count == most;
    return e == ERR_OK ? done_until(db, landlord_id, more ? w[rows.count - 1].place : 0) : e;
}

/* Mostly nobody's turn has come: then nothing is locked. */
enum err
match_again(struct db *db, struct arena *mem, int most, int64_t *posted)
{
    const char *landlord_id;
    int64_t     after;
    enum err    e = next_landlord(db, mem, &landlord_id, &after);

    *posted = 0;
    if (e != ERR_OK || !landlord_id)
        return e;
    e = db_begin(db);
    return e == ERR_OK ? db_end(db, again(db, mem, most, posted)) : e;
}
