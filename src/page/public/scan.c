#include "page/public/scan.h"

#include <string.h>

#include "base/clock.h"
#include "base/poke.h"
#include "page/pages.h"

/* A code never changes: the same id is the same picture. */
#define KEPT "private, max-age=86400"

static const struct {
    const char *name, *text;
} reasons[] = {
    {"refused", N_("Safaricom refused to make it.")},
    {"keys", N_("Safaricom did not accept the keys of this paybill or till.")},
    {"no_picture", N_("Safaricom answered, but without a QR code.")},
    {"no_answer", N_("Safaricom did not answer.")},
};

static const char *
reason_text(const char *name)
{
    for (size_t i = 0; name && i < COUNT(reasons); i++)
        if (strcmp(reasons[i].name, name) == 0)
            return reasons[i].text;
    return NULL;
}

void
scan_view(struct view *v, const struct request *rq, const struct qr_code *c)
{
    const char *state = c->state ? c->state : "";
    bool        ready = strcmp(state, "ready") == 0, failed = strcmp(state, "failed") == 0;

    view_bool(v, "has_qr", c->state != NULL);
    view_bool(v, "qr_ready", ready);
    view_bool(v, "qr_failed", failed);
    view_bool(v, "qr_waits", c->state && !ready && !failed);
    view_text(v, "qr_id", c->id);
    view_money(v, "qr_amount", c->amount);
    view_text(v, "qr_shortcode", c->shortcode);
    view_text(v, "qr_account", c->account);
    view_bool(v, "qr_till", c->till);
    view_say(v, "qr_reason", reason_text(c->reason));
    view_time(v, "qr_again_at", clock_now() < c->again_at ? c->again_at : 0);
    view_text(v, "qr_back", rq->path);
}

enum err
scan_view_bill(struct view *v, struct app *app, struct request *rq, const struct bill *b)
{
    struct qr_want want = qr_want_bill(b);
    struct qr_code c = {0};
    bool           asked;
    enum err       e = qr_codes(app->db, rq->mem, &rq->who, &want, 1, &c, &asked);

    if (e == ERR_OK && asked)
        poke(app->gateway);
    if (e == ERR_OK || e == ERR_NOT_FOUND)
        scan_view(v, rq, &c);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err
page_qr(struct app *app, struct request *rq, struct response *rs)
{
    struct qr_code c;
    const void    *png;
    size_t         len;
    enum err       e = qr_load(app->db, rq->mem, &rq->who, rq->args[0], &c, &png, &len);

    if (e != ERR_OK)
        return e;
    if (!png)
        return ERR_NOT_FOUND;
    rs->content_type = "image/png";
    rs->etag = c.id;
    response_header(rs, "Cache-Control", KEPT);
    buf_add(&rs->body, png, len);
    return ERR_OK;
}

enum err
page_qr_again_post(struct app *app, struct request *rq, struct response *rs)
{
    const char *back = request_field(rq, "back");
    bool        asked;
    enum err    e = qr_again(app->db, rq->mem, &rq->who, rq->args[0], &asked);

    if (e != ERR_OK)
        return e;
    if (asked)
        poke(app->gateway);
    response_redirect(rs, back ? back : "/");
    return ERR_OK;
}
