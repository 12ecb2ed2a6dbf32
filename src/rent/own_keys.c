#include "rent/own_keys.h"

#include <string.h>

#include "base/clock.h"
#include "rent/audit.h"
#include "rent/scope.h"

static const char *const names[] = {
    [OWN_PASSKEY] = "passkey",
    [OWN_KEY] = "consumer_key",
    [OWN_SECRET] = "consumer_secret",
    [OWN_INITIATOR] = "initiator_name",
    [OWN_PASSWORD] = "initiator_password",
};
_Static_assert(COUNT(names) == OWN_FIELD_COUNT, "name each field");

enum err
own_keys_load(struct db *db, struct arena *mem, const struct who *who, struct own_keys *out)
{
    struct query *q = db_query(db, SQL_KEYS_LOAD);

    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct own_keys){
        .account_id = row_text(q, mem, "id"),
        .business_type = row_text(q, mem, "business_type"),
        .shortcode = row_text(q, mem, "shortcode"),
        .store_number = row_text(q, mem, "store_number"),
        .business_name = row_text(q, mem, "business_name"),
        .payout_shortcode = row_text(q, mem, "payout_shortcode"),
        .own_app = strcmp(row_text(q, mem, "credentials"), "own") == 0,
        .passkey_hint = row_text(q, mem, "passkey_hint"),
        .key_hint = row_text(q, mem, "key_hint"),
        .secret_hint = row_text(q, mem, "secret_hint"),
        .initiator_name = row_text(q, mem, "initiator_name"),
        .app_set_at = row_int(q, "app_set_at"),
        .password_set_at = row_int(q, "password_set_at"),
        .initiator_set_at = row_int(q, "initiator_set_at"),
    };
    return query_end(q);
}

static enum err
set_field(struct db *db, const struct who *who, const char *account_id, const struct own_keys_change *in, size_t i)
{
    struct query *q = db_query(db, SQL_CREDENTIAL_SET);

    scope_landlord(q, who);
    query_text(q, ":id", account_id);
    query_text(q, ":field", names[i]);
    query_text(q, ":envelope", in->envelope[i]);
    query_text(q, ":hint", in->hint[i] ? in->hint[i] : "");
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
set_text(struct db *db, enum sql which, const struct who *who, const char *account_id, const char *name,
         const char *text)
{
    struct query *q = db_query(db, which);

    scope_landlord(q, who);
    query_text(q, ":id", account_id);
    query_text(q, name, text);
    return query_run(q);
}

/* A password is a name's: another name comes with its own. */
static bool
comes_together(const struct own_keys *now, const struct own_keys_change *in)
{
    bool app = in->envelope[OWN_PASSKEY] || in->envelope[OWN_KEY] || in->envelope[OWN_SECRET];
    bool whole = in->envelope[OWN_PASSKEY] && in->envelope[OWN_KEY] && in->envelope[OWN_SECRET];
    bool named = in->envelope[OWN_INITIATOR], proved = in->envelope[OWN_PASSWORD];

    return (!app || whole || now->own_app) && (!named || proved) && (!proved || named || now->initiator_name);
}

/* What was set, by name; never what it was set to, but for the number. */
static enum err
note(struct db *db, struct arena *mem, const struct who *who, const char *account_id, const struct own_keys_change *in)
{
    const char *what = "";

    for (size_t i = 0; i < OWN_FIELD_COUNT; i++)
        if (in->envelope[i])
            what = arena_printf(mem, "%s%s%s", what, *what ? " " : "", names[i]);
    if (in->payout_shortcode)
        what = arena_printf(mem, "%s%spayout %s", what, *what ? " " : "", in->payout_shortcode);
    return *what ? audit_note(db, mem, who, "credentials.set", account_id, what) : ERR_OK;
}

static enum err
change(struct db *db, struct arena *mem, const struct who *who, const struct own_keys_change *in)
{
    struct own_keys now;
    enum err        e = own_keys_load(db, mem, who, &now);

    if (e != ERR_OK)
        return e;
    if (!comes_together(&now, in))
        return ERR_FIELD;
    for (size_t i = 0; e == ERR_OK && i < OWN_FIELD_COUNT; i++)
        if (in->envelope[i])
            e = set_field(db, who, now.account_id, in, i);
    if (e == ERR_OK && in->envelope[OWN_PASSKEY] && !now.own_app)
        e = set_text(db, SQL_KEYS_SET_APP, who, now.account_id, ":credentials", "own");
    if (e == ERR_OK && in->payout_shortcode)
        e = set_text(db, SQL_KEYS_SET_PAYOUT, who, now.account_id, ":payout_shortcode", in->payout_shortcode);
    return e == ERR_OK ? note(db, mem, who, now.account_id, in) : e;
}

enum err
own_keys_change(struct db *db, struct arena *mem, const struct who *who, const struct own_keys_change *in)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, change(db, mem, who, in)) : e;
}

static enum err
clear_fields(struct db *db, const struct who *who, const char *account_id, bool initiator)
{
    struct query *q = db_query(db, SQL_KEYS_CLEAR);

    scope_landlord(q, who);
    query_text(q, ":id", account_id);
    query_int(q, ":initiator", initiator);
    return query_run(q);
}

static enum err
clear(struct db *db, struct arena *mem, const struct who *who, const char *what)
{
    struct own_keys now;
    enum err        e = own_keys_load(db, mem, who, &now);

    if (e != ERR_OK)
        return e;
    if (strcmp(what, "app") == 0) {
        e = clear_fields(db, who, now.account_id, false);
        if (e == ERR_OK)
            e = set_text(db, SQL_KEYS_SET_APP, who, now.account_id, ":credentials", "platform");
    } else if (strcmp(what, "initiator") == 0) {
        e = clear_fields(db, who, now.account_id, true);
    } else {
        e = set_text(db, SQL_KEYS_SET_PAYOUT, who, now.account_id, ":payout_shortcode", NULL);
    }
    return e == ERR_OK ? audit_note(db, mem, who, "credentials.cleared", now.account_id, what) : e;
}

enum err
own_keys_clear(struct db *db, struct arena *mem, const struct who *who, const char *what)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, clear(db, mem, who, what)) : e;
}
