#include "rent/match.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "rent/list.h"
#include "rent/match_memory.h"
#include "rent/match_score.h"
#include "rent/scope.h"

/* Some 3 KB for each lease. */
#define SCRATCH_CEILING ((size_t)256 << 20)

/* ---- the exact rule: for answers that must not guess ---- */

struct candidate {
    const char *lease_id, *ref, *label, *property;
};

static bool
equals(const char *wanted, struct arena *mem, const char *before, size_t n, const char *label)
{
    char text[MATCH_TEXT_SIZE];

    return strcmp(wanted, match_normalise(text, arena_printf(mem, "%.*s %s", (int)n, before, label))) == 0;
}

static const char *
initials(struct arena *mem, const char *name)
{
    char  *out = arena_alloc(mem, 9);
    size_t n = 0;

    for (const char *p = name; *p && n < 8; p++)
        if ((p == name || p[-1] == ' ') && *p != ' ')
            out[n++] = *p;
    return out;
}

static bool
answers_to(struct arena *mem, const struct candidate *c, const char *wanted)
{
    const char *short_name = initials(mem, c->property);

    return equals(wanted, mem, "", 0, c->ref) || equals(wanted, mem, "", 0, c->label) ||
           equals(wanted, mem, c->property, strlen(c->property), c->label) ||
           equals(wanted, mem, c->property, strcspn(c->property, " "), c->label) ||
           equals(wanted, mem, short_name, strlen(short_name), c->label);
}

enum err
match_lease(struct db *db, struct arena *mem, const char *landlord_id, const char *typed, const char **lease_id)
{
    char          wanted[MATCH_TEXT_SIZE];
    int           found = 0;
    struct query *q = db_query(db, SQL_MATCH_CANDIDATES);

    *lease_id = NULL;
    match_normalise(wanted, typed);
    query_text(q, ":landlord_id", landlord_id);
    scope_today(q);
    while (query_next(q)) {
        struct candidate c = {row_text(q, mem, "lease_id"), row_text(q, mem, "account_ref"), row_text(q, mem, "label"),
                              row_text(q, mem, "property_name")};
        if (*wanted && answers_to(mem, &c, wanted)) {
            *lease_id = c.lease_id;
            found++;
        }
    }
    if (found != 1)
        *lease_id = NULL;
    return query_end(q);
}

/* ---- what the books know ---- */

static enum err
load_leases(struct db *db, struct arena *mem, const char *landlord_id, struct list *out)
{
    struct query *q = db_query(db, SQL_MATCH_LEASES);

    *out = list_new(mem, sizeof(struct match_lease));
    query_text(q, ":landlord_id", landlord_id);
    scope_today(q);
    while (query_next(q))
        *(struct match_lease *)list_add(out) = (struct match_lease){
            .id = row_text(q, mem, "id"),
            .tenant_id = row_text(q, mem, "tenant_id"),
            .tenant_name = row_text(q, mem, "tenant_name"),
            .tenant_phone = row_text(q, mem, "tenant_phone"),
            .ref = row_text(q, mem, "account_ref"),
            .label = row_text(q, mem, "label"),
            .property_id = row_text(q, mem, "property_id"),
            .property = row_text(q, mem, "property_name"),
            .rent = row_money(q, "rent_cents"),
            .balance = row_money(q, "balance_cents"),
            .due_day = row_int(q, "due_day"),
            .running = row_int(q, "running") != 0,
        };
    return query_end(q);
}

static struct match_lease *
by_id(const struct list *leases, const char *id)
{
    struct match_lease *l = leases->items;

    for (size_t i = 0; i < leases->count; i++)
        if (strcmp(l[i].id, id) == 0)
            return &l[i];
    return NULL;
}

static enum err
add_past(struct db *db, struct arena *mem, const char *landlord_id, const struct match_facts *f, struct list *leases)
{
    const char   *shown = f->msisdn ? f->msisdn : "";
    bool          masked = strchr(shown, '*') && strlen(shown) < 40;
    struct query *q = db_query(db, SQL_MATCH_PAST);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":phone", shown);
    query_int(q, ":masked", masked);
    query_text(q, ":payer_name", f->payer_name);
    query_money(q, ":amount_cents", f->amount);
    while (query_next(q)) {
        struct match_lease *l = by_id(leases, row_text(q, mem, "lease_id"));
        if (!l)
            continue;
        l->paid_before = row_int(q, "times");
        l->same_amount = row_int(q, "same_amount") != 0;
    }
    return query_end(q);
}

