#include "report/report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/fill.h"

struct report *
report_new(struct arena *mem, enum lang lang, const char *name, const char *title)
{
    struct report *r = ARENA_NEW(mem, struct report);

    *r = (struct report){
        .mem = mem,
        .lang = lang,
        .name = name,
        .title = lang_text(lang, title),
        .business = "",
        .file = name,
        .facts = list_new(mem, sizeof(struct report_fact)),
        .groups = list_new(mem, sizeof(struct report_group)),
        .notes = list_new(mem, sizeof(const char *)),
    };
    return r;
}

struct report_cell *
report_fact(struct report *r, const char *english, enum cell_kind kind)
{
    struct report_fact *f = list_add(&r->facts);

    f->label = lang_text(r->lang, english);
    f->kind = kind;
    return &f->value;
}

void
report_note(struct report *r, const char *english)
{
    *(const char **)list_add(&r->notes) = lang_text(r->lang, english);
}

struct report_group *
report_group(struct report *r, const char *title)
{
    struct report_group *g = list_add(&r->groups);

    g->title = title ? title : "";
    g->rows = list_new(r->mem, sizeof(struct report_row));
    return g;
}

struct report_row *
report_row(struct report *r)
{
    struct report_group *last = (struct report_group *)r->groups.items + r->groups.count - 1;
    struct report_row   *row = list_add(&last->rows);

    row->cells = arena_array(r->mem, r->column_count, sizeof(struct report_cell));
    r->row_count++;
    return row;
}

void
cell_text(struct report_cell *c, const char *text)
{
    *c = (struct report_cell){.known = text != NULL, .text = text};
}

void
cell_word(const struct report *r, struct report_cell *c, const char *name, const char *english)
{
    *c = (struct report_cell){.known = true, .text = name, .word = lang_text(r->lang, english)};
}

void
cell_date(struct report_cell *c, const char *date)
{
    cell_text(c, date);
}

void
cell_money(struct report_cell *c, struct money m)
{
    *c = (struct report_cell){.known = true, .n = m.cents};
}

void
cell_number(struct report_cell *c, int64_t n)
{
    *c = (struct report_cell){.known = true, .n = n};
}

/* ---- sums ---- */

/* Tenths of a per cent, to the nearest; nothing of nothing is no share. */
static void
put_share(const struct report *r, struct report_cell *cells, size_t column)
{
    const struct report_column *c = &r->columns[column];
    int64_t                     part = cells[c->part].n, of = cells[c->of].n;

    if (c->sum == SUM_SHARE && cells[c->part].known && cells[c->of].known && of > 0 && part >= 0)
        cell_number(&cells[column], (part / of) * 1000 + ((part % of) * 1000 + of / 2) / of);
}

static void
put_shares(const struct report *r, struct report_cell *cells)
{
    for (size_t c = 0; c < r->column_count; c++)
        put_share(r, cells, c);
}

static struct report_cell *
empty_sums(const struct report *r)
{
    struct report_cell *sums = arena_array(r->mem, r->column_count, sizeof *sums);

    for (size_t c = 0; c < r->column_count; c++)
        sums[c].known = r->columns[c].sum == SUM_ADD;
    return sums;
}

static void
add_row(const struct report *r, struct report_cell *sums, const struct report_row *row)
{
    for (size_t c = 0; c < r->column_count; c++)
        if (r->columns[c].sum == SUM_ADD && !row->strong)
            sums[c].n += row->cells[c].n;
}

void
report_sum(struct report *r, bool groups, bool total)
{
    struct report_cell  *all = empty_sums(r);
    struct report_group *g = r->groups.items;

    for (size_t i = 0; i < r->groups.count; i++) {
        struct report_row  *rows = g[i].rows.items;
        struct report_cell *sums = empty_sums(r);
        for (size_t j = 0; j < g[i].rows.count; j++) {
            put_shares(r, rows[j].cells);
            add_row(r, sums, &rows[j]);
            add_row(r, all, &rows[j]);
        }
        put_shares(r, sums);
        g[i].sums = groups ? sums : NULL;
    }
    put_shares(r, all);
    r->totals = total ? all : NULL;
}

/* ---- showing ---- */

bool
report_is_figure(enum cell_kind kind)
{
    return kind == CELL_MONEY || kind == CELL_PERCENT || kind == CELL_COUNT;
}

const char *
report_show(struct arena *mem, enum lang lang, enum cell_kind kind, const struct report_cell *c)
{
    char money[MONEY_TEXT_SIZE];

    if (!c->known)
        return "";
    switch (kind) {
    case CELL_WORD: return c->word;
    case CELL_MONEY: return arena_strdup(mem, money_text(money, (struct money){c->n}));
    case CELL_DATE: return lang_date(mem, lang, c->text);
    case CELL_MONTH: return lang_period(mem, lang, c->text);
    case CELL_TIME: return lang_time(mem, lang, c->n);
    case CELL_PERCENT: return arena_printf(mem, "%" PRId64 ".%d %%", c->n / 10, abs((int)(c->n % 10)));
    case CELL_COUNT: return arena_printf(mem, "%" PRId64, c->n);
    case CELL_TEXT:
    case CELL_KIND_COUNT: break;
    }
    return c->text;
}

