// The guide's scenarios, as a tenant, a landlord and Safaricom each see them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { failed, key, succeeded } from '../world.mjs';
import { browser } from '../browser.mjs';
import { jane, w } from './here.mjs';

describe('a payment', () => {
  test('that succeeds is seen alike on the phone, the bill, the ledger, the receipt and in both histories', async () => {
    const h = await w.home(jane, 12500), tenant = await w.joined(h.tenant);
    await w.script(h.phone, w.auto());
    const begun = succeeded(await w.initiate(h, {}, key(), tenant), 202);
    const p = { ...begun, h };
    assert.deepEqual([p.status, p.amount, p.phone, p.businessShortCode],
      ['pending', 12500, h.phone, jane.businessShortCode]);

    const now = await w.becomes(p, 'success'), [tx, ...more] = await w.pushes(h.phone);
    assert.deepEqual(more, []);
    assert.deepEqual([tx.state, tx.amount, tx.shortcode, tx.partyB, tx.transactionType],
      ['paid', '12500', jane.businessShortCode, jane.businessShortCode, 'CustomerPayBillOnline']);
    assert.deepEqual([tx.accountReference, tx.transactionDesc], [now.accountReference, 'Rent Nov']);
    assert.deepEqual([now.mpesaReceiptNumber, now.checkoutRequestId, now.merchantRequestId, now.resultCode, now.moneyMoved,
      now.canRetry],
      [tx.receipt, tx.checkoutRequestId, tx.merchantRequestId, '0', true, false]);
    assert.deepEqual(tx.callbacks.map((c) => c.status), [200]);
    const [sent] = (await w.requests('processrequest')).filter((r) => r.fields?.PhoneNumber === h.phone);
    assert.ok(Math.abs(sent.timestampSkewS) < 60, 'the Timestamp is East Africa Time');

    const bill = await w.bill(h);
    assert.deepEqual([bill.status, bill.paid, bill.balance, bill.openPaymentId], ['paid', 12500, 0, null]);
    assert.deepEqual(bill.payments.map((b) => [b.paymentId, b.mpesaReceiptNumber, b.amount]), [[p.id, tx.receipt, 12500]]);
    const { items, balance } = await w.ledger(h);
    assert.deepEqual([items.map((r) => [r.kind, r.amount]), balance], [[['bill', 12500], ['receive', -12500]], 0]);

    const number = now.receiptNumber;
    for (const call of [tenant, jane.call]) {
      const receipt = succeeded(await call('GET', `/receipts/${number}`), 200);
      assert.deepEqual([receipt.number, receipt.mpesaReceiptNumber, receipt.amount, receipt.credit, receipt.balanceAfter,
        receipt.reversed],
        [number, tx.receipt, 12500, 0, 0, false]);
    }
    const his = await browser(w.s).signIn(h.phone);
    for (const path of [`/receipts/${number}`, '/history', `/payments/${p.id}`]) {
      const page = await his.get(path);
      assert.equal(page.status, 200, path);
      assert.ok(page.text.includes(tx.receipt), `${path} shows M-Pesa's code`);
      assert.ok(page.text.includes('12,500'), `${path} shows the amount`);
    }
    const hers = await browser(w.s).signIn(jane.phone);
    for (const path of ['/landlord/transactions', `/landlord/transactions/${p.id}`, `/landlord/bills/${h.bill.id}`])
      assert.ok((await hers.get(path)).text.includes(tx.receipt), `${path} shows M-Pesa's code`);

    await until(async () => (await w.detail(p)).evidence.confirmedAt, "Daraja's own word");
    assert.equal(await w.posted(p), 1);
  });

  const refusals = [
    ['cancelled by the payer', '1032', 'cancelled'],
    ['without enough money', '1', 'failed'],
    ['that the phone does not answer', '1037', 'failed'],
  ];
  for (const [what, result, status] of refusals) {
    test(`${what} moves nothing, says so once Daraja agrees, and can be tried again`, async () => {
      const h = await w.home(jane), p = await w.pay(h, w.auto({ result, times: 1 }));
      await w.becomes(p, status);
      const now = await w.becomes(p, (n) => n.moneyMoved === false);
      assert.deepEqual([now.status, now.resultCode, now.canRetry, now.mpesaReceiptNumber], [status, result, true, null]);
      assert.equal((await w.bill(h)).status, 'unpaid');
      await w.becomes(await w.pay(h, w.auto()), 'success');
      assert.equal((await w.bill(h)).status, 'paid');
      assert.deepEqual((await w.pushes(h.phone)).map((t) => t.state), ['failed', 'paid']);
    });
  }

  test('is refused by the balance on the phone itself', async () => {
    const h = await w.home(jane, 900);
    assert.equal((await w.s.control('PUT', `/phones/${h.phone}/balance`, { balance: '500' })).status, 200);
    assert.equal((await w.becomes(await w.pay(h, w.auto()), 'failed')).resultCode, '1');
    await w.becomes(await w.pay(h, w.auto(), { amount: 400 }), 'success');
    assert.equal((await w.bill(h)).balance, 500);
  });

  test('whose prompt nobody answers ends with 1037', async () => {
    await w.flags({ promptLifetimeMs: 500 });
    const p = await w.pay(await w.home(jane));
    assert.equal((await w.becomes(p, 'failed')).resultCode, '1037');
    await w.flags({ promptLifetimeMs: 60000 });
  });

  test('to a number that cannot be one is refused at the field, and nothing is sent', async () => {
    const h = await w.home(jane);
    for (const phone of ['12345', '0712 345 67', '+44 7700 900123', '0812345678'])
      failed(await w.initiate(h, { phone }), 422, 'invalid_fields', 'phone');
    assert.equal((await w.bill(h)).openPaymentId, null);
  });

  test('to a number that Daraja does not know fails at once, and no money moved', async () => {
    const h = await w.home(jane), p = await w.pay(h, { answer: { mode: 'error', status: 400, errorCode: '400.002.02',
      errorMessage: 'Bad Request - Invalid PhoneNumber' } });
    const now = await w.becomes(p, 'failed');
    assert.deepEqual([now.moneyMoved, now.canRetry, now.resultCode], [false, true, '400.002.02']);
    assert.deepEqual(await w.pushes(h.phone), []);
  });

  test('may come from another phone than the tenant’s', async () => {
    const h = await w.home(jane), other = h.phone.replace(/^2547/, '2541');
    await w.becomes(await w.pay(h, w.auto(), { phone: other }), 'success');
    assert.deepEqual((await w.pushes(other)).map((t) => t.phone), [other]);
    assert.equal((await w.bill(h)).status, 'paid');
  });
});
