/*
 * golive_platform.c - the operator's way to going live: the platform's own Daraja app and this installation.
 */
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/text.h"
#include "rent/golive_private.h"
#include "rent/setup_check.h"

/* A note of the gateway's (gateway/check.c), and what Daraja last said to the platform's keys. */
struct golive_facts {
    const struct golive_outside *o;
    bool                         noted, keys, passkey, initiator;
    const char                  *token_verdict, *prompt_verdict, *prompt_body, *initiator_verdict;
    int64_t                      token_at;
    struct callback_facts        callbacks;
};

static bool
is(const char *text, const char *other)
{
    return text && strcmp(text, other) == 0;
}

static void
judge_keys(const struct golive_facts *f, struct golive_step *s)
{
    s->at = f->token_at;
    if (!f->noted)
        golive_unknown(s, N_("RentEase has not run yet with this database."), N_("Start it: rentease serve."));
    else if (!f->keys)
        golive_bad(s, N_("DARAJA_CONSUMER_KEY or DARAJA_CONSUMER_SECRET is not set."),
                   N_("Put both into the configuration file, and start RentEase anew."));
    else if (is(f->token_verdict, "accepted"))
        golive_good(s, N_("Daraja gave us a token for this consumer key and secret."));
    else if (is(f->token_verdict, "rejected"))
        golive_bad(s, N_("Daraja does not accept the consumer key and the consumer secret."),
                   N_("Copy both again from My Apps on developer.safaricom.co.ke. Keys of the sandbox work only with "
                      "DARAJA_ENV=sandbox, keys of a live app only with production."));
    else if (f->token_verdict)
        golive_unknown(s, N_("The last time we asked Daraja for a token, no clear answer came."),
                       N_("Run: rentease doctor. It tells whether Daraja can be reached from here."));
    else
        golive_unknown(s, N_("Nobody has needed a token yet."),
                       N_("Let a landlord send the KSh 1 test, or stop RentEase and run: rentease doctor."));
}

static bool
says(const struct golive_facts *f, const char *words)
{
    return f->prompt_body && strcasestr(f->prompt_body, words);
}

static void
judge_passkey(const struct golive_facts *f, struct golive_step *s)
{
    if (!f->noted)
        golive_unknown(s, N_("RentEase has not run yet with this database."), N_("Start it: rentease serve."));
    else if (!f->passkey)
        golive_bad(s, N_("DARAJA_PASSKEY is not set."),
                   N_("Put it into the configuration file, and start RentEase anew."));
    else if (is(f->prompt_verdict, "accepted"))
        golive_good(s, N_("Daraja accepted a payment prompt that was made with it."));
    else if (says(f, "Wrong credentials"))
        golive_bad(s, N_("Daraja refused the last payment prompt: wrong credentials."),
                   N_("Copy the passkey again. It belongs to one number and one environment."));
    else
        golive_unknown(s, N_("No payment prompt was accepted with it yet."),
                       N_("Let a landlord send the KSh 1 test: its prompt is the proof."));
}

static void
judge_shortcode(const struct golive_facts *f, struct golive_step *s)
{
    s->detail = f->o->business_short_code;
    if (!f->o->business_short_code || !*f->o->business_short_code)
        golive_bad(s, N_("DARAJA_BUSINESS_SHORT_CODE is not set."),
                   N_("Put the number of the platform’s app into the configuration file."));
    else if (f->o->production && strcmp(f->o->business_short_code, "174379") == 0)
        golive_bad(s, N_("174379 is the number of Safaricom’s sandbox, and this is production."),
                   N_("Put the number of your live app into the configuration file."));
    else
        golive_good(s, NULL);
}

