/*
 * finding.c - what people are told of Daraja's answer about a transaction: one table (contracts in enquiry.h).
 */
#include <string.h>

#include "base/text.h"
#include "rent/enquiry.h"

static const struct finding findings[] = {
    {"credited", true, false, N_("We found your payment. It counts for your rent now."),
     N_("The payment was found, and counts for this tenant’s rent.")},
    {"known", true, false, N_("This payment counts for your rent already. You need not do anything."),
     N_("This payment is in the books already.")},
    {"tray", false, false,
     N_("We found this payment, but we cannot be sure that it is for your rent. Your landlord has been asked to look "
        "at "
        "it. Show him the message from M-PESA. Your money is safe: do not pay again."),
     N_("The payment was found, but nobody can be sure whose it is. It waits under unmatched payments.")},
    {"unclear", false, false,
     N_("M-PESA knows this code, but it is not a payment from a phone that we can count. Show the message from M-PESA "
        "to "
        "your landlord."),
     N_("M-Pesa knows this code, but it is not a payment from a phone. Nothing was counted. What M-Pesa said of it is "
        "below.")},
    {"used", false, false,
     N_("This code belongs to a payment that was counted for somebody else. Check the code in the message from M-PESA. "
        "If it "
        "is yours, ask your landlord."),
     N_("This payment is in the books for another lease.")},
    {"foreign", false, true,
     N_("This payment went to another number, not to your landlord’s. Check the code. If you paid the wrong number, "
        "call "
        "Safaricom on 100 at once: they can help to get it back."),
     N_("This payment went to another number, not to yours.")},
    {"reversed", false, false,
     N_("This payment was reversed: M-PESA gave the money back to the phone that paid. Please pay again."),
     N_("M-Pesa gave this payment back to the payer.")},
    {"not_completed", false, false,
     N_("M-PESA says that this payment was not completed, so no money reached your landlord. Please pay again."),
     N_("M-Pesa says that this transaction was not completed. No money reached you.")},
    {"open", false, true,
     N_("M-PESA is still working on this payment. Try the code again in a few minutes. Do not pay twice."),
     N_("M-Pesa is still working on this transaction. Ask again in a few minutes.")},
    {"not_found", false, true,
     N_("M-PESA knows no payment with this code. Check it letter by letter in the message from M-PESA: 0 and O, 1 and "
        "I look "
        "alike. A very new one may take a few minutes."),
     N_("M-Pesa knows no transaction with this code. Check it letter by letter.")},
    {"cannot_ask", false, true,
     N_("We could not ask M-PESA about this code just now. Your landlord can see it in his M-PESA messages and count "
        "it. Please "
        "show it to him."),
     N_("M-Pesa does not let us ask about transactions for this number. The reason is below; the M-Pesa settings say "
        "what to "
        "do.")},
    {"no_answer", false, true, N_("M-PESA has not answered yet. Please try the code again in a few minutes."),
     N_("M-Pesa has not answered. Ask again in a few minutes.")},
    {"answered", false, false, N_("M-PESA has answered."), N_("M-Pesa has answered.")},
};

const struct finding *
finding_named(const char *name)
{
    for (size_t i = 0; name && i < COUNT(findings); i++)
        if (strcmp(name, findings[i].name) == 0)
            return &findings[i];
    return NULL;
}
