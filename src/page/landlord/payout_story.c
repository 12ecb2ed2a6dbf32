#include "page/landlord/payout_story.h"

#include <string.h>

#include "daraja/request_telling.h"
#include "daraja/verdict.h"
#include "page/landlord/words.h"

/* The same names mean other things in a prompt's story. */
static const struct {
    const char *name, *text;
} causes[] = {
    {"person", N_("somebody of yours said so")},
    {"gateway", N_("sent by us")},
    {"answer", N_("M-Pesa answered our request")},
    {"result", N_("M-Pesa told us the result")},
    {"timeout", N_("M-Pesa told us that it took too long")},
    {"query", N_("we asked M-Pesa")},
    {"expiry", N_("no result came in time")},
    {"start", N_("found after a restart")},
};

static const char *
cause_word(const char *name)
{
    for (size_t i = 0; i < COUNT(causes); i++)
        if (strcmp(name, causes[i].name) == 0)
            return causes[i].text;
    return name;
}

static void
put_steps(struct view *v, const struct request_story *s)
{
    view_rows(v, "steps");
    for (size_t i = 0; i < s->step_count; i++) {
        struct view           *row = view_row(v, "steps");
        const struct verdict  *said = verdict_named(s->steps[i].detail);
        struct request_telling t = request_telling_of(&(struct mpesa_request){.state = s->steps[i].to});
        view_time(row, "at", s->steps[i].at);
        view_say(row, "state", t.word);
        view_text(row, "badge", t.badge);
        view_say(row, "cause", cause_word(s->steps[i].cause));
        if (said)
            view_say(row, "detail", said->sentence);
        else
            view_text(row, "detail", s->steps[i].detail);
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
        bool         timeout = strcmp(s->results[i].kind, "timeout") == 0;
        view_time(row, "at", s->results[i].at);
        view_say(row, "what", timeout ? N_("Notice of a time-out") : N_("Result"));
        view_say(row, "verdict", words_for(s->results[i].verdict));
        view_text(row, "reason", s->results[i].reason);
        view_text(row, "answer_code", s->results[i].result_code);
        view_text(row, "body", s->results[i].body);
    }
}

static void
put_questions(struct view *v, const struct request_story *s)
{
    view_rows(v, "questions");
    for (size_t i = 0; i < s->question_count; i++) {
        struct view          *row = view_row(v, "questions");
        const struct verdict *said = verdict_named(s->questions[i].verdict);
        view_time(row, "at", s->questions[i].at);
        view_say(row, "verdict", said ? said->sentence : N_("M-Pesa has not answered yet."));
        view_text(row, "found", s->questions[i].found);
        view_text(row, "receipt_no", s->questions[i].receipt_no);
    }
}

enum err
payout_story(struct view *v, struct app *app, struct request *rq, const struct payout_page *p)
{
    struct request_story s = {0};
    enum err             e = mpesa_request_story(app->db, rq->mem, p->who, p->r.id, &s);

    put_steps(v, &s);
    put_calls(v, &s);
    put_results(v, &s);
    put_questions(v, &s);
    return e;
}
