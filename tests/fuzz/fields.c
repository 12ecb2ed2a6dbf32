/* What a form, a phone number, an amount, a date or a name may be. */
#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/money.h"
#include "base/phone.h"
#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "rent/match.h"
#include "web/request.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena     *mem = fuzz_arena();
    const char       *text = arena_strndup(mem, (const char *)bytes, n);
    struct field_list fields;
    struct money      m;
    struct date       d;
    char              phone[PHONE_SIZE], folded[MATCH_TEXT_SIZE];

    if (request_parse_fields(mem, text, &fields) == ERR_OK)
        for (size_t i = 0; i < fields.count; i++)
            assert(utf8_valid(fields.pairs[i].value, strlen(fields.pairs[i].value)));
    if (phone_parse(text, phone))
        assert(strlen(phone) == 12 && phone_fits(phone, phone));
    if (money_parse_typed(text, &m))
        assert(m.cents >= 0);
    if (date_parse(text, &d))
        assert(d.month >= 1 && d.month <= 12);
    if (utf8_valid(text, strlen(text)))
        assert(strlen(utf8_tidy(mem, text)) <= 4 * strlen(text));
    match_normalise(folded, text);
    return 0;
}
