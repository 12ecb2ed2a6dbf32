/*
 * world.h - everything the simulator knows, in one place and on one thread.
 *
 * What a reset forgets lives in `mem`; so nothing in here is freed one by one.
 */
#ifndef SIM_WORLD_H
#define SIM_WORLD_H

#include "base/arena.h"
#include "sim/flags.h"
#include "sim/index.h"
#include "sim/options.h"

struct world {
    const struct options *options;
    struct timers        *timers;
    struct courier       *courier;
    struct journal       *journal;
    struct call          *calls; /* all requests now open */
    /* Forgotten by a reset: */
    struct arena        *mem;
    struct flags         flags;
    struct app          *apps;
    struct organisation *organisations;
    struct index         handsets_by_phone;
    struct handset      *handsets, **handsets_end; /* in the order they were first seen */
    struct index         pushes_by_id;
    struct push         *pushes, **pushes_end; /* oldest first */
    struct scripted     *default_script;
};

struct call;

struct world *world_new(const struct options *options);
void          world_free(struct world *w);

/* Back to how it began. Requests that wait are let go, except `but`; nothing is called back any more. */
void world_reset(struct world *w, const struct call *but);

#endif
