#include "rent/person.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "base/phone.h"
#include "base/random.h"
#include "rent/audit.h"

static enum err
add_person(struct db *db, struct arena *mem, const struct sign_up *in, const char *locale, bool operator,
           const char ** id)
{
    struct query *q = db_query(db, SQL_PERSON_ADD);

    *id = random_id(arena_alloc(mem, ID_SIZE));
    query_text(q, ":id", *id);
    query_text(q, ":name", in->name);
    query_text(q, ":phone", in->phone);
    query_text(q, ":email", in->email);
    query_text(q, ":password_hash", in->password_hash);
    query_text(q, ":locale", locale);
    query_int(q, ":is_operator", operator);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
check_taken(struct db *db, const struct sign_up *in, enum taken *taken)
{
    struct query *q = db_query(db, SQL_PERSON_TAKEN);

    query_text(q, ":phone", in->phone);
    query_text(q, ":email", in->email);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *taken = row_int(q, "phone_taken") ? TAKEN_PHONE : row_int(q, "email_taken") ? TAKEN_EMAIL : TAKEN_NOTHING;
    e = query_end(q);
    return e == ERR_OK && *taken != TAKEN_NOTHING ? ERR_CONFLICT : e;
}

static enum err
add_landlord(struct db *db, struct arena *mem, const struct sign_up *in, const char **id)
{
    struct query *q = db_query(db, SQL_LANDLORD_ADD);

    *id = random_id(arena_alloc(mem, ID_SIZE));
    query_text(q, ":id", *id);
    query_text(q, ":name", in->name);
    query_text(q, ":business_name", in->business_name ? in->business_name : in->name);
    query_text(q, ":phone", in->phone);
    query_text(q, ":email", in->email);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
add_member(struct db *db, const char *landlord_id, const char *person_id, enum role role)
{
    struct query *q = db_query(db, SQL_MEMBER_ADD);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":person_id", person_id);
    query_text(q, ":role", role_name(role));
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
person_sign_up(struct db *db, struct arena *mem, const struct sign_up *in, const char **person_id,
               const char **landlord_id, enum taken *taken)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = check_taken(db, in, taken);
    if (e == ERR_OK)
        e = add_person(db, mem, in, NULL, false, person_id);
    if (e == ERR_OK)
        e = add_landlord(db, mem, in, landlord_id);
    if (e == ERR_OK)
        e = add_member(db, *landlord_id, *person_id, ROLE_OWNER);
    if (e == ERR_OK) {
        struct who who = {.person_id = *person_id, .landlord_id = *landlord_id};
        e = audit_note(db, mem, &who, "landlord.signed_up", *landlord_id, NULL);
    }
    return db_end(db, e);
}

enum err
person_add_operator(struct db *db, struct arena *mem, const struct sign_up *in, const char **person_id)
{
    enum taken taken = TAKEN_NOTHING;
    enum err   e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = check_taken(db, in, &taken);
    if (e == ERR_OK)
        e = add_person(db, mem, in, NULL, true, person_id);
    if (e == ERR_OK)
        e = audit_note(db, mem, NULL, "operator.added", *person_id, NULL);
    return db_end(db, e);
}

static enum err
find(struct db *db, struct arena *mem, enum sql which, const char *login, struct person *out)
{
    struct query *q = db_query(db, which);

    query_text(q, ":login", login);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct person){
        .id = row_text(q, mem, "id"),
        .name = row_text(q, mem, "name"),
        .phone = row_text(q, mem, "phone"),
        .email = row_text(q, mem, "email"),
        .locale = row_text(q, mem, "locale"),
        .password_hash = row_text(q, mem, "password_hash"),
        .is_operator = row_int(q, "is_operator") != 0,
    };
    return query_end(q);
}

enum err
person_by_login(struct db *db, struct arena *mem, const char *login, struct person *out)
{
    char phone[PHONE_SIZE];

    if (phone_parse(login, phone))
        return find(db, mem, SQL_PERSON_BY_PHONE, phone, out);
    char *email = arena_strdup(mem, login);
    for (char *p = email; *p; p++)
        *p = (char)tolower((unsigned char)*p);
    return find(db, mem, SQL_PERSON_BY_EMAIL, email, out);
}

enum err
person_load(struct db *db, struct arena *mem, const char *id, struct person *out)
{
    return find(db, mem, SQL_PERSON_BY_ID, id, out);
}

enum err
person_set_locale(struct db *db, const char *id, const char *locale)
{
    struct query *q = db_query(db, SQL_PERSON_SET_LOCALE);

    query_text(q, ":id", id);
    query_text(q, ":locale", locale);
    return query_run(q);
}
