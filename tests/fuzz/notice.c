/* C2B notices and asynchronous results: no code but the token 0 is a success. */
#include <assert.h>
#include <string.h>

#include "daraja/c2b.h"
#include "daraja/result.h"
#include "daraja/status.h"
#include "fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena        *mem = fuzz_arena();
    struct c2b_notice    notice;
    struct daraja_result result;
    const char          *why;

    if (c2b_notice_read(mem, (const char *)bytes, n, &notice, &why) == ERR_OK && notice.has_amount)
        assert(notice.amount.cents > 0);
    if (daraja_result_read(mem, (const char *)bytes, n, &result, &why) == ERR_OK) {
        assert(!result.success || strcmp(result.code, "0") == 0);
        (void)status_report_read(mem, &result);
    }
    return 0;
}
