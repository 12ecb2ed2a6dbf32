/* Any text may be taken for a template: it compiles or is refused, and never more. */
#include "web/template.h"
#include "fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *mem = fuzz_arena();
    struct value *values = value_object(mem);
    struct buf    out = buf_new(mem, 1024 * 1024);

    value_put(values, "a", value_text(mem, "<b>"));
    enum err e = template_render_text(mem, arena_strndup(mem, (const char *)bytes, n), values, NULL, true, &out);
    (void)e;
    return 0;
}
