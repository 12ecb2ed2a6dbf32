#include "page/landlord/payout_words.h"

#include <string.h>

#include "base/err.h"
#include "web/lang.h"

#define OWNER_WORD   N_("To the owner")
#define EXPENSE_WORD N_("Expense")

const struct payout_words payout_words[] = {
    {"refund", "tenant", N_("Refund"), N_("Refund what a tenant has paid ahead")},
    {"deposit", "tenant", N_("Deposit returned"), N_("Return a tenant’s deposit")},
    {"salary", "phone", N_("Salary"), N_("Pay a salary")},
    {"expense", "phone", EXPENSE_WORD, N_("Pay for work or goods, to a phone")},
    {"owner", "phone", OWNER_WORD, N_("Pay the owner, to a phone")},
    {"promotion", "phone", N_("Promotion"), N_("Pay a promotion or reward")},
    {"utility", "business", N_("Utility bill"), N_("Pay water, electricity or another utility")},
    {"supplier", "business", N_("Supplier"), N_("Pay a supplier")},
    {"expense", "business", EXPENSE_WORD, N_("Pay another expense")},
    {"owner", "business", OWNER_WORD, N_("Pay the owner, to a paybill or till")},
    {"top_up", "business", N_("Top-up of the bulk number"), N_("Top up your bulk payment number")},
    {"tax", NULL, N_("Tax"), NULL},
    {"reversal", NULL, N_("Payment given back"), NULL},
};
const size_t payout_words_count = COUNT(payout_words);

const char *
payout_word(const char *purpose)
{
    for (size_t i = 0; purpose && i < COUNT(payout_words); i++)
        if (strcmp(purpose, payout_words[i].purpose) == 0)
            return payout_words[i].word;
    return purpose;
}

const struct payout_words *
payout_words_for(const char *purpose, const char *to)
{
    for (size_t i = 0; purpose && to && i < COUNT(payout_words); i++) {
        const struct payout_words *w = &payout_words[i];
        if (!w->to || strcmp(purpose, w->purpose) != 0)
            continue;
        if (strcmp(to, w->to) == 0 || (strcmp(to, "phone") == 0 && strcmp(w->to, "tenant") == 0))
            return w;
    }
    return NULL;
}

bool
payout_is_tenants(const char *purpose)
{
    return strcmp(purpose, "refund") == 0 || strcmp(purpose, "deposit") == 0;
}

const char *
payout_place(const char *api)
{
    return strcmp(api, "reversal") == 0 ? "landlord/reversals" : "landlord/money-out";
}
