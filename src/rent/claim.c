#include "rent/claim.h"

#include "base/clock.h"
#include "base/text.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/scope.h"

enum { CLAIMS_TENANT = 5, CLAIMS_LANDLORD = 60, CLAIMS_IN_S = 3600 };

const struct claim_refusal *
claim_refusal(enum claim_answer a)
{
    static const struct claim_refusal refusals[CLAIM_ANSWER_COUNT] = {
        [CLAIM_YOURS] = {"code_counted", 409,
                         N_("This payment counts for your rent already. You need not do anything."),
                         N_("This payment counts for this tenant’s rent already.")},
        [CLAIM_USED] = {"code_used", 409,
                        N_("This code belongs to a payment that was counted for somebody else. Check the code in the "
                           "message from M-PESA. If it is yours, ask your landlord."),
                        N_("This payment is in the books for another lease.")},
        [CLAIM_CANNOT_ASK] = {"cannot_ask", 409,
                              N_("We could not ask M-PESA about this code just now. Your landlord can see it in his "
                                 "M-PESA messages and count it. Please show it to him."),
                              N_("M-Pesa does not accept this number’s initiator, so nothing was asked. Put it right "
                                 "in the M-Pesa settings, then look up the code yourself.")},
        [CLAIM_TOO_OFTEN] = {"too_many_codes", 429, N_("You have entered several codes within an hour."),
                             N_("Many codes were entered within an hour.")},
    };

    return refusals[a].code ? &refusals[a] : NULL;
}

/* ---- what the books know ---- */

enum err
claim_money(struct db *db, struct arena *mem, const char *landlord_id, const char *lease_id, const char *receipt_no,
            struct claimed *out)
{
    struct query *q = db_query(db, SQL_CLAIM_MONEY);

    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":lease_id", lease_id);
    query_text(q, ":receipt_no", receipt_no);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct claimed){
        .id = row_text(q, mem, "id"),
        .receipt_number = row_text(q, mem, "receipt_number"),
        .amount = row_money(q, "amount_cents"),
        .assigned = row_int(q, "assigned") != 0,
        .own = row_int(q, "own") != 0,
        .reversed = row_int(q, "reversed") != 0,
        .waiting = row_int(q, "waiting") != 0,
    };
    return query_end(q);
}

enum err
claim_believed(struct db *db, const struct claim_story *s, bool *yes)
{
    struct query *q = db_query(db, SQL_CLAIM_FACTS);

    *yes = false;
    query_text(q, ":landlord_id", s->landlord_id);
    query_text(q, ":lease_id", s->lease_id);
    query_text(q, ":bill_id", s->bill_id);
    query_text(q, ":receipt_no", s->receipt_no);
    query_text(q, ":phone", s->phone);
    query_money(q, ":amount_cents", s->amount);
    query_int(q, ":paid_at", s->paid_at);
    scope_today(q);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    bool exact = row_int(q, "fits") && row_int(q, "owed_then") && !row_int(q, "rival");
    *yes = row_int(q, "in_time") && !row_int(q, "others_phone") && (row_int(q, "own_phone") || exact);
    return query_end(q);
}

/* ---- entering a code ---- */

static enum err
tries_left(struct db *db, const struct who *who, int64_t *wait_s)
{
    int64_t       now = clock_now(), most = who->role == ROLE_TENANT ? CLAIMS_TENANT : CLAIMS_LANDLORD;
    struct query *q = db_query(db, SQL_CLAIM_TRIES);

    *wait_s = 0;
    scope_whole(q, who);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":since", now - CLAIMS_IN_S);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    if (row_int(q, "count") >= most)
        *wait_s = row_int(q, "first_at") + CLAIMS_IN_S - now + 1;
    return query_end(q);
}

static enum err
find(struct db *db, struct arena *mem, enum sql which, const struct who *who, const char *key, const char *value,
     const char *code, const char **id)
{
    struct query *q = db_query(db, which);

    *id = NULL;
    scope_whole(q, who);
    query_text(q, key, value);
    if (code)
        query_text(q, ":receipt_no", code);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *id = row_text(q, mem, "id");
    return query_end(q);
}

static enum err
ask(struct db *db, struct arena *mem, const struct who *who, const struct bill *b, const char *code,
    enum claim_answer *answer, const char **id)
{
    struct mpesa_account a;
    bool                 trusted = true;
    struct mpesa_ask     what = {.api = "status",
                                 .purpose = "claim",
                                 .receipt_no = code,
                                 .lease_id = b->lease_id,
                                 .bill_id = b->id,
                                 .remarks = "Status",
                                 .occasion = "claim"};
    enum err             e = mpesa_account(db, mem, who->landlord_id, NULL, &a);

    if (e == ERR_OK)
        e = mpesa_initiator_trusted(db, mem, a.id, "status", &trusted);
    *answer = trusted ? CLAIM_ASKED : CLAIM_CANNOT_ASK;
    return e == ERR_OK && trusted ? mpesa_request_add(db, mem, who, &a, &what, id) : e;
}

static enum err
enter(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char *code,
      enum claim_answer *answer, const char **id, const char **receipt_number, int64_t *wait_s)
{
    struct bill    b;
    struct claimed known = {0};
    enum err       e = bill_load(db, mem, who, bill_id, &b);

    if (e == ERR_OK)
        e = find(db, mem, SQL_CLAIM_OPEN, who, ":lease_id", b.lease_id, code, id);
    *answer = CLAIM_ASKED;
    if (e != ERR_OK || *id)
        return e;
    e = tries_left(db, who, wait_s);
    *answer = CLAIM_TOO_OFTEN;
    if (e != ERR_OK || *wait_s)
        return e;
    e = audit_note(db, mem, who, "payment.claimed", b.id, code);
    if (e == ERR_OK)
        e = claim_money(db, mem, who->landlord_id, b.lease_id, code, &known);
    if (e != ERR_OK && e != ERR_NOT_FOUND)
        return e;
    if (!known.assigned)
        return ask(db, mem, who, &b, code, answer, id);
    *answer = known.own ? CLAIM_YOURS : CLAIM_USED;
    *receipt_number = known.own ? known.receipt_number : NULL;
    return ERR_OK;
}

enum err
claim_enter(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char *code,
            enum claim_answer *answer, const char **id, const char **receipt_number, int64_t *wait_s)
{
    enum err e = db_begin(db);

    *id = *receipt_number = NULL;
    *wait_s = 0;
    return e == ERR_OK ? db_end(db, enter(db, mem, who, bill_id, code, answer, id, receipt_number, wait_s)) : e;
}

enum err
claim_newest(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char **id)
{
    return find(db, mem, SQL_CLAIM_NEWEST, who, ":bill_id", bill_id, NULL, id);
}
