/*
 * spoil.h - a good answer, made as bad as a script wants it.
 */
#ifndef SIM_SPOIL_H
#define SIM_SPOIL_H

#include "sim/call.h"
#include "sim/script.h"

struct answer spoil(struct call *c, const struct answer_script *s, struct answer good);

#endif
