/*
 * utf8.h - is it text? And a people's name in one spelling.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Valid UTF-8 without NUL. */
bool utf8_valid(const char *bytes, size_t n);

/* Code points in valid UTF-8. */
size_t utf8_length(const char *text);

/* Composed (NFC), outer white space gone, inner runs of it one space; controls dropped. In the arena. */
char *utf8_tidy(struct arena *mem, const char *text);

#endif
