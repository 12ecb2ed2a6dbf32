#include "page/pages.h"
#include "rent/property.h"
#include "rent/tenant.h"
#include "web/view.h"

enum { LEASE_TENANT, LEASE_UNIT, LEASE_RENT, LEASE_DEPOSIT, LEASE_DUE_DAY, LEASE_START, LEASE_END, LEASE_FIELD_COUNT };

static const struct field lease_form[LEASE_FIELD_COUNT] = {
    [LEASE_TENANT] = {"tenantId", FIELD_ID, OPTIONAL},
    [LEASE_UNIT] = {"unitId", FIELD_ID, OPTIONAL},
    [LEASE_RENT] = {"rent", FIELD_MONEY, OPTIONAL, .least = 100, .most = INT64_C(10000000000)},
    [LEASE_DEPOSIT] = {"deposit", FIELD_MONEY, OPTIONAL, .least = 0, .most = INT64_C(10000000000)},
    [LEASE_DUE_DAY] = {"dueDay", FIELD_INT, REQUIRED, 1, 28},
    [LEASE_START] = {"startDate", FIELD_DATE, REQUIRED},
    [LEASE_END] = {"endDate", FIELD_DATE, OPTIONAL},
};

static bool
same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static enum err
put_tenants(struct app *app, struct request *rq, struct view *v, const char *chosen)
{
    struct tenant *tenants;
    size_t         count;
    enum err       e = tenant_list(app->db, rq->mem, &rq->who, &tenants, &count);

    view_rows(v, "tenants");
    if (e)
        return e;
    view_bool(v, "has_tenants", count > 0);
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "tenants");
        view_text(row, "id", tenants[i].id);
        view_text(row, "name", tenants[i].name);
        view_phone(row, "phone", tenants[i].phone);
        view_bool(row, "selected", same(tenants[i].id, chosen));
    }
    return ERR_OK;
}

/* Vacant units, and the chosen one in any case: a mistake must not make it vanish from the list. */
static enum err
put_units(struct app *app, struct request *rq, struct view *v, const char *chosen)
{
    struct unit *units;
    size_t       count, shown = 0;
    enum err     e = unit_list(app->db, rq->mem, &rq->who, NULL, &units, &count);

    view_rows(v, "units");
    if (e)
        return e;
    for (size_t i = 0; i < count; i++) {
        if (units[i].lease_id && !same(units[i].id, chosen))
            continue;
        struct view *row = view_row(v, "units");
        view_text(row, "id", units[i].id);
        view_text(row, "label", units[i].label);
        view_text(row, "property", units[i].property_name);
        view_money(row, "rent", units[i].rent);
        view_bool(row, "selected", same(units[i].id, chosen));
        shown++;
    }
    view_bool(v, "has_units", shown > 0);
    return ERR_OK;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/lease_new");

    view_form(v, f);
    enum err e = put_tenants(app, rq, v, f->typed[LEASE_TENANT]);
    if (!e)
        e = put_units(app, rq, v, f->typed[LEASE_UNIT]);
    return e ? e : view_render(v, rs, status);
}

enum err
page_lease_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    struct unit unit;
    char        today[DATE_SIZE], rent[MONEY_TEXT_SIZE];
    const char *unit_id = request_query(rq, "unit");
    const char *tenant_id = request_query(rq, "tenant");

    form_blank(&f, rq, lease_form, LEASE_FIELD_COUNT);
    form_prefill(&f, LEASE_START, date_text(today, today_eat()));
    form_prefill(&f, LEASE_DUE_DAY, "5");
    if (tenant_id)
        form_prefill(&f, LEASE_TENANT, tenant_id);
    if (unit_id && unit_load(app->db, rq->mem, &rq->who, unit_id, &unit) == ERR_OK) {
        form_prefill(&f, LEASE_UNIT, unit.id);
        form_prefill(&f, LEASE_RENT, money_plain(rent, unit.rent));
    }
    return show(app, rq, rs, &f, 200);
}

static enum err
judge(struct form *f)
{
    if (!form_text(f, LEASE_TENANT) && !f->errors[LEASE_TENANT])
        form_error(f, LEASE_TENANT, "Choose the tenant.");
    if (!form_text(f, LEASE_UNIT) && !f->errors[LEASE_UNIT])
        form_error(f, LEASE_UNIT, "Choose the unit.");
    return form_ok(f) ? ERR_OK : ERR_FIELD;
}

/* Left empty, the rent is the unit's own. */
static enum err
add(struct app *app, struct request *rq, const struct form *f, const char **id)
{
    struct unit unit;
    enum err    e = unit_load(app->db, rq->mem, &rq->who, form_text(f, LEASE_UNIT), &unit);

    if (e)
        return e;
    const struct lease_new in = {
        .tenant_id = form_text(f, LEASE_TENANT),
        .unit_id = unit.id,
        .rent = form_money(f, LEASE_RENT).cents ? form_money(f, LEASE_RENT) : unit.rent,
        .deposit = form_money(f, LEASE_DEPOSIT),
        .due_day = form_int(f, LEASE_DUE_DAY),
        .start_date = form_text(f, LEASE_START),
        .end_date = form_text(f, LEASE_END),
    };
    return lease_add(app->db, rq->mem, &rq->who, &in, id);
}

enum err
page_lease_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    const char *id = NULL;
    enum err    e = form_read(&f, rq, lease_form, LEASE_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    e = judge(&f);
    if (!e)
        e = add(app, rq, &f, &id);
    if (e == ERR_CONFLICT)
        form_error(&f, LEASE_UNIT, "Somebody else rents this unit in that time.");
    else if (e == ERR_FIELD && form_ok(&f))
        form_error(&f, LEASE_END, "The lease cannot end before it begins.");
    if (e == ERR_CONFLICT || e == ERR_FIELD)
        return show(app, rq, rs, &f, 422);
    if (e)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/leases/%s", id));
    return ERR_OK;
}
