/*
 * reckon.h - the arithmetic of meters and penalties: whole numbers only, and no database.
 *
 * Readings are thousandths of the meter's unit: "126.5" is 126500. What comes out as money is rounded once, at the end,
 * half up to the whole shilling: M-Pesa carries nothing smaller, and a bill with cents could not be paid to its last
 * one.
 */
#ifndef RENT_RECKON_H
#define RENT_RECKON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/money.h"

enum { MEASURE_TEXT_SIZE = 32, MEASURE_DIGITS_MOST = 8 };
#define RATE_MOST_CENTS INT64_C(10000000) /* KSh 100,000 a unit: more, and a product could leave 64 bits */

/* Digits, and after a point at most three more: "126", "126.5". False, and *thousandths untouched, otherwise, or for
 * more than eight digits before the point. */
bool measure_parse(const char *typed, int64_t *thousandths);

/* "126", "126.5": no zeros at the end. Returns out. */
const char *measure_text(char out[MEASURE_TEXT_SIZE], int64_t thousandths);

/* The first reading that a meter with so many digits cannot show. */
int64_t meter_end(int digits);

/* How much went through between two readings. `rolled`: the meter passed all its nines in between. False when that
 * cannot be: lower without having rolled, not lower though it has, or more than the digits show. */
bool reckon_used(int64_t previous, int64_t value, int digits, bool rolled, int64_t *used);

/* Is it more than three times the usual, both as a reading and by the day? So neither a reading soon after the last one
 * nor one after missed months is taken for a slip. Before: `before` in `days_before`, over so many readings; nothing
 * before: no. */
bool reckon_is_high(int64_t used, int64_t days, int64_t before, int64_t days_before, int64_t readings);

/* How many months began after `from`, up to and on `day`. */
int reckon_months(struct date from, struct date day);

/* What it costs: price is for one unit, `fixed` for all months together. */
struct money reckon_charge(int64_t used, struct money price, struct money fixed);

/* `percent` in hundredths of one: 500 is 5 %. */
struct money reckon_percent(struct money base, int64_t percent);

/* The same day so many months later, or the last of a month that is too short for it. */
struct date reckon_months_later(struct date d, int months);

/* The first day after `d` that is the `due_day` (1-28) of a month. */
struct date reckon_next_due(struct date d, int due_day);

#endif
