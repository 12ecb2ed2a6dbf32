#include "page/landlord/credentials.h"

#include <string.h>

#include "base/box.h"
#include "base/clock.h"
#include "base/poke.h"
#include "base/text.h"
#include "daraja/outside.h"
#include "page/account/ask.h"
#include "page/landlord/credentials_test.h"
#include "page/landlord/setup.h"
#include "page/pages.h"
#include "page/public/wait.h"
#include "rent/own_keys.h"
#include "rent/session.h"

enum {
    FORM_KEY,
    FORM_SECRET,
    FORM_PASSKEY,
    FORM_INITIATOR,
    FORM_INITIATOR_PASSWORD,
    FORM_PAYOUT,
    FORM_CLEAR,
    FORM_PASSWORD,
    FORM_FIELD_COUNT
};
/* FIELD_PASSWORD, so that a secret is never sent back to the browser. RSA takes 245 bytes of a password at most. */
static const struct field credentials_form[FORM_FIELD_COUNT] = {
    [FORM_PASSKEY] = {"passkey", FIELD_PASSWORD, OPTIONAL, 1, 512},
    [FORM_KEY] = {"consumerKey", FIELD_PASSWORD, OPTIONAL, 1, 512},
    [FORM_SECRET] = {"consumerSecret", FIELD_PASSWORD, OPTIONAL, 1, 512},
    [FORM_INITIATOR] = {"initiatorName", FIELD_TEXT, OPTIONAL, 2, 64},
    [FORM_INITIATOR_PASSWORD] = {"initiatorPassword", FIELD_PASSWORD, OPTIONAL, 4, 245},
    [FORM_PAYOUT] = {"payoutShortCode", FIELD_DIGITS, OPTIONAL, 5, 7},
    [FORM_CLEAR] = {"clear", FIELD_CHOICE, OPTIONAL, .choices = "app|initiator|payout"},
    [FORM_PASSWORD] = {"password", FIELD_PASSWORD, OPTIONAL, 1, 1024},
};

enum { KEY_LEAST = 16, HINT_LEN = 4 };

static const struct {
    size_t         field;
    enum own_field own;
} secrets[] = {
    {FORM_KEY, OWN_KEY},
    {FORM_SECRET, OWN_SECRET},
    {FORM_PASSKEY, OWN_PASSKEY},
    {FORM_INITIATOR, OWN_INITIATOR},
    {FORM_INITIATOR_PASSWORD, OWN_PASSWORD},
};

/* ---- showing ---- */

static void
put_keys(struct view *v, const struct own_keys *k)
{
    view_bool(v, "is_till", strcmp(k->business_type, "till") == 0);
    view_text(v, "shortcode", k->shortcode);
    view_text(v, "store_number", k->store_number);
    view_bool(v, "own_app", k->own_app);
    view_text(v, "passkey_hint", k->passkey_hint);
    view_text(v, "key_hint", k->key_hint);
    view_text(v, "secret_hint", k->secret_hint);
    view_text(v, "initiator_name", k->initiator_name);
    view_time(v, "app_set_at", k->app_set_at);
    view_time(v, "password_set_at", k->password_set_at);
    view_text(v, "payout", k->payout_shortcode);
    view_bool(v, "any_own", k->own_app || k->initiator_name || k->payout_shortcode);
}

static void
put_certificate(struct view *v, struct app *app, struct request *rq)
{
    struct golive_outside o = outside_look(rq->mem, app->conf, clock_now());

    view_bool(v, "certificate_there", !o.certificate_fault);
    setup_say(v, "certificate_fault", o.certificate_fault);
    view_text(v, "certificate", o.certificate);
    view_text(v, "certificate_end", NULL);
    if (o.certificate_end)
        view_date(v, "certificate_end", o.certificate_end);
    view_bool(v, "certificate_expired", o.certificate_expired);
}

static const struct credentials_said plainly = {.status = 200};

static enum err
show_nothing(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "landlord/credentials_none");

    return view_render(v, rs, 200);
}

enum err
credentials_show(struct app *app, struct request *rq, struct response *rs, const struct credentials_said *said)
{
    struct own_keys keys;
    struct form     blank;
    struct response tests = response_new(rq->mem);
    bool            busy;
    enum err        e = own_keys_load(app->db, rq->mem, &rq->who, &keys);

    if (e == ERR_NOT_FOUND)
        return show_nothing(app, rq, rs);
    if (!e)
        e = credentials_tests(app, rq, &tests, said->unsure, &busy);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/credentials");
    view_html(v, "part", tests.body.bytes);
    view_text(v, "etag", tests.etag);
    view_int(v, "now", clock_now());
    form_blank(&blank, rq, credentials_form, FORM_FIELD_COUNT);
    view_form(v, said->form ? said->form : &blank);
    put_keys(v, &keys);
    put_certificate(v, app, rq);
    view_bool(v, "asks_password", !session_is_fresh(&rq->who));
    view_bool(v, "too_soon", said->wait_s > 0);
    wait_view(v, said->wait_s);
    wait_header(rq, rs, said->wait_s);
    view_bool(v, "busy", busy && said->status == 200);
    return view_render(v, rs, said->status);
}

