#include "rent/trial.h"

#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/receiving.h"
#include "rent/scope.h"

enum err
trial_newest(struct db *db, struct arena *mem, const struct who *who, struct trial *out)
{
    struct query *q = db_query(db, SQL_TRIAL_NEWEST);

    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct trial){
        .id = row_text(q, mem, "id"),
        .shortcode = row_text(q, mem, "shortcode"),
        .phone = row_text(q, mem, "phone"),
        .account_ref = row_text(q, mem, "account_ref"),
        .amount = row_money(q, "amount_cents"),
        .state = row_text(q, mem, "state"),
        .code = row_text(q, mem, "code"),
        .said = row_text(q, mem, "said"),
        .asked_at = row_int(q, "asked_at"),
        .answered_at = row_int(q, "answered_at"),
    };
    return query_end(q);
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, struct money amount, const char *phone,
    const char *account_ref)
{
    struct receiving used;
    enum err         e = receiving_in_use(db, mem, who, &used);

    if (e != ERR_OK)
        return e;
    bool till = strcmp(used.business_type, "till") == 0;
    if (!till && !account_ref)
        return ERR_FIELD;
    struct query *q = db_query(db, SQL_TRIAL_ADD);
    query_text(q, ":id", random_id(arena_alloc(mem, ID_SIZE)));
    scope_landlord(q, who);
    query_text(q, ":receiving_account_id", used.id);
    query_text(q, ":shortcode", used.shortcode);
    query_money(q, ":amount_cents", amount);
    query_text(q, ":phone", phone);
    query_text(q, ":account_ref", till ? NULL : account_ref);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "c2b.trial", used.id, used.shortcode) : e;
}

enum err
trial_ask(struct db *db, struct arena *mem, const struct who *who, struct money amount, const char *phone,
          const char *account_ref)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, add(db, mem, who, amount, phone, account_ref)) : e;
}

enum err
trial_to_send(struct db *db, struct arena *mem, struct trying **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof **out);
    struct query *q = db_query(db, SQL_TRIAL_TO_SEND);

    while (query_next(q))
        *(struct trying *)list_add(&rows) = (struct trying){
            .id = row_text(q, mem, "id"),
            .receiving_account_id = row_text(q, mem, "receiving_account_id"),
            .credentials = row_text(q, mem, "credentials"),
            .shortcode = row_text(q, mem, "shortcode"),
            .phone = row_text(q, mem, "phone"),
            .account_ref = row_text(q, mem, "account_ref"),
            .version = row_text(q, mem, "version"),
            .amount = row_money(q, "amount_cents"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
trial_sending(struct db *db, const char *id)
{
    struct query *q = db_query(db, SQL_TRIAL_SENDING);

    query_text(q, ":id", id);
    return query_run(q);
}

enum err
trial_ended(struct db *db, const char *id, const char *state, const char *code, const char *said)
{
    struct query *q = db_query(db, SQL_TRIAL_ENDED);

    query_text(q, ":id", id);
    query_text(q, ":state", state);
    query_text(q, ":code", code);
    query_text(q, ":said", said);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
trial_recover(struct db *db)
{
    return query_run(db_query(db, SQL_TRIAL_RECOVER));
}
