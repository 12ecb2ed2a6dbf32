/*
 * field.h - the members of a request, each with its rule (daraja.md 3.1 and 3.2). Numbers and numeric strings
 * are both accepted, as Daraja does (daraja.md 1).
 *
 * An API lists its members in a table; the first one that is missing or wrong is what Daraja's answer names.
 */
#ifndef SIM_FIELD_H
#define SIM_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"

struct field {
    const char *name;
    bool (*good)(const char *value);
    const char *said;     /* what the error calls it, where that is not its name; else NULL */
    bool        optional; /* may be left out, or be empty */
};

/* The name to complain of; NULL when all are good. `fields` ends with one without a name. */
const char *field_complaint(const struct field *fields, const struct json *body);

bool field_shortcode(const char *value);        /* 5-7 digits */
bool field_base64(const char *value);           /* not empty, standard alphabet, padded */
bool field_timestamp(const char *value);        /* 14 digits, a time within a day of now, read as EAT */
bool field_transaction_type(const char *value); /* one of the two */
bool field_amount(const char *value);           /* whole, 1-250000 */
bool field_phone(const char *value);            /* ^254[17][0-9]{8}$ */
bool field_callback_url(const char *value);     /* daraja.md 3.2 */
bool field_account(const char *value);          /* 1-20 characters, as a payer types them */
bool field_reference(const char *value);        /* 1-12 harmless characters */
bool field_description(const char *value);      /* 1-13 harmless characters */
bool field_remarks(const char *value);          /* 2-100 characters */
bool field_amount_b2c(const char *value);       /* whole, 10-250000 */
bool field_amount_b2b(const char *value);       /* whole, 1-999999999 */
bool field_money(const char *value);            /* with cents perhaps, more than nothing */
bool field_identifier(const char *value);       /* 1, 2 or 4 */
bool field_receipt(const char *value);          /* 10 capital letters and digits */
bool field_any(const char *value);              /* not empty */
bool field_checkout_id(const char *value);      /* 1-64 letters, digits, - and _ */

#endif
