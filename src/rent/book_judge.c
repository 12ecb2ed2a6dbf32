/*
 * book_judge.c - a list's rows against one another and against the books: what is there already is used, what
 * contradicts is an error, the rest would be made.
 */
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/text.h"
#include "rent/book_private.h"
#include "rent/opening.h"
#include "rent/property.h"
#include "rent/tenant.h"

struct books {
    struct property *properties;
    struct unit     *units;
    struct tenant   *tenants;
    struct lease    *leases;
    size_t           property_count, unit_count, tenant_count, lease_count;
};

static enum err
books_load(struct db *db, struct arena *mem, const struct who *who, struct books *b)
{
    enum err e = property_list(db, mem, who, &b->properties, &b->property_count);

    if (e == ERR_OK)
        e = unit_list(db, mem, who, NULL, &b->units, &b->unit_count);
    if (e == ERR_OK)
        e = tenant_list(db, mem, who, &b->tenants, &b->tenant_count);
    return e == ERR_OK ? lease_list(db, mem, who, NULL, &b->leases, &b->lease_count) : e;
}

static const char *
line_text(struct arena *mem, const struct book_row *r)
{
    return arena_printf(mem, "%lld", (long long)r->line);
}

static const char *
amount_text(struct arena *mem, struct money m)
{
    char text[MONEY_TEXT_SIZE];

    return arena_strdup(mem, money_text(text, m));
}

/* ---- one kind of thing after another ---- */

static void
judge_property(const struct books *b, struct book_row *rows, size_t i)
{
    struct book_row *r = &rows[i];

    r->property_row = i;
    for (size_t k = 0; k < b->property_count && !r->property_id; k++)
        if (strcasecmp(b->properties[k].name, r->property) == 0)
            r->property_id = b->properties[k].id;
    for (size_t k = 0; k < i && !r->property_id; k++) {
        if (rows[k].property && strcasecmp(rows[k].property, r->property) == 0) {
            r->property_row = rows[k].property_row;
            return;
        }
    }
    r->new_property = !r->property_id;
}

static bool
same_cells(const struct book_row *a, const struct book_row *b)
{
    for (size_t c = 0; c < BOOK_COLUMNS; c++)
        if (strcmp(a->typed[c], b->typed[c]) != 0)
            return false;
    return true;
}

/* The same line twice is one; another line about the same unit is not. True: this one is done with. */
static bool
judge_twice(struct arena *mem, struct book_row *rows, size_t i)
{
    struct book_row *r = &rows[i];

    for (size_t k = 0; k < i; k++) {
        const struct book_row *o = &rows[k];
        if (!o->unit || !o->property || strcasecmp(o->unit, r->unit) != 0 || strcasecmp(o->property, r->property) != 0)
            continue;
        if (same_cells(o, r) && o->ok)
            return true;
        book_wrong(r, BOOK_UNIT, N_("This unit stands in another line already. Keep one of the two; that is line:"),
                   line_text(mem, o));
        return true;
    }
    return false;
}

static void
judge_unit(const struct books *b, struct arena *mem, struct book_row *r)
{
    for (size_t k = 0; k < b->unit_count && r->property_id && !r->unit_id; k++) {
        const struct unit *u = &b->units[k];
        if (strcmp(u->property_id, r->property_id) != 0 || strcasecmp(u->label, r->unit) != 0)
            continue;
        r->unit_id = u->id;
        if (u->rent.cents != r->rent.cents)
            book_wrong(r, BOOK_RENT,
                       N_("This unit has another rent in your books. Correct one of the two; there it is:"),
                       amount_text(mem, u->rent));
    }
    r->new_unit = !r->unit_id;
}

static void
judge_tenant(const struct books *b, struct book_row *rows, size_t i)
{
    struct book_row *r = &rows[i];

    r->tenant_row = i;
    for (size_t k = 0; k < b->tenant_count; k++) {
        if (strcmp(b->tenants[k].phone, r->phone) != 0)
            continue;
        r->tenant_id = b->tenants[k].id;
        if (strcasecmp(b->tenants[k].name, r->tenant) != 0)
            book_wrong(r, BOOK_PHONE,
                       N_("In your books this is the phone of somebody else. Correct the phone, or write the name as "
                          "it is there:"),
                       b->tenants[k].name);
        return;
    }
    for (size_t k = 0; k < i; k++) {
        if (!rows[k].phone || strcmp(rows[k].phone, r->phone) != 0)
            continue;
        r->tenant_row = rows[k].tenant_row;
        if (strcasecmp(rows[k].tenant, r->tenant) != 0)
            book_wrong(r, BOOK_PHONE,
                       N_("Another line has this phone with another name. Each tenant needs a phone of their own. "
                          "There it is:"),
                       rows[k].tenant);
        return;
    }
    r->new_tenant = true;
}

