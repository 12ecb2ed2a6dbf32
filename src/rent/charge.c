#include "rent/charge.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/billing.h"
#include "rent/list.h"
#include "rent/property.h"
#include "rent/scope.h"
#include "rent/tenant.h"

static enum err
belongs(struct db *db, struct arena *mem, const struct who *who, const struct charge_new *in)
{
    struct lease    l;
    struct property p;

    if (in->lease_id)
        return lease_load(db, mem, who, in->lease_id, &l);
    return in->property_id ? property_load(db, mem, who, in->property_id, &p) : ERR_NOT_FOUND;
}

static enum err
insert(struct db *db, const struct who *who, const struct charge_new *in, const char *id)
{
    struct query *q = db_query(db, SQL_CHARGE_ADD);

    query_text(q, ":id", id);
    scope_landlord(q, who);
    query_text(q, ":lease_id", in->lease_id);
    query_text(q, ":property_id", in->lease_id ? NULL : in->property_id);
    query_text(q, ":kind", in->kind);
    query_text(q, ":name", in->name);
    query_money(q, ":amount_cents", in->amount);
    query_text(q, ":from_period", in->from_period);
    query_text(q, ":until_period", in->until_period);
    query_int(q, ":by_days", in->by_days);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    return query_run(q);
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const struct charge_new *in, const char **id)
{
    enum err e = belongs(db, mem, who, in);

    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    e = insert(db, who, in, *id);
    if (e == ERR_OK)
        e = billing_wake(db, who);
    return e == ERR_OK ? audit_note(db, mem, who, "charge.added", *id, in->kind) : e;
}

enum err
charge_add(struct db *db, struct arena *mem, const struct who *who, const struct charge_new *in, const char **id)
{
    if (in->until_period && strcmp(in->until_period, in->from_period) < 0)
        return ERR_FIELD;
    enum err e = db_begin(db);
    return e == ERR_OK ? db_end(db, add(db, mem, who, in, id)) : e;
}

static struct charge
from_row(struct query *q, struct arena *mem)
{
    return (struct charge){
        .id = row_text(q, mem, "id"),
        .lease_id = row_text(q, mem, "lease_id"),
        .property_id = row_text(q, mem, "property_id"),
        .tenant_name = row_text(q, mem, "tenant_name"),
        .unit_label = row_text(q, mem, "unit_label"),
        .property_name = row_text(q, mem, "property_name"),
        .kind = row_text(q, mem, "kind"),
        .name = row_text(q, mem, "name"),
        .amount = row_money(q, "amount_cents"),
        .from_period = row_text(q, mem, "from_period"),
        .until_period = row_text(q, mem, "until_period"),
        .paused_from = row_text(q, mem, "paused_from"),
        .by_days = row_int(q, "by_days") != 0,
        .over = row_int(q, "over") != 0,
        .created_at = row_int(q, "created_at"),
    };
}

static enum err
load_all(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *lease_id,
         const char *property_id, struct list *rows)
{
    char          period[PERIOD_SIZE];
    struct query *q = db_query(db, SQL_CHARGE_LIST);

    *rows = list_new(mem, sizeof(struct charge));
    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":lease_id", lease_id);
    query_text(q, ":property_id", property_id);
    query_text(q, ":period", period_text(period, today_eat()));
    while (query_next(q))
        *(struct charge *)list_add(rows) = from_row(q, mem);
    return query_end(q);
}

enum err
charge_list(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const char *property_id,
            struct charge **out, size_t *count)
{
    struct list rows;
    enum err    e = load_all(db, mem, who, NULL, lease_id, property_id, &rows);

    *out = rows.items;
    *count = rows.count;
    return e;
}

enum err
charge_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct charge *out)
{
    struct list rows;
    enum err    e = load_all(db, mem, who, id, NULL, NULL, &rows);

    if (e != ERR_OK || !rows.count)
        return e == ERR_OK ? ERR_NOT_FOUND : e;
    *out = *(struct charge *)rows.items;
    return ERR_OK;
}

/* ---- what becomes of it ---- */

static enum err
set(struct db *db, enum sql which, const struct who *who, const char *id, const char *name, const char *period)
{
    struct query *q = db_query(db, which);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, name, period);
    return query_run(q);
}

static enum err
stop(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *until)
{
    struct charge c;
    enum err      e = charge_load(db, mem, who, id, &c);

    if (e == ERR_OK && c.until_period && strcmp(c.until_period, until) < 0)
        e = ERR_CONFLICT;
    if (e == ERR_OK)
        e = set(db, SQL_CHARGE_SET_UNTIL, who, id, ":until_period", until);
    return e == ERR_OK ? audit_note(db, mem, who, "charge.stopped", id, until) : e;
}

enum err
charge_stop(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *until_period)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, stop(db, mem, who, id, until_period)) : e;
}

static enum err
pause(struct db *db, struct arena *mem, const struct who *who, const char *id, bool on)
{
    struct charge c;
    struct date   day = today_eat();
    char          period[PERIOD_SIZE];
    enum err      e = charge_load(db, mem, who, id, &c);

    if (e != ERR_OK || (c.paused_from != NULL) == on)
        return e;
    if (c.over)
        return ERR_CONFLICT;
    if (on) {
        e = set(db, SQL_CHARGE_PAUSE, who, id, ":period", period_text(period, day));
    } else { /* up to the month before */
        day = date_from_days(date_days((struct date){day.year, day.month, 1}) - 1);
        e = set(db, SQL_CHARGE_RESUME, who, id, ":period", period_text(period, day));
    }
    if (e == ERR_OK)
        e = billing_wake(db, who);
    return e == ERR_OK ? audit_note(db, mem, who, on ? "charge.paused" : "charge.resumed", id, NULL) : e;
}

enum err
charge_pause(struct db *db, struct arena *mem, const struct who *who, const char *id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, pause(db, mem, who, id, true)) : e;
}

enum err
charge_resume(struct db *db, struct arena *mem, const struct who *who, const char *id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, pause(db, mem, who, id, false)) : e;
}
