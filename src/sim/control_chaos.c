#include "sim/control.h"

#include <inttypes.h>
#include <stddef.h>

#include "base/money.h"
#include "sim/member.h"

struct chaos_wish {
    int64_t      seed;
    struct money rate;
};

void
control_chaos_get(struct world *w, struct call *c)
{
    const struct chaos *x = &w->chaos;

    c->answer = answer_json(200, arena_printf(c->mem, "{\"seed\":%" PRIu64 ",\"rate\":%d.%02d,\"struck\":%" PRId64 "}",
                                              x->seed, (int)(x->percent / 100), (int)(x->percent % 100), x->struck));
}

/* The rate is read as money is: at most two decimals. */
void
control_chaos_put(struct world *w, struct call *c)
{
    static const struct member members[] = {
        {"seed", MEMBER_COUNT, offsetof(struct chaos_wish, seed), NULL, NULL},
        {"rate", MEMBER_MONEY, offsetof(struct chaos_wish, rate), NULL, NULL},
        {0},
    };
    struct chaos_wish wish = {0};
    const char       *why = "rate: 0 to 1";

    if (!members_read(c->mem, c->json, members, &wish, &why) || wish.rate.cents > 100) {
        c->answer = answer_control_error(c->mem, 400, why ? why : "rate: 0 to 1");
        return;
    }
    chaos_begin(&w->chaos, (uint64_t)wish.seed, wish.rate.cents);
    control_chaos_get(w, c);
}
