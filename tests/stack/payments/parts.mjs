// Bills paid in parts, and twice: nothing is lost, and what is over is the tenant's credit.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failed } from '../world.mjs';
import { jane, w } from './here.mjs';

describe('parts', () => {
  test('add up to the bill', async () => {
    const h = await w.home(jane, 1000);
    await w.becomes(await w.pay(h, w.auto(), { amount: 400 }), 'success');
    let bill = await w.bill(h);
    assert.deepEqual([bill.status, bill.paid, bill.balance], ['part_paid', 400, 600]);
    failed(await w.initiate(h, { amount: 601 }), 422, 'amount_too_much', 'amount');
    await w.becomes(await w.pay(h, w.auto()), 'success');
    bill = await w.bill(h);
    assert.deepEqual([bill.status, bill.paid, bill.balance, bill.payments.map((p) => p.amount)],
      ['paid', 1000, 0, [400, 600]]);
    assert.equal((await w.ledger(h)).balance, 0);
  });

  test('of odd cents round up to a shilling, and the rest is credit', async () => {
    const h = await w.home(jane, 700.25);
    const now = await w.becomes(await w.pay(h, w.auto()), 'success');
    assert.deepEqual([now.amount, (await w.bill(h)).status, (await w.ledger(h)).balance], [701, 'paid', -0.75]);
  });

  test('that were two payments for one bill leave a credit, which the next bill uses', async () => {
    const h = await w.home(jane, 1000), first = await w.pay(h), tx = await w.push(h.phone);
    await w.becomes(first, 'processing');
    await w.expire(first);
    await w.becomes(first, 'timeout');
    const second = await w.pay(h, w.auto(), { phone: h.phone.replace(/^2547/, '2541') });
    await w.becomes(second, 'success');
    await w.s.control('POST', `/transactions/${tx.checkoutRequestId}/complete`, { result: '0' });
    await w.becomes(first, 'success');
    assert.deepEqual([(await w.bill(h)).paid, (await w.ledger(h)).balance], [1000, -1000]);
    const next = await w.newBill(jane, h.lease.id, 1500, { period: '2026-12', dueDate: '2026-12-05' });
    assert.deepEqual([next.status, next.paid, next.balance], ['part_paid', 1000, 500]);
    assert.equal((await w.ledger(h)).balance, 500);
    const small = await w.home(jane, 10);
    assert.equal((await w.bill(small)).paid, 0, 'nobody else’s');
  });
});
