#include "rent/registration.h"

#include "base/clock.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/receiving.h"
#include "rent/scope.h"

enum err
registration_newest(struct db *db, struct arena *mem, const struct who *who, struct registration *out)
{
    struct query *q = db_query(db, SQL_REGISTRATION_NEWEST);

    scope_whole(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct registration){
        .id = row_text(q, mem, "id"),
        .shortcode = row_text(q, mem, "shortcode"),
        .version = row_text(q, mem, "version"),
        .state = row_text(q, mem, "state"),
        .code = row_text(q, mem, "code"),
        .said = row_text(q, mem, "said"),
        .asked_at = row_int(q, "asked_at"),
        .answered_at = row_int(q, "answered_at"),
        .strict = row_int(q, "c2b_strict") != 0,
    };
    return query_end(q);
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const char *version)
{
    struct receiving used;
    enum err         e = receiving_in_use(db, mem, who, &used);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_REGISTRATION_ADD);
    query_text(q, ":id", random_id(arena_alloc(mem, ID_SIZE)));
    scope_landlord(q, who);
    query_text(q, ":receiving_account_id", used.id);
    query_text(q, ":shortcode", used.shortcode);
    query_text(q, ":version", version);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "c2b.asked", used.id, used.shortcode) : e;
}

enum err
registration_ask(struct db *db, struct arena *mem, const struct who *who, const char *version)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, add(db, mem, who, version)) : e;
}

static enum err
set_strict(struct db *db, struct arena *mem, const struct who *who, bool strict)
{
    struct receiving used;
    enum err         e = receiving_in_use(db, mem, who, &used);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_RECEIVING_SET_STRICT);
    scope_landlord(q, who);
    query_text(q, ":id", used.id);
    query_int(q, ":strict", strict);
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "c2b.strict", used.id, strict ? "on" : "off") : e;
}

enum err
registration_set_strict(struct db *db, struct arena *mem, const struct who *who, bool strict)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, set_strict(db, mem, who, strict)) : e;
}

enum err
registration_to_send(struct db *db, struct arena *mem, struct registering **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct registering));
    struct query *q = db_query(db, SQL_REGISTRATION_TO_SEND);

    while (query_next(q))
        *(struct registering *)list_add(&rows) = (struct registering){
            .id = row_text(q, mem, "id"),
            .landlord_id = row_text(q, mem, "landlord_id"),
            .receiving_account_id = row_text(q, mem, "receiving_account_id"),
            .credentials = row_text(q, mem, "credentials"),
            .business_type = row_text(q, mem, "business_type"),
            .shortcode = row_text(q, mem, "shortcode"),
            .store_number = row_text(q, mem, "store_number"),
            .version = row_text(q, mem, "version"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
registration_sending(struct db *db, const char *id, const char *secret_hash)
{
    struct query *q = db_query(db, SQL_REGISTRATION_SENDING);

    query_text(q, ":id", id);
    query_text(q, ":secret_hash", secret_hash);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
registration_ended(struct db *db, const char *id, const char *state, const char *code, const char *said)
{
    struct query *q = db_query(db, SQL_REGISTRATION_ENDED);

    query_text(q, ":id", id);
    query_text(q, ":state", state);
    query_text(q, ":code", code);
    query_text(q, ":said", said);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
registration_recover(struct db *db)
{
    return query_run(db_query(db, SQL_REGISTRATION_RECOVER));
}
