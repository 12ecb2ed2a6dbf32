/*
 * mpesa_code.h - the code in M-PESA's message, as people type it: in small letters, with blanks between, or the whole
 * message pasted.
 */
#ifndef RENT_MPESA_CODE_H
#define RENT_MPESA_CODE_H

#include "base/arena.h"

/* The code in capitals, ten letters and digits; NULL when there is none in it. */
const char *mpesa_code_read(struct arena *mem, const char *typed);

/* What else M-Pesa knows a transaction by: a conversation id, as it was typed, its blanks gone. NULL: it is none. */
const char *mpesa_conversation_read(struct arena *mem, const char *typed);

#endif
