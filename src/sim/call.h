/*
 * call.h - one HTTP request on its way through, from its first byte to the end of its answer.
 *
 * A handler sets call->answer. One that cannot know it yet calls call_hold, remembers call->id (never the
 * pointer: the client may leave), and later finds the call, sets the answer and calls call_release. Held
 * calls cost no thread.
 */
#ifndef SIM_CALL_H
#define SIM_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "sim/answer.h"

struct app;
struct route;
struct timer;
struct world;
struct MHD_Connection;

enum { CALL_BODY_MOST = 1024 * 1024 };

struct call {
    struct world            *world;
    struct MHD_Connection   *connection;
    struct arena            *mem; /* ends with the call */
    uint64_t                 id;
    const char              *method, *path;
    const struct route      *route;
    const char              *param; /* what stood where the route says :x */
    struct buf               body;
    const struct json       *json;   /* the body, where the route reads JSON */
    struct app              *app;    /* whose token it carried */
    const struct api_script *script; /* what is to become of it, where its API has scripts */
    struct answer            answer;
    int64_t                  began_ms; /* monotonic */
    uint64_t                 entry;    /* its line in the journal; 0: none */
    bool                     handled, held, suspended;
    struct timer            *timer;
    struct call             *next, **link; /* in world->calls */
};

struct call *call_new(struct world *w, struct MHD_Connection *connection, const char *method, const char *path);
void         call_free(struct call *c);

/* A request header or query member; NULL when there is none. */
const char *call_header(const struct call *c, const char *name);
const char *call_query(const struct call *c, const char *name);

/* A member of an urlencoded body, decoded, in the call's arena; NULL when there is none. */
const char *call_form(const struct call *c, const char *name);

/* The answer waits for call_release; by then it has to be set. */
void         call_hold(struct call *c);
void         call_release(struct call *c);
struct call *call_find(struct world *w, uint64_t id);

/* Lets go of all held calls but `but`, without an answer. */
void call_drop_all(struct world *w, const struct call *but);

/* Lets go of held calls whose client has left. */
void call_sweep(struct world *w);

#endif
