#include "rent/reckon.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { THOUSAND = 1000, DECIMALS_MOST = 3, SHILLING = 100, HIGH_TIMES = 3, WHOLE_PERCENT = 10000 };

bool
measure_parse(const char *typed, int64_t *thousandths)
{
    int64_t n = 0;
    size_t  whole = strspn(typed, "0123456789");
    size_t  decimals = typed[whole] == '.' ? strspn(typed + whole + 1, "0123456789") : 0;
    size_t  end = whole + (typed[whole] == '.' ? 1 + decimals : 0);

    if (whole < 1 || whole > MEASURE_DIGITS_MOST || decimals > DECIMALS_MOST || typed[end] != '\0' ||
        (typed[whole] == '.' && decimals == 0))
        return false;
    for (size_t i = 0; i < whole; i++)
        n = n * 10 + (typed[i] - '0');
    for (size_t i = 0; i < DECIMALS_MOST; i++)
        n = n * 10 + (i < decimals ? typed[whole + 1 + i] - '0' : 0);
    *thousandths = n;
    return true;
}

const char *
measure_text(char out[MEASURE_TEXT_SIZE], int64_t thousandths)
{
    int n = snprintf(out, MEASURE_TEXT_SIZE, "%" PRId64 ".%03" PRId64, thousandths / THOUSAND, thousandths % THOUSAND);

    while (out[n - 1] == '0')
        out[--n] = '\0';
    if (out[n - 1] == '.')
        out[n - 1] = '\0';
    return out;
}

int64_t
meter_end(int digits)
{
    int64_t end = THOUSAND;

    while (digits-- > 0)
        end *= 10;
    return end;
}

bool
reckon_used(int64_t previous, int64_t value, int digits, bool rolled, int64_t *used)
{
    if (value >= meter_end(digits) || rolled != (value < previous))
        return false;
    *used = rolled ? meter_end(digits) - previous + value : value - previous;
    return true;
}

bool
reckon_is_high(int64_t used, int64_t days, int64_t before, int64_t days_before, int64_t readings)
{
    return before > 0 && days_before > 0 && used * days_before > HIGH_TIMES * before * days &&
           used * readings > HIGH_TIMES * before;
}

int
reckon_months(struct date from, struct date day)
{
    return (day.year - from.year) * 12 + day.month - from.month;
}

/* To the shilling, half up; `n` in so many parts of a cent. */
static struct money
rounded(int64_t n, int64_t parts)
{
    int64_t shilling = parts * SHILLING;

    return (struct money){(n + shilling / 2) / shilling * SHILLING};
}

struct money
reckon_charge(int64_t used, struct money price, struct money fixed)
{
    return rounded(used * price.cents + fixed.cents * THOUSAND, THOUSAND);
}

struct money
reckon_percent(struct money base, int64_t percent)
{
    return rounded(base.cents * percent, WHOLE_PERCENT);
}

struct date
reckon_months_later(struct date d, int months)
{
    int month = d.month - 1 + months;

    d.year += month / 12;
    d.month = month % 12 + 1;
    if (d.day > days_in_month(d.year, d.month))
        d.day = days_in_month(d.year, d.month);
    return d;
}

struct date
reckon_next_due(struct date d, int due_day)
{
    if (d.day >= due_day)
        d = reckon_months_later((struct date){d.year, d.month, 1}, 1);
    d.day = due_day;
    return d;
}
