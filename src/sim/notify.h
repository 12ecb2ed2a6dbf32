/*
 * notify.h - telling the business how a push ended, as well or as badly as the script wants (daraja.md 4.3:
 * once, never again).
 */
#ifndef SIM_NOTIFY_H
#define SIM_NOTIFY_H

#include <stdint.h>

struct call;
struct push;
struct world;

/* The callback of a push that has just ended; afterwards lets go of a push answer held for it. */
void notify_outcome(struct world *w, struct push *p);

/* For the control API. `c` is held, and answered {"status":200,"ms":12} when the callback was delivered. */
void notify_again(struct world *w, struct push *p, struct call *c); /* the same body as before */
void notify_late(struct world *w, struct push *p, struct call *c);  /* a new body, of how it stands now */
void notify_raw(struct world *w, const char *url, const char *body, const char *shortcode, struct call *c);

#endif
