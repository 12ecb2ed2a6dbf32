#include "rent/property.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/scope.h"

enum { REF_LEN = 12, REF_TRIES = 100 };

enum err
property_add(struct db *db, struct arena *mem, const struct who *who, const char *name, const char *address,
             const char **id)
{
    struct query *q = db_query(db, SQL_PROPERTY_ADD);

    *id = random_id(arena_alloc(mem, ID_SIZE));
    query_text(q, ":id", *id);
    scope_landlord(q, who);
    query_text(q, ":name", name);
    query_text(q, ":address", address);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static struct property
property_row(struct query *q, struct arena *mem)
{
    return (struct property){row_text(q, mem, "id"), row_text(q, mem, "name"), row_text(q, mem, "address"),
                             row_int(q, "units"),    row_int(q, "occupied"),   row_text(q, mem, "use")};
}

enum err
property_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct property *out)
{
    struct query *q = db_query(db, SQL_PROPERTY_LOAD);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    scope_today(q);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = property_row(q, mem);
    return query_end(q);
}

enum err
property_list(struct db *db, struct arena *mem, const struct who *who, struct property **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct property));
    struct query *q = db_query(db, SQL_PROPERTY_LIST);

    scope_landlord(q, who);
    scope_today(q);
    while (query_next(q))
        *(struct property *)list_add(&rows) = property_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

static enum err
set_use(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *use)
{
    struct query *q = db_query(db, SQL_PROPERTY_SET_USE);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":use", use);
    enum err e = query_run(q);
    if (e == ERR_OK && db_changes(db) == 0)
        e = ERR_NOT_FOUND;
    return e == ERR_OK ? audit_note(db, mem, who, "property.use_set", id, use) : e;
}

enum err
property_set_use(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *use)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, set_use(db, mem, who, id, use)) : e;
}

/* Letters and digits of a label, in capitals: what a person types at the paybill without thinking. */
static void
reference_from(char out[REF_LEN + 1], const char *prefix, const char *label)
{
    size_t n = 0;

    for (const char *p = prefix; *p && n < REF_LEN / 2; p++)
        out[n++] = *p;
    for (const char *p = label; *p && n < REF_LEN; p++)
        if (isalnum((unsigned char)*p))
            out[n++] = (char)toupper((unsigned char)*p);
    if (n == 0)
        out[n++] = 'U';
    out[n] = '\0';
}

/* "Sunrise View Apartments" -> "SVA". */
static const char *
initials(struct arena *mem, const char *name)
{
    char  *out = arena_alloc(mem, 5);
    size_t n = 0;

    for (const char *p = name; *p && n < 4; p++)
        if (isalpha((unsigned char)*p) && (p == name || p[-1] == ' '))
            out[n++] = (char)toupper((unsigned char)*p);
    return out;
}

static enum err
reference_taken(struct db *db, const struct who *who, const char *ref, bool *taken)
{
    struct query *q = db_query(db, SQL_UNIT_REF_TAKEN);

    scope_landlord(q, who);
    query_text(q, ":account_ref", ref);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *taken = row_int(q, "taken") != 0;
    return query_end(q);
}

/* The label alone; else with the property's initials before it; else numbered. */
static enum err
make_reference(struct db *db, struct arena *mem, const struct who *who, const struct property *p, const char *label,
               char out[REF_LEN + 1])
{
    bool     taken;
    enum err e;

    reference_from(out, "", label);
    e = reference_taken(db, who, out, &taken);
    for (int i = 0; e == ERR_OK && taken && i < REF_TRIES; i++) {
        const char *prefix = initials(mem, p->name);
        reference_from(out, i ? arena_printf(mem, "%s%d", prefix, i + 1) : prefix, label);
        e = reference_taken(db, who, out, &taken);
    }
    return e == ERR_OK && taken ? ERR_CONFLICT : e;
}

static enum err
add_unit(struct db *db, struct arena *mem, const struct who *who, const char *property_id, const char *label,
         struct money rent, const char **id)
{
    struct property p;
    char            ref[REF_LEN + 1];
    enum err        e = property_load(db, mem, who, property_id, &p);

    if (e == ERR_OK)
        e = make_reference(db, mem, who, &p, label, ref);
    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    struct query *q = db_query(db, SQL_UNIT_ADD);
    query_text(q, ":id", *id);
    scope_landlord(q, who);
    query_text(q, ":property_id", property_id);
    query_text(q, ":label", label);
    query_text(q, ":account_ref", ref);
    query_money(q, ":rent_cents", rent);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
unit_add(struct db *db, struct arena *mem, const struct who *who, const char *property_id, const char *label,
         struct money rent, const char **id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, add_unit(db, mem, who, property_id, label, rent, id)) : e;
}

static struct unit
unit_row(struct query *q, struct arena *mem)
{
    return (struct unit){
        row_text(q, mem, "id"),       row_text(q, mem, "property_id"), row_text(q, mem, "property_name"),
        row_text(q, mem, "label"),    row_text(q, mem, "account_ref"), row_money(q, "rent_cents"),
        row_text(q, mem, "lease_id"), row_text(q, mem, "tenant_name")};
}

enum err
unit_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct unit *out)
{
    struct query *q = db_query(db, SQL_UNIT_LOAD);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    scope_today(q);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = unit_row(q, mem);
    return query_end(q);
}

enum err
unit_list(struct db *db, struct arena *mem, const struct who *who, const char *property_id, struct unit **out,
          size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct unit));
    struct query *q = db_query(db, SQL_UNIT_LIST);

    scope_landlord(q, who);
    query_text(q, ":property_id", property_id);
    scope_today(q);
    while (query_next(q))
        *(struct unit *)list_add(&rows) = unit_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
