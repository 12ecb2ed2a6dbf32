/*
 * world.h - everything the simulator knows, in one place and on one thread.
 *
 * What a reset forgets lives in `mem`; so nothing in here is freed one by one.
 */
#ifndef SIM_WORLD_H
#define SIM_WORLD_H

#include "base/arena.h"
#include "sim/chaos.h"
#include "sim/flags.h"
#include "sim/index.h"
#include "sim/options.h"

struct world {
    const struct options *options;
    struct timers        *timers;
    struct courier       *courier;
    struct journal       *journal;
    struct call          *calls;      /* all requests now open */
    struct credential    *credential; /* made when it is first needed */
    /* Forgotten by a reset: */
    struct arena        *mem;
    struct flags         flags;
    struct chaos         chaos;
    struct app          *apps;
    struct organisation *organisations;
    struct index         handsets_by_phone;
    struct handset      *handsets, **handsets_end; /* in the order they were first seen */
    struct index         pushes_by_id;
    struct push         *pushes, **pushes_end; /* oldest first */
    struct scripted     *default_script;
    struct index         movements_by_receipt, movements_by_conversation;
    struct movement     *movements, **movements_end; /* oldest first */
    struct c2b_scripted *c2b_script;                 /* for customers who pay by themselves; NULL: none */
    struct registration *registrations;
    struct c2b          *c2bs, **c2bs_end; /* likewise oldest first */
    struct api_scripted *api_scripts;
    struct index         jobs_by_id; /* by either conversation id */
    struct ratiba       *ratibas;    /* newest first */
    struct bill_client  *bill_clients;
    struct job          *jobs, **jobs_end; /* likewise */
};

struct call;

struct world *world_new(const struct options *options);
void          world_free(struct world *w);

/* The key pair that SecurityCredentials are made for; NULL when there is none to be had. */
struct credential *world_credential(struct world *w);

/* Back to how it began. Requests that wait are let go, except `but`; nothing is called back any more. */
void world_reset(struct world *w, const struct call *but);

#endif
