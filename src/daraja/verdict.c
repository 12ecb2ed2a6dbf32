#include "daraja/verdict.h"

#include <stddef.h>
#include <string.h>

#include "base/err.h"
#include "base/text.h"

enum { NO = 0, YES = 1, NOT_KNOWN = -1 };

static const struct verdict verdicts[] = {
    /* name                     kind            moved      retry after actor */
    {"done", VERDICT_DONE, YES, false, 0, ACTOR_NOBODY, N_("M-Pesa has done it.")},
    {"answered", VERDICT_DONE, NO, false, 0, ACTOR_NOBODY, N_("M-Pesa has answered.")},
    {"standing_order_made", VERDICT_DONE, NO, false, 0, ACTOR_NOBODY, N_("The standing order is set up.")},

    /* Results: the money side. */
    {"own_funds_low", VERDICT_REFUSED, NO, true, 0, ACTOR_LANDLORD,
     N_("There is not enough money in your M-Pesa business account. Payouts to phones are taken from the utility "
        "account, "
        "payments to other businesses from the working account. Add money there, then try again.")},
    {"funds_gone", VERDICT_REFUSED, NO, true, 0, ACTOR_LANDLORD,
     N_("The money of this payment is no longer in your M-Pesa business account, so it cannot be given back from "
        "there. "
        "Add money, then try again.")},
    {"below_least", VERDICT_REFUSED, NO, true, 0, ACTOR_LANDLORD,
     N_("The amount is below the least that M-Pesa sends. Enter a larger amount.")},
    {"above_most", VERDICT_REFUSED, NO, true, 0, ACTOR_LANDLORD,
     N_("The amount is above what M-Pesa sends at a time. Send it in parts.")},
    {"day_limit", VERDICT_REFUSED, NO, true, 3600, ACTOR_LANDLORD,
     N_("M-Pesa's limit for today is reached. Try again tomorrow.")},
    {"receiver_limit", VERDICT_REFUSED, NO, true, 0, ACTOR_LANDLORD,
     N_("The receiver's M-Pesa account cannot hold this amount. Send a smaller part, or ask the receiver.")},
    {"receiver_unknown", VERDICT_REFUSED, NO, true, 0, ACTOR_LANDLORD,
     N_("M-Pesa does not know this receiver. Check the phone number, paybill or till.")},
    {"receiver_not_registered", VERDICT_REFUSED, NO, true, 0, ACTOR_LANDLORD,
     N_("This phone number has no M-Pesa account. Check it, or ask for another number.")},
    {"receiver_is_another", VERDICT_REFUSED, NO, true, 0, ACTOR_LANDLORD,
     N_("The identity document does not belong to the owner of this phone number. Check both.")},
    {"account_number_wrong", VERDICT_REFUSED, NO, true, 0, ACTOR_LANDLORD,
     N_("The receiver does not know this account number. Check it, then try again.")},
    {"account_closed", VERDICT_REFUSED, NO, false, 0, ACTOR_OPERATOR,
     N_("One of the two M-Pesa accounts is closed, blocked or not found. Ask Safaricom's business support.")},
    {"done_before", VERDICT_UNKNOWN, NOT_KNOWN, false, 0, ACTOR_OPERATOR,
     N_("M-Pesa has seen this request before, and the earlier one counts. Look it up before you send anything again.")},
    {"system_trouble", VERDICT_UNKNOWN, NOT_KNOWN, false, 0, ACTOR_OPERATOR,
     N_("M-Pesa had trouble inside while it worked on this. Nobody knows yet whether money moved: we are asking.")},
    {"mpesa_busy", VERDICT_REFUSED, NO, true, 60, ACTOR_NOBODY,
     N_("M-Pesa is very busy just now and has not taken the request. Try again in a minute.")},

    /* Results: the initiator's side. */
    {"initiator_wrong", VERDICT_REFUSED, NO, true, 0, ACTOR_OPERATOR,
     N_("M-Pesa does not accept the initiator's name, password or certificate. Check all three in the settings. The "
        "password "
        "expires after about 90 days. Several wrong tries lock it.")},
    {"initiator_locked", VERDICT_REFUSED, NO, true, 0, ACTOR_OPERATOR,
     N_("The initiator is locked after several wrong passwords. Unlock it in the M-Pesa portal, then try again.")},
    {"initiator_not_allowed", VERDICT_REFUSED, NO, true, 0, ACTOR_OPERATOR,
     N_("The initiator does not have the role for this. The business administrator gives it in the M-Pesa portal.")},
    {"product_missing", VERDICT_REFUSED, NO, false, 0, ACTOR_OPERATOR,
     N_("This paybill or till is not allowed to do this. Ask Safaricom's business support to enable it.")},
    {"request_malformed", VERDICT_REFUSED, NO, false, 0, ACTOR_OPERATOR,
     N_("M-Pesa found a mistake in the request. This is ours to mend.")},
    {"validation_failed", VERDICT_REFUSED, NO, true, 0, ACTOR_LANDLORD,
     N_("The receiver refused the payment. Check the account number and the amount with them.")},
    {"account_barred", VERDICT_REFUSED, NO, false, 0, ACTOR_OPERATOR,
     N_("M-Pesa does not allow this account to take part. Ask Safaricom's business support.")},

    /* Reversal, status, standing orders, USSD push. */
    {"already_reversed", VERDICT_REFUSED, NO, false, 0, ACTOR_NOBODY,
     N_("This payment was reversed before. Nothing more was taken.")},
    {"receipt_not_reversible", VERDICT_REFUSED, NO, false, 0, ACTOR_LANDLORD,
     N_("M-Pesa cannot reverse this code: it is not a payment that came to your paybill or till. Check it.")},
    {"receipt_not_found", VERDICT_REFUSED, NO, true, 900, ACTOR_PAYER,
     N_("M-Pesa knows no transaction with this code. Check it letter by letter. A very new one may not be listed "
        "yet.")},
    {"name_in_use", VERDICT_REFUSED, NO, true, 0, ACTOR_LANDLORD,
     N_("This payer already has a standing order with this name. Choose another name.")},
    {"payer_cancelled", VERDICT_REFUSED, NO, true, 0, ACTOR_PAYER, N_("It was cancelled on the phone.")},
    {"payer_did_not_answer", VERDICT_REFUSED, NO, true, 60, ACTOR_PAYER,
     N_("The phone did not answer in time. Make sure that it is on and has network, then try again.")},
    {"payer_funds_low", VERDICT_REFUSED, NO, true, 0, ACTOR_PAYER,
     N_("There is not enough money in the payer's account. It can be tried again after money was added.")},
    {"payer_busy", VERDICT_REFUSED, NO, true, 120, ACTOR_PAYER,
     N_("Another M-Pesa request is open on the phone. Finish or close it, then try again.")},
    {"payer_wrong_pin", VERDICT_REFUSED, NO, true, 0, ACTOR_PAYER, N_("The M-Pesa PIN was wrong.")},

    /* What is said before, or instead of, a result. */
    {"request_refused", VERDICT_REFUSED, NO, false, 0, ACTOR_OPERATOR,
     N_("M-Pesa refused the request. Nothing was done.")},
    {"api_not_enabled", VERDICT_REFUSED, NO, false, 0, ACTOR_OPERATOR,
     N_("The Daraja app does not have this service. Add it to the app in the Daraja portal, or ask Safaricom's API "
        "support.")},
    {"credentials_refused", VERDICT_REFUSED, NO, false, 0, ACTOR_OPERATOR,
     N_("Daraja does not accept the consumer key and secret. Check them, and whether they are for the sandbox or for "
        "live use.")},
    {"not_sent", VERDICT_REFUSED, NO, true, 60, ACTOR_NOBODY,
     N_("We could not reach M-Pesa, so nothing was sent. Try again in a minute.")},
    {"initiator_missing", VERDICT_REFUSED, NO, true, 0, ACTOR_OPERATOR,
     N_("No initiator is set up for this number: its name, its password, or Safaricom's certificate is missing. Enter "
        "them in "
        "the M-Pesa settings.")},
    {"sim_swapped", VERDICT_REFUSED, NO, false, 0, ACTOR_LANDLORD,
     N_("The SIM card of this phone was changed within the last week, so nothing was sent: somebody else may have it. "
        "Speak "
        "with the receiver in person first.")},
    {"sim_not_known", VERDICT_REFUSED, NO, true, 0, ACTOR_OPERATOR,
     N_("Nobody could tell whether the SIM card of this phone was changed, so nothing was sent. Ask again later.")},
    {"not_completed", VERDICT_REFUSED, NO, true, 0, ACTOR_NOBODY,
     N_("M-Pesa says that this was not completed. No money moved.")},
    {"person_said_no", VERDICT_REFUSED, NO, true, 0, ACTOR_NOBODY,
     N_("A person looked into the M-Pesa portal, and found that no money moved.")},
    {"unanswered", VERDICT_UNKNOWN, NOT_KNOWN, false, 0, ACTOR_NOBODY,
     N_("M-Pesa has not answered yet. We keep asking. Do not send it again.")},
    {"timed_out", VERDICT_UNKNOWN, NOT_KNOWN, false, 0, ACTOR_NOBODY,
     N_("M-Pesa says that the request waited too long. It may still have been done: we are asking. Do not send it "
        "again.")},
    {"unknown_code", VERDICT_UNKNOWN, NOT_KNOWN, false, 0, ACTOR_OPERATOR,
     N_("M-Pesa gave an answer that we do not know. We keep asking until it is clear. Do not send it again.")},

    /* Registering addresses (C2B, pull). */
    {"urls_registered", VERDICT_DONE, NO, false, 0, ACTOR_NOBODY,
     N_("The addresses are registered. Direct payments are now reported to us.")},
    {"urls_already_registered", VERDICT_REFUSED, NO, false, 0, ACTOR_LANDLORD,
     N_("Addresses are registered already, and nothing was changed. If they are not ours, delete them in the M-Pesa "
        "portal "
        "under Self Services, URL Management, then register again.")},
    {"urls_held_by_another", VERDICT_REFUSED, NO, false, 0, ACTOR_LANDLORD,
     N_("Another company receives the reports of this paybill or till. Ask Safaricom's API support to remove it, then "
        "register again.")},
    {"c2b_version_wrong", VERDICT_REFUSED, NO, true, 0, ACTOR_OPERATOR,
     N_("The Daraja app has the other version of C2B, or none. Change the version in the settings, then register "
        "again.")},
    {"c2b_not_enabled", VERDICT_REFUSED, NO, false, 0, ACTOR_OPERATOR,
     N_("M-Pesa could not register this number. Often it is one for prompts only: ask Safaricom to enable C2B for "
        "it.")},
};

