#include <string.h>

#include "base/number.h"
#include "page/landlord/link.h"
#include "page/pages.h"
#include "rent/chart.h"
#include "web/view.h"

/* ---- the period ---- */

enum { MONTH, FROM, TO, PERIOD_FIELD_COUNT };
static const struct field period_form[PERIOD_FIELD_COUNT] = {
    [MONTH] = {"month", FIELD_PERIOD, OPTIONAL},
    [FROM] = {"from", FIELD_DATE, OPTIONAL},
    [TO] = {"to", FIELD_DATE, OPTIONAL},
};

struct period {
    const char *from, *to;
};

static const char *
day_text(struct arena *mem, struct date d)
{
    return date_text(arena_alloc(mem, DATE_SIZE), d);
}

/* A month, or from one day to another; otherwise this month, up to today. */
static struct period
period_of(struct arena *mem, const struct form *f)
{
    struct date   today = today_eat(), first = {today.year, today.month, 1};
    struct period p = {day_text(mem, first), day_text(mem, today)};

    if (form_text(f, MONTH) && date_parse(arena_printf(mem, "%s-01", form_text(f, MONTH)), &first)) {
        p.from = day_text(mem, first);
        p.to = day_text(mem, (struct date){first.year, first.month, days_in_month(first.year, first.month)});
    }
    if (form_text(f, FROM))
        p.from = form_text(f, FROM);
    if (form_text(f, TO))
        p.to = form_text(f, TO);
    return p;
}

/* What the filter shows is what is shown, whether it was typed or not. */
static void
put_period(struct view *v, struct form *f, const struct period *p)
{
    if (!f->typed[FROM])
        form_prefill(f, FROM, p->from);
    if (!f->typed[TO])
        form_prefill(f, TO, p->to);
    view_form(v, f);
    view_date(v, "from_day", p->from);
    view_date(v, "to_day", p->to);
}

static const char *
name_of(struct request *rq, const struct chart_account *a)
{
    const char *detail = chart_detail(a);

    return chart_say(rq->mem, a, lang_text(rq->lang, chart_name(a)), detail ? lang_text(rq->lang, detail) : NULL);
}

/* ---- all accounts ---- */

static const struct {
    const char *name, *word;
} classes[] = {
    {"asset", N_("What there is, and what is owed to you")},
    {"liability", N_("What you owe others")},
    {"equity", N_("Yours")},
    {"income", N_("Income")},
    {"expense", N_("Costs")},
};

struct totals {
    int64_t debit, credit;
};

/* A debit balance stands on the left, a credit balance on the right. */
static void
put_sides(struct view *row, int64_t debit, int64_t credit)
{
    view_text(row, "debit", NULL);
    view_text(row, "credit", NULL);
    if (debit)
        view_money(row, "debit", (struct money){debit});
    if (credit)
        view_money(row, "credit", (struct money){credit});
}

static void
put_account(struct view *row, struct request *rq, const struct chart_account *a, struct totals *t)
{
    int64_t cents = a->balance.cents, debit = cents > 0 ? cents : 0, credit = cents < 0 ? -cents : 0;

    view_text(row, "id", a->id);
    view_text(row, "name", name_of(rq, a));
    view_money(row, "moved_in", a->debit);
    view_money(row, "moved_out", a->credit);
    put_sides(row, debit, credit);
    t->debit += debit;
    t->credit += credit;
}

/* Accounts on which nothing stands and nothing moved are left out. */
static void
put_classes(struct view *v, struct request *rq, const struct chart_account *all, size_t count)
{
    struct totals t = {0};

    view_rows(v, "classes");
    for (size_t i = 0; i < COUNT(classes); i++) {
        struct view *class = NULL;
        for (size_t j = 0; j < count; j++) {
            if (strcmp(all[j].class, classes[i].name) != 0 ||
                (all[j].balance.cents == 0 && all[j].debit.cents == 0 && all[j].credit.cents == 0))
                continue;
            if (!class) {
                class = view_row(v, "classes");
                view_say(class, "word", classes[i].word);
            }
            put_account(view_row(class, "accounts"), rq, &all[j], &t);
        }
    }
    view_money(v, "total_debit", (struct money){t.debit});
    view_money(v, "total_credit", (struct money){t.credit});
    view_bool(v, "balanced", t.debit == t.credit);
}

