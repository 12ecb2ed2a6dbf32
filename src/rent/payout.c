#include "rent/payout.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/payout_purpose.h"
#include "rent/scope.h"
#include "rent/tenant.h"

enum { SHILLING = 100, ACCOUNT_MOST = 13, PRN_MOST = 20 };
#define PHONE_LEAST_CENTS INT64_C(1000) /* daraja.md 7 */
#define OTHER_LEAST_CENTS INT64_C(100)
#define MOST_CENTS        INT64_C(25000000) /* 250,000 a transaction */
#define TAX_SHORTCODE     "572572"          /* KRA's: daraja.md 15 */

static const struct payout_refusal refusals[PAYOUT_ANSWER_COUNT] = {
    [PAYOUT_KEY_REUSED] = {"idempotency_key_reused", 422, NULL,
                           N_("This Idempotency-Key was used for another request. Use a new one.")},
    [PAYOUT_NO_NUMBER] = {"not_configured", 409, NULL,
                          N_("There is no paybill or till in use. Set one up and activate it first.")},
    [PAYOUT_NO_BULK] = {"payout_not_configured", 409, NULL,
                        N_("Paying to phones needs a bulk payment number from Safaricom. Enter it in the money-out "
                           "settings first.")},
    [PAYOUT_NO_SUCH_PURPOSE] = {"invalid_fields", 422, "purpose", N_("Choose what this payment is for.")},
    [PAYOUT_NEEDS_LEASE] = {"invalid_fields", 422, "leaseId", N_("Choose whose money is given back.")},
    [PAYOUT_NEEDS_ACCOUNT] = {"invalid_fields", 422, "accountReference",
                              N_("This payment needs the account number that its receiver expects, at most 13 letters "
                                 "and digits.")},
    [PAYOUT_NO_ACCOUNT] = {"invalid_fields", 422, "accountReference",
                           N_("A till takes no account number. Leave this field empty.")},
    [PAYOUT_OWN_NUMBER] = {"invalid_fields", 422, "receiverShortCode",
                           N_("This is your own number. Enter the receiver’s.")},
    [PAYOUT_NOT_WHOLE] = {"invalid_fields", 422, "amount",
                          N_("M-Pesa sends whole shillings. Enter an amount without cents.")},
    [PAYOUT_TOO_SMALL] = {"invalid_fields", 422, "amount",
                          N_("The least that M-Pesa sends is KSh 10 to a phone and KSh 1 to a business.")},
    [PAYOUT_TOO_LARGE] = {"invalid_fields", 422, "amount",
                          N_("M-Pesa sends at most KSh 250,000 at a time. Send it in parts.")},
    [PAYOUT_ABOVE_CREDIT] = {"above_credit", 422, "amount",
                             N_("This is more than the tenant has paid ahead. Enter a smaller amount.")},
    [PAYOUT_ABOVE_DEPOSIT] = {"above_deposit", 422, "amount",
                              N_("This is more than the deposit that you hold. Enter a smaller amount.")},
};

const struct payout_refusal *
payout_refusal(enum payout_answer a)
{
    return refusals[a].code ? &refusals[a] : NULL;
}

/* ---- what may be given back ---- */

struct credit {
    const char *money_in_id;
    int64_t     cents;
};

static enum err
credits(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct list *out)
{
    struct query *q = db_query(db, SQL_LEASE_CREDIT);

    *out = list_new(mem, sizeof(struct credit));
    scope_landlord(q, who);
    query_text(q, ":lease_id", lease_id);
    while (query_next(q))
        *(struct credit *)list_add(out) = (struct credit){row_text(q, mem, "id"), row_int(q, "free_cents")};
    return query_end(q);
}

/* A deposit is below 0 when more was, or would be, returned than is held. */
static enum err
left_over(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct payout_limits *out)
{
    struct lease l;
    struct list  rows;
    enum err     e = lease_load(db, mem, who, lease_id, &l);

    *out = (struct payout_limits){0};
    if (e == ERR_OK)
        e = credits(db, mem, who, lease_id, &rows);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; i < rows.count; i++)
        out->credit.cents += ((const struct credit *)rows.items)[i].cents;
    struct query *q = db_query(db, SQL_DEPOSIT_HELD);
    scope_landlord(q, who);
    query_text(q, ":lease_id", lease_id);
    e = query_one(q);
    if (e != ERR_OK)
        return e;
    out->deposit = row_money(q, "cents");
    return query_end(q);
}

