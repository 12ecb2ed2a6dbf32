#include "base/box.h"
#include "base/poke.h"
#include "page/landlord/setup.h"
#include "page/pages.h"

enum {
    DETAILS_SHORTCODE,
    DETAILS_STORE,
    DETAILS_ACCOUNT,
    DETAILS_NAME,
    DETAILS_PASSKEY,
    DETAILS_KEY,
    DETAILS_SECRET,
    DETAILS_PLATFORM,
    DETAILS_FIELD_COUNT
};

/* FIELD_PASSWORD, so that a key is never sent back to the browser. */
static const struct field details_form[DETAILS_FIELD_COUNT] = {
    [DETAILS_SHORTCODE] = {"businessShortCode", FIELD_DIGITS, REQUIRED, 5, 7},
    [DETAILS_STORE] = {"storeNumber", FIELD_DIGITS, OPTIONAL, 5, 7},
    [DETAILS_ACCOUNT] = {"accountNumber", FIELD_REF, OPTIONAL, 1, 12},
    [DETAILS_NAME] = {"businessName", FIELD_TEXT, REQUIRED, 2, 60, .missing = N_("Enter the business name.")},
    [DETAILS_PASSKEY] = {"passkey", FIELD_PASSWORD, OPTIONAL, 1, 512},
    [DETAILS_KEY] = {"consumerKey", FIELD_PASSWORD, OPTIONAL, 1, 512},
    [DETAILS_SECRET] = {"consumerSecret", FIELD_PASSWORD, OPTIONAL, 1, 512},
    [DETAILS_PLATFORM] = {"usePlatform", FIELD_FLAG, OPTIONAL},
};

enum { KEY_COUNT = 3, KEY_LEAST = 16, HINT_LEN = 4 };
static const size_t key_fields[KEY_COUNT] = {DETAILS_PASSKEY, DETAILS_KEY, DETAILS_SECRET};

/* One of the three keys as typed, without the blanks that copying brings along. */
struct key {
    const char *typed, *envelope, *hint; /* all NULL when left empty */
};

static bool
is_till(const struct receiving *r)
{
    return strcmp(r->business_type, "till") == 0;
}

static bool
same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

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

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct receiving *r, const struct form *f,
     int status)
{
    bool         own_open = setup_own_keys(r);
    struct view *v = view_new(app, rq, "landlord/setup_details");

    for (size_t i = 0; i < KEY_COUNT; i++)
        own_open = own_open || f->errors[key_fields[i]];
    setup_steps(v, app, rq, SETUP_DETAILS);
    setup_account(v, r);
    view_bool(v, "own_open", own_open);
    view_form(v, f);
    return view_render(v, rs, status);
}

static const char *
else_blank(const char *text)
{
    return text ? text : "";
}

enum err
page_setup_details(struct app *app, struct request *rq, struct response *rs)
{
    struct receiving r;
    struct form      f;
    enum err         e = setup_draft(app, rq, &r);

    if (e == ERR_NOT_FOUND) {
        response_redirect(rs, "/setup");
        return ERR_OK;
    }
    if (e)
        return e;

    form_blank(&f, rq, details_form, DETAILS_FIELD_COUNT);
    form_prefill(&f, DETAILS_SHORTCODE, else_blank(r.shortcode));
    form_prefill(&f, DETAILS_STORE, else_blank(r.store_number));
    form_prefill(&f, DETAILS_ACCOUNT, else_blank(r.account_number));
    form_prefill(&f, DETAILS_NAME, else_blank(r.business_name));
    return show(app, rq, rs, &r, &f, 200);
}

/* Stored keys belong to their number: when a tested one changes, it is begun anew, without them. */
static bool
keeps_keys(const struct form *f, const struct receiving *r)
{
    bool moved = !same(form_text(f, DETAILS_SHORTCODE), r->shortcode) ||
                 (is_till(r) && !same(form_text(f, DETAILS_STORE), r->store_number));

    return setup_own_keys(r) && !(moved && r->test_payment);
}

/* All three keys or none; where there are three already, any of them may be replaced alone. */
static void
judge_keys(struct form *f, const struct receiving *r, struct arena *mem, struct key keys[KEY_COUNT])
{
    bool   wanted = setup_own_keys(r), kept = keeps_keys(f, r);
    size_t given = 0;

    for (size_t i = 0; i < KEY_COUNT; i++) {
        keys[i].typed = trimmed(mem, form_text(f, key_fields[i]));
        given += keys[i].typed != NULL;
    }
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (keys[i].typed && strlen(keys[i].typed) < KEY_LEAST)
            form_error(f, key_fields[i], "This is too short. Copy the whole of it from the Daraja portal.");
        else if (!keys[i].typed && wanted && !kept)
            form_error(f, key_fields[i], "The stored keys are for the earlier number. Give new ones.");
        else if (!keys[i].typed && given && !kept)
            form_error(f, key_fields[i], "Give all three, or leave all three empty.");
    }
}

static void
judge(struct form *f, const struct receiving *r, struct arena *mem, struct key keys[KEY_COUNT])
{
    if (is_till(r) && !form_text(f, DETAILS_STORE) && !f->errors[DETAILS_STORE])
        form_error(f, DETAILS_STORE, "Enter the store number that your till sits under.");
    if (!form_flag(f, DETAILS_PLATFORM))
        judge_keys(f, r, mem, keys);
}

/* Also what is right in a form that is left half filled in; keys then have to be given again. */
static enum err
save(struct app *app, struct request *rq, const struct receiving *r, const struct form *f, struct key keys[KEY_COUNT])
{
    bool unfinished = !form_ok(f);

    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (!keys[i].typed || unfinished)
            continue;
        keys[i].envelope = box_envelope(rq->mem, app->intake_key, keys[i].typed);
        keys[i].hint = keys[i].typed + strlen(keys[i].typed) - HINT_LEN;
    }
    struct receiving_details in = {
        .shortcode = form_text(f, DETAILS_SHORTCODE),
        .store_number = is_till(r) ? form_text(f, DETAILS_STORE) : NULL,
        .account_number = is_till(r) ? NULL : form_text(f, DETAILS_ACCOUNT),
        .business_name = form_text(f, DETAILS_NAME),
        .passkey_envelope = keys[0].envelope,
        .key_envelope = keys[1].envelope,
        .secret_envelope = keys[2].envelope,
        .passkey_hint = keys[0].hint,
        .key_hint = keys[1].hint,
        .secret_hint = keys[2].hint,
        .keep_own = unfinished || !form_flag(f, DETAILS_PLATFORM),
        .unfinished = unfinished,
    };
    return receiving_describe(app->db, rq->mem, &rq->who, &in);
}

enum err
page_setup_details_post(struct app *app, struct request *rq, struct response *rs)
{
    struct receiving r;
    struct form      f;
    struct key       keys[KEY_COUNT] = {0};
    bool             back = request_field(rq, "back") != NULL;
    enum err         e = setup_draft(app, rq, &r);

    if (e == ERR_NOT_FOUND) {
        response_redirect(rs, "/setup");
        return ERR_OK;
    }
    if (e)
        return e;

    e = form_read(&f, rq, details_form, DETAILS_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    judge(&f, &r, rq->mem, keys);
    if (!form_ok(&f) && !back)
        return show(app, rq, rs, &r, &f, 422);
    e = save(app, rq, &r, &f, keys);
    if (e)
        return e;
    poke(app->gateway);
    response_redirect(rs, back ? "/setup/type" : "/setup/test");
    return ERR_OK;
}
