#include "page/report/report.h"

#include <string.h>

#include "page/landlord/rows.h"
#include "page/report/show.h"
#include "rent/property.h"
#include "report/ask.h"
#include "web/view.h"

/* What is on the page besides the report itself. */
struct shown {
    const struct report_kind *kind;
    struct form               form;
    struct report_ask         ask;
    const char               *notice; /* why there is no file or no report; NULL */
    int                       status;
};

static void
put_takes(struct view *v, const struct report_kind *k, bool tenant)
{
    view_bool(v, "takes_month", (k->takes & TAKE_MONTH) != 0);
    view_bool(v, "takes_from", (k->takes & (TAKE_RANGE | TAKE_MOVES)) != 0);
    view_bool(v, "takes_to", (k->takes & (TAKE_RANGE | TAKE_MOVES)) != 0);
    view_bool(v, "takes_day", (k->takes & TAKE_DAY) != 0);
    view_bool(v, "takes_property", (k->takes & TAKE_PROPERTY) != 0);
    view_bool(v, "takes_lease", (k->takes & TAKE_LEASE) != 0 && !tenant);
    view_bool(v, "takes_sort", (k->takes & TAKE_SORT) != 0);
    view_bool(v, "has_filters", !(k->takes & (TAKE_BILLS | TAKE_MOVES)));
}

static enum err
put_choices(struct view *v, struct app *app, struct request *rq, const struct shown *s)
{
    struct property *all;
    size_t           count = 0;
    enum err         e = ERR_OK;

    view_rows(v, "properties");
    view_rows(v, "leases");
    if (s->kind->takes & TAKE_PROPERTY)
        e = property_list(app->db, rq->mem, &rq->who, &all, &count);
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "properties");
        view_text(row, "id", all[i].id);
        view_text(row, "name", all[i].name);
        view_bool(row, "selected", s->ask.property_id && strcmp(all[i].id, s->ask.property_id) == 0);
    }
    if (!e && (s->kind->takes & TAKE_LEASE) && rq->who.role != ROLE_TENANT)
        e = rows_leases(v, app, rq, s->ask.lease_id, true);
    return e;
}

/* What holds without being asked for stands in the form, too: the page says of which time it is. */
static void
prefill(struct form *f, const struct report_ask *ask)
{
    if (ask->month && form_ok(f))
        form_prefill(f, ASK_MONTH, ask->month);
    if (!ask->month && ask->from && form_ok(f))
        form_prefill(f, ASK_FROM, ask->from);
    if (!ask->month && ask->to && form_ok(f))
        form_prefill(f, ASK_TO, ask->to);
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, struct shown *s, const struct report *r)
{
    bool         tenant = rq->who.role == ROLE_TENANT;
    struct view *v = view_new(app, rq, "report/report");

    prefill(&s->form, &s->ask);
    view_form(v, &s->form);
    view_say(v, "report_title", s->kind->title);
    view_say(v, "about", s->kind->about);
    view_text(v, "base", tenant ? "statement" : arena_printf(rq->mem, "landlord/reports/%s", s->kind->name));
    view_text(v, "query", ask_query(rq->mem, &s->ask));
    view_text(v, "notice", s->notice ? lang_text(rq->lang, s->notice) : NULL);
    view_text(v, "tenant_id", s->ask.lease_id ? NULL : s->ask.tenant_id);
    view_bool(v, "pays_tax", strcmp(s->kind->name, "rental-tax") == 0 && conf_extra(app->conf, "tax"));
    put_takes(v, s->kind, tenant);
    show_report(v, r);
    enum err e = put_choices(v, app, rq, s);
    return e ? e : view_render(v, rs, s->status);
}

static enum err
read_ask(struct request *rq, const char *name, struct shown *s)
{
    *s = (struct shown){.kind = report_kind(name), .status = 200};
    if (!s->kind)
        return ERR_NOT_FOUND;
    enum err e = form_read_query(&s->form, rq, ask_fields, ASK_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    s->ask = ask_from(&s->form, s->kind, &rq->who);
    return ERR_OK;
}

/* Nothing was chosen yet: that is no mistake. */
static bool
just_came(const struct request *rq, const struct shown *s)
{
    return (s->kind->takes & TAKE_LEASE) && !request_query(rq, "leaseId") && !request_query(rq, "from") &&
           !request_query(rq, "to") && !request_query(rq, "tenantId");
}

/* A page says in words what a file cannot. */
static enum err
explain(struct app *app, struct request *rq, struct response *rs, struct shown *s, enum err e)
{
    switch (e) {
    case ERR_LIMIT:
        s->notice =
            N_("Files of your books can be made 20 times an hour, and two at a time. Wait a little, then try again. "
               "The page below is not limited.");
        break;
    case ERR_TOO_LARGE: s->notice = N_("This has more than 5,000 rows. Choose one property or a shorter time."); break;
    default: return e;
    }
    response_reset(rs);
    s->status = err_status(e);
    return show(app, rq, rs, s, NULL);
}

enum err
report_page(struct app *app, struct request *rq, struct response *rs, const char *name)
{
    struct shown   s;
    struct report *r = NULL;
    enum err       e = read_ask(rq, name, &s);

    if (e)
        return e;
    if (!report_may(&rq->who, s.kind))
        return ERR_FORBIDDEN;
    report_times(rq->mem, s.kind, &s.ask);
    if (just_came(rq, &s) && rq->who.role != ROLE_TENANT)
        form_blank(&s.form, rq, ask_fields, ASK_FIELD_COUNT);
    else if (!form_ok(&s.form))
        s.status = 422;
    else
        e = report_make(app->db, rq->mem, &rq->who, rq->lang, name, &s.ask, &r);
    if (e)
        return explain(app, rq, rs, &s, e);
    return show(app, rq, rs, &s, r);
}

enum err
report_file(struct app *app, struct request *rq, struct response *rs, const char *name, enum file_format format)
{
    struct shown s;
    enum err     e = read_ask(rq, name, &s);

    if (e)
        return e;
    report_times(rq->mem, s.kind, &s.ask);
    if (form_ok(&s.form))
        e = deliver_report(app, rq, rs, &rq->who, name, &s.ask, format);
    else
        s.status = 422;
    if (e)
        return explain(app, rq, rs, &s, e);
    return s.status == 200 ? ERR_OK : show(app, rq, rs, &s, NULL);
}
