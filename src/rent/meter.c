#include "rent/meter.h"

#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/property.h"
#include "rent/reckon.h"
#include "rent/scope.h"

static bool
is_to_come(const char *day)
{
    char today[DATE_SIZE];

    return strcmp(day, date_text(today, today_eat())) > 0;
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const struct meter_new *in, const char **id)
{
    struct unit u;
    enum err    e = unit_load(db, mem, who, in->unit_id, &u);

    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    struct query *q = db_query(db, SQL_METER_ADD);
    query_text(q, ":id", *id);
    scope_landlord(q, who);
    query_text(q, ":unit_id", u.id);
    query_text(q, ":kind", in->kind);
    query_text(q, ":serial", in->serial);
    query_text(q, ":measure", in->measure);
    query_int(q, ":digits", in->digits);
    query_int(q, ":first_value", in->first_value);
    query_text(q, ":first_day", in->first_day);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "meter.added", *id, in->serial) : e;
}

enum err
meter_add(struct db *db, struct arena *mem, const struct who *who, const struct meter_new *in, const char **id)
{
    if (is_to_come(in->first_day) || in->first_value >= meter_end((int)in->digits))
        return ERR_FIELD;
    enum err e = db_begin(db);
    return e == ERR_OK ? db_end(db, add(db, mem, who, in, id)) : e;
}

static enum err
take_off(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *day)
{
    struct meter m;
    enum err     e = meter_load(db, mem, who, id, &m);

    if (e != ERR_OK)
        return e;
    if (m.removed_on)
        return ERR_CONFLICT;
    if (strcmp(day, m.last_day) < 0 || is_to_come(day))
        return ERR_FIELD;
    struct query *q = db_query(db, SQL_METER_REMOVE);
    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":day", day);
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "meter.removed", id, day) : e;
}

enum err
meter_remove(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *day)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, take_off(db, mem, who, id, day)) : e;
}

static struct meter
from_row(struct query *q, struct arena *mem)
{
    return (struct meter){
        .id = row_text(q, mem, "id"),
        .unit_id = row_text(q, mem, "unit_id"),
        .unit_label = row_text(q, mem, "unit_label"),
        .property_id = row_text(q, mem, "property_id"),
        .property_name = row_text(q, mem, "property_name"),
        .kind = row_text(q, mem, "kind"),
        .serial = row_text(q, mem, "serial"),
        .measure = row_text(q, mem, "measure"),
        .digits = row_int(q, "digits"),
        .first_value = row_int(q, "first_value"),
        .first_day = row_text(q, mem, "first_day"),
        .removed_on = row_text(q, mem, "removed_on"),
        .last_value = row_int(q, "last_value"),
        .last_day = row_text(q, mem, "last_day"),
        .last_id = row_text(q, mem, "last_id"),
        .tenant_name = row_text(q, mem, "tenant_name"),
    };
}

enum err
meter_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct meter *out)
{
    struct query *q = db_query(db, SQL_METER_LOAD);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    scope_today(q);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

enum err
meter_list(struct db *db, struct arena *mem, const struct who *who, const struct meter_filter *f, struct meter **out,
           size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct meter));
    struct query *q = db_query(db, SQL_METER_LIST);

    scope_landlord(q, who);
    query_text(q, ":property_id", f->property_id);
    query_text(q, ":unit_id", f->unit_id);
    query_text(q, ":kind", f->kind);
    query_int(q, ":removed_too", f->removed_too);
    scope_today(q);
    while (query_next(q))
        *(struct meter *)list_add(&rows) = from_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

/* ---- rates ---- */

static enum err
rate_insert(struct db *db, struct arena *mem, const struct who *who, const struct meter_rate *in, const char **id)
{
    struct property p;
    enum err        e = in->property_id ? property_load(db, mem, who, in->property_id, &p) : ERR_OK;

    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    struct query *q = db_query(db, SQL_METER_RATE_ADD);
    query_text(q, ":id", *id);
    scope_landlord(q, who);
    query_text(q, ":property_id", in->property_id);
    query_text(q, ":kind", in->kind);
    query_text(q, ":from_day", in->from_day);
    query_money(q, ":price_cents", in->price);
    query_money(q, ":fixed_cents", in->fixed);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "meter.rate", *id, in->kind) : e;
}

enum err
meter_rate_add(struct db *db, struct arena *mem, const struct who *who, const struct meter_rate *in, const char **id)
{
    if ((!in->price.cents && !in->fixed.cents) || in->price.cents > RATE_MOST_CENTS ||
        in->fixed.cents > RATE_MOST_CENTS)
        return ERR_FIELD;
    enum err e = db_begin(db);
    return e == ERR_OK ? db_end(db, rate_insert(db, mem, who, in, id)) : e;
}

static struct meter_rate
rate_from_row(struct query *q, struct arena *mem)
{
    return (struct meter_rate){
        .id = row_text(q, mem, "id"),
        .property_id = row_text(q, mem, "property_id"),
        .property_name = row_text(q, mem, "property_name"),
        .kind = row_text(q, mem, "kind"),
        .from_day = row_text(q, mem, "from_day"),
        .price = row_money(q, "price_cents"),
        .fixed = row_money(q, "fixed_cents"),
        .created_at = row_int(q, "created_at"),
    };
}

enum err
meter_rate_list(struct db *db, struct arena *mem, const struct who *who, struct meter_rate **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct meter_rate));
    struct query *q = db_query(db, SQL_METER_RATE_LIST);

    scope_landlord(q, who);
    while (query_next(q))
        *(struct meter_rate *)list_add(&rows) = rate_from_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
meter_rate_on(struct db *db, struct arena *mem, const struct who *who, const char *property_id, const char *kind,
              const char *day, struct meter_rate *out)
{
    struct query *q = db_query(db, SQL_METER_RATE_ON);

    scope_landlord(q, who);
    query_text(q, ":property_id", property_id);
    query_text(q, ":kind", kind);
    query_text(q, ":day", day);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = rate_from_row(q, mem);
    return query_end(q);
}

/* ---- how readings are billed ---- */

enum err
meter_setting(struct db *db, const struct who *who, struct meter_setting *out)
{
    struct query *q = db_query(db, SQL_METER_SETTING_LOAD);

    *out = (struct meter_setting){false, -1};
    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    out->at_once = row_int(q, "at_once") != 0;
    out->due_days = row_null(q, "due_days") ? -1 : row_int(q, "due_days");
    return query_end(q);
}

static enum err
set(struct db *db, struct arena *mem, const struct who *who, const struct meter_setting *in)
{
    struct query *q = db_query(db, SQL_METER_SETTING_PUT);

    scope_landlord(q, who);
    query_int(q, ":at_once", in->at_once);
    if (in->due_days < 0)
        query_null(q, ":due_days");
    else
        query_int(q, ":due_days", in->due_days);
    enum err e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "meter.setting", NULL, in->at_once ? "at once" : "together") : e;
}

enum err
meter_set(struct db *db, struct arena *mem, const struct who *who, const struct meter_setting *in)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, set(db, mem, who, in)) : e;
}
