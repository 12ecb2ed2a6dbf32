/*
 * activation.c - switching a paybill or till on and off (contracts in receiving.h; threat-model.md 5).
 */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "rent/audit.h"
#include "rent/receiving.h"
#include "rent/scope.h"

static enum err
taken_elsewhere(struct db *db, const struct who *who, const char *shortcode, bool *taken)
{
    struct query *q = db_query(db, SQL_RECEIVING_TAKEN);

    scope_landlord(q, who);
    query_text(q, ":shortcode", shortcode);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *taken = row_int(q, "taken") != 0;
    return query_end(q);
}

static enum err
set_state(struct db *db, const struct who *who, const char *id, const char *state, int64_t activated_at,
          int64_t effective_at)
{
    struct query *q = db_query(db, SQL_RECEIVING_SET_STATE);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":state", state);
    if (activated_at)
        query_int(q, ":activated_at", activated_at);
    else
        query_null(q, ":activated_at");
    if (effective_at)
        query_int(q, ":effective_at", effective_at);
    else
        query_null(q, ":effective_at");
    return query_run(q);
}

static enum err
retire(struct db *db, const struct who *who, enum sql which)
{
    struct query *q = db_query(db, which);

    scope_landlord(q, who);
    return query_run(q);
}

/* What stands in the way, or ACTIVATION_DONE. */
static enum err
judge(struct db *db, const struct who *who, const struct receiving *r, enum activation *how)
{
    bool     operator= who->role == ROLE_OPERATOR, taken = false;
    enum err e = ERR_OK;

    *how = ACTIVATION_DONE;
    if (!r->configured_at)
        *how = ACTIVATION_NOTHING;
    else if (!r->tested_at && !operator)
        *how = ACTIVATION_TEST_REQUIRED;
    else if (!operator)
        e = taken_elsewhere(db, who, r->shortcode, &taken);
    if (taken)
        *how = ACTIVATION_NUMBER_TAKEN;
    return e;
}

static bool
is_in_use(const struct receiving *r)
{
    return strcmp(r->state, "active") == 0 || strcmp(r->state, "inactive") == 0;
}

/* Another number than the one in use, even one switched off, waits: a thief's first step would be to switch it off. */
static enum err
switch_on(struct db *db, struct arena *mem, const struct who *who, const struct receiving *r, int64_t delay_s,
          enum activation *how)
{
    struct receiving used;
    int64_t          now = clock_now();
    enum err         e = receiving_in_use(db, mem, who, &used);

    if (e != ERR_OK && e != ERR_NOT_FOUND)
        return e;
    bool replaces = e == ERR_OK && !is_in_use(r);
    if (replaces && strcmp(used.shortcode, r->shortcode) != 0 && delay_s > 0) {
        *how = ACTIVATION_WAITING;
        e = retire(db, who, SQL_RECEIVING_RETIRE_WAITING);
        if (e == ERR_OK)
            e = set_state(db, who, r->id, "waiting", 0, now + delay_s);
        return e == ERR_OK ? audit_note(db, mem, who, "receiving.change_asked", r->id, r->shortcode) : e;
    }
    e = replaces ? retire(db, who, SQL_RECEIVING_RETIRE_IN_USE) : ERR_OK;
    if (e == ERR_OK && strcmp(r->state, "waiting") != 0) /* an earlier wish is overtaken by this one */
        e = retire(db, who, SQL_RECEIVING_RETIRE_WAITING);
    if (e == ERR_OK)
        e = set_state(db, who, r->id, "active", now, 0);
    return e == ERR_OK ? audit_note(db, mem, who, "receiving.activated", r->id, r->shortcode) : e;
}

static enum err
activate(struct db *db, struct arena *mem, const struct who *who, int64_t delay_s, enum activation *how)
{
    struct receiving r;
    enum err         e = receiving_newest(db, mem, who, &r);

    *how = ACTIVATION_NOTHING;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    if (strcmp(r.state, "active") == 0) {
        *how = ACTIVATION_DONE;
        return ERR_OK;
    }
    if (strcmp(r.state, "waiting") == 0 && who->role != ROLE_OPERATOR) {
        *how = ACTIVATION_WAITING;
        return ERR_OK;
    }
    e = judge(db, who, &r, how);
    if (e != ERR_OK || *how != ACTIVATION_DONE)
        return e;
    return switch_on(db, mem, who, &r, who->role == ROLE_OPERATOR ? 0 : delay_s, how);
}

enum err
receiving_activate(struct db *db, struct arena *mem, const struct who *who, int64_t delay_s, enum activation *how)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, activate(db, mem, who, delay_s, how)) : e;
}

static enum err
deactivate(struct db *db, struct arena *mem, const struct who *who)
{
    struct receiving r;
    enum err         e = receiving_in_use(db, mem, who, &r);

    if (e != ERR_OK)
        return e;
    if (strcmp(r.state, "active") != 0)
        return ERR_NOT_FOUND;
    e = set_state(db, who, r.id, "inactive", r.activated_at, 0);
    return e == ERR_OK ? audit_note(db, mem, who, "receiving.deactivated", r.id, r.shortcode) : e;
}

enum err
receiving_deactivate(struct db *db, struct arena *mem, const struct who *who)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, deactivate(db, mem, who)) : e;
}

static enum err
take_effect(struct db *db, struct arena *mem, const char *id, const char *landlord_id)
{
    struct who system = {.role = ROLE_OPERATOR, .landlord_id = landlord_id};
    enum err   e = retire(db, &system, SQL_RECEIVING_RETIRE_IN_USE);

    if (e == ERR_OK)
        e = set_state(db, &system, id, "active", clock_now(), 0);
    if (e == ERR_OK)
        e = audit_note(db, mem, &system, "receiving.changed", id, NULL);
    if (e == ERR_OK)
        log_event(LOG_INFO, "receiving.changed", "landlord", landlord_id, "account", id, NULL);
    return e;
}

enum err
receiving_take_effect(struct db *db, struct arena *mem, int64_t now, int64_t *count)
{
    const char *ids[16], *landlords[16];
    size_t      n = 0;
    enum err    e = db_begin(db);

    *count = 0;
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_RECEIVING_DUE);
    query_int(q, ":now", now);
    while (n < COUNT(ids) && query_next(q)) {
        ids[n] = row_text(q, mem, "id");
        landlords[n++] = row_text(q, mem, "landlord_id");
    }
    e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < n; i++)
        e = take_effect(db, mem, ids[i], landlords[i]);
    *count = (int64_t)n;
    return db_end(db, e);
}
