/*
 * penalty_policy.c - what the landlord says about paying late (contracts in penalty.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/penalty.h"
#include "rent/property.h"
#include "rent/scope.h"

bool
penalty_covers(const struct penalty_policy *p, const char *kind)
{
    size_t n = strlen(kind);

    for (const char *at = p->kinds; (at = strstr(at, kind)); at += n)
        if (at > p->kinds && at[-1] == '|' && at[n] == '|')
            return true;
    return false;
}

static bool
is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool
is_fit(const struct penalty_policy *in, const char *from_day)
{
    char today[DATE_SIZE];

    if (strcmp(from_day, date_text(today, today_eat())) < 0 || (in->monthly && !in->cap.cents))
        return false;
    if ((is(in->how, "flat") && !in->flat.cents) || (is(in->how, "percent") && !in->percent))
        return false;
    return !is(in->how, "general") || in->property_id;
}

static void
bind_money(struct query *q, const char *name, struct money m, bool wanted)
{
    if (wanted)
        query_money(q, name, m);
    else
        query_null(q, name);
}

static enum err
put(struct db *db, struct arena *mem, const struct who *who, const struct penalty_policy *in, const char *from_day,
    const char **id)
{
    struct property p;
    enum err        e = in->property_id ? property_load(db, mem, who, in->property_id, &p) : ERR_OK;

    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    struct query *q = db_query(db, SQL_PENALTY_POLICY_ADD);
    query_text(q, ":id", *id);
    scope_landlord(q, who);
    query_text(q, ":property_id", in->property_id);
    query_text(q, ":from_day", from_day);
    query_text(q, ":how", in->how);
    bind_money(q, ":flat_cents", in->flat, is(in->how, "flat"));
    bind_money(q, ":percent", (struct money){in->percent}, is(in->how, "percent"));
    query_int(q, ":grace_days", in->grace_days);
    bind_money(q, ":cap_cents", in->cap, in->cap.cents > 0);
    query_int(q, ":monthly", in->monthly);
    query_text(q, ":kinds", in->kinds);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "penalty.policy", *id, in->how) : e;
}

enum err
penalty_policy_put(struct db *db, struct arena *mem, const struct who *who, const struct penalty_policy *in,
                   const char **id)
{
    char        today[DATE_SIZE];
    const char *from_day = in->from_day ? in->from_day : date_text(today, today_eat());

    if (!is_fit(in, from_day))
        return ERR_FIELD;
    enum err e = db_begin(db);
    return e == ERR_OK ? db_end(db, put(db, mem, who, in, from_day, id)) : e;
}

static struct penalty_policy
from_row(struct query *q, struct arena *mem)
{
    return (struct penalty_policy){
        .id = row_text(q, mem, "id"),
        .property_id = row_text(q, mem, "property_id"),
        .property_name = row_text(q, mem, "property_name"),
        .from_day = row_text(q, mem, "from_day"),
        .how = row_text(q, mem, "how"),
        .flat = row_money(q, "flat_cents"),
        .percent = row_int(q, "percent"),
        .grace_days = row_int(q, "grace_days"),
        .cap = row_money(q, "cap_cents"),
        .monthly = row_int(q, "monthly") != 0,
        .kinds = row_text(q, mem, "kinds"),
        .created_at = row_int(q, "created_at"),
    };
}

enum err
penalty_policy_load(struct db *db, struct arena *mem, const struct who *who, const char *property_id,
                    struct penalty_policy *out)
{
    struct query *q = db_query(db, SQL_PENALTY_POLICY_LOAD);

    scope_landlord(q, who);
    query_text(q, ":property_id", property_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

enum err
penalty_policy_list(struct db *db, struct arena *mem, const struct who *who, struct penalty_policy **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct penalty_policy));
    struct query *q = db_query(db, SQL_PENALTY_POLICY_LIST);

    scope_landlord(q, who);
    while (query_next(q))
        *(struct penalty_policy *)list_add(&rows) = from_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
