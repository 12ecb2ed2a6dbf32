/*
 * phone.h - Kenyan mobile numbers as people type them and as M-Pesa wants them (daraja.md 1.6).
 */
#ifndef BASE_PHONE_H
#define BASE_PHONE_H

#include <stdbool.h>

enum { PHONE_SIZE = 13, PHONE_MASK_SIZE = 24 };

/* Accepts 07…, 01…, 7…, 1…, 254…, +254…, 00254…, with spaces, dashes, dots and brackets; writes 2547XXXXXXXX or
 * 2541XXXXXXXX. No operator is turned away by prefix: numbers are portable. False, and out untouched, otherwise. */
bool phone_parse(const char *typed, char out[PHONE_SIZE]);

/* "2547•••149": enough to recognise one's own, too little to ring a stranger. Returns out. */
const char *phone_mask(char out[PHONE_MASK_SIZE], const char *phone);

/* A payer's number as M-Pesa shows it (clear, masked, hashed), in the form above; "" when nothing of it can be read, as
 * of a hash. Returns out. */
const char *phone_payer(char out[PHONE_MASK_SIZE], const char *shown);

/* "0712 345 678", as Kenyans write it. Returns out. `phone` is 254…; anything else is copied as it is, cut to fit. */
const char *phone_local(char out[PHONE_MASK_SIZE], const char *phone);

/* Does a number that Daraja shows, perhaps masked ("254708***430", "2547 ***** 126", "0712345678"), fit `phone`?
 * Digits on both sides of the mask must agree; an empty or all-masked text fits (it says nothing). */
bool phone_fits(const char *shown, const char *phone);

#endif
