/*
 * policy.c - what the landlord says about paying late, for all or for one property (?property=).
 */
#include <string.h>

#include "base/buf.h"
#include "page/pages.h"
#include "rent/bill.h"
#include "rent/penalty.h"
#include "rent/property.h"
#include "web/view.h"

enum { SAY_PROPERTY, SAY_HOW, SAY_FLAT, SAY_PERCENT, SAY_GRACE, SAY_MONTHLY, SAY_CAP, SAY_FROM, SAY_FIELD_COUNT };
static const struct field say_form[SAY_FIELD_COUNT] = {
    [SAY_PROPERTY] = {"propertyId", FIELD_ID, OPTIONAL},
    [SAY_HOW] = {"how", FIELD_CHOICE, REQUIRED, .choices = "flat|percent|off|general"},
    [SAY_FLAT] = {"flat", FIELD_MONEY, OPTIONAL, .least = 100, .most = INT64_C(100000000)},
    [SAY_PERCENT] = {"percent", FIELD_TEXT, OPTIONAL, 1, 6},
    [SAY_GRACE] = {"graceDays", FIELD_INT, OPTIONAL, .least = 0, .most = 60},
    [SAY_MONTHLY] = {"again", FIELD_CHOICE, OPTIONAL, .choices = "once|monthly"},
    [SAY_CAP] = {"cap", FIELD_MONEY, OPTIONAL, .least = 100, .most = INT64_C(100000000)},
    [SAY_FROM] = {"from", FIELD_DATE, OPTIONAL},
};
#define WHOLE_PERCENT 10000

static bool
is(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

/* kind_<kind>=1 for each that is ticked; `ticked` is as the table keeps them, "|rent|". */
static void
put_kinds(struct view *v, struct request *rq, const struct penalty_policy *ticked)
{
    const char *rest = PENALTY_KINDS;

    view_rows(v, "kinds");
    for (size_t n; *rest; rest += n + (rest[n] == '|')) {
        n = strcspn(rest, "|");
        const char  *kind = arena_strndup(rq->mem, rest, n);
        struct view *row = view_row(v, "kinds");
        view_text(row, "kind_id", kind);
        view_say(row, "word", bill_kind_name(kind));
        view_bool(row, "ticked", penalty_covers(ticked, kind));
    }
}

static const char *
kinds_sent(struct request *rq)
{
    struct buf  out = buf_new(rq->mem, 256);
    const char *rest = PENALTY_KINDS;

    for (size_t n; *rest; rest += n + (rest[n] == '|')) {
        n = strcspn(rest, "|");
        if (request_field(rq, arena_printf(rq->mem, "kind_%.*s", (int)n, rest)))
            buf_printf(&out, "|%.*s", (int)n, rest);
    }
    if (out.len)
        buf_char(&out, '|');
    return out.bytes;
}

static enum err
put_others(struct view *v, struct app *app, struct request *rq)
{
    struct property *rows;
    size_t           count;
    enum err         e = property_list(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "properties");
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "properties");
        view_text(row, "id", rows[i].id);
        view_text(row, "name", rows[i].name);
    }
    return e;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, const struct penalty_policy *p,
     int status)
{
    struct property of = {0};
    const char     *property_id = f->typed[SAY_PROPERTY];
    enum err e = property_id && *property_id ? property_load(app->db, rq->mem, &rq->who, property_id, &of) : ERR_OK;

    if (e)
        return e;
    struct view *v = view_new(app, rq, "penalty/policy");
    view_form(v, f);
    view_text(v, "property", of.name);
    view_text(v, "property_id", of.id);
    view_bool(v, "saved", request_query(rq, "saved") != NULL);
    put_kinds(v, rq, p);
    e = put_others(v, app, rq);
    return e ? e : view_render(v, rs, status);
}

