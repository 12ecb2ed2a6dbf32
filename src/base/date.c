#include "base/date.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"

/* Days <-> civil: Howard Hinnant's algorithms, eras of 400 years beginning in March. */
int64_t
date_days(struct date d)
{
    int64_t y = d.month <= 2 ? d.year - 1 : d.year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

struct date
date_from_days(int64_t days)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int     month = (int)(mp < 10 ? mp + 3 : mp - 9);

    return (struct date){
        .year = (int)(yoe + era * 400 + (month <= 2)), .month = month, .day = (int)(doy - (153 * mp + 2) / 5 + 1)};
}

static struct eat
split(int64_t seconds)
{
    int64_t days = seconds >= 0 ? seconds / 86400 : -((86399 - seconds) / 86400);
    int     rest = (int)(seconds - days * 86400);

    return (struct eat){date_from_days(days), rest / 3600, rest / 60 % 60, rest % 60};
}

struct eat
eat_from(int64_t utc)
{
    return split(utc + EAT_OFFSET_S);
}

int64_t
eat_to_utc(struct eat t)
{
    return date_days(t.date) * 86400 + t.hour * 3600 + t.minute * 60 + t.second - EAT_OFFSET_S;
}

const char *
rfc3339(char out[RFC3339_SIZE], int64_t utc)
{
    struct eat t = split(utc);

    snprintf(out, RFC3339_SIZE, "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)t.date.year % 10000,
             (unsigned)t.date.month % 100, (unsigned)t.date.day % 100, (unsigned)t.hour % 100, (unsigned)t.minute % 100,
             (unsigned)t.second % 100);
    return out;
}

const char *
daraja_time(char out[DARAJA_TIME_SIZE], int64_t utc)
{
    struct eat t = eat_from(utc);

    snprintf(out, DARAJA_TIME_SIZE, "%04u%02u%02u%02u%02u%02u", (unsigned)t.date.year % 10000,
             (unsigned)t.date.month % 100, (unsigned)t.date.day % 100, (unsigned)t.hour % 100, (unsigned)t.minute % 100,
             (unsigned)t.second % 100);
    return out;
}

static int
digits(const char *text, int n)
{
    int value = 0;

    for (int i = 0; i < n; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

static bool
date_exists(struct date d)
{
    return d.year >= 2000 && d.year <= 2199 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= days_in_month(d.year, d.month);
}

bool
daraja_time_parse(const char *text, int64_t *utc)
{
    if (strlen(text) != 14 || strspn(text, "0123456789") != 14)
        return false;
    struct eat t = {{digits(text, 4), digits(text + 4, 2), digits(text + 6, 2)},
                    digits(text + 8, 2),
                    digits(text + 10, 2),
                    digits(text + 12, 2)};
    if (!date_exists(t.date) || t.hour > 23 || t.minute > 59 || t.second > 59)
        return false;
    *utc = eat_to_utc(t);
    return true;
}

bool
date_parse(const char *text, struct date *out)
{
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' || strspn(text, "0123456789-") != 10 ||
        strspn(text, "0123456789") != 4 || strspn(text + 5, "0123456789") != 2 || strspn(text + 8, "0123456789") != 2)
        return false;
    struct date d = {digits(text, 4), digits(text + 5, 2), digits(text + 8, 2)};
    if (!date_exists(d))
        return false;
    *out = d;
    return true;
}

bool
period_valid(const char *text)
{
    char        first[DATE_SIZE];
    struct date d;

    if (strlen(text) != 7)
        return false;
    snprintf(first, sizeof first, "%s-01", text);
    return date_parse(first, &d);
}

const char *
date_text(char out[DATE_SIZE], struct date d)
{
    snprintf(out, DATE_SIZE, "%04u-%02u-%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100,
             (unsigned)d.day % 100);
    return out;
}

const char *
period_text(char out[PERIOD_SIZE], struct date d)
{
    snprintf(out, PERIOD_SIZE, "%04u-%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100);
    return out;
}

int
days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool             leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

struct date
today_eat(void)
{
    return eat_from(clock_now()).date;
}

int64_t
date_start_utc(struct date d)
{
    return date_days(d) * 86400 - EAT_OFFSET_S;
}
