#include "daraja/verdict.h"
#include "page/landlord/words.h"
#include "page/operator/asked.h"
#include "page/operator/verdicts.h"
#include "page/pages.h"
#include "rent/landlord.h"

static void
put_steps(struct view *v, const struct request_story *s)
{
    view_rows(v, "steps");
    for (size_t i = 0; i < s->step_count; i++) {
        struct view *row = view_row(v, "steps");
        view_time(row, "at", s->steps[i].at);
        asked_state(row, s->steps[i].to);
        view_say(row, "cause", asked_cause(s->steps[i].cause));
        /* a verdict's name is a word of the program's own: what it means is told above */
        view_text(row, "detail", verdict_named(s->steps[i].detail) ? NULL : s->steps[i].detail);
    }
}

static void
put_calls(struct view *v, const struct request_story *s)
{
    view_rows(v, "calls");
    for (size_t i = 0; i < s->call_count; i++) {
        struct view *row = view_row(v, "calls");
        view_time(row, "at", s->calls[i].at);
        view_int(row, "ms", s->calls[i].ms);
        view_int(row, "http_status", s->calls[i].http_status);
        view_bool(row, "answered", s->calls[i].http_status != 0);
        view_say(row, "verdict", words_for(s->calls[i].verdict));
        view_text(row, "answer_code", s->calls[i].code);
        view_text(row, "body", s->calls[i].body);
    }
}

static void
put_results(struct view *v, const struct request_story *s)
{
    view_rows(v, "results");
    for (size_t i = 0; i < s->result_count; i++) {
        struct view *row = view_row(v, "results");
        view_time(row, "at", s->results[i].at);
        view_say(row, "what", verdicts_kind(s->results[i].kind));
        verdicts_put(row, s->results[i].verdict, s->results[i].reason);
        view_text(row, "answer_code", s->results[i].result_code);
        view_text(row, "receipt_no", s->results[i].receipt_no);
        view_text(row, "body", s->results[i].body);
    }
}

static void
put_questions(struct view *v, const struct request_story *s)
{
    view_rows(v, "questions");
    for (size_t i = 0; i < s->question_count; i++) {
        struct view *row = view_row(v, "questions");
        view_text(row, "id", s->questions[i].id);
        view_time(row, "at", s->questions[i].at);
        asked_state(row, s->questions[i].state);
        view_text(row, "found", s->questions[i].found);
        view_text(row, "receipt_no", s->questions[i].receipt_no);
    }
}

static enum err
put_posted(struct view *v, struct app *app, struct request *rq, const char *id)
{
    struct request_posting *rows;
    size_t                  count;
    enum err                e = requests_posted(app->db, rq->mem, &rq->who, id, &rows, &count);

    view_bool(v, "has_posted", !e && count > 0);
    view_rows(v, "posted");
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "posted");
        view_time(row, "at", rows[i].at);
        view_text(row, "memo", rows[i].memo);
        view_text(row, "account", rows[i].account);
        view_money(row, "amount", rows[i].amount);
    }
    return e;
}

/* Any landlord's: the operator acts for him while he looks at it. */
enum err
page_operator_request(struct app *app, struct request *rq, struct response *rs)
{
    struct request_of    r;
    struct request_story story;
    struct who           who;
    enum err             e = requests_load(app->db, rq->mem, &rq->who, rq->args[0], &r);

    if (!e)
        e = landlord_choose(app->db, rq->mem, &rq->who, r.it.landlord_id, &who);
    if (!e)
        e = mpesa_request_story(app->db, rq->mem, &who, r.it.id, &story);
    if (e)
        return e;

    struct view *v = view_new(app, rq, "operator/request");
    bool         unclear = strcmp(r.it.api, "reversal") == 0 && strcmp(r.it.state, "unknown") == 0;
    asked_put(v, &r);
    view_text(v, "settle_at", unclear ? r.it.id : NULL);
    put_steps(v, &story);
    put_calls(v, &story);
    put_results(v, &story);
    put_questions(v, &story);
    e = put_posted(v, app, rq, r.it.id);
    return e ? e : view_render(v, rs, 200);
}
