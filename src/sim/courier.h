/*
 * courier.h - carries callbacks: many at once, on the program's one thread, each tried once (daraja.md 4.3).
 */
#ifndef SIM_COURIER_H
#define SIM_COURIER_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/push.h"

struct courier;
struct world;

struct parcel {
    const char  *url, *body;
    const char  *shortcode; /* header Businessshortcode; NULL: none */
    int64_t      delay_ms;
    int64_t      patience_ms; /* from leaving to the end of the answer; 0: the usual 30 s */
    bool         wants_reply; /* `done` gets to see the answer's body */
    struct push *push;        /* for `done`; may be NULL */
    void        *about;       /* likewise, of any kind */
    uint64_t     call_id;     /* likewise, or 0 */
    void (*done)(struct world *w, const struct parcel *p, const struct attempt *made);
};

struct courier *courier_new(struct world *w);
void            courier_free(struct courier *c);

/* Copies url, body and shortcode. `done` is called once, later, unless the courier is cleared first. */
void courier_send(struct courier *c, const struct parcel *p);

/* Forgets everything not yet delivered. */
void courier_clear(struct courier *c);

/* Waits up to `wait_ms` for callbacks, or for one of the `n` descriptors to be readable, then moves what it
 * can. */
void courier_run(struct courier *c, const int *fds, unsigned n, int64_t wait_ms);

#endif
