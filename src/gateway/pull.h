/*
 * pull.h - the payments of the last 48 hours asked for on a schedule (daraja.md 13; rent/pull.h decides, hook/pulled.h
 * judges what is listed), and numbers registered for it.
 *
 * A few accounts at once, each one request at a time. Nothing here is asked twice in a hurry: who brings no answer is
 * asked later and later.
 */
#ifndef GATEWAY_PULL_H
#define GATEWAY_PULL_H

#include "gateway/gateway.h"

MUST_CHECK enum err pull_waiting(struct gateway *g);

#endif
