/*
 * billing_run.c - the run itself, by a person and by the clock (contracts in billing.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/billing_private.h"
#include "rent/scope.h"

enum { BATCH = 500, LOOK_AGAIN_S = 600, DAY_S = 86400 };

/* "12 of 30 days", "Security", "Security, 12 of 30 days", or NULL. */
static const char *
description(struct arena *mem, const struct billing_line *l)
{
    if (!l->of_days)
        return l->name;
    return arena_printf(mem, "%s%s%d of %d days", l->name ? l->name : "", l->name ? ", " : "", (int)l->days,
                        (int)l->of_days);
}

static enum err
keep_item(struct db *db, const struct who *who, const char *period, const struct billing_line *l, const char *bill_id,
          const char *run_id)
{
    struct query *q = db_query(db, SQL_BILLING_ITEM_ADD);

    scope_landlord(q, who);
    query_text(q, ":lease_id", l->lease_id);
    query_text(q, ":kind", l->kind);
    query_text(q, ":charge_id", l->charge_id);
    query_text(q, ":period", period);
    query_text(q, ":bill_id", bill_id);
    query_text(q, ":run_id", run_id);
    if (l->of_days) {
        query_int(q, ":days", l->days);
        query_int(q, ":of_days", l->of_days);
    } else {
        query_null(q, ":days");
        query_null(q, ":of_days");
    }
    return query_run(q);
}

static enum err
make_bill(struct db *db, struct arena *mem, const struct who *who, const char *period, const struct billing_line *l,
          struct billing_made *run)
{
    const char           *id;
    const struct bill_new in = {
        .lease_id = l->lease_id,
        .period = period,
        .kind = l->kind,
        .due_date = l->due_date,
        .description = description(mem, l),
        .amount = l->amount,
    };
    enum err e = bill_add(db, mem, who, &in, &id);

    if (e == ERR_OK)
        e = keep_item(db, who, period, l, id, run->run_id);
    run->bills++;
    run->total.cents += l->amount.cents;
    return e;
}

static enum err
begin_run(struct db *db, struct arena *mem, const struct who *who, const char *period, const char *day,
          struct billing_made *run)
{
    struct query *q = db_query(db, SQL_BILLING_RUN_ADD);

    run->run_id = random_id(arena_alloc(mem, ID_SIZE));
    query_text(q, ":id", run->run_id);
    scope_landlord(q, who);
    query_text(q, ":period", period);
    query_text(q, ":day", day);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    enum err e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "billing.run", run->run_id, period) : e;
}

enum err
billing_make(struct db *db, struct arena *mem, const struct who *who, const struct billing_part *p, const char *day,
             struct billing_made *run)
{
    struct list rows;
    enum err    e = billing_lines(db, mem, who, p, &rows);

    if (e == ERR_OK && rows.count && !run->run_id)
        e = begin_run(db, mem, who, p->period, day, run);
    for (size_t i = 0; e == ERR_OK && i < rows.count; i++)
        e = make_bill(db, mem, who, p->period, (const struct billing_line *)rows.items + i, run);
    return e;
}

enum err
billing_run(struct db *db, struct arena *mem, const struct who *who, const char *period, struct billing_made *out)
{
    const struct billing_part part = {period, BILLING_ANY_DAY_FROM, BILLING_ANY_DAY_TO, true, BATCH};
    char                      day[DATE_SIZE];
    int64_t                   before;
    enum err                  e;

    *out = (struct billing_made){0};
    if (!billing_period_fits(period))
        return ERR_FIELD;
    date_text(day, today_eat());
    do {
        struct billing_made now = *out;
        before = now.bills;
        e = db_begin(db);
        if (e == ERR_OK)
            e = db_end(db, billing_make(db, mem, who, &part, day, &now));
        if (e == ERR_OK)
            *out = now;
    } while (e == ERR_OK && out->bills - before == BATCH);
    return e;
}

/* ---- the clock ---- */

/* A landlord whose time has come. */
struct due {
    const char *landlord_id, *since;
    int64_t     days_before;
};

static enum err
next_due(struct db *db, struct arena *mem, int64_t now, struct due *out)
{
    struct query *q = db_query(db, SQL_BILLING_DUE);

    query_int(q, ":now", now);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct due){row_text(q, mem, "landlord_id"), row_text(q, mem, "since"), row_int(q, "days_before")};
    return query_end(q);
}

/* What the clock has billed of a month on this day is one run, however many rounds it took. */
static enum err
run_of_today(struct db *db, struct arena *mem, const struct who *who, const char *period, const char *day,
             struct billing_made *run)
{
    struct query *q = db_query(db, SQL_BILLING_RUN_OF_CLOCK);

