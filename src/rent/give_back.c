#include "rent/give_back.h"

#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "rent/allocation.h"
#include "rent/audit.h"
#include "rent/collect_private.h"
#include "rent/list.h"
#include "rent/posting.h"
#include "rent/scope.h"

static const struct give_back_refusal refusals[GIVE_BACK_ANSWER_COUNT] = {
    [GIVE_BACK_KEY_REUSED] = {"idempotency_key_reused", 422, NULL,
                              N_("This Idempotency-Key was used for another request. Use a new one.")},
    [GIVE_BACK_REVERSED] = {"already_reversed", 409, "receipt",
                            N_("This payment was given back before. Nothing more can be reversed.")},
    [GIVE_BACK_UNDER_WAY] = {"reversal_in_progress", 409, "receipt",
                             N_("M-Pesa has been asked to give this payment back. Wait for its answer.")},
    [GIVE_BACK_REFUNDED] =
        {"refunded", 409, "receipt",
         N_("A part of this payment was refunded to a phone, so M-Pesa must not give all of it back.")},
    [GIVE_BACK_OTHER_AMOUNT] =
        {"invalid_fields", 422, "amount",
         N_("M-Pesa gives back the whole payment only. Leave the amount empty, or enter all of it.")},
    [GIVE_BACK_NO_CODE] = {"code_unknown", 409, "receipt",
                           N_("The M-Pesa code of this payment is not known yet. Try again when it is.")},
};

const struct give_back_refusal *
give_back_refusal(enum give_back_answer a)
{
    return refusals[a].code ? &refusals[a] : NULL;
}

enum err
give_back_load(struct db *db, struct arena *mem, const struct who *who, const char *code_or_id, struct returnable *out)
{
    struct query *q = db_query(db, SQL_RETURNABLE_LOAD);

    scope_landlord(q, who);
    query_text(q, ":code", code_or_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct returnable){
        .money_in_id = row_text(q, mem, "id"),
        .payment_id = row_text(q, mem, "payment_id"),
        .receipt_no = row_text(q, mem, "receipt_no"),
        .shortcode = row_text(q, mem, "shortcode"),
        .phone = row_text(q, mem, "phone"),
        .payer_name = row_text(q, mem, "payer_name"),
        .lease_id = row_text(q, mem, "lease_id"),
        .tenant_name = row_text(q, mem, "tenant_name"),
        .unit_label = row_text(q, mem, "unit_label"),
        .receipt_number = row_text(q, mem, "receipt_number"),
        .amount = row_money(q, "amount_cents"),
        .refunded = row_money(q, "refunded_cents"),
        .paid_at = row_int(q, "paid_at"),
        .reversed = row_int(q, "reversed") != 0,
        .open_request = row_text(q, mem, "open_request"),
        .last_request = row_text(q, mem, "last_request"),
    };
    return query_end(q);
}

enum give_back_answer
give_back_judge(const struct returnable *m, struct money amount)
{
    if (m->reversed)
        return GIVE_BACK_REVERSED;
    if (m->open_request)
        return GIVE_BACK_UNDER_WAY;
    if (m->refunded.cents)
        return GIVE_BACK_REFUNDED;
    if (!m->receipt_no)
        return GIVE_BACK_NO_CODE;
    return amount.cents && amount.cents != m->amount.cents ? GIVE_BACK_OTHER_AMOUNT : GIVE_BACK_ASKED;
}

static enum err
ask(struct db *db, struct arena *mem, const struct who *who, const struct returnable *m, struct money amount,
    const char *remarks, const char *key, enum give_back_answer *answer, const char **id)
{
    struct mpesa_account account;
    struct mpesa_ask     a = {
            .api = "reversal",
            .purpose = "reversal",
            .command = "TransactionReversal",
            .amount = m->amount,
            .receipt_no = m->receipt_no,
            .money_in_id = m->money_in_id,
            .lease_id = m->lease_id,
            .remarks = remarks,
            .key = key,
    };
    enum err e = mpesa_request_again(db, mem, who, &a, id);

    if (e != ERR_NOT_FOUND) {
        *answer = e == ERR_LIMIT ? GIVE_BACK_KEY_REUSED : GIVE_BACK_AGAIN;
        return e == ERR_LIMIT ? ERR_OK : e;
    }
    *answer = give_back_judge(m, amount);
    *id = m->open_request;
    if (*answer != GIVE_BACK_ASKED)
        return ERR_OK;
    e = mpesa_account(db, mem, who->landlord_id, m->shortcode, &account);
    if (e == ERR_OK)
        e = mpesa_request_add(db, mem, who, &account, &a, id);
    return e == ERR_OK ? audit_note(db, mem, who, "reversal.asked", *id, remarks) : e;
}

