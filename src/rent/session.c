#include "rent/session.h"

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/random.h"
#include "rent/list.h"

enum { TOKEN_BYTES = 32, TOUCH_EVERY_S = 60 };
enum { LONG_LIFE_S = 30 * 86400, LANDLORD_LIFE_S = 12 * 3600, LANDLORD_IDLE_S = 1800 };

static const char *const kind_names[] = {[SESSION_BROWSER] = "browser", [SESSION_API] = "api"};

static const char *
token_hash(struct arena *mem, const char *token)
{
    return sha256_hex(arena_alloc(mem, SHA256_HEX_SIZE), token, strlen(token));
}

/* A landlord's open browser on a shared desk is worth more to a thief than a tenant's phone. */
static bool
is_short(enum session_kind kind, enum role role)
{
    return kind == SESSION_BROWSER && role != ROLE_TENANT;
}

struct wearable {
    struct hat  hat;
    const char *tenant_id;
};

static enum err
wearables(struct db *db, struct arena *mem, const char *person_id, struct wearable **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct wearable));
    struct query *q = db_query(db, SQL_SESSION_HATS);

    query_text(q, ":person_id", person_id);
    while (query_next(q)) {
        struct wearable *w = list_add(&rows);
        w->hat = (struct hat){role_from(row_text(q, mem, "role")), row_text(q, mem, "landlord_id"),
                              row_text(q, mem, "business_name")};
        w->tenant_id = row_text(q, mem, "tenant_id");
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

/* He was here, acting for that landlord; a tenant's visits are his own business. */
static enum err
member_seen(struct db *db, const char *person_id, const char *landlord_id, int64_t now)
{
    struct query *q = db_query(db, SQL_MEMBER_SEEN);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":person_id", person_id);
    query_int(q, ":now", now);
    return query_run(q);
}

static enum err
add_session(struct db *db, const char *hash, enum session_kind kind, const char *person_id, const struct wearable *hat,
            int64_t now, int64_t expires_at)
{
    struct query *q = db_query(db, SQL_SESSION_ADD);

    query_text(q, ":token_hash", hash);
    query_text(q, ":kind", kind_names[kind]);
    query_text(q, ":person_id", person_id);
    query_text(q, ":landlord_id", hat ? hat->hat.landlord_id : NULL);
    query_text(q, ":tenant_id", hat ? hat->tenant_id : NULL);
    query_int(q, ":now", now);
    query_int(q, ":expires_at", expires_at);
    return query_run(q);
}