enum err
page_accounts(struct app *app, struct request *rq, struct response *rs)
{
    struct form           f;
    struct chart_account *all;
    size_t                count;
    enum err              read = form_read_query(&f, rq, period_form, PERIOD_FIELD_COUNT);

    if (read && read != ERR_FIELD)
        return read;
    struct period p = period_of(rq->mem, &f);
    enum err      e = chart_load(app->db, rq->mem, &rq->who, p.from, p.to, &all, &count);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/accounts");
    struct buf   here = link_new(rq->mem);
    put_period(v, &f, &p);
    link_add(&here, "from", p.from);
    link_add(&here, "to", p.to);
    view_text(v, "period_query", here.bytes);
    put_classes(v, rq, all, count);
    return view_render(v, rs, read ? 422 : 200);
}

/* ---- one account ---- */

/* Where a line came from: the bill, the payment or the payout; empty for what has no page. */
static void
put_source(struct view *row, struct request *rq, const char *bill_id, const char *payment_id, const char *request_id)
{
    const char *where = NULL;

    if (request_id)
        where = arena_printf(rq->mem, "landlord/money-out/%s", request_id);
    else if (payment_id)
        where = arena_printf(rq->mem, "landlord/transactions/%s", payment_id);
    else if (bill_id)
        where = arena_printf(rq->mem, "landlord/bills/%s", bill_id);
    view_text(row, "where", where);
}

static void
put_line(struct view *row, struct request *rq, const struct chart_line *l)
{
    view_date(row, "day", l->day);
    view_int(row, "txn", l->txn_id);
    view_say(row, "what", chart_txn_word(l->kind));
    view_text(row, "memo", l->memo);
    view_text(row, "whom", l->who);
    put_source(row, rq, l->bill_id, l->payment_id, l->request_id);
    view_money(row, "amount", l->amount);
    view_money(row, "balance", l->balance);
}

enum err
page_account_lines(struct app *app, struct request *rq, struct response *rs)
{
    struct form          f;
    struct chart_account a;
    struct chart_line   *lines;
    size_t               count;
    const char          *next;
    enum err             read = form_read_query(&f, rq, period_form, PERIOD_FIELD_COUNT);

    if (read && read != ERR_FIELD)
        return read;
    struct period       p = period_of(rq->mem, &f);
    struct chart_filter filter = {.from = p.from, .to = p.to, .cursor = request_query(rq, "cursor")};
    enum err            e = chart_account(app->db, rq->mem, &rq->who, rq->args[0], p.from, p.to, &a);
    if (!e)
        e = chart_lines(app->db, rq->mem, &rq->who, a.id, &filter, &lines, &count, &next);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/account_lines");
    struct buf   here = link_new(rq->mem);
    put_period(v, &f, &p);
    link_add(&here, "from", p.from);
    link_add(&here, "to", p.to);
    link_pages(v, &here, filter.cursor, next);
    view_text(v, "name", name_of(rq, &a));
    view_text(v, "id", a.id);
    view_money(v, "balance", a.balance);
    view_money(v, "moved_in", a.debit);
    view_money(v, "moved_out", a.credit);
    view_rows(v, "lines");
    for (size_t i = 0; i < count; i++)
        put_line(view_row(v, "lines"), rq, &lines[i]);
    return view_render(v, rs, read ? 422 : 200);
}

/* ---- the journal ---- */

enum err
page_journal(struct app *app, struct request *rq, struct response *rs)
{
    struct chart_txn t;
    int64_t          id;

    if (!int64_parse(rq->args[0], 1, INT64_MAX, &id))
        return ERR_NOT_FOUND;
    enum err e = chart_txn(app->db, rq->mem, &rq->who, id, &t);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/journal");
    view_int(v, "id", t.id);
    view_say(v, "what", chart_txn_word(t.kind));
    view_text(v, "memo", t.memo);
    view_date(v, "day", t.day);
    view_time(v, "at", t.at);
    view_int(v, "reverses", t.reverses);
    view_int(v, "reversed_by", t.reversed_by);
    view_bool(v, "is_mirror", t.reverses != 0);
    view_bool(v, "is_reversed", t.reversed_by != 0);
    view_text(v, "hash", t.hash);
    view_text(v, "prev_hash", t.prev_hash);
    put_source(v, rq, t.bill_id, t.payment_id, t.request_id);
    view_rows(v, "parts");
    for (size_t i = 0; i < t.part_count; i++) {
        struct view *row = view_row(v, "parts");
        int64_t      cents = t.parts[i].amount.cents;
        view_text(row, "account", t.parts[i].account.id);
        view_text(row, "name", name_of(rq, &t.parts[i].account));
        put_sides(row, cents > 0 ? cents : 0, cents < 0 ? -cents : 0);
    }
    return view_render(v, rs, 200);
}
