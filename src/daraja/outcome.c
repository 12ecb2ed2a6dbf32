#include "daraja/outcome.h"

#include <stddef.h>
#include <string.h>

#include "base/err.h"
#include "base/text.h"

/* What each outcome means and what the payer is told. Whether money moved is not said here: only Daraja's own query can
 * say that it did not (daraja/telling.h). */
static const struct outcome outcomes[] = {
    /* name                   kind               retry  after  operator's */
    {"paid", OUTCOME_PAID, false, 0, false, N_("Your payment arrived.")},
    {"pending", OUTCOME_PENDING, false, 0, false, N_("The request is on your phone. Enter your M-Pesa PIN there.")},
    {"cancelled", OUTCOME_CANCELLED, true, 0, false,
     N_("You cancelled the request on your phone, or it closed before you entered your PIN.")},
    {"no_answer", OUTCOME_DECLINED, true, 0, false,
     N_("Your phone did not answer. Make sure it is on, has network and is unlocked, then try again.")},
    {"insufficient_funds", OUTCOME_DECLINED, true, 0, false,
     N_("Your M-Pesa balance is too low for this amount. Add money, or pay a part.")},
    {"wrong_pin", OUTCOME_DECLINED, true, 0, false,
     N_("The M-Pesa PIN was not right. Try again with care: after three wrong PINs M-Pesa locks it.")},
    {"pin_locked", OUTCOME_DECLINED, false, 0, false,
     N_("Your M-Pesa PIN is locked. Call Safaricom on 100 or 234 to open it, then try again.")},
    {"prompt_expired", OUTCOME_DECLINED, true, 0, false,
     N_("The request on your phone ran out of time. Try again and enter your PIN within a minute.")},
    {"network_trouble", OUTCOME_DECLINED, true, 30, false,
     N_("The network could not bring the request to your phone. Try again in a moment.")},
    {"phone_busy", OUTCOME_DECLINED, true, 120, false,
     N_("Another M-Pesa request is open on your phone. Finish or close it, wait two minutes, then try again.")},
    {"too_soon", OUTCOME_DECLINED, true, 150, false,
     N_("M-Pesa does not take the same amount twice within two minutes. Wait a little, then try again.")},
    {"amount_too_small", OUTCOME_DECLINED, true, 0, false,
     N_("The amount is below the least that M-Pesa takes. Enter more.")},
    {"amount_too_large", OUTCOME_DECLINED, true, 0, false,
     N_("The amount is above what M-Pesa takes at a time. Pay it in parts.")},
    {"daily_limit", OUTCOME_DECLINED, true, 0, false,
     N_("You have reached M-Pesa's limit for today. Try tomorrow, or pay from another phone.")},
    {"receiver_full", OUTCOME_DECLINED, true, 0, false,
     N_("M-Pesa could not add this amount to the receiving account. Try a smaller part, or tell your landlord.")},
    {"number_not_on_mpesa", OUTCOME_DECLINED, true, 0, false,
     N_("This number cannot pay by M-Pesa. Check it, or use another number.")},
    {"account_barred", OUTCOME_DECLINED, false, 0, false,
     N_("M-Pesa does not allow this payment from your account. Call Safaricom on 100 or 234.")},
    {"not_set_up", OUTCOME_DECLINED, false, 0, true,
     N_("M-Pesa did not accept your landlord's paybill or till. This is not your mistake: tell your landlord.")},
    {"phone_rejected", OUTCOME_DECLINED, true, 0, false,
     N_("M-Pesa does not know this phone number. Check it, or use another number.")},
    {"amount_rejected", OUTCOME_DECLINED, true, 0, false,
     N_("M-Pesa did not take this amount. Enter whole shillings, 250,000 at most.")},
    {"rejected", OUTCOME_DECLINED, true, 30, true,
     N_("M-Pesa refused the request before it reached your phone. Try again in a moment.")},
    {"mpesa_busy", OUTCOME_DECLINED, true, 60, false, N_("M-Pesa is very busy just now. Try again in a minute.")},
    {"not_sent", OUTCOME_DECLINED, true, 60, false,
     N_("We could not reach M-Pesa, so no request was sent to your phone. Try again in a minute.")},
    {"unanswered", OUTCOME_UNKNOWN, false, 0, false,
     N_("M-Pesa has not answered us yet. If a request appears on your phone, you can enter your PIN.")},
    {"unknown_code", OUTCOME_UNKNOWN, false, 0, false,
     N_("M-Pesa gave an answer that we do not know. We keep asking until it is clear.")},
    {"counted_apart", OUTCOME_DECLINED, true, 0, false,
     N_("M-Pesa told us of other money than this request asked for. It reached your landlord and counts for your rent, "
        "as a "
        "payment of its own.")},
    {"contradicted", OUTCOME_UNKNOWN, false, 0, true,
     N_("M-Pesa told us two different things about this payment. A person is looking at it.")},
};

enum { BOTH = -1 };

/* daraja.md 17.1. The same number means different things to different APIs; STK and its query share theirs. */
static const struct {
    int         api; /* enum daraja_api, or BOTH */
    const char *code, *outcome;
} codes[] = {
    {BOTH, "0", "paid"},
    {DARAJA_STK_QUERY, "4999", "pending"},
    {BOTH, "1", "insufficient_funds"},
    {BOTH, "2", "amount_too_small"},
    {BOTH, "3", "amount_too_large"},
    {BOTH, "4", "daily_limit"},
    {BOTH, "6", "number_not_on_mpesa"},
    {BOTH, "7", "not_set_up"},
    {BOTH, "8", "receiver_full"},
    {BOTH, "17", "too_soon"},
    {BOTH, "26", "mpesa_busy"},
    {BOTH, "1001", "phone_busy"},
    {BOTH, "1019", "prompt_expired"},
    {BOTH, "1025", "network_trouble"},
    {BOTH, "9999", "network_trouble"},
    {BOTH, "1031", "cancelled"},
    {BOTH, "1032", "cancelled"},
    {BOTH, "1036", "network_trouble"},
    {BOTH, "1037", "no_answer"},
    {BOTH, "2001", "wrong_pin"},
    {BOTH, "2006", "account_barred"},
    {BOTH, "2028", "not_set_up"},
    {BOTH, "2040", "number_not_on_mpesa"},
    {BOTH, "2051", "phone_rejected"},
    {BOTH, "8006", "pin_locked"},
    {BOTH, "SFC_IC0003", "not_set_up"},
    {BOTH, "E3008", "account_barred"},
};

const struct outcome *
outcome_named(const char *name)
{
    for (size_t i = 0; name && i < COUNT(outcomes); i++)
        if (strcmp(name, outcomes[i].name) == 0)
            return &outcomes[i];
    return NULL;
}

const struct outcome *
outcome_of(enum daraja_api api, const char *code)
{
    for (size_t i = 0; i < COUNT(codes); i++)
        if ((codes[i].api == BOTH || codes[i].api == (int)api) && strcmp(code, codes[i].code) == 0)
            return outcome_named(codes[i].outcome);
    return outcome_named("unknown_code");
}
