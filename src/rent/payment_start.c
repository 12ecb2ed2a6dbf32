/*
 * payment_start.c - intent first: the row that is durable before Daraja hears of it (contracts in payment.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/random.h"
#include "base/text.h"
#include "rent/allocation.h"
#include "rent/bill.h"
#include "rent/landlord.h"
#include "rent/payment.h"
#include "rent/prompt_limit.h"
#include "rent/receiving.h"
#include "rent/scope.h"
#include "rent/tenant.h"

enum { REFERENCE_LEN = 7 };

static const struct payment_refusal refusals[PAYMENT_ANSWER_COUNT] = {
    [PAYMENT_KEY_REUSED] = {"idempotency_key_reused", 422, NULL,
                            N_("This request was sent before with other details. Reload the page and try again.")},
    [PAYMENT_IN_PROGRESS] = {"payment_in_progress", 409, NULL,
                             N_("A payment for this bill is already under way. Wait for it to finish.")},
    [PAYMENT_BILL_PAID] = {"bill_paid", 409, NULL, N_("This bill is paid already. Nothing is left to pay.")},
    [PAYMENT_BILL_VOID] = {"bill_void", 409, NULL, N_("This bill was cancelled. Nothing is to be paid.")},
    [PAYMENT_NOTHING_OWED] = {"nothing_owed", 409, NULL, N_("Nothing is owed on this lease: every bill is paid.")},
    [PAYMENT_NOT_RECEIVING] =
        {"landlord_not_ready", 409, NULL,
         N_("The landlord has not connected a paybill or till yet, or has switched it off. Ask the "
            "landlord how to pay.")},
    [PAYMENT_TOO_MUCH] = {"amount_too_much", 422, "amount",
                          N_("This is more than the bill. Enter the amount due or less.")},
    [PAYMENT_TOO_LARGE] = {"amount_too_large", 422, "amount",
                           N_("M-Pesa takes KSh 250,000 at most at a time. Enter less and pay the rest after.")},
    [PAYMENT_NOT_WHOLE] = {"amount_not_whole", 422, "amount",
                           N_("M-Pesa takes whole shillings only. Enter an amount without cents.")},
    [PAYMENT_PHONE_WAIT] = {"phone_wait", 429, "phone",
                            N_("This phone had a request just now. Wait a moment, then try again.")},
    [PAYMENT_PHONE_LIMIT] = {"phone_limit", 429, "phone",
                             N_("This phone has had too many requests. Try later, or pay by hand.")},
    [PAYMENT_NEW_LANDLORD] = {"test_limit", 429, "phone",
                              N_("20 tests a day are the most until one has succeeded. Try again tomorrow.")},
};

const struct payment_refusal *
payment_refusal(enum payment_answer a)
{
    return refusals[a].code ? &refusals[a] : NULL;
}

/* What is about to be written. */
struct draft {
    const char      *purpose, *lease_id, *bill_id, *account_ref, *description, *phone, *key, *request_hash;
    bool             phone_on_file;
    struct money     amount;
    struct receiving to;
};

static const char *
request_hash(struct arena *mem, const char *what, const char *phone, struct money amount)
{
    char        plain[MONEY_TEXT_SIZE];
    const char *text = arena_printf(mem, "%s|%s|%s", what, phone ? phone : "", money_plain(plain, amount));

    return sha256_hex(arena_alloc(mem, SHA256_HEX_SIZE), text, strlen(text));
}

/* Was this very request made before? ERR_NOT_FOUND: no. */
static enum err
find_again(struct db *db, struct arena *mem, const struct who *who, const char *key, const char *hash,
           enum payment_answer *answer, struct payment *out)
{
    struct query *q = db_query(db, SQL_PAYMENT_BY_KEY);

    query_text(q, ":person_id", who->person_id);
    query_text(q, ":key", key);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    const char *id = row_text(q, mem, "id"), *was = row_text(q, mem, "request_hash");
    e = query_end(q);
    if (e != ERR_OK)
        return e;
    *answer = strcmp(was, hash) == 0 ? PAYMENT_AGAIN : PAYMENT_KEY_REUSED;
    if (*answer == PAYMENT_KEY_REUSED)
        return ERR_OK;
    e = payment_load(db, mem, who, id, out);
    if (e == ERR_NOT_FOUND) { /* the same person's, under another of his hats: not this request's business */
        *answer = PAYMENT_KEY_REUSED;
        e = ERR_OK;
    }
    return e;
}

