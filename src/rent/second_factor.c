#include "rent/second_factor.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/totp.h"
#include "rent/audit.h"
#include "rent/recovery.h"
#include "rent/tries.h"

enum { WRONG_MOST = 5, WRONG_WINDOW_S = 600, TYPED_MOST = 64 };

struct row {
    const char *sealed;
    int64_t     begun_at, enabled_at, last_step, codes_left;
};

/* What is asked of a code, and where. */
struct attempt {
    struct db            *db;
    struct arena         *mem;
    const struct box_key *key;
    const struct who     *who;
    const char           *typed;
};

static enum err
load(struct db *db, struct arena *mem, const char *person_id, struct row *out)
{
    struct query *q = db_query(db, SQL_SECOND_FACTOR_LOAD);

    query_text(q, ":person_id", person_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct row){
        .sealed = row_text(q, mem, "sealed"),
        .begun_at = row_int(q, "begun_at"),
        .enabled_at = row_int(q, "enabled_at"),
        .last_step = row_int(q, "last_step"),
        .codes_left = row_int(q, "codes_left"),
    };
    return query_end(q);
}

static bool
waits(const struct row *r)
{
    return !r->enabled_at && clock_now() - r->begun_at <= SECOND_FACTOR_BEGUN_S;
}

enum err
second_factor_load(struct db *db, struct arena *mem, const char *person_id, struct second_factor *out)
{
    struct row r;
    enum err   e = load(db, mem, person_id, &r);

    if (e != ERR_OK && e != ERR_NOT_FOUND)
        return e;
    *out = (struct second_factor){0};
    if (e == ERR_OK)
        *out = (struct second_factor){r.enabled_at != 0, waits(&r), r.enabled_at, r.codes_left};
    return ERR_OK;
}