enum err
page_credentials(struct app *app, struct request *rq, struct response *rs)
{
    return credentials_show(app, rq, rs, &plainly);
}

/* ---- changing ---- */

/* Without the blanks that copying brings along. */
static const char *
trimmed(struct arena *mem, const char *text)
{
    static const char blanks[] = " \t\r\n";

    if (!text)
        return NULL;
    text += strspn(text, blanks);
    size_t n = strlen(text);
    while (n && strchr(blanks, text[n - 1]))
        n--;
    return n ? arena_strndup(mem, text, n) : NULL;
}

static const char *
hint(enum own_field own, const char *text)
{
    if (own == OWN_PASSWORD)
        return ""; /* of a short word, four letters are too many */
    return own == OWN_INITIATOR ? text : text + strlen(text) - HINT_LEN;
}

static void
judge_app(struct form *f, const struct own_keys *now, const char *const typed[OWN_FIELD_COUNT])
{
    bool any = typed[OWN_PASSKEY] || typed[OWN_KEY] || typed[OWN_SECRET];

    for (size_t i = 0; i <= FORM_PASSKEY; i++) {
        const char *text = typed[secrets[i].own];
        if (text && strlen(text) < KEY_LEAST)
            form_error(f, secrets[i].field, "This is too short. Copy the whole of it from the Daraja portal.");
        else if (!text && any && !now->own_app)
            form_error(f, secrets[i].field, "Give all three, or leave all three empty.");
    }
}

static void
judge_initiator(struct form *f, const struct own_keys *now, const char *const typed[OWN_FIELD_COUNT])
{
    if (typed[OWN_INITIATOR] && !typed[OWN_PASSWORD] && !f->errors[FORM_INITIATOR_PASSWORD])
        form_error(f, FORM_INITIATOR_PASSWORD, "Give the password of this API user, too.");
    if (typed[OWN_PASSWORD] && !typed[OWN_INITIATOR] && !now->initiator_name)
        form_error(f, FORM_INITIATOR, "Give the name of the API user, too.");
}

static void
judge_payout(struct form *f, const struct own_keys *now)
{
    const char *number = form_text(f, FORM_PAYOUT);

    if (number &&
        (strcmp(number, now->shortcode) == 0 || (now->store_number && strcmp(number, now->store_number) == 0)))
        form_error(f, FORM_PAYOUT,
                   "This is the number that receives rent. Payouts leave from a bulk number of its own.");
}

static enum err
change(struct app *app, struct request *rq, struct form *f, const char *const typed[OWN_FIELD_COUNT])
{
    struct own_keys_change in = {.payout_shortcode = form_text(f, FORM_PAYOUT)};

    for (size_t i = 0; i < OWN_FIELD_COUNT; i++) {
        if (!typed[i])
            continue;
        in.envelope[i] = box_envelope(rq->mem, app->intake_key, typed[i]);
        in.hint[i] = hint(i, typed[i]);
    }
    return own_keys_change(app->db, rq->mem, &rq->who, &in);
}

static enum err
judge(struct app *app, struct request *rq, struct form *f, const struct own_keys *now, const char **typed,
      int64_t *wait_s)
{
    for (size_t i = 0; i < COUNT(secrets); i++)
        typed[secrets[i].own] = trimmed(rq->mem, form_text(f, secrets[i].field));
    if (!form_text(f, FORM_CLEAR)) {
        judge_app(f, now, typed);
        judge_initiator(f, now, typed);
        judge_payout(f, now);
    }
    if (session_is_fresh(&rq->who))
        return ERR_OK;
    enum err e = ask_password(app, rq, f, FORM_PASSWORD, wait_s);
    return e == ERR_FIELD ? ERR_OK : e;
}

/* One form: its first button saves what is typed, its others forget what is stored. */
enum err
page_credentials_post(struct app *app, struct request *rq, struct response *rs)
{
    struct own_keys now;
    struct form     f;
    const char     *typed[OWN_FIELD_COUNT] = {0};
    int64_t         wait_s = 0;
    enum err        e = own_keys_load(app->db, rq->mem, &rq->who, &now);

    if (e == ERR_NOT_FOUND)
        return show_nothing(app, rq, rs);
    if (!e)
        e = form_read(&f, rq, credentials_form, FORM_FIELD_COUNT);
    if (!e || e == ERR_FIELD)
        e = judge(app, rq, &f, &now, typed, &wait_s);
    if (e && e != ERR_LIMIT)
        return e;
    if (e || !form_ok(&f)) {
        struct credentials_said said = {.form = &f, .wait_s = wait_s, .status = e ? 429 : 422};
        return credentials_show(app, rq, rs, &said);
    }
    const char *clear = form_text(&f, FORM_CLEAR);
    e = clear ? own_keys_clear(app->db, rq->mem, &rq->who, clear) : change(app, rq, &f, typed);
    if (e)
        return e;
    poke(app->gateway); /* it seals what the envelopes hold */
    response_redirect(rs, "/setup/credentials");
    return ERR_OK;
}
