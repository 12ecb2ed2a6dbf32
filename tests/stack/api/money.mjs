// With money: skipped where the stack has no simulator.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as nap } from 'node:timers/promises';
import {
  failed, jane, joined, key, newBooks, newLandlord, newPaybill, newPhone, operator,
  paymentStatus, peter, receiving, s, shaped, shapes, succeeded,
} from './help.mjs';

describe('with a phone that answers', () => {
  const control = (method, path, body) => fetch(`${s.sim}/control${path}`, {
    method, headers: { 'Content-Type': 'application/json', ...s.simHeaders }, body: JSON.stringify(body) });
  const script = (phone, result) => control('PUT', `/phones/${phone}`, { handset: 'auto', result, handsetDelayMs: 100 });

  async function settled(call, id, wanted) {
    for (let i = 0; i < 100; i++) {
      const data = succeeded(await call('GET', `/payments/${id}/status`), 200, paymentStatus);
      if (data.status === wanted) return data;
      await nap(200);
    }
    assert.fail(`${id} did not become ${wanted}`);
  }

  test('a paid bill, its receipt and its ledger agree', async (t) => {
    if (!s.sim) return t.skip('no simulator in this stack');
    const c = await newBooks(jane, 'paid', 1000);
    const tenant = await joined(c.tenant);
    await script(c.phone, '0');
    const { id } = succeeded(await tenant('POST', '/payments/initiate', { billId: c.bill.id, amount: 600 }, key()), 202);
    const p = await settled(tenant, id, 'success');
    assert.deepEqual([p.moneyMoved, p.resultCode, p.canRetry], [true, '0', false]);
    assert.match(p.mpesaReceiptNumber, /^[A-Z0-9]{10}$/);
    const bill = succeeded(await tenant('GET', `/bills/${c.bill.id}`), 200, shapes.bill);
    assert.deepEqual([bill.paid, bill.balance, bill.status, bill.payments.length], [600, 400, 'part_paid', 1]);
    assert.equal(bill.payments[0].mpesaReceiptNumber, p.mpesaReceiptNumber);
    const receipt = succeeded(await tenant('GET', `/receipts/${p.receiptNumber}`), 200, {
      number: 'text', amount: 'money', credit: 'money', balanceAfter: 'money', bills: 'list',
      reversed: 'bool', paidAt: 'time', issuedAt: 'time' });
    assert.deepEqual([receipt.amount, receipt.balanceAfter, receipt.mpesaReceiptNumber], [600, 400, p.mpesaReceiptNumber]);
    const ledger = succeeded(await tenant('GET', `/ledger?leaseId=${c.lease.id}`), 200);
    assert.deepEqual(ledger.items.map((row) => row.amount), [1000, -600]);
    const byCheckout = succeeded(await tenant('GET', `/mpesa/status/${p.checkoutRequestId}`), 200);
    assert.equal(byCheckout.id, id);
    const story = succeeded(await jane.call('GET', `/mpesa/status-detailed/${id}`), 200);
    assert.ok(story.attempts.length >= 1 && story.callbacks.length >= 1);

    const foreign = await peter.call('GET', `/receipts/${p.receiptNumber}`);
    failed(foreign, 404, 'not_found');
    assert.deepEqual(foreign.body, (await peter.call('GET', '/receipts/RE-0000-0000')).body);
    failed(await peter.call('GET', `/mpesa/status/${p.checkoutRequestId}`), 404, 'not_found');
  });

  test('a cancelled prompt says so, and another try is open', async (t) => {
    if (!s.sim) return t.skip('no simulator in this stack');
    const c = await newBooks(jane, 'cancelled', 1000);
    await script(c.phone, '1032');
    const { id } = succeeded(await jane.call('POST', '/payments/initiate', { billId: c.bill.id }, key()), 202);
    const p = await settled(jane.call, id, 'cancelled');
    assert.deepEqual([p.resultCode, p.canRetry, p.mpesaReceiptNumber], ['1032', true, null]);
    succeeded(await jane.call('POST', '/payments/initiate', { billId: c.bill.id }, key()), 202);
  });

  // Connects a number and proves it; what is left is to activate it.
  async function proved(l, details) {
    const phone = newPhone();
    await script(phone, '0');
    succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, details), 200);
    const { paymentId } = succeeded(await l.call('POST', `/landlords/${l.id}/daraja/test`, { phone }), 202);
    await settled(l.call, paymentId, 'success');
  }
  const activate = (l) => l.call('POST', `/landlords/${l.id}/daraja/activate`);

  test('the KES 1 test lets the landlord activate, and a change waits', async (t) => {
    if (!s.sim) return t.skip('no simulator in this stack');
    const l = await newLandlord('Tester');
    await proved(l, newPaybill());
    const first = succeeded(await activate(l), 200);
    assert.deepEqual([first.isActive, first.lastTestResult], [true, 'success']);
    shaped(first, { lastTestedAt: 'time' });
    await proved(l, newPaybill());
    const second = succeeded(await activate(l), 200);
    assert.deepEqual([second.isActive, second.state], [false, 'waiting']);
    assert.equal(second.inUse.businessShortCode, first.businessShortCode);
    shaped(second, { effectiveAt: 'time' });
  });

  test('a number that is active for another landlord needs the operator', async (t) => {
    if (!s.sim) return t.skip('no simulator in this stack');
    const details = await receiving(await newLandlord('Holder'));
    const l = await newLandlord('Claimant');
    await proved(l, details);
    failed(await activate(l), 409, 'number_taken', 'businessShortCode');
    assert.equal(succeeded(await operator('POST', `/landlords/${l.id}/daraja/activate`), 200).isActive, true);
  });
});
