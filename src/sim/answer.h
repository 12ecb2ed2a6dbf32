/*
 * answer.h - what goes back for one request, well-behaved or not, and the bodies that every Daraja address
 * shares (daraja.md 1.1, 1.2 and 17.2).
 */
#ifndef SIM_ANSWER_H
#define SIM_ANSWER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum answer_kind {
    ANSWER_BODY,  /* an ordinary answer */
    ANSWER_CUT,   /* says the full length, sends half, closes */
    ANSWER_CLOSE, /* closes without a word */
    ANSWER_RESET, /* resets the connection */
    ANSWER_HANG,  /* nothing, until the client gives up */
};

struct answer {
    enum answer_kind kind;
    unsigned         status;
    const char      *type; /* content type */
    const char      *body;
    size_t           length;
    const char      *location;   /* of a redirect */
    const char      *error_code; /* for the log; NULL when all is well */
    int64_t          delay_ms;
};

/* The refusals Daraja knows, one per row of answer.c's table. */
enum refusal {
    REFUSAL_BASIC_TYPE,
    REFUSAL_BASIC_KEYS,
    REFUSAL_GRANT_TYPE,
    REFUSAL_PATH,
    REFUSAL_HEADER,
    REFUSAL_METHOD,
    REFUSAL_PAYLOAD,
    REFUSAL_PRODUCT,
    REFUSAL_CREDENTIALS,
    REFUSAL_MERCHANT,
    REFUSAL_LOCKED,
    REFUSAL_PROCESSING,
    REFUSAL_NO_TRANSACTION,
    REFUSAL_COUNT
};

struct answer answer_json(unsigned status, const char *body);
struct answer answer_empty(unsigned status);

/* The envelope of 1.1 with a new requestId. */
struct answer answer_error(struct arena *mem, unsigned status, const char *code, const char *message);
struct answer answer_refusal(struct arena *mem, enum refusal r);

/* 400.002.02 "Bad Request - Invalid <field>". */
struct answer answer_bad_field(struct arena *mem, const char *field);

/* The firewall's page, and the gateway's spike arrest. */
struct answer answer_waf(struct arena *mem);
struct answer answer_spike(struct arena *mem);

/* The sim's own control API: {"error":"..."}, {"ok":true}. */
struct answer answer_control_error(struct arena *mem, unsigned status, const char *why);
struct answer answer_ok(void);

#endif
