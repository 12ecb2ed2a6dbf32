#include "base/clock.h"
#include "page/landlord/rows.h"
#include "page/landlord/setup.h"
#include "page/pages.h"
#include "page/public/hats.h"
#include "rent/balance.h"
#include "rent/entry.h"
#include "rent/summary.h"
#include "rent/tenant.h"

enum { LATEST = 5, STEP_COUNT = 6 };

/* The way from an empty account to the first paid bill. */
struct first_step {
    const char *word, *path;
    bool        done;
};

static enum err
first_steps(struct app *app, struct request *rq, const struct summary *s, bool connected,
            struct first_step out[STEP_COUNT])
{
    struct lease            *leases;
    struct bill             *bills;
    size_t                   lease_count, bill_count;
    const char              *next;
    const struct bill_filter any = {.limit = 1};

    enum err e = lease_list(app->db, rq->mem, &rq->who, NULL, &leases, &lease_count);
    if (!e)
        e = bill_list(app->db, rq->mem, &rq->who, &any, &bills, &bill_count, &next);
    if (e)
        return e;

    const struct first_step steps[STEP_COUNT] = {
        {N_("Connect your paybill or till"), "setup", connected},
        {N_("Add a property"), "landlord/properties/new", s->properties > 0},
        {N_("Add its units"), "landlord/properties", s->units > 0},
        {N_("Add your tenants"), "landlord/tenants/new", s->tenants > 0},
        {N_("Write down who lives where"), "landlord/leases/new", lease_count > 0},
        {N_("Make the first bill"), "landlord/bills/new", bill_count > 0},
    };
    memcpy(out, steps, sizeof steps);
    return ERR_OK;
}

/* The list goes once all is done; the first step not done is the next one. Only an owner sets the number. */
static void
put_first_steps(struct view *v, const struct request *rq, const struct first_step steps[STEP_COUNT])
{
    bool next_shown = false, all_done = true;

    view_rows(v, "todo");
    for (size_t i = 0; i < STEP_COUNT; i++) {
        struct view *row = view_row(v, "todo");
        view_say(row, "word", steps[i].word);
        view_text(row, "path", i == 0 && rq->who.role != ROLE_OWNER ? NULL : steps[i].path);
        view_bool(row, "done", steps[i].done);
        view_bool(row, "next", !steps[i].done && !next_shown);
        next_shown = next_shown || !steps[i].done;
        all_done = all_done && steps[i].done;
    }
    view_bool(v, "is_new", !all_done && role_may_enter(rq->who.role, WHO_KEEPER));
}

static enum err
put_receiving(struct app *app, struct request *rq, struct view *v, bool *connected)
{
    struct receiving newest, in_use;
    enum err         e = receiving_newest(app->db, rq->mem, &rq->who, &newest);

    view_bool(v, "account", false);
    view_bool(v, "draft", false);
    if (e == ERR_NOT_FOUND)
        return ERR_OK;
    if (e)
        return e;

    bool drafting = setup_is(&newest, "draft") || setup_is(&newest, "waiting");
    if (drafting)
        setup_account(view_part(v, "draft"), &newest);
    e = receiving_in_use(app->db, rq->mem, &rq->who, &in_use);
    if (e)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    setup_account(view_part(v, "account"), &in_use);
    *connected = true;
    return ERR_OK;
}

static const char *
whole(struct arena *mem, int64_t n)
{
    return arena_printf(mem, "%lld", (long long)n);
}

/* How old a figure is, in the largest unit that fits; fresh: a minute or two. */
static void
put_age(struct view *v, struct arena *mem, int64_t seconds)
{
    bool fresh = seconds < 120, minutes = !fresh && seconds < 2 * 3600, days = seconds >= 2 * 86400;

    view_bool(v, "fresh", fresh);
    view_text(v, "minutes", minutes ? whole(mem, seconds / 60) : NULL);
    view_text(v, "hours", !fresh && !minutes && !days ? whole(mem, seconds / 3600) : NULL);
    view_text(v, "days", days ? whole(mem, seconds / 86400) : NULL);
}

static enum err
put_balance(struct app *app, struct request *rq, struct view *v)
{
    struct balance_state s;
    enum err             e = ERR_NOT_FOUND;

    view_bool(v, "balance", false);
    if (role_may_enter(rq->who.role, WHO_CASHIER))
        e = balance_latest(app->db, rq->mem, &rq->who, NULL, &s);
    if (e)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    struct view *card = view_part(v, "balance");
    view_text(card, "total", NULL);
    if (s.available.known)
        view_money(card, "total", s.available.money);
    view_time(card, "at", s.at);
    put_age(card, rq->mem, clock_now() - s.at);
    return ERR_OK;
}

static void
put_figures(struct view *v, const struct summary *s)
{
    view_period(v, "month", s->period);
    view_money(v, "billed", s->billed);
    view_money(v, "collected", s->collected);
    view_money(v, "outstanding", s->outstanding);
    view_int(v, "units", s->units);
    view_int(v, "occupied", s->occupied);
    view_int(v, "tenants", s->tenants);
    view_int(v, "bills_open", s->bills_open);
    view_int(v, "bills_overdue", s->bills_overdue);
    view_bool(v, "any_overdue", s->bills_overdue > 0);
}

static enum err
put_latest(struct app *app, struct request *rq, struct view *v)
{
    const struct payment_filter newest = {.limit = LATEST};
    const struct bill_filter    open = {.status = "open", .limit = LATEST};
    struct payment             *payments;
    struct bill                *bills;
    size_t                      count;
    const char                 *next;

    view_rows(v, "payments");
    view_rows(v, "bills");
    enum err e = payment_list(app->db, rq->mem, &rq->who, &newest, &payments, &count, &next);
    if (e)
        return e;
    view_bool(v, "has_payments", count > 0);
    for (size_t i = 0; i < count; i++)
        rows_payment(view_row(v, "payments"), &payments[i]);

    e = bill_list(app->db, rq->mem, &rq->who, &open, &bills, &count, &next);
    if (e)
        return e;
    view_bool(v, "has_bills", count > 0);
    for (size_t i = 0; i < count; i++)
        rows_bill(view_row(v, "bills"), &bills[i]);
    return ERR_OK;
}

enum err
page_dashboard(struct app *app, struct request *rq, struct response *rs)
{
    struct summary    s;
    struct first_step steps[STEP_COUNT];
    bool              connected = false;
    struct view      *v = view_new(app, rq, "landlord/dashboard");

    enum err e = summary_load(app->db, rq->mem, &rq->who, &s);
    if (!e)
        e = put_receiving(app, rq, v, &connected);
    if (!e)
        e = put_balance(app, rq, v);
    if (!e)
        e = first_steps(app, rq, &s, connected, steps);
    if (!e)
        e = put_latest(app, rq, v);
    if (!e)
        e = hats_view(v, app, rq);
    if (e)
        return e;

    int64_t entries;
    e = entry_waiting(app->db, &rq->who, &entries);
    if (e)
        return e;
    view_text(v, "entries_waiting", entries ? whole(rq->mem, entries) : NULL);
    rows_rights(v, rq);
    put_figures(v, &s);
    put_first_steps(v, rq, steps);
    return view_render(v, rs, 200);
}
