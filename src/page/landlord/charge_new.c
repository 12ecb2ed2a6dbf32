#include "base/poke.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/charge.h"
#include "rent/property.h"

enum {
    CHARGE_OF,
    CHARGE_KIND,
    CHARGE_NAME,
    CHARGE_AMOUNT,
    CHARGE_FROM,
    CHARGE_UNTIL,
    CHARGE_BY_DAYS,
    CHARGE_FIELD_COUNT
};
static const struct field charge_form[CHARGE_FIELD_COUNT] = {
    [CHARGE_OF] = {"of", FIELD_ID, REQUIRED, .missing = N_("Choose for whom this is.")},
    [CHARGE_KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = CHARGE_KINDS},
    [CHARGE_NAME] = {"name", FIELD_TEXT, OPTIONAL, 1, 60},
    [CHARGE_AMOUNT] = {"amount", FIELD_MONEY, REQUIRED, .least = 100, .most = INT64_C(10000000000)},
    [CHARGE_FROM] = {"from", FIELD_PERIOD, REQUIRED},
    [CHARGE_UNTIL] = {"until", FIELD_PERIOD, OPTIONAL},
    [CHARGE_BY_DAYS] = {"byDays", FIELD_FLAG, OPTIONAL},
};

static bool
same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static void
put_kinds(struct view *v, struct arena *mem, const char *chosen)
{
    const char *rest = CHARGE_KINDS;

    view_rows(v, "kinds");
    for (size_t n; *rest; rest += n + (rest[n] == '|')) {
        n = strcspn(rest, "|");
        const char  *kind = arena_strndup(mem, rest, n);
        struct view *row = view_row(v, "kinds");
        view_text(row, "id", kind);
        view_say(row, "word", bill_kind_name(kind));
        view_bool(row, "selected", same(kind, chosen));
    }
}

static enum err
put_properties(struct app *app, struct request *rq, struct view *v, const char *chosen)
{
    struct property *rows;
    size_t           count;
    enum err         e = property_list(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "properties");
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "properties");
        view_text(row, "id", rows[i].id);
        view_text(row, "property_name", rows[i].name);
        view_bool(row, "selected", same(rows[i].id, chosen));
    }
    return e;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/charge_new");

    view_form(v, f);
    put_kinds(v, rq->mem, f->typed[CHARGE_KIND]);
    enum err e = put_properties(app, rq, v, f->typed[CHARGE_OF]);
    if (!e)
        e = rows_leases(v, app, rq, f->typed[CHARGE_OF], false);
    return e ? e : view_render(v, rs, status);
}

/* For the lease or property in ?of=, from this month on. */
enum err
page_charge_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    char        period[PERIOD_SIZE];
    const char *of = request_query(rq, "of");

    form_blank(&f, rq, charge_form, CHARGE_FIELD_COUNT);
    form_prefill(&f, CHARGE_FROM, period_text(period, today_eat()));
    if (of)
        form_prefill(&f, CHARGE_OF, of);
    return show(app, rq, rs, &f, 200);
}

/* The id is a property's or a lease's. */
static enum err
add(struct app *app, struct request *rq, const struct form *f)
{
    struct property   p;
    const char       *of = form_text(f, CHARGE_OF), *id;
    struct charge_new in = {
        .property_id = of,
        .kind = form_text(f, CHARGE_KIND),
        .name = form_text(f, CHARGE_NAME),
        .from_period = form_text(f, CHARGE_FROM),
        .until_period = form_text(f, CHARGE_UNTIL),
        .amount = form_money(f, CHARGE_AMOUNT),
        .by_days = form_flag(f, CHARGE_BY_DAYS),
    };
    enum err e = property_load(app->db, rq->mem, &rq->who, of, &p);

    if (e && e != ERR_NOT_FOUND)
        return e;
    if (e) {
        in.property_id = NULL;
        in.lease_id = of;
    }
    return charge_add(app->db, rq->mem, &rq->who, &in, &id);
}

enum err
page_charge_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, charge_form, CHARGE_FIELD_COUNT);

    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, 422);
    if (!e)
        e = add(app, rq, &f);
    if (e == ERR_FIELD) {
        form_error(&f, CHARGE_UNTIL, "The last month cannot come before the first.");
        return show(app, rq, rs, &f, 422);
    }
    if (e)
        return e;
    poke(app->gateway);
    response_redirect(rs, "/landlord/charges");
    return ERR_OK;
}
