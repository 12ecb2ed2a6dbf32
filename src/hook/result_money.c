/*
 * result_money.c - what the successes of B2C, B2B, tax and reversal say about the money.
 */
#include "daraja/b2b.h"
#include "daraja/b2c.h"
#include "daraja/reversal.h"
#include "hook/result_private.h"

struct moved
moved_b2c(struct arena *mem, const struct daraja_result *r)
{
    struct b2c_paid p = b2c_paid_read(mem, r);

    return (struct moved){.receipt_no = p.receipt_no,
                          .party_name = p.recipient.name,
                          .has_amount = p.has_amount,
                          .amount = p.amount,
                          .paid_at = p.completed_at};
}

struct moved
moved_b2b(struct arena *mem, const struct daraja_result *r)
{
    struct b2b_paid p = b2b_paid_read(mem, r);

    return (struct moved){.receipt_no = p.receipt_no,
                          .party_name = p.receiver.name,
                          .has_amount = p.has_amount,
                          .amount = p.amount,
                          .charge = p.has_charge ? p.charge : (struct money){0},
                          .paid_at = p.completed_at};
}

struct moved
moved_reversal(struct arena *mem, const struct daraja_result *r)
{
    struct reversal_done d = reversal_done_read(mem, r);

    return (struct moved){.receipt_no = d.receipt_no,
                          .party_name = d.refunded.name,
                          .has_amount = d.has_amount,
                          .amount = d.amount,
                          .paid_at = d.completed_at};
}
