#include "rent/health.h"

#include <string.h>

#include "base/clock.h"
#include "rent/list.h"

enum { HOUR_S = 3600, DAY_S = 86400, ENOUGH_PROMPTS = 5 };

static struct health
from_row(struct query *q, struct arena *mem)
{
    return (struct health){
        .landlord_id = row_text(q, mem, "id"),
        .name = row_text(q, mem, "name"),
        .business_name = row_text(q, mem, "business_name"),
        .phone = row_text(q, mem, "phone"),
        .created_at = row_int(q, "created_at"),
        .shortcode = row_text(q, mem, "shortcode"),
        .business_type = row_text(q, mem, "business_type"),
        .credentials = row_text(q, mem, "credentials"),
        .receiving_state = row_text(q, mem, "receiving_state"),
        .registration_state = row_text(q, mem, "registration_state"),
        .registration_code = row_text(q, mem, "registration_code"),
        .registration_said = row_text(q, mem, "registration_said"),
        .last_prompt = row_int(q, "last_prompt"),
        .last_money = row_int(q, "last_money"),
        .held = row_int(q, "held"),
        .unmatched = row_int(q, "unmatched"),
        .errors = row_int(q, "errors"),
        .open_requests = row_int(q, "open_requests"),
        .lost_requests = row_int(q, "lost_requests"),
        .oldest_id = row_text(q, mem, "oldest_id"),
        .oldest_at = row_int(q, "oldest_at"),
    };
}

static enum err
load_rows(struct db *db, struct arena *mem, const char *id, struct list *rows)
{
    int64_t       now = clock_now();
    struct query *q = db_query(db, SQL_HEALTH_LOAD);

    *rows = list_new(mem, sizeof(struct health));
    query_text(q, ":id", id);
    query_int(q, ":day_ago", now - DAY_S);
    query_int(q, ":week_ago", now - 7 * DAY_S);
    query_int(q, ":month_ago", now - 31 * DAY_S);
    while (query_next(q))
        *(struct health *)list_add(rows) = from_row(q, mem);
    return query_end(q);
}

static enum err
load_prompts(struct db *db, struct arena *mem, const char *id, struct list *counts)
{
    int64_t       now = clock_now();
    struct query *q = db_query(db, SQL_HEALTH_PROMPTS);

    *counts = list_new(mem, sizeof(struct health_count));
    query_text(q, ":id", id);
    query_int(q, ":day_ago", now - DAY_S);
    query_int(q, ":week_ago", now - 7 * DAY_S);
    while (query_next(q))
        *(struct health_count *)list_add(counts) = (struct health_count){
            row_text(q, mem, "landlord_id"), row_text(q, mem, "ended"), row_int(q, "day"), row_int(q, "week")};
    return query_end(q);
}

static bool
is(const char *state, const char *name)
{
    return state && strcmp(state, name) == 0;
}

/* Only what has ended counts for the ratio: an open prompt is no failure. */
static void
count_in(struct health *h, const struct health_count *c)
{
    bool paid = is(c->ended, "paid");

    if (is(c->ended, "undecided"))
        return;
    h->day += c->day;
    h->week += c->week;
    h->day_paid += paid ? c->day : 0;
    h->week_paid += paid ? c->week : 0;
    h->day_set_up += is(c->ended, "not_set_up") || is(c->ended, "rejected") ? c->day : 0;
}

static enum err
load(struct db *db, struct arena *mem, const char *id, struct list *rows, struct list *counts)
{
    enum err e = load_rows(db, mem, id, rows);

    if (e == ERR_OK)
        e = load_prompts(db, mem, id, counts);
    for (size_t r = 0; e == ERR_OK && r < rows->count; r++) {
        struct health *h = (struct health *)rows->items + r;
        for (size_t i = 0; i < counts->count; i++) {
            const struct health_count *c = (const struct health_count *)counts->items + i;
            if (strcmp(c->landlord_id, h->landlord_id) == 0)
                count_in(h, c);
        }
    }
    return e;
}

enum err
health_list(struct db *db, struct arena *mem, const struct who *operator, struct health ** out, size_t *count)
{
    struct list rows, counts;

    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    enum err e = load(db, mem, NULL, &rows, &counts);
    *out = rows.items;
    *count = rows.count;
    return e;
}

static enum err
load_callbacks(struct db *db, struct arena *mem, const char *id, struct health_detail *out)
{
    struct list   rows = list_new(mem, sizeof(struct health_count));
    struct query *q = db_query(db, SQL_HEALTH_CALLBACKS);

    query_text(q, ":id", id);
    query_int(q, ":week_ago", clock_now() - 7 * DAY_S);
    while (query_next(q))
        *(struct health_count *)list_add(&rows) =
            (struct health_count){.ended = row_text(q, mem, "verdict"), .week = row_int(q, "week")};
    out->callbacks = rows.items;
    out->callback_count = rows.count;
    return query_end(q);
}

enum err
health_load(struct db *db, struct arena *mem, const struct who *operator, const char * landlord_id,
            struct health_detail *out)
{
    struct list rows, counts;

    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    enum err e = load(db, mem, landlord_id, &rows, &counts);
    if (e == ERR_OK && rows.count == 0)
        e = ERR_NOT_FOUND;
    if (e != ERR_OK)
        return e;
    *out = (struct health_detail){
        .it = *(struct health *)rows.items, .prompts = counts.items, .prompt_count = counts.count};
    return load_callbacks(db, mem, landlord_id, out);
}

/* ---- what is wrong ---- */

bool
health_has(const struct health *h, enum health_problem p, int64_t now)
{
    bool active = is(h->receiving_state, "active");
    bool refused = is(h->registration_state, "refused") || is(h->registration_state, "already") ||
                   is(h->registration_state, "unknown");
    bool none = h->day >= ENOUGH_PROMPTS && h->day_paid == 0;

    switch (p) {
    case HEALTH_ERRORS: return h->errors > 0;
    case HEALTH_HELD: return h->held > 0;
    case HEALTH_SET_UP: return h->day_set_up > 0;
    case HEALTH_NONE_PAID: return none;
    case HEALTH_LOST_REQUESTS: return h->lost_requests > 0;
    case HEALTH_FEW_PAID: return h->day >= ENOUGH_PROMPTS && !none && h->day_paid * 2 < h->day;
    case HEALTH_UNDECIDED: return h->oldest_id && h->oldest_at < now - HOUR_S;
    case HEALTH_UNMATCHED: return h->unmatched > 0;
    case HEALTH_REFUSED: return active && refused;
    case HEALTH_UNREGISTERED: return active && !h->registration_state;
    case HEALTH_SWITCHED_OFF: return is(h->receiving_state, "inactive");
    case HEALTH_NO_NUMBER: return !h->receiving_state;
    case HEALTH_PROBLEM_COUNT: break;
    }
    return false;
}

enum health_light
health_light_of(enum health_problem p)
{
    return p <= HEALTH_NONE_PAID ? HEALTH_RED : HEALTH_AMBER;
}

enum health_light
health_light(const struct health *h, int64_t now)
{
    for (enum health_problem p = 0; p < HEALTH_PROBLEM_COUNT; p++)
        if (health_has(h, p, now))
            return health_light_of(p);
    return HEALTH_GREEN;
}
