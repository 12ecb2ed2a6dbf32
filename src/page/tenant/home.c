#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "daraja/telling.h"
#include "page/pages.h"
#include "page/public/hats.h"
#include "page/tenant/badge.h"
#include "page/tenant/payee.h"
#include "rent/payment.h"
#include "rent/reading.h"
#include "rent/scope.h"
#include "rent/tenant.h"

enum { PAYMENTS_SHOWN = 3, CANCELLED_SHOWN = 5, GIVEN_BACK_TOLD_S = 30 * 86400 };

static void
bill_view(struct view *v, const struct bill *b)
{
    view_text(v, "id", b->id);
    view_say(v, "kind", bill_kind_name(b->kind));
    view_bool(v, "is_rent", strcmp(b->kind, "rent") == 0);
    view_period(v, "period", b->period);
    view_text(v, "description", b->description);
    view_money(v, "due", b->due);
    view_money(v, "balance", b->balance);
    view_bool(v, "part_paid", b->paid.cents > 0);
    view_money(v, "paid", b->paid);
    view_date(v, "due_date", b->due_date);
    view_text(v, "unit", b->unit_label);
    view_text(v, "property", b->property_name);
    view_text(v, "open_payment", b->open_payment);
    badge_bill(v, b);
}

/* The oldest bill gets the big card; the rest stand below it, oldest first. */
static enum err
bills(struct app *app, struct request *rq, struct view *v, const char **account_ref)
{
    struct bill       *rows;
    size_t             count;
    const char        *next;
    struct bill_filter open = {.status = "open", .limit = PAGE_ROWS_MOST};

    enum err e = bill_list(app->db, rq->mem, &rq->who, &open, &rows, &count, &next);
    if (e)
        return e;
    view_bool(v, "owing", count > 0);
    view_rows(v, "first");
    view_rows(v, "later");
    for (size_t i = count; i-- > 0;)
        bill_view(view_row(v, i == count - 1 ? "first" : "later"), &rows[i]);
    if (count)
        *account_ref = rows[count - 1].account_ref;
    return ERR_OK;
}

static enum err
leases(struct app *app, struct request *rq, struct view *v, const char **account_ref)
{
    struct lease *rows;
    size_t        count;
    struct money  balance = {0};

    enum err e = lease_list(app->db, rq->mem, &rq->who, NULL, &rows, &count);
    if (e)
        return e;
    view_rows(v, "homes");
    for (size_t i = 0; i < count; i++) {
        balance.cents += rows[i].balance.cents;
        if (!rows[i].running)
            continue;
        *account_ref = rows[i].account_ref;
        struct view *row = view_row(v, "homes");
        view_text(row, "lease_id", rows[i].id);
        view_text(row, "home", rows[i].unit_label);
    }
    view_bool(v, "ratiba_on", conf_extra(app->conf, "ratiba"));
    view_bool(v, "in_credit", balance.cents < 0);
    view_money(v, "balance", (struct money){llabs(balance.cents)});
    return ERR_OK;
}

/* Told for a month, so that nobody looks for a bill that is gone. */
static enum err
cancelled(struct app *app, struct request *rq, struct view *v)
{
    struct bill       *rows;
    size_t             count;
    const char        *next;
    struct bill_filter voided = {.status = "void", .limit = CANCELLED_SHOWN};
    enum err           e = bill_list(app->db, rq->mem, &rq->who, &voided, &rows, &count, &next);

    view_rows(v, "cancelled");
    for (size_t i = 0; !e && i < count; i++) {
        if (rows[i].voided_at < clock_now() - GIVEN_BACK_TOLD_S)
            continue;
        struct view *row = view_row(v, "cancelled");
        view_text(row, "id", rows[i].id);
        view_say(row, "kind", bill_kind_name(rows[i].kind));
        view_period(row, "period", rows[i].period);
        view_text(row, "reason", rows[i].void_reason);
    }
    return e;
}

/* Told at the head of the page for a month, while something is open. */
static enum err
given_back(struct app *app, struct request *rq, struct view *v)
{
    struct payment       *rows;
    size_t                count;
    const char           *next;
    struct payment_filter newest = {.state = "reversed", .limit = 1};
    enum err              e = payment_list(app->db, rq->mem, &rq->who, &newest, &rows, &count, &next);

    view_rows(v, "given_back");
    if (e || !count || rows[0].completed_at < clock_now() - GIVEN_BACK_TOLD_S)
        return e;
    struct view *row = view_row(v, "given_back");
    view_text(row, "id", rows[0].id);
    view_money(row, "amount", rows[0].asked);
    return ERR_OK;
}

static enum err
payments(struct app *app, struct request *rq, struct view *v)
{
    struct payment       *rows;
    size_t                count;
    const char           *next;
    struct payment_filter last = {.limit = PAYMENTS_SHOWN};

    enum err e = payment_list(app->db, rq->mem, &rq->who, &last, &rows, &count, &next);
    if (e)
        return e;
    view_rows(v, "payments");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "payments");
        view_text(row, "id", rows[i].id);
        view_time(row, "at", rows[i].initiated_at);
        view_money(row, "amount", rows[i].asked);
        view_text(row, "code", rows[i].mpesa_code);
        view_bool(row, "is_out", payment_is_out(&rows[i]));
        badge_payment(row, telling_of(&rows[i], clock_now(), app->conf->prompt_gap_s).status);
    }
    return ERR_OK;
}

enum err
page_tenant(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "tenant/home");
    struct payee payee;
    const char  *account_ref = NULL;
    bool         metered = false;

    enum err e = payee_load(app->db, rq->mem, &rq->who, &payee);
    if (!e)
        e = leases(app, rq, v, &account_ref);
    if (!e)
        e = bills(app, rq, v, &account_ref);
    if (!e)
        e = payments(app, rq, v);
    if (!e)
        e = given_back(app, rq, v);
    if (!e)
        e = cancelled(app, rq, v);
    if (!e)
        e = reading_any(app->db, &rq->who, &metered);
    if (!e)
        e = hats_view(v, app, rq);
    if (e)
        return e;
    view_bool(v, "has_meter", metered);
    payee_view(v, &payee, account_ref);
    return view_render(v, rs, 200);
}
