/*
 * money.h - Kenyan shillings, in whole cents.
 *
 * A struct, so that shillings, cents and counts cannot be mixed up, and never a double. M-Pesa takes whole shillings on
 * the way out (daraja.md 3.1) and may bring cents on the way in (6.3).
 */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

struct money {
    int64_t cents;
};

enum { MONEY_TEXT_SIZE = 48 };

/* One STK Push carries 1 to 250,000 shillings (daraja.md 3.1). */
#define MPESA_LEAST_CENTS INT64_C(100)
#define MPESA_MOST_CENTS  INT64_C(25000000)

/* Reads digits with at most two decimals: "15000", "1250.50", "8959269.6", and as people write: "KSh 1,250/=" is not
 * read here but by money_parse_typed. False for signs, exponents, more decimals, or above ten thousand million. */
bool money_parse(const char *text, struct money *out);

/* As a person types it: "15,000", "KES 15000", "Ksh 15,000.00", "15000/=", with spaces. */
bool money_parse_typed(const char *text, struct money *out);

/* "15000" or "1250.50": the JSON API's and Daraja's way. Returns out. */
const char *money_plain(char out[MONEY_TEXT_SIZE], struct money m);

/* "KSh 15,000" or "KSh 1,250.50" (cents only if not zero), a no-break space between; "-KSh 200" below zero. */
const char *money_text(char out[MONEY_TEXT_SIZE], struct money m);

/* True for a positive whole number of shillings. */
bool money_whole(struct money m);

#endif
