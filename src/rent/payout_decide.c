/*
 * payout_decide.c - the second person's word (contracts in payout.h).
 */
#include <string.h>

#include "base/clock.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/payout.h"
#include "rent/scope.h"
#include "rent/settle.h"

enum { RESOLVE_AFTER_S = 3600 };

static enum err
count_people(struct db *db, const struct who *who, enum sql which, int64_t *count)
{
    struct query *q = db_query(db, which);

    scope_landlord(q, who);
    query_text(q, ":person_id", who->person_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *count = row_int(q, "count");
    return query_end(q);
}

static bool
his_own(const struct who *who, const struct mpesa_request *r)
{
    return r->requested_by && strcmp(r->requested_by, who->person_id) == 0;
}

enum err
payout_right(struct db *db, struct arena *mem, const struct who *who, const struct mpesa_request *r,
             enum payout_right *right)
{
    int64_t may = 0, others = 0;

    (void)mem;
    *right = PAYOUT_MAY_NOT;
    if (strcmp(r->state, "awaiting_approval") != 0) {
        *right = PAYOUT_OVER;
        return ERR_OK;
    }
    enum err e = count_people(db, who, SQL_MAY_APPROVE, &may);
    if (e == ERR_OK)
        e = count_people(db, who, SQL_APPROVER_COUNT, &others);
    if (e != ERR_OK)
        return e;
    if (his_own(who, r))
        *right = may && !others ? PAYOUT_MAY_ALONE : PAYOUT_NOT_HIS_OWN;
    else if (may || who->role == ROLE_OPERATOR)
        *right = PAYOUT_MAY;
    return ERR_OK;
}

enum err
payout_waiting(struct db *db, const struct who *who, int64_t *count)
{
    return count_people(db, who, SQL_PAYOUT_WAITING, count);
}

static enum err
decide(struct db *db, struct arena *mem, const struct who *who, struct mpesa_request *r, const char *to,
       const char *note, bool second_factor)
{
    struct query *q = db_query(db, SQL_REQUEST_DECIDE);

    scope_landlord(q, who);
    query_text(q, ":id", r->id);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    query_text(q, ":note", note);
    query_int(q, ":second_factor", second_factor);
    enum err e = query_run(q);
    if (e != ERR_OK)
        return e;
    e = mpesa_request_step(db, r, to, "person", note);
    if (e != ERR_OK)
        return e;
    q = db_query(db, SQL_REQUEST_SET_STATE);
    query_text(q, ":id", r->id);
    query_text(q, ":state", to);
    query_int(q, ":send_after", 0);
    query_null(q, ":check_at");
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, strcmp(to, "pending") == 0 ? "payout.approved" : "payout.rejected",
                                    r->id, note)
                       : e;
}

static enum err
approve(struct db *db, struct arena *mem, const struct who *who, const char *id, bool second_factor)
{
    struct mpesa_request r;
    enum payout_right    right;
    enum err             e = mpesa_request_load(db, mem, who, id, &r);

    if (e == ERR_OK)
        e = payout_right(db, mem, who, &r, &right);
    if (e != ERR_OK)
        return e;
    if (right == PAYOUT_OVER)
        return ERR_CONFLICT;
    if (right != PAYOUT_MAY && !(right == PAYOUT_MAY_ALONE && second_factor))
        return ERR_FORBIDDEN;
    return decide(db, mem, who, &r, "pending", NULL, right == PAYOUT_MAY_ALONE);
}

enum err
payout_approve(struct db *db, struct arena *mem, const struct who *who, const char *id, bool second_factor)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, approve(db, mem, who, id, second_factor)) : e;
}

static enum err
reject(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *note)
{
    struct mpesa_request r;
    struct mpesa_outcome o = {.state = "rejected"};
    enum payout_right    right;
    enum err             e = mpesa_request_load(db, mem, who, id, &r);

    if (e == ERR_OK)
        e = payout_right(db, mem, who, &r, &right);
    if (e != ERR_OK)
        return e;
    if (right == PAYOUT_OVER)
        return ERR_CONFLICT;
    if (right == PAYOUT_MAY_NOT)
        return ERR_FORBIDDEN;
    e = decide(db, mem, who, &r, "rejected", note, false);
    return e == ERR_OK ? payout_not_done(db, mem, &r, &o) : e;
}

enum err
payout_reject(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *note)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, reject(db, mem, who, id, note)) : e;
}

bool
payout_resolvable(const struct who *who, const struct mpesa_request *r, int64_t now)
{
    bool may = who->role == ROLE_OWNER || who->role == ROLE_OPERATOR;

    return may && r->money && strcmp(r->state, "unknown") == 0 &&
           (!r->next_check_at || now - r->sent_at >= RESOLVE_AFTER_S);
}

static enum err
resolve(struct db *db, struct arena *mem, const struct who *who, const char *id, bool paid, const char *receipt_no,
        const char *note)
{
    struct mpesa_request r;
    struct mpesa_outcome o = {.state = paid ? "success" : "failed",
                              .cause = "person",
                              .verdict = paid ? "done" : "person_said_no",
                              .desc = note,
                              .receipt_no = paid ? receipt_no : NULL};
    bool                 moved;
    enum err             e = mpesa_request_load(db, mem, who, id, &r);

    if (e != ERR_OK)
        return e;
    if (who->role != ROLE_OWNER && who->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    if (!payout_resolvable(who, &r, clock_now()))
        return ERR_CONFLICT;
    e = settle(db, mem, &r, &o, &moved);
    return e == ERR_OK ? audit_note(db, mem, who, paid ? "payout.said_paid" : "payout.said_not_paid", r.id, note) : e;
}

enum err
payout_resolve(struct db *db, struct arena *mem, const struct who *who, const char *id, bool paid,
               const char *receipt_no, const char *note)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, resolve(db, mem, who, id, paid, receipt_no, note)) : e;
}

/* ---- the operator's ---- */

enum err
payout_waiting_all(struct db *db, struct arena *mem, const struct who *operator, struct payout_waiting_row ** out,
                   size_t *count)
{
    struct list   rows = list_new(mem, sizeof **out);
    struct query *q = db_query(db, SQL_PAYOUT_WAITING_ALL);

    (void)operator;
    while (query_next(q))
        *(struct payout_waiting_row *)list_add(&rows) =
            (struct payout_waiting_row){mpesa_request_row(q, mem), row_text(q, mem, "landlord_name")};
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
payout_landlord(struct db *db, struct arena *mem, const struct who *operator, const char * id, const char **landlord_id)
{
    struct query *q = db_query(db, SQL_PAYOUT_LANDLORD);

    (void)operator;
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *landlord_id = row_text(q, mem, "landlord_id");
    return query_end(q);
}
