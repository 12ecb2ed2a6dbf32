#include "daraja/telling.h"

#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "daraja/outcome.h"
#include "daraja/request_telling.h"

/* After the end of waiting, a prompt may still be open on a slow handset for a while (daraja.md 3.4). */
enum { PROMPT_GONE_S = 60 };

#define NO_MONEY       N_("No money has left your M-Pesa.")
#define CHECKING_MONEY N_("We are making sure that no money has left your M-Pesa.")

struct state_words {
    const char *state, *status, *headline, *message;
};

/* `message` NULL: the outcome's own sentence. */
static const struct state_words words[] = {
    {"pending", "pending", N_("Sending the request to your phone"),
     N_("This takes a few seconds. Keep your phone near you and unlocked.")},
    {"sending", "pending", N_("Sending the request to your phone"),
     N_("This takes a few seconds. Keep your phone near you and unlocked.")},
    {"processing", "processing", N_("Check your phone, enter your M-Pesa PIN"),
     N_("A request to pay is on your phone. Check the name and the amount, then enter your M-Pesa PIN there. Never "
        "enter it here.")},
    {"success", "success", N_("Paid"), N_("Your payment arrived. The receipt is ready.")},
    {"failed", "failed", N_("The payment did not go through"), NULL},
    {"cancelled", "cancelled", N_("The payment was cancelled"), NULL},
    {"timeout", "timeout", N_("We are still checking"),
     N_("M-Pesa has not told us yet what happened. If you entered your PIN, do not pay again: this page changes by "
        "itself "
        "when M-Pesa answers, and we keep asking.")},
    {"reversed", "reversed", N_("This payment was reversed"),
     N_("Your payment was given back to your phone by M-Pesa; the bill is open again. Ask your landlord if you do not "
        "know why.")},
};

static const struct state_words *
words_for(const char *state)
{
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(state, words[i].state) == 0)
            return &words[i];
    return &words[COUNT(words) - 1];
}

static int64_t
at_least(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void
tell_refusal(struct telling *t, const struct payment *p, const struct outcome *o, int64_t now, int64_t gap_s)
{
    t->message = o->sentence;
    t->money = p->money_moved == 0 ? NO_MONEY : CHECKING_MONEY;
    t->settled = p->money_moved >= 0;
    if (p->money_moved == 1) { /* counted by a person, but not as it was asked for (rent/hold.h) */
        t->headline = N_("Your money came, but not as asked");
        t->money = NULL;
    }
    t->can_retry = o->can_retry;
    if (t->can_retry)
        t->retry_after_s = at_least(0, at_least(p->initiated_at + gap_s, p->completed_at + o->retry_after_s) - now);
}

static void
tell_timeout(struct telling *t, const struct payment *p, int64_t now, int64_t gap_s)
{
    t->money = N_("We do not know yet whether money has left your M-Pesa. Your M-Pesa messages tell.");
    t->can_retry = true;
    t->retry_after_s = at_least(0, at_least(p->initiated_at + gap_s, p->expires_at + PROMPT_GONE_S) - now);
}

static void
tell_success(struct telling *t, const struct payment *p)
{
    bool manual = strcmp(p->type, "manual") == 0;

    t->settled = p->mpesa_code != NULL || manual;
    if (manual)
        t->message = N_("This did not come by M-Pesa. It was recorded by hand, and it counts.");
    else if (strcmp(p->purpose, "test") == 0)
        t->message = N_("The KES 1 reached your number. You can go on to the last step.");
    else if (strcmp(p->purpose, "direct") == 0)
        t->message = N_("This payment came straight to the paybill or till, without a request from RentEase.");
}

/* Money out is no payer's affair: the landlord's side is told. */
static struct telling
tell_out(const struct payment *p)
{
    return (struct telling){
        .status = words_for(p->state)->status,
        .headline = N_("Money out"),
        .message = request_telling_movement(p),
        .money_moved = p->money_moved,
        .settled = strcmp(p->state, "success") == 0 || strcmp(p->state, "failed") == 0,
    };
}

struct telling
telling_of(const struct payment *p, int64_t now, int64_t gap_s)
{
    if (payment_is_out(p))
        return tell_out(p);
    const struct state_words *w = words_for(p->state);
    const struct outcome     *o = outcome_named(p->outcome);
    struct telling            t = {
                   .status = w->status, .headline = w->headline, .message = w->message, .money_moved = p->money_moved};

    if (!o)
        o = outcome_named("unknown_code");
    if (strcmp(t.status, "failed") == 0 || strcmp(t.status, "cancelled") == 0)
        tell_refusal(&t, p, o, now, gap_s);
    else if (strcmp(t.status, "timeout") == 0)
        tell_timeout(&t, p, now, gap_s);
    else if (strcmp(t.status, "processing") == 0 && p->outcome)
        t.message = o->sentence;
    else if (strcmp(t.status, "success") == 0)
        tell_success(&t, p);
    else if (strcmp(t.status, "reversed") == 0) {
        t.settled = true;
        if (strcmp(p->type, "manual") == 0) {
            t.headline = N_("This was taken back");
            t.message =
                N_("What was recorded was taken out of the books again; what it paid is open. Ask your landlord if "
                   "you do not know why.");
        }
    }

    if (p->held && strcmp(t.status, "success") != 0 && strcmp(t.status, "reversed") != 0) {
        t.headline = N_("A person is checking your payment");
        t.message =
            N_("What M-Pesa reported does not fit what was asked. Nothing is lost: a person is looking at it and will "
               "put it right.");
        t.money = NULL;
        t.can_retry = false;
    }
    return t;
}
