/*
 * mpesa_send.h - what becomes of a request once it may go: sending, the answer, the result, and being asked about. For
 * the gateway alone; nothing here is scoped to a session, each row says whose it is.
 *
 * A request that moves money is sent once. "Surely not processed" goes back to pending; everything that is not clear is
 * unknown, and is asked about by Transaction Status with growing pauses for 48 hours (threat-model.md 3.11). After that
 * a person decides (payout.h).
 */
#ifndef RENT_MPESA_SEND_H
#define RENT_MPESA_SEND_H

#include "rent/mpesa_request.h"

/* Those that may go now, oldest first. */
MUST_CHECK enum err
mpesa_to_send(struct db *db, struct arena *mem, int64_t now, int64_t most, struct mpesa_request **out, size_t *count);

/* pending -> sending, with the hash of the secret in its result address: durable before Daraja hears of it. */
MUST_CHECK enum err mpesa_sending(struct db *db, struct mpesa_request *r, const char *secret_hash, int64_t check_at);

/* Surely not sent: pending again until `send_after`. */
MUST_CHECK enum err mpesa_not_sent(struct db *db, struct mpesa_request *r, int64_t send_after, const char *why);

/* Not in this turn: its app has no token. */
MUST_CHECK enum err mpesa_defer(struct db *db, const char *id, int64_t send_after);

/* Daraja took it: its ids are kept, and a result is waited for until `check_at`. A result may have come already. */
MUST_CHECK enum err mpesa_accepted(struct db *db, struct mpesa_request *r, const char *conversation_id,
                                   const char *originator_id, int64_t check_at);

/* After a restart: those that were being sent are unknown, and asked about. *count of them. */
MUST_CHECK enum err mpesa_recover(struct db *db, struct arena *mem, int64_t *count);

MUST_CHECK enum err mpesa_by_id(struct db *db, struct arena *mem, const char *id, struct mpesa_request *out);
/* By the SHA-256 of the secret in its result address. */
MUST_CHECK enum err
mpesa_by_secret(struct db *db, struct arena *mem, const char *secret_hash, struct mpesa_request *out);
/* By ConversationID or by our OriginatorConversationID; either may be NULL. */
MUST_CHECK enum err mpesa_by_conversation(struct db *db, struct arena *mem, const char *conversation_id,
                                          const char *originator_id, struct mpesa_request *out);

/* How it ended, or did not. What follows from it for the books is settle.h's, which everybody calls instead of
 * mpesa_end. */
struct mpesa_outcome {
    const char  *state;                                 /* "success", "failed", "unknown" */
    const char  *cause;                                 /* "answer", "result", "timeout", "query", "person", "expiry" */
    const char  *verdict;                               /* a name of daraja/verdict.h */
    const char  *code, *desc, *receipt_no, *party_name; /* NULL: not said, and what was known stays */
    int64_t      check_at;                              /* unknown: ask then; 0: nothing left to ask */
    int64_t      paid_at;                               /* of money that moved, UTC; 0: now */
    struct money charge;                                /* what M-Pesa took for it; 0: not said */
};
/* Takes the step where it is allowed, with all that is told. *moved false: it was settled before, and stays as it is;
 * "it was done after all" is always a step. */
MUST_CHECK enum err mpesa_end(struct db *db, struct mpesa_request *r, const struct mpesa_outcome *o, bool *moved);

/* Those whose next_check_at has come: no result yet, or unknown. */
MUST_CHECK enum err
mpesa_due(struct db *db, struct arena *mem, int64_t now, int64_t most, struct mpesa_request **out, size_t *count);

/* Looks after it again at `check_at`, 0: never. `asked`: this was a question to Daraja, and counts. */
MUST_CHECK enum err mpesa_checked(struct db *db, const char *id, int64_t check_at, bool asked);

/* The pause before the next question about it; 0: two days have passed. */
int64_t mpesa_next_check(const struct mpesa_request *r, int64_t now);

/* Is Daraja being asked about it right now? */
MUST_CHECK enum err mpesa_question_open(struct db *db, const char *id, bool *open);

/* May RentEase by itself ask `api` as this number's initiator? Not after Daraja refused that initiator: wrong passwords
 * in a row lock it; and not after it said that the initiator, or the app, may not use this API. A person of the
 * landlord's side may, and a success, or a new password, opens this again. An initiator that is not set up at all is no
 * trouble: nothing leaves then. */
MUST_CHECK enum err mpesa_initiator_trusted(struct db *db, struct arena *mem, const char *receiving_account_id,
                                            const char *api, bool *trusted);

#endif
