/*
 * reading_correct.c - readings that were wrong: corrections, and what tenants say about them (contracts in reading.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/reading_private.h"
#include "rent/scope.h"

#define DAY_S INT64_C(86400)

/* ---- corrections ---- */

static enum err
set_replaced(struct db *db, const struct who *who, const char *id)
{
    struct query *q = db_query(db, SQL_READING_SET_REPLACED);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    return e == ERR_OK && db_changes(db) != 1 ? ERR_CONFLICT : e;
}

/* Who read it stays; who corrected it is said beside. */
static enum err
reader_of(struct db *db, struct arena *mem, const struct who *who, const char *id, const char **reader)
{
    struct query *q = db_query(db, SQL_READING_READER);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *reader = row_text(q, mem, "reader");
    return query_end(q);
}

/* The new one takes the old one's place, and its bill the old one's. */
static enum err
remake(struct db *db, struct arena *mem, const struct who *who, const struct reading *old, struct reading_row now,
       const char *reason, const char **new_id)
{
    struct reading r;
    const char    *bill;
    bool           was_billed = strcmp(old->state, "billed") == 0;
    enum err       e = reader_of(db, mem, who, old->id, &now.reader);

    if (e == ERR_OK)
        e = set_replaced(db, who, old->id);
    if (e == ERR_OK && old->bill_id && !old->bill_voided)
        e = bill_void(db, mem, who, old->bill_id, reason);
    if (e != ERR_OK)
        return e;
    *new_id = random_id(arena_alloc(mem, ID_SIZE));
    now.id = *new_id;
    now.meter_id = old->meter_id;
    now.day = old->day;
    now.previous_day = old->previous_day;
    now.note = old->note;
    now.photo_id = old->photo_id;
    now.replaces = old->id;
    now.reason = reason;
    now.confirmed = true;
    e = reading_insert(db, who, &now);
    if (e == ERR_OK)
        e = audit_note(db, mem, who, "reading.corrected", now.id, reason);
    if (e == ERR_OK)
        e = reading_load(db, mem, who, now.id, &r);
    if (e == ERR_OK && r.amount.cents > READING_MOST_CENTS)
        return ERR_FIELD;
    return e == ERR_OK && was_billed ? reading_bill_one(db, mem, who, &r, &bill) : e;
}

/* The live one after it, whose beginning it is; ERR_NOT_FOUND: it is the last. */
static enum err
load_next(struct db *db, struct arena *mem, const struct who *who, const struct reading *r, struct reading *next)
{
    struct query *q = db_query(db, SQL_READING_NEXT);

    scope_landlord(q, who);
    query_text(q, ":meter_id", r->meter_id);
    query_text(q, ":day", r->day);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    const char *id = row_text(q, mem, "id");
    e = query_end(q);
    return e == ERR_OK ? reading_load(db, mem, who, id, next) : e;
}

static enum err
is_being_paid(struct db *db, struct arena *mem, const struct who *who, const struct reading *r, bool *paying)
{
    struct bill b;

    if (!r->bill_id)
        return ERR_OK;
    enum err e = bill_load(db, mem, who, r->bill_id, &b);
    if (e == ERR_OK && b.open_payment)
        *paying = true;
    return e;
}

static enum err
answer_dispute(struct db *db, const struct who *who, const char *dispute_id, const char *outcome, const char *word)
{
    struct query *q = db_query(db, SQL_DISPUTE_ANSWER);

    scope_landlord(q, who);
    query_text(q, ":id", dispute_id);
    query_text(q, ":outcome", outcome);
    query_text(q, ":answer", word);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    enum err e = query_run(q);
    return e == ERR_OK && db_changes(db) != 1 ? ERR_CONFLICT : e;
}

