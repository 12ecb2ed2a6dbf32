/*
 * readings.h - how the API writes what a meter shows.
 */
#ifndef API_READINGS_H
#define API_READINGS_H

#include "base/json.h"

/* Thousandths as a number: 126, 126.5. */
void put_measure(struct json_writer *w, const char *key, int64_t thousandths);

#endif
