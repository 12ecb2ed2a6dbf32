#include "base/msisdn.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/phone.h"

/* What stands before and after the mask, in lower case and without blanks. */
struct shown {
    char   head[MSISDN_MOST + 1], tail[MSISDN_MOST + 1];
    size_t heads, tails;
    bool   masked;
    bool   hex; /* too long, or too lettered, for a phone number */
};

static bool
take_apart(const char *text, struct shown *s)
{
    *s = (struct shown){0};
    if (strlen(text) > MSISDN_MOST)
        return false;
    for (; *text; text++) {
        char c = (char)tolower((unsigned char)*text);
        if (c == '*') {
            if (s->tails) /* a second mask: which digits are whose cannot be told */
                return false;
            s->masked = true;
        } else if (isxdigit((unsigned char)c)) {
            s->hex = s->hex || !isdigit((unsigned char)c);
            if (s->masked)
                s->tail[s->tails++] = c;
            else
                s->head[s->heads++] = c;
        } else if (!strchr(" +-", c)) {
            return false;
        }
    }
    s->hex = s->hex || s->heads + s->tails > PHONE_SIZE;
    return s->heads + s->tails > 0;
}

static bool
ends_agree(const struct shown *s, const char *whole)
{
    size_t n = strlen(whole);

    return s->heads + s->tails <= n && strncmp(s->head, whole, s->heads) == 0 &&
           strcmp(s->tail, whole + n - s->tails) == 0;
}

static enum msisdn_fit
fits_hash(const struct shown *s, const char *phone)
{
    char hash[SHA256_HEX_SIZE];

    sha256_hex(hash, phone, strlen(phone));
    if (!s->masked && s->heads != SHA256_HEX_SIZE - 1)
        return MSISDN_SILENT;
    if (!ends_agree(s, hash))
        return MSISDN_DIFFERS;
    return s->masked ? MSISDN_HINT : MSISDN_PROOF;
}

enum msisdn_fit
msisdn_fits(const char *shown, const char *phone)
{
    struct shown s;
    char         full[PHONE_SIZE], local[PHONE_SIZE + 1];

    if (!shown || !take_apart(shown, &s))
        return MSISDN_SILENT;
    if (s.hex)
        return fits_hash(&s, phone);
    if (!s.masked) {
        if (!phone_parse(s.head, full))
            return MSISDN_SILENT;
        return strcmp(full, phone) == 0 ? MSISDN_PROOF : MSISDN_DIFFERS;
    }
    snprintf(local, sizeof local, "0%.12s", strlen(phone) > 3 ? phone + 3 : phone);
    return ends_agree(&s, phone) || ends_agree(&s, local) ? MSISDN_HINT : MSISDN_DIFFERS;
}
