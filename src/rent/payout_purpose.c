#include "rent/payout_purpose.h"

#include <stddef.h>
#include <string.h>

#include "base/err.h"

static const struct payout_purpose purposes[] = {
    {"refund", "b2c", "receivable", NULL, "BusinessPayment", true, LIMIT_CREDIT},
    {"deposit", "b2c", "deposits", NULL, "BusinessPayment", true, LIMIT_DEPOSIT},
    {"salary", "b2c", "expense", "salary", "SalaryPayment", false, LIMIT_NONE},
    {"promotion", "b2c", "expense", "promotion", "PromotionPayment", false, LIMIT_NONE},
    {"expense", "b2c b2b", "expense", "other", "BusinessPayment", false, LIMIT_NONE},
    {"owner", "b2c b2b", "drawings", "", "BusinessPayment", false, LIMIT_NONE},
    {"utility", "b2b", "expense", "utility", NULL, false, LIMIT_NONE},
    {"supplier", "b2b", "expense", "supplier", NULL, false, LIMIT_NONE},
    {"top_up", "b2b", "mpesa", NULL, NULL, false, LIMIT_NONE},
    {"tax", "tax", "expense", "tax", NULL, false, LIMIT_NONE},
};

const struct payout_purpose *
payout_purpose(const char *name, const char *api)
{
    for (size_t i = 0; i < COUNT(purposes); i++)
        if (strcmp(name, purposes[i].name) == 0 && strstr(purposes[i].apis, api))
            return &purposes[i];
    return NULL;
}
