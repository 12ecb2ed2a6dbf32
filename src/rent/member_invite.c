/*
 * member_invite.c - the link by which somebody comes to work for a landlord (contracts in member.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/member_private.h"
#include "rent/scope.h"

enum { TOKEN_BYTES = 20, DAY_S = 86400 };

static const char *
token_hash(struct arena *mem, const char *token)
{
    return sha256_hex(arena_alloc(mem, SHA256_HEX_SIZE), token, strlen(token));
}

static enum err
works_here(struct db *db, const struct who *who, const char *phone, bool *found)
{
    struct query *q = db_query(db, SQL_MEMBER_BY_PHONE);

    scope_landlord(q, who);
    query_text(q, ":phone", phone);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *found = row_int(q, "found") != 0;
    return query_end(q);
}

/* Each id of the list is a property of this landlord. */
static enum err
all_his(struct db *db, struct arena *mem, const struct who *who, const char *ids, bool *yes)
{
    *yes = true;
    for (const char *p = ids; p && *p && *yes;) {
        size_t        n = strcspn(p, " ");
        struct query *q = db_query(db, SQL_PROPERTY_LOAD);
        scope_landlord(q, who);
        scope_today(q);
        query_text(q, ":id", arena_strndup(mem, p, n));
        enum err e = query_one(q);
        if (e == ERR_OK)
            e = query_end(q);
        *yes = e == ERR_OK;
        if (e != ERR_OK && e != ERR_NOT_FOUND)
            return e;
        p += n + strspn(p + n, " ");
    }
    return ERR_OK;
}

static enum err
judge(struct db *db, struct arena *mem, const struct who *who, const char *phone, const struct member_rights *r,
      enum member_answer *answer)
{
    bool     found = false, his = true;
    enum err e = works_here(db, who, phone, &found);

    if (e == ERR_OK)
        e = all_his(db, mem, who, r->properties, &his);
    *answer = found ? MEMBER_IS_ONE : his ? MEMBER_DONE : MEMBER_NO_PROPERTY;
    return e;
}

static enum err
end_earlier(struct db *db, const struct who *who, const char *phone)
{
    struct query *q = db_query(db, SQL_MEMBER_INVITE_REPLACE);

    scope_landlord(q, who);
    query_text(q, ":phone", phone);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const char *name, const char *phone,
    const struct member_rights *r, const char *id, const char *hash)
{
    int64_t       now = clock_now();
    struct query *q = db_query(db, SQL_MEMBER_INVITE_ADD);

    query_text(q, ":id", id);
    query_text(q, ":token_hash", hash);
    scope_landlord(q, who);
    query_text(q, ":name", name);
    query_text(q, ":phone", phone);
    query_text(q, ":role", role_name(r->role));
    query_int(q, ":may_approve", r->may_approve);
    query_text(q, ":properties", r->properties);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", now);
    query_int(q, ":expires_at", now + MEMBER_INVITE_DAYS * (int64_t)DAY_S);
    enum err e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "member.invited", id,
                                    arena_printf(mem, "%s: %s", name, member_rights_text(mem, r)))
                       : e;
}

enum err
member_invite_make(struct db *db, struct arena *mem, const struct who *who, const char *name, const char *phone,
                   const struct member_rights *rights, enum member_answer *answer, const char **id, const char **token)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    *token = random_hex(mem, TOKEN_BYTES);
    e = judge(db, mem, who, phone, rights, answer);
    if (e == ERR_OK && *answer == MEMBER_DONE) {
        e = end_earlier(db, who, phone);
        if (e == ERR_OK)
            e = add(db, mem, who, name, phone, rights, *id, token_hash(mem, *token));
    }
    return db_end(db, e);
}

static struct member_invite
from_row(struct query *q, struct arena *mem)
{
    return (struct member_invite){
        .id = row_text(q, mem, "id"),
        .landlord_id = row_text(q, mem, "landlord_id"),
        .business_name = row_text(q, mem, "business_name"),
        .name = row_text(q, mem, "name"),
        .phone = row_text(q, mem, "phone"),
        .rights = member_row_rights(q, mem),
        .property_names = row_text(q, mem, "property_names"),
        .created_by = row_text(q, mem, "created_by"),
        .has_account = !row_null(q, "person_id"),
        .created_at = row_int(q, "created_at"),
        .expires_at = row_int(q, "expires_at"),
    };
}

