/*
 * round.c - all meters of a property on one page, one field each: for whoever walks from door to door with a phone.
 *
 * Saved one by one or all at once. Each reading is kept in a transaction of its own: what is right stays kept, and what
 * is wrong stays in its field, with what is wrong about it. Fields are named by their meter, so no table of fields can
 * list them.
 */
#include <string.h>

#include "page/meter/shown.h"
#include "page/pages.h"
#include "rent/property.h"
#include "rent/reckon.h"

enum { METERS_A_PAGE = 40 }; /* three fields each at most, and 100 in a form */

struct line {
    const struct meter *m;
    const char         *typed, *error; /* error in English */
    bool                lower, high, saved, rolled, sure, alone;
};

struct round {
    struct property p;
    struct line     lines[METERS_A_PAGE];
    size_t          count;
    const char     *date, *date_error;
    int64_t         saved, wrong, page, pages;
};

static const char *
name_of(struct request *rq, const char *what, const struct meter *m)
{
    return arena_printf(rq->mem, "%s_%s", what, m->id);
}

static enum err
load(struct app *app, struct request *rq, struct round *r)
{
    struct meter_filter f = {0};
    struct meter       *rows;
    size_t              count;
    const char         *page = request_query(rq, "page");
    enum err            e = property_load(app->db, rq->mem, &rq->who, rq->args[0], &r->p);

    f.property_id = rq->args[0];
    if (!e)
        e = meter_list(app->db, rq->mem, &rq->who, &f, &rows, &count);
    if (e)
        return e;
    r->pages = ((int64_t)count + METERS_A_PAGE - 1) / METERS_A_PAGE;
    r->page = page && page[0] >= '1' && page[0] <= '9' && page[1] == '\0' ? page[0] - '0' : 1;
    for (size_t i = (size_t)(r->page - 1) * METERS_A_PAGE; i < count && r->count < METERS_A_PAGE; i++)
        r->lines[r->count++].m = &rows[i];
    return ERR_OK;
}

static void
put_line(struct view *v, struct request *rq, const struct line *l, const char *today)
{
    struct view *row = view_row(v, "lines");

    shown_meter(row, l->m);
    view_text(row, "typed", l->typed);
    view_say(row, "error", l->error);
    view_text(row, "invalid", l->error ? "true" : "false");
    view_bool(row, "saved", l->saved);
    view_bool(row, "lower", l->lower);
    view_bool(row, "high", l->high);
    view_bool(row, "ticked_rolled", l->rolled);
    view_bool(row, "ticked_sure", l->sure);
    view_bool(row, "done_today", strcmp(l->m->last_day, today) == 0 && l->m->last_id && !l->error);
    view_text(row, "last_id", l->m->last_id);
    if (!l->error)
        return;
    row = view_row(v, "errors");
    view_text(row, "field", name_of(rq, "v", l->m));
    view_text(row, "message", arena_printf(rq->mem, "%s: %s", l->m->unit_label, lang_text(rq->lang, l->error)));
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct round *r, int status)
{
    struct view *v = view_new(app, rq, "meter/round");
    char         today[DATE_SIZE];

    date_text(today, today_eat());
    view_text(v, "property", r->p.name);
    view_text(v, "property_id", r->p.id);
    view_text(v, "date", r->date ? r->date : today);
    view_say(v, "date_error", r->date_error);
    view_text(v, "date_invalid", r->date_error ? "true" : "false");
    view_int(v, "saved_count", r->saved);
    view_bool(v, "any_saved", r->saved > 0);
    view_int(v, "page", r->page);
    view_int(v, "next_page", r->page + 1);
    view_bool(v, "has_next_page", r->page < r->pages);
    view_bool(v, "has_lines", r->count > 0);
    view_rows(v, "errors");
    if (r->date_error) {
        struct view *row = view_row(v, "errors");
        view_text(row, "field", "date");
        view_say(row, "message", r->date_error);
    }
    view_rows(v, "lines");
    for (size_t i = 0; i < r->count; i++)
        put_line(v, rq, &r->lines[i], today);
    view_bool(v, "has_errors", r->wrong > 0 || r->date_error);
    return view_render(v, rs, status);
}

