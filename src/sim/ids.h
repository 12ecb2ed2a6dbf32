/*
 * ids.h - the identifiers Daraja hands out, in the forms of daraja.md 1.4.
 *
 * All are unique for the life of the process, across control resets too.
 */
#ifndef SIM_IDS_H
#define SIM_IDS_H

#include <stdint.h>

enum { GATEWAY_ID_SIZE = 48, CHECKOUT_ID_SIZE = 48, RECEIPT_SIZE = 11, TOKEN_SIZE = 29, CONVERSATION_ID_SIZE = 48 };

/* MerchantRequestID and requestId: "2654-4b64-97ff-b827b542881d3130". Returns out. */
char *ids_gateway(char out[GATEWAY_ID_SIZE]);

/* "ws_CO_03112026101502338712345678": EAT, up to three digits of milliseconds, the phone's last nine. Returns
 * out. */
char *ids_checkout(char out[CHECKOUT_ID_SIZE], int64_t utc_ms, const char *phone);

/* "UK38M2QW0Z": year, month and day of EAT in the first three. Returns out. */
char *ids_receipt(char out[RECEIPT_SIZE], int64_t utc);

/* "UK30000000": what stands for a TransactionID where there is none; the same for everybody all day. Not unique.
 * Returns out. */
char *ids_placeholder(char out[RECEIPT_SIZE], int64_t utc);

/* "AG_20261103_2010364430d9bbda0001". Returns out. */
char *ids_conversation(char out[CONVERSATION_ID_SIZE], int64_t utc);

/* An access token: 28 letters and digits (daraja.md 2). Returns out. */
char *ids_token(char out[TOKEN_SIZE]);

#endif
