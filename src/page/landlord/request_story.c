#include "page/landlord/request_story.h"

#include "daraja/verdict.h"
#include "page/landlord/words.h"

static const struct {
    const char *name, *badge, *text;
} states[] = {
    {"awaiting_approval", "pending", N_("Waits for approval")},
    {"pending", "pending", N_("Waits to be sent")},
    {"sending", "pending", N_("Being sent")},
    {"sent", "pending", N_("M-Pesa is working on it")},
    {"success", "paid", N_("Done")},
    {"failed", "failed", N_("Not done")},
    {"rejected", "failed", N_("Not approved")},
    {"unknown", "held", N_("Still checking")},
};

void
request_state_view(struct view *row, const char *state)
{
    size_t i = 0;

    while (i < COUNT(states) - 1 && strcmp(states[i].name, state) != 0)
        i++;
    view_say(row, "state", states[i].text);
    view_text(row, "badge", states[i].badge);
}

/* A verdict's name is a word of the program's own: its sentence says it. */
static void
put_steps(struct view *v, const struct request_story *s)
{
    view_rows(v, "steps");
    for (size_t i = 0; i < s->step_count; i++) {
        const struct verdict *said = verdict_named(s->steps[i].detail);
        struct view          *row = view_row(v, "steps");
        view_time(row, "at", s->steps[i].at);
        request_state_view(row, s->steps[i].to);
        view_say(row, "cause", words_for(s->steps[i].cause));
        view_say(row, "detail", said ? said->sentence : s->steps[i].detail);
    }
}

static void
put_calls(struct view *v, const struct request_story *s)
{
    view_rows(v, "calls");
    for (size_t i = 0; i < s->call_count; i++) {
        struct view *row = view_row(v, "calls");
        view_time(row, "at", s->calls[i].at);
        view_say(row, "api", words_for(s->calls[i].api));
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
        view_say(row, "what", words_for(s->results[i].kind));
        view_say(row, "verdict", words_for(s->results[i].verdict));
        view_say(row, "reason", s->results[i].reason);
        view_text(row, "answer_code", s->results[i].result_code);
        view_text(row, "receipt_no", s->results[i].receipt_no);
        view_text(row, "body", s->results[i].body);
    }
}

static void
put_questions(struct view *v, const struct request_story *s)
{
    view_rows(v, "questions");
    view_bool(v, "has_questions", s->question_count > 0);
    for (size_t i = 0; i < s->question_count; i++) {
        const struct verdict *said = verdict_named(s->questions[i].verdict);
        struct view          *row = view_row(v, "questions");
        view_time(row, "at", s->questions[i].at);
        request_state_view(row, s->questions[i].state);
        view_text(row, "found", s->questions[i].found);
        view_say(row, "detail", said ? said->sentence : NULL);
    }
}

enum err
request_story_fill(struct view *v, struct app *app, struct request *rq, const struct who *who, const char *id)
{
    struct request_story s;
    enum err             e = mpesa_request_story(app->db, rq->mem, who, id, &s);

    if (e)
        return e;
    put_steps(v, &s);
    put_calls(v, &s);
    put_results(v, &s);
    put_questions(v, &s);
    return ERR_OK;
}