static void
prefill(struct form *f, struct request *rq, const struct penalty_policy *p)
{
    char text[MONEY_TEXT_SIZE];

    form_prefill(f, SAY_HOW, p->how);
    form_prefill(f, SAY_GRACE, arena_printf(rq->mem, "%d", (int)p->grace_days));
    form_prefill(f, SAY_MONTHLY, p->monthly ? "monthly" : "once");
    if (p->flat.cents)
        form_prefill(f, SAY_FLAT, arena_strdup(rq->mem, money_plain(text, p->flat)));
    if (p->percent)
        form_prefill(f, SAY_PERCENT, arena_strdup(rq->mem, money_plain(text, (struct money){p->percent})));
    if (p->cap.cents)
        form_prefill(f, SAY_CAP, arena_strdup(rq->mem, money_plain(text, p->cap)));
}

enum err
page_penalty_policy(struct app *app, struct request *rq, struct response *rs)
{
    struct form           f;
    struct penalty_policy p;
    char                  today[DATE_SIZE];
    const char           *property_id = request_query(rq, "property");
    enum err              e = penalty_policy_load(app->db, rq->mem, &rq->who, property_id, &p);

    if (e == ERR_NOT_FOUND)
        p = (struct penalty_policy){.how = property_id ? "general" : "off", .grace_days = 5, .kinds = "|rent|"};
    else if (e)
        return e;
    form_blank(&f, rq, say_form, SAY_FIELD_COUNT);
    prefill(&f, rq, &p);
    form_prefill(&f, SAY_PROPERTY, property_id);
    form_prefill(&f, SAY_FROM, arena_strdup(rq->mem, date_text(today, today_eat())));
    return show(app, rq, rs, &f, &p, 200);
}

/* What each way of charging needs. */
static void
judge(struct form *f, struct penalty_policy *p)
{
    struct money percent = {0};
    const char  *typed = form_text(f, SAY_PERCENT);
    char         today[DATE_SIZE];

    if (typed && (!money_parse(typed, &percent) || percent.cents < 1 || percent.cents > WHOLE_PERCENT))
        form_error(f, SAY_PERCENT, N_("Enter a percentage from 0.01 to 100, like 5 or 2.5."));
    else if (is(p->how, "percent") && !typed && !f->errors[SAY_PERCENT])
        form_error(f, SAY_PERCENT, N_("Enter a percentage from 0.01 to 100, like 5 or 2.5."));
    p->percent = percent.cents;
    if (is(p->how, "flat") && !p->flat.cents && !f->errors[SAY_FLAT])
        form_error(f, SAY_FLAT, N_("Enter an amount in shillings, like 15000 or 1250.50."));
    if (p->monthly && !p->cap.cents && !f->errors[SAY_CAP])
        form_error(f, SAY_CAP, N_("A penalty that comes again needs an end. Enter the most for one bill."));
    if (p->from_day && strcmp(p->from_day, date_text(today, today_eat())) < 0)
        form_error(f, SAY_FROM, N_("Penalties cannot begin in the past. Enter today or a later day."));
    if (is(p->how, "general") && !p->property_id)
        form_error(f, SAY_HOW, N_("Choose one of the answers given."));
    if ((is(p->how, "flat") || is(p->how, "percent")) && !*p->kinds)
        form_error(f, SAY_HOW, N_("Tick at least one kind of bill for which penalties are charged."));
}

enum err
page_penalty_policy_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    const char *id;
    enum err    e = form_read(&f, rq, say_form, SAY_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    struct penalty_policy p = {
        .property_id = form_text(&f, SAY_PROPERTY),
        .how = form_text(&f, SAY_HOW),
        .flat = form_money(&f, SAY_FLAT),
        .grace_days = form_text(&f, SAY_GRACE) ? form_int(&f, SAY_GRACE) : 0,
        .cap = form_money(&f, SAY_CAP),
        .monthly = is(form_text(&f, SAY_MONTHLY), "monthly"),
        .from_day = form_text(&f, SAY_FROM),
        .kinds = kinds_sent(rq),
    };
    judge(&f, &p);
    if (!form_ok(&f))
        return show(app, rq, rs, &f, &p, 422);
    e = penalty_policy_put(app->db, rq->mem, &rq->who, &p, &id);
    if (e)
        return e;
    response_redirect(rs, p.property_id
                              ? arena_printf(rq->mem, "/landlord/penalties/policy?saved=1&property=%s", p.property_id)
                              : "/landlord/penalties/policy?saved=1");
    return ERR_OK;
}
