/*
 * number.h - whole numbers out of text, strictly.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* An optional minus and digits, nothing else, within least…most. False, and *out untouched, otherwise. */
bool int64_parse(const char *text, int64_t least, int64_t most, int64_t *out);

#endif