enum err
page_round(struct app *app, struct request *rq, struct response *rs)
{
    struct round *r = arena_alloc(rq->mem, sizeof *r);
    const char   *saved = request_query(rq, "saved");

    *r = (struct round){0};
    enum err e = load(app, rq, r);
    if (e)
        return e;
    r->saved = saved && saved[0] >= '1' && saved[0] <= '9' ? saved[0] - '0' : 0;
    if (saved && saved[0] && saved[1] >= '0' && saved[1] <= '9' && !saved[2])
        r->saved = r->saved * 10 + saved[1] - '0';
    return show(app, rq, rs, r, 200);
}

/* One line, kept or refused. */
static enum err
keep(struct app *app, struct request *rq, struct round *r, struct line *l)
{
    enum reading_answer answer;
    const char         *id;
    struct reading_new  in = {.meter_id = l->m->id, .day = r->date, .rolled = l->rolled, .confirmed = l->sure};

    if (!measure_parse(l->typed, &in.value)) {
        l->error = N_("Enter what the meter shows, like 118 or 118.5.");
        return ERR_OK;
    }
    enum err e = reading_add(app->db, rq->mem, &rq->who, &in, &answer, &id);
    if (e)
        return e;
    const struct reading_refusal *why = reading_refusal(answer);
    l->lower = answer == READING_LOWER || l->rolled;
    l->high = answer == READING_HIGH || l->sure;
    l->error = why ? why->message : NULL;
    l->saved = !why;
    return ERR_OK;
}

static void
read_line(struct request *rq, struct line *l)
{
    l->typed = request_field(rq, name_of(rq, "v", l->m));
    l->rolled = request_field(rq, name_of(rq, "r", l->m)) != NULL;
    l->sure = request_field(rq, name_of(rq, "c", l->m)) != NULL;
    if (l->typed && !*l->typed)
        l->typed = NULL;
}

static void
read_date(struct request *rq, struct round *r)
{
    struct date d;

    r->date = request_field(rq, "date");
    if (r->date && !*r->date)
        r->date = NULL;
    if (r->date && !date_parse(r->date, &d))
        r->date_error = N_("Enter a date as year-month-day, like 2026-11-05.");
}

/* The button of a line keeps that line alone; the others stay as typed. */
static enum err
keep_all(struct app *app, struct request *rq, struct round *r)
{
    bool only = false;

    for (size_t i = 0; i < r->count; i++) {
        r->lines[i].alone = request_field(rq, name_of(rq, "only", r->lines[i].m)) != NULL;
        only = only || r->lines[i].alone;
    }
    for (size_t i = 0; i < r->count; i++) {
        struct line *l = &r->lines[i];
        read_line(rq, l);
        if (!l->typed || r->date_error || (only && !l->alone))
            continue;
        enum err e = keep(app, rq, r, l);
        if (e)
            return e;
        r->saved += l->saved;
        r->wrong += l->error != NULL;
    }
    return ERR_OK;
}

/* Something is still in a field: the page is shown again with it, as nothing typed is lost. */
static bool
something_left(const struct round *r)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->lines[i].typed && !r->lines[i].saved)
            return true;
    return false;
}

/* Kept lines are shown as they stand now. */
static enum err
refresh(struct app *app, struct request *rq, struct round *r)
{
    for (size_t i = 0; i < r->count; i++) {
        if (!r->lines[i].saved)
            continue;
        struct meter *m = arena_alloc(rq->mem, sizeof *m);
        enum err      e = meter_load(app->db, rq->mem, &rq->who, r->lines[i].m->id, m);
        if (e)
            return e;
        r->lines[i].m = m;
        r->lines[i].typed = NULL;
    }
    return ERR_OK;
}

enum err
page_round_post(struct app *app, struct request *rq, struct response *rs)
{
    struct round *r = arena_alloc(rq->mem, sizeof *r);

    *r = (struct round){0};
    enum err e = load(app, rq, r);
    if (e)
        return e;
    read_date(rq, r);
    e = keep_all(app, rq, r);
    if (e)
        return e;
    if (!r->wrong && !r->date_error && !something_left(r)) {
        response_redirect(rs, arena_printf(rq->mem, "/landlord/properties/%s/readings?saved=%d&page=%d", r->p.id,
                                           (int)r->saved, (int)r->page));
        return ERR_OK;
    }
    e = refresh(app, rq, r);
    return e ? e : show(app, rq, rs, r, r->wrong || r->date_error ? 422 : 200);
}
