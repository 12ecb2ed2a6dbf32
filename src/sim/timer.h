/*
 * timer.h - things to do later, on the one thread that does everything.
 *
 * A struct timer * is valid until it fires or is cancelled; whoever keeps one forgets it then.
 */
#ifndef SIM_TIMER_H
#define SIM_TIMER_H

#include <stdint.h>

struct timers;
struct timer;

struct timers *timers_new(void);
void           timers_free(struct timers *ts);

/* Runs `run(arg)` after `delay_ms`; those due at the same moment run in the order they were added. */
struct timer *timer_add(struct timers *ts, int64_t delay_ms, void (*run)(void *arg), void *arg);
void          timer_cancel(struct timer *t); /* NULL is no timer */

/* Cancels all. */
void timers_clear(struct timers *ts);

/* Milliseconds until the next, `most` at the most. */
int64_t timers_wait(const struct timers *ts, int64_t most);

/* Runs what is due. */
void timers_run(struct timers *ts);

#endif