/* Judged before anything is written. */
static enum err
judge(struct db *db, struct arena *mem, const struct who *who, const struct reading *r, const struct reading *next,
      const struct reading_fix *in, enum reading_answer *answer, int64_t *used, int64_t *next_used)
{
    bool     paying = false;
    enum err e = ERR_OK;

    if (r->replaced_by)
        *answer = READING_OVER;
    else if (in->value == r->value && in->rolled == r->rolled)
        *answer = READING_SAME;
    else
        *answer = reading_judge_value(r->previous, in->value, r->digits, in->rolled, used);
    if (*answer == READING_KEPT && next &&
        reading_judge_value(in->value, next->value, next->digits, next->rolled, next_used) != READING_KEPT)
        *answer = READING_NEXT;
    if (*answer == READING_KEPT)
        e = is_being_paid(db, mem, who, r, &paying);
    if (e == ERR_OK && *answer == READING_KEPT && next)
        e = is_being_paid(db, mem, who, next, &paying);
    if (paying)
        *answer = READING_PAYING;
    return e;
}

static enum err
correct(struct db *db, struct arena *mem, const struct who *who, const char *id, const struct reading_fix *in,
        enum reading_answer *answer, const char **new_id)
{
    struct reading r, next;
    const char    *ignored;
    int64_t        used = 0, next_used = 0;
    enum err       e = reading_load(db, mem, who, id, &r);

    if (e != ERR_OK)
        return e;
    e = load_next(db, mem, who, &r, &next);
    bool last = e == ERR_NOT_FOUND;
    if (e != ERR_OK && !last)
        return e;
    e = judge(db, mem, who, &r, last ? NULL : &next, in, answer, &used, &next_used);
    if (e != ERR_OK || *answer != READING_KEPT)
        return e;
    e = remake(db, mem, who, &r,
               (struct reading_row){.value = in->value, .previous = r.previous, .used = used, .rolled = in->rolled},
               in->reason, new_id);
    if (e == ERR_OK && !last)
        e = remake(
            db, mem, who, &next,
            (struct reading_row){.value = next.value, .previous = in->value, .used = next_used, .rolled = next.rolled},
            in->reason, &ignored);
    if (e == ERR_OK && r.dispute_id && !r.dispute_outcome)
        e = answer_dispute(db, who, r.dispute_id, "upheld", in->reason);
    return e;
}

enum err
reading_correct(struct db *db, struct arena *mem, const struct who *who, const char *id, const struct reading_fix *in,
                enum reading_answer *answer, const char **new_id)
{
    *answer = READING_KEPT;
    *new_id = NULL;
    enum err e = db_begin(db);
    if (e == ERR_OK)
        e = db_end(db, correct(db, mem, who, id, in, answer, new_id));
    if (e != ERR_FIELD)
        return e;
    *answer = READING_TOO_DEAR;
    return ERR_OK;
}

/* ---- disputes ---- */

bool
reading_disputable(const struct who *who, const struct reading *r, int64_t now)
{
    return who->role == ROLE_TENANT && r->lease_id && !r->replaced_by && !r->dispute_id &&
           now <= r->created_at + READING_DISPUTE_DAYS * DAY_S;
}

static enum err
open_dispute(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason)
{
    struct reading r;
    enum err       e = reading_load(db, mem, who, id, &r);

    if (e != ERR_OK)
        return e;
    if (!reading_disputable(who, &r, clock_now()))
        return ERR_CONFLICT;
    struct query *q = db_query(db, SQL_DISPUTE_ADD);
    query_text(q, ":id", random_id(arena_alloc(mem, ID_SIZE)));
    scope_landlord(q, who);
    query_text(q, ":reading_id", r.id);
    query_text(q, ":tenant_id", who->tenant_id);
    query_text(q, ":reason", reason);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "reading.disputed", r.id, reason) : e;
}

enum err
reading_dispute(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, open_dispute(db, mem, who, id, reason)) : e;
}

static enum err
turn_down(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *word)
{
    struct reading r;
    enum err       e = reading_load(db, mem, who, id, &r);

    if (e != ERR_OK)
        return e;
    if (!r.dispute_id || r.dispute_outcome)
        return ERR_CONFLICT;
    e = answer_dispute(db, who, r.dispute_id, "turned_down", word);
    return e == ERR_OK ? audit_note(db, mem, who, "reading.turned_down", r.id, word) : e;
}

enum err
reading_turn_down(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *word)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, turn_down(db, mem, who, id, word)) : e;
}
