/*
 * clock.h - what time it is, and how long it has been.
 *
 * Stored times are UTC seconds (int64_t, Unix time) from the wall clock. Waiting and time-outs use the monotonic
 * clock, so that a clock set wrong expires nobody's payment.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

int64_t clock_now(void);          /* UTC, seconds since 1970 */
int64_t clock_now_ms(void);       /* UTC, milliseconds since 1970 */
int64_t clock_monotonic_ms(void); /* milliseconds since some start; never goes back */

#endif
