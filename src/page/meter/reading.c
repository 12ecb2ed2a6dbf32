/*
 * reading.c - one reading with its whole story, and what the landlord's side does about it.
 */
#include <string.h>

#include "page/landlord/rows.h"
#include "page/meter/shown.h"
#include "page/pages.h"
#include "rent/reckon.h"
#include "web/upload.h"

/* The forms of the page: correcting, turning down a dispute, adding a photo. */
enum { FIX_VALUE, FIX_ROLLED, FIX_REASON, FIX_WORD, FIX_PHOTO, FIX_FIELD_COUNT };
static const struct field fix_form[FIX_FIELD_COUNT] = {
    [FIX_VALUE] = {"value", FIELD_TEXT, OPTIONAL, 1, 16},    [FIX_ROLLED] = {"rolledOver", FIELD_FLAG, OPTIONAL},
    [FIX_REASON] = {"reason", FIELD_TEXT, OPTIONAL, 2, 200}, [FIX_WORD] = {"answer", FIELD_TEXT, OPTIONAL, 2, 200},
    [FIX_PHOTO] = {"photo", FIELD_TEXT, OPTIONAL},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct reading *r, const struct form *f,
     int status)
{
    struct view *v = view_new(app, rq, "meter/reading");

    rows_rights(v, rq);
    shown_reading(v, r);
    view_form(v, f);
    view_bool(v, "may_fix", role_may_enter(rq->who.role, WHO_KEEPER) && !r->replaced_by);
    view_bool(v, "may_add_photo", !r->photo_id && !r->replaced_by);
    enum err e = shown_story(v, app, rq, r);
    return e ? e : view_render(v, rs, status);
}

static enum err
load(struct app *app, struct request *rq, struct reading *r)
{
    return reading_load(app->db, rq->mem, &rq->who, rq->args[0], r);
}

enum err
page_reading(struct app *app, struct request *rq, struct response *rs)
{
    struct reading r;
    struct form    f;
    enum err       e = load(app, rq, &r);

    if (e)
        return e;
    form_blank(&f, rq, fix_form, FIX_FIELD_COUNT);
    return show(app, rq, rs, &r, &f, 200);
}

/* The reading and the form that was sent about it. */
static enum err
begin(struct app *app, struct request *rq, struct reading *r, struct form *f)
{
    enum err e = load(app, rq, r);

    if (!e)
        e = form_read(f, rq, fix_form, FIX_FIELD_COUNT);
    return e == ERR_FIELD ? ERR_OK : e;
}

static enum err
go_to(struct request *rq, struct response *rs, const char *id)
{
    response_redirect(rs, arena_printf(rq->mem, "/landlord/readings/%s", id));
    return ERR_OK;
}

enum err
page_reading_correct_post(struct app *app, struct request *rq, struct response *rs)
{
    struct reading      r;
    struct form         f;
    struct reading_fix  in = {0};
    enum reading_answer answer;
    const char         *id;
    enum err            e = begin(app, rq, &r, &f);

    if (e)
        return e;
    if (!f.errors[FIX_VALUE] && (!form_text(&f, FIX_VALUE) || !measure_parse(form_text(&f, FIX_VALUE), &in.value)))
        form_error(&f, FIX_VALUE, N_("Enter what the meter shows, like 118 or 118.5."));
    if (!f.errors[FIX_REASON] && !form_text(&f, FIX_REASON))
        form_error(&f, FIX_REASON, N_("Say why it is corrected. The tenant reads it."));
    if (!form_ok(&f))
        return show(app, rq, rs, &r, &f, 422);
    in.rolled = form_flag(&f, FIX_ROLLED);
    in.reason = form_text(&f, FIX_REASON);
    e = reading_correct(app->db, rq->mem, &rq->who, r.id, &in, &answer, &id);
    if (e)
        return e;
    const struct reading_refusal *why = reading_refusal(answer);
    if (answer == READING_OVER)
        return go_to(rq, rs, r.id);
    if (!why)
        return go_to(rq, rs, id);
    form_error(&f, why->field && strcmp(why->field, "rolledOver") == 0 ? FIX_ROLLED : FIX_VALUE, why->message);
    return show(app, rq, rs, &r, &f, 422);
}

enum err
page_reading_turn_down_post(struct app *app, struct request *rq, struct response *rs)
{
    struct reading r;
    struct form    f;
    enum err       e = begin(app, rq, &r, &f);

    if (e)
        return e;
    if (!f.errors[FIX_WORD] && !form_text(&f, FIX_WORD))
        form_error(&f, FIX_WORD, N_("Tell the tenant why the reading stands."));
    if (!form_ok(&f))
        return show(app, rq, rs, &r, &f, 422);
    e = reading_turn_down(app->db, rq->mem, &rq->who, r.id, form_text(&f, FIX_WORD));
    return e && e != ERR_CONFLICT ? e : go_to(rq, rs, r.id); /* answered meanwhile: the page tells */
}

enum err
page_reading_photo_post(struct app *app, struct request *rq, struct response *rs)
{
    struct reading     r;
    struct form        f;
    const struct file *photo = request_file(rq, "photo");
    enum err           e = begin(app, rq, &r, &f);

    if (e)
        return e;
    if (photo)
        e = reading_photo_add(app->db, rq->mem, &rq->who, r.id, photo->bytes, photo->len);
    if (!photo)
        form_error(&f, FIX_PHOTO, N_("Choose the photo first."));
    else if (e == ERR_MEDIA)
        form_error(&f, FIX_PHOTO, N_("This is no photo that we can show. Send a JPEG, PNG or WebP."));
    else if (e == ERR_TOO_LARGE)
        form_error(&f, FIX_PHOTO, N_("This photo is larger than 1 MB. Take a smaller one, or save without it."));
    else
        return e && e != ERR_CONFLICT ? e : go_to(rq, rs, r.id);
    return show(app, rq, rs, &r, &f, 422);
}

/* The picture itself: of the type that its first bytes said, never anything that a browser could run. */
enum err
page_reading_photo(struct app *app, struct request *rq, struct response *rs)
{
    const char *type;
    const void *bytes;
    size_t      n;
    enum err    e = reading_photo(app->db, rq->mem, &rq->who, rq->args[0], &type, &bytes, &n);

    if (e)
        return e;
    rs->content_type = type;
    response_header(rs, "Cache-Control", "private, max-age=86400");
    response_header(rs, "Content-Disposition", "inline; filename=\"meter\"");
    buf_add(&rs->body, bytes, n);
    return ERR_OK;
}
