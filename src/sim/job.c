#include "sim/job.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/err.h"
#include "base/log.h"
#include "sim/call.h"
#include "sim/initiator.h"
#include "sim/job_tell.h"
#include "sim/result.h"
#include "sim/shilling.h"
#include "sim/timer.h"
#include "sim/world.h"

const char *
job_text(const struct job *j, const char *name)
{
    const char *text = json_text(json_get(j->json, name));

    return text ? text : "";
}

struct money
job_amount(const struct job *j)
{
    struct money m = {0};
    bool         good = money_parse(job_text(j, "Amount"), &m); /* the field's rule has seen to that */

    (void)good;
    return m;
}

void
job_put(struct job *j, const char *key, const char *value)
{
    parameter_add(j->world->mem, &j->parameters, key, value, false);
}

void
job_put_text(struct job *j, const char *key, const char *value)
{
    parameter_add(j->world->mem, &j->parameters, key, value, true);
}

const char *
job_braces(struct job *j, struct money m)
{
    return arena_printf(j->world->mem, "{Amount={CurrencyCode=KES, MinimumAmount=%" PRId64 ", BasicAmount=%s}}",
                        m.cents, shilling_plain(j->world->mem, m));
}

const char *
job_pipes(struct job *j, enum account a)
{
    const char *held = shilling_plain(j->world->mem, j->organisation->accounts[a]);

    return arena_printf(j->world->mem, "%s|KES|%s|%s|0.00|0.00", account_name(a), held, held);
}

const char *
job_time(struct job *j)
{
    return daraja_time(arena_alloc(j->world->mem, DARAJA_TIME_SIZE), clock_now());
}

/* The request outlives its call. */
static const struct json *
keep_request(struct world *w, const struct call *c)
{
    const struct json *j = NULL;
    enum err           e = json_parse(w->mem, c->body.bytes, c->body.len, &j, NULL); /* read once before */

    return e ? NULL : j;
}

static bool
moves(const struct result_script *s)
{
    if (s->moves != MAYBE_UNSAID)
        return s->moves == MAYBE_YES;
    return s->mode != RESULT_TIMEOUT && (!s->code || strcmp(s->code, RESULT_SUCCESS) == 0);
}

static const char *
run(struct job *j)
{
    struct world *w = j->world;

    if (!j->organisation)
        return "SFC_IC0003";
    const char *why = j->kind->initiator ? initiator_check(w, j->organisation, job_text(j, j->kind->initiator),
                                                           job_text(j, "SecurityCredential"), j->kind->role)
                                         : NULL;
    return why ? why : j->kind->run(w, j);
}

static void
settle(struct job *j, const char *truth)
{
    const struct result_script *s = &j->script->result;
    bool                        done = strcmp(truth, RESULT_SUCCESS) == 0;

    j->code = s->code ? s->code : truth;
    j->desc = s->desc ? s->desc : result_description(j->code);
    j->ended_ms = clock_now_ms();
    j->state = s->mode == RESULT_TIMEOUT ? JOB_TIMED_OUT : strcmp(j->code, RESULT_SUCCESS) == 0 ? JOB_DONE : JOB_FAILED;
    if (!done && j->movement && j->movement->state == MOVEMENT_INITIATED)
        movement_end(j->movement, s->mode == RESULT_TIMEOUT ? MOVEMENT_EXPIRED : MOVEMENT_DECLINED);
    if (strcmp(j->code, RESULT_SUCCESS) != 0) {
        j->parameters = (struct parameter_list){0};
        if (j->kind->fail)
            j->kind->fail(j->world, j);
    }
    log_event(LOG_INFO, "job.ended", "api", j->kind->name, "conversation", j->conversation, "result", j->code, NULL);
}

static void
on_turn(void *arg)
{
    struct job *j = arg;

    settle(j, moves(&j->script->result) ? run(j) : "26");
    job_tell(j);
}

