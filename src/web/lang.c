#include "web/lang.h"

#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/date.h"
#include "base/err.h"
#include "base/log.h"

#define DOMAIN "rentease"

/* glibc's: to be raised when LANGUAGE changes, or its answers stay those of before (gettext manual, 11.5). */
extern int _nl_msg_cat_cntr;

static const char *const codes[] = {[LANG_EN] = "en", [LANG_SW] = "sw"};
_Static_assert(COUNT(codes) == LANG_COUNT, "a code for each language");

static const char *const months[LANG_COUNT][12] = {
    [LANG_EN] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                 "November", "December"},
    [LANG_SW] = {"Januari", "Februari", "Machi", "Aprili", "Mei", "Juni", "Julai", "Agosti", "Septemba", "Oktoba",
                 "Novemba", "Desemba"},
};

/* English is what the program is written in, so gettext only ever has to know of Swahili: LANGUAGE is set
 * once, and lang_text may be called by any thread. gettext does nothing in the C locale, hence C.UTF-8. */
void
lang_init(const char *locale_dir)
{
    char path[512];

    snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/" DOMAIN ".mo", locale_dir, codes[LANG_SW]);
    bool there = access(path, R_OK) == 0;
    if (!there || !setlocale(LC_MESSAGES, "C.UTF-8"))
        log_event(LOG_WARN, "lang.english_only", there ? "locale" : "file", there ? "C.UTF-8" : path, NULL);
    setenv("LANGUAGE", codes[LANG_SW], 1);
    bindtextdomain(DOMAIN, locale_dir);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    _nl_msg_cat_cntr++;
}

const char *
lang_code(enum lang l)
{
    return codes[l];
}

enum lang
lang_from(const char *code)
{
    for (enum lang l = LANG_EN; code && l < LANG_COUNT; l++) {
        if (strcmp(code, codes[l]) == 0)
            return l;
    }
    return LANG_EN;
}

/* gettext answers "" with the head of the .mo file. */
const char *
lang_text(enum lang l, const char *english)
{
    return l == LANG_EN || !*english ? english : dgettext(DOMAIN, english);
}

/* ---- Accept-Language: "sw-KE,sw;q=0.9,en;q=0.8" ---- */

/* "sw" of "sw" or "sw-KE"; LANG_COUNT for another language. */
static enum lang
range_lang(const char *range, size_t len)
{
    for (enum lang l = LANG_EN; l < LANG_COUNT; l++) {
        size_t n = strlen(codes[l]);
        if (len >= n && strncasecmp(range, codes[l], n) == 0 && (len == n || range[n] == '-'))
            return l;
    }
    return LANG_COUNT;
}

/* In thousandths, after "q="; 1000 without one. Anything odd counts as 0: not wanted. */
static int
range_quality(const char *params, size_t len)
{
    const char *q = memmem(params, len, "q=", 2);
    int         quality = 0, unit = 100;

    if (!q)
        return 1000;
    size_t rest = len - (size_t)(q - params) - 2;
    q += 2;
    if (rest > 0 && *q == '1')
        return 1000;
    for (size_t i = 2; rest > 1 && *q == '0' && q[1] == '.' && i < rest && q[i] >= '0' && q[i] <= '9'; i++) {
        quality += (q[i] - '0') * unit;
        unit /= 10;
    }
    return quality;
}

enum lang
lang_accept(const char *header, enum lang otherwise)
{
    enum lang best = otherwise;
    int       best_quality = 0;

    while (header && *header) {
        header += strspn(header, " \t,");
        size_t    len = strcspn(header, ","), name = strcspn(header, " \t;,");
        enum lang l = range_lang(header, name);
        int       quality = range_quality(header + name, len - name);
        if (l != LANG_COUNT && quality > best_quality) {
            best = l;
            best_quality = quality;
        }
        header += len;
    }
    return best;
}

/* ---- dates ---- */

static const char *
day_text(struct arena *mem, enum lang l, struct date d)
{
    return arena_printf(mem, "%d %.3s %d", d.day, months[l][d.month - 1], d.year);
}

const char *
lang_date(struct arena *mem, enum lang l, const char *date)
{
    struct date d;

    return date && date_parse(date, &d) ? day_text(mem, l, d) : "";
}

/* Swahili counts its hours from sunrise, six apart from the English ones; 24 hours cannot be misread. */
const char *
lang_time(struct arena *mem, enum lang l, int64_t utc)
{
    struct eat  t = eat_from(utc);
    const char *day = day_text(mem, l, t.date);

    if (l == LANG_SW)
        return arena_printf(mem, "%s, %02d:%02d", day, t.hour, t.minute);
    int hour = (t.hour + 11) % 12 + 1; /* 12, 1, 2, … 11 */
    return arena_printf(mem, "%s, %d:%02d %s", day, hour, t.minute, t.hour < 12 ? "am" : "pm");
}

const char *
lang_period(struct arena *mem, enum lang l, const char *period)
{
    struct date d;

    if (!period || !date_parse(arena_printf(mem, "%s-01", period), &d))
        return "";
    return arena_printf(mem, "%s %d", months[l][d.month - 1], d.year);
}
