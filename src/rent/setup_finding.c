/*
 * setup_finding.c - one table: what a try can find, and what to do about it.
 */
#include <string.h>

#include "base/text.h"
#include "rent/setup_check.h"

static const struct setup_finding findings[] = {
    {"unclear", "unknown", N_("The answer does not tell whether this works."), N_("Test again in a few minutes.")},
    {"interrupted", "unknown", N_("RentEase was started anew while it tested."), N_("Test again.")},
    {"not_reached", "unknown", N_("We could not reach Daraja, so nothing was sent."),
     N_("Test again in a minute. If it stays so, the people who run RentEase have to look at the network.")},
    {"no_answer", "unknown", N_("Daraja gave no answer that we understand."), N_("Test again in a few minutes.")},
    {"busy", "unknown", N_("Daraja is very busy and asks us to wait."), N_("Test again in a few minutes.")},

    /* OAuth. */
    {"token_ok", "good", N_("Daraja gave us a token for this consumer key and secret."), ""},
    {"keys_missing", "bad", N_("The consumer key, the consumer secret or the passkey is missing."),
     N_("Enter all three of your own Daraja app. Without an app of your own, ask the people who run RentEase.")},
    {"keys_wrong", "bad", N_("Daraja does not accept the consumer key and the consumer secret."),
     N_("Copy both again from My Apps on developer.safaricom.co.ke. Both must be of the same app.")},
    {"keys_elsewhere", "bad", N_("Daraja refused without a word. It does so with keys of its other environment."),
     N_("Keys of the sandbox work only in the sandbox, keys of a live app only live. Take those that fit.")},

    /* The passkey. */
    {"passkey_fits", "good",
     N_("Daraja took the passkey: it looked for a payment that never was, and did not find it, as it should."), ""},
    {"passkey_prompted", "good",
     N_("A question alone does not tell here, but Daraja took the last prompt of this number with this passkey."), ""},
    {"passkey_wrong", "bad", N_("The passkey does not belong to this number."),
     N_("Copy the passkey that Safaricom sent for this very number. For a till it is that of the store or head office "
        "number.")},
    {"number_not_enabled", "bad", N_("Daraja does not know this number for payment prompts."),
     N_("Check the number. If you went live today, wait a day; then write to apisupport@safaricom.co.ke and ask them "
        "to "
        "enable M-Pesa Express for it.")},
    {"product_missing", "bad", N_("The Daraja app does not have this service."),
     N_("Add the product to the app on developer.safaricom.co.ke, or write to apisupport@safaricom.co.ke.")},
    {"token_refused", "bad", N_("Daraja refuses the token that it gave us a moment ago."),
     N_("This happens right after going live, before the app is active. Wait some hours; then write to "
        "apisupport@safaricom.co.ke.")},
    {"passkey_untold", "unknown", N_("A question does not tell here whether the passkey fits."),
     N_("Send the KSh 1 test to your own phone: its prompt is the proof.")},

    /* The initiator. */
    {"initiator_ok", "good", N_("M-Pesa accepted the initiator and told us the balance."), ""},
    {"initiator_missing", "bad", N_("The initiator’s name, his password or Safaricom’s certificate is missing."),
     N_("Enter the name and the password here. The certificate is set by the people who run RentEase.")},
    {"initiator_wrong", "bad", N_("M-Pesa does not accept the initiator’s name, password or certificate."),
     N_("Set a new password for the API user on org.ke.m-pesa.com and enter it here: it ends after about 90 days. Do "
        "not "
        "just try again: after a few wrong passwords M-Pesa locks him.")},
    {"initiator_locked", "bad", N_("The initiator is locked after several wrong passwords."),
     N_("The business administrator unlocks him on org.ke.m-pesa.com and sets a new password. Enter that here.")},
    {"initiator_not_allowed", "bad",
     N_("M-Pesa accepted the name and password, but the initiator may not ask for the balance."),
     N_("The business administrator gives him the role “Balance Query ORG API” on org.ke.m-pesa.com.")},
    {"number_not_allowed", "bad", N_("This number is not allowed to do this."),
     N_("Ask Safaricom to enable it: M-PESABusiness@safaricom.co.ke.")},

    /* Addresses. */
    {"urls_registered", "good", N_("Daraja has registered our addresses for this number."), ""},
    {"urls_never", "bad", N_("Our addresses were never registered for this number."),
     N_("Press Register on the page for direct payments.")},
    {"urls_already", "bad", N_("Other addresses are registered for this number, and ours are not, as far as we know."),
     N_("Delete them on org.ke.m-pesa.com (Self Services, URL Management), or write to apisupport@safaricom.co.ke. "
        "Then register again.")},
    {"urls_refused", "bad", N_("Daraja refused to register our addresses."),
     N_("The page for direct payments tells why, and what to do.")},
    {"urls_waiting", "unknown", N_("The addresses are being registered right now."), N_("Test again in a minute.")},
    {"urls_unclear", "unknown", N_("Daraja’s answer to the registration was not clear."),
     N_("Register again on the page for direct payments: that does no harm.")},

    /* Callbacks. */
    {"callbacks_heard", "good", N_("Messages from Safaricom about this number reach us."), ""},
    {"callbacks_silent", "bad", N_("A prompt of this number was answered, but Safaricom’s message never reached us."),
     N_("The public address must be reachable from the Internet by https, with a whole certificate and no sign-in in "
        "front of it. The people who run RentEase can run: rentease doctor.")},
    {"callbacks_none_yet", "unknown", N_("Nothing was sent yet that would bring us a message."),
     N_("Send the KSh 1 test, and test this a few minutes later.")},
};

const struct setup_finding *
setup_finding(const char *name)
{
    for (size_t i = 0; name && i < COUNT(findings); i++)
        if (strcmp(name, findings[i].name) == 0)
            return &findings[i];
    return &findings[0];
}
