#include "base/number.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool
int64_parse(const char *text, int64_t least, int64_t most, int64_t *out)
{
    const char *digits = *text == '-' ? text + 1 : text;

    if (!*digits || digits[strspn(digits, "0123456789")] != '\0')
        return false;
    errno = 0;
    long long value = strtoll(text, NULL, 10);
    if (errno || value < least || value > most)
        return false;
    *out = value;
    return true;
}