enum err
give_back_ask(struct db *db, struct arena *mem, const struct who *who, const char *code_or_id, struct money amount,
              const char *remarks, const char *key, enum give_back_answer *answer, const char **id)
{
    struct returnable m;
    enum err          e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = give_back_load(db, mem, who, code_or_id, &m);
    if (e == ERR_OK)
        e = ask(db, mem, who, &m, amount, remarks, key, answer, id);
    return db_end(db, e);
}

/* ---- it was given back ---- */

enum err
give_back_find(struct db *db, struct arena *mem, const char *landlord_id, const char *receipt_no, const char **id,
               bool *reversed)
{
    struct query *q = db_query(db, SQL_REVERSAL_FIND);

    *id = NULL;
    *reversed = false;
    query_text(q, ":landlord_id", landlord_id);
    query_text(q, ":receipt_no", receipt_no);
    query_null(q, ":id");
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *id = row_text(q, mem, "id");
    *reversed = row_int(q, "reversed") != 0;
    return query_end(q);
}

static enum err
is_reversed(struct db *db, const char *landlord_id, const char *money_in_id, bool *reversed)
{
    struct query *q = db_query(db, SQL_REVERSAL_FIND);

    query_text(q, ":landlord_id", landlord_id);
    query_null(q, ":receipt_no");
    query_text(q, ":id", money_in_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *reversed = row_int(q, "reversed") != 0;
    return query_end(q);
}

static enum err
step_payment(struct db *db, struct arena *mem, const char *money_in_id)
{
    struct pay    p;
    struct result r = {"reversed", NULL, NULL, 1, 0};
    enum err      e = collect_one(db, mem, SQL_PAYMENT_OF_MONEY, money_in_id, &p);

    if (e == ERR_NOT_FOUND)
        return ERR_OK; /* it came without a prompt */
    if (e != ERR_OK || !pay_is(&p, "success"))
        return e;
    e = collect_step(db, &p, "reversed", "reversal", NULL);
    return e == ERR_OK ? collect_set_result(db, &p, &r) : e;
}

static enum err
leases_of(struct db *db, struct arena *mem, const char *money_in_id, struct list *out)
{
    struct query *q = db_query(db, SQL_ASSIGNED_LEASE);

    *out = list_new(mem, sizeof(const char *));
    query_text(q, ":money_in_id", money_in_id);
    while (query_next(q))
        *(const char **)list_add(out) = row_text(q, mem, "lease_id");
    return query_end(q);
}

/* What the payer had paid ahead besides pays the bills that are open again. */
static enum err
mirror(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id, const char *memo)
{
    struct who  itself = {.landlord_id = landlord_id};
    struct list leases;
    enum err    e = leases_of(db, mem, money_in_id, &leases);

    if (e == ERR_OK)
        e = posting_mirror(db, mem, money_in_id, memo);
    for (size_t i = 0; e == ERR_OK && i < leases.count; i++)
        e = allocation_use_credit(db, mem, &itself, ((const char **)leases.items)[i]);
    return e;
}

enum err
give_back_learned(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id, const char *memo,
                  bool *known)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = is_reversed(db, landlord_id, money_in_id, known);
    if (e == ERR_OK && !*known) {
        e = mirror(db, mem, landlord_id, money_in_id, memo);
        if (e == ERR_OK)
            e = step_payment(db, mem, money_in_id);
        if (e == ERR_OK)
            log_event(LOG_WARN, "payment.reversed", "money", money_in_id, "landlord", landlord_id, NULL);
    }
    return db_end(db, e);
}

enum err
give_back_done(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o)
{
    bool        known;
    const char *memo = arena_printf(mem, "Reversed, M-Pesa %s", o->receipt_no ? o->receipt_no : r->receipt_no);

    return give_back_learned(db, mem, r->landlord_id, r->money_in_id, memo, &known);
}

enum err
give_back_not_done(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o)
{
    bool known;

    if (!o->verdict || strcmp(o->verdict, "already_reversed") != 0)
        return ERR_OK;
    return give_back_learned(db, mem, r->landlord_id, r->money_in_id,
                             arena_printf(mem, "Reversed before, M-Pesa %s", r->receipt_no), &known);
}