enum {
    B2C = 1 << VERDICT_B2C,
    B2B = 1 << VERDICT_B2B,
    REVERSAL = 1 << VERDICT_REVERSAL,
    BALANCE = 1 << VERDICT_BALANCE,
    STATUS = 1 << VERDICT_STATUS,
    RATIBA = 1 << VERDICT_RATIBA,
    EXPRESS = 1 << VERDICT_EXPRESS,
    OUT = B2C | B2B,
    MONEY = B2C | B2B | REVERSAL,
    QUERY = BALANCE | STATUS,
    INITIATOR = MONEY | QUERY,
    EVERY = INITIATOR | RATIBA | EXPRESS,
};

/* daraja.md 17.1. A row is for the APIs of its mask. */
static const struct {
    int         apis;
    const char *code, *verdict;
} codes[] = {
    {MONEY | EXPRESS, "0", "done"},
    {QUERY, "0", "answered"},
    {RATIBA, "0", "standing_order_made"},
    {OUT, "1", "own_funds_low"},
    {REVERSAL, "1", "funds_gone"},
    {OUT, "2", "below_least"},
    {OUT, "3", "above_most"},
    {OUT, "4", "day_limit"},
    {MONEY, "5", "own_funds_low"},
    {MONEY, "6", "account_closed"},
    {MONEY, "7", "receiver_unknown"},
    {MONEY, "8", "receiver_limit"},
    {MONEY, "11", "account_closed"},
    {MONEY, "12", "account_closed"},
    {MONEY, "13", "account_closed"},
    {MONEY, "14", "account_closed"},
    {INITIATOR, "15", "done_before"},
    {INITIATOR, "17", "system_trouble"},
    {INITIATOR, "18", "initiator_wrong"},
    {INITIATOR, "20", "initiator_wrong"},
    {INITIATOR, "21", "initiator_not_allowed"},
    {INITIATOR, "24", "request_malformed"},
    {INITIATOR, "25", "request_malformed"},
    {INITIATOR, "29", "request_malformed"},
    {EVERY, "26", "mpesa_busy"},
    {B2B, "1005", "account_number_wrong"},
    {INITIATOR, "2001", "initiator_wrong"},
    {INITIATOR, "2006", "account_barred"},
    {MONEY, "2007", "validation_failed"},
    {INITIATOR, "2020", "request_malformed"},
    {INITIATOR, "2028", "product_missing"},
    {STATUS, "2033", "receipt_not_found"},
    {OUT, "2040", "receiver_not_registered"},
    {INITIATOR, "2043", "product_missing"},
    {OUT, "2051", "receiver_unknown"},
    {OUT, "2202", "account_number_wrong"},
    {INITIATOR, "8006", "initiator_locked"},
    {OUT, "SFC_IC0003", "receiver_unknown"},
    {REVERSAL | QUERY, "SFC_IC0003", "initiator_wrong"},
    {REVERSAL, "R000001", "already_reversed"},
    {REVERSAL, "R000002", "receipt_not_reversible"},
    {B2C, "R002", "receiver_is_another"},
    {B2C, "R003", "receiver_is_another"},
    {RATIBA, "1001", "payer_busy"},
    {RATIBA, "1025", "payer_did_not_answer"},
    {RATIBA, "1032", "payer_cancelled"},
    {RATIBA, "1037", "payer_did_not_answer"},
    {RATIBA, "1050", "name_in_use"},
    {RATIBA, "1051", "request_malformed"},
    {RATIBA, "2001", "payer_wrong_pin"},
    {EXPRESS, "1", "payer_funds_low"},
    {EXPRESS, "4001", "payer_cancelled"},
};

