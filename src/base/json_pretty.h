/*
 * json_pretty.h - a JSON text laid out for people's eyes: as it came, but for its white space.
 */
#ifndef BASE_JSON_PRETTY_H
#define BASE_JSON_PRETTY_H

#include "base/arena.h"

/* NULL for a text that json_parse refuses: show it as it is then. */
const char *json_pretty(struct arena *mem, const char *text);

#endif
