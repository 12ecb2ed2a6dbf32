#include "daraja/wire.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/err.h"
#include "base/number.h"
#include "base/phone.h"
#include "base/utf8.h"

enum { RECEIPT_LEAST = 6, RECEIPT_MOST = 20, FIGURE_SIZE = 40, SHORTEST_WORDS = 2 };

/* What money_parse takes at most. */
#define FIGURE_MOST_CENTS INT64_C(1000000000000)

bool
wire_filled(const char *text)
{
    return text && *text;
}

bool
wire_zeros(const char *text)
{
    return wire_filled(text) && text[strspn(text, "0")] == '\0';
}

static bool
same_key(const char *a, const char *b)
{
    for (;;) {
        while (*a == ' ')
            a++;
        while (*b == ' ')
            b++;
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
        if (!*a)
            return true;
        a++, b++;
    }
}

const struct json *
wire_get(const struct json *j, const char *key)
{
    const struct json *exact = json_get(j, key);

    if (exact || json_kind(j) != JSON_OBJECT)
        return exact;
    for (const struct json *m = json_first(j); m; m = json_next(m))
        if (same_key(json_key(m), key))
            return m;
    return NULL;
}

const char *
wire_member(const struct json *j, const char *key)
{
    return json_text(wire_get(j, key));
}

const char *
wire_receipt(struct arena *mem, const char *text)
{
    size_t n = text ? strlen(text) : 0;

    if (n < RECEIPT_LEAST || n > RECEIPT_MOST || wire_zeros(text))
        return NULL;
    char *upper = arena_strdup(mem, text);
    for (char *p = upper; *p; p++) {
        if (!isalnum((unsigned char)*p))
            return NULL;
        *p = (char)toupper((unsigned char)*p);
    }
    return upper;
}

/* One figure between blanks: an optional minus, digits, decimals. */
static bool
figure(const char *text, size_t n, struct money *out)
{
    char plain[FIGURE_SIZE];

    for (; n && isspace((unsigned char)*text); text++)
        n--;
    while (n && isspace((unsigned char)text[n - 1]))
        n--;
    bool negative = n && *text == '-';
    if (negative)
        text++, n--;
    if (n == 0 || n >= sizeof plain)
        return false;
    snprintf(plain, sizeof plain, "%.*s", (int)n, text);
    char *point = strchr(plain, '.');
    for (size_t end = strlen(plain); point && plain + end > point + 3 && plain[end - 1] == '0'; end--)
        plain[end - 1] = '\0';
    struct money m;
    if (!money_parse(plain, &m))
        return false;
    out->cents = negative ? -m.cents : m.cents;
    return true;
}

static bool
whole_figure(const char *text, size_t n, int64_t *out)
{
    char plain[FIGURE_SIZE];

    for (; n && isspace((unsigned char)*text); text++)
        n--;
    while (n && isspace((unsigned char)text[n - 1]))
        n--;
    snprintf(plain, sizeof plain, "%.*s", (int)n, text);
    return n < sizeof plain && int64_parse(plain, -FIGURE_MOST_CENTS, FIGURE_MOST_CENTS, out);
}

/* The figure behind `name=` in a brace text; false when it is not there. */
static bool
brace_figure(const char *text, const char *name, const char **at, size_t *n)
{
    const char *p = strcasestr(text, name);

    if (!p)
        return false;
    p += strlen(name);
    p += strspn(p, " \t\r\n");
    if (*p != '=')
        return false;
    p++;
    *at = p;
    *n = strcspn(p, ",}");
    return true;
}

/* MinimumAmount is cents and BasicAmount the same in shillings: two that disagree are no amount at all. Either alone
 * will do: large figures have been may come with an exponent, which is not read. */
static bool
brace_money(const char *text, struct money *out)
{
    const char  *at;
    size_t       n;
    int64_t      cents;
    struct money basic = {0};
    bool         has_basic = brace_figure(text, "BasicAmount", &at, &n) && figure(at, n, &basic);
    bool         has_cents = brace_figure(text, "MinimumAmount", &at, &n) && whole_figure(at, n, &cents);

    if (has_basic && has_cents && basic.cents != cents)
        return false;
    if (has_basic || has_cents)
        out->cents = has_basic ? basic.cents : cents;
    return has_basic || has_cents;
}

bool
wire_money(const char *text, struct money *out)
{
    if (!text)
        return false;
    if (text[strspn(text, " \t\r\n")] == '{')
        return brace_money(text, out);
    const char *bar = strchr(text, '|');
    if (bar) {
        const char *second = strchr(bar + 1, '|');
        return second && figure(second + 1, strcspn(second + 1, "|&"), out);
    }
    return figure(text, strlen(text), out);
}

