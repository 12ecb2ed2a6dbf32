#include "rent/agreement.h"

#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "base/text.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/list.h"
#include "rent/scope.h"

enum { PERCENT_MOST = 10000 };

static const char *const refusals[] = {
    [AGREEMENT_DONE] = NULL,
    [AGREEMENT_NO_AGENT] = N_("Choose an agent who works for you. Invite one first if there is none."),
    [AGREEMENT_NO_KINDS] = N_("Choose at least one kind of bill that the percentage counts."),
    [AGREEMENT_TOO_MUCH] = N_("A percentage is at most 100."),
    [AGREEMENT_STATED] = N_("This month, or a later one, is in a statement already. Choose the month after it."),
};
_Static_assert(COUNT(refusals) == AGREEMENT_ANSWER_COUNT, "say each refusal");

const char *
agreement_refusal(enum agreement_answer a)
{
    return refusals[a];
}

/* Each of the names apart by blanks is a kind of bill. */
static bool
all_kinds(struct arena *mem, const char *kinds)
{
    static const char known[] = "|" BILL_KINDS "|";

    for (const char *p = kinds; *p;) {
        size_t n = strcspn(p, " ");
        if (n == 0 || !strstr(known, arena_printf(mem, "|%.*s|", (int)n, p)))
            return false;
        p += n + strspn(p + n, " ");
    }
    return true;
}

static enum err
judge(struct db *db, struct arena *mem, const struct who *who, const struct agreement *in,
      enum agreement_answer *answer)
{
    struct query *q = db_query(db, SQL_AGREEMENT_AGENT);

    scope_landlord(q, who);
    query_text(q, ":agent_id", in->agent_id);
    query_text(q, ":month", in->from_month);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    bool found = row_int(q, "found") != 0, stated = row_int(q, "stated") != 0;
    bool percent = strcmp(in->kind, "percent") == 0;
    *answer = !found                                                                   ? AGREEMENT_NO_AGENT
              : !in->bill_kinds || !*in->bill_kinds || !all_kinds(mem, in->bill_kinds) ? AGREEMENT_NO_KINDS
              : percent && in->rate > PERCENT_MOST                                     ? AGREEMENT_TOO_MUCH
              : stated                                                                 ? AGREEMENT_STATED
                                                                                       : AGREEMENT_DONE;
    return query_end(q);
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const struct agreement *in, bool accepted, const char *id)
{
    struct query *q = db_query(db, SQL_AGREEMENT_ADD);

    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":agent_id", in->agent_id);
    query_text(q, ":kind", in->kind);
    query_int(q, ":rate", in->rate);
    query_int(q, ":vat", in->vat);
    query_text(q, ":bill_kinds", in->bill_kinds);
    query_text(q, ":collects", in->collects);
    query_text(q, ":from_month", in->from_month);
    query_text(q, ":state", accepted ? "accepted" : "proposed");
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    if (e != ERR_OK)
        return e;
    return audit_note(db, mem, who, accepted ? "agreement.accepted" : "agreement.proposed", id,
                      arena_printf(mem, "%s %lld from %s", in->kind, (long long)in->rate, in->from_month));
}

enum err
agreement_add(struct db *db, struct arena *mem, const struct who *who, const struct agreement *in,
              enum agreement_answer *answer, const char **id)
{
    bool     accepted = who->role == ROLE_OWNER;
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    if (!accepted && strcmp(in->agent_id, who->person_id) != 0)
        e = ERR_FORBIDDEN;
    if (e == ERR_OK)
        e = judge(db, mem, who, in, answer);
    if (e == ERR_OK && *answer == AGREEMENT_DONE)
        e = add(db, mem, who, in, accepted, *id);
    return db_end(db, e);
}

enum err
agreement_decide(struct db *db, struct arena *mem, const struct who *who, const char *id, bool accept)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_AGREEMENT_LOAD);
    scope_landlord(q, who);
    query_text(q, ":id", id);
    e = query_one(q);
    if (e == ERR_OK)
        e = query_end(q);
    if (e != ERR_OK)
        return db_end(db, e);
    q = db_query(db, SQL_AGREEMENT_DECIDE);
    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":state", accept ? "accepted" : "declined");
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    if (e == ERR_OK && db_changes(db) == 0)
        e = ERR_CONFLICT;
    if (e == ERR_OK)
        e = audit_note(db, mem, who, accept ? "agreement.accepted" : "agreement.declined", id, NULL);
    return db_end(db, e);
}

static struct agreement
from_row(struct query *q, struct arena *mem)
{
    return (struct agreement){
        .id = row_text(q, mem, "id"),
        .agent_id = row_text(q, mem, "agent_id"),
        .agent = row_text(q, mem, "agent"),
        .kind = row_text(q, mem, "kind"),
        .rate = row_int(q, "rate"),
        .vat = row_int(q, "vat") != 0,
        .bill_kinds = row_text(q, mem, "bill_kinds"),
        .collects = row_text(q, mem, "collects"),
        .from_month = row_text(q, mem, "from_month"),
        .state = row_text(q, mem, "state"),
        .proposed_by = row_text(q, mem, "proposed_by"),
        .proposed_at = row_int(q, "proposed_at"),
        .decided_at = row_int(q, "decided_at"),
    };
}

enum err
agreement_list(struct db *db, struct arena *mem, const struct who *who, struct agreement **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct agreement));
    struct query *q = db_query(db, SQL_AGREEMENT_LIST);

    scope_landlord(q, who);
    query_text(q, ":agent_id", who->role == ROLE_AGENT ? who->person_id : NULL);
    while (query_next(q))
        *(struct agreement *)list_add(&rows) = from_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
agreement_in(struct db *db, struct arena *mem, const struct who *who, const char *agent_id, const char *month,
             struct agreement *out)
{
    struct query *q = db_query(db, SQL_AGREEMENT_IN);

    scope_landlord(q, who);
    query_text(q, ":agent_id", agent_id);
    query_text(q, ":month", month);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}
