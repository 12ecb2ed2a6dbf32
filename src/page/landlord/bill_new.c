#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/bill.h"
#include "rent/tenant.h"
#include "web/view.h"

enum { BILL_LEASE, BILL_KIND, BILL_PERIOD, BILL_AMOUNT, BILL_DUE, BILL_DESCRIPTION, BILL_FIELD_COUNT };
static const struct field bill_form[BILL_FIELD_COUNT] = {
    [BILL_LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
    [BILL_KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = BILL_KINDS},
    [BILL_PERIOD] = {"period", FIELD_PERIOD, REQUIRED},
    [BILL_AMOUNT] = {"amount", FIELD_MONEY, REQUIRED, .least = 100, .most = INT64_C(10000000000)},
    [BILL_DUE] = {"dueDate", FIELD_DATE, REQUIRED},
    [BILL_DESCRIPTION] = {"description", FIELD_TEXT, OPTIONAL, 1, 120},
};

static bool
same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static void
put_kinds(struct view *v, struct arena *mem, const char *chosen)
{
    const char *rest = BILL_KINDS;

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
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/bill_new");

    view_form(v, f);
    put_kinds(v, rq->mem, f->typed[BILL_KIND]);
    enum err e = rows_leases(v, app, rq, f->typed[BILL_LEASE], false);
    return e ? e : view_render(v, rs, status);
}

/* Begins with this month's rent of the lease in ?lease=, due on its day. */
enum err
page_bill_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form  f;
    struct lease l;
    char         period[PERIOD_SIZE], due[DATE_SIZE], amount[MONEY_TEXT_SIZE];
    const char  *lease_id = request_query(rq, "lease");
    struct date  day = today_eat();

    form_blank(&f, rq, bill_form, BILL_FIELD_COUNT);
    form_prefill(&f, BILL_KIND, "rent");
    form_prefill(&f, BILL_PERIOD, period_text(period, day));
    if (lease_id && lease_load(app->db, rq->mem, &rq->who, lease_id, &l) == ERR_OK) {
        form_prefill(&f, BILL_LEASE, l.id);
        form_prefill(&f, BILL_AMOUNT, money_plain(amount, l.rent));
        day.day = (int)l.due_day;
    }
    form_prefill(&f, BILL_DUE, date_text(due, day));
    return show(app, rq, rs, &f, 200);
}

enum err
page_bill_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    const char *id;
    enum err    e = form_read(&f, rq, bill_form, BILL_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    if (!form_text(&f, BILL_LEASE) && !f.errors[BILL_LEASE])
        form_error(&f, BILL_LEASE, "Choose who this bill is for.");
    if (!form_ok(&f))
        return show(app, rq, rs, &f, 422);

    const struct bill_new in = {
        .lease_id = form_text(&f, BILL_LEASE),
        .period = form_text(&f, BILL_PERIOD),
        .kind = form_text(&f, BILL_KIND),
        .due_date = form_text(&f, BILL_DUE),
        .description = form_text(&f, BILL_DESCRIPTION),
        .amount = form_money(&f, BILL_AMOUNT),
    };
    e = bill_add(app->db, rq->mem, &rq->who, &in, &id);
    if (e == ERR_CONFLICT) {
        form_error(&f, BILL_PERIOD, "The rent for this month is billed already.");
        return show(app, rq, rs, &f, 422);
    }
    if (e)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/bills/%s", id));
    return ERR_OK;
}
