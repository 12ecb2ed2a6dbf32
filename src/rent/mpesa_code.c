#include "rent/mpesa_code.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/date.h"

enum { CODE_LEN = 10, CONVERSATION_LEAST = 16, CONVERSATION_MOST = 128, FIRST_YEAR = 2006 };

/* Year and month are letters, and the day is never 0: there 1 and 0 were meant for I and O. */
static void
mend(char *code)
{
    for (int i = 0; i < 2; i++)
        code[i] = (char)(code[i] == '1' ? 'I' : code[i] == '0' ? 'O' : code[i]);
    if (code[2] == '0')
        code[2] = 'O';
}

/* A year's letter, a month's from A to L, a day's from 1 to V (daraja.md 1.4). */
static bool
has_date(const char *code)
{
    return isalpha((unsigned char)code[0]) && code[1] >= 'A' && code[1] <= 'L' && code[2] <= 'V';
}

static const char *
capitals(struct arena *mem, const char *from, size_t n)
{
    char *code = arena_strndup(mem, from, n);

    for (char *c = code; *c; c++)
        *c = (char)toupper((unsigned char)*c);
    mend(code);
    return has_date(code) ? code : NULL;
}

/* In a message a code is written in capitals or has a digit; a word of ten letters has neither. */
static bool
looks_written(const char *word)
{
    bool digit = false, letter = false, small = false;

    for (size_t i = 0; i < CODE_LEN; i++) {
        digit = digit || isdigit((unsigned char)word[i]);
        letter = letter || isalpha((unsigned char)word[i]);
        small = small || islower((unsigned char)word[i]);
    }
    return letter && (digit || !small);
}

/* One in ten codes has no digit: typed in small letters and in parts it looks like words, but for its year's letter. */
static bool
of_late(const char *word)
{
    int year = today_eat().year - FIRST_YEAR, letter = toupper((unsigned char)word[0]) - 'A';

    return letter == year % 26 || letter == (year - 1) % 26;
}

/* All that was typed is the code; with blanks or dashes in it, it must look like one. */
static const char *
alone(struct arena *mem, const char *typed)
{
    char   found[CODE_LEN];
    size_t n = 0;
    bool   whole = strlen(typed) == CODE_LEN;

    for (const char *p = typed; *p; p++) {
        if (isspace((unsigned char)*p) || ispunct((unsigned char)*p))
            continue;
        if (!isalnum((unsigned char)*p) || n == CODE_LEN)
            return NULL;
        found[n++] = *p;
    }
    return n == CODE_LEN && (whole || looks_written(found) || of_late(found)) ? capitals(mem, found, n) : NULL;
}

const char *
mpesa_code_read(struct arena *mem, const char *typed)
{
    const char *code = alone(mem, typed);

    for (const char *p = typed; !code && *p;) {
        size_t n = 0;
        while (isalnum((unsigned char)p[n]))
            n++;
        if (n == CODE_LEN && looks_written(p))
            code = capitals(mem, p, n);
        p += n ? n : 1;
    }
    return code;
}

const char *
mpesa_conversation_read(struct arena *mem, const char *typed)
{
    char  *out = arena_alloc(mem, CONVERSATION_MOST + 1);
    size_t n = 0;

    for (const char *p = typed; *p; p++) {
        if (isspace((unsigned char)*p))
            continue;
        if ((!isalnum((unsigned char)*p) && !strchr("-_.", *p)) || n == CONVERSATION_MOST)
            return NULL;
        out[n++] = *p;
    }
    out[n] = '\0';
    return n >= CONVERSATION_LEAST && strpbrk(out, "-_") ? out : NULL;
}
