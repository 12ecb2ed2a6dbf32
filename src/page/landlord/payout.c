#include "page/landlord/payout.h"

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "daraja/request_telling.h"
#include "page/landlord/payout_decide.h"
#include "page/landlord/payout_rows.h"
#include "page/landlord/payout_story.h"
#include "page/pages.h"
#include "page/public/wait.h"
#include "rent/landlord.h"
#include "rent/second_factor.h"
#include "rent/session.h"

enum { ETAG_LEN = 32 };

enum err
payout_page_load(struct app *app, struct request *rq, const struct who *who, const char *base, struct payout_page *p)
{
    bool     second = false;
    enum err e = mpesa_request_load(app->db, rq->mem, who, rq->args[0], &p->r);

    if (e)
        return e;
    if (!p->r.money || strcmp(p->r.api, "reversal") == 0)
        return ERR_NOT_FOUND;
    e = payout_right(app->db, rq->mem, who, &p->r, &p->right);
    if (!e && p->right == PAYOUT_MAY_ALONE)
        e = second_factor_on(app->db, who->person_id, &second);
    p->who = who;
    p->base = base;
    p->asks_password = !session_is_fresh(&rq->who);
    p->asks_code = p->right == PAYOUT_MAY_ALONE && second;
    p->lacks_code = p->right == PAYOUT_MAY_ALONE && !second;
    p->resolvable = payout_resolvable(who, &p->r, clock_now());
    return e;
}

/* ---- the part that changes by itself ---- */

static enum err
render_part(struct app *app, struct request *rq, struct response *rs, const struct payout_page *p)
{
    struct request_telling t = request_telling_of(&p->r);
    struct view           *v = view_new(app, rq, "landlord/payout_part");

    view_say(v, "headline", t.headline);
    view_say(v, "message", t.message);
    view_say(v, "money", t.money);
    view_bool(v, "settled", t.settled);
    view_bool(v, "good", strcmp(t.status, "success") == 0);
    view_bool(v, "bad", strcmp(t.badge, "failed") == 0);
    view_money(v, "amount", p->r.amount);
    view_text(v, "code", p->r.result_receipt);
    view_path(v, "where", p->base, p->r.id);
    enum err e = view_render(v, rs, 200);
    if (e)
        return e;
    char hex[SHA256_HEX_SIZE];
    rs->etag = arena_strndup(rq->mem, sha256_hex(hex, rs->body.bytes, rs->body.len), ETAG_LEN);
    return ERR_OK;
}

enum err
payout_page_part(struct app *app, struct request *rq, struct response *rs, struct payout_page *p)
{
    return render_part(app, rq, rs, p);
}

/* ---- the page ---- */

static void
put_facts(struct view *v, const struct mpesa_request *r)
{
    view_text(v, "property", r->property_name);
    view_text(v, "lease_id", r->lease_id);
    view_text(v, "remarks", r->remarks);
    view_text(v, "occasion", r->occasion);
    view_text(v, "shortcode", r->shortcode);
    view_text(v, "reason_given", r->decision_note);
    view_bool(v, "was_rejected", strcmp(r->state, "rejected") == 0);
    view_bool(v, "by_second_step", r->second_factor);
    view_time(v, "sent_at", r->sent_at);
    view_time(v, "completed_at", r->completed_at);
    view_money(v, "charge", r->charge);
    view_bool(v, "has_charge", r->charge.cents > 0);
    view_text(v, "conversation", r->conversation_id);
    view_text(v, "originator", r->originator_id);
    view_text(v, "result_code", r->result_code);
    view_text(v, "result_desc", r->result_desc);
}

static void
put_rights(struct view *v, const struct payout_page *p)
{
    bool decides = p->right == PAYOUT_MAY || p->right == PAYOUT_MAY_ALONE;

    view_bool(v, "decides", decides);
    view_bool(v, "alone", p->right == PAYOUT_MAY_ALONE);
    view_bool(v, "withdraws", p->right == PAYOUT_NOT_HIS_OWN);
    view_bool(v, "watches", p->right == PAYOUT_MAY_NOT);
    view_bool(v, "asks_password", p->asks_password);
    view_bool(v, "asks_code", p->asks_code);
    view_bool(v, "lacks_code", p->lacks_code);
    view_bool(v, "resolvable", p->resolvable);
    view_bool(v, "may_read_story", p->who->role == ROLE_OWNER || p->who->role == ROLE_OPERATOR);
    view_bool(v, "is_operators", p->who->role == ROLE_OPERATOR);
}