    *run = (struct billing_made){0};
    scope_landlord(q, who);
    query_text(q, ":period", period);
    query_text(q, ":day", day);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    run->run_id = row_text(q, mem, "id");
    return query_end(q);
}

static struct date
month_after(struct date d)
{
    return date_from_days(date_days((struct date){d.year, d.month, 1}) + days_in_month(d.year, d.month));
}

/* The first month that may hold something: of the day it was switched on, or, after a very long sleep, a year back. */
static struct date
first_month(const struct due *l, struct date today)
{
    struct date since = today, year_ago = {today.year - BILLING_MONTHS_BACK / 12, today.month, 1};

    if (!date_parse(l->since, &since))
        return today;
    since.day = 1;
    return date_days(since) < date_days(year_ago) ? year_ago : since;
}

/* Oldest month first, until so many are made. */
static enum err
bill_landlord(struct db *db, struct arena *mem, const struct due *l, int64_t now, int64_t most, int64_t *made)
{
    const struct who who = {.landlord_id = l->landlord_id};
    struct date      today = eat_from(now).date, last = date_from_days(date_days(today) + l->days_before);
    char             day[DATE_SIZE], due_to[DATE_SIZE], period[PERIOD_SIZE];
    enum err         e = ERR_OK;

    date_text(day, today);
    date_text(due_to, last);
    for (struct date m = first_month(l, today); e == ERR_OK && date_days(m) <= date_days(last) && *made < most;
         m = month_after(m)) {
        struct billing_made       run;
        const struct billing_part part = {period_text(period, m), l->since, due_to, true, most - *made};
        e = run_of_today(db, mem, &who, period, day, &run);
        if (e == ERR_OK)
            e = billing_make(db, mem, &who, &part, day, &run);
        *made += run.bills;
    }
    return e;
}

/* In ten minutes, but not later than the next day begins in Nairobi. */
static enum err
look_again(struct db *db, const struct due *l, int64_t now)
{
    struct query *q = db_query(db, SQL_BILLING_SET_NEXT);
    int64_t       midnight = date_start_utc(eat_from(now).date) + DAY_S;

    query_text(q, ":landlord_id", l->landlord_id);
    query_int(q, ":next_at", now + LOOK_AGAIN_S < midnight ? now + LOOK_AGAIN_S : midnight);
    return query_run(q);
}

static enum err
clock_step(struct db *db, struct arena *mem, int64_t now, int64_t most, int64_t *made, bool *more)
{
    struct due l;
    enum err   e = next_due(db, mem, now, &l);

    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *more = true; /* the same landlord's rest, or another landlord */
    e = bill_landlord(db, mem, &l, now, most, made);
    return e == ERR_OK && *made < most ? look_again(db, &l, now) : e;
}

enum err
billing_clock(struct db *db, struct arena *mem, int64_t now, int64_t most, int64_t *made, bool *more)
{
    struct due l;
    enum err   e = next_due(db, mem, now, &l); /* nothing to do takes no lock */

    *made = 0;
    *more = false;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    e = db_begin(db);
    return e == ERR_OK ? db_end(db, clock_step(db, mem, now, most, made, more)) : e;
}

/* ---- past runs ---- */

enum err
billing_runs(struct db *db, struct arena *mem, const struct who *who, int64_t limit, const char *cursor,
             struct billing_run_row **out, size_t *count, const char **next)
{
    struct cursor from, last = {0, ""};
    struct list   rows = list_new(mem, sizeof(struct billing_run_row));

    *next = NULL;
    limit = limit ? limit : PAGE_ROWS_STANDARD;
    if (!cursor_read(mem, cursor, &from))
        return ERR_INPUT;
    struct query *q = db_query(db, SQL_BILLING_RUN_LIST);
    scope_landlord(q, who);
    query_int(q, ":cursor_at", from.at);
    query_text(q, ":cursor_id", from.id);
    query_int(q, ":limit", limit + 1);
    while (query_next(q)) {
        if ((int64_t)rows.count == limit) {
            *next = cursor_text(mem, last);
            break;
        }
        struct billing_run_row *r = list_add(&rows);
        *r = (struct billing_run_row){
            row_text(q, mem, "id"),   row_text(q, mem, "period"), row_text(q, mem, "person_name"),
            row_int(q, "started_at"), row_int(q, "bills"),        row_money(q, "cents")};
        last = (struct cursor){r->started_at, r->id};
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
