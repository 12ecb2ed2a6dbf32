/*
 * wording.h - what the handset says: the prompt, and the confirmation SMS.
 */
#ifndef SIM_WORDING_H
#define SIM_WORDING_H

#include "base/arena.h"
#include "sim/push.h"

/* "Do you want to pay KSh 12,500.00 to EXAMPLE HOMES account no. B4? Enter M-PESA PIN" */
const char *wording_prompt(struct arena *mem, const struct push *p);

/* "UK38M2QW0Z Confirmed. KSh12,500.00 sent to EXAMPLE HOMES for account B4 on 20/11/26 at 8:20 PM. ..." */
const char *wording_receipt(struct arena *mem, const struct push *p);

/* "20/11/26 at 8:20 PM", EAT. */
const char *wording_time(struct arena *mem, int64_t utc);

#endif
