#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/tray.h"

enum { MOVE_LEASE, MOVE_REASON, MOVE_FIELD_COUNT };
static const struct field move_form[MOVE_FIELD_COUNT] = {
    [MOVE_LEASE] = {"leaseId", FIELD_ID, REQUIRED, .missing = N_("Choose whose rent it is.")},
    [MOVE_REASON] = {"reason", FIELD_TEXT, REQUIRED, 2, 200, .missing = N_("Say why it is moved.")},
};

/* Where it cannot be moved the page says why, and has no form. */
static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, enum tray_answer answer,
     int status)
{
    struct payment p;
    enum err       e = payment_load(app->db, rq->mem, &rq->who, rq->args[0], &p);

    if (e)
        return e;
    const struct tray_refusal *no = tray_refusal(answer);
    struct view               *v = view_new(app, rq, "landlord/move");
    rows_payment(v, &p);
    view_say(v, "refusal", no ? no->message : NULL);
    view_bool(v, "may", no == NULL);
    view_form(v, f);
    e = rows_leases(v, app, rq, f->typed[MOVE_LEASE], true);
    return e ? e : view_render(v, rs, status);
}

static enum err
may_move(struct app *app, struct request *rq, enum tray_answer *answer)
{
    enum err e = tray_may_move(app->db, rq->mem, &rq->who, rq->args[0], answer);

    if (e == ERR_NOT_FOUND) { /* perhaps a prompt's, which goes by the prompt's id */
        *answer = TRAY_PROMPT;
        return ERR_OK;
    }
    return e;
}

enum err
page_move(struct app *app, struct request *rq, struct response *rs)
{
    struct form      f;
    enum tray_answer answer;
    enum err         e = may_move(app, rq, &answer);

    if (e)
        return e;
    form_blank(&f, rq, move_form, MOVE_FIELD_COUNT);
    return show(app, rq, rs, &f, answer, 200);
}

enum err
page_move_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form      f;
    enum tray_answer answer;
    enum err         read = form_read(&f, rq, move_form, MOVE_FIELD_COUNT), e = may_move(app, rq, &answer);

    if (read && read != ERR_FIELD)
        return read;
    if (e)
        return e;
    if (read || answer != TRAY_DONE)
        return show(app, rq, rs, &f, answer, 422);
    e = tray_move(app->db, rq->mem, &rq->who, rq->args[0], form_text(&f, MOVE_LEASE), form_text(&f, MOVE_REASON),
                  &answer);
    if (e)
        return e;
    if (answer == TRAY_SAME) {
        form_error(&f, MOVE_LEASE, tray_refusal(answer)->message);
        return show(app, rq, rs, &f, TRAY_DONE, 422);
    }
    if (answer != TRAY_DONE)
        return show(app, rq, rs, &f, answer, 422);
    response_redirect(rs, arena_printf(rq->mem, "/landlord/transactions/%s", rq->args[0]));
    return ERR_OK;
}
