#include "web/guard.h"

#include <string.h>
#include <strings.h>

#include "rent/session.h"
#include "web/cookie.h"
#include "web/csrf.h"
#include "web/url.h"

enum { BEARER_MOST = 256 };

/* "rent.example.co.ke" out of "https://rent.example.co.ke"; *port is the one that goes without saying. */
static const char *
public_host(const struct conf *conf, const char **port)
{
    bool https = strncmp(conf->public_url, "https://", 8) == 0;

    *port = https ? ":443" : ":80";
    return conf->public_url + (https ? 8 : 7);
}

/* The same name, whether or not either of them spells the standard port out. */
static bool
same_host(const char *a, size_t a_len, const char *b, const char *port)
{
    size_t b_len = strlen(b), p = strlen(port);

    if (a_len > p && strncmp(a + a_len - p, port, p) == 0)
        a_len -= p;
    if (b_len > p && strcmp(b + b_len - p, port) == 0)
        b_len -= p;
    return a_len == b_len && strncasecmp(a, b, a_len) == 0;
}

bool
guard_host(const struct conf *conf, const char *host)
{
    static const char *const loopback[] = {"localhost", "127.0.0.1", "[::1]"};
    const char              *standard, *ours = public_host(conf, &standard);
    const char              *port = strrchr(conf->listen, ':');

    if (!host)
        return false;
    if (same_host(ours, strcspn(ours, "/"), host, standard) ||
        same_host(conf->listen, strlen(conf->listen), host, ":80"))
        return true;
    for (size_t i = 0; i < COUNT(loopback); i++) {
        size_t n = strlen(loopback[i]);
        if (strncasecmp(host, loopback[i], n) == 0 &&
            (strcmp(host + n, port) == 0 || (host[n] == '\0' && strcmp(port, ":80") == 0)))
            return true;
    }
    return false;
}

bool
guard_origin(const struct conf *conf, const struct request *rq)
{
    if (!rq->origin || strcmp(rq->origin, "null") == 0)
        return !rq->fetch_site || strcmp(rq->fetch_site, "same-origin") == 0 || strcmp(rq->fetch_site, "none") == 0;
    if (strcasecmp(rq->origin, conf->public_url) == 0)
        return true;
    const char *here = arena_printf(rq->mem, "%s://%s", rq->https ? "https" : "http", rq->host);
    return strcasecmp(rq->origin, here) == 0;
}

static const char *
bearer(const struct request *rq)
{
    const char *header = rq->authorization;

    if (!header || strncasecmp(header, "Bearer ", 7) != 0)
        return NULL;
    header += 7 + strspn(header + 7, " ");
    size_t n = strlen(header);
    return n > 0 && n <= BEARER_MOST ? header : NULL;
}

enum err
guard_session(struct app *app, struct request *rq)
{
    enum session_kind kind = rq->is_api ? SESSION_API : SESSION_BROWSER;
    const char       *token = rq->is_api ? bearer(rq) : cookie_read(rq, app->secure, COOKIE_SESSION);
    enum err          e = token ? session_load(app->db, rq->mem, kind, token, &rq->who) : ERR_AUTH;

    if (e != ERR_OK)
        rq->who = (struct who){.role = ROLE_NONE};
    if (!rq->is_api) /* a session that is over binds no form: the sign-in page is a visitor's */
        rq->sid = e == ERR_OK ? token : cookie_read(rq, app->secure, COOKIE_VISITOR);
    return e == ERR_AUTH ? ERR_OK : e;
}

enum err
guard_entry(const struct request *rq, enum who_may who)
{
    if (role_may_enter(rq->who.role, who))
        return ERR_OK;
    return rq->who.session ? ERR_FORBIDDEN : ERR_AUTH;
}

bool
guard_token(const struct app *app, const struct request *rq, const struct route *route)
{
    return !(route->flags & TOKEN) || csrf_valid(&app->web_key, rq->sid, request_field(rq, "csrf"));
}

void
guard_ask_sign_in(const struct request *rq, struct response *rs)
{
    const char *path = "/sign-in";

    response_reset(rs);
    if (rq->method == METHOD_GET && strcmp(rq->path, "/") != 0) {
        const char *page = url_encode_path(rq->mem, rq->path);
        if (*rq->query_text)
            page = arena_printf(rq->mem, "%s?%s", page, rq->query_text);
        if (url_local(page))
            path = arena_printf(rq->mem, "/sign-in?next=%s", url_encode(rq->mem, page));
    }
    response_redirect(rs, path);
}