/* Fills the 14 digits of daraja_time from `text` by `pattern` (Y M D h m s stand for a digit, the rest for itself);
 * gives what follows, or NULL when it does not fit. */
static const char *
by_pattern(const char *pattern, const char *text, char out[DARAJA_TIME_SIZE])
{
    static const char places[] = "YYYYMMDDhhmmss";

    snprintf(out, DARAJA_TIME_SIZE, "00000000000000");
    for (; *pattern; pattern++, text++) {
        const char *place = strchr(places, *pattern);
        if (!place) {
            if (*text != *pattern)
                return NULL;
            continue;
        }
        if (!isdigit((unsigned char)*text))
            return NULL;
        size_t at = (size_t)(place - places), run = strspn(pattern, (char[2]){*pattern, '\0'});
        size_t length = *pattern == 'Y' ? 4 : 2;
        out[at + length - run] = *text;
    }
    return text;
}

/* What may follow an ISO time: a fraction, then Z or an offset, given in *offset_s. */
static bool
iso_tail(const char *tail, int *offset_s)
{
    int64_t hours, minutes;

    *offset_s = EAT_OFFSET_S;
    if (*tail == '.') {
        size_t n = strspn(tail + 1, "0123456789");
        if (n == 0)
            return false;
        tail += n + 1;
    }
    if (!*tail || strcmp(tail, "Z") == 0)
        return true;
    if ((*tail != '+' && *tail != '-') || strlen(tail) < 5)
        return false;
    const char *rest = tail + 3 + (tail[3] == ':');
    if (!int64_parse((char[3]){tail[1], tail[2], '\0'}, 0, 14, &hours) || !int64_parse(rest, 0, 59, &minutes))
        return false;
    *offset_s = (int)(hours * 3600 + minutes * 60) * (*tail == '-' ? -1 : 1);
    return true;
}

bool
wire_time(const char *text, int64_t *utc)
{
    static const struct {
        const char *pattern;
        bool        iso;
    } forms[] = {
        {"YYYYMMDDhhmmss", false},     {"DD.MM.YYYY hh:mm:ss", false}, {"YYYY-MM-DD hh:mm:ss", true},
        {"YYYY-MM-DDThh:mm:ss", true}, {"DD-MM-YYYY hh:mm:ss", false}, {"DD-MM-YYYY hh:mm", false},
        {"YYYY-MM-DD hh:mm", false},   {"YYYY-MM-DD", false},
    };

    for (size_t i = 0; text && i < COUNT(forms); i++) {
        char        digits[DARAJA_TIME_SIZE];
        const char *tail = by_pattern(forms[i].pattern, text, digits);
        int         offset_s = EAT_OFFSET_S;
        if (!tail || (forms[i].iso ? !iso_tail(tail, &offset_s) : *tail != '\0') || !daraja_time_parse(digits, utc))
            continue;
        *utc += EAT_OFFSET_S - offset_s;
        return true;
    }
    return false;
}

struct wire_party
wire_party(struct arena *mem, const char *text)
{
    struct wire_party p = {0};

    if (!text)
        return p;
    const char *rest = text + strspn(text, " \t\r\n");
    size_t      n = strspn(rest, "0123456789*+ ");
    const char *after = rest + n;
    while (n && rest[n - 1] == ' ')
        n--;
    if (n && (*after == '-' || *after == '\0')) {
        char phone[PHONE_SIZE];
        p.number = arena_strndup(mem, rest, n);
        if (phone_parse(p.number, phone))
            p.phone = arena_strdup(mem, phone);
        rest = after + (*after == '-');
    }
    const char *name = utf8_tidy(mem, rest + strspn(rest, " -"));
    p.name = *name ? name : NULL;
    return p;
}

const char *
wire_words(struct arena *mem, const char *text, size_t most, const char *otherwise)
{
    char  *out = arena_alloc(mem, most + 1);
    size_t n = 0;

    for (; text && *text && n < most; text++)
        if (isalnum((unsigned char)*text) || strchr("-_.", *text) || (*text == ' ' && n && out[n - 1] != ' '))
            out[n++] = *text;
    while (n && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    return n >= SHORTEST_WORDS ? out : otherwise;
}

const char *
wire_cut(struct arena *mem, const char *text, size_t most)
{
    size_t n = text ? strlen(text) : 0;

    if (n <= most)
        return text;
    for (n = most; n && ((unsigned char)text[n] & 0xc0) == 0x80; n--)
        ;
    return arena_strndup(mem, text, n);
}