static void
judge_certificate(const struct golive_facts *f, struct golive_step *s)
{
    if (f->o->certificate_fault) {
        golive_bad(s, f->o->certificate_fault,
                   N_("Download the certificate from the Daraja portal (SandBoxCertificate.cer or "
                      "ProductionCertificate.cer), put it beside the configuration, and name it in "
                      "DARAJA_CERTIFICATE."));
        return;
    }
    golive_good(s, f->o->certificate_expired
                       ? N_("It can be used. It is out of date, which is usual for Safaricom’s and does no harm: only "
                            "the key in it counts.")
                       : N_("It can be used."));
    s->detail = f->o->certificate;
}

static void
judge_initiator(const struct golive_facts *f, struct golive_step *s)
{
    if (!f->noted)
        golive_unknown(s, N_("RentEase has not run yet with this database."), N_("Start it: rentease serve."));
    else if (!f->initiator)
        golive_bad(s, N_("DARAJA_INITIATOR_NAME or DARAJA_INITIATOR_PASSWORD is not set."),
                   N_("Put both into the configuration file. Without them there are no payouts, reversals, balances or "
                      "status checks for numbers on the platform’s app."));
    else if (is(f->initiator_verdict, "initiator_wrong") || is(f->initiator_verdict, "initiator_locked"))
        golive_bad(
            s, N_("M-Pesa refused the initiator the last time."),
            N_("Set a new password for the API user on org.ke.m-pesa.com, put it into the configuration file, and "
               "start RentEase anew. Several wrong ones lock him."));
    else if (is(f->initiator_verdict, "initiator_not_allowed"))
        golive_bad(s, N_("M-Pesa accepted the initiator, but he lacks a role."),
                   N_("The business administrator gives him the roles named above on org.ke.m-pesa.com."));
    else if (is(f->initiator_verdict, "answered") || is(f->initiator_verdict, "done"))
        golive_good(s, N_("M-Pesa accepted him."));
    else
        golive_unknown(s, N_("Nothing was asked in his name yet."),
                       N_("Let a landlord press “Test it” at the initiator on his page of M-Pesa keys."));
}

static void
judge_address(const struct golive_facts *f, struct golive_step *s)
{
    s->detail = f->o->callback_url;
    if (f->o->address_fault)
        golive_bad(s, f->o->address_fault,
                   N_("Change RENTEASE_PUBLIC_URL or DARAJA_CALLBACK_URL in the configuration file."));
    else
        golive_good(s, N_("It has the form that Daraja accepts."));
}

static void
judge_https(const struct golive_facts *f, struct golive_step *s)
{
    s->detail = f->o->public_url;
    if (f->o->https && f->o->named)
        golive_good(s, NULL);
    else if (f->o->simulator && !f->o->production)
        golive_unknown(s, N_("This installation speaks to a simulator, so nothing has to reach it from outside yet."),
                       N_("Before going live, set RENTEASE_PUBLIC_URL to an https address with a name of your own."));
    else
        golive_bad(s, N_("The public address is not an https address with a public name."),
                   N_("Point a domain name at this machine, get a certificate for it, and set RENTEASE_PUBLIC_URL."));
}

static void
judge_ips(const struct golive_facts *f, struct golive_step *s)
{
    if (f->o->ips_safaricoms)
        golive_good(s, N_("Safaricom’s addresses are in the list."));
    else
        golive_bad(s, N_("DARAJA_CALLBACK_IPS does not hold Safaricom’s addresses."),
                   N_("Take the line DARAJA_CALLBACK_IPS out of the configuration file: the standard list is right. "
                      "Messages from elsewhere count only after Daraja has confirmed them, which takes longer."));
}

static void
judge_callbacks(const struct golive_facts *f, struct golive_step *s)
{
    const struct setup_finding *found = setup_finding(callback_finding(&f->callbacks));

    s->at = f->callbacks.heard_at;
    s->reason = f->callbacks.heard_at ? N_("They reach us.") : found->reason;
    s->fix = *found->fix ? found->fix : NULL;
    s->state = f->callbacks.heard_at ? GOLIVE_GOOD : f->callbacks.sent_at ? GOLIVE_BAD : GOLIVE_UNKNOWN;
}

