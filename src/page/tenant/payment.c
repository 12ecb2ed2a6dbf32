#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "daraja/telling.h"
#include "page/pages.h"
#include "rent/bill.h"
#include "rent/payment.h"
#include "rent/standing_order.h"
#include "web/view.h"

enum { ETAG_LEN = 32 };

/* Seconds until the page, without script, loads itself anew: less often once it is no matter of moments. */
#define REFRESH      "5"
#define REFRESH_SLOW "30"

static bool
awaits_pin(const char *status)
{
    return strcmp(status, "pending") == 0 || strcmp(status, "processing") == 0;
}

/* The face a payment shows: which picture and colour. */
static void
face_view(struct view *v, const char *status)
{
    bool waits = awaits_pin(status);
    bool good = strcmp(status, "success") == 0, asks = strcmp(status, "timeout") == 0;

    view_bool(v, "waits", waits);
    view_bool(v, "pin", strcmp(status, "processing") == 0);
    view_bool(v, "good", good);
    view_bool(v, "asks", asks);
    view_bool(v, "bad", !waits && !good && !asks);
}

/* What is left to pay after this, and whether trying once more makes sense. */
static enum err
bill_view(struct app *app, struct request *rq, struct view *v, const struct payment *p, const struct telling *t,
          int64_t now)
{
    struct bill b = {0};
    if (p->bill_id) {
        enum err e = bill_load(app->db, rq->mem, &rq->who, p->bill_id, &b);
        if (e)
            return e;
    }
    bool owing = b.id && b.balance.cents > 0;
    view_text(v, "bill_id", p->bill_id);
    view_bool(v, "has_code",
              p->bill_id && !awaits_pin(t->status) && strcmp(t->status, "success") != 0 &&
                  strcmp(t->status, "reversed") != 0);
    view_bool(v, "left", owing);
    view_money(v, "balance", b.balance);
    view_bool(v, "retry", t->can_retry && owing && !b.open_payment);
    view_bool(v, "retry_test", t->can_retry && !p->bill_id);
    /* A time of day, not a countdown: the part must stay the same, byte for byte, while nothing happens. */
    view_time(v, "retry_at", t->can_retry && t->retry_after_s > 0 ? now + t->retry_after_s : 0);
    view_text(v, "newer", owing && b.open_payment && strcmp(b.open_payment, p->id) != 0 ? b.open_payment : NULL);
    return ERR_OK;
}

/* The part of the page that changes; asked for by app.js on its own. */
static enum err
part(struct app *app, struct request *rq, struct response *rs, const struct payment *p, const struct telling *t,
     int64_t now)
{
    struct view *v = view_new(app, rq, "tenant/payment_part");

    view_say(v, "headline", t->headline);
    view_say(v, "message", t->message);
    view_say(v, "money", t->money);
    view_bool(v, "settled", t->settled);
    face_view(v, t->status);
    view_money(v, "amount", p->asked);
    view_phone(v, "phone", p->phone);
    view_time(v, "expires_at", p->expires_at);
    view_int(v, "until", p->expires_at);
    view_text(v, "code", p->mpesa_code);
    view_text(v, "receipt_number", p->receipt_number);
    enum err e = bill_view(app, rq, v, p, t, now);
    if (e)
        return e;
    e = view_render(v, rs, 200);
    if (e)
        return e;

    char hex[SHA256_HEX_SIZE];
    rs->etag = arena_strndup(rq->mem, sha256_hex(hex, rs->body.bytes, rs->body.len), ETAG_LEN);
    return ERR_OK;
}

enum err
page_payment_part(struct app *app, struct request *rq, struct response *rs)
{
    struct payment p;
    int64_t        now = clock_now();
    enum err       e = payment_load(app->db, rq->mem, &rq->who, rq->args[0], &p);
    if (e)
        return e;
    struct telling t = telling_of(&p, now, app->conf->prompt_gap_s);
    return part(app, rq, rs, &p, &t, now);
}

enum err
page_payment(struct app *app, struct request *rq, struct response *rs)
{
    struct payment p;
    int64_t        now = clock_now();
    enum err       e = payment_load(app->db, rq->mem, &rq->who, rq->args[0], &p);
    if (e)
        return e;
    if (strcmp(p.type, "manual") == 0) { /* its receipt says all that there is */
        response_redirect(rs, arena_printf(rq->mem, "/receipts/%s", p.receipt_number));
        return ERR_OK;
    }

    struct telling  t = telling_of(&p, now, app->conf->prompt_gap_s);
    struct response state = response_new(rq->mem);
    e = part(app, rq, &state, &p, &t, now);
    if (e)
        return e;

    bool by_order = false, direct = strcmp(p.purpose, "direct") == 0;
    if (direct && p.lease_id)
        e = standing_order_fits(app->db, rq->mem, &rq->who, p.lease_id, p.asked, p.initiated_at, &by_order);
    if (e)
        return e;

    struct view *v = view_new(app, rq, "tenant/payment");
    view_bool(v, "by_order", by_order);
    bool test = strcmp(p.purpose, "test") == 0;
    view_say(v, "headline", t.headline);
    view_html(v, "part", state.body.bytes);
    view_text(v, "etag", state.etag);
    view_int(v, "now", now);
    view_bool(v, "settled", t.settled);
    view_text(v, "refresh", awaits_pin(t.status) ? REFRESH : REFRESH_SLOW);
    view_text(v, "id", p.id);
    view_text(v, "reference", p.reference);
    view_text(v, "business", p.business_name);
    view_bool(v, "is_till", strcmp(p.business_type, "till") == 0);
    view_text(v, "shortcode", p.shortcode);
    view_text(v, "account", p.account_ref);
    view_time(v, "at", p.initiated_at);
    view_say(v, "kind", p.bill_kind ? bill_kind_name(p.bill_kind) : NULL);
    view_period(v, "period", p.bill_period);
    view_text(v, "tenant", p.tenant_name);
    view_text(v, "unit", p.unit_label);
    view_bool(v, "is_direct", direct);
    view_bool(v, "is_test", test);
    view_bool(v, "is_his", rq->who.role == ROLE_TENANT);
    view_bool(v, "is_theirs", rq->who.role != ROLE_TENANT && !test);
    return view_render(v, rs, 200);
}
