#include "page/landlord/reconcile_row.h"

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/poke.h"
#include "page/pages.h"

enum { ETAG_LEN = 32, OVER_MOST = 20 };

/* ---- what changes by itself: whether all agrees ---- */

static enum err
put_list(struct view *v, struct app *app, struct request *rq, const char *key, const char *state, int64_t most)
{
    struct recon_difference  *all;
    size_t                    count;
    const char               *next;
    const struct recon_filter f = {.state = state, .limit = most};
    enum err                  e = recon_list(app->db, rq->mem, &rq->who, &f, &all, &count, &next);

    for (size_t i = 0; !e && i < count; i++)
        reconcile_row(view_row(v, key), rq, &all[i]);
    return e;
}

static void
put_run(struct view *v, const struct recon_run *run)
{
    view_bool(v, "compared", run->id != 0);
    view_time(v, "at", run->at);
    view_text(v, "asked_by", run->person);
    view_int(v, "open", run->open);
    view_bool(v, "agrees", run->id != 0 && run->open == 0);
    view_bool(v, "one", run->open == 1);
    view_int(v, "received", run->received);
    view_int(v, "listed", run->listed);
    view_money(v, "in", run->in);
    view_money(v, "out", run->out);
    view_money(v, "listed_sum", run->listed_sum);
}

static enum err
part(struct app *app, struct request *rq, struct response *rs, bool *waits)
{
    struct recon_run run;
    enum err         e = recon_latest(app->db, rq->mem, &rq->who, &run, waits);

    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/reconcile_part");
    put_run(v, &run);
    view_bool(v, "waits", *waits);
    view_rows(v, "differences");
    e = put_list(v, app, rq, "differences", "open", 200);
    if (!e)
        e = view_render(v, rs, 200);
    if (e)
        return e;

    char hex[SHA256_HEX_SIZE];
    rs->etag = arena_strndup(rq->mem, sha256_hex(hex, rs->body.bytes, rs->body.len), ETAG_LEN);
    return ERR_OK;
}

/* ---- day by day ---- */

static void
put_balance(struct view *row, const struct recon_day *d)
{
    static const struct {
        const char *state, *word, *badge;
    } words[] = {
        {"agrees", N_("Agrees"), "paid"},
        {"lower", N_("Lower"), "overdue"},
        {"higher", N_("Higher"), "overdue"},
        {"unknown", N_("Cannot tell"), ""},
    };

    view_say(row, "balance", NULL);
    view_text(row, "badge", NULL);
    view_text(row, "gap", NULL);
    for (size_t i = 0; d->balance_state && i < COUNT(words); i++)
        if (strcmp(words[i].state, d->balance_state) == 0) {
            view_say(row, "balance", words[i].word);
            view_text(row, "badge", words[i].badge);
        }
    if (d->gap.cents)
        view_money(row, "gap", (struct money){d->gap.cents < 0 ? -d->gap.cents : d->gap.cents});
}

static void
put_day(struct view *row, const struct recon_day *d)
{
    bool lists = d->covered || d->listed > 0;

    view_date(row, "day", d->day);
    view_money(row, "prompts", d->prompts);
    view_money(row, "direct", d->direct);
    view_money(row, "out", d->out);
    view_text(row, "listed", NULL);
    if (lists)
        view_money(row, "listed", d->listed_sum);
    view_bool(row, "partly", lists && !d->covered);
    view_bool(row, "differs", d->covered && d->listed_sum.cents != d->prompts.cents + d->direct.cents);
    put_balance(row, d);
}

/* Days on which nothing moved and nothing was told say nothing. */
static bool
is_quiet(const struct recon_day *d)
{
    return d->received == 0 && d->listed == 0 && d->out.cents == 0 && !d->balance_state;
}

