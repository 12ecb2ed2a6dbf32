/*
 * result.h - result codes and the words Daraja sends with them (daraja.md 17.1).
 */
#ifndef SIM_RESULT_H
#define SIM_RESULT_H

#include <stdbool.h>

#define RESULT_SUCCESS      "0"
#define RESULT_FUNDS        "1"
#define RESULT_RULE_LIMITED "17"
#define RESULT_CANCELLED    "1032"
#define RESULT_NO_ANSWER    "1037"
#define RESULT_WRONG_PIN    "2001"
#define RESULT_PENDING      "4999"

/* A sentence for any code, known or not. */
const char *result_description(const char *code);

/* What the payer's SMS says when nothing was paid; NULL when Safaricom sends none. */
const char *result_sms(const char *code);

/* Digits only: a number in callbacks. SFC_IC0003 and its like are strings. */
bool result_is_number(const char *code);

#endif
