#include "rent/till_push.h"

#include <string.h>

#include "base/text.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/scope.h"

enum { SHILLING = 100 };

static const struct till_push_refusal refusals[TILL_PUSH_ANSWER_COUNT] = {
    [TILL_PUSH_NO_NUMBER] = {"not_configured", 409, NULL,
                             N_("There is no paybill or till in use. Set one up and activate it first.")},
    [TILL_PUSH_NO_TILL] = {"invalid_fields", 422, "till", N_("This is your own number. Enter the payer’s till.")},
    [TILL_PUSH_PAID] = {"nothing_owed", 409, NULL, N_("Nothing is left to pay of this bill.")},
    [TILL_PUSH_UNDER_WAY] = {"payment_in_progress", 409, NULL,
                             N_("The till’s phone has been asked already. Wait for its answer.")},
};

const struct till_push_refusal *
till_push_refusal(enum till_push_answer a)
{
    return refusals[a].code ? &refusals[a] : NULL;
}

static enum err
under_way(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char **id)
{
    struct query *q = db_query(db, SQL_TILL_PUSH_OPEN);

    *id = NULL;
    scope_whole(q, who);
    query_text(q, ":bill_id", bill_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *id = row_text(q, mem, "id");
    return query_end(q);
}

enum err
till_push_newest(struct db *db, struct arena *mem, const struct who *who, const char *bill_id,
                 struct mpesa_request *out)
{
    struct query *q = db_query(db, SQL_TILL_PUSH_NEWEST);

    scope_whole(q, who);
    query_text(q, ":bill_id", bill_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = mpesa_request_row(q, mem);
    return query_end(q);
}

/* Whole shillings, and not more than M-Pesa takes at once: cents are rounded up, to be kept as credit. */
static struct money
whole(struct money balance)
{
    struct money all = {(balance.cents + SHILLING - 1) / SHILLING * SHILLING};

    if (all.cents > MPESA_MOST_CENTS)
        all.cents = MPESA_MOST_CENTS;
    return all;
}

static enum till_push_answer
judge(const struct bill *b, const struct mpesa_account *to, const char *till, const char *open)
{
    if (strcmp(till, to->shortcode) == 0 || (to->store_number && strcmp(till, to->store_number) == 0))
        return TILL_PUSH_NO_TILL;
    if (b->balance.cents <= 0)
        return TILL_PUSH_PAID;
    return open ? TILL_PUSH_UNDER_WAY : TILL_PUSH_ASKED;
}

static enum err
ask(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char *till,
    enum till_push_answer *answer, const char **id)
{
    struct bill          b;
    struct mpesa_account to;
    enum err             e = bill_load(db, mem, who, bill_id, &b);

    if (e != ERR_OK)
        return e;
    e = mpesa_account(db, mem, who->landlord_id, NULL, &to);
    *answer = TILL_PUSH_NO_NUMBER;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    e = under_way(db, mem, who, bill_id, id);
    if (e != ERR_OK)
        return e;
    *answer = judge(&b, &to, till, *id);
    if (*answer != TILL_PUSH_ASKED)
        return ERR_OK;
    struct mpesa_ask what = {.api = "express",
                             .purpose = "rent",
                             .amount = whole(b.balance),
                             .party = till,
                             .party_kind = "till",
                             .account_ref = b.account_ref,
                             .lease_id = b.lease_id,
                             .bill_id = b.id,
                             .remarks = to.business_name};
    e = mpesa_request_add(db, mem, who, &to, &what, id);
    return e == ERR_OK ? audit_note(db, mem, who, "till_push.asked", *id, b.id) : e;
}

enum err
till_push_ask(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char *till,
              enum till_push_answer *answer, const char **id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, ask(db, mem, who, bill_id, till, answer, id)) : e;
}
