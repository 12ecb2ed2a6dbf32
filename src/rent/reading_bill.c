/*
 * reading_bill.c - the price of a reading, and its bill (contracts in reading.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/list.h"
#include "rent/reading_private.h"
#include "rent/reckon.h"
#include "rent/scope.h"
#include "rent/tenant.h"

enum { AT_ONE_TIME = 500 };

enum err
reading_price(struct db *db, struct arena *mem, const struct who *who, struct reading *r, const char **rate_id)
{
    struct meter_rate rate;
    struct date       from, day;
    enum err          e = meter_rate_on(db, mem, who, r->property_id, r->kind, r->day, &rate);

    *rate_id = NULL;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    if (!date_parse(r->previous_day, &from) || !date_parse(r->day, &day))
        return ERR_INTERNAL;
    *rate_id = rate.id;
    r->price = rate.price;
    r->fixed.cents = rate.fixed.cents * reckon_months(from, day);
    r->amount = reckon_charge(r->used, r->price, r->fixed);
    return ERR_OK;
}

/* In a bill, and so in messages to phones: with plain blanks. */
static const char *
plain_money(struct arena *mem, struct money m)
{
    char  text[MONEY_TEXT_SIZE];
    char *out = arena_strdup(mem, money_text(text, m)), *to = out;

    for (const char *p = out; *p; p++)
        if (strncmp(p, "\xc2\xa0", 2) == 0)
            *to++ = ' ', p++;
        else
            *to++ = *p;
    *to = '\0';
    return out;
}

/* "Water: 118 to 126 = 8 units at KSh 150" */
static const char *
description(struct arena *mem, const struct reading *r)
{
    char        from[MEASURE_TEXT_SIZE], to[MEASURE_TEXT_SIZE], used[MEASURE_TEXT_SIZE];
    const char *fixed = r->fixed.cents ? arena_printf(mem, " + %s fixed", plain_money(mem, r->fixed)) : "";

    return arena_printf(mem, "%s: %s to %s = %s %s at %s%s", bill_kind_name(r->kind), measure_text(from, r->previous),
                        measure_text(to, r->value), measure_text(used, r->used), r->measure, plain_money(mem, r->price),
                        fixed);
}

/* Counted from the day on which the bill is made. */
static enum err
due_date(struct db *db, struct arena *mem, const struct who *who, const struct reading *r, const char **out)
{
    struct meter_setting s;
    struct lease         l;
    char                 due[DATE_SIZE];
    enum err             e = meter_setting(db, who, &s);

    if (e == ERR_OK)
        e = lease_load(db, mem, who, r->lease_id, &l);
    if (e != ERR_OK)
        return e;
    *out = arena_strdup(mem, date_text(due, s.due_days >= 0 ? date_from_days(date_days(today_eat()) + s.due_days)
                                                            : reckon_next_due(today_eat(), (int)l.due_day)));
    return ERR_OK;
}

static enum err
make_bill(struct db *db, struct arena *mem, const struct who *who, const struct reading *r, const char **bill_id)
{
    struct bill_new in = {.lease_id = r->lease_id,
                          .period = arena_strndup(mem, r->day, PERIOD_SIZE - 1),
                          .kind = r->kind,
                          .description = description(mem, r),
                          .amount = r->amount};
    enum err        e = due_date(db, mem, who, r, &in.due_date);

    return e == ERR_OK ? bill_add(db, mem, who, &in, bill_id) : e;
}

enum err
reading_bill_one(struct db *db, struct arena *mem, const struct who *who, const struct reading *in,
                 const char **bill_id)
{
    struct reading r = *in;
    const char    *rate;

    *bill_id = NULL;
    if (strcmp(r.state, "waiting") != 0)
        return ERR_OK;
    enum err e = reading_price(db, mem, who, &r, &rate);
    if (e != ERR_OK || !rate)
        return e;
    if (r.amount.cents > 0)
        e = make_bill(db, mem, who, &r, bill_id);
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_READING_SET_BILLED);
    scope_landlord(q, who);
    query_text(q, ":id", r.id);
    query_text(q, ":rate_id", rate);
    query_money(q, ":price_cents", r.price);
    query_money(q, ":fixed_cents", r.fixed);
    query_money(q, ":amount_cents", r.amount);
    query_text(q, ":bill_id", *bill_id);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    return e == ERR_OK && db_changes(db) != 1 ? ERR_CONFLICT : e;
}

/* All that wait. */
static enum err
waiting(struct db *db, struct arena *mem, const struct who *who, struct list *ids)
{
    struct query *q = db_query(db, SQL_READING_WAITING);

    scope_landlord(q, who);
    query_int(q, ":limit", AT_ONE_TIME);
    while (query_next(q))
        *(const char **)list_add(ids) = row_text(q, mem, "id");
    return query_end(q);
}

static enum err
bill_all(struct db *db, struct arena *mem, const struct who *who, const char *const *ids, size_t count, int64_t *made,
         struct money *sum)
{
    struct list all = list_new(mem, sizeof *ids);
    enum err    e = count ? ERR_OK : waiting(db, mem, who, &all);

    if (!count) {
        ids = all.items;
        count = all.count;
    }
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        struct reading r;
        const char    *bill = NULL;
        e = reading_load(db, mem, who, ids[i], &r);
        if (e == ERR_OK)
            e = reading_bill_one(db, mem, who, &r, &bill);
        *made += bill != NULL;
        sum->cents += bill ? r.amount.cents : 0;
    }
    return e == ERR_OK && *made ? audit_note(db, mem, who, "reading.billed", NULL, arena_printf(mem, "%d", (int)*made))
                                : e;
}

enum err
reading_bill(struct db *db, struct arena *mem, const struct who *who, const char *const *ids, size_t count,
             int64_t *made, struct money *sum)
{
    *made = 0;
    *sum = (struct money){0};
    enum err e = db_begin(db);
    return e == ERR_OK ? db_end(db, bill_all(db, mem, who, ids, count, made, sum)) : e;
}
