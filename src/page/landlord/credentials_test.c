/*
 * credentials_test.c - the tests on the page of M-Pesa keys: their buttons, and what they found (rent/setup_check.h).
 */
#include <string.h>

#include "base/hash.h"
#include "base/poke.h"
#include "base/text.h"
#include "page/landlord/credentials.h"
#include "page/landlord/credentials_test.h"
#include "page/landlord/setup.h"
#include "page/pages.h"
#include "rent/setup_check.h"

enum { TAG_LEN = 16 };

static const struct {
    const char *title, *what;
} kinds[CHECK_KIND_COUNT] = {
    [CHECK_TOKEN] = {N_("Consumer key and secret"), N_("We ask Daraja for a token with them.")},
    [CHECK_PASSKEY] = {N_("Passkey fits the number"), N_("We ask Daraja about a payment that never was.")},
    [CHECK_INITIATOR] = {N_("Initiator"), N_("We ask M-Pesa for the balance in his name.")},
    [CHECK_URLS] = {N_("Addresses registered"), N_("We look at what Daraja said when they were registered.")},
    [CHECK_CALLBACKS] = {N_("Messages reach us"),
                         N_("We look whether anything genuine has arrived about this number.")},
};

static const struct {
    const char *state, *word, *badge;
} states[] = {
    {"good", N_("Works"), "paid"},         {"bad", N_("Does not work"), "failed"}, {"unknown", N_("Not sure"), "part"},
    {"pending", N_("Testing"), "pending"}, {"sending", N_("Testing"), "pending"},
};

static void
put_state(struct view *v, const struct setup_check *c)
{
    view_text(v, "badge", "");
    view_say(v, "word", N_("Not tested"));
    for (size_t i = 0; c->id && !c->stale && i < COUNT(states); i++) {
        if (strcmp(c->state, states[i].state) != 0)
            continue;
        view_text(v, "badge", states[i].badge);
        view_say(v, "word", states[i].word);
    }
}

static void
put_check(struct view *v, enum check_kind k, const struct setup_check *c, const char *unsure)
{
    bool told = c->finding && !c->stale, good = told && strcmp(c->finding->state, "good") == 0;
    bool danger = k == CHECK_INITIATOR && told && strcmp(c->finding->name, "initiator_wrong") == 0;

    view_text(v, "kind", check_kind_name(k));
    view_say(v, "title", kinds[k].title);
    view_say(v, "what", kinds[k].what);
    put_state(v, c);
    view_bool(v, "running", c->id && !c->finding);
    view_bool(v, "told", told);
    view_bool(v, "changed", c->finding && c->stale);
    view_time(v, "tested", c->answered_at);
    setup_say(v, "reason", told ? c->finding->reason : NULL);
    setup_say(v, "fix", told ? c->finding->fix : NULL);
    view_text(v, "their_code", told && !good ? c->code : NULL);
    view_text(v, "their_words", told && !good ? c->said : NULL);
    view_bool(v, "danger", danger);
    view_text(v, "unsure", danger ? unsure : NULL);
}

/* Of what was found, not of the page: each form has a token of its own every time. */
static const char *
tag(struct arena *mem, const struct setup_check all[CHECK_KIND_COUNT])
{
    char        hex[SHA256_HEX_SIZE];
    const char *text = "";

    for (enum check_kind k = 0; k < CHECK_KIND_COUNT; k++)
        text = arena_printf(mem, "%s|%s|%s|%d", text, all[k].id ? all[k].id : "",
                            all[k].finding ? all[k].finding->name : "", all[k].stale);
    return arena_strndup(mem, sha256_hex(hex, text, strlen(text)), TAG_LEN);
}

enum err
credentials_tests(struct app *app, struct request *rq, struct response *rs, const char *unsure, bool *busy)
{
    struct setup_check all[CHECK_KIND_COUNT];
    enum err           e = setup_check_newest(app->db, rq->mem, &rq->who, all);

    *busy = false;
    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/credentials_test");
    view_rows(v, "checks");
    for (enum check_kind k = 0; k < CHECK_KIND_COUNT; k++) {
        put_check(view_row(v, "checks"), k, &all[k], unsure);
        *busy = *busy || (all[k].id && !all[k].finding);
    }
    view_bool(v, "busy", *busy);
    rs->etag = tag(rq->mem, all);
    return view_render(v, rs, 200);
}

/* Asked for by app.js on its own. */
enum err
page_credentials_part(struct app *app, struct request *rq, struct response *rs)
{
    bool busy;

    return credentials_tests(app, rq, rs, NULL, &busy);
}

enum err
page_credentials_test_post(struct app *app, struct request *rq, struct response *rs)
{
    enum { KIND, SURE };
    static const struct field fields[] = {
        [KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = "token|passkey|initiator|urls|callbacks"},
        [SURE] = {"sure", FIELD_FLAG, OPTIONAL},
    };
    struct form             f;
    enum check_answer       answer = CHECK_ASKED;
    struct credentials_said said = {.status = 429};
    enum err                e = form_read(&f, rq, fields, COUNT(fields));

    if (!e)
        e = setup_check_ask(app->db, rq->mem, &rq->who, check_kind_from(form_text(&f, KIND)), form_flag(&f, SURE),
                            &answer, &said.wait_s);
    if (e && e != ERR_NOT_FOUND)
        return e;
    if (!e && answer == CHECK_TOO_SOON)
        return credentials_show(app, rq, rs, &said);
    if (!e && answer == CHECK_DANGEROUS) {
        said = (struct credentials_said){
            .unsure = lang_text(rq->lang, "Tick this first: the last password was refused, and nothing was changed."),
            .status = 409};
        return credentials_show(app, rq, rs, &said);
    }
    poke(app->gateway);
    response_redirect(rs, "/setup/credentials#tests");
    return ERR_OK;
}
