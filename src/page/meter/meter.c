/*
 * meter.c - one meter: its readings, reading it (with a photo), and taking it off.
 */
#include <string.h>

#include "page/landlord/rows.h"
#include "page/meter/shown.h"
#include "page/pages.h"
#include "rent/reckon.h"
#include "web/upload.h"

/* Two forms of one page: reading it, and taking it off. */
enum { READ_VALUE, READ_DATE, READ_ROLLED, READ_SURE, READ_NOTE, READ_PHOTO, READ_END, READ_FIELD_COUNT };
static const struct field read_form[READ_FIELD_COUNT] = {
    [READ_VALUE] = {"value", FIELD_TEXT, OPTIONAL, 1, 16}, [READ_DATE] = {"date", FIELD_DATE, OPTIONAL},
    [READ_ROLLED] = {"rolledOver", FIELD_FLAG, OPTIONAL},  [READ_SURE] = {"confirmed", FIELD_FLAG, OPTIONAL},
    [READ_NOTE] = {"note", FIELD_TEXT, OPTIONAL, 1, 200},  [READ_PHOTO] = {"photo", FIELD_TEXT, OPTIONAL},
    [READ_END] = {"removedOn", FIELD_DATE, OPTIONAL},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct meter *m, const struct form *f, bool high,
     int status)
{
    struct reading             *rows;
    size_t                      count;
    const char                 *next;
    const struct reading_filter of_it = {.meter_id = m->id};
    enum err                    e = reading_list(app->db, rq->mem, &rq->who, &of_it, &rows, &count, &next);

    if (e)
        return e;
    struct view *v = view_new(app, rq, "meter/meter");
    rows_rights(v, rq);
    shown_meter(v, m);
    view_form(v, f);
    view_bool(v, "high", high);
    view_bool(v, "has_readings", count > 0);
    view_rows(v, "readings");
    for (size_t i = 0; i < count; i++)
        shown_reading(view_row(v, "readings"), &rows[i]);
    return view_render(v, rs, status);
}

static void
blank(struct form *f, struct request *rq)
{
    char today[DATE_SIZE];

    form_blank(f, rq, read_form, READ_FIELD_COUNT);
    form_prefill(f, READ_DATE, arena_strdup(rq->mem, date_text(today, today_eat())));
    form_prefill(f, READ_END, arena_strdup(rq->mem, date_text(today, today_eat())));
}

enum err
page_meter(struct app *app, struct request *rq, struct response *rs)
{
    struct meter m;
    struct form  f;
    enum err     e = meter_load(app->db, rq->mem, &rq->who, rq->args[0], &m);

    if (e)
        return e;
    blank(&f, rq);
    return show(app, rq, rs, &m, &f, false, 200);
}

/* Which field of the form a refusal is about. */
static void
refuse(struct form *f, const struct reading_refusal *r)
{
    size_t field = READ_VALUE;

    for (size_t i = 0; r->field && i < READ_FIELD_COUNT; i++)
        if (strcmp(read_form[i].name, r->field) == 0)
            field = i;
    form_error(f, field, r->message);
}

static enum err
read_it(struct app *app, struct request *rq, const struct meter *m, struct form *f, enum reading_answer *answer,
        const char **id)
{
    const struct file *photo = request_file(rq, "photo");
    const char        *value = form_text(f, READ_VALUE);
    struct reading_new in = {.meter_id = m->id,
                             .day = form_text(f, READ_DATE),
                             .note = form_text(f, READ_NOTE),
                             .rolled = form_flag(f, READ_ROLLED),
                             .confirmed = form_flag(f, READ_SURE),
                             .photo = photo ? photo->bytes : NULL,
                             .photo_len = photo ? photo->len : 0};

    *answer = READING_KEPT;
    if (!f->errors[READ_VALUE] && (!value || !measure_parse(value, &in.value)))
        form_error(f, READ_VALUE, N_("Enter what the meter shows, like 118 or 118.5."));
    if (!form_ok(f))
        return ERR_FIELD;
    enum err e = reading_add(app->db, rq->mem, &rq->who, &in, answer, id);
    if (e == ERR_MEDIA)
        form_error(f, READ_PHOTO, N_("This is no photo that we can show. Send a JPEG, PNG or WebP."));
    else if (e == ERR_TOO_LARGE)
        form_error(f, READ_PHOTO, N_("This photo is larger than 1 MB. Take a smaller one, or save without it."));
    else if (!e && reading_refusal(*answer))
        refuse(f, reading_refusal(*answer));
    else
        return e;
    return ERR_FIELD;
}

enum err
page_meter_read_post(struct app *app, struct request *rq, struct response *rs)
{
    struct meter        m;
    struct form         f;
    enum reading_answer answer;
    const char         *id;
    enum err            e = meter_load(app->db, rq->mem, &rq->who, rq->args[0], &m);

    if (e)
        return e;
    e = form_read(&f, rq, read_form, READ_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    e = read_it(app, rq, &m, &f, &answer, &id);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &m, &f, answer == READING_HIGH, 422);
    if (e)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/readings/%s", id));
    return ERR_OK;
}

enum err
page_meter_remove_post(struct app *app, struct request *rq, struct response *rs)
{
    struct meter m;
    struct form  f;
    enum err     e = meter_load(app->db, rq->mem, &rq->who, rq->args[0], &m);

    if (e)
        return e;
    e = form_read(&f, rq, read_form, READ_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    if (!form_text(&f, READ_END) && form_ok(&f))
        form_error(&f, READ_END, N_("Enter a date as year-month-day, like 2026-11-05."));
    if (!form_ok(&f))
        return show(app, rq, rs, &m, &f, false, 422);
    e = meter_remove(app->db, rq->mem, &rq->who, m.id, form_text(&f, READ_END));
    if (e == ERR_FIELD) {
        form_error(&f, READ_END, N_("Enter a day from the last reading to today."));
        return show(app, rq, rs, &m, &f, false, 422);
    }
    if (e && e != ERR_CONFLICT) /* gone already: what was wanted */
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/meters/%s", m.id));
    return ERR_OK;
}
