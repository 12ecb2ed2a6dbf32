/*
 * daraja_configure.c - the details of a paybill or till, and perhaps the landlord's own Daraja app.
 *
 * Its keys go into envelopes that only the gateway opens; of each, the last four characters are kept in
 * clear.
 */
#include <string.h>

#include "api/call.h"
#include "api/daraja.h"
#include "api/handlers.h"
#include "base/box.h"
#include "base/poke.h"
#include "base/utf8.h"
#include "rent/landlord.h"

enum { TYPE, SHORTCODE, STORE, ACCOUNT, BUSINESS, PASSKEY, KEY, SECRET, CREDENTIALS };
static const struct field fields[] = {
    [TYPE] = {"businessType", FIELD_CHOICE, REQUIRED, .choices = "paybill|till"},
    [SHORTCODE] = {"businessShortCode", FIELD_DIGITS, REQUIRED, .least = 5, .most = 7},
    [STORE] = {"storeNumber", FIELD_DIGITS, OPTIONAL, .least = 5, .most = 7},
    [ACCOUNT] = {"accountNumber", FIELD_REF, OPTIONAL},
    [BUSINESS] = {"businessName", FIELD_TEXT, OPTIONAL, .least = 1, .most = 100},
    [PASSKEY] = {"passkey", FIELD_PASSWORD, OPTIONAL, .least = 1, .most = 200},
    [KEY] = {"consumerKey", FIELD_PASSWORD, OPTIONAL, .least = 1, .most = 200},
    [SECRET] = {"consumerSecret", FIELD_PASSWORD, OPTIONAL, .least = 1, .most = 200},
    [CREDENTIALS] = {"credentials", FIELD_CHOICE, OPTIONAL, .choices = "platform|own"},
};

enum { HINT_LEN = 4, SECRET_LEAST = 8 };

/* Pasted keys bring blanks along. */
static const char *
secret_of(const struct form *f, size_t field)
{
    const char *typed = form_text(f, field);

    return typed ? utf8_tidy(f->mem, typed) : NULL;
}

static bool
plausible(const char *secret)
{
    for (const char *c = secret; *c; c++)
        if (*c <= ' ' || *c > '~')
            return false;
    return strlen(secret) >= SECRET_LEAST;
}

/* All three of an own app, or none; and none with "platform". */
static enum err
judge_secrets(struct form *f)
{
    size_t      given = 0;
    const char *credentials = form_text(f, CREDENTIALS);
    bool        platform = credentials && strcmp(credentials, "platform") == 0;

    for (size_t i = PASSKEY; i <= SECRET; i++)
        given += form_text(f, i) != NULL;
    for (size_t i = PASSKEY; i <= SECRET; i++) {
        const char *secret = secret_of(f, i);
        if (secret && platform)
            form_error(f, i, N_("Leave this out to use the platform's own Daraja app."));
        else if (!secret && given)
            form_error(f, i, N_("Your own Daraja app needs all three: passkey, consumer key and consumer secret."));
        else if (secret && !plausible(secret))
            form_error(f, i, N_("This cannot be right. Copy all of it from the Daraja portal."));
    }
    return form_ok(f) ? ERR_OK : ERR_FIELD;
}

static const char *
hint(const char *secret)
{
    return secret ? secret + strlen(secret) - HINT_LEN : NULL;
}

static const char *
envelope(struct app *app, const struct form *f, const char *secret)
{
    return secret ? box_envelope(f->mem, app->intake_key, secret) : NULL;
}

static struct receiving_details
details(struct app *app, const struct form *f, const char *landlord_name)
{
    bool        till = strcmp(form_text(f, TYPE), "till") == 0;
    const char *store = form_text(f, STORE), *business = form_text(f, BUSINESS);
    const char *credentials = form_text(f, CREDENTIALS);
    const char *passkey = secret_of(f, PASSKEY), *key = secret_of(f, KEY), *secret = secret_of(f, SECRET);

    return (struct receiving_details){
        .shortcode = form_text(f, SHORTCODE),
        /* A till that is its own store number exists; the test shows at once where it is not so. */
        .store_number = !till   ? NULL
                        : store ? store
                                : form_text(f, SHORTCODE),
        .account_number = till ? NULL : form_text(f, ACCOUNT),
        .business_name = business ? business : landlord_name,
        .passkey_envelope = envelope(app, f, passkey),
        .key_envelope = envelope(app, f, key),
        .secret_envelope = envelope(app, f, secret),
        .passkey_hint = hint(passkey),
        .key_hint = hint(key),
        .secret_hint = hint(secret),
        .keep_own = !credentials || strcmp(credentials, "own") == 0,
    };
}

/* Type and details at once, both or neither. */
static enum err
configure(struct app *app, struct request *rq, struct call *c)
{
    struct landlord landlord;
    enum err        e = judge_secrets(&c->form);

    if (!e)
        e = landlord_load(app->db, rq->mem, &c->who, &landlord);
    if (!e)
        e = db_begin(app->db);
    if (e)
        return e;

    struct receiving_details in = details(app, &c->form, landlord.business_name);
    e = receiving_begin(app->db, rq->mem, &c->who, form_text(&c->form, TYPE));
    if (!e)
        e = receiving_describe(app->db, rq->mem, &c->who, &in);
    if (e == ERR_FIELD)
        form_error(&c->form, PASSKEY, N_("The number has changed: send the keys of your own Daraja app again."));
    return db_end(app->db, e);
}

enum err
api_daraja_set(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_landlord(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (!e)
        e = configure(app, rq, &c);
    if (e)
        return call_failed(&c, rs, e);
    poke(app->gateway); /* it seals what the envelopes hold */
    return daraja_answer_status(app, rq, rs, &c.who);
}