static enum err
put_days(struct view *v, struct app *app, struct request *rq)
{
    struct recon_day *days;
    size_t            count;
    struct view      *number = NULL;
    enum err          e = recon_days(app->db, rq->mem, &rq->who, &days, &count);

    view_rows(v, "numbers");
    for (size_t i = 0; !e && i < count; i++) {
        if (i == 0 || strcmp(days[i].shortcode, days[i - 1].shortcode) != 0) {
            number = view_row(v, "numbers");
            view_text(number, "shortcode", days[i].shortcode);
            view_bool(number, "any", false);
            view_rows(number, "days");
        }
        if (is_quiet(&days[i]))
            continue;
        view_bool(number, "any", true);
        put_day(view_row(number, "days"), &days[i]);
    }
    return e;
}

enum err
page_reconcile(struct app *app, struct request *rq, struct response *rs)
{
    bool            waits;
    struct response state = response_new(rq->mem);
    enum err        e = part(app, rq, &state, &waits);

    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/reconcile");
    view_html(v, "part", state.body.bytes);
    view_text(v, "etag", state.etag);
    view_int(v, "now", clock_now());
    view_bool(v, "waits", waits);
    view_rows(v, "explained");
    view_rows(v, "resolved");
    e = put_list(v, app, rq, "explained", "explained", 200);
    if (!e)
        e = put_list(v, app, rq, "resolved", "resolved", OVER_MOST);
    if (!e)
        e = put_days(v, app, rq);
    return e ? e : view_render(v, rs, 200);
}

enum err
page_reconcile_part(struct app *app, struct request *rq, struct response *rs)
{
    bool waits;

    return part(app, rq, rs, &waits);
}

enum err
page_reconcile_post(struct app *app, struct request *rq, struct response *rs)
{
    enum err e = recon_ask(app->db, rq->mem, &rq->who);

    if (e)
        return e;
    poke(app->gateway);
    response_redirect(rs, "/landlord/reconcile");
    return ERR_OK;
}

/* ---- one difference ---- */

enum { REASON, EXPLAIN_FIELD_COUNT };
static const struct field explain_form[EXPLAIN_FIELD_COUNT] = {
    [REASON] = {"reason", FIELD_TEXT, REQUIRED, 3, RECON_REASON_MOST,
                .missing = N_("Write down what it is, so that whoever reads it later understands.")},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct recon_difference *d, const struct form *f,
     int status)
{
    struct view *v = view_new(app, rq, "landlord/difference");

    reconcile_row(v, rq, d);
    view_bool(v, "is_open", strcmp(d->state, "open") == 0);
    view_text(v, "ours", NULL);
    view_text(v, "theirs", NULL);
    if (d->has_ours)
        view_money(v, "ours", d->ours);
    if (d->has_theirs)
        view_money(v, "theirs", d->theirs);
    view_text(v, "code", d->code);
    view_text(v, "shortcode", d->shortcode);
    view_time(v, "happened_at", d->at);
    view_time(v, "last_seen", d->last_seen);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_difference(struct app *app, struct request *rq, struct response *rs)
{
    struct recon_difference d;
    struct form             f;
    enum err                e = recon_load(app->db, rq->mem, &rq->who, rq->args[0], &d);

    if (e)
        return e;
    form_blank(&f, rq, explain_form, EXPLAIN_FIELD_COUNT);
    return show(app, rq, rs, &d, &f, 200);
}

enum err
page_difference_post(struct app *app, struct request *rq, struct response *rs)
{
    struct recon_difference d;
    struct form             f;
    enum err                e = recon_load(app->db, rq->mem, &rq->who, rq->args[0], &d);

    if (e)
        return e;
    e = form_read(&f, rq, explain_form, EXPLAIN_FIELD_COUNT);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &d, &f, 422);
    if (!e)
        e = recon_explain(app->db, rq->mem, &rq->who, d.id, form_text(&f, REASON));
    if (e && e != ERR_CONFLICT) /* somebody was first: the page tells */
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/reconcile/%s", d.id));
    return ERR_OK;
}
