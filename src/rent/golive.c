#include "rent/golive.h"

#include <string.h>

#include "base/clock.h"
#include "rent/audit.h"
#include "rent/golive_private.h"
#include "rent/scope.h"

static const char *const state_names[] = {
    [GOLIVE_GOOD] = "good", [GOLIVE_BAD] = "bad", [GOLIVE_UNKNOWN] = "unknown", [GOLIVE_TOLD] = "told"};

const char *
golive_state_name(enum golive_state s)
{
    return state_names[s];
}

void
golive_good(struct golive_step *s, const char *reason)
{
    s->state = GOLIVE_GOOD;
    s->reason = reason;
}

void
golive_bad(struct golive_step *s, const char *reason, const char *fix)
{
    s->state = GOLIVE_BAD;
    s->reason = reason;
    s->fix = fix;
}

void
golive_unknown(struct golive_step *s, const char *reason, const char *fix)
{
    s->state = GOLIVE_UNKNOWN;
    s->reason = reason;
    s->fix = fix;
}

void
golive_judge(struct arena *mem, const char *whose, const struct golive_row *rows, size_t row_count,
             const struct golive_facts *f, struct golive_step **out, size_t *count)
{
    *out = arena_array(mem, row_count, sizeof **out);
    *count = 0;
    for (size_t i = 0; i < row_count; i++) {
        const struct golive_row *r = &rows[i];
        if (r->applies && !r->applies(f))
            continue;
        struct golive_step *s = &(*out)[(*count)++];
        *s = (struct golive_step){.id = r->id,
                                  .whose = whose,
                                  .who = r->who,
                                  .title = r->title,
                                  .what = r->what,
                                  .href = r->href,
                                  .state = GOLIVE_TOLD};
        if (r->judge)
            r->judge(f, s);
    }
}

enum err
golive_ticks(struct query *q, struct arena *mem, struct golive_step *steps, size_t count)
{
    while (query_next(q)) {
        const char *step = row_text(q, mem, "step");
        for (size_t i = 0; i < count; i++) {
            if (strcmp(step, steps[i].id) != 0 || steps[i].state != GOLIVE_TOLD)
                continue;
            steps[i].ticked_at = row_int(q, "ticked_at");
            steps[i].ticked_by = row_text(q, mem, "name");
        }
    }
    return query_end(q);
}

static enum err
tick(struct db *db, struct arena *mem, const struct who *who, const char *step, bool done)
{
    bool          operator= who->role == ROLE_OPERATOR;
    enum sql      set = operator? SQL_GOLIVE_PLATFORM_TICK_SET : SQL_GOLIVE_TICK_SET;
    enum sql      clear = operator? SQL_GOLIVE_PLATFORM_TICK_CLEAR : SQL_GOLIVE_TICK_CLEAR;
    struct query *q = db_query(db, done ? set : clear);

    if (!operator)
        scope_landlord(q, who);
    query_text(q, ":step", step);
    if (done) {
        query_text(q, ":person_id", who->person_id);
        query_int(q, ":now", clock_now());
    }
    enum err e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, done ? "golive.ticked" : "golive.unticked", step, NULL) : e;
}

enum err
golive_tick(struct db *db, struct arena *mem, const struct who *who, const char *step, bool done)
{
    if (!(who->role == ROLE_OPERATOR ? golive_platform_told : golive_landlord_told)(step))
        return ERR_NOT_FOUND;
    enum err e = db_begin(db);
    return e == ERR_OK ? db_end(db, tick(db, mem, who, step, done)) : e;
}
