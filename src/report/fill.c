#include "report/fill.h"

#include <string.h>

#include "rent/property.h"
#include "rent/scope.h"

static const struct {
    const char *kind, *word;
} expenses[] = {
    {"mpesa_charges", N_("M-Pesa charges")},
    {"salary", N_("Salaries")},
    {"promotion", N_("Promotion")},
    {"utility", N_("Water and electricity bought")},
    {"supplier", N_("Suppliers")},
    {"tax", N_("Tax paid")},
    {"commission", N_("Agent’s commission")}, /* posted when an agent's statement is issued */
    {"other", N_("Other expenses")},
};

enum err
fill_property(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r)
{
    struct property p;

    if (!ask->property_id)
        return ERR_OK;
    enum err e = property_load(db, r->mem, who, ask->property_id, &p);
    if (e == ERR_OK)
        cell_text(report_fact(r, N_("Property"), CELL_TEXT), p.name);
    return e;
}

void
fill_times(const struct report_ask *ask, struct report *r)
{
    if (ask->month) {
        cell_date(report_fact(r, N_("Month"), CELL_MONTH), ask->month);
        return;
    }
    cell_date(report_fact(r, N_("From"), CELL_DATE), ask->from);
    cell_date(report_fact(r, N_("Until"), CELL_DATE), ask->to);
}

void
fill_by_property(struct report *r, const char **last, const char *id, const char *name)
{
    if (*last && strcmp(*last, id) == 0)
        return;
    report_group(r, name);
    *last = id;
}

void
fill_scope(struct query *q, const struct who *who, const struct report_ask *ask)
{
    scope_landlord(q, who);
    query_text(q, ":property_id", ask->property_id);
    query_text(q, ":from", ask->from);
    query_text(q, ":to", ask->to);
}

enum err
fill_received(struct db *db, struct arena *mem, const struct who *who, const struct report_ask *ask,
              struct received **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct received));
    struct query *q = db_query(db, SQL_REPORT_RECEIVED);

    fill_scope(q, who, ask);
    while (query_next(q)) {
        struct received *r = list_add(&rows);
        *r = (struct received){row_text(q, mem, "property_id"),
                               row_text(q, mem, "property"),
                               strcmp(row_text(q, mem, "use"), "residential") == 0,
                               row_money(q, "cents"),
                               row_money(q, "deposit_cents"),
                               row_money(q, "other_cents"),
                               {0}};
        r->rent.cents = r->all.cents - r->deposits.cents - r->other.cents;
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

void
fill_expense(const struct report *r, struct report_cell *c, const char *kind)
{
    for (size_t i = 0; i < COUNT(expenses); i++)
        if (strcmp(kind, expenses[i].kind) == 0) {
            cell_word(r, c, kind, expenses[i].word);
            return;
        }
    *c = (struct report_cell){.known = true, .text = kind, .word = kind};
}
