#include "web/app.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "web/cookie.h"
#include "web/guard.h"
#include "web/problem.h"
#include "web/upload.h"

#define API_PREFIX "/api/v1"

/* The paths of the API's table begin below its prefix. */
static void
tell_api(struct request *rq)
{
    size_t n = strlen(API_PREFIX);

    rq->is_api = strncmp(rq->path, API_PREFIX "/", n + 1) == 0;
    if (rq->is_api)
        rq->path += n;
}

static bool
known_language(const char *code)
{
    return code && strcmp(code, lang_code(lang_from(code))) == 0;
}

/*
 * ?lang= is a wish, and is remembered on this device; then what was wished here before; then what the
 * person's account says; then what the browser would like. Were the account asked before the cookie, the
 * switch at the head of each page would hold for one page only.
 */
static void
choose_language(const struct app *app, struct request *rq, struct response *rs)
{
    const char *wish = request_query(rq, "lang");
    const char *kept = rq->is_api ? NULL : cookie_read(rq, app->secure, COOKIE_LANG);

    if (known_language(wish)) {
        rq->lang = lang_from(wish);
        if (!rq->is_api)
            response_cookie(rs, app->secure, COOKIE_LANG, lang_code(rq->lang), COOKIE_LANG_AGE_S);
    } else if (known_language(kept)) {
        rq->lang = lang_from(kept);
    } else if (known_language(rq->who.locale)) {
        rq->lang = lang_from(rq->who.locale);
    }
}

/* A method that nobody has ever heard of is refused even where there is no page. */
static enum err
find_route(const struct app *app, struct request *rq, const struct route **route, const char **allow)
{
    enum err e = route_find(rq->is_api ? app->api : app->pages, rq, route, allow);

    if (e != ERR_NOT_FOUND || rq->method != METHOD_OTHER)
        return e;
    *allow = "GET, HEAD, POST";
    return ERR_METHOD;
}

size_t
app_body_most(const struct app *app, const struct request *rq)
{
    const struct route *route = NULL;
    const char         *allow = NULL;
    struct request      probe = *rq;

    tell_api(&probe);
    enum err e = find_route(app, &probe, &route, &allow);
    return e == ERR_OK && route->flags & UPLOAD ? UPLOAD_BODY_MOST : REQUEST_BODY_MOST;
}

/* Only from those who may send files, and only where files are taken, a body is taken apart. */
static enum err
read_parts(struct request *rq, const struct route *route)
{
    return route->flags & UPLOAD && upload_is(rq) ? upload_parse(rq) : ERR_OK;
}

/* Everything that has to be so before a handler runs. Returns the problem (problem.h), or ERR_OK. */
static int
admit(struct app *app, struct request *rq, struct response *rs, const struct route **route, const char **allow)
{
    bool     form = !rq->is_api && rq->method != METHOD_GET;
    enum err e = rq->fault;

    rq->lang = lang_accept(rq->accept_language, LANG_EN);
    if (e == ERR_OK)
        e = request_parse(rq);
    if (e != ERR_OK)
        return e;
    if (!guard_host(app->conf, rq->host))
        return ERR_NOT_FOUND;
    e = guard_session(app, rq);
    if (e != ERR_OK)
        return e;
    choose_language(app, rq, rs);
    e = find_route(app, rq, route, allow);
    if (e != ERR_OK)
        return e;
    if (form && !guard_origin(app->conf, rq))
        return PROBLEM_FOREIGN_FORM;
    e = guard_entry(rq, (*route)->who);
    if (e == ERR_OK)
        e = read_parts(rq, *route);
    if (e != ERR_OK)
        return e;
    return guard_token(app, rq, *route) ? ERR_OK : PROBLEM_STALE_FORM;
}

static void
log_answer(const struct request *rq, const struct response *rs, const struct route *route, int64_t began_ms)
{
    static const char *const methods[] = {"GET", "POST", "PUT", "DELETE", "other"};
    const char              *pattern = "-"; /* never the path as sent: it may hold a secret */

    if (route)
        pattern = arena_printf(rq->mem, "%s%s", rq->is_api ? API_PREFIX : "", route->path);
    log_event(LOG_INFO, "web.answer", "method", rq->head ? "HEAD" : methods[rq->method], "route", pattern, "status",
              I64(rs->status), "ms", I64(clock_monotonic_ms() - began_ms), "role",
              rq->who.session ? role_name(rq->who.role) : NULL, NULL);
}

void
app_answer(struct app *app, struct request *rq, struct response *rs)
{
    int64_t             began_ms = clock_monotonic_ms();
    const struct route *route = NULL;
    const char         *allow = NULL;

    log_request_id(rq->id);
    tell_api(rq);
    int problem = admit(app, rq, rs, &route, &allow);
    if (problem == ERR_OK)
        problem = (int)route->run(app, rq, rs);
    if (problem == ERR_AUTH && !rq->is_api)
        guard_ask_sign_in(rq, rs);
    else if (problem != ERR_OK)
        problem_answer(app, rq, rs, problem);
    if (allow)
        response_header(rs, "Allow", allow);
    log_answer(rq, rs, route, began_ms);
    log_request_id(NULL);
}
