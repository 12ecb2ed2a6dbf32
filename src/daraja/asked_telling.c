#include "daraja/asked_telling.h"

#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "daraja/verdict.h"

static bool
is(const struct mpesa_request *r, const char *state)
{
    return strcmp(r->state, state) == 0;
}

/* What stands in the way is ours, or the landlord's own Daraja app. */
static const char *
next_step(const struct mpesa_request *r, const struct verdict *v)
{
    if (!v || v->actor != ACTOR_OPERATOR || v->kind != VERDICT_REFUSED)
        return NULL;
    return strcmp(r->credentials, "own") == 0
               ? N_("Your number has a Daraja app of its own, so this is for you, or whoever keeps that app, to do.")
               : N_("The people who run RentEase have to do this. Tell them what is written here.");
}

static struct asked_telling
reversal_refused(const struct mpesa_request *r, const struct verdict *v)
{
    struct asked_telling t = {
        .status = "failed",
        .headline = N_("The payment was not given back"),
        .message = v ? v->sentence : N_("M-Pesa refused the request. Nothing was done."),
        .next = next_step(r, v),
        .can_retry = v && v->can_retry,
        .settled = true,
    };

    if (v && strcmp(v->name, "already_reversed") == 0) {
        t.headline = N_("The payment was given back before");
        t.message = N_("M-Pesa says that this payment had been given back already. Nothing more was taken. What it "
                       "paid is open again.");
    }
    return t;
}

struct asked_telling
telling_of_reversal(const struct mpesa_request *r)
{
    const struct verdict *v = verdict_named(r->verdict);

    if (is(r, "success"))
        return (struct asked_telling){
            .status = "success",
            .headline = N_("The payment was given back"),
            .message = N_("M-Pesa has sent all of it back to the payer’s phone. What it paid is open again."),
            .money_moved = 1,
            .settled = true,
        };
    if (is(r, "failed") || is(r, "rejected"))
        return reversal_refused(r, v);
    if (is(r, "unknown"))
        return (struct asked_telling){
            .status = "unknown",
            .headline = N_("We are still checking"),
            .message = v && v->kind == VERDICT_UNKNOWN
                           ? v->sentence
                           : N_("M-Pesa has not answered yet. We keep asking. Do not send it again."),
            .money_moved = -1,
        };
    return (struct asked_telling){
        .status = "pending",
        .headline = N_("M-Pesa is asked to give it back"),
        .message = N_("This often takes less than a minute. Some are looked at by people at Safaricom, and then it can "
                      "take hours. You may close this page: we wait for the answer."),
        .money_moved = is(r, "pending") ? 0 : -1,
    };
}

struct asked_telling
telling_of_balance(const struct mpesa_request *r)
{
    const struct verdict *v = verdict_named(r->verdict);

    if (is(r, "success"))
        return (struct asked_telling){
            .status = "success", .headline = N_("M-Pesa has answered"), .message = NULL, .settled = true};
    if (!is(r, "failed"))
        return (struct asked_telling){
            .status = "pending",
            .headline = N_("Asking M-Pesa"),
            .message = N_("The answer mostly comes within a minute."),
        };
    bool silence = !v || v->kind == VERDICT_UNKNOWN;
    return (struct asked_telling){
        .status = "failed",
        .headline = N_("The last check did not work"),
        .message = silence ? N_("M-Pesa did not answer. No money is touched by this. Check again.") : v->sentence,
        .next = next_step(r, v),
        .can_retry = silence || v->can_retry,
        .settled = true,
    };
}
