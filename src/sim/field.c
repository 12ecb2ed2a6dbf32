#include "sim/field.h"

#include <stdint.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/err.h"
#include "base/money.h"
#include "base/number.h"

enum { DAY_S = 86400, URL_MOST = 2048, STK_MOST_SHILLINGS = 250000, B2C_LEAST_SHILLINGS = 10 };

#define DIGITS  "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

static bool
made_of(const char *value, const char *set, size_t least, size_t most)
{
    size_t n = strspn(value, set);

    return value[n] == '\0' && n >= least && n <= most;
}

const char *
field_complaint(const struct field *fields, const struct json *body)
{
    for (const struct field *f = fields; f->name; f++) {
        const char *value = json_text(json_get(body, f->name));
        bool        left_out = !value || !*value;
        if (left_out && f->optional)
            continue;
        if (!value || !f->good(value))
            return f->said ? f->said : f->name;
    }
    return NULL;
}

bool
field_shortcode(const char *value)
{
    return made_of(value, DIGITS, 5, 7);
}

bool
field_base64(const char *value)
{
    size_t n = strspn(value, LETTERS DIGITS "+/");
    size_t pad = strspn(value + n, "=");

    return n > 0 && pad <= 2 && value[n + pad] == '\0' && (n + pad) % 4 == 0;
}

/* Daraja itself does not check the zone; a day of tolerance still catches UTC that was meant to be another
 * date, and clocks that are far off. */
bool
field_timestamp(const char *value)
{
    int64_t utc;

    if (!made_of(value, DIGITS, 14, 14) || !daraja_time_parse(value, &utc))
        return false;
    int64_t skew_s = utc - clock_now();
    return skew_s >= -DAY_S && skew_s <= DAY_S;
}

bool
field_transaction_type(const char *value)
{
    return strcmp(value, "CustomerPayBillOnline") == 0 || strcmp(value, "CustomerBuyGoodsOnline") == 0;
}

bool
field_amount(const char *value)
{
    int64_t shillings;

    return made_of(value, DIGITS, 1, 9) && int64_parse(value, 1, STK_MOST_SHILLINGS, &shillings);
}

bool
field_amount_b2c(const char *value)
{
    int64_t shillings;

    return made_of(value, DIGITS, 1, 9) && int64_parse(value, B2C_LEAST_SHILLINGS, STK_MOST_SHILLINGS, &shillings);
}

bool
field_amount_b2b(const char *value)
{
    int64_t shillings;

    return made_of(value, DIGITS, 1, 9) && int64_parse(value, 1, INT32_MAX, &shillings);
}

bool
field_money(const char *value)
{
    struct money m;

    return money_parse(value, &m) && m.cents > 0;
}

bool
field_identifier(const char *value)
{
    return strcmp(value, "1") == 0 || strcmp(value, "2") == 0 || strcmp(value, "4") == 0;
}

bool
field_receipt(const char *value)
{
    return made_of(value, DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 10, 10);
}

bool
field_phone(const char *value)
{
    return made_of(value, DIGITS, 12, 12) && (strncmp(value, "2541", 4) == 0 || strncmp(value, "2547", 4) == 0);
}

static bool
holds_banned_word(const char *url)
{
    static const char *const banned[] = {
        "m-pesa",    "mpesa", "safaricom", "exe",        "cmd", "sql", "query", /* "exec" begins with exe */
        "localhost", "ngrok", "mockbin",   "requestbin",
    };

    for (size_t i = 0; i < COUNT(banned); i++)
        if (strcasestr(url, banned[i]))
            return true;
    return false;
}

bool
field_callback_url(const char *value)
{
    size_t scheme = strncmp(value, "https://", 8) == 0 ? 8 : strncmp(value, "http://", 7) == 0 ? 7 : 0;

    if (scheme == 0 || strlen(value) > URL_MOST)
        return false;
    for (const char *p = value; *p; p++)
        if (*p <= ' ' || *p >= 0x7f || strchr("<>\"\\^`{|}", *p))
            return false;
    const char *host = value + scheme;
    size_t      n =
        *host == '[' ? strspn(host, "[]:.0123456789abcdef") : strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789.-");
    return n > 0 && strchr("/:?", host[n]) && !holds_banned_word(value);
}

bool
field_reference(const char *value)
{
    return made_of(value, LETTERS DIGITS " -_.", 1, 12);
}

bool
field_description(const char *value)
{
    return made_of(value, LETTERS DIGITS " -_.", 1, 13);
}

bool
field_checkout_id(const char *value)
{
    return made_of(value, LETTERS DIGITS "-_", 1, 64);
}

bool
field_account(const char *value)
{
    return *value && strlen(value) <= 20;
}

bool
field_remarks(const char *value)
{
    size_t n = strlen(value);

    return n >= 2 && n <= 100;
}

bool
field_any(const char *value)
{
    return *value != '\0';
}
