#include "daraja/request_telling.h"

#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "daraja/verdict.h"

#define NO_MONEY N_("No money has left your M-Pesa account.")

#define WAITS_FOR_WORD N_("Nothing has been sent yet. It has to be approved first; then M-Pesa gets it at once.")
#define LEAVES         N_("It is approved and goes to M-Pesa in a moment.")
#define WORKING        N_("M-Pesa has the request. The result mostly comes within a minute, and this page shows it by itself.")
#define DONE           N_("M-Pesa has paid it.")
#define GIVEN_BACK     N_("M-Pesa has sent all of it back to the payer’s phone. What it paid is open again.")
#define TURNED         N_("It was rejected, and nothing was sent to M-Pesa. Ask anew if it should be paid after all.")
#define ASKING         N_("We are asking M-Pesa. Do not send it again.")
#define NOT_KNOWN      N_("We do not know yet whether money has left your M-Pesa account.")

static const struct {
    const char            *state;
    struct request_telling t;
} words[] = {
    {"awaiting_approval",
     {"awaiting_approval", N_("Waits for approval"), "held", N_("Waiting for approval"), WAITS_FOR_WORD, NO_MONEY, 0,
      false}},
    {"pending", {"pending", N_("Being sent"), "pending", N_("Being sent to M-Pesa"), LEAVES, NULL, 0, false}},
    {"sending", {"pending", N_("Being sent"), "pending", N_("Being sent to M-Pesa"), LEAVES, NULL, -1, false}},
    {"sent", {"pending", N_("Being paid"), "pending", N_("M-Pesa is working on it"), WORKING, NULL, -1, false}},
    {"success", {"success", N_("Paid"), "paid", N_("Paid"), DONE, NULL, 1, true}},
    {"failed", {"failed", N_("Not paid"), "failed", N_("It was not paid"), NULL, NULL, -1, true}},
    {"rejected", {"rejected", N_("Rejected"), "failed", N_("Rejected"), TURNED, NO_MONEY, 0, true}},
    {"unknown", {"unknown", N_("Being asked about"), "held", N_("We are asking M-Pesa"), ASKING, NOT_KNOWN, -1, false}},
};

struct request_telling
request_telling_of(const struct mpesa_request *r)
{
    const struct verdict  *v = verdict_named(r->verdict);
    struct request_telling t = words[COUNT(words) - 1].t;

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(r->state, words[i].state) == 0)
            t = words[i].t;
    if (strcmp(r->state, "failed") == 0) {
        t.message = v ? v->sentence : verdict_named("request_refused")->sentence;
        t.money_moved = v ? v->money_moved : 0;
        t.money = t.money_moved == 0 ? NO_MONEY : NULL;
    } else if (strcmp(r->state, "unknown") == 0 && v && v->kind == VERDICT_UNKNOWN) {
        t.message = v->sentence;
    }
    return t;
}

/* A movement's state is coarser than a request's. */
const char *
request_telling_movement(const struct payment *p)
{
    const struct verdict *v = verdict_named(p->outcome);

    if (strcmp(p->state, "success") == 0)
        return strcmp(p->type, "reversal") == 0 ? GIVEN_BACK : DONE;
    if (strcmp(p->state, "failed") == 0)
        return v ? v->sentence : TURNED;
    if (strcmp(p->state, "timeout") == 0)
        return v && v->kind == VERDICT_UNKNOWN ? v->sentence : ASKING;
    return p->sent_at ? WORKING : N_("It is not sent yet: it waits for approval, or goes to M-Pesa in a moment.");
}
