/*
 * golive_landlord.c - the landlord's half of the way to going live: his number, and what Safaricom must have switched
 * on for it.
 */
#include <string.h>

#include "base/text.h"
#include "rent/golive_private.h"
#include "rent/own_keys.h"
#include "rent/pull.h"
#include "rent/receiving.h"
#include "rent/scope.h"
#include "rent/setup_check.h"

struct golive_facts {
    const struct golive_outside *o;
    bool                         has_number;
    struct receiving             number;
    struct own_keys              keys;
    struct setup_check           checks[CHECK_KIND_COUNT];
    const char                  *urls; /* a finding */
    struct callback_facts        callbacks;
    struct pull_standing         pull;
};

static const char no_number[] = N_("No number is connected yet."),
                  connect_one[] = N_("Connect your paybill or till first.");

static bool
without_number(const struct golive_facts *f, struct golive_step *s)
{
    if (!f->has_number)
        golive_unknown(s, no_number, connect_one);
    return !f->has_number;
}

static void
by_finding(struct golive_step *s, const struct setup_finding *found)
{
    s->state = strcmp(found->state, "good") == 0  ? GOLIVE_GOOD
               : strcmp(found->state, "bad") == 0 ? GOLIVE_BAD
                                                  : GOLIVE_UNKNOWN;
    s->reason = found->reason;
    s->fix = *found->fix ? found->fix : NULL;
}

static void
by_check(const struct golive_facts *f, struct golive_step *s, enum check_kind k)
{
    const struct setup_check *c = &f->checks[k];

    if (without_number(f, s))
        return;
    s->at = c->answered_at;
    if (c->finding && !c->stale)
        by_finding(s, c->finding);
    else
        golive_unknown(s, N_("This was not tested yet."), N_("Press “Test it” on the page of M-Pesa keys."));
}

static void
judge_number(const struct golive_facts *f, struct golive_step *s)
{
    if (!f->has_number) {
        golive_bad(s, no_number, connect_one);
        return;
    }
    s->detail = f->number.shortcode;
    if (strcmp(f->number.state, "active") != 0)
        golive_bad(s, N_("Payments are switched off."), N_("Switch them on where rent is paid."));
    else if (!f->number.tested_at)
        golive_unknown(s, N_("The KSh 1 test was not made."), N_("Send it, and pay it on your phone."));
    else {
        golive_good(s, N_("It is connected, and the KSh 1 test went through."));
        s->at = f->number.tested_at;
    }
}

static void
judge_store(const struct golive_facts *f, struct golive_step *s)
{
    s->detail = f->number.store_number;
    if (f->number.store_number && strcmp(f->number.store_number, f->number.shortcode) != 0)
        golive_good(s, NULL);
    else
        golive_unknown(s, N_("The till stands as its own store number here. That is seldom right."),
                       N_("Ask Safaricom for the head office or store number of your till."));
}

static void
judge_token(const struct golive_facts *f, struct golive_step *s)
{
    by_check(f, s, CHECK_TOKEN);
}

static void
judge_passkey(const struct golive_facts *f, struct golive_step *s)
{
    by_check(f, s, CHECK_PASSKEY);
}

static void
judge_initiator(const struct golive_facts *f, struct golive_step *s)
{
    by_check(f, s, CHECK_INITIATOR);
}

static void
judge_urls(const struct golive_facts *f, struct golive_step *s)
{
    if (!without_number(f, s))
        by_finding(s, setup_finding(f->urls));
}

static void
judge_callbacks(const struct golive_facts *f, struct golive_step *s)
{
    if (without_number(f, s))
        return;
    by_finding(s, setup_finding(callback_finding(&f->callbacks)));
    s->at = f->callbacks.heard_at;
}

static void
judge_pull(const struct golive_facts *f, struct golive_step *s)
{
    const char *state = f->pull.state;

    if (without_number(f, s))
        return;
    s->at = f->pull.answered_at;
    if (!state)
        golive_unknown(s, N_("It is not registered for that."), N_("Register it on the page for direct payments."));
    else if (strcmp(state, "registered") == 0)
        golive_good(s, N_("Your number is registered for that."));
    else if (strcmp(state, "refused") == 0)
        golive_bad(s, N_("Safaricom refused to register it for that."),
                   N_("The page for direct payments tells why, and what to do."));
    else
        golive_unknown(s, N_("Safaricom has not answered clearly yet."),
                       N_("The page for direct payments tells how it stands."));
}

static void
judge_bulk(const struct golive_facts *f, struct golive_step *s)
{
    if (without_number(f, s))
        return;
    s->detail = f->keys.payout_shortcode;
    if (f->keys.payout_shortcode)
        golive_good(s, N_("A bulk number for payouts is entered."));
    else
        golive_unknown(s, N_("No bulk number is entered, so nothing can be paid out to phones."),
                       N_("Enter it on the page of M-Pesa keys. If you never pay out, you need none."));
}

static void
judge_environment(const struct golive_facts *f, struct golive_step *s)
{
    if (f->o->production)
        golive_good(s, N_("Real money moves here."));
    else
        golive_unknown(s, N_("This is still the sandbox: payments are tests."),
                       N_("The people who run RentEase switch to production."));
}

