#include "rent/remittance.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "rent/list.h"
#include "rent/remittance_private.h"
#include "rent/scope.h"

static const struct {
    const char *code, *text;
} refusals[] = {
    [REMITTANCE_DONE] = {NULL, NULL},
    [REMITTANCE_NO_AGREEMENT] = {"no_agreement", N_("No agreement that the owner accepted holds in this month.")},
    [REMITTANCE_CHANGES] = {"agreement_changes",
                            N_("Another agreement begins in between. Make one statement up to it, and one from it.")},
    [REMITTANCE_ORDER] = {"wrong_months",
                          N_("The months must follow each other, be twelve at most, and not lie in the future.")},
    [REMITTANCE_STATED] = {"already_stated", N_("A month of these is in a statement already.")},
    [REMITTANCE_NO_PAYOUT] =
        {"no_such_payout", N_("There is no payment out that is done, of exactly this amount, and not used already.")},
};
_Static_assert(COUNT(refusals) == REMITTANCE_ANSWER_COUNT, "say each refusal");

const char *
remittance_refusal(enum remittance_answer a)
{
    return refusals[a].text;
}

const char *
remittance_refusal_code(enum remittance_answer a)
{
    return refusals[a].code;
}

/* Months since year 0, of a text that is one. */
static int64_t
month_number(const char *month)
{
    struct date d;
    char        text[DATE_SIZE];

    memcpy(text, month, 7);
    memcpy(text + 7, "-01", 4);
    return date_parse(text, &d) ? d.year * INT64_C(12) + d.month - 1 : -1;
}

const char *
remittance_month_text(struct arena *mem, int64_t number)
{
    return arena_printf(mem, "%04d-%02d", (int)(number / 12), (int)(number % 12) + 1);
}

const char *
remittance_month_end(struct arena *mem, int64_t number)
{
    int year = (int)(number / 12), month = (int)(number % 12) + 1;

    return arena_printf(mem, "%04d-%02d-%02d", year, month, days_in_month(year, month));
}

bool
remittance_months(const char *from, const char *to, int64_t *first, int64_t *last)
{
    char now[PERIOD_SIZE];

    *first = month_number(from);
    *last = month_number(to);
    return *first >= 0 && *last >= *first && *last - *first < REMITTANCE_MONTHS_MOST &&
           *last <= month_number(period_text(now, today_eat()));
}

/* A share of an amount in hundredths of a per cent, to the nearest cent; half a cent goes up, away from nothing. */
static int64_t
share(int64_t cents, int64_t rate)
{
    int64_t whole = llabs(cents) * rate, part = (whole + 5000) / 10000;

    return cents < 0 ? -part : part;
}