enum err
member_invite_list(struct db *db, struct arena *mem, const struct who *who, struct member_invite **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct member_invite));
    struct query *q = db_query(db, SQL_MEMBER_INVITE_LIST);

    scope_landlord(q, who);
    query_int(q, ":now", clock_now());
    while (query_next(q))
        *(struct member_invite *)list_add(&rows) = from_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
member_invite_end(struct db *db, struct arena *mem, const struct who *who, const char *id)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_MEMBER_INVITE_END);
    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    if (e == ERR_OK && db_changes(db) == 0)
        e = ERR_NOT_FOUND;
    if (e == ERR_OK)
        e = audit_note(db, mem, who, "member.invite_ended", id, NULL);
    return db_end(db, e);
}

struct found {
    struct member_invite it;
    const char          *person_id, *inviter;
};

static enum err
find(struct db *db, struct arena *mem, const char *token, struct found *out)
{
    struct query *q = db_query(db, SQL_MEMBER_INVITE_LOAD);

    query_text(q, ":token_hash", token_hash(mem, token));
    query_int(q, ":now", clock_now());
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct found){from_row(q, mem), row_text(q, mem, "person_id"), row_text(q, mem, "inviter")};
    return query_end(q);
}

enum err
member_invite_load(struct db *db, struct arena *mem, const char *token, struct member_invite *out)
{
    struct found f;
    enum err     e = find(db, mem, token, &f);

    if (e == ERR_OK)
        *out = f.it;
    return e;
}

static enum err
make_person(struct db *db, struct arena *mem, const struct member_invite *i, const char *password_hash, const char **id)
{
    struct query *q = db_query(db, SQL_PERSON_ADD);

    *id = random_id(arena_alloc(mem, ID_SIZE));
    query_text(q, ":id", *id);
    query_text(q, ":name", i->name);
    query_text(q, ":phone", i->phone);
    query_null(q, ":email");
    query_text(q, ":password_hash", password_hash);
    query_null(q, ":locale");
    query_int(q, ":is_operator", 0);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
join(struct db *db, struct arena *mem, const struct found *f, const char *person_id)
{
    const struct who who = {.landlord_id = f->it.landlord_id, .person_id = person_id};
    struct query    *q = db_query(db, SQL_MEMBER_JOIN);

    scope_landlord(q, &who);
    query_text(q, ":person_id", person_id);
    query_text(q, ":role", role_name(f->it.rights.role));
    query_int(q, ":may_approve", f->it.rights.may_approve);
    query_text(q, ":added_by", f->inviter);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    if (e == ERR_OK)
        e = member_keep_to(db, mem, &who, person_id, f->it.rights.properties);
    return e == ERR_OK ? audit_note(db, mem, &who, "member.joined", person_id, member_rights_text(mem, &f->it.rights))
                       : e;
}

static enum err
use(struct db *db, const struct member_invite *i, const char *person_id)
{
    struct query *q = db_query(db, SQL_MEMBER_INVITE_USE);

    query_text(q, ":landlord_id", i->landlord_id);
    query_text(q, ":id", i->id);
    query_text(q, ":person_id", person_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
member_invite_accept(struct db *db, struct arena *mem, const char *token, const char *password_hash,
                     const char **person_id, const char **landlord_id)
{
    struct found f;
    enum err     e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = find(db, mem, token, &f);
    /* An account that came or went since the form was shown: the password proved nothing, or is not there. */
    if (e == ERR_OK && (f.person_id != NULL) == (password_hash != NULL))
        e = ERR_CONFLICT;
    *person_id = e == ERR_OK ? f.person_id : NULL;
    if (e == ERR_OK && !f.person_id)
        e = make_person(db, mem, &f.it, password_hash, person_id);
    if (e == ERR_OK)
        e = use(db, &f.it, *person_id);
    if (e == ERR_OK)
        e = join(db, mem, &f, *person_id);
    if (e == ERR_OK)
        *landlord_id = f.it.landlord_id;
    return db_end(db, e);
}
