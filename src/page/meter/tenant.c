/*
 * tenant.c - what a tenant sees of his meters: each reading, its photo, and a way to say that it is wrong.
 */
#include <string.h>

#include "base/clock.h"
#include "page/landlord/link.h"
#include "page/meter/shown.h"
#include "page/pages.h"

enum err
page_my_readings(struct app *app, struct request *rq, struct response *rs)
{
    struct reading       *rows;
    size_t                count;
    const char           *next;
    struct reading_filter f = {.cursor = request_query(rq, "cursor")};
    enum err              e = reading_list(app->db, rq->mem, &rq->who, &f, &rows, &count, &next);

    if (e)
        return e == ERR_INPUT ? ERR_NOT_FOUND : e;
    struct view *v = view_new(app, rq, "meter/my_readings");
    struct buf   here = link_new(rq->mem);
    link_pages(v, &here, f.cursor, next);
    view_bool(v, "has_readings", count > 0);
    view_rows(v, "readings");
    for (size_t i = 0; i < count; i++)
        shown_reading(view_row(v, "readings"), &rows[i]);
    return view_render(v, rs, 200);
}

enum { DISPUTE_REASON, DISPUTE_FIELD_COUNT };
static const struct field dispute_form[DISPUTE_FIELD_COUNT] = {
    [DISPUTE_REASON] = {"reason", FIELD_TEXT, REQUIRED, 3, 300,
                        .missing = N_("Say what is wrong, for example what the meter shows.")},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct reading *r, const struct form *f,
     int status)
{
    struct view *v = view_new(app, rq, "meter/my_reading");

    shown_reading(v, r);
    view_form(v, f);
    view_bool(v, "may_dispute", reading_disputable(&rq->who, r, clock_now()));
    enum err e = shown_story(v, app, rq, r);
    return e ? e : view_render(v, rs, status);
}

enum err
page_my_reading(struct app *app, struct request *rq, struct response *rs)
{
    struct reading r;
    struct form    f;
    enum err       e = reading_load(app->db, rq->mem, &rq->who, rq->args[0], &r);

    if (e)
        return e;
    form_blank(&f, rq, dispute_form, DISPUTE_FIELD_COUNT);
    return show(app, rq, rs, &r, &f, 200);
}

enum err
page_dispute_post(struct app *app, struct request *rq, struct response *rs)
{
    struct reading r;
    struct form    f;
    enum err       e = reading_load(app->db, rq->mem, &rq->who, rq->args[0], &r);

    if (e)
        return e;
    e = form_read(&f, rq, dispute_form, DISPUTE_FIELD_COUNT);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &r, &f, 422);
    if (!e)
        e = reading_dispute(app->db, rq->mem, &rq->who, r.id, form_text(&f, DISPUTE_REASON));
    if (e && e != ERR_CONFLICT) /* said before, or too late: the page tells */
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/readings/%s", r.id));
    return ERR_OK;
}
