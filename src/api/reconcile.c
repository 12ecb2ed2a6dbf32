/*
 * reconcile.c - does M-Pesa agree with the books: asking for a comparison, its result, and explaining what does not.
 */
#include <string.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/date.h"
#include "base/poke.h"
#include "rent/recon.h"
#include "web/api.h"

static const struct refusal not_open = {
    .status = 409,
    .code = "not_open",
    .message = N_("This difference is closed already. Read it again before you repeat it."),
};

static void
put_maybe_money(struct json_writer *w, const char *key, bool known, struct money m)
{
    if (known)
        put_money(w, key, m);
    else
        json_put_null(w, key);
}

static void
put_difference(struct json_writer *w, struct request *rq, const struct recon_difference *d)
{
    const struct recon_kind *k = recon_kind(d->kind);
    char                     day[DATE_SIZE];
    const char              *nobody = lang_text(rq->lang, N_("somebody unknown"));

    date_text(day, eat_from(d->at ? d->at : d->first_seen).date);
    json_open(w, NULL, '{');
    json_put_text(w, "id", d->id);
    json_put_text(w, "kind", d->kind);
    json_put_text(w, "status", d->state);
    json_put_text(w, "message", k ? recon_say(rq->mem, lang_text(rq->lang, k->sentence), d, day, nobody) : d->kind);
    json_put_text(w, "next", k ? lang_text(rq->lang, k->next) : NULL);
    json_put_text(w, "shortCode", d->shortcode);
    put_maybe_money(w, "books", d->has_ours, d->ours);
    put_maybe_money(w, "mpesa", d->has_theirs, d->theirs);
    json_put_text(w, "code", d->code);
    put_time(w, "at", d->at);
    json_put_text(w, "target", d->target);
    json_put_text(w, "targetId", d->target_id);
    put_time(w, "firstSeenAt", d->first_seen);
    put_time(w, "lastSeenAt", d->last_seen);
    put_time(w, "resolvedAt", d->resolved_at);
    put_time(w, "explainedAt", d->explained_at);
    json_put_text(w, "explainedBy", d->explained_name);
    json_put_text(w, "reason", d->reason);
    json_close(w);
}

static void
put_day(struct json_writer *w, const struct recon_day *d)
{
    json_open(w, NULL, '{');
    json_put_text(w, "shortCode", d->shortcode);
    json_put_text(w, "date", d->day);
    put_money(w, "prompts", d->prompts);
    put_money(w, "direct", d->direct);
    put_money(w, "paidOut", d->out);
    put_maybe_money(w, "listed", d->covered || d->listed > 0, d->listed_sum);
    json_put_bool(w, "listedInFull", d->covered);
    json_put_text(w, "balanceStatus", d->balance_state);
    put_maybe_money(w, "balance", d->has_balance, d->balance);
    put_maybe_money(w, "balanceGap", d->balance_state != NULL, d->gap);
    json_close(w);
}

static enum err
answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, int status)
{
    struct recon_run   run;
    struct recon_day  *days;
    size_t             count;
    bool               waits;
    struct json_writer w = json_writer_new(rq->mem);
    enum err           e = recon_latest(app->db, rq->mem, who, &run, &waits);

    if (!e)
        e = recon_days(app->db, rq->mem, who, &days, &count);
    if (e)
        return e;
    json_open(&w, NULL, '{');
    json_put_text(&w, "status", waits ? "pending" : run.id == 0 ? "none" : run.open ? "differs" : "agrees");
    put_time(&w, "comparedAt", run.at);
    json_put_text(&w, "cause", run.cause);
    json_put_text(&w, "askedBy", run.person);
    put_time(&w, "from", run.from_at);
    json_put_int(&w, "open", run.open);
    json_put_int(&w, "payments", run.received);
    put_money(&w, "received", run.in);
    put_money(&w, "paidOut", run.out);
    json_put_int(&w, "paymentsListed", run.listed);
    put_money(&w, "listed", run.listed_sum);
    json_open(&w, "days", '[');
    for (size_t i = 0; i < count; i++)
        put_day(&w, &days[i]);
    json_close(&w);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_reconcile(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {CALL_LANDLORD};
    struct call               c;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (!e)
        e = recon_ask(app->db, rq->mem, &c.who);
    if (e)
        return call_failed(&c, rs, e);
    poke(app->gateway);
    return answer(app, rq, rs, &c.who, 202);
}

enum err
api_reconcile_latest(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_PURSER);

    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, 200);
}

enum err
api_difference_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { STATUS = LISTING_FIELDS };
    static const struct field fields[] = {
        LISTING_QUERY,
        [STATUS] = {"status", FIELD_CHOICE, OPTIONAL, .choices = "open|explained|resolved"},
    };
    struct call              c;
    struct recon_difference *all;
    size_t                   count;
    const char              *next;
    enum err                 e = call_query(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    const struct recon_filter f = {form_text(&c.form, STATUS), listing_limit(&c.form),
                                   form_text(&c.form, LISTING_CURSOR)};
    e = recon_list(app->db, rq->mem, &c.who, &f, &all, &count, &next);
    if (e)
        return e;
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++)
        put_difference(&w, rq, &all[i]);
    return listing_end(&w, rs, next);
}

enum err
api_difference_explain(struct app *app, struct request *rq, struct response *rs)
{
    enum { REASON = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [REASON] = {"reason", FIELD_TEXT, REQUIRED, .least = 3, .most = RECON_REASON_MOST},
    };
    struct call             c;
    struct recon_difference d;
    enum err                e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (!e)
        e = recon_explain(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, REASON));
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &not_open);
    if (!e)
        e = recon_load(app->db, rq->mem, &c.who, rq->args[0], &d);
    if (e)
        return call_failed(&c, rs, e);
    struct json_writer w = json_writer_new(rq->mem);
    put_difference(&w, rq, &d);
    return api_ok(rs, 200, &w);
}
