#include "statement/read.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/number.h"
#include "base/utf8.h"

enum { CODE_LEN = 10, SERIAL_LEAST = 36526, SERIAL_MOST = 73050, SERIAL_1970 = 25569, NOON_S = 12 * 3600 };

/* ---- days ---- */

static int
month_named(const char *text)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

    for (int m = 0; m < 12; m++)
        if (strncasecmp(text, names + (size_t)(3 * m), 3) == 0)
            return m + 1;
    return 0;
}

/* Year first, day first, or with the month's name; *n is how much of the text it took. */
static bool
scan_day(const char *text, struct date *d, int *n)
{
    char month[4];

    if (sscanf(text, "%4d-%2d-%2d%n", &d->year, &d->month, &d->day, n) == 3 && d->year >= 2000)
        return true;
    if (sscanf(text, "%4d/%2d/%2d%n", &d->year, &d->month, &d->day, n) == 3 && d->year >= 2000)
        return true;
    if (sscanf(text, "%2d%*1[/.-]%2d%*1[/.-]%4d%n", &d->day, &d->month, &d->year, n) == 3)
        return true;
    if (sscanf(text, "%2d%*1[/. -]%3[A-Za-z]%*1[/. -]%4d%n", &d->day, month, &d->year, n) == 3) {
        d->month = month_named(month);
        return true;
    }
    return false;
}

/* Seconds of the day; -1: no time stands there. */
static int
scan_time(const char *text)
{
    int hour, minute, second = 0, n = 0;

    text += strspn(text, " T,");
    if (strncasecmp(text, "at ", 3) == 0 || strncasecmp(text, "saa ", 4) == 0)
        text += strcspn(text, " ") + 1;
    if (sscanf(text, "%2d%*1[:.]%2d%n", &hour, &minute, &n) != 2)
        return -1;
    text += n;
    if (sscanf(text, ":%2d%n", &second, &n) == 1)
        text += n;
    text += strspn(text, " ");
    if (strncasecmp(text, "pm", 2) == 0 && hour < 12)
        hour += 12;
    else if (strncasecmp(text, "am", 2) == 0 && hour == 12)
        hour = 0;
    return hour < 24 && minute < 60 && second < 60 && hour >= 0 && minute >= 0 && second >= 0
               ? (hour * 60 + minute) * 60 + second
               : -1;
}

static bool
serial_day(const char *text, struct date *d)
{
    int64_t     serial;
    char        whole[8];
    size_t      n = strspn(text, "0123456789");
    const char *rest = text + n;

    if (n != 5 || (*rest && (*rest != '.' || rest[1 + strspn(rest + 1, "0123456789")])))
        return false;
    snprintf(whole, sizeof whole, "%.5s", text);
    if (!int64_parse(whole, SERIAL_LEAST, SERIAL_MOST, &serial))
        return false;
    *d = date_from_days(serial - SERIAL_1970);
    return true;
}

bool
read_day(struct arena *mem, const char *text, struct statement_line *l)
{
    struct date d, real;
    char        day[DATE_SIZE];
    int         n = 0, seconds = -1;

    if (scan_day(text, &d, &n)) {
        if (d.year < 100)
            d.year += 2000;
        seconds = scan_time(text + n);
    } else if (!serial_day(text, &d)) {
        return false;
    }
    if (d.year < 2000 || d.year > 2199 || d.month < 1 || d.month > 12 || d.day < 1 ||
        !date_parse(date_text(day, d), &real))
        return false;
    l->day = arena_strdup(mem, day);
    l->at = date_start_utc(d) + (seconds >= 0 ? seconds : NOON_S);
    return true;
}

/* ---- amounts ---- */

bool
read_amount(struct arena *mem, const char *text, struct money *out)
{
    char  *plain = utf8_tidy(mem, text);
    size_t n = strlen(plain);
    bool   minus = false;

    *out = (struct money){0};
    if (n == 0 || strcmp(plain, "-") == 0)
        return true;
    if (plain[0] == '(' && plain[n - 1] == ')') {
        plain[n - 1] = '\0';
        plain++;
        minus = true;
    } else if (n > 2 && (strcasecmp(plain + n - 2, "dr") == 0 || strcasecmp(plain + n - 2, "cr") == 0)) {
        minus = tolower((unsigned char)plain[n - 2]) == 'd';
        plain[n - 2] = '\0';
    } else if (plain[0] == '-' || plain[0] == '+') {
        minus = *plain++ == '-';
    }
    for (n = strlen(plain); n && plain[n - 1] == ' '; n--)
        plain[n - 1] = '\0';
    if (!money_parse_typed(plain, out))
        return false;
    if (minus)
        out->cents = -out->cents;
    return true;
}

/* ---- codes, phones, names ---- */

static bool
is_code(const char *word, size_t n)
{
    size_t digits = 0, letters = 0;

    for (size_t i = 0; i < n; i++) {
        digits += word[i] >= '0' && word[i] <= '9';
        letters += word[i] >= 'A' && word[i] <= 'Z';
    }
    return n == CODE_LEN && digits + letters == n && digits > 0 && letters > 2 && word[0] >= 'A';
}

const char *
read_code(struct arena *mem, const char *text)
{
    while (*text) {
        size_t n = 0;
        while (isalnum((unsigned char)text[n]))
            n++;
        if (is_code(text, n))
            return arena_strndup(mem, text, n);
        text += n + (text[n] != '\0');
    }
    return NULL;
}

const char *
read_phone(struct arena *mem, const char *text)
{
    while (*text) {
        size_t n = strspn(text, "0123456789*+"), stars = 0;
        for (size_t i = 0; i < n; i++)
            stars += text[i] == '*';
        bool begins = strncmp(text, "254", 3) == 0 || strncmp(text, "+254", 4) == 0 || strncmp(text, "07", 2) == 0 ||
                      strncmp(text, "01", 2) == 0 || strncmp(text, "0*", 2) == 0;
        if (begins && n >= (stars ? 6 : 10) && n <= 15)
            return arena_strndup(mem, text, n);
        text += n ? n : 1;
    }
    return NULL;
}

const char *
read_between(struct arena *mem, const char *text, const char *after, const char *ends)
{
    const char *from = strcasestr(text, after);

    if (!from)
        return NULL;
    from += strlen(after);
    size_t n = strlen(from);
    while (*ends) {
        size_t      len = strcspn(ends, "|");
        const char *end = strcasestr(from, arena_strndup(mem, ends, len));
        if (len && end && (size_t)(end - from) < n)
            n = (size_t)(end - from);
        ends += len + (ends[len] == '|');
    }
    const char *found = utf8_tidy(mem, arena_strndup(mem, from, n));
    return *found ? found : NULL;
}

const char *
read_folded(struct arena *mem, const char *text)
{
    char  *out = arena_alloc(mem, strlen(text) + 1);
    size_t n = 0;

    for (; *text; text++)
        if (isalnum((unsigned char)*text))
            out[n++] = (char)tolower((unsigned char)*text);
    return out;
}
