#include "page/landlord/reversal.h"

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "daraja/asked_telling.h"
#include "page/landlord/request_story.h"
#include "page/landlord/returnable.h"
#include "page/pages.h"
#include "rent/payout.h"

enum { ETAG_LEN = 32 };

/* Seconds until the page, without script, loads itself anew. */
#define REFRESH "10"

enum { SAY_HAPPENED, SAY_RECEIPT, SAY_NOTE, SAY_FIELD_COUNT };
static const struct field say_form[SAY_FIELD_COUNT] = {
    [SAY_HAPPENED] = {"happened", FIELD_CHOICE, REQUIRED, .choices = "yes|no", .missing = N_("Choose one of the two.")},
    [SAY_RECEIPT] = {"receipt", FIELD_REF, OPTIONAL, .least = 6, .most = 20},
    [SAY_NOTE] = {"note", FIELD_TEXT, REQUIRED, 2, 200, N_("Say where you looked, and what you saw.")},
};

static enum err
load(struct app *app, struct request *rq, const struct who *who, struct mpesa_request *r)
{
    enum err e = mpesa_request_load(app->db, rq->mem, who, rq->args[0], r);

    return e == ERR_OK && strcmp(r->api, "reversal") != 0 ? ERR_NOT_FOUND : e;
}

/* The part that changes by itself. */
static enum err
part(struct app *app, struct request *rq, struct response *rs, const struct mpesa_request *r)
{
    struct asked_telling t = telling_of_reversal(r);
    struct view         *v = view_new(app, rq, "landlord/reversal_part");

    view_say(v, "headline", t.headline);
    view_say(v, "message", t.message);
    view_say(v, "next", t.next);
    view_bool(v, "settled", t.settled);
    view_bool(v, "good", t.money_moved == 1);
    view_bool(v, "bad", t.settled && t.money_moved != 1);
    view_bool(v, "asks", !t.settled);
    view_bool(v, "nothing_moved", t.settled && t.money_moved == 0);
    view_bool(v, "retry", t.can_retry && rq->who.role != ROLE_OPERATOR);
    view_text(v, "payment_id", r->payment_id);
    view_money(v, "amount", r->amount);
    view_text(v, "code", r->result_receipt);
    enum err e = view_render(v, rs, 200);
    if (e)
        return e;

    char hex[SHA256_HEX_SIZE];
    rs->etag = arena_strndup(rq->mem, sha256_hex(hex, rs->body.bytes, rs->body.len), ETAG_LEN);
    return ERR_OK;
}

static void
put_request(struct view *v, const struct mpesa_request *r)
{
    view_text(v, "id", r->id);
    request_state_view(v, r->state);
    view_text(v, "reason", r->remarks);
    view_text(v, "asked_by", r->requested_name);
    view_time(v, "asked_at", r->requested_at);
    view_time(v, "ended_at", r->completed_at);
    view_text(v, "result_code", r->result_code);
    view_text(v, "result_desc", r->result_desc);
    view_text(v, "conversation_id", r->conversation_id);
    view_text(v, "originator_id", r->originator_id);
    view_text(v, "refresh", REFRESH);
}

static enum err
fill(struct view *v, struct app *app, struct request *rq, const struct who *who, const struct mpesa_request *r)
{
    struct returnable m;
    bool              tells_all = who->role == ROLE_OWNER || who->role == ROLE_OPERATOR;
    enum err          e = give_back_load(app->db, rq->mem, who, r->money_in_id, &m);

    if (!e)
        e = returnable_view(v, app, rq, who, &m);
    put_request(v, r);
    view_bool(v, "polls", who->role != ROLE_OPERATOR);
    view_bool(v, "tells_all", tells_all);
    return !e && tells_all ? request_story_fill(v, app, rq, who, r->id) : e;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct who *who, const struct mpesa_request *r,
     const struct form *f, int status)
{
    struct response state = response_new(rq->mem);
    enum err        e = part(app, rq, &state, r);

    if (e)
        return e;
    struct asked_telling t = telling_of_reversal(r);
    struct view         *v = view_new(app, rq, "landlord/reversal");
    view_say(v, "headline", t.headline);
    view_html(v, "part", state.body.bytes);
    view_text(v, "etag", state.etag);
    view_int(v, "now", clock_now());
    view_bool(v, "settled", t.settled);
    view_bool(v, "may_say", payout_resolvable(who, r, clock_now()));
    view_form(v, f);
    e = fill(v, app, rq, who, r);
    return e ? e : view_render(v, rs, status);
}

enum err
reversal_page(struct app *app, struct request *rq, struct response *rs, const struct who *who)
{
    struct mpesa_request r;
    struct form          f;
    enum err             e = load(app, rq, who, &r);

    if (e)
        return e;
    form_blank(&f, rq, say_form, SAY_FIELD_COUNT);
    return show(app, rq, rs, who, &r, &f, 200);
}

static enum err
say(struct app *app, struct request *rq, struct response *rs, const struct who *who, const struct mpesa_request *r,
    struct form *f)
{
    enum err e = payout_resolve(app->db, rq->mem, who, r->id, strcmp(form_text(f, SAY_HAPPENED), "yes") == 0,
                                form_text(f, SAY_RECEIPT), form_text(f, SAY_NOTE));

    if (e == ERR_OK || e == ERR_CONFLICT) { /* or M-Pesa has answered meanwhile: the page tells */
        response_redirect(
            rs, arena_printf(rq->mem, "/%s/reversals/%s", who->role == ROLE_OPERATOR ? "operator" : "landlord", r->id));
        return ERR_OK;
    }
    return e;
}

enum err
reversal_resolve(struct app *app, struct request *rq, struct response *rs, const struct who *who)
{
    struct mpesa_request r;
    struct form          f;
    enum err             e = load(app, rq, who, &r);

    if (e)
        return e;
    e = form_read(&f, rq, say_form, SAY_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    if (!payout_resolvable(who, &r, clock_now()))
        return show(app, rq, rs, who, &r, &f, 409);
    return e ? show(app, rq, rs, who, &r, &f, 422) : say(app, rq, rs, who, &r, &f);
}

/* ---- for the landlord's side ---- */

enum err
page_reversal(struct app *app, struct request *rq, struct response *rs)
{
    return reversal_page(app, rq, rs, &rq->who);
}

enum err
page_reversal_post(struct app *app, struct request *rq, struct response *rs)
{
    return reversal_resolve(app, rq, rs, &rq->who);
}

enum err
page_reversal_part(struct app *app, struct request *rq, struct response *rs)
{
    struct mpesa_request r;
    enum err             e = load(app, rq, &rq->who, &r);

    return e ? e : part(app, rq, rs, &r);
}
