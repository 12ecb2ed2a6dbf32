#include "rent/receiving.h"

#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/scope.h"

static enum err
load(struct query *q, struct arena *mem, const struct who *who, struct receiving *out)
{
    scope_whole(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct receiving){
        .id = row_text(q, mem, "id"),
        .business_type = row_text(q, mem, "business_type"),
        .shortcode = row_text(q, mem, "shortcode"),
        .store_number = row_text(q, mem, "store_number"),
        .account_number = row_text(q, mem, "account_number"),
        .business_name = row_text(q, mem, "business_name"),
        .credentials = row_text(q, mem, "credentials"),
        .state = row_text(q, mem, "state"),
        .step = row_text(q, mem, "step"),
        .configured_at = row_int(q, "configured_at"),
        .tested_at = row_int(q, "tested_at"),
        .activated_at = row_int(q, "activated_at"),
        .effective_at = row_int(q, "effective_at"),
        .test_result = row_text(q, mem, "test_result"),
        .test_payment = row_text(q, mem, "test_payment"),
        .passkey_hint = row_text(q, mem, "passkey_hint"),
        .key_hint = row_text(q, mem, "key_hint"),
        .secret_hint = row_text(q, mem, "secret_hint"),
    };
    return query_end(q);
}

enum err
receiving_newest(struct db *db, struct arena *mem, const struct who *who, struct receiving *out)
{
    return load(db_query(db, SQL_RECEIVING_NEWEST), mem, who, out);
}

enum err
receiving_in_use(struct db *db, struct arena *mem, const struct who *who, struct receiving *out)
{
    return load(db_query(db, SQL_RECEIVING_IN_USE), mem, who, out);
}

/* ERR_NOT_FOUND: nothing is being set up. */
static enum err
draft(struct db *db, struct arena *mem, const struct who *who, struct receiving *out)
{
    enum err e = receiving_newest(db, mem, who, out);

    return e == ERR_OK && strcmp(out->state, "draft") != 0 ? ERR_NOT_FOUND : e;
}

static enum err
run_for(struct db *db, enum sql which, const struct who *who)
{
    struct query *q = db_query(db, which);

    scope_landlord(q, who);
    return query_run(q);
}

static enum err
add_draft(struct db *db, struct arena *mem, const struct who *who, const char *business_type)
{
    struct query *q = db_query(db, SQL_RECEIVING_ADD);

    query_text(q, ":id", random_id(arena_alloc(mem, ID_SIZE)));
    scope_landlord(q, who);
    query_text(q, ":business_type", business_type);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
set_type(struct db *db, const struct who *who, const char *id, const char *business_type)
{
    struct query *q = db_query(db, SQL_RECEIVING_SET_TYPE);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":business_type", business_type);
    return query_run(q);
}

/* A draft to which a test went is history: it is retired, and a new one begun. */
static enum err
begin(struct db *db, struct arena *mem, const struct who *who, const char *business_type)
{
    struct receiving now;
    enum err         e = draft(db, mem, who, &now);

    if (e == ERR_NOT_FOUND)
        return add_draft(db, mem, who, business_type);
    if (e != ERR_OK || strcmp(now.business_type, business_type) == 0)
        return e;
    if (!now.test_payment)
        return set_type(db, who, now.id, business_type);
    e = run_for(db, SQL_RECEIVING_RETIRE_DRAFT, who);
    return e == ERR_OK ? add_draft(db, mem, who, business_type) : e;
}

enum err
receiving_begin(struct db *db, struct arena *mem, const struct who *who, const char *business_type)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, begin(db, mem, who, business_type)) : e;
}

static bool
same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static enum err
set_credential(struct db *db, const struct who *who, const char *id, const char *field, const char *envelope,
               const char *hint)
{
    if (!envelope)
        return ERR_OK;
    struct query *q = db_query(db, SQL_CREDENTIAL_SET);
    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":field", field);
    query_text(q, ":envelope", envelope);
    query_text(q, ":hint", hint);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
clear_credentials(struct db *db, const struct who *who, const char *id)
{
    struct query *q = db_query(db, SQL_CREDENTIAL_CLEAR);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    return query_run(q);
}

static bool
gives_own(const struct receiving_details *in)
{
    return in->passkey_envelope || in->key_envelope || in->secret_envelope;
}

static enum err
write_details(struct db *db, const struct who *who, const struct receiving *now, const struct receiving_details *in,
              bool retest)
{
    const char   *step = in->unfinished ? "details" : !retest && now->tested_at ? "activate" : "test";
    bool          own = gives_own(in) || (in->keep_own && now->passkey_hint);
    struct query *q = db_query(db, SQL_RECEIVING_DESCRIBE);

    scope_landlord(q, who);
    query_text(q, ":id", now->id);
    query_text(q, ":shortcode", in->shortcode);
    query_text(q, ":store_number", in->store_number);
    query_text(q, ":account_number", in->account_number);
    query_text(q, ":business_name", in->business_name);
    query_text(q, ":credentials", own ? "own" : "platform");
    query_text(q, ":step", step);
    query_int(q, ":retest", retest);
    query_int(q, ":unfinished", in->unfinished);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    if (e == ERR_OK && !own)
        e = clear_credentials(db, who, now->id);
    if (e == ERR_OK)
        e = set_credential(db, who, now->id, "passkey", in->passkey_envelope, in->passkey_hint);
    if (e == ERR_OK)
        e = set_credential(db, who, now->id, "consumer_key", in->key_envelope, in->key_hint);
    if (e == ERR_OK)
        e = set_credential(db, who, now->id, "consumer_secret", in->secret_envelope, in->secret_hint);
    return e;
}

static enum err
describe(struct db *db, struct arena *mem, const struct who *who, const struct receiving_details *in)
{
    struct receiving now;
    enum err         e = draft(db, mem, who, &now);

    if (e != ERR_OK)
        return e;
    if (in->unfinished && now.test_payment)
        return ERR_OK;
    bool moved = !same(now.shortcode, in->shortcode) || !same(now.store_number, in->store_number);
    if (moved && now.test_payment) {
        if (in->keep_own && now.passkey_hint && !gives_own(in))
            return ERR_FIELD;
        e = run_for(db, SQL_RECEIVING_RETIRE_DRAFT, who);
        if (e == ERR_OK)
            e = add_draft(db, mem, who, now.business_type);
        if (e == ERR_OK)
            e = draft(db, mem, who, &now);
        if (e != ERR_OK)
            return e;
    }
    e = write_details(db, who, &now, in, moved || gives_own(in));
    return e == ERR_OK && !in->unfinished ? audit_note(db, mem, who, "receiving.described", now.id, in->shortcode) : e;
}

enum err
receiving_describe(struct db *db, struct arena *mem, const struct who *who, const struct receiving_details *in)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, describe(db, mem, who, in)) : e;
}

static enum err
abandon(struct db *db, struct arena *mem, const struct who *who)
{
    struct receiving r;
    enum err         e = receiving_newest(db, mem, who, &r);

    if (e != ERR_OK)
        return e;
    if (strcmp(r.state, "draft") == 0)
        return run_for(db, SQL_RECEIVING_RETIRE_DRAFT, who);
    if (strcmp(r.state, "waiting") != 0)
        return ERR_NOT_FOUND;
    e = run_for(db, SQL_RECEIVING_RETIRE_WAITING, who);
    return e == ERR_OK ? audit_note(db, mem, who, "receiving.change_stopped", r.id, r.shortcode) : e;
}

enum err
receiving_abandon(struct db *db, struct arena *mem, const struct who *who)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, abandon(db, mem, who)) : e;
}
