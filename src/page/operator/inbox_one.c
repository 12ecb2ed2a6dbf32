#include "base/clock.h"
#include "base/hash.h"
#include "base/json_pretty.h"
#include "base/poke.h"
#include "page/operator/verdicts.h"
#include "page/pages.h"

enum { ETAG_LEN = 32 };

enum { REPLAY_REASON, REPLAY_CHECKED, REPLAY_FIELD_COUNT };
static const struct field replay_form[REPLAY_FIELD_COUNT] = {
    [REPLAY_REASON] = {"reason", FIELD_TEXT, REQUIRED, 3, 500, .missing = N_("Say why it is judged again.")},
    [REPLAY_CHECKED] = {"senderChecked", FIELD_FLAG, OPTIONAL},
};

struct shown {
    struct inbox_item    it;
    struct inbox_replay *replays;
    size_t               count;
};

static enum err
load(struct app *app, struct request *rq, struct shown *s)
{
    return inbox_load(app->db, rq->mem, &rq->who, rq->args[0], &s->it, &s->replays, &s->count);
}

/* What changes while the gateway works: asked for by app.js on its own. */
static enum err
part(struct app *app, struct request *rq, struct response *rs, const struct shown *s)
{
    struct view *v = view_new(app, rq, "operator/inbox_part");

    verdicts_item(v, &s->it);
    view_rows(v, "replays");
    for (size_t i = 0; i < s->count; i++) {
        const struct inbox_replay *r = &s->replays[i];
        struct view               *row = view_row(v, "replays");
        verdicts_put(row, r->verdict, r->reason);
        view_time(row, "asked_at", r->asked_at);
        view_time(row, "judged_at", r->judged_at);
        view_text(row, "asked_by", r->asked_by);
        view_text(row, "note", r->note);
        view_bool(row, "sender_checked", r->sender_checked);
        view_text(row, "payment_id", r->payment_id);
        view_text(row, "receipt_no", r->receipt_no);
    }
    enum err e = view_render(v, rs, 200);
    if (e)
        return e;

    char hex[SHA256_HEX_SIZE];
    rs->etag = arena_strndup(rq->mem, sha256_hex(hex, rs->body.bytes, rs->body.len), ETAG_LEN);
    return ERR_OK;
}

enum err
page_operator_inbox_part(struct app *app, struct request *rq, struct response *rs)
{
    struct shown s;
    enum err     e = load(app, rq, &s);

    return e ? e : part(app, rq, rs, &s);
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct shown *s, const struct form *f, int status)
{
    struct response state = response_new(rq->mem);
    const char     *body;
    enum err        e = inbox_read(app->db, rq->mem, &rq->who, s->it.id, &body);

    if (!e)
        e = part(app, rq, &state, s);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "operator/inbox_one");
    const char  *pretty = json_pretty(rq->mem, body);
    verdicts_item(v, &s->it);
    view_html(v, "part", state.body.bytes);
    view_text(v, "etag", state.etag);
    view_int(v, "now", clock_now());
    view_text(v, "body", pretty ? pretty : body);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_operator_inbox_one(struct app *app, struct request *rq, struct response *rs)
{
    struct shown s;
    struct form  f;
    enum err     e = load(app, rq, &s);

    if (e)
        return e;
    form_blank(&f, rq, replay_form, REPLAY_FIELD_COUNT);
    return show(app, rq, rs, &s, &f, 200);
}

enum err
page_operator_replay_post(struct app *app, struct request *rq, struct response *rs)
{
    struct shown s;
    struct form  f;
    enum err     read = form_read(&f, rq, replay_form, REPLAY_FIELD_COUNT);

    if (read && read != ERR_FIELD)
        return read;
    enum err e = load(app, rq, &s);
    if (e)
        return e;
    if (read)
        return show(app, rq, rs, &s, &f, 422);
    e = inbox_ask(app->db, rq->mem, &rq->who, s.it.id, form_text(&f, REPLAY_REASON), form_flag(&f, REPLAY_CHECKED));
    if (e && e != ERR_CONFLICT) /* one waits already: this page shows it */
        return e;
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/operator/inbox/%s", rq->args[0]));
    return ERR_OK;
}
