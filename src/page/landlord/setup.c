#include "page/landlord/setup.h"

#include "page/landlord/rows.h"
#include "page/pages.h"

static const struct {
    const char *path, *word;
} steps[SETUP_STEP_COUNT] = {
    [SETUP_TYPE] = {"/setup/type", N_("Paybill or till")},
    [SETUP_DETAILS] = {"/setup/details", N_("Details")},
    [SETUP_TEST] = {"/setup/test", N_("Test")},
    [SETUP_ACTIVATE] = {"/setup/activate", N_("Start")},
};

bool
setup_is(const struct receiving *r, const char *state)
{
    return strcmp(r->state, state) == 0;
}

bool
setup_passed(const struct receiving *r)
{
    return r->tested_at && r->test_result && strcmp(r->test_result, "success") == 0;
}

bool
setup_own_keys(const struct receiving *r)
{
    return strcmp(r->credentials, "own") == 0;
}

void
setup_steps(struct view *v, struct app *app, struct request *rq, enum setup_step now)
{
    struct receiving in_use;
    enum err         e = receiving_in_use(app->db, rq->mem, &rq->who, &in_use);

    view_bool(v, "keeps", e == ERR_OK);
    view_text(v, "keeps_number", e == ERR_OK ? in_use.shortcode : NULL);
    view_rows(v, "steps");
    for (enum setup_step s = 0; s < SETUP_STEP_COUNT; s++) {
        struct view *row = view_row(v, "steps");
        view_say(row, "word", steps[s].word);
        view_text(row, "path", steps[s].path + 1);
        view_bool(row, "current", s == now);
        view_bool(row, "done", s < now);
    }
    view_int(v, "step", (int64_t)now + 1);
}

enum err
setup_draft(struct app *app, struct request *rq, struct receiving *out)
{
    struct receiving r;
    enum err         e = receiving_newest(app->db, rq->mem, &rq->who, &r);
    if (e)
        return e;
    if (!setup_is(&r, "draft"))
        return ERR_NOT_FOUND;

    *out = r;
    return ERR_OK;
}

void
setup_say(struct view *v, const char *key, const char *english)
{
    if (english && *english)
        view_say(v, key, english);
    else
        view_text(v, key, NULL);
}

void
setup_account(struct view *v, const struct receiving *r)
{
    view_bool(v, "is_till", strcmp(r->business_type, "till") == 0);
    view_text(v, "shortcode", r->shortcode);
    view_text(v, "store_number", r->store_number);
    view_text(v, "account_number", r->account_number);
    view_text(v, "business_name", r->business_name);
    view_bool(v, "own_keys", setup_own_keys(r));
    view_text(v, "passkey_hint", r->passkey_hint);
    view_text(v, "key_hint", r->key_hint);
    view_text(v, "secret_hint", r->secret_hint);
    rows_receiving_state(v, r->state);
    view_bool(v, "is_active", setup_is(r, "active"));
    view_bool(v, "is_inactive", setup_is(r, "inactive"));
    view_bool(v, "is_waiting", setup_is(r, "waiting"));
    view_time(v, "activated_at", r->activated_at);
    view_time(v, "tested_at", r->tested_at);
    view_time(v, "effective_at", r->effective_at);
}

static enum err
status_page(struct app *app, struct request *rq, struct response *rs, const struct receiving *r)
{
    struct view *v = view_new(app, rq, "landlord/setup");

    setup_account(view_part(v, "account"), r);
    view_bool(v, "old", false);
    view_bool(v, "billmanager_on", conf_extra(app->conf, "billmanager"));
    if (setup_is(r, "waiting")) {
        struct receiving in_use;
        enum err         e = receiving_in_use(app->db, rq->mem, &rq->who, &in_use);
        if (e && e != ERR_NOT_FOUND)
            return e;
        if (!e)
            setup_account(view_part(v, "old"), &in_use);
    }
    return view_render(v, rs, 200);
}

/* Where the wizard stands; or, when there is nothing to set up, what is in use. */
enum err
page_setup(struct app *app, struct request *rq, struct response *rs)
{
    struct receiving r;
    enum err         e = receiving_newest(app->db, rq->mem, &rq->who, &r);

    if (e && e != ERR_NOT_FOUND)
        return e;
    if (e == ERR_NOT_FOUND)
        response_redirect(rs, "/setup/type");
    else if (!setup_is(&r, "draft"))
        return status_page(app, rq, rs, &r);
    else if (strcmp(r.step, "details") == 0)
        response_redirect(rs, "/setup/details");
    else if (strcmp(r.step, "test") == 0)
        response_redirect(rs, "/setup/test");
    else
        response_redirect(rs, "/setup/activate");
    return ERR_OK;
}

/* "Stop changing": the draft goes, what is in use stays. */
enum err
page_setup_abandon_post(struct app *app, struct request *rq, struct response *rs)
{
    enum err e = receiving_abandon(app->db, rq->mem, &rq->who);
    if (e && e != ERR_NOT_FOUND)
        return e;

    response_redirect(rs, "/setup");
    return ERR_OK;
}