static void
judge_environment(const struct golive_facts *f, struct golive_step *s)
{
    if (f->o->production && !f->o->simulator)
        golive_good(s, N_("DARAJA_ENV is production: real money moves."));
    else if (f->o->production)
        golive_bad(s, N_("DARAJA_ENV is production, but DARAJA_BASE_URL is not Safaricom’s."),
                   N_("Take DARAJA_BASE_URL out of the configuration file."));
    else
        golive_unknown(
            s, N_("DARAJA_ENV is sandbox: payments are tests."),
            N_("When all the rest is done, set DARAJA_ENV=production with the live keys, number, passkey and "
               "certificate, all at once, and start RentEase anew."));
}

#define OPERATOR      N_("The operator")
#define ADMINISTRATOR N_("The business administrator, on org.ke.m-pesa.com")

static const struct golive_row rows[] = {
    {"sandbox_app", OPERATOR, N_("An app in Daraja’s sandbox"),
     N_("Sign up on developer.safaricom.co.ke, open My Apps, and add one with M-Pesa Sandbox and Lipa na M-Pesa "
        "Sandbox. "
        "Its keys, and the test numbers, are for trying everything out."),
     NULL, NULL, NULL},
    {"test_cases", OPERATOR, N_("The test cases"),
     N_("Download the test cases from the Go Live page, run each with the sandbox, fill in what came, and keep the "
        "file: "
        "it is uploaded when you go live."),
     NULL, NULL, NULL},
    {"portal_operator", ADMINISTRATOR, N_("An API user on the M-Pesa portal"),
     N_("Create an operator with access channel API. Set its password with the role “Set Restricted ORG API password”. "
        "Letters, digits and # & % $ are safe in it. It ends after about 90 days."),
     NULL, NULL, NULL},
    {"roles", ADMINISTRATOR, N_("The API user’s roles"),
     N_("Give it: ORG B2C API initiator (payouts), Org Reversals Initiator (reversals), Balance Query ORG API "
        "(balances), Transaction Status query ORG API (status), and Tax Remittance to KRA API where you pay rental "
        "tax."),
     NULL, NULL, NULL},
    {"go_live", ADMINISTRATOR, N_("Going live on the Daraja portal"),
     N_("On developer.safaricom.co.ke press Go Live, upload the test cases, and give the number and the "
        "administrator’s "
        "user name. An OTP comes to the administrator’s phone. For a till give the head office number, not the "
        "till’s."),
     NULL, NULL, NULL},
    {"keys", OPERATOR, N_("Consumer key and consumer secret"),
     N_("The live app has its own, under My Apps. They are DARAJA_CONSUMER_KEY and DARAJA_CONSUMER_SECRET; secrets can "
        "stand in files of their own, named by DARAJA_CONSUMER_SECRET_FILE and the like."),
     NULL, judge_keys, NULL},
    {"shortcode", OPERATOR, N_("The platform’s number"), N_("DARAJA_BUSINESS_SHORT_CODE is the number of the app."),
     NULL, judge_shortcode, NULL},
    {"passkey", OPERATOR, N_("The passkey"),
     N_("Safaricom sends it by e-mail after going live; the sandbox’s is on the portal’s page of test credentials. It "
        "is "
        "DARAJA_PASSKEY."),
     NULL, judge_passkey, NULL},
    {"certificate", OPERATOR, N_("Safaricom’s certificate"),
     N_("It encrypts the initiator’s password. The sandbox and production have one each. DARAJA_CERTIFICATE names the "
        "file."),
     NULL, judge_certificate, NULL},
    {"initiator", OPERATOR, N_("The initiator"),
     N_("The API user’s name and password are DARAJA_INITIATOR_NAME and DARAJA_INITIATOR_PASSWORD. Landlords with an "
        "app "
        "of their own enter theirs themselves."),
     NULL, judge_initiator, NULL},
    {"https", OPERATOR, N_("A public address with https"),
     N_("Safaricom reports payments to it, and tenants open it. The certificate must be whole, and nothing may ask for "
        "a "
        "sign-in before it."),
     NULL, judge_https, NULL},
    {"address", OPERATOR, N_("Addresses that Daraja accepts"),
     N_("No address for Daraja may hold the words mpesa, m-pesa, safaricom, exe, cmd, sql or query, not even inside "
        "other words or in the domain name."),
     NULL, judge_address, NULL},
    {"callback_ips", OPERATOR, N_("Who may report payments"),
     N_("Messages are believed at once only from the addresses in DARAJA_CALLBACK_IPS. Let the firewall pass them, "
        "too."),
     NULL, judge_ips, NULL},
    {"callbacks", OPERATOR, N_("Messages from Safaricom arrive"),
     N_("After a payment, Safaricom reports it to the public address. It does so once; what is missed is asked for."),
     NULL, judge_callbacks, NULL},
    {"environment", OPERATOR, N_("Switching to production"),
     N_("DARAJA_ENV=production comes last. The keys, the number with its passkey, and the certificate change with it."),
     NULL, judge_environment, NULL},
};

