#include "gateway/record.h"

#include "base/clock.h"

enum { BODY_KEPT = 4096 };

const char *
record_body(struct arena *mem, const struct reply *r, bool token_refused, const char *message)
{
    return token_refused ? message : arena_printf(mem, "%.*s", BODY_KEPT, r->body);
}

struct daraja_record
record_of(struct arena *mem, const char *api, const struct answer *a, const struct reply *r, int64_t ms)
{
    return (struct daraja_record){
        .api = api,
        .verdict = answer_kind_name(a->kind),
        .code = a->result_code ? a->result_code : a->code,
        .body = record_body(mem, r, a->kind == ANSWER_TOKEN, a->message),
        .at = clock_now(),
        .ms = ms,
        .http_status = r->http_status,
    };
}
