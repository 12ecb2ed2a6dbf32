/*
 * outside.h - what of the way to going live stands outside the database: the configuration and Safaricom's certificate,
 * judged (rent/golive.h).
 */
#ifndef DARAJA_OUTSIDE_H
#define DARAJA_OUTSIDE_H

#include "base/conf.h"
#include "rent/golive.h"

/* Reads the certificate's file; no secret is looked at. `now` is UTC. */
struct golive_outside outside_look(struct arena *mem, const struct conf *conf, int64_t now);

#endif
