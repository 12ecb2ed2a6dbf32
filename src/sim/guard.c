#include "sim/guard.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

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

static bool
is_up(struct call *c)
{
    switch ((enum down)c->world->flags.down) {
    case DOWN_NONE: return true;
    case DOWN_HTML: return refuse(c, answer_waf(c->mem));
    case DOWN_REFUSE: return refuse(c, (struct answer){.kind = ANSWER_CLOSE});
    case DOWN_HANG: return refuse(c, (struct answer){.kind = ANSWER_HANG});
    }
    return true;
}

/* The four faces of a bad token (daraja.md 17.2); one of them repeats it. */
static struct answer
token_error(struct call *c, const char *token)
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
    int  form = c->world->flags.token_error_form;
    bool echoes = forms[form].status == 401;

    return answer_error(c->mem, forms[form].status, forms[form].code,
                        arena_printf(c->mem, "%s%.64s", forms[form].format, echoes ? token : ""));
}

static bool
has_token(struct call *c)
{
    const char *header = call_header(c, "Authorization");

    if (!header || strncasecmp(header, "Bearer ", 7) != 0)
        return refuse(c, answer_refusal(c->mem, REFUSAL_HEADER));
    c->app = app_of_token(c->world, header + 7);
    return c->app || refuse(c, token_error(c, header + 7));
}

/* Daraja does not read a body of another type, and so misses its first field. */
static bool
is_json(struct call *c)
{
    const char *type = call_header(c, "Content-Type");
    size_t      n = strlen("application/json");

    if (type && strncasecmp(type, "application/json", n) == 0 && strchr("; ", type[n]))
        return true;
    return refuse(c, answer_bad_field(c->mem, c->route->fields[0].name));
}

static bool
admits_daraja(struct call *c)
{
    if (!has_token(c) || !is_json(c))
        return false;
    if (!buf_ok(&c->body) || json_parse(c->mem, c->body.bytes, c->body.len, &c->json, NULL) ||
        json_kind(c->json) != JSON_OBJECT)
        return refuse(c, answer_refusal(c->mem, REFUSAL_PAYLOAD));
    journal_fields(c->world->journal, c);
    const char *complaint = field_complaint(c->route->fields, c->json);
    return !complaint || refuse(c, answer_bad_field(c->mem, complaint));
}

static bool
is_loopback(const struct call *c)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *sa = info ? info->client_addr : NULL;

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
