#include "web/view_common.h"

#include <string.h>

#include "base/random.h"
#include "rent/direct.h"
#include "rent/payout.h"
#include "web/csrf.h"
#include "web/route.h"
#include "web/url.h"

enum { VISITOR_BYTES = 16, LINK_CEILING = 16 * 1024 };

/* The query asked with, but for the language: "cursor=k3&lang=sw". As a link, "?" and this lead to the same
 * page. */
static const char *
query_in(const struct request *rq, enum lang l)
{
    struct buf out = buf_new(rq->mem, LINK_CEILING);

    for (size_t i = 0; i < rq->query.count; i++) {
        const struct field_pair *p = &rq->query.pairs[i];
        if (strcmp(p->name, "lang") != 0)
            buf_printf(&out, "%s=%s&", url_encode(rq->mem, p->name), url_encode(rq->mem, p->value));
    }
    buf_printf(&out, "lang=%s", lang_code(l));
    return buf_ok(&out) ? out.bytes : "";
}

static void
put_token(struct view *v, const struct app *app, struct request *rq)
{
    if (!rq->sid) {
        rq->sid = random_hex(rq->mem, VISITOR_BYTES);
        rq->sid_is_new = true;
    }
    view_text(v, "csrf", csrf_token(rq->mem, &app->web_key, rq->sid));
}

/* How many direct payments wait for the landlord's side to say whose they are; "" for none. No page fails for it. */
static void
put_unmatched(struct view *v, const struct app *app, const struct request *rq)
{
    int64_t count = 0;

    if (!role_is_landlord_side(rq->who.role) || waiting_count(app->db, &rq->who, &count) != ERR_OK)
        count = 0;
    view_text(v, "unmatched", count ? arena_printf(rq->mem, "%lld", (long long)count) : NULL);
}

/* Money out, for those who may ask for it, and how many payments wait for their word; "" for none. */
static void
put_money_out(struct view *v, const struct app *app, const struct request *rq)
{
    bool    sees = role_may_enter(rq->who.role, WHO_PURSER);
    int64_t count = 0;

    if (!sees || payout_waiting(app->db, &rq->who, &count) != ERR_OK)
        count = 0;
    view_bool(v, "sees_money_out", sees);
    view_text(v, "to_approve", count ? arena_printf(rq->mem, "%lld", (long long)count) : NULL);
}

void
view_common(struct view *v, const struct app *app, struct request *rq)
{
    static const char *const names[LANG_COUNT] = {[LANG_EN] = "English", [LANG_SW] = "Kiswahili"};
    enum lang                other = rq->lang == LANG_EN ? LANG_SW : LANG_EN;

    view_text(v, "lang", lang_code(rq->lang));
    view_text(v, "lang_other", lang_code(other));
    view_text(v, "lang_other_name", names[other]);
    view_text(v, "lang_query", query_in(rq, other));
    view_text(v, "request_id", rq->id);
    view_text(v, "path", rq->path);
    view_text(v, "css", app->css);
    view_text(v, "js", app->js);
    view_bool(v, "sandbox", !app->conf->production);
    view_bool(v, "signed_in", rq->who.session != NULL);
    view_bool(v, "is_tenant", rq->who.role == ROLE_TENANT);
    view_bool(v, "is_landlord", role_is_landlord_side(rq->who.role));
    view_bool(v, "is_operator", rq->who.role == ROLE_OPERATOR);
    view_bool(v, "is_agent", rq->who.role == ROLE_AGENT);
    view_bool(v, "is_owner", rq->who.role == ROLE_OWNER);
    view_text(v, "user_name", rq->who.name);
    put_unmatched(v, app, rq);
    put_money_out(v, app, rq);
    put_token(v, app, rq);
    view_rows(v, "errors");
    view_bool(v, "has_errors", false);
}
