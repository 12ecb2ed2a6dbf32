#include "sim/ids.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "sim/chance.h"

static const char hex[] = "0123456789abcdef";
static const char base36[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

char *
ids_gateway(char out[GATEWAY_ID_SIZE])
{
    static uint64_t count;
    char            a[5], b[5], c[5], d[13];

    chance_text(a, 4, hex);
    chance_text(b, 4, hex);
    chance_text(c, 4, hex);
    chance_text(d, 12, hex);
    snprintf(out, GATEWAY_ID_SIZE, "%s-%s-%s-%s%" PRIu64, a, b, c, d, ++count);
    return out;
}

char *
ids_checkout(char out[CHECKOUT_ID_SIZE], int64_t utc_ms, const char *phone)
{
    struct eat t = eat_from(utc_ms / 1000);
    size_t     len = strlen(phone);
    char       stamp[48];

    snprintf(stamp, sizeof stamp, "%02d%02d%04d%02d%02d%02d%d", t.date.day, t.date.month, t.date.year, t.hour, t.minute,
             t.second, (int)(utc_ms % 1000));
    snprintf(out, CHECKOUT_ID_SIZE, "ws_CO_%.20s%.9s", stamp, len > 9 ? phone + len - 9 : phone);
    return out;
}

/* A walk over all texts of seven base-36 digits that meets each once: n -> a*n + b modulo 36^7, a coprime to
 * 36. */
static uint64_t
receipt_number(void)
{
    static const uint64_t all = UINT64_C(78364164096), step = UINT64_C(48431718251);
    static uint64_t       at, started;

    if (!started++)
        at = chance_below(all);
    at = (at + step) % all;
    return at;
}

static void
put_day(char out[RECEIPT_SIZE], int64_t utc)
{
    struct date d = eat_from(utc).date;

    out[0] = (char)('A' + (d.year - 2006) % 26); /* N = 2019 */
    out[1] = (char)('A' + d.month - 1);
    out[2] = base36[d.day]; /* 1-9, then A = 10 */
}

char *
ids_receipt(char out[RECEIPT_SIZE], int64_t utc)
{
    uint64_t n = receipt_number();

    put_day(out, utc);
    for (int i = 9; i >= 3; i--, n /= 36)
        out[i] = base36[n % 36];
    out[10] = '\0';
    return out;
}

char *
ids_placeholder(char out[RECEIPT_SIZE], int64_t utc)
{
    put_day(out, utc);
    snprintf(out + 3, RECEIPT_SIZE - 3, "0000000");
    return out;
}

char *
ids_conversation(char out[CONVERSATION_ID_SIZE], int64_t utc)
{
    static unsigned count;
    struct date     d = eat_from(utc).date;
    char            middle[17];

    chance_text(middle, 16, hex);
    snprintf(out, CONVERSATION_ID_SIZE, "AG_%04d%02d%02d_%s%04x", d.year, d.month, d.day, middle, ++count & 0xffff);
    return out;
}

char *
ids_token(char out[TOKEN_SIZE])
{
    return chance_text(out, TOKEN_SIZE - 1, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
