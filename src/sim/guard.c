#include "sim/guard.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/err.h"
#include "base/hash.h"
#include "sim/app.h"
#include "sim/journal.h"
#include "sim/route.h"
#include "sim/world.h"

static bool
refuse(struct call *c, struct answer a)
{
    c->answer = a;
    return false;
}

static struct answer
waf(struct call *c)
{
    struct answer a = answer_waf(c->mem);
    int64_t       status = c->world->flags.down_status;

    if (status)
        a.status = (unsigned)status;
    return a;
}

static bool
is_up(struct call *c)
{
    switch ((enum down)c->world->flags.down) {
    case DOWN_NONE: return true;
    case DOWN_HTML: return refuse(c, waf(c));
    case DOWN_REFUSE: return refuse(c, (struct answer){.kind = ANSWER_CLOSE});
    case DOWN_HANG: return refuse(c, (struct answer){.kind = ANSWER_HANG});
    }
    return true;
}

/* Which of the four each API has been seen with. */
static int
form_of_api(const char *path)
{
    static const struct {
        const char     *begins;
        enum token_form form;
    } forms[] = {
        {"/mpesa/stkpush/", TOKEN_404_001_03},      {"/mpesa/reversal/", TOKEN_404_001_03},
        {"/mpesa/stkpushquery/", TOKEN_400_003_01}, {"/mpesa/c2b/", TOKEN_400_003_01},
        {"/mpesa/qrcode/", TOKEN_400_003_01},
    };

    for (size_t i = 0; i < COUNT(forms); i++)
        if (strncmp(path, forms[i].begins, strlen(forms[i].begins)) == 0)
            return forms[i].form;
    return TOKEN_401_002_01;
}

/* The four faces of a bad token (daraja.md 17.2); two of them repeat it. */
static struct answer
token_error(struct call *c, const char *token, int form)
{
    static const struct {
        unsigned    status;
        const char *code, *format;
    } forms[] = {
        [TOKEN_404_001_03] = {404, "404.001.03", "Invalid Access Token"},
        [TOKEN_401_002_01] = {401, "401.002.01", "Error Occurred - Invalid Access Token - "},
        [TOKEN_400_003_01] = {400, "400.003.01", "Invalid Access Token"},
        [TOKEN_401_003_01] = {401, "401.003.01", "Error Occurred - Invalid Access Token - "},
    };
    form = form == TOKEN_BY_API ? form_of_api(c->path) : form;
    bool echoes = forms[form].status == 401;

    return answer_error(c->mem, forms[form].status, forms[form].code,
                        arena_printf(c->mem, "%s%.64s", forms[form].format, echoes ? token : ""));
}

static bool
has_token(struct call *c)
{
    const char *header = call_header(c, "Authorization");
    int         form = c->world->flags.token_error_form;

    if (!header || strncasecmp(header, "Bearer ", 7) != 0)
        return refuse(c, answer_refusal(c->mem, REFUSAL_HEADER));
    c->app = app_of_token(c->world, header + 7);
    if (!c->app || chaos_refuses_token(&c->world->chaos, &form))
        return refuse(c, token_error(c, header + 7, form));
    return app_may_call(c->app, c->world->flags.spike_per_60s) || refuse(c, answer_spike(c->mem));
}

/* Daraja does not read a body of another type, and so misses its first field. */
static bool
is_json(struct call *c)
{
    const char *type = call_header(c, "Content-Type");
    size_t      n = strlen("application/json");

    if (type && strncasecmp(type, "application/json", n) == 0 && strchr("; ", type[n]))
        return true;
    return refuse(c, c->route->fields ? answer_bad_field(c->mem, c->route->fields[0].name)
                                      : answer_refusal(c->mem, REFUSAL_PAYLOAD));
}

static bool
admits_daraja(struct call *c)
{
    if (!has_token(c) || !is_json(c))
        return false;
    if (!buf_ok(&c->body) || json_parse(c->mem, c->body.bytes, c->body.len, &c->json, NULL) ||
        json_kind(c->json) != (c->route->fields ? JSON_OBJECT : JSON_ARRAY))
        return refuse(c, answer_refusal(c->mem, REFUSAL_PAYLOAD));
    journal_fields(c->world->journal, c);
    const char *complaint = c->route->fields ? field_complaint(c->route->fields, c->json) : NULL;
    return !complaint || refuse(c, answer_bad_field(c->mem, complaint));
}

static bool
is_loopback(const struct call *c)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr          *sa = info ? info->client_addr : NULL;

    if (sa && sa->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const void *)sa;
        return (ntohl(in->sin_addr.s_addr) >> 24) == 127;
    }
    if (sa && sa->sa_family == AF_INET6) {
        const struct in6_addr *a = &((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr;
        return IN6_IS_ADDR_LOOPBACK(a) || (IN6_IS_ADDR_V4MAPPED(a) && a->s6_addr[12] == 127);
    }
    return false;
}

static bool
may_control(const struct call *c)
{
    const char *token = c->world->options->control, *given = call_header(c, "X-Control-Token");

    if (!token)
        return is_loopback(c);
    return given && strlen(given) == strlen(token) && bytes_equal(given, token, strlen(token));
}

static bool
admits_control(struct call *c, bool method_fits)
{
    const char *why = NULL;

    if (!may_control(c))
        return refuse(c, answer_control_error(c->mem, 403, "X-Control-Token is missing or wrong"));
    if (!method_fits)
        return refuse(c, answer_control_error(c->mem, 405, "this address has another method"));
    if (!buf_ok(&c->body))
        return refuse(c, answer_control_error(c->mem, 413, "the body is larger than 1 MiB"));
    if (c->body.len && json_parse(c->mem, c->body.bytes, c->body.len, &c->json, &why))
        return refuse(c, answer_control_error(c->mem, 400, why));
    return true;
}

static bool
admits_page(struct call *c, bool method_fits)
{
    return (method_fits && buf_ok(&c->body)) || refuse(c, answer_empty(method_fits ? 413 : 405));
}

bool
guard_admits(struct call *c, bool method_fits)
{
    if (c->route && c->route->guard == GUARD_CONTROL)
        return admits_control(c, method_fits);
    if (c->route && c->route->guard == GUARD_PAGE)
        return admits_page(c, method_fits);
    if (!is_up(c))
        return false;
    if (!c->route)
        return refuse(c, answer_refusal(c->mem, REFUSAL_PATH));
    if (!method_fits) { /* GET where POST is wanted has a complaint of its own */
        bool is_get = strcmp(c->method, "GET") == 0;
        return refuse(c, answer_refusal(c->mem, is_get ? REFUSAL_HEADER : REFUSAL_METHOD));
    }
    return c->route->guard == GUARD_BASIC || admits_daraja(c);
}