enum err
second_factor_on(struct db *db, const char *person_id, bool *on)
{
    struct query *q = db_query(db, SQL_SECOND_FACTOR_LOAD);

    *on = false;
    query_text(q, ":person_id", person_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *on = !row_null(q, "enabled_at");
    return query_end(q);
}

/* ---- the seed ---- */

static const char *
place(struct arena *mem, const char *person_id)
{
    return arena_printf(mem, "second_factor|%s", person_id);
}

static enum err
open_seed(struct arena *mem, const struct box_key *key, const char *person_id, const struct row *r, char **seed)
{
    *seed = box_open(mem, key, place(mem, person_id), r->sealed);
    if (*seed)
        return ERR_OK;
    log_event(LOG_ERR, "second_factor.cannot_open", "person", person_id, "why", "not sealed with this keys/web.key",
              NULL);
    return ERR_INTERNAL;
}

static enum err
store_new(struct db *db, struct arena *mem, const struct box_key *key, const char *person_id)
{
    struct query *q = db_query(db, SQL_SECOND_FACTOR_BEGIN);
    char         *seed = totp_seed_new(mem);

    query_text(q, ":person_id", person_id);
    query_text(q, ":sealed", box_seal(mem, key, place(mem, person_id), seed));
    query_int(q, ":now", clock_now());
    explicit_bzero(seed, strlen(seed));
    return query_run(q);
}

enum err
second_factor_begin(struct db *db, struct arena *mem, const struct box_key *key, const struct who *who)
{
    struct row r;
    enum err   e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = load(db, mem, who->person_id, &r);
    if (e == ERR_NOT_FOUND || (e == ERR_OK && !r.enabled_at && !waits(&r)))
        e = store_new(db, mem, key, who->person_id);
    else if (e == ERR_OK && r.enabled_at)
        e = ERR_CONFLICT;
    return db_end(db, e);
}

enum err
second_factor_seed(struct db *db, struct arena *mem, const struct box_key *key, const char *person_id,
                   const char **seed)
{
    struct row r;
    char      *text;
    enum err   e = load(db, mem, person_id, &r);

    if (e == ERR_OK && !waits(&r))
        e = ERR_NOT_FOUND;
    if (e == ERR_OK)
        e = open_seed(mem, key, person_id, &r, &text);
    if (e == ERR_OK)
        *seed = text;
    return e;
}

/* ---- codes ---- */

/* Without the blanks and dashes that people put between groups. */
static const char *
tidy(struct arena *mem, const char *typed)
{
    char  *out = arena_alloc(mem, TYPED_MOST + 1);
    size_t n = 0;

    for (; *typed && n < TYPED_MOST; typed++)
        if (*typed != ' ' && *typed != '-')
            out[n++] = *typed;
    return out;
}

static enum err
use_step(struct db *db, const char *person_id, int64_t step)
{
    struct query *q = db_query(db, SQL_SECOND_FACTOR_USE);

    query_text(q, ":person_id", person_id);
    query_int(q, ":step", step);
    return query_run(q);
}

static enum err
try_app(const struct attempt *a, const struct row *r, const char *code, bool *right)
{
    char    *seed;
    int64_t  step;
    enum err e = open_seed(a->mem, a->key, a->who->person_id, r, &seed);

    if (e != ERR_OK)
        return e;
    *right = totp_fits(seed, code, clock_now(), r->last_step, &step);
    explicit_bzero(seed, strlen(seed));
    return *right ? use_step(a->db, a->who->person_id, step) : ERR_OK;
}

/* A recovery code does not need the seed: it helps on the day that keys/web.key is lost, too. */
static enum err
judge(const struct attempt *a, const struct row *r, bool *right, int64_t *wait_s)
{
    const char *who = arena_printf(a->mem, "second:%s", a->who->person_id), *code = tidy(a->mem, a->typed);
    enum err    e = tries_allowed(a->db, who, WRONG_MOST, WRONG_WINDOW_S, wait_s);

    if (e == ERR_OK && recovery_is_shaped(code))
        e = recovery_use(a->db, a->mem, a->who, code, right);
    else if (e == ERR_OK)
        e = try_app(a, r, code, right);
    if (e == ERR_OK)
        e = *right ? tries_forget(a->db, who) : tries_note(a->db, who);
    return e;
}

/* Inside the caller's transaction. ERR_OK with `right` false is to be committed: the try was counted. */
static enum err
take(const struct attempt *a, bool *right, int64_t *wait_s)
{
    struct row r;
    enum err   e = load(a->db, a->mem, a->who->person_id, &r);

    *right = false;
    if (e == ERR_OK && !r.enabled_at)
        e = ERR_NOT_FOUND;
    return e == ERR_OK ? judge(a, &r, right, wait_s) : e;
}

enum err
second_factor_check(struct db *db, struct arena *mem, const struct box_key *key, const struct who *who,
                    const char *code, int64_t *wait_s)
{
    const struct attempt a = {db, mem, key, who, code};
    bool                 right = false;
    enum err             e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = db_end(db, take(&a, &right, wait_s));
    return e == ERR_OK && !right ? ERR_AUTH : e;
}

/* ---- on and off ---- */

static enum err
enable(const struct attempt *a, const char *codes[RECOVERY_CODES])
{
    struct query *q = db_query(a->db, SQL_SECOND_FACTOR_ENABLE);

    query_text(q, ":person_id", a->who->person_id);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    if (e == ERR_OK)
        e = recovery_make(a->db, a->mem, a->who->person_id, codes);
    return e == ERR_OK ? audit_note(a->db, a->mem, a->who, "second_factor.on", a->who->person_id, NULL) : e;
}

enum err
second_factor_confirm(struct db *db, struct arena *mem, const struct box_key *key, const struct who *who,
                      const char *code, const char *codes[RECOVERY_CODES], int64_t *wait_s)
{
    const struct attempt a = {db, mem, key, who, code};
    struct row           r;
    bool                 right = false;
    enum err             e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = load(db, mem, who->person_id, &r);
    if (e == ERR_OK && !waits(&r))
        e = r.enabled_at ? ERR_CONFLICT : ERR_NOT_FOUND;
    if (e == ERR_OK)
        e = judge(&a, &r, &right, wait_s);
    if (e == ERR_OK && right)
        e = enable(&a, codes);
    e = db_end(db, e);
    return e == ERR_OK && !right ? ERR_AUTH : e;
}

/* `who` NULL: the administrator. */
static enum err
end(struct db *db, struct arena *mem, const struct who *who, const char *person_id, const char *action)
{
    struct query *q = db_query(db, SQL_SECOND_FACTOR_END);

    query_text(q, ":person_id", person_id);
    enum err e = query_run(q);
    if (e == ERR_OK && db_changes(db) != 1)
        e = ERR_NOT_FOUND;
    return e == ERR_OK ? audit_note(db, mem, who, action, person_id, NULL) : e;
}

enum err
second_factor_off(struct db *db, struct arena *mem, const struct box_key *key, const struct who *who, const char *code,
                  int64_t *wait_s)
{
    const struct attempt a = {db, mem, key, who, code};
    bool                 right = false;
    enum err             e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = take(&a, &right, wait_s);
    if (e == ERR_OK && right)
        e = end(db, mem, who, who->person_id, "second_factor.off");
    e = db_end(db, e);
    return e == ERR_OK && !right ? ERR_AUTH : e;
}

enum err
second_factor_reset(struct db *db, struct arena *mem, const char *person_id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, end(db, mem, NULL, person_id, "second_factor.reset")) : e;
}
