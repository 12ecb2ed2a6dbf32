#include "sim/world.h"

#include <stdlib.h>

#include "sim/app.h"
#include "sim/call.h"
#include "sim/courier.h"
#include "sim/credential.h"
#include "sim/journal.h"
#include "sim/timer.h"

/* Only a runaway test gets there: some two million pushes. */
static const size_t world_ceiling = (size_t)4 << 30;

static void
begin(struct world *w)
{
    w->mem = arena_new(world_ceiling);
    w->flags = flags_default();
    chaos_begin(&w->chaos, 0, 0);
    w->apps = NULL;
    w->organisations = NULL;
    w->handsets_by_phone = index_new(w->mem);
    w->handsets = NULL;
    w->handsets_end = &w->handsets;
    w->pushes_by_id = index_new(w->mem);
    w->pushes = NULL;
    w->pushes_end = &w->pushes;
    w->default_script = NULL;
    w->movements_by_receipt = index_new(w->mem);
    w->movements_by_conversation = index_new(w->mem);
    w->movements = NULL;
    w->movements_end = &w->movements;
    w->c2b_script = NULL;
    w->registrations = NULL;
    w->c2bs = NULL;
    w->c2bs_end = &w->c2bs;
    w->api_scripts = NULL;
    w->jobs_by_id = index_new(w->mem);
    w->ratibas = NULL;
    w->bill_clients = NULL;
    w->jobs = NULL;
    w->jobs_end = &w->jobs;
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

struct credential *
world_credential(struct world *w)
{
    if (!w->credential)
        w->credential = credential_new(w->options->key, w->options->expired_certificate);
    return w->credential;
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
    credential_free(w->credential);
    courier_free(w->courier);
    timers_free(w->timers);
    journal_free(w->journal);
    arena_free(w->mem);
    free(w);
}
