#include "base/clock.h"
#include "page/landlord/rows.h"
#include "page/landlord/words.h"
#include "page/operator/lights.h"
#include "page/pages.h"
#include "rent/audit.h"

/* How prompts end, in a word or two. */
static const struct {
    const char *name, *text;
} ends[] = {
    {"paid", N_("Paid")},
    {"undecided", N_("Not known yet")},
    {"reversed", N_("Sent back")},
    {"cancelled", N_("Cancelled on the phone")},
    {"no_answer", N_("The phone did not answer")},
    {"insufficient_funds", N_("Too little money")},
    {"wrong_pin", N_("Wrong PIN")},
    {"pin_locked", N_("PIN locked")},
    {"prompt_expired", N_("Ran out of time")},
    {"network_trouble", N_("Network trouble")},
    {"phone_busy", N_("Another request was open")},
    {"not_set_up", N_("The number is not set up at M-Pesa")},
    {"phone_rejected", N_("M-Pesa does not know the phone")},
    {"rejected", N_("M-Pesa refused the request")},
    {"mpesa_busy", N_("M-Pesa was busy")},
    {"not_sent", N_("M-Pesa could not be reached")},
    {"counted_apart", N_("Other money came, and was counted")},
    {"contradicted", N_("M-Pesa contradicted itself")},
};

static const char *
end_word(const char *name)
{
    for (size_t i = 0; i < COUNT(ends); i++)
        if (strcmp(ends[i].name, name) == 0)
            return ends[i].text;
    return N_("Another reason");
}

static const struct {
    const char *state, *text;
} registrations[] = {
    {"pending", N_("Being registered")},
    {"sending", N_("Being registered")},
    {"registered", N_("Registered: M-Pesa tells us")},
    {"already", N_("Not ours: M-Pesa says it is registered already")},
    {"refused", N_("Refused by M-Pesa")},
    {"unknown", N_("Not known: M-Pesa gave no clear answer")},
};

static const char *
registration_word(const char *state)
{
    for (size_t i = 0; state && i < COUNT(registrations); i++)
        if (strcmp(registrations[i].state, state) == 0)
            return registrations[i].text;
    return N_("Never asked for");
}

/* "12 / 15 (80 %)"; NULL for none at all. */
static const char *
ratio(struct arena *mem, int64_t paid, int64_t all)
{
    if (!all)
        return NULL;
    return arena_printf(mem, "%lld / %lld (%lld %%)", (long long)paid, (long long)all, (long long)(100 * paid / all));
}

static void
put_figures(struct view *v, struct arena *mem, const struct health *h)
{
    view_text(v, "landlord_id", h->landlord_id);
    view_text(v, "name", h->name);
    view_text(v, "business_name", h->business_name);
    view_phone(v, "phone", h->phone);
    view_time(v, "since", h->created_at);
    view_text(v, "shortcode", h->shortcode);
    view_bool(v, "is_till", h->business_type && strcmp(h->business_type, "till") == 0);
    view_bool(v, "own_keys", h->credentials && strcmp(h->credentials, "own") == 0);
    rows_receiving_state(v, h->receiving_state);
    view_say(v, "registration", registration_word(h->registration_state));
    view_text(v, "registration_said", h->registration_said);
    view_time(v, "last_prompt", h->last_prompt);
    view_time(v, "last_money", h->last_money);
    view_text(v, "day", ratio(mem, h->day_paid, h->day));
    view_text(v, "week", ratio(mem, h->week_paid, h->week));
    view_int(v, "held_count", h->held);
    view_bool(v, "any_held", h->held > 0);
    view_int(v, "unmatched_count", h->unmatched);
    view_int(v, "open_requests", h->open_requests);
    view_text(v, "oldest_id", h->oldest_id);
    view_time(v, "oldest_at", h->oldest_at);
}

static void
put_counts(struct view *v, const struct health_detail *d)
{
    view_bool(v, "has_prompts", d->prompt_count > 0);
    view_rows(v, "prompts");
    for (size_t i = 0; i < d->prompt_count; i++) {
        struct view *row = view_row(v, "prompts");
        view_say(row, "ended", end_word(d->prompts[i].ended));
        view_int(row, "day_count", d->prompts[i].day);
        view_int(row, "week_count", d->prompts[i].week);
    }
    view_bool(v, "has_callbacks", d->callback_count > 0);
    view_rows(v, "callbacks");
    for (size_t i = 0; i < d->callback_count; i++) {
        struct view *row = view_row(v, "callbacks");
        view_text(row, "verdict_name", d->callbacks[i].ended);
        view_say(row, "verdict", words_for(d->callbacks[i].ended));
        view_int(row, "week_count", d->callbacks[i].week);
    }
}

enum err
page_operator_landlord(struct app *app, struct request *rq, struct response *rs)
{
    struct health_detail d;
    int64_t              now = clock_now();
    enum err             e = health_load(app->db, rq->mem, &rq->who, rq->args[0], &d);

    if (e)
        return e;
    struct who who = rq->who;
    who.landlord_id = rq->args[0];
    audit_seen(app->db, rq->mem, &who, "seen.landlord", rq->args[0], NULL);
    struct view *v = view_new(app, rq, "operator/landlord");
    put_figures(v, rq->mem, &d.it);
    put_counts(v, &d);
    lights_put(v, health_light(&d.it, now));
    lights_problems(v, rq->mem, &d.it, now);
    return view_render(v, rs, 200);
}