/* Short, for the telephone: no letters that sound or look alike. */
static const char *
make_reference(struct arena *mem)
{
    static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    char             *out = arena_alloc(mem, REFERENCE_LEN + 1);

    for (int i = 0; i < REFERENCE_LEN; i++)
        out[i] = alphabet[random_below(sizeof alphabet - 1)];
    return out;
}

static enum err
insert(struct db *db, struct arena *mem, const struct who *who, const struct payment_rules *rules,
       const struct draft *d, struct payment *out)
{
    const char   *id = random_id(arena_alloc(mem, ID_SIZE));
    int64_t       now = clock_now();
    struct query *q = db_query(db, SQL_PAYMENT_ADD);

    query_text(q, ":id", id);
    query_text(q, ":reference", make_reference(mem));
    query_text(q, ":purpose", d->purpose);
    scope_landlord(q, who);
    query_text(q, ":lease_id", d->lease_id);
    query_text(q, ":bill_id", d->bill_id);
    query_text(q, ":receiving_account_id", d->to.id);
    query_text(q, ":business_type", d->to.business_type);
    query_text(q, ":shortcode", d->to.shortcode);
    query_text(q, ":store_number", d->to.store_number);
    query_text(q, ":business_name", d->to.business_name);
    query_text(q, ":account_ref", d->account_ref);
    query_text(q, ":description", d->description);
    query_text(q, ":phone", d->phone);
    query_int(q, ":phone_on_file", d->phone_on_file);
    query_money(q, ":asked_cents", d->amount);
    query_text(q, ":person_id", who->person_id);
    query_text(q, ":key", d->key);
    query_text(q, ":request_hash", d->request_hash);
    query_int(q, ":now", now);
    query_int(q, ":expires_at", now + rules->expiry_s);
    enum err e = query_run(q);
    return e == ERR_OK ? payment_load(db, mem, who, id, out) : e;
}

/* "Rent Nov": TransactionDesc has 13 characters (daraja.md 3.1). */
static const char *
describe(struct arena *mem, const struct bill *b)
{
    static const char *const words[][2] = {{"rent", "Rent"},         {"deposit", "Deposit"}, {"water", "Water"},
                                           {"electricity", "Power"}, {"garbage", "Garbage"}, {"service", "Service"},
                                           {"penalty", "Penalty"}};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const char              *word = "Bill";
    int                      month = (b->period[5] - '0') * 10 + (b->period[6] - '0');

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(b->kind, words[i][0]) == 0)
            word = words[i][1];
    return arena_printf(mem, "%s %s", word, months[month - 1]);
}

static enum payment_answer
judge_amount(struct money amount, struct money balance)
{
    int64_t most = (balance.cents + 99) / 100 * 100; /* odd cents are paid by the next whole shilling */

    if (!money_whole(amount))
        return PAYMENT_NOT_WHOLE;
    if (amount.cents > most)
        return PAYMENT_TOO_MUCH;
    if (amount.cents > MPESA_MOST_CENTS)
        return PAYMENT_TOO_LARGE;
    return PAYMENT_STARTED;
}

static enum payment_answer
judge_bill(const struct bill *b)
{
    if (strcmp(b->status, "void") == 0)
        return PAYMENT_BILL_VOID;
    if (b->balance.cents <= 0)
        return PAYMENT_BILL_PAID;
    return b->open_payment ? PAYMENT_IN_PROGRESS : PAYMENT_STARTED;
}

static enum err
active_account(struct db *db, struct arena *mem, const struct who *who, struct receiving *out,
               enum payment_answer *answer)
{
    enum err e = receiving_in_use(db, mem, who, out);

    if (e == ERR_NOT_FOUND || (e == ERR_OK && strcmp(out->state, "active") != 0)) {
        *answer = PAYMENT_NOT_RECEIVING;
        return ERR_OK;
    }
    return e;
}

/* The bill asked for, or the first that is owed on the lease asked for. */
static enum err
find_bill(struct db *db, struct arena *mem, const struct who *who, const struct payment_ask *ask, struct bill *out,
          enum payment_answer *answer)
{
    const char  *id = ask->bill_id;
    struct lease l;
    enum err     e = ERR_OK;

    if (!id)
        e = lease_load(db, mem, who, ask->lease_id, &l);
    if (e == ERR_OK && !id)
        e = allocation_oldest_open(db, mem, who, ask->lease_id, &id);
    if (e == ERR_OK && !id)
        *answer = PAYMENT_NOTHING_OWED;
    return e == ERR_OK && id ? bill_load(db, mem, who, id, out) : e;
}

