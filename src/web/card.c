#include "web/card.h"

#include <stddef.h>

enum { CARD_LEAST = 13, CARD_MOST = 19 };

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
luhn(const char *digits, size_t n)
{
    int sum = 0;

    for (size_t i = 0; i < n; i++) {
        int d = digits[n - 1 - i] - '0';
        if (i % 2 == 1)
            d = d > 4 ? 2 * d - 9 : 2 * d;
        sum += d;
    }
    return sum % 10 == 0;
}

/* The run of digits at *p, groups of it parted by single blanks or dashes; *p is left behind it. Digits
 * beyond CARD_MOST are counted, not kept. */
static size_t
take_run(const char **p, char digits[CARD_MOST])
{
    size_t n = 0;

    for (;; (*p)++) {
        if (is_digit(**p)) {
            if (n < CARD_MOST)
                digits[n] = **p;
            n++;
        } else if ((**p != ' ' && **p != '-') || !is_digit((*p)[1])) {
            return n;
        }
    }
}

bool
card_in_text(const char *text)
{
    char digits[CARD_MOST];

    while (*text) {
        if (!is_digit(*text)) {
            text++;
            continue;
        }
        size_t n = take_run(&text, digits);
        if (n >= CARD_LEAST && n <= CARD_MOST && digits[0] >= '3' && digits[0] <= '6' && luhn(digits, n))
            return true;
    }
    return false;
}
