#include "page/landlord/people_form.h"

#include <string.h>

#include "page/public/wait.h"
#include "rent/property.h"
#include "rent/second_factor.h"
#include "rent/session.h"

static const struct {
    enum role   role;
    const char *word, *about;
} words[] = {
    {ROLE_OWNER, N_("Owner"),
     N_("May do everything: say where rent is paid, approve payments, choose who works here.")},
    {ROLE_AGENT, N_("Agent"),
     N_("Runs the houses: tenants, leases, bills. Sees all money, and may ask for payments that another approves.")},
    {ROLE_ACCOUNTANT, N_("Accountant"),
     N_("Sees all money, gives payments back and asks for payments. Changes no tenants, leases or bills.")},
    {ROLE_CARETAKER, N_("Caretaker"),
     N_("Looks after houses: sees units, tenants and bills, and takes readings and cash. Sees no totals.")},
};

void
people_rights_view(struct view *v, const struct member_rights *r, const char *property_names)
{
    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i].role == r->role) {
            view_say(v, "role", words[i].word);
            view_say(v, "about", words[i].about);
        }
    view_bool(v, "may_approve", r->may_approve || r->role == ROLE_OWNER);
    view_bool(v, "keeps_houses", r->role == ROLE_CARETAKER);
    view_text(v, "houses", r->properties ? property_names : NULL);
}

void
people_form_prefill(struct form *f, const struct member_rights *now)
{
    form_prefill(f, PEOPLE_ROLE, role_name(now->role));
    form_prefill(f, PEOPLE_HOUSES, now->properties ? "some" : "all");
    form_prefill(f, PEOPLE_APPROVE, now->may_approve ? "1" : NULL);
}

static const char *
box_name(struct arena *mem, const char *property_id)
{
    return arena_printf(mem, "property-%s", property_id);
}

/* The ids of the boxes that were ticked, apart by blanks; NULL for none. */
static enum err
ticked(struct app *app, struct request *rq, const char **out)
{
    struct property *all;
    size_t           count;
    struct buf       ids = buf_new(rq->mem, REQUEST_BODY_MOST);
    enum err         e = property_list(app->db, rq->mem, &rq->who, &all, &count);

    for (size_t i = 0; !e && i < count; i++)
        if (request_field(rq, box_name(rq->mem, all[i].id)))
            buf_printf(&ids, "%s%s", ids.len ? " " : "", all[i].id);
    *out = ids.len ? ids.bytes : NULL;
    return e;
}

enum err
people_form_rights(struct app *app, struct request *rq, struct form *f, struct member_rights *out)
{
    const char *houses = form_text(f, PEOPLE_HOUSES);
    enum err    e = ERR_OK;

    *out = (struct member_rights){.role = role_from(form_text(f, PEOPLE_ROLE))};
    out->may_approve = out->role == ROLE_ACCOUNTANT && form_flag(f, PEOPLE_APPROVE);
    if (out->role != ROLE_CARETAKER || !houses || strcmp(houses, "all") == 0)
        return form_ok(f) ? ERR_OK : ERR_FIELD;
    e = ticked(app, rq, &out->properties);
    if (!e && !out->properties)
        form_error(f, PEOPLE_HOUSES, member_refusal(MEMBER_NO_PROPERTY));
    return e || form_ok(f) ? e : ERR_FIELD;
}

enum err
people_form_proofs(struct app *app, struct request *rq, struct proofs *p)
{
    *p = (struct proofs){PEOPLE_PASSWORD, PEOPLE_CODE, !session_is_fresh(&rq->who), false};
    return second_factor_on(app->db, rq->who.person_id, &p->asks_code);
}

static bool
names(const char *ids, const char *id)
{
    return ids && strstr(ids, id); /* all of one length, and of no letter that parts them */
}

enum err
people_form_view(struct view *v, struct app *app, struct request *rq, const struct form *f,
                 const struct member_rights *now, const struct proofs *p, int64_t wait_s)
{
    struct property *all;
    size_t           count;
    enum err         e = property_list(app->db, rq->mem, &rq->who, &all, &count);

    view_rows(v, "properties");
    view_bool(v, "has_properties", !e && count > 0);
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "properties");
        view_text(row, "property_id", all[i].id);
        view_text(row, "property", all[i].name);
        view_bool(row, "ticked",
                  now ? names(now->properties, all[i].id) : request_field(rq, box_name(rq->mem, all[i].id)) != NULL);
    }
    view_bool(v, "asks_password", p->asks_password);
    view_bool(v, "asks_code", p->asks_code);
    view_bool(v, "too_often", wait_s > 0);
    wait_view(v, wait_s);
    view_form(v, f);
    return e;
}