static enum err
is_operator(struct db *db, const char *person_id, bool *out)
{
    struct query *q = db_query(db, SQL_PERSON_IS_OPERATOR);

    query_text(q, ":id", person_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = row_int(q, "is_operator") != 0;
    return query_end(q);
}

enum err
session_start(struct db *db, struct arena *mem, enum session_kind kind, const char *person_id, struct who *out,
              const char **token, int64_t *expires_at)
{
    struct wearable *hats;
    size_t           count;
    bool             operator;
    int64_t          now = clock_now();
    enum err         e = is_operator(db, person_id, &operator);

    if (e == ERR_OK)
        e = wearables(db, mem, person_id, &hats, &count);
    if (e != ERR_OK)
        return e;
    if (!operator&& count == 0)
        return ERR_FORBIDDEN;

    const struct wearable *hat = operator? NULL : & hats[0];
    enum role              role = operator? ROLE_OPERATOR : hat->hat.role;
    *token = random_hex(mem, TOKEN_BYTES);
    *expires_at = now + (is_short(kind, role) ? LANDLORD_LIFE_S : LONG_LIFE_S);
    e = add_session(db, token_hash(mem, *token), kind, person_id, hat, now, *expires_at);
    if (e == ERR_OK && role_is_landlord_side(role))
        e = member_seen(db, person_id, hat->hat.landlord_id, now);
    return e == ERR_OK ? session_load(db, mem, kind, *token, out) : e;
}

static enum role
role_now(struct query *q, struct arena *mem)
{
    if (!row_null(q, "tenancy"))
        return ROLE_TENANT;
    if (!row_null(q, "member_role"))
        return role_from(row_text(q, mem, "member_role"));
    return row_int(q, "is_operator") && row_null(q, "landlord_id") ? ROLE_OPERATOR : ROLE_NONE;
}

static enum err
touch(struct db *db, const char *hash, enum sql which, int64_t now)
{
    struct query *q = db_query(db, which);

    query_text(q, ":token_hash", hash);
    query_int(q, ":now", now);
    return query_run(q);
}

/* No page waits for this: where somebody else is writing, the next request will note it. */
static enum err
note_seen(struct db *db, const struct who *who, int64_t now)
{
    enum err e = db_begin_now(db);

    if (e != ERR_OK)
        return e == ERR_BUSY ? ERR_OK : e;
    e = touch(db, who->session, SQL_SESSION_SEEN, now);
    if (e == ERR_OK && role_is_landlord_side(who->role))
        e = member_seen(db, who->person_id, who->landlord_id, now);
    return db_end(db, e);
}

enum err
session_load(struct db *db, struct arena *mem, enum session_kind kind, const char *token, struct who *out)
{
    int64_t       now = clock_now();
    const char   *hash = token_hash(mem, token);
    struct query *q = db_query(db, SQL_SESSION_LOAD);

    query_text(q, ":token_hash", hash);
    query_text(q, ":kind", kind_names[kind]);
    query_int(q, ":now", now);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_AUTH : e;
    struct who who = {
        .role = role_now(q, mem),
        .person_id = row_text(q, mem, "person_id"),
        .name = row_text(q, mem, "name"),
        .locale = row_text(q, mem, "locale"),
        .landlord_id = row_text(q, mem, "landlord_id"),
        .tenant_id = row_text(q, mem, "tenant_id"),
        .session = hash,
        .fresh_at = row_int(q, "fresh_at"),
        .limited = row_int(q, "limited") != 0,
    };
    int64_t seen_at = row_int(q, "seen_at");
    e = query_end(q);
    if (e != ERR_OK)
        return e;
    if (who.role == ROLE_NONE || (is_short(kind, who.role) && now - seen_at > LANDLORD_IDLE_S))
        return ERR_AUTH;
    if (now - seen_at >= TOUCH_EVERY_S)
        e = note_seen(db, &who, now);
    if (e == ERR_OK)
        *out = who;
    return e;
}

enum err
session_end(struct db *db, const struct who *who)
{
    struct query *q = db_query(db, SQL_SESSION_END);

    query_text(q, ":token_hash", who->session);
    return query_run(q);
}

enum err
session_end_all(struct db *db, const char *person_id)
{
    struct query *q = db_query(db, SQL_SESSION_END_ALL);

    query_text(q, ":person_id", person_id);
    return query_run(q);
}

bool
session_is_fresh(const struct who *who)
{
    return clock_now() - who->fresh_at <= SESSION_FRESH_S;
}

enum err
session_freshen(struct db *db, const struct who *who)
{
    return touch(db, who->session, SQL_SESSION_FRESHEN, clock_now());
}

enum err
session_hats(struct db *db, struct arena *mem, const struct who *who, struct hat **out, size_t *count)
{
    struct wearable *hats;
    size_t           landlords;
    bool             operator;
    enum err         e = is_operator(db, who->person_id, &operator);

    if (e == ERR_OK)
        e = wearables(db, mem, who->person_id, &hats, &landlords);
    if (e != ERR_OK)
        return e;
    *count = 0;
    *out = arena_array(mem, landlords + 1, sizeof **out);
    if (operator)
        (*out)[(*count)++] = (struct hat){.role = ROLE_OPERATOR};
    for (size_t i = 0; i < landlords; i++)
        (*out)[(*count)++] = hats[i].hat;
    return ERR_OK;
}

static enum err
wear(struct db *db, const struct who *who, const struct wearable *hat)
{
    int64_t       life = hat->hat.role == ROLE_TENANT ? LONG_LIFE_S : LANDLORD_LIFE_S;
    struct query *q = db_query(db, SQL_SESSION_WEAR);

    query_text(q, ":landlord_id", hat->hat.landlord_id);
    query_text(q, ":tenant_id", hat->tenant_id);
    query_text(q, ":token_hash", who->session);
    query_int(q, ":until", clock_now() + life);
    enum err e = query_run(q);
    if (e == ERR_OK && role_is_landlord_side(hat->hat.role))
        e = member_seen(db, who->person_id, hat->hat.landlord_id, clock_now());
    return e;
}

static enum err
wear_operators(struct db *db, const struct who *who)
{
    static const struct wearable operators = {.hat = {.role = ROLE_OPERATOR}};
    bool                         operator;
    enum err                     e = is_operator(db, who->person_id, &operator);

    if (e == ERR_OK && !operator)
        e = ERR_NOT_FOUND;
    return e == ERR_OK ? wear(db, who, &operators) : e;
}

enum err
session_switch(struct db *db, struct arena *mem, const struct who *who, const char *landlord_id)
{
    struct wearable *hats;
    size_t           count;

    if (!landlord_id)
        return wear_operators(db, who);
    enum err e = wearables(db, mem, who->person_id, &hats, &count);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        if (strcmp(hats[i].hat.landlord_id, landlord_id) == 0)
            return wear(db, who, &hats[i]);
    return e == ERR_OK ? ERR_NOT_FOUND : e;
}
