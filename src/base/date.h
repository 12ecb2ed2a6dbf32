/*
 * date.h - calendar days and the ways time is written.
 *
 * Times are UTC seconds; people and Safaricom mean East Africa Time (EAT, UTC+3, no daylight saving: daraja.md 0.3).
 * Dates are text, "2026-11-05"; periods are text, "2026-11". No function here reads a time zone of the machine.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

enum { EAT_OFFSET_S = 3 * 3600 };
enum { RFC3339_SIZE = 24, DATE_SIZE = 12, PERIOD_SIZE = 8, DARAJA_TIME_SIZE = 16 };

/* A day of the proleptic Gregorian calendar: month 1-12, day 1-31. */
struct date {
    int year, month, day;
};

/* Wall time in EAT. */
struct eat {
    struct date date;
    int         hour, minute, second;
};

struct eat eat_from(int64_t utc);
int64_t    eat_to_utc(struct eat t);

/* "2026-11-20T09:12:44Z". Returns out. */
const char *rfc3339(char out[RFC3339_SIZE], int64_t utc);

/* "20261103101500" in EAT: the Timestamp of daraja.md 3.1. Returns out. */
const char *daraja_time(char out[DARAJA_TIME_SIZE], int64_t utc);

/* Reads 14 digits of EAT. False, and *utc untouched, when they are no time. */
bool daraja_time_parse(const char *text, int64_t *utc);

/* "2026-11-05", strictly; a day that exists, years 2000-2199. False, and *out untouched, otherwise. */
bool date_parse(const char *text, struct date *out);

/* "2026-11", strictly, years 2000-2199. */
bool period_valid(const char *text);

const char *date_text(char out[DATE_SIZE], struct date d);
const char *period_text(char out[PERIOD_SIZE], struct date d);

int         days_in_month(int year, int month);
int64_t     date_days(struct date d); /* days since 1970-01-01 */
struct date date_from_days(int64_t days);
struct date today_eat(void);

/* UTC seconds at which an EAT day begins. */
int64_t date_start_utc(struct date d);

#endif
