/*
 * msisdn.h - is the payer that M-Pesa shows this phone of ours (daraja.md 6.3)?
 *
 * Depending on product, version and year a confirmation shows the number itself, its SHA-256 (of the 12 digits,
 * unsalted), the number with its middle masked, or that hash with its middle masked. What is masked is a hint and never
 * a proof.
 */
#ifndef BASE_MSISDN_H
#define BASE_MSISDN_H

enum msisdn_fit {
    MSISDN_SILENT,  /* nothing is shown, or nothing that can be read */
    MSISDN_DIFFERS, /* surely another number */
    MSISDN_HINT,    /* what is shown agrees; others would agree as well */
    MSISDN_PROOF,   /* it is this number */
};

enum { MSISDN_MOST = 80 };

/* `phone` is 254…; `shown` may be NULL. */
enum msisdn_fit msisdn_fits(const char *shown, const char *phone);

#endif
