/*
 * password_slots.h - at most two password hashes at once, over all workers.
 *
 * Each hash takes 64 MiB and 0.2 s on purpose; a flood of sign-ins must not take all memory with it. A slot
 * is a lock on a file, which the kernel gives back whatever becomes of its holder.
 *
 *   struct password_slot slot;
 *   enum err e = password_slot_take(app->conf, rq->mem, &slot);
 *   if (e != ERR_OK)
 *       return e;
 *   bool right = password_verify(hash, typed);
 *   password_slot_give(&slot);
 */
#ifndef WEB_PASSWORD_SLOTS_H
#define WEB_PASSWORD_SLOTS_H

#include "base/arena.h"
#include "base/conf.h"
#include "base/err.h"

enum { PASSWORD_SLOTS = 2, PASSWORD_SLOT_WAIT_MS = 5000 };

struct password_slot {
    int fd;
};

/* Waits its turn. ERR_BUSY after five seconds; ERR_INTERNAL, logged, when the files cannot be made. */
MUST_CHECK enum err password_slot_take(const struct conf *conf, struct arena *mem, struct password_slot *out);
void                password_slot_give(struct password_slot *slot);

#endif
