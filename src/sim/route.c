#include "sim/route.h"

#include <string.h>

#include "sim/api.h"
#include "sim/control.h"
#include "sim/guard.h"
#include "sim/journal.h"
#include "sim/page.h"
#include "sim/world.h"

static const struct route routes[] = {
    {"GET", "/oauth/v1/generate", GUARD_BASIC, NULL, oauth_generate},
    {"POST", "/mpesa/stkpush/v1/processrequest", GUARD_DARAJA, stkpush_fields, stkpush_process},
    {"POST", "/mpesa/stkpushquery/v1/query", GUARD_DARAJA, stkquery_fields, stkquery_answer},

    {"GET", "/control/health", GUARD_CONTROL, NULL, control_health},
    {"POST", "/control/reset", GUARD_CONTROL, NULL, control_reset},
    {"GET", "/control/flags", GUARD_CONTROL, NULL, control_flags_get},
    {"PUT", "/control/flags", GUARD_CONTROL, NULL, control_flags_put},
    {"POST", "/control/tokens/expire", GUARD_CONTROL, NULL, control_tokens_expire},
    {"GET", "/control/requests", GUARD_CONTROL, NULL, control_requests},
    {"PUT", "/control/apps/:x", GUARD_CONTROL, NULL, control_app_put},
    {"GET", "/control/organisations", GUARD_CONTROL, NULL, control_organisations},
    {"PUT", "/control/organisations/:x", GUARD_CONTROL, NULL, control_organisation_put},
    {"GET", "/control/phones/:x", GUARD_CONTROL, NULL, control_phone_get},
    {"PUT", "/control/phones/:x", GUARD_CONTROL, NULL, control_phone_put},
    {"POST", "/control/phones/:x/answer", GUARD_CONTROL, NULL, control_phone_answer},
    {"PUT", "/control/phones/:x/balance", GUARD_CONTROL, NULL, control_phone_balance},
    {"PUT", "/control/phones/:x/pin", GUARD_CONTROL, NULL, control_phone_pin},
    {"GET", "/control/transactions", GUARD_CONTROL, NULL, control_transactions},
    {"POST", "/control/transactions/:x/resend", GUARD_CONTROL, NULL, control_resend},
    {"POST", "/control/transactions/:x/complete", GUARD_CONTROL, NULL, control_complete},
    {"PUT", "/control/transactions/:x/query", GUARD_CONTROL, NULL, control_query_put},
    {"POST", "/control/callback", GUARD_CONTROL, NULL, control_callback},

    {"GET", "/", GUARD_PAGE, NULL, page_home},
    {"GET", "/transactions", GUARD_PAGE, NULL, page_transactions},
    {"GET", "/phone", GUARD_PAGE, NULL, page_phone_find},
    {"GET", "/phone/:x", GUARD_PAGE, NULL, page_phone},
    {"POST", "/phone/:x/answer", GUARD_PAGE, NULL, page_phone_answer},
    {"GET", "/sim.css", GUARD_PAGE, NULL, page_css},
};

/* Compares part by part; what stands for ":x" goes to *param. */
static bool
fits(const char *pattern, const char *path, struct arena *mem, const char **param)
{
    for (; *pattern; pattern++) {
        if (*pattern == ':') {
            size_t n = strcspn(path, "/");
            if (n == 0)
                return false;
            *param = arena_strndup(mem, path, n);
            path += n;
            pattern += strcspn(pattern, "/") - 1;
        } else if (*pattern != *path++) {
            return false;
        }
    }
    return *path == '\0';
}

/* The route of method and path; failing that, one of the path, so that the method can be complained of. */
static const struct route *
find(struct call *c, bool *method_fits)
{
    const struct route *other = NULL;

    for (size_t i = 0; i < COUNT(routes); i++) {
        const struct route *r = &routes[i];
        if (!fits(r->path, c->path, c->mem, &c->param))
            continue;
        *method_fits = strcmp(r->method, c->method) == 0;
        if (*method_fits)
            return r;
        other = r;
    }
    return other;
}

void
route_run(struct call *c)
{
    bool method_fits = false;

    c->route = find(c, &method_fits);
    bool elsewhere = c->route && (c->route->guard == GUARD_PAGE || c->route->guard == GUARD_CONTROL);
    if (!elsewhere)
        journal_came(c->world->journal, c);
    if (guard_admits(c, method_fits))
        c->route->run(c->world, c);
}
