#include "daraja/extra_telling.h"

#include <string.h>

#include "base/text.h"
#include "daraja/verdict.h"

struct words {
    const char *api, *status, *verdict; /* NULL: any */
    const char *headline, *message;
};

/* The first row that fits counts. */
static const struct words table[] = {
    {"ratiba", "pending", NULL, N_("Being sent"), N_("We are asking M-PESA. This takes a few seconds.")},
    {"ratiba", "processing", NULL, N_("Waiting for the PIN"),
     N_("M-PESA asks for the PIN on the tenant’s phone now. Only after that is the standing order made.")},
    {"ratiba", "success", NULL, N_("The standing order is made"),
     N_("M-PESA pays the rent each month by itself, and each payment shows here when it has come.")},
    {"ratiba", "unknown", NULL, N_("We do not know yet"),
     N_("M-PESA has not told us whether the standing order was made. Look in M-PESA under Ratiba before you try again: "
        "a "
        "second one would pay the rent twice.")},
    {"ratiba", "failed", "payer_busy", N_("Not made"),
     N_("Another M-PESA request was open on the phone. Finish or close it, wait two minutes, then try again. Nothing "
        "was "
        "set up.")},
    {"ratiba", "failed", "payer_did_not_answer", N_("Not made"),
     N_("The phone did not answer in time. Make sure that it is on and has network, then try again. Nothing was set "
        "up.")},
    {"ratiba", "failed", "payer_cancelled", N_("Not made"),
     N_("It was cancelled on the phone. Nothing was set up. You can try again whenever you want.")},
    {"ratiba", "failed", "name_in_use", N_("Not made"),
     N_("M-PESA already has a standing order with this name. Look in M-PESA under Ratiba and end the old one, then try "
        "again.")},
    {"ratiba", "failed", "request_malformed", N_("Not made"),
     N_("M-PESA did not accept the dates or the amount. Check them, then try again. Nothing was set up.")},
    {"ratiba", "failed", "payer_wrong_pin", N_("Not made"),
     N_("The M-PESA PIN was wrong. Try again with the right one. Nothing was set up.")},
    {"ratiba", "failed", NULL, N_("Not made"),
     N_("M-PESA did not take it, and nothing was set up. Safaricom may not have switched this on for this number yet: "
        "the operator of RentEase can see why.")},

    {"express", "pending", NULL, N_("Being sent"), N_("We are asking M-PESA. This takes a few seconds.")},
    {"express", "processing", NULL, N_("Waiting for the till’s phone"),
     N_("M-PESA asks for the PIN on the phone that is named for this till. Only the person with that phone can "
        "agree.")},
    {"express", "success", NULL, N_("Paid"), N_("The money has come, and the bill is credited.")},
    {"express", "unknown", NULL, N_("We do not know yet"),
     N_("M-PESA has not told us what became of it. Look at the till’s messages before you ask again. If money was "
        "sent, "
        "it will show here.")},
    {"express", "failed", "payer_cancelled", N_("Not paid"),
     N_("It was cancelled on the till’s phone. No money has left the till. You can ask again.")},
    {"express", "failed", "payer_funds_low", N_("Not paid"),
     N_("There is not enough money in the till. No money has left it. Add money, then ask again.")},
    {"express", "failed", NULL, N_("Not paid"),
     N_("M-PESA did not take it, and no money has left the till. Check the till number. If it is right, Safaricom may "
        "not "
        "have switched this on for this number yet.")},

    {"billmanager", "pending", NULL, N_("Being sent"), N_("We are asking M-PESA. This takes a few seconds.")},
    {"billmanager", "processing", NULL, N_("Being sent"), N_("We are asking M-PESA. This takes a few seconds.")},
    {"billmanager", "success", NULL, N_("Done"), N_("M-PESA has taken it.")},
    {"billmanager", "unknown", NULL, N_("We do not know yet"),
     N_("M-PESA gave no clear answer. Wait a minute, then look again.")},
    {"billmanager", "failed", "paid_already", N_("Not taken back"),
     N_("This invoice is paid, or part of it is, so M-PESA does not take it back. Give the payment back instead, if it "
        "was wrong.")},
    {"billmanager", "failed", NULL, N_("Not done"),
     N_("M-PESA did not take it, and nothing was changed. Safaricom may not have switched this on for this number yet: "
        "the "
        "operator of RentEase can see why.")},

    {"simswap", "pending", NULL, N_("Being asked"), N_("We are asking Safaricom. This takes a few seconds.")},
    {"simswap", "processing", NULL, N_("Being asked"), N_("We are asking Safaricom. This takes a few seconds.")},
    {"simswap", "success", NULL, N_("Answered"), N_("Safaricom has answered.")},
    {"simswap", NULL, NULL, N_("No clear answer"),
     N_("Safaricom did not say whether this card was changed. Do not take that for a no: ask again later.")},
};

static const char *
status_of(const struct mpesa_request *r)
{
    static const struct {
        const char *state, *status;
    } all[] = {{"pending", "pending"},
               {"sending", "pending"},
               {"sent", "processing"},
               {"success", "success"},
               {"failed", "failed"}};

    for (size_t i = 0; i < COUNT(all); i++)
        if (strcmp(r->state, all[i].state) == 0)
            return all[i].status;
    return "unknown";
}

static const char *
verdict_of_row(const struct mpesa_request *r)
{
    bool paid = strcmp(r->api, "billmanager") == 0 && r->result_code && strcmp(r->result_code, "409") == 0;

    return paid ? "paid_already" : r->verdict;
}

static bool
fits(const struct words *w, const struct mpesa_request *r, const char *status, const char *verdict)
{
    return strcmp(w->api, r->api) == 0 && (!w->status || strcmp(w->status, status) == 0) &&
           (!w->verdict || (verdict && strcmp(w->verdict, verdict) == 0));
}

struct extra_telling
extra_telling_of(const struct mpesa_request *r)
{
    struct extra_telling t = {.status = status_of(r)};
    const char          *verdict = verdict_of_row(r);
    size_t               i = 0;

    while (i < COUNT(table) - 1 && !fits(&table[i], r, t.status, verdict))
        i++;
    t.headline = table[i].headline;
    t.message = table[i].message;
    t.settled = strcmp(t.status, "success") == 0 || strcmp(t.status, "failed") == 0;
    return t;
}
