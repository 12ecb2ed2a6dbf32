#include "sim/job_tell.h"

#include <string.h>

#include "base/clock.h"
#include "sim/call.h"
#include "sim/courier.h"
#include "sim/job.h"
#include "sim/result.h"
#include "sim/timer.h"
#include "sim/world.h"

static const char *
or_else(const char *override, const char *usual)
{
    return override ? override : usual;
}

/* The parameters as the script changes them. */
static const struct parameter *
changed(struct world *w, const struct parameter *from, const struct pair *set)
{
    struct parameter_list to = {0};

    for (const struct parameter *p = from; p; p = p->next) {
        const struct pair *s = pair_find(set, p->key);
        if (!s || s->value)
            parameter_add(w->mem, &to, p->key, s ? s->value : p->value, p->text);
    }
    return to.first;
}

/* What went wrong names the queue alone. */
static void
put_references(struct job *j)
{
    struct arena *mem = j->world->mem;

    if (strcmp(j->code, RESULT_SUCCESS) != 0)
        j->references = (struct parameter_list){0};
    if (j->kind->queue)
        parameter_add(mem, &j->references, "QueueTimeoutURL",
                      arena_printf(mem, "https://internalapi.safaricom.co.ke/mpesa/%s/v1/submit", j->kind->queue),
                      true);
}

static struct result_facts
facts_of(struct job *j)
{
    static const enum result_shape shapes[RESULT_MODE_COUNT] = {
        [RESULT_SINGLE] = SHAPE_SINGLE,
        [RESULT_BARE] = SHAPE_BARE,
        [RESULT_DROP] = SHAPE_DROP,
    };
    const struct result_script *s = &j->script->result;
    bool                        done = strcmp(j->code, RESULT_SUCCESS) == 0, no_ids = s->mode == RESULT_NO_IDS;
    const char                 *placeholder = ids_placeholder(arena_alloc(j->world->mem, RECEIPT_SIZE), clock_now());

    return (struct result_facts){
        .code = j->code,
        .desc = j->desc,
        .originator = no_ids ? NULL : or_else(s->originator, j->originator),
        .conversation = no_ids ? NULL : or_else(s->conversation, j->conversation),
        .transaction = or_else(s->receipt, done && j->transaction ? j->transaction : placeholder),
        .parameters = changed(j->world, j->parameters.first, s->set),
        .references = j->references.first,
        .shape = shapes[s->mode],
        .string_codes = s->mode == RESULT_STRINGS || (done && j->kind->string_codes && s->mode != RESULT_NUMBERS),
        .escaped_slashes = s->mode == RESULT_SLASHES,
    };
}

static const char *
result_body(struct job *j)
{
    const struct result_script *s = &j->script->result;

    put_references(j);
    struct result_facts f = facts_of(j);
    const char         *truth = j->kind->body ? j->kind->body(j->world, j) : job_body(j->world->mem, &f);
    const char         *body = or_else(s->body, truth);
    return s->mode == RESULT_MALFORMED ? arena_strndup(j->world->mem, body, strlen(body) / 2) : body;
}

static const char *
timeout_body(const struct job *j)
{
    struct result_facts f = {
        .code = "1",
        .desc = "The service request timed out.",
        .originator = j->originator,
        .conversation = j->conversation,
        .timed_out = true,
    };

    return job_body(j->world->mem, &f);
}

static void
release_held(struct job *j)
{
    struct call *c = j->held_call ? call_find(j->world, j->held_call) : NULL;

    j->held_call = 0;
    if (c)
        call_release(c);
}

static void
report_to(struct call *c, const struct attempt *made)
{
    struct json_writer out = json_writer_new(c->mem);

    json_open(&out, NULL, '{');
    json_put_int(&out, "status", made->status);
    json_put_int(&out, "ms", made->took_ms);
    json_put_text(&out, "error", made->error);
    json_close(&out);
    c->answer = answer_json(200, json_done(&out));
    call_release(c);
}

static void
on_delivered(struct world *w, const struct parcel *parcel, const struct attempt *made)
{
    struct job  *j = parcel->about;
    struct call *asker = parcel->call_id ? call_find(w, parcel->call_id) : NULL;

    attempt_add(w->mem, &j->attempts, made);
    release_held(j);
    if (asker)
        report_to(asker, made);
}

static void
on_lost(void *arg)
{
    release_held(arg);
}

static void
send(struct job *j, const char *url, const char *body, int64_t delay_ms, uint64_t call_id)
{
    courier_send(j->world->courier, &(struct parcel){
                                        .url = url,
                                        .body = body,
                                        .shortcode = j->shortcode,
                                        .delay_ms = delay_ms,
                                        .about = j,
                                        .call_id = call_id,
                                        .done = on_delivered,
                                    });
}

void
job_tell(struct job *j)
{
    const struct result_script *s = &j->script->result;
    bool                        late = s->mode == RESULT_LATE || s->mode == RESULT_TIMEOUT_THEN;
    int64_t                     delay_ms = s->delay_ms + (late ? s->late_ms : 0);
    int64_t                     copies = s->mode == RESULT_DUPLICATE && s->copies < 2 ? 2 : s->copies;

    if ((s->mode == RESULT_TIMEOUT || s->mode == RESULT_TIMEOUT_THEN) && *j->timeout_url)
        send(j, or_else(s->url, j->timeout_url), j->body = timeout_body(j), s->delay_ms, 0);
    if (s->mode == RESULT_TIMEOUT)
        return;
    j->body = result_body(j);
    if (s->mode == RESULT_LOSE || copies == 0) {
        timer_add(j->world->timers, delay_ms, on_lost, j);
        return;
    }
    for (int64_t i = 0; i < copies; i++)
        send(j, or_else(s->url, j->result_url), j->body, delay_ms + i * s->gap_ms, 0);
}

bool
job_again(struct job *j, struct call *c)
{
    if (!j->body)
        return false;
    call_hold(c);
    send(j, or_else(j->script->result.url, j->state == JOB_TIMED_OUT ? j->timeout_url : j->result_url), j->body, 0,
         c->id);
    return true;
}
