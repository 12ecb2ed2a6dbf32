/* No callback is read as paid unless its ResultCode is the token 0. */
#include <assert.h>
#include <string.h>

#include "base/json.h"
#include "daraja/callback.h"
#include "fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena       *mem = fuzz_arena();
    struct stk_callback cb;
    const char         *why;

    if (stk_callback_read(mem, (const char *)bytes, n, &cb, &why) == ERR_OK && cb.paid)
        assert(strcmp(cb.result_code, "0") == 0);
    return 0;
}
