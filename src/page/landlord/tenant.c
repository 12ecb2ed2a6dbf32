#include "rent/tenant.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/audit.h"
#include "rent/landlord.h"
#include "rent/person.h"

enum { INVITE_MOST = 2048 };

/* In the tenant's own language, whatever the landlord reads. The names in capitals are filled in. */
static const char *const invite_text =
    N_("Hello NAME. BUSINESS uses RentEase for rent. Open this link to choose your password, see your bills "
       "and pay with M-Pesa: LINK The link works for 14 days.");

static const struct {
    const char *name;
    size_t      len;
} places[] = {{"NAME", 4}, {"BUSINESS", 8}, {"LINK", 4}};

/* Names are put in while reading on, so that a tenant called LINK stays one. */
static const char *
fill(struct arena *mem, const char *text, const char *const values[COUNT(places)])
{
    struct buf b = buf_new(mem, INVITE_MOST);

    while (*text) {
        size_t i = 0;
        while (i < COUNT(places) && strncmp(text, places[i].name, places[i].len) != 0)
            i++;
        if (i < COUNT(places)) {
            buf_str(&b, values[i]);
            text += places[i].len;
        } else {
            buf_char(&b, *text++);
        }
    }
    return b.bytes;
}

static enum err
put_leases(struct app *app, struct request *rq, struct view *v, const char *tenant_id)
{
    struct lease *leases;
    size_t        count;
    enum err      e = lease_list(app->db, rq->mem, &rq->who, tenant_id, &leases, &count);

    view_rows(v, "leases");
    if (e)
        return e;
    view_bool(v, "has_leases", count > 0);
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "leases");
        view_text(row, "lease_id", leases[i].id);
        view_text(row, "unit", leases[i].unit_label);
        view_text(row, "property", leases[i].property_name);
        view_money(row, "rent", leases[i].rent);
        view_int(row, "due_day", leases[i].due_day);
        view_bool(row, "running", leases[i].running);
        rows_balance(row, leases[i].balance);
    }
    return ERR_OK;
}

/* `link` is the invitation made just now, or NULL: it is shown this once and stored nowhere. */
static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct tenant *t, const char *link,
     const char *message)
{
    struct view *v = view_new(app, rq, "landlord/tenant");

    rows_rights(v, rq);
    view_text(v, "tenant_id", t->id);
    view_text(v, "name", t->name);
    view_phone(v, "phone", t->phone);
    view_text(v, "email", t->email);
    view_bool(v, "speaks_swahili", lang_from(t->locale) == LANG_SW);
    view_bool(v, "joined", t->joined);
    rows_balance(v, t->balance);
    view_text(v, "invite_link", link);
    view_text(v, "invite_message", message);
    enum err e = put_leases(app, rq, v, t->id);
    return e ? e : view_render(v, rs, 200);
}

enum err
page_tenant_one(struct app *app, struct request *rq, struct response *rs)
{
    struct tenant t;
    enum err      e = tenant_load(app->db, rq->mem, &rq->who, rq->args[0], &t);

    if (!e)
        audit_seen(app->db, rq->mem, &rq->who, "seen.tenant", t.id, NULL);
    return e ? e : show(app, rq, rs, &t, NULL, NULL);
}

/* Answers with the page itself instead of a redirect: only this answer can carry the link. */
enum err
page_tenant_invite_post(struct app *app, struct request *rq, struct response *rs)
{
    struct tenant   t;
    struct landlord me;
    const char     *token;
    enum err        e = tenant_load(app->db, rq->mem, &rq->who, rq->args[0], &t);

    if (!e)
        e = landlord_load(app->db, rq->mem, &rq->who, &me);
    if (!e)
        e = invite_make(app->db, rq->mem, &rq->who, t.id, &token);
    if (e)
        return e;

    const char       *link = arena_printf(rq->mem, "%s/invite/%s", app->conf->public_url, token);
    const char *const values[COUNT(places)] = {t.name, me.business_name, link};
    const char       *message = fill(rq->mem, lang_text(lang_from(t.locale), invite_text), values);
    return show(app, rq, rs, &t, link, message);
}