static void
recall(struct match_lease *l, bool payer, bool typed)
{
    if (!l || !l->running)
        return;
    l->remembered = l->remembered || (payer && typed);
    l->payer_known = l->payer_known || (payer && !typed);
    l->typed_known = l->typed_known || (typed && !payer);
}

static enum err
add_memory(struct db *db, struct arena *mem, const char *landlord_id, const struct match_facts *f, struct list *leases)
{
    struct match_key k = match_key_of(mem, f);
    struct query    *q = db_query(db, SQL_MATCH_RECALL);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":payer", k.payer);
    query_text(q, ":payer_name", k.payer_name);
    query_text(q, ":typed", k.typed);
    while (query_next(q))
        recall(by_id(leases, row_text(q, mem, "lease_id")), row_int(q, "payer") != 0, row_int(q, "typed") != 0);
    return query_end(q);
}

static enum err
add_named(struct db *db, struct arena *mem, const char *landlord_id, const struct match_facts *f, struct list *leases)
{
    if (!f->typed || strlen(f->typed) < 10)
        return ERR_OK;
    struct query *q = db_query(db, SQL_MATCH_BY_ID);
    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":typed", f->typed);
    while (query_next(q)) {
        struct match_lease *l = by_id(leases, row_text(q, mem, "lease_id"));
        if (l)
            l->named = true;
    }
    return query_end(q);
}

static enum err
fits_bill(struct db *db, const char *landlord_id, struct money amount, struct match_lease *l)
{
    struct query *q = db_query(db, SQL_MATCH_OPEN_BILLS);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":lease_id", l->id);
    query_money(q, ":amount_cents", amount);
    enum err e = query_one(q);
    l->fits_bill = e == ERR_OK;
    return e == ERR_OK ? query_end(q) : e == ERR_NOT_FOUND ? ERR_OK : e;
}

static int
day_paid(const struct match_facts *f)
{
    return eat_from(f->paid_at ? f->paid_at : clock_now()).date.day;
}

/* Weighed once; those in front are then looked at bill by bill, and all is weighed again with what that told. */
static enum err
weigh(struct db *db, struct arena *mem, const char *landlord_id, const struct match_facts *f, struct list *leases,
      struct match_result *out)
{
    bool     told = false;
    enum err e = ERR_OK;

    match_score(mem, f, day_paid(f), leases->items, leases->count, out);
    for (size_t i = 0; e == ERR_OK && i < out->count; i++) {
        struct match_lease *l = by_id(leases, out->rows[i].lease_id);
        if (l->balance.cents <= f->amount.cents)
            continue;
        e = fits_bill(db, landlord_id, f->amount, l);
        told = told || l->fits_bill;
    }
    if (e == ERR_OK && told)
        match_score(mem, f, day_paid(f), leases->items, leases->count, out);
    return e;
}

/* What is kept of it outlives the scratch. */
static void
keep(struct arena *mem, struct match_result *r)
{
    r->lease_id = arena_strdup(mem, r->lease_id);
    for (size_t i = 0; i < r->count; i++) {
        r->rows[i].lease_id = arena_strdup(mem, r->rows[i].lease_id);
        r->rows[i].tenant_name = arena_strdup(mem, r->rows[i].tenant_name);
        r->rows[i].unit_label = arena_strdup(mem, r->rows[i].unit_label);
        r->rows[i].property_name = arena_strdup(mem, r->rows[i].property_name);
    }
}

/* Thousands of leases are read and thrown away each time: not in the caller's arena. */
enum err
match_money(struct db *db, struct arena *mem, const char *landlord_id, const struct match_facts *f,
            struct match_result *out)
{
    struct list   leases;
    struct arena *scratch = arena_new(SCRATCH_CEILING);
    enum err      e = load_leases(db, scratch, landlord_id, &leases);

    *out = (struct match_result){0};
    if (e == ERR_OK)
        e = add_past(db, scratch, landlord_id, f, &leases);
    if (e == ERR_OK)
        e = add_memory(db, scratch, landlord_id, f, &leases);
    if (e == ERR_OK)
        e = add_named(db, scratch, landlord_id, f, &leases);
    if (e == ERR_OK)
        e = weigh(db, scratch, landlord_id, f, &leases, out);
    keep(mem, out);
    arena_free(scratch);
    return e;
}