static void
compare_lease(struct arena *mem, const struct lease *l, struct book_row *r)
{
    static const char differs[] =
        N_("The lease in your books says something else. Correct one of the two; there it is:");

    r->lease_id = l->id;
    if (strcmp(l->start_date, r->start) != 0)
        book_wrong(r, BOOK_START, differs, l->start_date);
    if (l->rent.cents != r->rent.cents)
        book_wrong(r, BOOK_RENT, differs, amount_text(mem, l->rent));
    if (l->due_day != r->due_day)
        book_wrong(r, BOOK_DUE_DAY, differs, arena_printf(mem, "%lld", (long long)l->due_day));
    if (l->deposit.cents != r->deposit.cents)
        book_wrong(r, BOOK_DEPOSIT, differs, amount_text(mem, l->deposit));
}

/* A lease without an end, or that ends after this one would begin, stands in its way; the tenant's own is this one. */
static void
judge_lease(const struct books *b, struct arena *mem, struct book_row *r)
{
    for (size_t k = 0; k < b->lease_count && r->unit_id; k++) {
        const struct lease *l = &b->leases[k];
        if (strcmp(l->unit_id, r->unit_id) != 0 || (l->end_date && strcmp(l->end_date, r->start) < 0))
            continue;
        if (r->tenant_id && strcmp(l->tenant_id, r->tenant_id) == 0)
            compare_lease(mem, l, r);
        else
            book_wrong(r, BOOK_TENANT,
                       N_("In your books this unit is let to somebody else. End that lease first. There it is:"),
                       l->tenant_name);
        return;
    }
    r->new_lease = true;
}

static enum err
judge_opening(struct db *db, struct arena *mem, const struct who *who, struct book_row *r)
{
    struct opening o;
    enum err       e = r->lease_id ? opening_load(db, mem, who, r->lease_id, &o) : ERR_NOT_FOUND;

    if (e != ERR_OK && e != ERR_NOT_FOUND)
        return e;
    bool counts = e == ERR_OK && !o.undone_at;
    if (!counts)
        r->new_opening = r->balance.cents || r->held.cents;
    else if (o.balance.cents != r->balance.cents)
        book_wrong(r, BOOK_BALANCE,
                   N_("This lease has an opening balance in your books already. Undo it there first. It is:"),
                   amount_text(mem, o.balance));
    else if (o.deposit.cents != r->held.cents)
        book_wrong(r, BOOK_HELD,
                   N_("This lease has an opening balance in your books already. Undo it there first. It is:"),
                   amount_text(mem, o.deposit));
    return ERR_OK;
}

static enum err
judge_row(struct db *db, struct arena *mem, const struct who *who, const struct books *b, struct book_row *rows,
          size_t i)
{
    struct book_row *r = &rows[i];

    if (!r->property || !r->unit)
        return ERR_OK;
    judge_property(b, rows, i);
    if (judge_twice(mem, rows, i))
        return ERR_OK;
    judge_unit(b, mem, r);
    if (!r->tenant || !r->phone || !r->start)
        return ERR_OK;
    judge_tenant(b, rows, i);
    judge_lease(b, mem, r);
    return judge_opening(db, mem, who, r);
}

/* ---- all of it ---- */

static void
count(struct book_counts *n, const struct book_row *r)
{
    n->wrong += !r->ok;
    n->properties += r->new_property;
    n->units += r->new_unit;
    n->tenants += r->new_tenant;
    n->leases += r->new_lease;
    n->openings += r->new_opening;
    n->unchanged += r->ok && !r->new_property && !r->new_unit && !r->new_tenant && !r->new_lease && !r->new_opening;
}

/* What each row would make, in one line each. */
static void
digest(struct arena *mem, struct book_import *b)
{
    struct buf all = buf_new(mem, (size_t)4 << 20);

    for (int64_t i = 0; i < b->counts.rows; i++) {
        const struct book_row *r = &b->rows[i];
        buf_printf(&all, "%d%d%d%d%d%d %s %s %s\n", r->ok, r->new_property, r->new_unit, r->new_tenant, r->new_lease,
                   r->new_opening, r->unit_id ? r->unit_id : "", r->tenant_id ? r->tenant_id : "",
                   r->lease_id ? r->lease_id : "");
    }
    sha256_hex(b->digest, all.bytes, all.len);
}

enum err
book_judge(struct db *db, struct arena *mem, const struct who *who, struct book_import *b)
{
    struct books books = {0};
    enum err     e = b->wrong ? ERR_OK : books_load(db, mem, who, &books);

    for (int64_t i = 0; e == ERR_OK && i < b->counts.rows; i++)
        e = judge_row(db, mem, who, &books, b->rows, (size_t)i);
    for (int64_t i = 0; i < b->counts.rows; i++)
        count(&b->counts, &b->rows[i]);
    digest(mem, b);
    return e;
}
