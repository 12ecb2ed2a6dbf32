/*
 * xlsx_number.c - the numbers of a spreadsheet's cells, by their digits.
 */
#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "base/number.h"
#include "base/xlsx_private.h"

enum { DIGITS_MOST = 40, SHIFT_MOST = 40, LITERAL_MOST = 60 };
enum { EPOCH_1900 = 25569, EPOCH_1904 = 24107, LEAP_BUG = 60, SERIAL_MOST = 2958465 }; /* 9999-12-31 */

/* whole.part, without leading zeros in front and without an exponent. */
struct decimal {
    bool minus;
    char whole[DIGITS_MOST + SHIFT_MOST + 2], part[DIGITS_MOST + SHIFT_MOST + 2];
};

/* The digits of "12.5", and how many of them stand before the point; behind them `*end`. */
static bool
read_digits(const char *p, char digits[DIGITS_MOST + 1], int *before, const char **end)
{
    size_t n = 0, seen = 0;
    bool   point = false;

    *before = 0;
    for (; isdigit((unsigned char)*p) || (*p == '.' && !point); p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        seen++;
        if (n == 0 && *p == '0') { /* a leading zero is none of the number's digits, but moves the point */
            *before -= point;
            continue;
        }
        if (n == DIGITS_MOST)
            return false;
        digits[n++] = *p;
        *before += !point;
    }
    digits[n] = '\0';
    *end = p;
    return seen > 0;
}

static void
lay_out(struct decimal *d, const char *digits, int before)
{
    size_t n = strlen(digits), whole = 0, part = 0;

    for (int i = before; i < 0; i++)
        d->part[part++] = '0';
    for (int i = 0; i < (int)n || i < before; i++) {
        char c = '0';
        if (i < (int)n)
            c = digits[i];
        if (i < before)
            d->whole[whole++] = c;
        else
            d->part[part++] = c;
    }
    if (whole == 0)
        d->whole[whole++] = '0';
    d->whole[whole] = d->part[part] = '\0';
}

static bool
decimal_parse(const char *literal, struct decimal *d)
{
    char        digits[DIGITS_MOST + 1] = "";
    int         before;
    int64_t     exponent = 0;
    const char *end;

    *d = (struct decimal){.minus = *literal == '-'};
    literal += *literal == '-' || *literal == '+';
    if (strlen(literal) > LITERAL_MOST || !read_digits(literal, digits, &before, &end))
        return false;
    if (*end == 'e' || *end == 'E') {
        end += end[1] == '+' ? 2 : 1;
        if (!int64_parse(end, -400, 400, &exponent))
            return false;
        end += strlen(end);
    }
    if (*end)
        return false;
    before = *digits ? before + (int)exponent : 0;
    if (before > SHIFT_MOST || before < -SHIFT_MOST)
        return false;
    lay_out(d, digits, before);
    return true;
}

/* One more in the last of its places; a carry out of the front makes it longer. */
static void
add_one(struct decimal *d)
{
    char *texts[] = {d->part, d->whole};

    for (size_t t = 0; t < COUNT(texts); t++) {
        for (size_t i = strlen(texts[t]); i-- > 0;) {
            if (texts[t][i] != '9') {
                texts[t][i]++;
                return;
            }
            texts[t][i] = '0';
        }
    }
    memmove(d->whole + 1, d->whole, strlen(d->whole) + 1);
    d->whole[0] = '1';
}

/* A spreadsheet reckons in binary, and 0.1 + 0.2 is 0.30000000000000004 to it. What is within a millionth of whole
 * cents was meant to be those cents: four zeros or nines behind them say so. */
static void
drop_noise(struct decimal *d)
{
    if (strlen(d->part) < 6)
        return;
    bool less = strncmp(d->part + 2, "0000", 4) == 0, more = strncmp(d->part + 2, "9999", 4) == 0;
    if (!less && !more)
        return;
    d->part[2] = '\0';
    if (more)
        add_one(d);
    if (strcmp(d->part, "00") == 0)
        d->part[0] = '\0';
}

const char *
xlsx_number(struct arena *mem, const char *literal)
{
    struct decimal d;

    if (!decimal_parse(literal, &d))
        return arena_strdup(mem, literal);
    drop_noise(&d);
    bool zero = strspn(d.whole, "0") == strlen(d.whole) && strspn(d.part, "0") == strlen(d.part);
    return arena_printf(mem, "%s%s%s%s", d.minus && !zero ? "-" : "", d.whole, *d.part ? "." : "", d.part);
}

/* ---- dates ---- */

enum { DAY_S = 86400, PART_PLACES = 10 };
#define PART_ONE INT64_C(10000000000)

/* The seconds of a part of a day, to the nearest. */
static int64_t
seconds_of(const char *part)
{
    int64_t n = 0;
    size_t  length = strlen(part);

    for (size_t i = 0; i < PART_PLACES; i++)
        n = 10 * n + (i < length ? part[i] - '0' : 0);
    return (n * DAY_S + PART_ONE / 2) / PART_ONE;
}

/* Excel of 1900 believes in a 29 February 1900, number 60: the days before it are one off, and it itself is shown as
 * Excel shows it, for the reader to refuse. */
static const char *
day_text(char out[DATE_SIZE], int64_t serial, bool since_1904)
{
    if (since_1904)
        return date_text(out, date_from_days(serial - EPOCH_1904));
    if (serial == LEAP_BUG)
        return "1900-02-29";
    return date_text(out, date_from_days(serial - EPOCH_1900 + (serial < LEAP_BUG)));
}

const char *
xlsx_date(struct arena *mem, const char *literal, bool since_1904)
{
    struct decimal d;
    char           day[DATE_SIZE];
    int64_t        serial, s;

    if (!decimal_parse(literal, &d) || d.minus || !int64_parse(d.whole, 0, SERIAL_MOST, &serial))
        return NULL;
    s = seconds_of(d.part);
    if (s == DAY_S) {
        serial++;
        s = 0;
    }
    if (serial > SERIAL_MOST - (since_1904 ? EPOCH_1900 - EPOCH_1904 : 0))
        return NULL;
    const char *time = arena_printf(mem, "%02d:%02d:%02d", (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
    if (serial == 0 && (s || !since_1904))
        return time;
    const char *text = day_text(day, serial, since_1904);
    return s ? arena_printf(mem, "%s %s", text, time) : arena_strdup(mem, text);
}

bool
xlsx_format_is_date(int64_t id)
{
    return (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
}

/* Letters of days and hours, where they are no text: outside "quotes" and [brackets], not behind \ _ or *. */
bool
xlsx_code_is_date(const char *code)
{
    for (; *code; code++) {
        const char *close = NULL;
        if (*code == '"' || *code == '[')
            close = strchr(code + 1, *code == '"' ? '"' : ']');
        if (close)
            code = close;
        else if (strchr("\\_*", *code))
            code += code[1] != '\0';
        else if (strchr("dmyhDMYH", *code))
            return true;
    }
    return false;
}
