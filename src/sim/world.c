#include "sim/world.h"

#include <stdlib.h>

#include "sim/app.h"
#include "sim/call.h"
#include "sim/courier.h"
#include "sim/journal.h"
#include "sim/timer.h"

/* Only a runaway test gets there: some two million pushes. */
static const size_t world_ceiling = (size_t)4 << 30;

static void
begin(struct world *w)
{
    w->mem = arena_new(world_ceiling);
    w->flags = flags_default();
    w->apps = NULL;
    w->organisations = NULL;
    w->handsets_by_phone = index_new(w->mem);
    w->handsets = NULL;
    w->handsets_end = &w->handsets;
    w->pushes_by_id = index_new(w->mem);
    w->pushes = NULL;
    w->pushes_end = &w->pushes;
    w->default_script = NULL;
    app_put(w, w->options->consumer_key, w->options->consumer_secret);
}

struct world *
world_new(const struct options *options)
{
    struct world *w = calloc(1, sizeof *w);

    if (!w)
        abort();
    w->options = options;
    w->timers = timers_new();
    w->courier = courier_new(w);
    w->journal = journal_new();
    begin(w);
    return w;
}

void
world_reset(struct world *w, const struct call *but)
{
    call_drop_all(w, but);
    courier_clear(w->courier);
    timers_clear(w->timers);
    journal_clear(w->journal);
    arena_free(w->mem);
    begin(w);
}

void
world_free(struct world *w)
{
    courier_free(w->courier);
    timers_free(w->timers);
    journal_free(w->journal);
    arena_free(w->mem);
    free(w);
}
