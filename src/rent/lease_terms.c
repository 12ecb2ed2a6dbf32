#include "rent/lease_terms.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/text.h"
#include "rent/audit.h"
#include "rent/billing.h"
#include "rent/list.h"
#include "rent/scope.h"

static const struct lease_refusal rent_refusals[LEASE_ANSWER_COUNT] = {
    [LEASE_OUTSIDE] = {"outside_lease", 422, N_("Choose a day while the lease runs.")},
    [LEASE_BILLED] = {"already_billed", 409,
                      N_("The rent of that month, or of a later one, is billed already. Choose a later month.")},
};
static const struct lease_refusal end_refusals[LEASE_ANSWER_COUNT] = {
    [LEASE_OUTSIDE] = {"outside_lease", 422, N_("The lease cannot end before it begins.")},
    [LEASE_BILLED] = {"already_billed", 409,
                      N_("The last month is billed up to that day already. Cancel that bill first.")},
    [LEASE_LET] = {"unit_let", 409, N_("Somebody else rents this unit before that day.")},
};

const struct lease_refusal *
lease_rent_refusal(enum lease_answer a)
{
    return rent_refusals[a].code ? &rent_refusals[a] : NULL;
}

const struct lease_refusal *
lease_end_refusal(enum lease_answer a)
{
    return end_refusals[a].code ? &end_refusals[a] : NULL;
}

/* ---- the rent ---- */

/* The first month for which a rent counts that begins on that day. */
static const char *
first_month(struct arena *mem, const char *from_date, const char *start_date)
{
    struct date d;

    if (!date_parse(strcmp(from_date, start_date) > 0 ? from_date : start_date, &d))
        return arena_strndup(mem, from_date, PERIOD_SIZE - 1);
    if (d.day > 1 && strcmp(from_date, start_date) > 0)
        d = date_from_days(date_days((struct date){d.year, d.month, 1}) + days_in_month(d.year, d.month));
    return period_text(arena_alloc(mem, PERIOD_SIZE), d);
}

static enum err
is_billed(struct db *db, const struct who *who, const char *lease_id, const char *period, bool *billed)
{
    struct query *q = db_query(db, SQL_LEASE_BILLED_FROM);

    scope_landlord(q, who);
    query_text(q, ":lease_id", lease_id);
    query_text(q, ":period", period);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *billed = row_int(q, "billed") != 0;
    return query_end(q);
}

static enum err
add_rent(struct db *db, const struct who *who, const char *lease_id, struct money rent, const char *from_date)
{
    struct query *q = db_query(db, SQL_LEASE_RENT_ADD);

    scope_landlord(q, who);
    query_text(q, ":lease_id", lease_id);
    query_text(q, ":from_date", from_date);
    query_money(q, ":rent_cents", rent);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    return query_run(q);
}

static enum err
set_rent(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct money rent,
         const char *from_date, enum lease_answer *answer)
{
    char         text[MONEY_TEXT_SIZE];
    struct lease l;
    bool         billed = false;
    enum err     e = lease_load(db, mem, who, lease_id, &l);

    if (e != ERR_OK)
        return e;
    *answer = LEASE_OUTSIDE;
    if (strcmp(from_date, l.start_date) < 0 || (l.end_date && strcmp(from_date, l.end_date) > 0))
        return ERR_OK;
    e = is_billed(db, who, lease_id, first_month(mem, from_date, l.start_date), &billed);
    *answer = billed ? LEASE_BILLED : LEASE_DONE;
    if (e != ERR_OK || billed)
        return e;
    e = add_rent(db, who, lease_id, rent, from_date);
    if (e == ERR_OK)
        e = billing_wake(db, who);
    const char *detail = arena_printf(mem, "%s from %s", money_plain(text, rent), from_date);
    return e == ERR_OK ? audit_note(db, mem, who, "lease.rent_set", lease_id, detail) : e;
}

enum err
lease_rent_set(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct money rent,
               const char *from_date, enum lease_answer *answer)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, set_rent(db, mem, who, lease_id, rent, from_date, answer)) : e;
}

enum err
lease_rents(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct lease_rent **out,
            size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct lease_rent));
    struct query *q = db_query(db, SQL_LEASE_RENT_LIST);

    scope_both(q, who);
    scope_today(q);
    query_text(q, ":lease_id", lease_id);
    while (query_next(q))
        *(struct lease_rent *)list_add(&rows) =
            (struct lease_rent){row_text(q, mem, "from_date"), row_money(q, "rent_cents"),
                                row_text(q, mem, "person_name"), row_int(q, "made_at"), row_int(q, "later") != 0};
    *out = rows.items;
    *count = rows.count;
    enum err e = query_end(q);
    return e == ERR_OK && !rows.count ? ERR_NOT_FOUND : e;
}

/* ---- the end ---- */

static enum err
judge_end(struct db *db, const struct who *who, const struct lease *l, const char *date, enum lease_answer *answer)
{
    struct query *q = db_query(db, SQL_LEASE_END_FACTS);

    scope_landlord(q, who);
    query_text(q, ":id", l->id);
    query_text(q, ":end_date", date);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *answer = LEASE_DONE;
    if (date && strcmp(date, l->start_date) < 0)
        *answer = LEASE_OUTSIDE;
    else if (row_int(q, "billed"))
        *answer = LEASE_BILLED;
    else if (row_int(q, "let"))
        *answer = LEASE_LET;
    return query_end(q);
}

static enum err
set_end(struct db *db, const struct who *who, const char *lease_id, const char *date)
{
    struct query *q = db_query(db, SQL_LEASE_SET_END);

    scope_landlord(q, who);
    query_text(q, ":id", lease_id);
    query_text(q, ":end_date", date);
    return query_run(q);
}

static enum err
end(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const char *date,
    enum lease_answer *answer)
{
    struct lease l;
    enum err     e = lease_load(db, mem, who, lease_id, &l);

    *answer = LEASE_DONE;
    if (e != ERR_OK || strcmp(date ? date : "", l.end_date ? l.end_date : "") == 0)
        return e; /* it is so already */
    e = judge_end(db, who, &l, date, answer);
    if (e != ERR_OK || *answer != LEASE_DONE)
        return e;
    e = set_end(db, who, lease_id, date);
    if (e == ERR_OK)
        e = billing_wake(db, who);
    return e == ERR_OK ? audit_note(db, mem, who, date ? "lease.ended" : "lease.goes_on", lease_id, date) : e;
}

enum err
lease_end(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const char *date,
          enum lease_answer *answer)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, end(db, mem, who, lease_id, date, answer)) : e;
}

enum err
lease_billed_beyond(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                    struct lease_beyond **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct lease_beyond));
    struct query *q = db_query(db, SQL_LEASE_BILLED_BEYOND);

    scope_landlord(q, who);
    query_text(q, ":lease_id", lease_id);
    while (query_next(q))
        *(struct lease_beyond *)list_add(&rows) =
            (struct lease_beyond){row_text(q, mem, "id"), row_text(q, mem, "period"), row_money(q, "due_cents")};
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