static enum err
start(struct db *db, struct arena *mem, const struct who *who, const struct payment_rules *rules,
      const struct payment_ask *ask, enum payment_answer *answer, struct payment *out, int64_t *wait_s)
{
    struct bill  b;
    struct draft d = {.purpose = "bill", .key = ask->key, .phone = ask->phone, .amount = ask->amount};
    enum err     e;

    d.request_hash = request_hash(mem, ask->bill_id ? ask->bill_id : ask->lease_id, ask->phone, ask->amount);
    e = find_again(db, mem, who, ask->key, d.request_hash, answer, out);
    if (e != ERR_NOT_FOUND)
        return e;
    e = find_bill(db, mem, who, ask, &b, answer);
    if (e != ERR_OK || *answer != PAYMENT_STARTED)
        return e;
    *answer = judge_bill(&b);
    if (*answer == PAYMENT_IN_PROGRESS)
        return payment_load(db, mem, who, b.open_payment, out);
    if (*answer != PAYMENT_STARTED)
        return ERR_OK;
    e = active_account(db, mem, who, &d.to, answer);
    if (e != ERR_OK || *answer != PAYMENT_STARTED)
        return e;
    if (d.amount.cents == 0)
        d.amount.cents = (b.balance.cents + 99) / 100 * 100;
    if (!d.phone)
        d.phone = b.tenant_phone;
    *answer = judge_amount(d.amount, b.balance);
    if (*answer != PAYMENT_STARTED)
        return ERR_OK;
    d.phone_on_file = strcmp(d.phone, b.tenant_phone) == 0;
    e = prompt_limit(db, rules, d.phone, d.phone_on_file, d.amount, answer, wait_s);
    if (e != ERR_OK || *answer != PAYMENT_STARTED)
        return e;
    d.lease_id = b.lease_id;
    d.bill_id = b.id;
    d.account_ref = d.to.account_number ? d.to.account_number : b.account_ref;
    d.description = describe(mem, &b);
    return insert(db, mem, who, rules, &d, out);
}

enum err
payment_start(struct db *db, struct arena *mem, const struct who *who, const struct payment_rules *rules,
              const struct payment_ask *ask, enum payment_answer *answer, struct payment *out, int64_t *wait_s)
{
    enum err e = db_begin(db);

    *answer = PAYMENT_STARTED;
    return e == ERR_OK ? db_end(db, start(db, mem, who, rules, ask, answer, out, wait_s)) : e;
}

static enum err
note_test(struct db *db, const struct who *who, const char *account_id, const char *payment_id)
{
    struct query *q = db_query(db, SQL_RECEIVING_TESTING);

    scope_landlord(q, who);
    query_text(q, ":id", account_id);
    query_text(q, ":payment_id", payment_id);
    return query_run(q);
}

static enum err
start_test(struct db *db, struct arena *mem, const struct who *who, const struct payment_rules *rules,
           const char *phone, const char *key, enum payment_answer *answer, struct payment *out, int64_t *wait_s)
{
    struct landlord l;
    struct draft    d = {.purpose = "test", .phone = phone, .key = key, .amount = {MPESA_LEAST_CENTS}};
    enum err        e = receiving_newest(db, mem, who, &d.to);

    if (e == ERR_OK && !d.to.configured_at)
        e = ERR_NOT_FOUND;
    if (e == ERR_OK)
        e = landlord_load(db, mem, who, &l);
    if (e != ERR_OK)
        return e;
    d.request_hash = request_hash(mem, d.to.id, phone, d.amount);
    e = find_again(db, mem, who, key, d.request_hash, answer, out);
    if (e != ERR_NOT_FOUND)
        return e;
    e = prompt_limit_tests(db, who, rules, answer, wait_s);
    d.phone_on_file = strcmp(phone, l.phone) == 0;
    if (e == ERR_OK && *answer == PAYMENT_STARTED)
        e = prompt_limit(db, rules, phone, d.phone_on_file, d.amount, answer, wait_s);
    if (e != ERR_OK || *answer != PAYMENT_STARTED)
        return e;
    d.account_ref = d.to.account_number ? d.to.account_number : "TEST";
    d.description = "Test";
    e = insert(db, mem, who, rules, &d, out);
    return e == ERR_OK ? note_test(db, who, d.to.id, out->id) : e;
}

enum err
payment_start_test(struct db *db, struct arena *mem, const struct who *who, const struct payment_rules *rules,
                   const char *phone, const char *key, enum payment_answer *answer, struct payment *out,
                   int64_t *wait_s)
{
    enum err e = db_begin(db);

    *answer = PAYMENT_STARTED;
    return e == ERR_OK ? db_end(db, start_test(db, mem, who, rules, phone, key, answer, out, wait_s)) : e;
}
