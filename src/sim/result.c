#include "sim/result.h"

#include <stddef.h>
#include <string.h>

#include "base/err.h"

#define LOCKED "Unable to lock subscriber, a transaction is already in process for the current subscriber"

static const struct {
    const char *code, *description, *sms;
} results[] = {
    {"0", "The service request is processed successfully.", NULL},
    {"1", "The balance is insufficient for the transaction.",
     "Failed. You do not have enough money in your M-PESA account to pay this amount."},
    {"2", "The amount is less than the minimum transaction value.", NULL},
    {"3", "The amount is more than the maximum transaction value.", NULL},
    {"4", "The transaction would exceed the daily transfer limit.", NULL},
    {"8", "The transaction would exceed the maximum balance.", NULL},
    {"17", "Rule limited.", NULL},
    {"18", "Initiator credential check failure.", NULL},
    {"20", "Unresolved initiator.", NULL},
    {"21", "The initiator is not allowed to initiate this request", NULL},
    {"25", "Bad query parameters.", NULL},
    {"26", "System busy. Traffic blocked.", NULL},
    {"1050", "Standing order with the same name exists", NULL},
    {"1051", "Invalid field in request", NULL},
    {"1001", LOCKED, NULL},
    {"1019", "Transaction has expired", NULL},
    {"1025", "An error occurred while sending a push request", NULL},
    {"1032", "Request cancelled by user", NULL},
    {"1036", "SMSC ACK timeout.", NULL},
    {"1037", "DS timeout user cannot be reached", NULL},
    {"2001", "The initiator information is invalid.", "Failed. You have entered the wrong M-PESA PIN."},
    {"2006", "The account status does not allow the transaction.", NULL},
    {"2020", "The amount is not valid.", NULL},
    {"2033", "The transaction receipt number does not exist.", NULL},
    {"2040", "The customer type is not supported for the transaction.", NULL},
    {"4001", "User cancelled transaction", NULL},
    {"R000001", "The transaction has already been reversed.", NULL},
    {"R000002", "The OriginalTransactionID is invalid.", NULL},
    {"2028", "The request is not permitted according to product assignment", NULL},
    {"4999", "The transaction is still under processing", NULL},
    {"8006", "The security credential is locked.", "Failed. Your M-PESA PIN is locked."},
    {"9999", "An error occurred while sending a push request", NULL},
    {"SFC_IC0003", "The operator does not exist.", NULL},
    {"E3008", "user has a bad debt contract", NULL},
};

const char *
result_description(const char *code)
{
    for (size_t i = 0; i < COUNT(results); i++)
        if (strcmp(results[i].code, code) == 0)
            return results[i].description;
    return "The request could not be completed.";
}

const char *
result_sms(const char *code)
{
    for (size_t i = 0; i < COUNT(results); i++)
        if (strcmp(results[i].code, code) == 0)
            return results[i].sms;
    return NULL;
}

bool
result_is_number(const char *code)
{
    size_t n = strspn(code, "0123456789");

    return n > 0 && n < 10 && code[n] == '\0' && (code[0] != '0' || n == 1);
}