enum err
payout_limits(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct payout_limits *out)
{
    enum err e = left_over(db, mem, who, lease_id, out);

    if (out->deposit.cents < 0)
        out->deposit.cents = 0;
    return e;
}

static enum err
judge_lease(struct db *db, struct arena *mem, const struct who *who, const struct payout_ask *a,
            const struct payout_purpose *p, enum payout_answer *answer)
{
    struct lease l;

    if (!p->needs_lease && !a->lease_id)
        return ERR_OK;
    enum err e = a->lease_id ? lease_load(db, mem, who, a->lease_id, &l) : ERR_NOT_FOUND;
    if (e != ERR_NOT_FOUND)
        return e;
    *answer = PAYOUT_NEEDS_LEASE;
    return ERR_OK;
}

/* With the request written, but before its credit is set aside: a deposit counts it already, credit does not yet. */
static enum err
judge_limit(struct db *db, struct arena *mem, const struct who *who, const struct payout_ask *a,
            const struct payout_purpose *p, enum payout_answer *answer)
{
    struct payout_limits left;

    if (p->limit == LIMIT_NONE)
        return ERR_OK;
    enum err e = left_over(db, mem, who, a->lease_id, &left);
    if (e != ERR_OK)
        return e;
    if (p->limit == LIMIT_CREDIT && a->amount.cents > left.credit.cents)
        *answer = PAYOUT_ABOVE_CREDIT;
    if (p->limit == LIMIT_DEPOSIT && left.deposit.cents < 0)
        *answer = PAYOUT_ABOVE_DEPOSIT;
    return ERR_OK;
}

/* ---- what is asked for ---- */

static enum payout_answer
judge_amount(const struct payout_ask *a)
{
    int64_t least = strcmp(a->api, "b2c") == 0 ? PHONE_LEAST_CENTS : OTHER_LEAST_CENTS;

    if (a->amount.cents % SHILLING)
        return PAYOUT_NOT_WHOLE;
    if (a->amount.cents < least)
        return PAYOUT_TOO_SMALL;
    return a->amount.cents > MOST_CENTS ? PAYOUT_TOO_LARGE : PAYOUT_ASKED;
}

static enum payout_answer
judge_receiver(const struct payout_ask *a, const struct mpesa_account *from)
{
    bool filled = a->account_ref && *a->account_ref;

    if (strcmp(a->api, "b2c") == 0)
        return from->payout_shortcode ? PAYOUT_ASKED : PAYOUT_NO_BULK;
    if (strcmp(a->purpose, "top_up") == 0)
        return from->payout_shortcode ? PAYOUT_ASKED : PAYOUT_NO_BULK;
    if (strcmp(a->api, "b2b") == 0 && strcmp(a->party_kind, "till") == 0 && filled)
        return PAYOUT_NO_ACCOUNT;
    if (strcmp(a->api, "tax") == 0)
        return filled && strlen(a->account_ref) <= PRN_MOST ? PAYOUT_ASKED : PAYOUT_NEEDS_ACCOUNT;
    if (strcmp(a->party_kind, "paybill") == 0 && (!filled || strlen(a->account_ref) > ACCOUNT_MOST))
        return PAYOUT_NEEDS_ACCOUNT;
    if (a->party &&
        (strcmp(a->party, from->shortcode) == 0 || (from->store_number && strcmp(a->party, from->store_number) == 0)))
        return PAYOUT_OWN_NUMBER;
    return PAYOUT_ASKED;
}

/* What the older API leaves to be guessed from CommandID and lease. */
static const char *
usual_purpose(const struct payout_ask *a)
{
    if (strcmp(a->api, "tax") == 0)
        return "tax";
    if (strcmp(a->api, "b2b") == 0)
        return "supplier";
    if (a->command && strcmp(a->command, "SalaryPayment") == 0)
        return "salary";
    if (a->command && strcmp(a->command, "PromotionPayment") == 0)
        return "promotion";
    return a->lease_id ? "refund" : "expense";
}

static const char *
command_of(const struct payout_ask *a, const struct payout_purpose *p)
{
    if (strcmp(a->api, "tax") == 0)
        return "PayTaxToKRA";
    if (strcmp(a->api, "b2c") == 0)
        return a->command ? a->command : p->command;
    if (strcmp(a->purpose, "top_up") == 0)
        return "BusinessPayToBulk";
    return strcmp(a->party_kind, "till") == 0 ? "BusinessBuyGoods" : "BusinessPayBill";
}

