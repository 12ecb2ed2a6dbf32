/*
 * recon_ask.c - who is compared when, what is asked of M-Pesa for it, and what a person says to a difference (contracts
 * in recon.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "rent/audit.h"
#include "rent/balance.h"
#include "rent/enquiry.h"
#include "rent/pull.h"
#include "rent/recon_private.h"
#include "rent/scope.h"

/* What cannot be asked now is no fault of whoever asks for a comparison. */
static enum err
or_not(enum err e)
{
    return e == ERR_NOT_FOUND || e == ERR_CONFLICT || e == ERR_LIMIT ? ERR_OK : e;
}

/* Whose word the gateway may use without locking the initiator; *account_id NULL: nobody's. */
static enum err
trusted(struct db *db, struct arena *mem, const struct who *who, const char *api, bool *may)
{
    struct mpesa_account a;
    enum err             e = mpesa_account(db, mem, who->landlord_id, NULL, &a);

    *may = false;
    return e == ERR_OK ? mpesa_initiator_trusted(db, mem, a.id, api, may) : or_not(e);
}

static enum err
ask_balance(struct db *db, struct arena *mem, const struct who *who)
{
    const char   *id;
    bool          may;
    struct query *q = db_query(db, SQL_RECON_BALANCE_KNOWN);

    scope_landlord(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return or_not(e);
    e = query_end(q);
    if (e == ERR_OK)
        e = trusted(db, mem, who, "balance", &may);
    return e == ERR_OK && may ? or_not(balance_ask(db, mem, who, NULL, &id)) : e;
}

static enum err
ask_codes(struct db *db, struct arena *mem, const struct who *who)
{
    struct list   codes = list_new(mem, sizeof(const char *));
    bool          may;
    const char   *id;
    struct query *q = db_query(db, SQL_RECON_TO_ASK);

    scope_landlord(q, who);
    query_int(q, ":now", clock_now());
    while (query_next(q))
        *(const char **)list_add(&codes) = row_text(q, mem, "receipt_no");
    enum err e = query_end(q);
    if (e == ERR_OK && codes.count > 0)
        e = trusted(db, mem, who, "status", &may);
    for (size_t i = 0; e == ERR_OK && i < codes.count && may; i++)
        e = or_not(enquiry_ask(db, mem, who, ((const char *const *)codes.items)[i], NULL, &id));
    return e;
}

enum err
recon_ask_mpesa(struct db *db, struct arena *mem, const struct who *who)
{
    enum err e = or_not(pull_ask(db, mem, who));

    if (e == ERR_OK)
        e = ask_balance(db, mem, who);
    return e == ERR_OK ? ask_codes(db, mem, who) : e;
}

static enum err
ask(struct db *db, struct arena *mem, const struct who *who)
{
    bool             waits;
    struct recon_run latest;
    enum err         e = recon_latest(db, mem, who, &latest, &waits);

    if (e != ERR_OK || waits)
        return e;
    struct query *q = db_query(db, SQL_RECON_ASK);
    scope_landlord(q, who);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    if (e == ERR_OK)
        e = recon_ask_mpesa(db, mem, who);
    return e == ERR_OK ? audit_note(db, mem, who, "recon.asked", NULL, NULL) : e;
}

enum err
recon_ask(struct db *db, struct arena *mem, const struct who *who)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, ask(db, mem, who)) : e;
}

static enum err
explain(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason)
{
    struct recon_difference d;
    enum err                e = recon_load(db, mem, who, id, &d);

    if (e != ERR_OK)
        return e;
    if (strcmp(d.state, "open") != 0)
        return ERR_CONFLICT;
    struct query *q = db_query(db, SQL_RECON_EXPLAIN);
    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":person_id", who->person_id);
    query_text(q, ":reason", reason);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "recon.explained", id,
                                    arena_printf(mem, "%s %s: %s", d.kind, d.subject, reason))
                       : e;
}

enum err
recon_explain(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, explain(db, mem, who, id, reason)) : e;
}

/* ---- by the clock ---- */

static enum err
planned(struct db *db, const struct who *who, int64_t next_at)
{
    struct query *q = db_query(db, SQL_RECON_PLANNED);

    scope_landlord(q, who);
    query_int(q, ":next_at", next_at);
    return query_run(q);
}

static enum err
compare_due(struct db *db, struct arena *mem, const struct who *who, bool by_person, int64_t period_s)
{
    struct recon_run run;
    enum err         e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = planned(db, who, clock_now() + period_s);
    if (e == ERR_OK)
        e = recon_compare(db, mem, who, by_person ? "person" : "clock", &run);
    if (e == ERR_OK && !by_person) {
        const struct who itself = {.landlord_id = who->landlord_id};
        e = ask_codes(db, mem, &itself);
    }
    if (e == ERR_OK && run.appeared)
        log_event(LOG_WARN, "recon.differs", "landlord", who->landlord_id, "open", I64(run.open), "new",
                  I64(run.appeared), NULL);
    return db_end(db, e);
}

enum err
recon_next(struct db *db, struct arena *mem, int64_t period_s, bool *one)
{
    struct who    who = {0};
    struct query *q = db_query(db, SQL_RECON_DUE);

    *one = false;
    query_int(q, ":now", clock_now());
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    who.landlord_id = row_text(q, mem, "landlord_id");
    who.person_id = row_text(q, mem, "asked_by");
    bool by_person = row_int(q, "asked") == 1;
    e = query_end(q);
    if (e != ERR_OK)
        return e;
    *one = true;
    return compare_due(db, mem, &who, by_person, period_s);
}

/* ---- everybody ---- */

static enum err
landlords(struct arena *mem, struct query *q, bool counted, struct recon_landlord **out, size_t *count)
{
    struct list rows = list_new(mem, sizeof(struct recon_landlord));

    while (query_next(q)) {
        struct recon_landlord *l = list_add(&rows);
        *l = (struct recon_landlord){.id = row_text(q, mem, "id"), .business_name = row_text(q, mem, "business_name")};
        if (counted) {
            l->open = row_int(q, "open");
            l->since = row_int(q, "since");
        }
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
recon_landlords(struct db *db, struct arena *mem, struct recon_landlord **out, size_t *count)
{
    return landlords(mem, db_query(db, SQL_RECON_LANDLORDS), true, out, count);
}

enum err
recon_everybody(struct db *db, struct arena *mem, const char *landlord_id, struct recon_landlord **out, size_t *count)
{
    struct query *q = db_query(db, SQL_RECON_EVERYBODY);

    query_text(q, ":landlord_id", landlord_id);
    return landlords(mem, q, false, out, count);
}
