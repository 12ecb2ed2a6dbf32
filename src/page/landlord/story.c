#include "page/landlord/story.h"

#include "base/clock.h"
#include "daraja/outcome.h"
#include "daraja/telling.h"
#include "page/landlord/rows.h"
#include "page/landlord/words.h"
#include "rent/direct.h"
#include "rent/standing_order.h"
#include "web/route.h"

static void
put_payment(struct view *v, const struct payment *p, int64_t gap_s)
{
    struct telling t = telling_of(p, clock_now(), gap_s);

    rows_payment(v, p);
    view_say(v, "headline", t.headline);
    view_say(v, "message", t.message);
    view_say(v, "money", t.money);
    view_bool(v, "moved_yes", t.money_moved == 1);
    view_bool(v, "moved_no", t.money_moved == 0);
    view_text(v, "bill_id", p->bill_id);
    view_text(v, "lease_id", p->lease_id);
    view_text(v, "business_name", p->business_name);
    view_bool(v, "is_till", strcmp(p->business_type, "till") == 0);
    view_text(v, "shortcode", p->shortcode);
    view_bool(v, "is_manual", strcmp(p->type, "manual") == 0);
    view_text(v, "store_number", p->store_number);
    view_text(v, "account_ref", p->account_ref);
    view_text(v, "result_code", p->result_code);
    view_text(v, "result_desc", p->result_desc);
    view_text(v, "merchant_request_id", p->merchant_request_id);
    view_text(v, "checkout_request_id", p->checkout_request_id);
    view_time(v, "sent_at", p->sent_at);
    view_time(v, "expires_at", p->expires_at);
    view_time(v, "completed_at", p->completed_at);
    view_time(v, "confirmed_at", p->confirmed_at);
}

/* An outcome's name is a word of the program's own: what it means is told above, as the payer is told it. */
static void
put_steps(struct view *v, const struct payment_story *s)
{
    view_rows(v, "steps");
    for (size_t i = 0; i < s->step_count; i++) {
        struct view *row = view_row(v, "steps");
        view_time(row, "at", s->steps[i].at);
        rows_payment_state(row, s->steps[i].to);
        view_say(row, "cause", words_for(s->steps[i].cause));
        view_text(row, "detail", outcome_named(s->steps[i].detail) ? NULL : s->steps[i].detail);
    }
}

static void
put_calls(struct view *v, const struct payment_story *s)
{
    view_rows(v, "calls");
    for (size_t i = 0; i < s->call_count; i++) {
        struct view *row = view_row(v, "calls");
        view_time(row, "at", s->calls[i].at);
        view_say(row, "api", words_for(s->calls[i].api));
        view_int(row, "ms", s->calls[i].ms);
        view_int(row, "http_status", s->calls[i].http_status);
        view_bool(row, "answered", s->calls[i].http_status != 0);
        view_say(row, "verdict", words_for(s->calls[i].verdict));
        view_text(row, "answer_code", s->calls[i].code);
        view_text(row, "body", s->calls[i].body);
    }
}

static void
put_callbacks(struct view *v, const struct payment_story *s)
{
    view_rows(v, "callbacks");
    for (size_t i = 0; i < s->callback_count; i++) {
        const char  *odd = words_for_hold(s->callbacks[i].reason);
        struct view *row = view_row(v, "callbacks");
        view_time(row, "at", s->callbacks[i].at);
        view_say(row, "what", words_for(s->callbacks[i].kind));
        view_say(row, "verdict", words_for(s->callbacks[i].verdict));
        view_say(row, "reason", odd ? odd : s->callbacks[i].reason);
        view_text(row, "answer_code", s->callbacks[i].result_code);
        view_text(row, "receipt_no", s->callbacks[i].receipt_no);
        view_text(row, "body", s->callbacks[i].body);
    }
}

static void
put_holds(struct view *v, const struct payment_story *s)
{
    view_rows(v, "holds");
    for (size_t i = 0; i < s->hold_count; i++)
        rows_hold(view_row(v, "holds"), &s->holds[i]);
}

/* How money that came by itself found its lease; all empty for a prompt's, and for money that still waits. */
static enum err
put_assigned(struct view *v, struct app *app, struct request *rq, const struct who *who, const struct payment *p)
{
    struct assigned a = {0};
    bool            direct = strcmp(p->purpose, "direct") == 0;
    enum err        e = direct ? direct_assigned(app->db, rq->mem, who, p->id, &a) : ERR_OK;

    view_bool(v, "waits_for_home", e == ERR_NOT_FOUND && role_may_enter(who->role, WHO_KEEPER));
    view_bool(v, "by_person", a.how && strcmp(a.how, "person") == 0);
    view_bool(v, "by_account", a.how && strcmp(a.how, "account") == 0);
    view_bool(v, "by_release", a.how && strcmp(a.how, "release") == 0);
    bool by_order = false;
    if (direct && p->lease_id) {
        enum err looked = standing_order_fits(app->db, rq->mem, who, p->lease_id, p->asked, p->initiated_at, &by_order);
        e = looked ? looked : e;
    }
    view_bool(v, "by_order", by_order);
    view_text(v, "assigned_by", a.person);
    view_time(v, "assigned_at", a.at);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err
story_fill(struct view *v, struct app *app, struct request *rq, const struct who *who, const char *id)
{
    struct payment       p;
    struct payment_story s;
    enum err             e = payment_load(app->db, rq->mem, who, id, &p);

    if (!e)
        e = payment_story(app->db, rq->mem, who, p.id, &s);
    if (!e)
        e = put_assigned(v, app, rq, who, &p);
    if (e)
        return e;

    put_payment(v, &p, app->conf->prompt_gap_s);
    put_steps(v, &s);
    put_calls(v, &s);
    put_callbacks(v, &s);
    put_holds(v, &s);
    return ERR_OK;
}
