#include "gateway/apps.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "daraja/credential.h"
#include "gateway/token.h"

enum { CERTIFICATE_MOST = 32 * 1024 };

static const char *
aad(struct arena *mem, const char *account_id, const char *field)
{
    return arena_printf(mem, "credential|%s|%s", account_id, field);
}

/* What a landlord gave of his own; NULL: not given, or it does not open. */
struct own {
    char *passkey, *consumer_key, *consumer_secret, *initiator_name, *initiator_password;
};

static enum err
own_keys(struct gateway *g, const char *account_id, struct own *out)
{
    const struct {
        const char *field;
        char      **value;
    } fields[] = {
        {"passkey", &out->passkey},
        {"consumer_key", &out->consumer_key},
        {"consumer_secret", &out->consumer_secret},
        {"initiator_name", &out->initiator_name},
        {"initiator_password", &out->initiator_password},
    };
    struct query *q = db_query(g->db, SQL_CREDENTIAL_LOAD);

    *out = (struct own){0};
    query_text(q, ":account_id", account_id);
    while (query_next(q)) {
        const char *field = row_text(q, g->mem, "field"), *sealed = row_text(q, g->mem, "sealed");
        for (size_t i = 0; sealed && i < COUNT(fields); i++)
            if (strcmp(field, fields[i].field) == 0)
                *fields[i].value = box_open(g->mem, &g->key, aad(g->mem, account_id, field), sealed);
    }
    return query_end(q);
}

static bool
filled(const char *text)
{
    return text && *text;
}

enum err
apps_keys(struct gateway *g, const char *receiving_account_id, const char *credentials, struct keys *out)
{
    struct own o = {0};
    bool       own = strcmp(credentials, "own") == 0;
    enum err   e = own ? own_keys(g, receiving_account_id, &o) : ERR_OK;

    if (e != ERR_OK)
        return e;
    const char *key = own ? o.consumer_key : g->conf->consumer_key;
    const char *secret = own ? o.consumer_secret : g->conf->consumer_secret;
    out->passkey = own ? o.passkey : g->conf->passkey;
    if (!filled(out->passkey) || !filled(key) || !filled(secret))
        return ERR_NOT_FOUND;
    out->app = token_app(g, key, secret);
    return out->app ? ERR_OK : ERR_BUSY;
}

/* The certificate is a small file that the operator may replace while we run. */
static const char *
certificate(struct gateway *g, size_t *n)
{
    FILE *f = filled(g->conf->certificate) ? fopen(g->conf->certificate, "re") : NULL;
    char *bytes = arena_alloc(g->mem, CERTIFICATE_MOST);

    *n = f ? fread(bytes, 1, CERTIFICATE_MOST, f) : 0;
    if (f)
        fclose(f);
    return *n ? bytes : NULL;
}

/* His own app has no use for the platform's initiator: that one belongs to another organisation. */
enum err
apps_initiator(struct gateway *g, const char *receiving_account_id, const char *credentials, struct initiator *out)
{
    struct own  o;
    size_t      n;
    const char *why = NULL;
    enum err    e = own_keys(g, receiving_account_id, &o);

    if (e != ERR_OK)
        return e;
    bool        own = filled(o.initiator_name) && filled(o.initiator_password);
    bool        platforms = !own && strcmp(credentials, "own") != 0;
    const char *password = own ? o.initiator_password : platforms ? g->conf->initiator_password : NULL;
    out->name = own ? o.initiator_name : platforms ? g->conf->initiator_name : NULL;
    const char *pem = certificate(g, &n);
    if (!filled(out->name) || !filled(password) || !pem)
        return ERR_NOT_FOUND;
    e = credential_make(g->mem, pem, n, password, &out->credential, &why);
    if (o.initiator_password)
        OPENSSL_cleanse(o.initiator_password, strlen(o.initiator_password));
    if (e == ERR_OK)
        return ERR_OK;
    log_event(LOG_ERR, "initiator.no_credential", "account", receiving_account_id, "why", why, NULL);
    return ERR_NOT_FOUND;
}

struct envelope {
    const char *account_id, *field, *text;
};

static enum err
seal(struct gateway *g, const struct envelope *v)
{
    char *secret = box_envelope_open(g->mem, &g->key, v->text);

    if (!secret) {
        log_event(LOG_ERR, "credential.cannot_open", "account", v->account_id, "field", v->field, NULL);
        return ERR_OK; /* the landlord is told by the failing test, and types it again */
    }
    const char *sealed = box_seal(g->mem, &g->key, aad(g->mem, v->account_id, v->field), secret);
    OPENSSL_cleanse(secret, strlen(secret));
    struct query *q = db_query(g->db, SQL_CREDENTIAL_SEAL);
    query_text(q, ":account_id", v->account_id);
    query_text(q, ":field", v->field);
    query_text(q, ":sealed", sealed);
    enum err e = query_run(q);
    if (e == ERR_OK)
        log_event(LOG_INFO, "credential.sealed", "account", v->account_id, "field", v->field, NULL);
    return e;
}

enum err
apps_take_envelopes(struct gateway *g)
{
    struct envelope found[32];
    size_t          n = 0;
    struct query   *q = db_query(g->db, SQL_CREDENTIAL_ENVELOPES);

    while (n < COUNT(found) && query_next(q)) {
        found[n].account_id = row_text(q, g->mem, "account_id");
        found[n].field = row_text(q, g->mem, "field");
        found[n++].text = row_text(q, g->mem, "envelope");
    }
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < n; i++)
        e = seal(g, &found[i]);
    return e;
}
