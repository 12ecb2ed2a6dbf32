#include "base/money.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define MOST_SHILLINGS INT64_C(10000000000)

bool
money_parse(const char *text, struct money *out)
{
    int64_t shillings = 0, cents = 0;
    int     digits = 0, decimals = 0;

    for (; *text >= '0' && *text <= '9'; text++, digits++) {
        shillings = shillings * 10 + (*text - '0');
        if (shillings > MOST_SHILLINGS)
            return false;
    }
    if (digits == 0)
        return false;
    if (*text == '.') {
        for (text++; *text >= '0' && *text <= '9'; text++, decimals++) {
            if (decimals >= 2)
                return false;
            cents = cents * 10 + (*text - '0');
        }
        if (decimals == 0)
            return false;
        if (decimals == 1)
            cents *= 10;
    }
    if (*text)
        return false;
    out->cents = shillings * 100 + cents;
    return true;
}

static const char *
skip_currency(const char *text)
{
    static const char *const names[] = {"KES", "KSHS", "KSH", "SH"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if (strncasecmp(text, names[i], n) == 0) {
            text += n;
            if (*text == '.')
                text++;
            break;
        }
    }
    while (*text == ' ')
        text++;
    return text;
}

bool
money_parse_typed(const char *text, struct money *out)
{
    char   plain[32];
    size_t n = 0;

    while (*text == ' ')
        text++;
    text = skip_currency(text);
    for (; isdigit((unsigned char)*text) || *text == '.' || *text == ',' || *text == ' '; text++) {
        if (*text == ',' || *text == ' ')
            continue;
        if (n == sizeof plain - 1)
            return false;
        plain[n++] = *text;
    }
    plain[n] = '\0';
    if (strcmp(text, "/=") != 0 && strcmp(text, "/-") != 0 && *text != '\0')
        return false;
    return money_parse(plain, out);
}

const char *
money_plain(char out[MONEY_TEXT_SIZE], struct money m)
{
    uint64_t    cents = m.cents < 0 ? 0 - (uint64_t)m.cents : (uint64_t)m.cents;
    const char *sign = m.cents < 0 ? "-" : "";

    if (cents % 100 == 0)
        snprintf(out, MONEY_TEXT_SIZE, "%s%" PRIu64, sign, cents / 100);
    else
        snprintf(out, MONEY_TEXT_SIZE, "%s%" PRIu64 ".%02" PRIu64, sign, cents / 100, cents % 100);
    return out;
}

const char *
money_text(char out[MONEY_TEXT_SIZE], struct money m)
{
    char        digits[24], grouped[32];
    uint64_t    cents = m.cents < 0 ? 0 - (uint64_t)m.cents : (uint64_t)m.cents;
    const char *sign = m.cents < 0 ? "-" : "";
    size_t      n = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, cents / 100), g = 0;

    for (size_t i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0)
            grouped[g++] = ',';
        grouped[g++] = digits[i];
    }
    grouped[g] = '\0';
    if (cents % 100 == 0)
        snprintf(out, MONEY_TEXT_SIZE, "%sKSh\u00a0%s", sign, grouped);
    else
        snprintf(out, MONEY_TEXT_SIZE, "%sKSh\u00a0%s.%02" PRIu64, sign, grouped, cents % 100);
    return out;
}

bool
money_whole(struct money m)
{
    return m.cents > 0 && m.cents % 100 == 0;
}