static struct answer
accepted(struct arena *mem, const struct job *j)
{
    struct json_writer out = json_writer_new(mem);

    json_open(&out, NULL, '{');
    json_put_text(&out, "OriginatorConversationID", j->originator);
    json_put_text(&out, "ConversationID", j->conversation);
    json_put_text(&out, "ResponseCode", "0");
    json_put_text(&out, "ResponseDescription", "Accept the service request successfully.");
    json_close(&out);
    return answer_json(200, json_done(&out));
}

/* A till may go by its store number here. */
static struct organisation *
organisation_of(struct world *w, const char *shortcode, int kind)
{
    struct organisation *o = organisation_find(w, shortcode);

    o = o ? o : organisation_of_store(w, shortcode);
    return o ? o : organisation_use(w, shortcode, kind);
}

struct job *
job_begin(struct world *w, struct call *c, const struct job_kind *kind, const char *originator)
{
    struct job *j = ARENA_NEW(w->mem, struct job);

    j->world = w;
    j->kind = kind;
    j->json = keep_request(w, c);
    j->script = c->script;
    j->shortcode = job_text(j, kind->party);
    j->organisation = organisation_of(w, j->shortcode, kind->enrols_as);
    j->originator = originator ? arena_strdup(w->mem, originator) : ids_gateway(arena_alloc(w->mem, GATEWAY_ID_SIZE));
    j->conversation = ids_conversation(arena_alloc(w->mem, CONVERSATION_ID_SIZE), clock_now());
    j->result_url = job_text(j, kind->url ? kind->url : "ResultURL");
    j->timeout_url = job_text(j, "QueueTimeOutURL");
    j->asked_ms = clock_now_ms();
    if (!index_find(&w->jobs_by_id, j->originator))
        index_add(&w->jobs_by_id, j->originator, j);
    index_add(&w->jobs_by_id, j->conversation, j);
    *w->jobs_end = j;
    w->jobs_end = &j->next;
    if (j->organisation && kind->begin)
        kind->begin(w, j);
    timer_add(w->timers, w->flags.result_delay_ms, on_turn, j);
    c->answer = kind->ack ? kind->ack(c->mem, j) : accepted(c->mem, j);
    if (j->script->result.before_answer && j->script->answer.mode != MODE_HANG) {
        j->held_call = c->id;
        call_hold(c);
    }
    return j;
}

struct job *
job_find(struct world *w, const char *conversation)
{
    return index_find(&w->jobs_by_id, conversation);
}

const char *
job_state_name(const struct job *j)
{
    static const char *const names[] = {
        [JOB_WAITING] = "waiting",
        [JOB_DONE] = "done",
        [JOB_FAILED] = "failed",
        [JOB_TIMED_OUT] = "timedOut",
    };
    _Static_assert(COUNT(names) == JOB_STATE_COUNT, "name each state");

    return names[j->state];
}

const char *
job_json(struct arena *mem, const struct job *j)
{
    struct json_writer out = json_writer_new(mem);

    json_open(&out, NULL, '{');
    json_put_text(&out, "api", j->kind->name);
    json_put_text(&out, "state", job_state_name(j));
    json_put_text(&out, "shortcode", j->shortcode);
    json_put_text(&out, "originatorConversationId", j->originator);
    json_put_text(&out, "conversationId", j->conversation);
    json_put_text(&out, "resultCode", j->code);
    json_put_text(&out, "resultDesc", j->desc);
    json_put_text(&out, "receipt", j->movement ? j->movement->receipt : NULL);
    json_put_text(&out, "resultUrl", j->result_url);
    json_put_text(&out, "timeoutUrl", j->timeout_url);
    json_put_int(&out, "askedAt", j->asked_ms);
    json_put_int(&out, "endedAt", j->ended_ms);
    attempts_write(&out, "callbacks", j->attempts);
    json_close(&out);
    const char *text = json_done(&out);
    return text ? text : "null";
}
