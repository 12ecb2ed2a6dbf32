/*
 * invite.c - the link by which a tenant comes in (contract in person.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/person.h"
#include "rent/scope.h"
#include "rent/tenant.h"

enum { TOKEN_BYTES = 20, LIFE_S = 14 * 86400 };

static const char *
token_hash(struct arena *mem, const char *token)
{
    return sha256_hex(arena_alloc(mem, SHA256_HEX_SIZE), token, strlen(token));
}

static enum err
end_others(struct db *db, const struct who *who, const char *tenant_id)
{
    struct query *q = db_query(db, SQL_INVITE_END_OTHERS);

    scope_landlord(q, who);
    query_text(q, ":tenant_id", tenant_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
add_invite(struct db *db, const struct who *who, const char *tenant_id, const char *hash)
{
    struct query *q = db_query(db, SQL_INVITE_ADD);
    int64_t       now = clock_now();

    query_text(q, ":token_hash", hash);
    scope_landlord(q, who);
    query_text(q, ":tenant_id", tenant_id);
    query_int(q, ":now", now);
    query_int(q, ":expires_at", now + LIFE_S);
    return query_run(q);
}

enum err
invite_make(struct db *db, struct arena *mem, const struct who *who, const char *tenant_id, const char **token)
{
    struct tenant t;
    enum err      e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = tenant_load(db, mem, who, tenant_id, &t);
    if (e == ERR_OK)
        e = end_others(db, who, tenant_id);
    if (e == ERR_OK) {
        *token = random_hex(mem, TOKEN_BYTES);
        e = add_invite(db, who, tenant_id, token_hash(mem, *token));
    }
    if (e == ERR_OK)
        e = audit_note(db, mem, who, "tenant.invited", tenant_id, NULL);
    return db_end(db, e);
}

struct found {
    struct invite it;
    const char   *locale, *person_id;
};

static enum err
find(struct db *db, struct arena *mem, const char *token, struct found *out)
{
    struct query *q = db_query(db, SQL_INVITE_LOAD);

    query_text(q, ":token_hash", token_hash(mem, token));
    query_int(q, ":now", clock_now());
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct found){
        .it = {.landlord_id = row_text(q, mem, "landlord_id"),
               .tenant_id = row_text(q, mem, "tenant_id"),
               .business_name = row_text(q, mem, "business_name"),
               .tenant_name = row_text(q, mem, "tenant_name"),
               .phone = row_text(q, mem, "phone"),
               .has_account = !row_null(q, "person_id")},
        .locale = row_text(q, mem, "locale"),
        .person_id = row_text(q, mem, "person_id"),
    };
    return query_end(q);
}

enum err
invite_load(struct db *db, struct arena *mem, const char *token, struct invite *out)
{
    struct found f;
    enum err     e = find(db, mem, token, &f);

    if (e == ERR_OK)
        *out = f.it;
    return e;
}

static enum err
make_person(struct db *db, struct arena *mem, const struct found *f, const char *password_hash, const char **id)
{
    struct query *q = db_query(db, SQL_PERSON_ADD);

    *id = random_id(arena_alloc(mem, ID_SIZE));
    query_text(q, ":id", *id);
    query_text(q, ":name", f->it.tenant_name);
    query_text(q, ":phone", f->it.phone);
    query_null(q, ":email"); /* a landlord typed it; it becomes a way to sign in only when its owner gives it */
    query_text(q, ":password_hash", password_hash);
    query_text(q, ":locale", f->locale);
    query_int(q, ":is_operator", 0);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
link_tenant(struct db *db, const struct found *f, const char *token_hash_text, const char *person_id)
{
    struct query *q = db_query(db, SQL_TENANT_LINK);

    query_text(q, ":landlord_id", f->it.landlord_id);
    query_text(q, ":tenant_id", f->it.tenant_id);
    query_text(q, ":person_id", person_id);
    enum err e = query_run(q);
    if (e != ERR_OK)
        return e;
    q = db_query(db, SQL_INVITE_USE);
    query_text(q, ":token_hash", token_hash_text);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
invite_accept(struct db *db, struct arena *mem, const char *token, const char *password_hash, const char **person_id)
{
    struct found f;
    enum err     e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = find(db, mem, token, &f);
    if (e == ERR_OK && f.person_id)
        *person_id = f.person_id;
    else if (e == ERR_OK)
        e = make_person(db, mem, &f, password_hash, person_id);
    if (e == ERR_OK)
        e = link_tenant(db, &f, token_hash(mem, token), *person_id);
    if (e == ERR_OK) {
        struct who who = {.person_id = *person_id, .landlord_id = f.it.landlord_id};
        e = audit_note(db, mem, &who, "tenant.joined", f.it.tenant_id, NULL);
    }
    return db_end(db, e);
}