const struct verdict *
verdict_named(const char *name)
{
    for (size_t i = 0; name && i < COUNT(verdicts); i++)
        if (strcmp(name, verdicts[i].name) == 0)
            return &verdicts[i];
    return NULL;
}

const struct verdict *
verdict_of(enum verdict_api api, const char *code)
{
    for (size_t i = 0; code && i < COUNT(codes); i++)
        if (codes[i].apis & 1 << api && strcmp(code, codes[i].code) == 0)
            return verdict_named(codes[i].verdict);
    return verdict_named("unknown_code");
}

const struct verdict *
verdict_of_result(enum verdict_api api, const struct daraja_result *r, bool at_timeout_address)
{
    if (at_timeout_address || (r->type && strcmp(r->type, "0") != 0))
        return verdict_named("timed_out");
    return verdict_of(api, r->code);
}

const struct verdict *
verdict_of_answer(const struct answer *a)
{
    switch (a->kind) {
    case ANSWER_ACCEPTED: return NULL;
    case ANSWER_REJECTED: return verdict_named(a->outcome ? a->outcome : "request_refused");
    case ANSWER_TOKEN: return verdict_named("credentials_refused");
    case ANSWER_BUSY: return verdict_named("mpesa_busy");
    case ANSWER_NOT_SENT: return verdict_named("not_sent");
    default: return verdict_named(a->duplicate ? "done_before" : "unanswered");
    }
}
