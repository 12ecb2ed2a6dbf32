/*
 * check.h - tries of a number's keys, initiator and addresses (rent/setup_check.h), and what of the platform's own
 * settings others must know.
 */
#ifndef GATEWAY_CHECK_H
#define GATEWAY_CHECK_H

#include "gateway/gateway.h"

/* Makes those that wait, ends those that are answered. */
MUST_CHECK enum err check_waiting(struct gateway *g);

/* At the start: tries caught in the middle are ended, and the notes (gateway_note) are written: which of the platform's
 * secrets are given, and which app they make; never what they are. */
MUST_CHECK enum err check_begin(struct gateway *g);

#endif
