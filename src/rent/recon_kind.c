#include "rent/recon_kind.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

const struct recon_kind recon_kinds[] = {
    {"missing", SQL_RECON_MISSING, N_("Money that the books lack"),
     N_("M-Pesa lists {theirs} to {number}, code {code}, paid on {day}, and the books do not have it."),
     N_("Pull the payments once more, or enter the code where it belongs. If it is not there in an hour, look for the "
        "code in the M-Pesa portal.")},
    {"unlisted", SQL_RECON_UNLISTED, N_("Money that is not listed"),
     N_("The books have {ours} to {number}, code {code}, paid on {day}, and the list of that account does not have "
        "it."),
     N_("Look for the code in the M-Pesa portal, or ask the bank. If it is not there, the money never came: have it "
        "taken back in the books.")},
    {"out_missing", SQL_RECON_OUT_MISSING, N_("Money that left, and the books lack"),
     N_("The statement of {number} shows {theirs} that left on {day}, code {code} ({about}), and the books do not have "
        "it."),
     N_("If you moved it to your bank or paid from the M-Pesa portal, write that down here. If you did not, ask "
        "Safaricom at once.")},
    {"amount", SQL_RECON_AMOUNT, N_("Amounts that differ"),
     N_("Code {code} of {day} is {ours} in the books and {theirs} in the list of M-Pesa: {gap} apart."),
     N_("Look up the code in the M-Pesa portal. The portal is right; tell the operator of RentEase which amount it "
        "shows.")},
    {"reversed", SQL_RECON_REVERSED, N_("Given back at M-Pesa, not here"),
     N_("M-Pesa has given back {ours}, code {code}, paid on {day}; the books still count it."),
     N_("Look up the code in the M-Pesa portal. If it was given back, reverse it here, too.")},
    {"prompt_unknown", SQL_RECON_PROMPT_UNKNOWN, N_("A prompt that nobody knows the end of"),
     N_("Of the prompt {code} for {ours} to {about}, sent on {day}, M-Pesa has not said whether it was paid."),
     N_("Ask the tenant whether M-Pesa sent a message. With its code, the payment can be looked up. Without one, "
        "nothing was paid.")},
    {"request_unknown", SQL_RECON_REQUEST_UNKNOWN, N_("A payment out that nobody knows the end of"),
     N_("Of {ours} to {about}, asked for on {day} ({code}), M-Pesa has not said whether it was paid."),
     N_("Look for it in the M-Pesa portal by amount, receiver and day, and settle it on its page.")},
    {"held", SQL_RECON_HELD, N_("Money that is held back"),
     N_("M-Pesa told of {theirs}, code {code}, on {day}, and it did not fit what was expected ({ours}), so nobody has "
        "been given credit for it."),
     N_("The operator of RentEase decides whether it counts. Tell him what the M-Pesa portal shows for the code.")},
    {"unmatched", SQL_RECON_UNMATCHED, N_("Money of an unknown payer"),
     N_("{ours}, code {code}, paid on {day} by {about}, has been nobody’s rent for more than a week."),
     N_("Find out whose it is and give it to a tenant, or send it back.")},
    {"confirmation", SQL_RECON_CONFIRMATION, N_("A confirmation that nobody vouches for"),
     N_("A message of {day} tells of {theirs}, code {code}. It did not come from an address of M-Pesa, and M-Pesa has "
        "not confirmed it."),
     N_("Look for the code in the M-Pesa portal. If it is not there, the message was false: nothing is to be done.")},
    {"twice", SQL_RECON_TWICE, N_("Perhaps paid twice"),
     N_("{ours}, code {code}, was paid on {day}, within ten minutes of the same amount with code {about}, by the same "
        "payer."),
     N_("Ask the tenant. If it was a mistake, give one of the two back; if both were meant, write that down here.")},
    {"balance_lower", -1, N_("The balance is lower than the books say"),
     N_("From one check to the next, until {day}, the balance of {number} should have changed by {ours} and did by "
        "{theirs}: {gap} too little."),
     N_("If you moved money to your bank or paid from the M-Pesa portal, write that down here. Otherwise look at the "
        "statement in the M-Pesa portal.")},
    {"balance_higher", -1, N_("The balance is higher than the books say"),
     N_("From one check to the next, until {day}, the balance of {number} should have changed by {ours} and did by "
        "{theirs}: {gap} too much."),
     N_("Somebody may have paid without our hearing of it. Pull the payments, or bring in the statement of the M-Pesa "
        "portal.")},
    {"number", SQL_RECON_NUMBER, N_("A number that does not tell of direct payments"),
     N_("{number} is in use since {day}, and M-Pesa does not tell us what tenants pay to it by themselves."),
     N_("Register the number for direct payments.")},
    {"pull", SQL_RECON_PULL, N_("Payments cannot be pulled"),
     N_("M-Pesa has listed no payments to {number} since {day}. {about}"),
     N_("Try again from the page of direct payments. If it is refused, Safaricom must switch the service on for your "
        "number.")},
    {"balance_failed", SQL_RECON_BALANCE_FAILED, N_("The balance cannot be checked"),
     N_("M-Pesa did not tell the balance of {number} on {day}. {about}"),
     N_("Check it once more by hand. If it is refused, the name or password of your initiator has changed.")},
    {.name = NULL},
};

const struct recon_kind *
recon_kind(const char *name)
{
    for (const struct recon_kind *k = recon_kinds; k->name; k++)
        if (strcmp(k->name, name) == 0)
            return k;
    return NULL;
}

const char *
recon_place(struct arena *mem, const char *target, const char *id)
{
    static const struct {
        const char *target, *place;
    } places[] = {
        {"payment", "landlord/transactions"}, {"payout", "landlord/money-out"}, {"reversal", "landlord/reversals"},
        {"unmatched", "landlord/unmatched"},  {"balance", "landlord/balance"},  {"number", "setup/direct"},
        {"statement", "landlord/statements"}, {"code", "landlord/codes"},
    };

    for (size_t i = 0; target && i < COUNT(places); i++)
        if (strcmp(places[i].target, target) == 0)
            return id ? arena_printf(mem, "%s/%s", places[i].place, id) : places[i].place;
    return NULL;
}
