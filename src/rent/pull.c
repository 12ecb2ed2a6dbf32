#include "rent/pull.h"

#include <string.h>

#include "base/clock.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/scope.h"

enum err
pull_standing_load(struct db *db, struct arena *mem, const struct who *who, struct pull_standing *out)
{
    struct query *q = db_query(db, SQL_PULL_STANDING);

    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct pull_standing){
        .id = row_text(q, mem, "id"),
        .shortcode = row_text(q, mem, "shortcode"),
        .business_type = row_text(q, mem, "business_type"),
        .nominated_phone = row_text(q, mem, "nominated_phone"),
        .state = row_text(q, mem, "state"),
        .code = row_text(q, mem, "code"),
        .said = row_text(q, mem, "said"),
        .asked_at = row_int(q, "asked_at"),
        .answered_at = row_int(q, "answered_at"),
        .next_at = row_int(q, "next_at"),
        .person_at = row_int(q, "person_at"),
        .last = {.state = row_text(q, mem, "run_state"),
                 .code = row_text(q, mem, "run_code"),
                 .said = row_text(q, mem, "run_said"),
                 .begun_at = row_int(q, "begun_at"),
                 .ended_at = row_int(q, "ended_at"),
                 .from_at = row_int(q, "from_at"),
                 .to_at = row_int(q, "to_at"),
                 .seen = row_int(q, "seen"),
                 .fresh = row_int(q, "fresh")},
    };
    return query_end(q);
}

int64_t
pull_wait(const struct pull_standing *s, int64_t now)
{
    int64_t wait = s->person_at + PULL_ASK_GAP_S - now;

    return wait > 0 ? wait : 0;
}

/* ---- what a person asks for ---- */

static enum err
nominate(struct db *db, const struct who *who, const char *id, const char *phone)
{
    struct query *q = db_query(db, SQL_PULL_NOMINATE);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":phone", phone);
    return query_run(q);
}

static enum err
begin_registration(struct db *db, const struct who *who, const char *id)
{
    struct query *q = db_query(db, SQL_PULL_REGISTER);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    return e == ERR_OK && db_changes(db) == 0 ? ERR_CONFLICT : e;
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const char *phone)
{
    struct pull_standing s;
    enum err             e = pull_standing_load(db, mem, who, &s);

    if (e == ERR_OK)
        e = begin_registration(db, who, s.id);
    if (e == ERR_OK)
        e = nominate(db, who, s.id, phone);
    return e == ERR_OK ? audit_note(db, mem, who, "pull.asked", s.id, s.shortcode) : e;
}

enum err
pull_enrol(struct db *db, struct arena *mem, const struct who *who, const char *nominated_phone)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, add(db, mem, who, nominated_phone)) : e;
}

static enum err
ask(struct db *db, struct arena *mem, const struct who *who)
{
    struct pull_standing s;
    int64_t              now = clock_now();
    enum err             e = pull_standing_load(db, mem, who, &s);

    if (e != ERR_OK)
        return e;
    if (!s.state || strcmp(s.state, "registered") != 0)
        return ERR_CONFLICT;
    if (pull_wait(&s, now) > 0)
        return ERR_LIMIT;
    struct query *q = db_query(db, SQL_PULL_ASK);
    scope_landlord(q, who);
    query_text(q, ":id", s.id);
    query_int(q, ":now", now);
    return query_run(q);
}

enum err
pull_ask(struct db *db, struct arena *mem, const struct who *who)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, ask(db, mem, who)) : e;
}

enum err
pull_found(struct db *db, struct arena *mem, const struct who *who, struct pull_found **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct pull_found));
    struct query *q = db_query(db, SQL_PULL_FOUND);

    scope_landlord(q, who);
    while (query_next(q))
        *(struct pull_found *)list_add(&rows) = (struct pull_found){
            .receipt_no = row_text(q, mem, "receipt_no"),
            .account = row_text(q, mem, "account"),
            .msisdn = row_text(q, mem, "msisdn"),
            .verdict = row_text(q, mem, "verdict"),
            .payment_id = row_text(q, mem, "payment_id"),
            .amount = row_money(q, "amount_cents"),
            .paid_at = row_int(q, "paid_at"),
            .first_seen = row_int(q, "first_seen"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
