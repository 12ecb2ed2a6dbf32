/*
 * extras.c - the operator's list of services that need a contract of their own: what each needs, whether it is on, and
 * how it goes.
 */
#include "rent/extra.h"

#include <string.h>

#include "base/text.h"
#include "daraja/verdict.h"
#include "page/pages.h"
#include "web/view.h"

static const struct {
    const char *api, *title, *does, *needs;
} services[] = {
    {"ratiba", N_("Standing orders (Ratiba)"), N_("Tenants let M-PESA pay the rent each month by itself."),
     N_("A contract with Safaricom for M-PESA Ratiba on each paybill or till, and their word on which table of "
        "frequencies holds (DARAJA_RATIBA_TABLE): the wrong one charges tenants at the wrong interval.")},
    {"tax", N_("Tax to KRA"), N_("Landlords pay the tax on rent from their paybill, approved by a second person."),
     N_("An initiator with the role “Tax Remittance to KRA API” on the paybill.")},
    {"billmanager", N_("Bill Manager"), N_("Landlords have Safaricom send bills, reminders and receipts by SMS."),
     N_("The product Bill Manager on the Daraja app; the paybill must not be opted in from another system.")},
    {"express", N_("Payment from a till (B2B express)"), N_("Tenants who are businesses pay a bill from their till."),
     N_("The product B2B Express CheckOut on the Daraja app; the paying till must have a nominated phone.")},
    {"simswap", N_("SIM card check"),
     N_("Every payout to a phone is held back when its card was changed in the last week."),
     N_("A contract with Safaricom for the SIM swap service; it has a connection fee.")},
};

static const char *
state_word(const char *state)
{
    static const struct {
        const char *state, *word;
    } words[] = {{"awaiting_approval", N_("Waits for approval")},
                 {"rejected", N_("Not approved")},
                 {"success", N_("Done")},
                 {"failed", N_("Not done")},
                 {"unknown", N_("Not known yet")}};

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(state, words[i].state) == 0)
            return words[i].word;
    return N_("Under way");
}

static void
put_answer(struct view *row, const struct extra_use *u)
{
    const struct verdict *v = verdict_named(u->verdict);

    view_text(row, "landlord", u->landlord);
    view_time(row, "at", u->requested_at);
    view_say(row, "state", state_word(u->state));
    view_say(row, "verdict", v ? v->sentence : NULL);
    view_text(row, "said", u->result_desc);
    view_text(row, "answer_code", u->result_code);
}

static void
put_uses(struct view *row, const char *api, const struct extra_use *uses, size_t count)
{
    const struct extra_use *last = NULL;

    view_rows(row, "answers");
    for (size_t i = 0; i < count; i++) {
        if (strcmp(uses[i].api, api) != 0)
            continue;
        last = &uses[i];
        put_answer(view_row(row, "answers"), last);
    }
    view_bool(row, "used", last != NULL);
    view_int(row, "times", last ? last->times : 0);
    view_int(row, "used_by", last ? last->landlords : 0);
}

enum err
page_extras(struct app *app, struct request *rq, struct response *rs)
{
    struct extra_use *uses;
    size_t            count;
    struct view      *v = view_new(app, rq, "extra/extras");
    enum err          e = extra_use_list(app->db, rq->mem, &rq->who, &uses, &count);

    if (e)
        return e;
    view_rows(v, "services");
    for (size_t i = 0; i < COUNT(services); i++) {
        struct view *row = view_row(v, "services");
        view_text(row, "api", services[i].api);
        view_say(row, "title", services[i].title);
        view_say(row, "does", services[i].does);
        view_say(row, "needs", services[i].needs);
        view_bool(row, "is_on", conf_extra(app->conf, services[i].api));
        view_bool(row, "checks", strcmp(services[i].api, "simswap") == 0);
        put_uses(row, services[i].api, uses, count);
    }
    return view_render(v, rs, 200);
}