static bool
counts(const struct agreement *a, const char *kind)
{
    size_t n = strlen(kind);

    for (const char *p = a->bill_kinds; (p = strstr(p, kind)) != NULL; p += n)
        if ((p == a->bill_kinds || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
            return true;
    return false;
}

static enum err
since_day(struct db *db, struct arena *mem, const struct who *who, const char **out)
{
    struct query *q = db_query(db, SQL_REMITTANCE_SINCE);

    scope_landlord(q, who);
    query_text(q, ":agent_id", who->person_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = row_text(q, mem, "since");
    return query_end(q);
}

static void
bind_time(struct query *q, const struct who *who, const char *since, const char *until)
{
    scope_landlord(q, who);
    query_text(q, ":agent_id", who->person_id);
    query_text(q, ":since", since);
    query_text(q, ":until", until);
}

static void
add_item(struct remittance_draft *d, struct query *q, struct arena *mem)
{
    struct remittance_row *rows = d->rows.items;
    const char            *lease_id = row_text(q, mem, "lease_id");
    int64_t                cents = row_int(q, "cents");

    *(struct remittance_item *)list_add(&d->items) =
        (struct remittance_item){row_int(q, "allocation_id"), row_int(q, "sign"), cents};
    if (d->rows.count == 0 || strcmp(rows[d->rows.count - 1].lease_id, lease_id) != 0) {
        *(struct remittance_row *)list_add(&d->rows) = (struct remittance_row){.lease_id = lease_id,
                                                                               .property = row_text(q, mem, "property"),
                                                                               .unit = row_text(q, mem, "unit"),
                                                                               .tenant = row_text(q, mem, "tenant")};
        rows = d->rows.items;
    }
    struct remittance_row *r = &rows[d->rows.count - 1];
    r->collected.cents += cents;
    if (counts(&d->it.terms, row_text(q, mem, "kind")))
        r->counted.cents += cents;
}

static enum err
gather_money(struct db *db, struct arena *mem, const struct who *who, const char *since, const char *until,
             struct remittance_draft *d)
{
    struct query *q = db_query(db, SQL_REMITTANCE_MONEY);

    bind_time(q, who, since, until);
    while (query_next(q))
        add_item(d, q, mem);
    return query_end(q);
}

static enum err
gather_costs(struct db *db, struct arena *mem, const struct who *who, const char *since, const char *until,
             struct remittance_draft *d)
{
    struct query *q = db_query(db, SQL_REMITTANCE_COSTS);

    bind_time(q, who, since, until);
    while (query_next(q)) {
        struct remittance_expense *x = list_add(&d->costs);
        *x = (struct remittance_expense){row_text(q, mem, "money_out_id"), row_text(q, mem, "what"),
                                         row_money(q, "cents")};
        d->it.expenses.cents += x->amount.cents;
    }
    return query_end(q);
}

static enum err
gather_units(struct db *db, struct arena *mem, const struct who *who, struct remittance_draft *d)
{
    enum err e = ERR_OK;

    for (int64_t m = d->first; e == ERR_OK && m <= d->last; m++) {
        struct query *q = db_query(db, SQL_REMITTANCE_UNITS);
        scope_landlord(q, who);
        query_text(q, ":day", remittance_month_end(mem, m));
        e = query_one(q);
        if (e == ERR_OK) {
            d->it.units += row_int(q, "units");
            e = query_end(q);
        }
    }
    return e;
}

/* The figures under the rows. */
static void
add_up(struct remittance_draft *d)
{
    struct remittance *r = &d->it;
    bool               percent = strcmp(r->terms.kind, "percent") == 0;

    r->rows = d->rows.items;
    r->row_count = d->rows.count;
    r->costs = d->costs.items;
    r->cost_count = d->costs.count;
    for (size_t i = 0; i < r->row_count; i++) {
        if (percent)
            r->rows[i].fee.cents = share(r->rows[i].counted.cents, r->terms.rate);
        r->collected.cents += r->rows[i].collected.cents;
        r->counted.cents += r->rows[i].counted.cents;
        r->fee.cents += r->rows[i].fee.cents;
    }
    if (strcmp(r->terms.kind, "fixed") == 0)
        r->fee.cents = r->terms.rate * (d->last - d->first + 1);
    else if (!percent)
        r->fee.cents = r->terms.rate * r->units;
    r->vat.cents = r->terms.vat ? share(r->fee.cents, REMITTANCE_VAT_PERCENT * INT64_C(100)) : 0;
    int64_t due = r->fee.cents + r->vat.cents;
    r->net.cents = strcmp(r->terms.collects, "owner") == 0 ? due : r->collected.cents - due - r->expenses.cents;
}

/* The agreement that holds through all of the months, and that none of them is stated yet. */
static enum err
judge(struct db *db, struct arena *mem, const struct who *who, struct remittance_draft *d,
      enum remittance_answer *answer)
{
    struct agreement end;
    enum err         e = agreement_in(db, mem, who, who->person_id, d->it.from_month, &d->it.terms);

    if (e == ERR_OK)
        e = agreement_in(db, mem, who, who->person_id, d->it.to_month, &end);
    if (e == ERR_NOT_FOUND) {
        *answer = REMITTANCE_NO_AGREEMENT;
        return ERR_OK;
    }
    if (e == ERR_OK && strcmp(end.id, d->it.terms.id) != 0)
        *answer = REMITTANCE_CHANGES;
    for (int64_t m = d->first; e == ERR_OK && *answer == REMITTANCE_DONE && m <= d->last; m++) {
        struct query *q = db_query(db, SQL_REMITTANCE_MONTH_STATED);
        scope_landlord(q, who);
        query_text(q, ":agent_id", who->person_id);
        query_text(q, ":month", remittance_month_text(mem, m));
        e = query_one(q);
        if (e == ERR_OK && row_int(q, "stated"))
            *answer = REMITTANCE_STATED;
        e = e == ERR_OK ? query_end(q) : e;
    }
    return e;
}

enum err
remittance_gather(struct db *db, struct arena *mem, const struct who *who, const char *from, const char *to,
                  enum remittance_answer *answer, struct remittance_draft *d)
{
    const char *since = NULL;

    *d = (struct remittance_draft){.rows = list_new(mem, sizeof(struct remittance_row)),
                                   .costs = list_new(mem, sizeof(struct remittance_expense)),
                                   .items = list_new(mem, sizeof(struct remittance_item))};
    d->it = (struct remittance){.agent_id = who->person_id, .agent = who->name, .from_month = from, .to_month = to};
    *answer = remittance_months(from, to, &d->first, &d->last) ? REMITTANCE_DONE : REMITTANCE_ORDER;
    if (*answer != REMITTANCE_DONE)
        return ERR_OK;
    enum err e = judge(db, mem, who, d, answer);
    if (e != ERR_OK || *answer != REMITTANCE_DONE)
        return e;
    const char *until = remittance_month_end(mem, d->last);
    e = since_day(db, mem, who, &since);
    if (e == ERR_OK)
        e = gather_money(db, mem, who, since, until, d);
    if (e == ERR_OK)
        e = gather_costs(db, mem, who, since, until, d);
    if (e == ERR_OK)
        e = gather_units(db, mem, who, d);
    if (e == ERR_OK)
        add_up(d);
    return e;
}

enum err
remittance_draft(struct db *db, struct arena *mem, const struct who *agent, const char *from, const char *to,
                 enum remittance_answer *answer, struct remittance *out)
{
    struct remittance_draft d;
    enum err                e = remittance_gather(db, mem, agent, from, to, answer, &d);

    *out = d.it;
    return e;
}