const char report_unit[] = N_("Amounts in Kenyan shillings (KSh).");

/* Thousands set off, and cents when there are some. */
const char *
report_show_plain(struct arena *mem, enum lang lang, enum cell_kind kind, const struct report_cell *c)
{
    char text[MONEY_TEXT_SIZE];

    if (kind != CELL_MONEY || !c->known)
        return report_show(mem, lang, kind, c);
    const char *digits = strpbrk(money_text(text, (struct money){c->n}), "0123456789");
    return arena_printf(mem, "%s%s", c->n < 0 ? "-" : "", digits ? digits : "");
}

/* ---- making one ---- */

const struct report_kind *
report_kind(const char *name)
{
    for (const struct report_kind *k = report_kinds; k->name; k++)
        if (strcmp(k->name, name) == 0)
            return k;
    return NULL;
}

bool
report_may(const struct who *who, const struct report_kind *k)
{
    switch (who->role) {
    case ROLE_OWNER:
    case ROLE_AGENT:
    case ROLE_ACCOUNTANT:
    case ROLE_OPERATOR: return true;
    case ROLE_TENANT: return strcmp(k->name, "statement") == 0;
    case ROLE_NONE:
    case ROLE_CARETAKER:
    case ROLE_COUNT: break;
    }
    return false;
}

static const char *
day_text(struct arena *mem, struct date d)
{
    char text[DATE_SIZE];

    return arena_strdup(mem, date_text(text, d));
}

/* The first of the month that was `ago` months before the one of `d`. */
static struct date
months_before(struct date d, int ago)
{
    int n = d.year * 12 + d.month - 1 - ago;

    return (struct date){n / 12, n % 12 + 1, 1};
}

void
report_times(struct arena *mem, const struct report_kind *k, struct report_ask *ask)
{
    struct date today = today_eat(), first;
    bool        ranged = ask->from || ask->to;

    if ((k->takes & TAKE_MONTH) && !ask->month && !((k->takes & TAKE_RANGE) && ranged)) {
        char text[PERIOD_SIZE];
        ask->month = arena_strdup(mem, period_text(text, months_before(today, k->months)));
    }
    if ((k->takes & TAKE_MONTH) && ask->month && !((k->takes & TAKE_RANGE) && ranged) &&
        date_parse(arena_printf(mem, "%s-01", ask->month), &first)) {
        ask->from = day_text(mem, first);
        first.day = days_in_month(first.year, first.month);
        ask->to = day_text(mem, first);
        return;
    }
    ask->month = NULL;
    if (k->takes & (TAKE_RANGE | TAKE_DAY) && !ask->to)
        ask->to = day_text(mem, today);
    if ((k->takes & TAKE_RANGE) && !ask->from && date_parse(ask->to, &first))
        ask->from = day_text(mem, months_before(first, k->months > 0 ? k->months - 1 : 0));
}

static enum err
load_business(struct db *db, const struct who *who, struct report *r)
{
    struct query *q = db_query(db, SQL_REPORT_BUSINESS);

    query_text(q, ":landlord_id", who->landlord_id ? who->landlord_id : "");
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    r->business = row_text(q, r->mem, "business_name");
    return query_end(q);
}

static const char *
file_name(struct arena *mem, const struct report_kind *k, const struct report_ask *ask)
{
    if (ask->month)
        return arena_printf(mem, "%s-%s", k->name, ask->month);
    if ((k->takes & TAKE_RANGE) && ask->from && ask->to)
        return arena_printf(mem, "%s-%s-%s", k->name, ask->from, ask->to);
    if (k->takes & TAKE_DAY)
        return arena_printf(mem, "%s-%s", k->name, ask->to);
    return k->name;
}

enum err
report_make(struct db *db, struct arena *mem, const struct who *who, enum lang lang, const char *name,
            const struct report_ask *ask, struct report **out)
{
    const struct report_kind *k = report_kind(name);
    struct report_ask         full = *ask;

    if (!k)
        return ERR_NOT_FOUND;
    if (!report_may(who, k))
        return ERR_FORBIDDEN;
    report_times(mem, k, &full);
    struct report *r = report_new(mem, lang, k->name, k->title);
    r->file = file_name(mem, k, &full);
    enum err e = load_business(db, who, r);
    if (e == ERR_OK)
        e = fill_property(db, who, &full, r);
    if (e == ERR_OK)
        e = k->fill(db, who, &full, r);
    if (e == ERR_OK && r->row_count > REPORT_ROWS_MOST)
        e = ERR_TOO_LARGE;
    *out = r;
    return e;
}