static bool
is_till(const struct golive_facts *f)
{
    return f->has_number && strcmp(f->number.business_type, "till") == 0;
}

static bool
has_own_app(const struct golive_facts *f)
{
    return f->has_number && f->keys.own_app;
}

#define LANDLORD      N_("You")
#define ADMINISTRATOR N_("Your business administrator, on org.ke.m-pesa.com")
#define PLATFORM      N_("The people who run RentEase")

static const struct golive_row rows[] = {
    {"number", LANDLORD, N_("Your paybill or till"),
     N_("Connect it in four steps. The last one proves it with KSh 1 from your own phone."), "/setup", judge_number,
     NULL},
    {"head_office", LANDLORD, N_("The head office number of your till"),
     N_("A till sits under a store or head office number. Daraja wants that one, too; Safaricom’s e-mail names it."),
     "/setup", judge_store, is_till},
    {"own_go_live", ADMINISTRATOR, N_("Your own app has gone live"),
     N_("On developer.safaricom.co.ke press Go Live with your number and the administrator’s user name; an OTP comes "
        "to "
        "his phone. For a till give the head office number."),
     NULL, NULL, has_own_app},
    {"token", LANDLORD, N_("Consumer key and consumer secret"),
     N_("They let RentEase speak to Daraja: those of your own app, or those of RentEase."), "/setup/credentials",
     judge_token, NULL},
    {"passkey", LANDLORD, N_("The passkey"), N_("It belongs to your number, and is needed to send payment prompts."),
     "/setup/credentials", judge_passkey, NULL},
    {"urls", LANDLORD, N_("Direct payments are registered"),
     N_("Safaricom then tells us of money that tenants send from the M-Pesa menu by themselves."), "/setup/direct",
     judge_urls, NULL},
    {"callbacks", PLATFORM, N_("Messages from Safaricom arrive"),
     N_("After each payment, Safaricom reports it to RentEase."), NULL, judge_callbacks, NULL},
    {"pull", LANDLORD, N_("Asking for missed payments"),
     N_("Register your number, with the phone on its papers at Safaricom, so that RentEase can ask for payments of the "
        "last "
        "two days that were not reported."),
     "/setup/direct", judge_pull, NULL},
    {"portal_operator", ADMINISTRATOR, N_("An API user on the M-Pesa portal"),
     N_("Needed for payouts, reversals, balances and status checks. Create an operator with access channel API, and "
        "set "
        "its password. It ends after about 90 days."),
     NULL, NULL, NULL},
    {"roles", ADMINISTRATOR, N_("The API user’s roles"),
     N_("Give it: ORG B2C API initiator (payouts), Org Reversals Initiator (reversals), Balance Query ORG API "
        "(balances), Transaction Status query ORG API (status)."),
     NULL, NULL, NULL},
    {"initiator", LANDLORD, N_("The initiator"),
     N_("Enter the API user’s name and password. With RentEase’s own app you may leave this to RentEase."),
     "/setup/credentials", judge_initiator, NULL},
    {"bulk", LANDLORD, N_("A bulk number for payouts"),
     N_("Money to phones leaves from a bulk (B2C) number of its own, which you apply for at "
        "M-PESABusiness@safaricom.co.ke. No paybill or till can do it."),
     "/setup/credentials", judge_bulk, NULL},
    {"environment", PLATFORM, N_("Real money"), N_("RentEase is switched from tests to production, for everybody."),
     NULL, judge_environment, NULL},
};

bool
golive_landlord_told(const char *step)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (!rows[i].judge && strcmp(step, rows[i].id) == 0)
            return true;
    return false;
}

static enum err
load_facts(struct db *db, struct arena *mem, const struct who *who, struct golive_facts *f)
{
    const char *code, *said;
    enum err    e = receiving_in_use(db, mem, who, &f->number);

    f->has_number = e == ERR_OK;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    e = own_keys_load(db, mem, who, &f->keys);
    if (e == ERR_OK)
        e = setup_check_newest(db, mem, who, f->checks);
    if (e == ERR_OK)
        e = setup_check_urls(db, mem, who->landlord_id, &f->urls, &code, &said);
    if (e == ERR_OK)
        e = setup_check_callbacks(db, who->landlord_id, f->number.id, f->number.shortcode, f->number.store_number,
                                  &f->callbacks);
    return e == ERR_OK ? pull_standing_load(db, mem, who, &f->pull) : e;
}

enum err
golive_landlord(struct db *db, struct arena *mem, const struct who *who, const struct golive_outside *o,
                struct golive_step **out, size_t *count)
{
    struct golive_facts f = {.o = o};
    enum err            e = load_facts(db, mem, who, &f);

    if (e != ERR_OK)
        return e;
    golive_judge(mem, "landlord", rows, COUNT(rows), &f, out, count);
    struct query *q = db_query(db, SQL_GOLIVE_TICKS);
    scope_landlord(q, who);
    return golive_ticks(q, mem, *out, *count);
}