enum err
payout_page_form(struct app *app, struct request *rq, struct response *rs, struct payout_page *p, const struct form *f,
                 int64_t wait_s, int status)
{
    struct request_telling t = request_telling_of(&p->r);
    struct response        state = response_new(rq->mem);
    struct landlord        whose;
    bool                   typing = p->right == PAYOUT_MAY || p->right == PAYOUT_MAY_ALONE || p->resolvable;
    enum err               e = render_part(app, rq, &state, p);

    if (!e)
        e = landlord_load(app->db, rq->mem, p->who, &whose);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/payout");
    view_html(v, "part", state.body.bytes);
    view_text(v, "etag", state.etag);
    view_int(v, "now", clock_now());
    view_bool(v, "polls", !t.settled && !typing);
    view_bool(v, "reloads", !t.settled && !typing && p->right == PAYOUT_OVER);
    view_text(v, "business_name", whose.business_name);
    rows_payout(v, &p->r, p->base);
    put_facts(v, &p->r);
    put_rights(v, p);
    view_form(v, f);
    view_bool(v, "too_often", wait_s > 0);
    wait_view(v, wait_s);
    wait_header(rq, rs, wait_s);
    e = payout_story(v, app, rq, p);
    return e ? e : view_render(v, rs, status);
}

enum err
payout_page_show(struct app *app, struct request *rq, struct response *rs, struct payout_page *p)
{
    struct form f;

    form_blank(&f, rq, payout_decide_form, DECIDE_FIELD_COUNT);
    return payout_page_form(app, rq, rs, p, &f, 0, 200);
}

enum err
payout_page_receipt(struct app *app, struct request *rq, struct response *rs, struct payout_page *p)
{
    struct landlord whose;

    if (strcmp(p->r.state, "success") != 0)
        return ERR_NOT_FOUND;
    enum err e = landlord_load(app->db, rq->mem, p->who, &whose);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/payout_receipt");
    rows_payout(v, &p->r, p->base);
    put_facts(v, &p->r);
    view_text(v, "business_name", whose.business_name);
    return view_render(v, rs, 200);
}

/* ---- a landlord's own pages ---- */

#define BASE "landlord/money-out"

enum err
page_payout(struct app *app, struct request *rq, struct response *rs)
{
    struct payout_page p;
    enum err           e = payout_page_load(app, rq, &rq->who, BASE, &p);

    return e ? e : payout_page_show(app, rq, rs, &p);
}

enum err
page_payout_part(struct app *app, struct request *rq, struct response *rs)
{
    struct payout_page p;
    enum err           e = payout_page_load(app, rq, &rq->who, BASE, &p);

    return e ? e : payout_page_part(app, rq, rs, &p);
}

enum err
page_payout_receipt(struct app *app, struct request *rq, struct response *rs)
{
    struct payout_page p;
    enum err           e = payout_page_load(app, rq, &rq->who, BASE, &p);

    return e ? e : payout_page_receipt(app, rq, rs, &p);
}

enum err
page_payout_approve_post(struct app *app, struct request *rq, struct response *rs)
{
    struct payout_page p;
    enum err           e = payout_page_load(app, rq, &rq->who, BASE, &p);

    return e ? e : payout_page_approve(app, rq, rs, &p);
}

enum err
page_payout_reject_post(struct app *app, struct request *rq, struct response *rs)
{
    struct payout_page p;
    enum err           e = payout_page_load(app, rq, &rq->who, BASE, &p);

    return e ? e : payout_page_reject(app, rq, rs, &p);
}

enum err
page_payout_resolve_post(struct app *app, struct request *rq, struct response *rs)
{
    struct payout_page p;
    enum err           e = payout_page_load(app, rq, &rq->who, BASE, &p);

    return e ? e : payout_page_resolve(app, rq, rs, &p);
}