static enum err
set_aside(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const char *request_id,
          int64_t cents)
{
    struct list rows;
    enum err    e = credits(db, mem, who, lease_id, &rows);

    for (size_t i = 0; e == ERR_OK && cents > 0 && i < rows.count; i++) {
        const struct credit *c = (const struct credit *)rows.items + i;
        int64_t              part = c->cents < cents ? c->cents : cents;
        struct query        *q = db_query(db, SQL_REFUND_ADD);
        scope_landlord(q, who);
        query_text(q, ":request_id", request_id);
        query_text(q, ":money_in_id", c->money_in_id);
        query_int(q, ":cents", part);
        query_int(q, ":now", clock_now());
        e = query_run(q);
        cents -= part;
    }
    return e;
}

static struct mpesa_ask
in_full(const struct payout_ask *a, const struct payout_purpose *p, const struct mpesa_account *from)
{
    bool bulk = strcmp(a->api, "b2c") == 0, top_up = strcmp(a->purpose, "top_up") == 0;

    return (struct mpesa_ask){
        .api = a->api,
        .purpose = a->purpose,
        .command = command_of(a, p),
        .shortcode = bulk ? from->payout_shortcode : NULL,
        .amount = a->amount,
        .party = top_up                       ? from->payout_shortcode
                 : strcmp(a->api, "tax") == 0 ? TAX_SHORTCODE
                                              : a->party,
        .party_kind = bulk                       ? "phone"
                      : a->party_kind && !top_up ? a->party_kind
                                                 : "paybill",
        .account_ref = a->account_ref && *a->account_ref ? a->account_ref : NULL,
        .lease_id = a->lease_id,
        .remarks = a->remarks,
        .occasion = a->occasion,
        .needs_approval = true,
        .key = a->key,
    };
}

static enum err
write(struct db *db, struct arena *mem, const struct who *who, const struct payout_ask *a,
      const struct payout_purpose *p, const struct mpesa_account *from, enum payout_answer *answer, const char **id)
{
    struct mpesa_ask ask = in_full(a, p, from);
    enum err         e = mpesa_request_again(db, mem, who, &ask, id);

    if (e != ERR_NOT_FOUND) {
        *answer = e == ERR_LIMIT ? PAYOUT_KEY_REUSED : PAYOUT_AGAIN;
        return e == ERR_LIMIT ? ERR_OK : e;
    }
    e = mpesa_request_add(db, mem, who, from, &ask, id);
    if (e == ERR_OK)
        e = judge_limit(db, mem, who, a, p, answer);
    if (e == ERR_OK && *answer == PAYOUT_ASKED && p->limit == LIMIT_CREDIT)
        e = set_aside(db, mem, who, a->lease_id, *id, a->amount.cents);
    return e == ERR_OK ? audit_note(db, mem, who, "payout.asked", *id, a->purpose) : e;
}

static enum err
judge_and_write(struct db *db, struct arena *mem, const struct who *who, struct payout_ask a,
                enum payout_answer *answer, const char **id)
{
    struct mpesa_account from;
    enum err             e = mpesa_account(db, mem, who->landlord_id, NULL, &from);

    *answer = e == ERR_NOT_FOUND ? PAYOUT_NO_NUMBER : PAYOUT_ASKED;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    if (!a.purpose)
        a.purpose = usual_purpose(&a);
    const struct payout_purpose *p = payout_purpose(a.purpose, a.api);
    if (!p)
        *answer = PAYOUT_NO_SUCH_PURPOSE;
    if (*answer == PAYOUT_ASKED)
        *answer = judge_receiver(&a, &from);
    if (*answer == PAYOUT_ASKED)
        *answer = judge_amount(&a);
    if (*answer == PAYOUT_ASKED)
        e = judge_lease(db, mem, who, &a, p, answer);
    return e == ERR_OK && *answer == PAYOUT_ASKED ? write(db, mem, who, &a, p, &from, answer, id) : e;
}

/* A refusal found after the row was written takes the row back, and so does wanting only to know. */
enum err
payout_ask(struct db *db, struct arena *mem, const struct who *who, const struct payout_ask *ask,
           enum payout_answer *answer, const char **id)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    *id = NULL;
    e = judge_and_write(db, mem, who, *ask, answer, id);
    bool taken_back = e == ERR_OK && *answer != PAYOUT_AGAIN && (*answer != PAYOUT_ASKED || ask->only_judged);
    if (taken_back)
        *id = NULL;
    e = db_end(db, taken_back ? ERR_FIELD : e);
    return taken_back && e == ERR_FIELD ? ERR_OK : e;
}
