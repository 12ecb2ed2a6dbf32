/*
 * shilling.h - amounts as Safaricom's own messages write them: "KSh12,500.00", always with cents.
 */
#ifndef SIM_SHILLING_H
#define SIM_SHILLING_H

#include "base/arena.h"
#include "base/money.h"

/* "12,500.00", in the arena. */
const char *shilling_text(struct arena *mem, struct money m);

/* "12500.00": the Amount of a callback (daraja.md 4.1). */
const char *shilling_plain(struct arena *mem, struct money m);

#endif
