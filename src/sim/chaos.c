#include "sim/chaos.h"

#include <stddef.h>

#include "base/err.h"
#include "sim/api_script.h"
#include "sim/flags.h"

enum { SOON_MS = 1500, LATE_MS = 4000, TOKEN_RARER = 4 };

void
chaos_begin(struct chaos *c, uint64_t seed, int64_t percent)
{
    *c = (struct chaos){.percent = percent, .seed = seed, .state = seed};
}

/* SplitMix64. */
uint64_t
chaos_below(struct chaos *c, uint64_t below)
{
    uint64_t z = c->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (z ^ z >> 31) % below;
}

static bool
strikes(struct chaos *c)
{
    if (!c->percent || chaos_below(c, 100) >= (uint64_t)c->percent)
        return false;
    c->struck++;
    return true;
}

static int64_t
some_ms(struct chaos *c, uint64_t most)
{
    return (int64_t)chaos_below(c, most);
}

static void
spoil_answer(struct chaos *c, struct answer_script *a)
{
    static const struct {
        enum answer_mode mode;
        const char      *code, *message;
    } faults[] = {
        {MODE_OK, NULL, NULL}, /* slow */
        {MODE_HANG, NULL, NULL},
        {MODE_CUT, NULL, NULL},
        {MODE_HTML, NULL, NULL},
        {MODE_EMPTY, NULL, NULL},
        {MODE_BLANK, NULL, NULL},
        {MODE_FAULT429, NULL, NULL},
        {MODE_RESET, NULL, NULL},
        {MODE_ERROR, "500.003.02", "System is busy. Please try again in few minutes."},
        {MODE_ERROR, "500.003.1001", "Internal Server Error"},
    };

    if (a->mode != MODE_OK || a->delay_ms || !strikes(c))
        return;
    size_t i = chaos_below(c, COUNT(faults));
    a->mode = (int)faults[i].mode;
    a->error_code = faults[i].code;
    a->error_message = faults[i].message;
    a->delay_ms = some_ms(c, SOON_MS);
}

static void
spoil_callback(struct chaos *c, struct callback_script *s)
{
    if (s->lose || s->delay_ms || s->copies != 1 || s->body || !strikes(c))
        return;
    switch (chaos_below(c, 6)) {
    case 0: s->lose = true; break;
    case 1: s->delay_ms = some_ms(c, LATE_MS); break;
    case 2: s->copies = 2 + (int64_t)chaos_below(c, 2); break;
    case 3: s->before_answer = true; break;
    case 4: s->string_code = true; break;
    default: s->body = "{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"29"; break;
    }
}

static void
spoil_outcome(struct chaos *c, struct script *s)
{
    static const char *const results[] = {"1032", "1037", "1", "2001", "1001", "1019", "1025", "26", "SFC_IC0003"};

    if (s->handset == HANDSET_AUTO && !s->result && strikes(c))
        s->result = results[chaos_below(c, COUNT(results))];
}

void
chaos_push(struct chaos *c, struct script *s)
{
    spoil_answer(c, &s->answer);
    spoil_outcome(c, s);
    spoil_callback(c, &s->callback);
    chaos_c2b(c, &s->c2b);
}

void
chaos_api(struct chaos *c, struct api_script *s)
{
    static const enum result_mode modes[] = {
        RESULT_TIMEOUT, RESULT_TIMEOUT_THEN, RESULT_LOSE, RESULT_LATE, RESULT_DUPLICATE, RESULT_MALFORMED,
        RESULT_SINGLE,  RESULT_STRINGS,      RESULT_DROP, RESULT_BARE, RESULT_SLASHES,
    };
    struct result_script *r = &s->result;

    spoil_answer(c, &s->answer);
    if (r->mode != RESULT_OK || r->code || !strikes(c))
        return;
    r->mode = (int)modes[chaos_below(c, COUNT(modes))];
    r->delay_ms = some_ms(c, SOON_MS);
}

void
chaos_c2b(struct chaos *c, struct c2b_script *s)
{
    if (s->lose || s->delay_ms >= 0 || s->copies != 1 || !strikes(c))
        return;
    switch (chaos_below(c, 5)) {
    case 0: s->lose = true; break;
    case 1: s->delay_ms = some_ms(c, LATE_MS); break;
    case 2: s->copies = 2; break;
    case 3: s->delay_ms = 0; break;
    default: s->names = 1 + (int)chaos_below(c, 4); break;
    }
}

void
chaos_query(struct chaos *c, struct query_script *s)
{
    static const enum query_mode modes[] = {
        QUERY_PENDING4999, QUERY_PROCESSING, QUERY_HTML, QUERY_FAULT429, QUERY_EMPTY, QUERY_ERROR, QUERY_NOT_FOUND,
    };

    if (s->mode == QUERY_NORMAL && !s->result && strikes(c))
        s->mode = (int)modes[chaos_below(c, COUNT(modes))];
}

bool
chaos_refuses_token(struct chaos *c, int *form)
{
    if (!c->percent || chaos_below(c, TOKEN_RARER) || !strikes(c))
        return false;
    *form = (int)chaos_below(c, TOKEN_FORM_COUNT);
    return true;
}
