#include "page/landlord/words.h"

#include <stddef.h>
#include <string.h>

#include "base/err.h"
#include "web/lang.h"

struct word {
    const char *name, *text;
};

static const struct word words[] = {
    /* what made a payment take a step (payment_event.cause) */
    {"web", N_("asked for on this site")},
    {"start", N_("found after a restart")},
    {"gateway", N_("sent by us")},
    {"push_answer", N_("M-Pesa answered our request")},
    {"callback", N_("M-Pesa told us")},
    {"query", N_("we asked M-Pesa")},
    {"pull", N_("found in M-Pesa’s list of payments")},
    {"status", N_("we asked M-Pesa about the code")},
    {"answer", N_("M-Pesa answered our request")},
    {"person", N_("a person looked, and said so")},
    {"expiry", N_("the time to answer was over")},
    {"c2b", N_("M-Pesa told us of the money itself")},
    {"release", N_("a person settled held money")},
    /* our requests (daraja_call.api) and what came back (daraja/answer.h) */
    {"oauth", N_("Signing in at Daraja")},
    {"stk_push", N_("Sending the request")},
    {"stk_query", N_("Asking how it went")},
    {"reversal", N_("Asking to give a payment back")},
    {"balance", N_("Asking for the balance")},
    {"accepted", N_("accepted")},
    {"rejected", N_("refused")},
    {"token_refused", N_("our sign-in was refused")},
    {"busy", N_("M-Pesa was busy")},
    {"not_sent", N_("not sent")},
    {"unknown", N_("no clear answer")},
    {"result", N_("finished")},
    {"pending", N_("still open")},
    {"no_word", N_("nothing known yet")},
    /* what was posted to us (hook_verdict.kind) and how it was judged (hook/hook.h) */
    {"stk", N_("Result of the request")},
    {"timeout", N_("Notice of a time-out")},
    {"confirmation", N_("News of a direct payment")},
    {"validation", N_("Question before a direct payment")},
    {"question", N_("answered")},
    {"claim", N_("Claim from an address that anybody can know")},
    {"posted", N_("believed, and booked")},
    {"known", N_("known already")},
    {"declined", N_("no money came")},
    {"held", N_("held, as it does not fit")},
    {"waiting", N_("waiting until M-Pesa confirms it")},
    {"unclear", N_("not clear, so we ask M-Pesa")},
    {"contradicts", N_("contradicts what is booked, so we ask M-Pesa")},
    {"late", N_("too late, the money was sent back")},
    {"malformed", N_("not readable")},
    {"unknown_secret", N_("sent to an address that is over")},
    {"forged", N_("forged")},
    {"unknown_claim", N_("about nothing of ours")},
    {"not_expected", N_("not expected")},
    {"error", N_("we made a mistake, the log tells which")},
};

static const struct word holds[] = {
    {"amount", N_("M-Pesa told of another amount than was asked for")},
    {"phone", N_("M-Pesa told of another phone than the one that was asked")},
    {"ids", N_("The request numbers do not belong to this payment")},
    {"receipt_taken", N_("This M-Pesa code already belongs to another payment")},
    {"second_receipt", N_("M-Pesa told of a second code for the same payment")},
    {"contradicted", N_("M-Pesa said one thing first and another when asked again")},
};

static const char *
find(const struct word *table, size_t count, const char *name)
{
    for (size_t i = 0; name && i < count; i++) {
        if (strcmp(table[i].name, name) == 0)
            return table[i].text;
    }
    return NULL;
}

const char *
words_for(const char *name)
{
    const char *text = find(words, COUNT(words), name);

    return text ? text : name;
}

const char *
words_for_hold(const char *reason)
{
    return find(holds, COUNT(holds), reason);
}
