#include "rent/balance.h"

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/poke.h"
#include "daraja/asked_telling.h"
#include "page/landlord/balance_chart.h"
#include "page/pages.h"
#include "web/view.h"

enum { ETAG_LEN = 32, POINTS_MOST = 30 };

static void
put_figure(struct view *row, const char *key, struct balance_money m)
{
    view_text(row, key, NULL);
    if (m.known)
        view_money(row, key, m.money);
}

static void
put_lines(struct view *row, const struct balance_state *s)
{
    view_rows(row, "lines");
    for (size_t i = 0; i < s->line_count; i++) {
        const struct balance_line *l = &s->lines[i];
        struct view               *line = view_row(row, "lines");
        view_text(line, "name", l->name);
        view_text(line, "currency", strcmp(l->currency, "KES") == 0 ? NULL : l->currency);
        put_figure(line, "available", l->available);
        put_figure(line, "current", l->current);
        put_figure(line, "reserved", l->reserved);
        put_figure(line, "uncleared", l->uncleared);
    }
}

/* *waits: an answer is still to come. */
static void
put_number(struct view *row, const struct balance_state *s, bool bulk, bool *waits)
{
    struct asked_telling t = {.settled = true};

    if (s->newest.id)
        t = telling_of_balance(&s->newest);
    view_text(row, "shortcode", s->shortcode);
    view_bool(row, "bulk", bulk);
    view_time(row, "at", s->at);
    view_bool(row, "waiting", !t.settled);
    view_bool(row, "failed", t.status && strcmp(t.status, "failed") == 0);
    view_say(row, "said", t.headline);
    view_say(row, "message", t.message);
    view_say(row, "next", t.next);
    view_time(row, "asked_at", s->newest.requested_at);
    put_lines(row, s);
    *waits = *waits || !t.settled;
}

struct numbers {
    struct balance_state own, bulk;
    bool                 connected; /* a paybill or till is in use */
};

static enum err
load(struct app *app, struct request *rq, struct numbers *n)
{
    enum err e = balance_latest(app->db, rq->mem, &rq->who, NULL, &n->own);

    n->connected = e == ERR_OK;
    n->bulk = (struct balance_state){0};
    if (e)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    return n->own.payout_shortcode ? balance_latest(app->db, rq->mem, &rq->who, n->own.payout_shortcode, &n->bulk)
                                   : ERR_OK;
}

/* What changes by itself: the figures, and whether M-Pesa is being asked. */
static enum err
part(struct app *app, struct request *rq, struct response *rs, const struct numbers *n, bool *waits)
{
    struct view *v = view_new(app, rq, "landlord/balance_part");

    *waits = false;
    view_rows(v, "numbers");
    if (n->connected)
        put_number(view_row(v, "numbers"), &n->own, false, waits);
    if (n->bulk.shortcode)
        put_number(view_row(v, "numbers"), &n->bulk, true, waits);
    view_bool(v, "settled", !*waits);
    enum err e = view_render(v, rs, 200);
    if (e)
        return e;

    char hex[SHA256_HEX_SIZE];
    rs->etag = arena_strndup(rq->mem, sha256_hex(hex, rs->body.bytes, rs->body.len), ETAG_LEN);
    return ERR_OK;
}

static enum err
put_history(struct view *v, struct app *app, struct request *rq, const struct numbers *n)
{
    const char *const numbers[] = {n->own.shortcode, n->bulk.shortcode};

    view_rows(v, "charts");
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct balance_point *points;
        size_t                count;
        if (!numbers[i])
            continue;
        enum err e = balance_history(app->db, rq->mem, &rq->who, numbers[i], NULL, POINTS_MOST, &points, &count);
        if (e)
            return e;
        if (count > 0) {
            struct view *row = view_row(v, "charts");
            view_text(row, "shortcode", numbers[i]);
            view_bool(row, "bulk", i > 0);
            balance_chart(row, rq->mem, points, count);
        }
    }
    return ERR_OK;
}

/* `too_soon`: M-Pesa was asked less than a minute ago. */
static enum err
show(struct app *app, struct request *rq, struct response *rs, bool too_soon, int status)
{
    struct numbers  n;
    bool            waits;
    struct response state = response_new(rq->mem);
    enum err        e = load(app, rq, &n);

    if (!e)
        e = part(app, rq, &state, &n, &waits);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/balances");
    view_html(v, "part", state.body.bytes);
    view_text(v, "etag", state.etag);
    view_int(v, "now", clock_now());
    view_bool(v, "settled", !waits);
    view_bool(v, "connected", n.connected);
    view_text(v, "own", n.own.shortcode);
    view_text(v, "payout", n.bulk.shortcode);
    view_bool(v, "too_soon", too_soon);
    e = put_history(v, app, rq, &n);
    return e ? e : view_render(v, rs, status);
}

enum err
page_balance(struct app *app, struct request *rq, struct response *rs)
{
    return show(app, rq, rs, false, 200);
}

enum err
page_balance_part(struct app *app, struct request *rq, struct response *rs)
{
    struct numbers n;
    bool           waits;
    enum err       e = load(app, rq, &n);

    return e ? e : part(app, rq, rs, &n, &waits);
}

enum err
page_balance_post(struct app *app, struct request *rq, struct response *rs)
{
    const char *id;
    enum err    e = balance_ask(app->db, rq->mem, &rq->who, request_field(rq, "shortcode"), &id);

    if (e == ERR_LIMIT)
        return show(app, rq, rs, true, 429);
    if (e && e != ERR_NOT_FOUND)
        return e;
    poke(app->gateway);
    response_redirect(rs, "/landlord/balance");
    return ERR_OK;
}
