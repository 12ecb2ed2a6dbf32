#include "rent/member.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/member_private.h"
#include "rent/scope.h"

static const struct {
    const char *code, *text;
} refusals[] = {
    [MEMBER_DONE] = {NULL, NULL},
    [MEMBER_IS_ONE] = {"works_here",
                       N_("Somebody with this phone number works for you already. Change what he may do instead.")},
    [MEMBER_NO_PROPERTY] = {"no_property", N_("Choose at least one of your properties, or all of them.")},
    [MEMBER_LAST_OWNER] = {"last_owner", N_("There must be an owner. Invite another one first.")},
    [MEMBER_SAME] = {"nothing_changed", N_("Nothing would change. Choose another role, or go back.")},
};
_Static_assert(COUNT(refusals) == MEMBER_ANSWER_COUNT, "say each refusal");

const char *
member_refusal(enum member_answer a)
{
    return refusals[a].text;
}

const char *
member_refusal_code(enum member_answer a)
{
    return refusals[a].code;
}

struct member_rights
member_row_rights(struct query *q, struct arena *mem)
{
    return (struct member_rights){role_from(row_text(q, mem, "role")), row_int(q, "may_approve") != 0,
                                  row_text(q, mem, "properties")};
}

static enum err
rows(struct db *db, struct arena *mem, const struct who *who, const char *person_id, struct list *out)
{
    struct query *q = db_query(db, SQL_MEMBER_LIST);

    *out = list_new(mem, sizeof(struct member));
    scope_landlord(q, who);
    query_text(q, ":id", person_id);
    while (query_next(q))
        *(struct member *)list_add(out) = (struct member){
            .person_id = row_text(q, mem, "person_id"),
            .name = row_text(q, mem, "name"),
            .phone = row_text(q, mem, "phone"),
            .rights = member_row_rights(q, mem),
            .property_names = row_text(q, mem, "property_names"),
            .added_by = row_text(q, mem, "added_by"),
            .second_on = row_int(q, "second_on") != 0,
            .since = row_int(q, "created_at"),
            .seen_at = row_int(q, "seen_at"),
        };
    return query_end(q);
}

enum err
member_list(struct db *db, struct arena *mem, const struct who *who, struct member **out, size_t *count)
{
    struct list all;
    enum err    e = rows(db, mem, who, NULL, &all);

    *out = all.items;
    *count = all.count;
    return e;
}

enum err
member_load(struct db *db, struct arena *mem, const struct who *who, const char *person_id, struct member *out)
{
    struct list one;
    enum err    e = rows(db, mem, who, person_id, &one);

    if (e != ERR_OK)
        return e;
    if (one.count == 0)
        return ERR_NOT_FOUND;
    *out = *(struct member *)one.items;
    return ERR_OK;
}

/* Is there another owner who can sign in? */
static enum err
other_owner(struct db *db, const struct who *who, const char *person_id, bool *found)
{
    struct query *q = db_query(db, SQL_MEMBER_OTHER_OWNER);

    scope_landlord(q, who);
    query_text(q, ":person_id", person_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *found = row_int(q, "found") != 0;
    return query_end(q);
}

static enum err
of_person(struct db *db, enum sql which, const struct who *who, const char *person_id)
{
    struct query *q = db_query(db, which);

    scope_landlord(q, who);
    query_text(q, ":person_id", person_id);
    return query_run(q);
}

/* One after the other; ERR_NOT_FOUND: an id that is none of his. */
enum err
member_keep_to(struct db *db, struct arena *mem, const struct who *who, const char *person_id, const char *properties)
{
    for (const char *p = properties; p && *p;) {
        size_t        n = strcspn(p, " ");
        struct query *q = db_query(db, SQL_MEMBER_KEEP);
        scope_landlord(q, who);
        query_text(q, ":person_id", person_id);
        query_text(q, ":property_id", arena_strndup(mem, p, n));
        enum err e = query_run(q);
        if (e != ERR_OK)
            return e;
        if (db_changes(db) == 0)
            return ERR_NOT_FOUND;
        p += n + strspn(p + n, " ");
    }
    return ERR_OK;
}

static enum err
set(struct db *db, struct arena *mem, const struct who *who, const char *person_id, const struct member_rights *to)
{
    struct query *q = db_query(db, SQL_MEMBER_SET);

    scope_landlord(q, who);
    query_text(q, ":person_id", person_id);
    query_text(q, ":role", role_name(to->role));
    query_int(q, ":may_approve", to->may_approve);
    enum err e = query_run(q);
    if (e == ERR_OK)
        e = of_person(db, SQL_MEMBER_UNKEEP, who, person_id);
    return e == ERR_OK ? member_keep_to(db, mem, who, person_id, to->properties) : e;
}

/* "caretaker of 2 properties", "accountant, approves": short, for the audit. */
const char *
member_rights_text(struct arena *mem, const struct member_rights *r)
{
    int64_t n = r->properties ? 1 : 0;

    for (const char *p = r->properties; p && *p; p++)
        n += *p == ' ';
    if (n > 0)
        return arena_printf(mem, "%s of %lld", role_name(r->role), (long long)n);
    return arena_printf(mem, "%s%s", role_name(r->role), r->may_approve ? ", approves" : "");
}

static bool
same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* *answer is MEMBER_DONE where it may be done. */
static enum err
judge(struct db *db, const struct who *who, const struct member *now, const struct member_rights *to,
      enum member_answer *answer)
{
    bool     another = true;
    enum err e = ERR_OK;

    if (now->rights.role == ROLE_OWNER && (!to || to->role != ROLE_OWNER))
        e = other_owner(db, who, now->person_id, &another);
    *answer = !another ? MEMBER_LAST_OWNER
              : to && to->role == now->rights.role && to->may_approve == now->rights.may_approve &&
                      same_text(to->properties, now->rights.properties)
                  ? MEMBER_SAME
                  : MEMBER_DONE;
    return e;
}

enum err
member_change(struct db *db, struct arena *mem, const struct who *who, const char *person_id,
              const struct member_rights *to, enum member_answer *answer)
{
    struct member now;
    bool          no_property = false;
    enum err      e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = member_load(db, mem, who, person_id, &now);
    if (e == ERR_OK)
        e = judge(db, who, &now, to, answer);
    if (e == ERR_OK && *answer == MEMBER_DONE) {
        e = set(db, mem, who, person_id, to);
        no_property = e == ERR_NOT_FOUND;
        if (e == ERR_OK)
            e = audit_note(
                db, mem, who, "member.changed", person_id,
                arena_printf(mem, "%s -> %s", member_rights_text(mem, &now.rights), member_rights_text(mem, to)));
    }
    e = db_end(db, e); /* what was kept of a wrong list goes with it */
    if (no_property)
        *answer = MEMBER_NO_PROPERTY;
    return no_property ? ERR_OK : e;
}

enum err
member_remove(struct db *db, struct arena *mem, const struct who *who, const char *person_id,
              enum member_answer *answer)
{
    struct member now;
    enum err      e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = member_load(db, mem, who, person_id, &now);
    if (e == ERR_OK)
        e = judge(db, who, &now, NULL, answer);
    if (e == ERR_OK && *answer == MEMBER_DONE) {
        e = of_person(db, SQL_MEMBER_END, who, person_id);
        if (e == ERR_OK)
            e = of_person(db, SQL_MEMBER_SESSIONS_END, who, person_id);
        if (e == ERR_OK)
            e = audit_note(db, mem, who, "member.removed", person_id, member_rights_text(mem, &now.rights));
    }
    return db_end(db, e);
}
