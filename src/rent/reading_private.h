/*
 * reading_private.h - between reading.c, reading_bill.c and reading_correct.c.
 */
#ifndef RENT_READING_PRIVATE_H
#define RENT_READING_PRIVATE_H

#include "rent/reading.h"

#define READING_MOST_CENTS INT64_C(10000000000) /* the largest bill that a form takes */

/* A row to be written; as the table has it. */
struct reading_row {
    const char *id, *meter_id, *day, *previous_day, *reader, *note, *photo_id, *replaces, *reason;
    int64_t     value, previous, used;
    bool        rolled, confirmed;
};
MUST_CHECK enum err reading_insert(struct db *db, const struct who *who, const struct reading_row *r);

/* KEPT, or what is wrong with the value alone. */
enum reading_answer reading_judge_value(int64_t previous, int64_t value, int64_t digits, bool rolled, int64_t *used);

/* Days between two dates. */
int64_t reading_days(const char *from, const char *to);

#endif
