#include "sim/control.h"

#include <stddef.h>

#include "base/log.h"
#include "sim/app.h"
#include "sim/field.h"
#include "sim/journal.h"
#include "sim/organisation.h"

static void
bad(struct call *c, const char *why)
{
    c->answer = answer_control_error(c->mem, 400, why);
}

void
control_health(struct world *w, struct call *c)
{
    (void)w;
    c->answer = answer_ok();
}

void
control_reset(struct world *w, struct call *c)
{
    world_reset(w, c);
    log_event(LOG_INFO, "sim.reset", NULL);
    c->answer = answer_ok();
}

void
control_flags_get(struct world *w, struct call *c)
{
    struct json_writer out = json_writer_new(c->mem);

    json_open(&out, NULL, '{');
    members_write(&out, flags_members, &w->flags);
    json_close(&out);
    c->answer = answer_json(200, json_done(&out));
}

void
control_flags_put(struct world *w, struct call *c)
{
    struct flags f = w->flags; /* what is not said stays; a wrong body changes nothing */
    const char  *why = NULL;

    if (!members_read(c->mem, c->json, flags_members, &f, &why)) {
        bad(c, why);
        return;
    }
    if (f.down_status && (f.down_status < 200 || f.down_status > 599)) {
        bad(c, "downStatus: 200 to 599");
        return;
    }
    w->flags = f;
    control_flags_get(w, c);
}

void
control_tokens_expire(struct world *w, struct call *c)
{
    app_expire_tokens(w);
    c->answer = answer_ok();
}

void
control_requests(struct world *w, struct call *c)
{
    c->answer = answer_json(200, journal_json(w->journal, c->mem, call_query(c, "path")));
}

void
control_app_put(struct world *w, struct call *c)
{
    static const struct member members[] = {{"secret", MEMBER_TEXT, 0, NULL, NULL}, {0}};
    const char                *secret = NULL, *why = "secret: needed";

    if (!members_read(c->mem, c->json, members, &secret, &why) || !secret) {
        bad(c, why);
        return;
    }
    app_put(w, c->param, secret);
    c->answer = answer_ok();
}

void
control_organisations(struct world *w, struct call *c)
{
    struct json_writer out = json_writer_new(c->mem);

    organisation_json(w, &out);
    const char *text = json_done(&out);
    c->answer = text ? answer_json(200, text) : answer_control_error(c->mem, 500, "too many organisations");
}

void
control_organisation_put(struct world *w, struct call *c)
{
    const struct organisation *known = organisation_find(w, c->param);
    struct organisation        o = known ? *known : organisation_fresh(w, c->param, ORGANISATION_PAYBILL);
    const char                *why = NULL;

    if (!members_read(c->mem, c->json, organisation_members, &o, &why))
        bad(c, why);
    else if (!field_shortcode(o.number) || (o.store && !field_shortcode(o.store)))
        bad(c, "a number has 5 to 7 digits");
    else if ((o.kind == ORGANISATION_TILL) != (o.store != NULL))
        bad(c, "storeNumber: a till has one, others none");
    else {
        o.failures = o.locked ? o.failures : 0;
        organisation_put(w, &o);
        c->answer = answer_ok();
    }
}