bool
golive_platform_told(const char *step)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (!rows[i].judge && strcmp(step, rows[i].id) == 0)
            return true;
    return false;
}

/* ERR_NOT_FOUND: the gateway has not written it yet. */
static enum err
note(struct db *db, struct arena *mem, const char *name, const char **out)
{
    struct query *q = db_query(db, SQL_NOTE_LOAD);

    query_text(q, ":name", name);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = row_text(q, mem, "value");
    return query_end(q);
}

static enum err
is_given(struct db *db, struct arena *mem, const char *name, bool *out)
{
    const char *value;
    enum err    e = note(db, mem, name, &value);

    if (e == ERR_OK)
        *out = strcmp(value, "given") == 0;
    return e;
}

static enum err
load_token(struct db *db, struct arena *mem, struct golive_facts *f)
{
    const char *app;
    enum err    e = note(db, mem, "platform_app", &app);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_TOKEN_LAST);
    query_text(q, ":app", app);
    e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    f->token_verdict = row_text(q, mem, "verdict");
    f->token_at = row_int(q, "at");
    return query_end(q);
}

static enum err
load_notes(struct db *db, struct arena *mem, struct golive_facts *f)
{
    enum err e = is_given(db, mem, "platform_keys", &f->keys);

    if (e == ERR_OK)
        e = is_given(db, mem, "platform_passkey", &f->passkey);
    if (e == ERR_OK)
        e = is_given(db, mem, "platform_initiator", &f->initiator);
    if (e == ERR_OK)
        e = load_token(db, mem, f);
    f->noted = e == ERR_OK;
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err
load_facts(struct db *db, struct arena *mem, struct golive_facts *f)
{
    struct query *q = db_query(db, SQL_PLATFORM_FACTS);

    query_int(q, ":now", clock_now());
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    f->prompt_verdict = row_text(q, mem, "prompt_verdict");
    f->prompt_body = row_text(q, mem, "prompt_body");
    f->initiator_verdict = row_text(q, mem, "initiator_verdict");
    f->callbacks = (struct callback_facts){row_int(q, "heard_at"), row_int(q, "sent_at")};
    return query_end(q);
}

enum err
golive_platform(struct db *db, struct arena *mem, const struct golive_outside *o, struct golive_step **out,
                size_t *count)
{
    struct golive_facts f = {.o = o};
    enum err            e = load_notes(db, mem, &f);

    if (e == ERR_OK)
        e = load_facts(db, mem, &f);
    if (e != ERR_OK)
        return e;
    golive_judge(mem, "operator", rows, COUNT(rows), &f, out, count);
    return golive_ticks(db_query(db, SQL_GOLIVE_PLATFORM_TICKS), mem, *out, *count);
}
