/*
 * banned.h - calls that cannot be used safely here, turned into compile errors (after git's banned.h).
 *
 * Included by force into every file of src/ and cgi-bin/ (Makefile, -include), after the headers that declare them.
 * Instead: arena_printf, buf_*, snprintf; date.h for calendars; money_parse and int64_parse for numbers;
 * random.h for chance.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok
#pragma GCC poison atoi atol atof localtime gmtime ctime asctime       srand

#endif
