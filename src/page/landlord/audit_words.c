#include "page/landlord/audit_words.h"

#include <string.h>

#include "base/err.h"
#include "base/text.h"

const struct audit_word audit_words[] = {
    /* looked at */
    {"seen.tenants", N_("looked at the list of tenants")},
    {"seen.tenant", N_("looked at a tenant")},
    {"seen.lease", N_("looked at a lease and its account")},
    {"seen.payment", N_("looked at a payment")},
    {"seen.receipt", N_("looked at a receipt")},
    {"seen.payout", N_("looked at a payment out")},
    {"seen.landlord", N_("looked at a landlord’s state")},
    {"seen.audit", N_("looked at who did what")},
    {"seen.search", N_("searched for a tenant")},
    {"seen.remittance", N_("looked at an agent’s statement")},
    {"seen.export", N_("took a file of figures away")},
    {"operator.read_body", N_("read what M-Pesa sent")},
    /* people */
    {"landlord.signed_up", N_("signed up")},
    {"member.invited", N_("invited somebody to work here")},
    {"member.invite_ended", N_("took an invitation back")},
    {"member.joined", N_("began to work here")},
    {"member.changed", N_("changed what somebody may do")},
    {"member.removed", N_("removed somebody")},
    {"tenant.invited", N_("invited a tenant")},
    {"tenant.joined", N_("joined as a tenant")},
    {"second_factor.on", N_("switched the second step on")},
    {"second_factor.off", N_("switched the second step off")},
    {"second_factor.reset", N_("the administrator took the second step away")},
    {"second_factor.recovery_used", N_("used a recovery code")},
    /* the books */
    {"property.added", N_("added a property")},
    {"unit.added", N_("added a unit")},
    {"tenant.added", N_("added a tenant")},
    {"lease.added", N_("added a lease")},
    {"bill.added", N_("made a bill")},
    {"money.assigned", N_("said whose rent a payment is")},
    {"payment.claimed", N_("entered an M-Pesa code")},
    {"hold.counted", N_("counted held money")},
    {"hold.closed", N_("closed held money without counting it")},
    /* meters, months, reports, lists */
    {"account.added", N_("added an account")},
    {"bill.voided", N_("cancelled a bill")},
    {"import.kept", N_("took homes in from a list")},
    {"meter.added", N_("added a meter")},
    {"meter.rate", N_("set a price for water or electricity")},
    {"meter.removed", N_("took a meter away")},
    {"meter.setting", N_("changed how readings are billed")},
    {"month.closed", N_("closed a month")},
    {"opening.set", N_("entered what was owed before RentEase")},
    {"opening.undone", N_("took back what was owed before RentEase")},
    {"penalty.policy", N_("changed the rule for late payment")},
    {"penalty.waived", N_("waived a penalty")},
    {"property.use_set", N_("said what a property is used for")},
    {"reading.added", N_("read a meter")},
    {"reading.billed", N_("billed readings")},
    {"reading.corrected", N_("corrected a reading")},
    {"reading.disputed", N_("disputed a reading")},
    {"reading.photo", N_("added a photo of a meter")},
    {"reading.turned_down", N_("turned down a doubt about a reading")},
    {"recon.asked", N_("had the books compared with M-Pesa")},
    {"recon.explained", N_("explained a difference")},
    {"report.exported", N_("took a report away as a file")},
    {"statement.columns", N_("said what the columns of a bank’s statement mean")},
    {"statement.kept", N_("took in a statement")},
    {"tax_rate.added", N_("added a rate of tax")},
    /* bills, and money by other ways */
    {"billing.run", N_("billed a month")},
    {"billing.set", N_("changed how months are billed")},
    {"charge.added", N_("added a charge beside the rent")},
    {"charge.stopped", N_("stopped a charge")},
    {"charge.paused", N_("paused a charge")},
    {"charge.resumed", N_("took a charge up again")},
    {"lease.rent_set", N_("changed the rent of a lease")},
    {"lease.ended", N_("ended a lease")},
    {"lease.goes_on", N_("took the end of a lease back")},
    {"deposit.line_added", N_("added a deduction from a deposit")},
    {"deposit.line_dropped", N_("dropped a deduction from a deposit")},
    {"deposit.settled", N_("settled a deposit")},
    {"entry.recorded", N_("recorded cash, a cheque or a bank deposit")},
    {"entry.undone", N_("undid what was recorded")},
    {"entry.cleared", N_("recorded that a cheque was banked")},
    {"entry.bounced", N_("recorded that a cheque bounced")},
    {"transfer.made", N_("moved money between accounts")},
    {"bank_account.added", N_("added a bank account")},
    {"money.split", N_("split a payment over several homes")},
    {"money.moved", N_("moved a payment to another home")},
    {"payment.allocated", N_("chose which bills a payment pays")},
    {"match.forgotten", N_("had a decision about a payer forgotten")},
    /* money out */
    {"payout.asked", N_("asked for a payment out")},
    {"payout.approved", N_("approved a payment out")},
    {"payout.rejected", N_("rejected a payment out")},
    {"payout.said_paid", N_("said that a payment out was made")},
    {"payout.said_not_paid", N_("said that a payment out was not made")},
    {"reversal.asked", N_("asked to give a payment back")},
    {"sim.checked", N_("had a SIM card checked")},
    /* agents */
    {"agreement.proposed", N_("proposed an agreement with an agent")},
    {"agreement.accepted", N_("accepted an agreement with an agent")},
    {"agreement.declined", N_("declined an agreement with an agent")},
    {"remittance.issued", N_("issued an agent’s statement")},
    {"remittance.acknowledged", N_("acknowledged an agent’s statement")},
    {"remittance.settled", N_("settled an agent’s statement")},
    /* M-Pesa */
    {"receiving.described", N_("entered a paybill or till")},
    {"receiving.activated", N_("put a paybill or till to use")},
    {"receiving.change_asked", N_("asked to change the paybill or till")},
    {"receiving.change_stopped", N_("stopped the change of the paybill or till")},
    {"receiving.changed", N_("the paybill or till changed")},
    {"receiving.deactivated", N_("stopped the paybill or till")},
    {"credentials.set", N_("entered keys of a Daraja app")},
    {"credentials.cleared", N_("removed the keys of a Daraja app")},
    {"golive.ticked", N_("ticked a step on the way to going live")},
    {"golive.unticked", N_("took back a step on the way to going live")},
    {"pull.asked", N_("asked M-Pesa for the list of payments")},
    {"standing_order.asked", N_("asked for a standing order")},
    {"standing_order.ended", N_("ended a standing order")},
    {"bill_manager.asked", N_("asked for Bill Manager")},
    {"bill_manager.invoice", N_("sent or cancelled an invoice by Bill Manager")},
    {"till_push.asked", N_("sent a request to a till’s phone")},
    /* operators */
    {"operator.added", N_("an operator was added")},
    {"operator.replay", N_("had what M-Pesa sent judged again")},
    {"operator.sender_checked", N_("looked into an unknown sender")},
};
const size_t audit_words_count = COUNT(audit_words);

const char *
audit_words_for(const char *action)
{
    for (size_t i = 0; i < audit_words_count; i++)
        if (strcmp(action, audit_words[i].action) == 0)
            return audit_words[i].text;
    return action;
}
