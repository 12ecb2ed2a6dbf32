#include "sim/api.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "sim/app.h"

/* Splits "key:secret" out of the header; false when it is no Basic authentication. */
static bool
read_basic(struct call *c, const char **key, const char **secret)
{
    const char    *header = call_header(c, "Authorization");
    unsigned char *plain;
    size_t         n;

    if (!header || strncasecmp(header, "Basic ", 6) != 0)
        return false;
    plain = base64_decode(c->mem, header + 6, &n);
    *key = plain ? (char *)plain : "";
    char *colon = plain ? strchr((char *)plain, ':') : NULL;
    *secret = colon ? colon + 1 : "";
    if (colon)
        *colon = '\0';
    return true;
}

static struct answer
token_answer(struct call *c, const char *token)
{
    struct json_writer out = json_writer_new(c->mem);

    json_open(&out, NULL, '{');
    json_put_text(&out, "access_token", token);
    json_put_text(&out, "expires_in", arena_printf(c->mem, "%" PRId64, c->world->flags.token_lifetime_s));
    json_close(&out);
    return answer_json(200, json_done(&out));
}

void
oauth_generate(struct world *w, struct call *c)
{
    const char *key, *secret, *grant = call_query(c, "grant_type");

    if (!read_basic(c, &key, &secret)) {
        c->answer = answer_refusal(c->mem, REFUSAL_BASIC_TYPE);
        return;
    }
    if (!grant || strcmp(grant, "client_credentials") != 0) {
        c->answer = answer_refusal(c->mem, REFUSAL_GRANT_TYPE);
        return;
    }
    struct app *a = app_signed_in(w, key, secret);
    c->answer = a ? token_answer(c, app_token(w, a)) : answer_refusal(c->mem, REFUSAL_BASIC_KEYS);
}
