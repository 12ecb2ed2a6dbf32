#include "page/landlord/setup_pull.h"
#include "base/clock.h"
#include "base/phone.h"
#include "base/poke.h"
#include "page/landlord/setup_direct.h"
#include "page/landlord/words.h"
#include "page/pages.h"
#include "rent/pull.h"

/* The page looks again by itself for so long after something was asked. */
enum { WATCHED_S = 120 };

static const struct field pull_form[DIRECT_FIELD_COUNT] = {
    [DIRECT_VERSION] = {"version", FIELD_CHOICE, OPTIONAL, .choices = "v1|v2"},
    [DIRECT_PHONE] = {"nominatedPhone", FIELD_PHONE, REQUIRED,
                      .missing = N_("Give the phone number that is on your papers with Safaricom.")},
};

static bool
is(const char *state, const char *wanted)
{
    return state && strcmp(state, wanted) == 0;
}

static void
put_registration(struct view *v, const struct pull_standing *s)
{
    bool registered = is(s->state, "registered"), pending = is(s->state, "pending");

    view_bool(v, "pull_never", !s->state);
    view_bool(v, "pull_pending", pending);
    view_bool(v, "pull_registered", registered);
    view_bool(v, "pull_refused", is(s->state, "refused"));
    view_bool(v, "pull_unknown", is(s->state, "unknown"));
    view_text(v, "pull_badge", registered ? "paid" : pending ? "pending" : s->state ? "failed" : "unpaid");
    view_text(v, "pull_said", s->said);
    view_text(v, "pull_code", s->code);
    view_time(v, "pull_answered_at", s->answered_at);
}

static void
put_last(struct view *v, const struct pull_standing *s, int64_t now)
{
    bool asking = is(s->last.state, "asking");

    view_bool(v, "last_none", is(s->state, "registered") && !s->last.state);
    view_bool(v, "last_asking", asking);
    view_bool(v, "last_done", is(s->last.state, "done"));
    view_bool(v, "last_refused", is(s->last.state, "refused"));
    view_bool(v, "last_unknown", is(s->last.state, "unknown"));
    view_time(v, "last_at", asking ? s->last.begun_at : s->last.ended_at);
    view_time(v, "last_from", s->last.from_at);
    view_int(v, "last_seen", s->last.seen);
    view_int(v, "last_fresh", s->last.fresh);
    view_text(v, "last_said", s->last.said);
    view_text(v, "last_code", s->last.code);
    view_time(v, "pull_next_at", asking ? 0 : s->next_at);
    view_bool(v, "ask_too_soon", pull_wait(s, now) > 0);
}

static void
put_found(struct view *v, const struct pull_found *rows, size_t count)
{
    view_bool(v, "has_found", count > 0);
    view_rows(v, "found");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "found");
        view_time(row, "paid_at", rows[i].paid_at ? rows[i].paid_at : rows[i].first_seen);
        view_bool(row, "has_amount", rows[i].amount.cents != 0);
        view_money(row, "amount", rows[i].amount);
        view_text(row, "typed", rows[i].account);
        view_text(row, "code", rows[i].receipt_no);
        view_text(row, "id", rows[i].payment_id);
        view_say(row, "verdict", words_for(rows[i].verdict));
    }
}

static bool
is_watched(const struct pull_standing *s, int64_t now)
{
    bool registering = is(s->state, "pending") && now - s->asked_at < WATCHED_S;
    bool asking = is(s->last.state, "asking") && now - s->last.begun_at < WATCHED_S;
    bool about_to = is(s->state, "registered") && s->next_at && s->next_at <= now && now - s->next_at < WATCHED_S;

    return registering || asking || about_to;
}

enum err
setup_pull_put(struct app *app, struct request *rq, struct view *v, struct form *f, bool *busy)
{
    struct pull_standing s = {0};
    struct pull_found   *rows;
    size_t               count;
    int64_t              now = clock_now();
    enum err             e = pull_standing_load(app->db, rq->mem, &rq->who, &s);

    if (!e || e == ERR_NOT_FOUND)
        e = pull_found(app->db, rq->mem, &rq->who, &rows, &count);
    if (e)
        return e;
    if (s.nominated_phone && !f->typed[DIRECT_PHONE] && !f->errors[DIRECT_PHONE])
        form_prefill(f, DIRECT_PHONE, phone_local(arena_alloc(rq->mem, PHONE_MASK_SIZE), s.nominated_phone));
    put_registration(v, &s);
    put_last(v, &s, now);
    put_found(v, rows, count);
    *busy = is_watched(&s, now);
    return ERR_OK;
}

/* Registered twice at once: one is under way, and the page shows it. */
enum err
page_setup_pull_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, pull_form, DIRECT_FIELD_COUNT);

    if (e == ERR_FIELD)
        return setup_direct_show(app, rq, rs, &f, 422);
    if (!e)
        e = pull_enrol(app->db, rq->mem, &rq->who, form_text(&f, DIRECT_PHONE));
    if (e && e != ERR_CONFLICT && e != ERR_NOT_FOUND)
        return e;
    poke(app->gateway);
    response_redirect(rs, "/setup/direct#missed");
    return ERR_OK;
}

/* Too soon, or not registered: the page says so. */
enum err
page_setup_pull_ask_post(struct app *app, struct request *rq, struct response *rs)
{
    enum err e = pull_ask(app->db, rq->mem, &rq->who);

    if (e && e != ERR_CONFLICT && e != ERR_NOT_FOUND && e != ERR_LIMIT)
        return e;
    poke(app->gateway);
    response_redirect(rs, "/setup/direct#missed");
    return ERR_OK;
}
