/*
 * second_step.c - setting the second step up: a seed for the app on his phone, its first code, and the recovery codes.
 */
#include "base/phone.h"
#include "page/account/ask.h"
#include "page/account/second.h"
#include "page/pages.h"
#include "rent/person.h"
#include "rent/second_factor.h"
#include "rent/session.h"
#include "web/qr.h"

enum { GROUP = 4, FEW_CODES = 3, SEED_CEILING = 256 };
static const char scheme[] = "otpauth:";

/* "GEZD GNBV …": as it is typed by hand. */
static const char *
in_groups(struct arena *mem, const char *seed)
{
    struct buf b = buf_new(mem, SEED_CEILING);

    for (size_t i = 0; seed[i]; i++) {
        if (i && i % GROUP == 0)
            buf_char(&b, ' ');
        buf_char(&b, seed[i]);
    }
    return b.bytes;
}

/* What apps read: which account this is, and the seed. */
static const char *
seed_uri(struct arena *mem, const char *phone, const char *seed)
{
    return arena_printf(mem, "%s//totp/RentEase:0%s?secret=%s&issuer=RentEase", scheme, phone + strlen("254"), seed);
}

/* Only for whoever has typed the password just now: who has the seed has every code. */
static enum err
put_seed(struct app *app, struct request *rq, struct view *v)
{
    struct person me;
    const char   *seed;
    enum err      e = person_load(app->db, rq->mem, rq->who.person_id, &me);

    if (!e)
        e = second_factor_seed(app->db, rq->mem, &app->web_key, me.id, &seed);
    if (e)
        return e;
    const char *uri = seed_uri(rq->mem, me.phone, seed);
    view_text(v, "seed", in_groups(rq->mem, seed));
    view_text(v, "otpauth", uri + strlen(scheme));
    qr_view(v, rq->mem, uri);
    return ERR_OK;
}

static void
put_none(struct view *v)
{
    static const char *const holes[] = {"seed", "otpauth", "qr_side", "qr_path"};

    for (size_t i = 0; i < COUNT(holes); i++)
        view_text(v, holes[i], NULL);
}

/* `asks_code`: a seed waits for its first code; it is shown again only while the password is fresh. */
static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct second_factor *now, bool asks_code,
     const struct form *f, int64_t wait_s, int status)
{
    struct view *v = view_new(app, rq, "account/second_step");
    bool         fresh = session_is_fresh(&rq->who);

    view_bool(v, "on", now->on);
    view_bool(v, "asks_code", asks_code);
    view_bool(v, "asks_password", !fresh);
    view_time(v, "since", now->since);
    view_int(v, "codes_left", now->codes_left);
    view_bool(v, "few_codes", now->codes_left < FEW_CODES);
    view_bool(v, "shows_seed", asks_code && fresh);
    put_none(v);
    enum err e = asks_code && fresh ? put_seed(app, rq, v) : ERR_OK;
    if (e)
        return e;
    second_put(v, rq, rs, f, wait_s);
    return view_render(v, rs, status);
}

enum err
page_second_step(struct app *app, struct request *rq, struct response *rs)
{
    struct form          f;
    struct second_factor now;
    enum err             e = second_factor_load(app->db, rq->mem, rq->who.person_id, &now);

    if (e)
        return e;
    form_blank(&f, rq, second_form, SECOND_FIELD_COUNT);
    return show(app, rq, rs, &now, now.begun && session_is_fresh(&rq->who), &f, 0, 200);
}

enum err
page_second_step_begin_post(struct app *app, struct request *rq, struct response *rs)
{
    static const struct second_factor off = {0};
    struct form                       f;
    int64_t                           wait_s = 0;
    enum err                          e = form_read(&f, rq, second_form, SECOND_FIELD_COUNT);

    if (!e && !session_is_fresh(&rq->who))
        e = ask_password(app, rq, &f, SECOND_PASSWORD, &wait_s);
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return show(app, rq, rs, &off, false, &f, wait_s, err_status(e));
    if (!e)
        e = second_factor_begin(app->db, rq->mem, &app->web_key, &rq->who);
    if (e && e != ERR_CONFLICT)
        return e;
    response_redirect(rs, "/account/second-step");
    return ERR_OK;
}

static enum err
show_codes(struct app *app, struct request *rq, struct response *rs, const char *const codes[RECOVERY_CODES])
{
    struct view *v = view_new(app, rq, "account/recovery_codes");

    view_text(v, "name", rq->who.name);
    view_rows(v, "codes");
    for (size_t i = 0; i < RECOVERY_CODES; i++)
        view_text(view_row(v, "codes"), "code", codes[i]);
    return view_render(v, rs, 200);
}

/* ERR_FIELD: told beside the code. */
static enum err
confirm(struct app *app, struct request *rq, struct form *f, const char *codes[RECOVERY_CODES], int64_t *wait_s)
{
    const char *typed = form_text(f, SECOND_CODE);
    enum err    e = ERR_FIELD;

    if (typed)
        e = second_factor_confirm(app->db, rq->mem, &app->web_key, &rq->who, typed, codes, wait_s);
    else
        form_error(f, SECOND_CODE, ASK_CODE_MISSING);
    if (e != ERR_AUTH)
        return e;
    form_error(
        f, SECOND_CODE,
        "This is not the right code. Each code lasts 30 seconds: enter the next one. If that is refused too, let your "
        "phone set its clock by itself.");
    return ERR_FIELD;
}

/* Answers with the codes themselves instead of a redirect: only this answer can carry them. */
enum err
page_second_step_confirm_post(struct app *app, struct request *rq, struct response *rs)
{
    static const struct second_factor off = {0};
    const char                       *codes[RECOVERY_CODES];
    struct form                       f;
    int64_t                           wait_s = 0;
    enum err                          e = form_read(&f, rq, second_form, SECOND_FIELD_COUNT);

    if (!e)
        e = confirm(app, rq, &f, codes, &wait_s);
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return show(app, rq, rs, &off, true, &f, wait_s, err_status(e));
    if (!e)
        return show_codes(app, rq, rs, codes);
    if (e != ERR_CONFLICT && e != ERR_NOT_FOUND) /* on already, or begun too long ago: the page says which */
        return e;
    response_redirect(rs, "/account/second-step");
    return ERR_OK;
}
