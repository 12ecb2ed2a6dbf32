/*
 * hook.h - judging what came in: one body of the inbox, one verdict.
 *
 * Runs in the gateway, inside its transaction. A body is a hint until it fits: the right secret address, the right
 * shape, the payment's own ids, amount and phone (threat-model.md 3.5). Nothing is dropped and nothing is believed
 * for its JSON alone.
 */
#ifndef HOOK_HOOK_H
#define HOOK_HOOK_H

#include "db/db.h"

/* One row of hook_inbox. */
struct inbox_row {
    int64_t     id, received_at_ms;
    const char *kind, *secret_hash, *remote_addr, *body;
    size_t      body_len;
    bool        genuine, listed;
};

enum hook_verdict {
    HOOK_POSTED,      /* money, heard of for the first time */
    HOOK_KNOWN,       /* agrees with what is posted */
    HOOK_DECLINED,    /* no money: noted, and to be confirmed */
    HOOK_HELD,        /* does not fit: a person decides */
    HOOK_WAITING,     /* plausible, but counts only after Daraja itself has said so */
    HOOK_UNCLEAR,     /* a result code that is not in our table, or a success without receipt or amount: asked about */
    HOOK_CONTRADICTS, /* says "failed" of a payment that is posted: asked about */
    HOOK_LATE,        /* about a payment that was reversed */
    HOOK_MALFORMED,   /* no callback at all */
    HOOK_UNKNOWN_SECRET, /* an address of ours that belongs to no payment now */
    HOOK_FORGED,         /* an address that we never gave out */
    HOOK_UNKNOWN_CLAIM,  /* without a secret, and about nothing of ours */
    HOOK_NOT_EXPECTED,   /* a kind of result that nothing here waits for */
    HOOK_QUESTION,       /* a validation: answered when it came, and no money */
    HOOK_ERROR,          /* we failed; the log says how */
    HOOK_VERDICT_COUNT
};

const char *hook_verdict_name(enum hook_verdict v);

struct judgement {
    enum hook_verdict verdict;
    const char       *reason; /* a sentence for the operator; NULL */
    const char       *landlord_id, *payment_id, *request_id, *result_code, *receipt_no;
};

struct hook_rules {
    bool    confirm_before; /* RENTEASE_CONFIRM=before: a good callback only waits */
    int64_t query_after_s;
};

/* Judges and acts. ERR_OK whenever there is a verdict. */
MUST_CHECK enum err hook_judge(struct db *db, struct arena *mem, const struct hook_rules *rules,
                               const struct inbox_row *row, struct judgement *out);

#endif
