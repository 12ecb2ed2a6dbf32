/* No answer is taken for accepted without its ids, and no query's for a success without a code. */
#include <assert.h>

#include "daraja/answer.h"
#include "fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *mem = fuzz_arena();
    struct reply  r = {.transport = TRANSPORT_ANSWERED, .http_status = n ? 200 + bytes[0] : 200};
    const char   *token = NULL;
    int           life = 0;

    r.body = arena_strndup(mem, (const char *)bytes + (n ? 1 : 0), n ? n - 1 : 0);
    r.len = n ? n - 1 : 0;
    struct answer push = answer_to_push(mem, &r), query = answer_to_query(mem, &r);
    if (push.kind == ANSWER_ACCEPTED)
        assert(push.checkout_id && *push.checkout_id);
    if (query.kind == ANSWER_RESULT)
        assert(query.result_code && *query.result_code);
    if (answer_to_oauth(mem, &r, &token, &life).kind == ANSWER_ACCEPTED)
        assert(token && *token && life > 0);
    return 0;
}
