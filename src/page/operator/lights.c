#include "page/operator/lights.h"

static const struct {
    const char *badge, *word;
} lights[] = {
    [HEALTH_GREEN] = {"paid", N_("Well")},
    [HEALTH_AMBER] = {"part", N_("To watch")},
    [HEALTH_RED] = {"failed", N_("Needs you")},
};

/* `link` is what follows "/operator/", with the landlord's or the payment's id behind it. */
static const struct {
    const char *problem, *advice, *word, *link;
} words[] = {
    [HEALTH_ERRORS] = {N_("We failed on a message from M-Pesa."),
                       N_("Read in the log what went wrong, mend it, and judge the message again."), N_("The messages"),
                       "inbox?verdict=error&landlordId="},
    [HEALTH_HELD] = {N_("Money is held because it does not fit."),
                     N_("Look at both figures and at the M-Pesa statement, and settle it."), N_("Held money"), "held"},
    [HEALTH_SET_UP] = {N_("M-Pesa refused prompts to this number as not allowed."),
                       N_("Check the number, its type and its keys with the landlord, then send the KSh 1 test again."),
                       NULL, NULL},
    [HEALTH_NONE_PAID] = {N_("Not one prompt was paid in the last 24 hours."),
                          N_("See how they ended, below. If phones do not answer, it may be M-Pesa; if it goes on for "
                             "hours, ask Safaricom."),
                          NULL, NULL},
    [HEALTH_LOST_REQUESTS] = {N_("A request to M-Pesa has had no clear answer for more than a day."),
                              N_("Look for it on the M-Pesa statement. Do not send it again before you know."),
                              N_("The requests"), "requests?state=unknown&landlordId="},
    [HEALTH_FEW_PAID] = {N_("Less than half of the prompts of the last 24 hours were paid."),
                         N_("See how they ended, below. Wrong PINs and empty accounts are the payers’ own."), NULL,
                         NULL},
    [HEALTH_UNDECIDED] = {N_("A payment has been undecided for more than an hour."),
                          N_("We keep asking M-Pesa. If it stays so, ask the payer for the M-Pesa message."),
                          N_("The payment"), "transactions/"},
    [HEALTH_UNMATCHED] = {N_("Direct payments wait, as nobody said whose they are."),
                          N_("The landlord can say it under Unmatched. Remind the landlord."), NULL, NULL},
    [HEALTH_REFUSED] = {N_("M-Pesa does not tell us of direct payments to this number."),
                        N_("The number may be registered with another system. Ask Safaricom to clear it, then let the "
                           "landlord register it again."),
                        NULL, NULL},
    [HEALTH_UNREGISTERED] = {N_("Nobody has registered this number for direct payments."),
                             N_("The landlord can do it under Paybill or till. Until then only prompts are seen."),
                             NULL, NULL},
    [HEALTH_SWITCHED_OFF] = {N_("The landlord has switched payments off."),
                             N_("Tenants cannot pay here now. Ask whether that is meant."), NULL, NULL},
    [HEALTH_NO_NUMBER] = {N_("No paybill or till is in use."),
                          N_("Help the landlord to finish the four steps of setting up."), NULL, NULL},
};
_Static_assert(COUNT(words) == HEALTH_PROBLEM_COUNT, "words for each problem");

void
lights_put(struct view *row, enum health_light light)
{
    view_say(row, "light", lights[light].word);
    view_text(row, "light_badge", lights[light].badge);
}

static const char *
link_to(struct arena *mem, const struct health *h, enum health_problem p)
{
    if (!words[p].link || p == HEALTH_HELD)
        return words[p].link;
    return arena_printf(mem, "%s%s", words[p].link, p == HEALTH_UNDECIDED ? h->oldest_id : h->landlord_id);
}

void
lights_problems(struct view *v, struct arena *mem, const struct health *h, int64_t now)
{
    view_rows(v, "problems");
    for (enum health_problem p = 0; p < HEALTH_PROBLEM_COUNT; p++) {
        if (!health_has(h, p, now))
            continue;
        struct view *row = view_row(v, "problems");
        lights_put(row, health_light_of(p));
        view_say(row, "problem", words[p].problem);
        view_say(row, "advice", words[p].advice);
        view_text(row, "link", link_to(mem, h, p));
        view_say(row, "word", words[p].word);
    }
}
