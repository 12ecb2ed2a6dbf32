#include "page/landlord/agreement_words.h"

#include <string.h>

#include "rent/bill.h"

enum { WORDS_CEILING = 1000 };

static const char *
percent_text(struct arena *mem, int64_t rate)
{
    if (rate % 100 == 0)
        return arena_printf(mem, "%lld", (long long)(rate / 100));
    const char *text = arena_printf(mem, "%lld.%02lld", (long long)(rate / 100), (long long)(rate % 100));
    size_t      n = strlen(text);

    return text[n - 1] == '0' ? arena_strndup(mem, text, n - 1) : text;
}

static const char *
kind_words(struct request *rq, const char *kinds)
{
    struct buf b = buf_new(rq->mem, WORDS_CEILING);

    for (const char *p = kinds; *p;) {
        size_t      n = strcspn(p, " ");
        const char *word = bill_kind_name(arena_strndup(rq->mem, p, n));
        buf_printf(&b, "%s%s", b.len ? ", " : "", word ? lang_text(rq->lang, word) : "");
        p += n + strspn(p + n, " ");
    }
    return b.bytes;
}

void
agreement_view(struct view *v, struct request *rq, const struct agreement *a)
{
    bool percent = strcmp(a->kind, "percent") == 0;

    view_bool(v, "is_percent", percent);
    view_bool(v, "is_fixed", strcmp(a->kind, "fixed") == 0);
    view_bool(v, "is_unit", strcmp(a->kind, "unit") == 0);
    view_text(v, "percent", percent ? percent_text(rq->mem, a->rate) : NULL);
    view_money(v, "amount", (struct money){percent ? 0 : a->rate});
    view_bool(v, "with_vat", a->vat);
    view_text(v, "kinds", kind_words(rq, a->bill_kinds));
    view_bool(v, "agent_collects", strcmp(a->collects, "agent") == 0);
}
