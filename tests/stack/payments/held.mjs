// What does not fit is in no books until a person has looked at it; both figures are shown to the operator.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { browser } from '../browser.mjs';
import { jane, w } from './here.mjs';

describe('held', () => {
  let operator;
  before(async () => { operator = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password); });

  const holds = async (p) => (await w.detail(p)).evidence.holds.map((x) => [x.reason, x.expected, x.got]);
  // Until Daraja itself has said "paid" of it, and that has changed nothing.
  async function isHeld(p, hold) {
    await until(async () => (await w.detail(p)).queryResults.some((q) => q.code === '0'), 'a query that says paid');
    const now = await w.status(p);
    assert.notEqual(now.status, 'success');
    assert.deepEqual([now.canRetry, now.receiptNumber, await w.posted(p)], [false, null, 0]);
    assert.deepEqual(await holds(p), [hold]);
    const bill = await w.bill(p.h);
    assert.deepEqual([bill.status, bill.paid], ['unpaid', 0]);
    assert.deepEqual((await w.ledger(p.h)).items.map((r) => r.kind), ['bill']);
  }

  test('is a payment of another amount; the operator sees both figures', async () => {
    const h = await w.home(jane, 1234), p = await w.pay(h, w.auto({ callback: { amount: '5678' } }));
    assert.deepEqual(await w.verdicts(p, 1), ['held']);
    await isHeld(p, ['amount', 1234, 5678]);
    const page = await operator.get('/operator/held'), row = page.text.split('<tr>').find((x) => x.includes(p.id));
    assert.ok(row.includes('1,234') && row.includes('5,678'), row);
    assert.ok((await operator.get(`/operator/transactions/${p.id}`)).text.includes('5,678'));
  });

  test('is a payment from another phone', async () => {
    const p = await w.pay(await w.home(jane), w.auto({ callback: { phone: '254711111111' } }));
    await w.verdicts(p, 1);
    await isHeld(p, ['phone', 1000, 1000]);
  });

  test('is a callback with the ids of another payment', async () => {
    for (const ids of [{ checkoutRequestId: 'ws_CO_other' }, { merchantRequestId: 'other-1' }]) {
      const h = await w.home(jane), p = await w.pay(h, w.auto({ handsetDelayMs: 400, callback: ids }));
      await w.verdicts(p, 1);
      await isHeld(p, ['ids', 1000, 1000]);
    }
  });

  test('is let go when a callback that fits comes after all', async () => {
    const h = await w.home(jane), p = await w.pay(h, w.auto({ callback: { amount: '1' }, query: { mode: 'pending4999' } }));
    assert.deepEqual(await w.verdicts(p, 1), ['held']);
    const [tx] = await w.pushes(h.phone);
    const { body } = (await w.s.sql(`SELECT body FROM hook_verdict WHERE payment_id = '${p.id}'`))[0];
    await w.s.control('POST', '/callback', { url: tx.callbackUrl, body: body.replace('"Value":1}', '"Value":1000}') });
    assert.equal((await w.becomes(p, 'success')).mpesaReceiptNumber, tx.receipt);
  });

  test('is the receipt of another payment; the honest one is not blocked by it', async () => {
    const thief = await w.pay(await w.home(jane), w.auto({ callback: { receipt: 'UKL7STOLEN' } }));
    assert.equal((await w.becomes(thief, 'success')).mpesaReceiptNumber, 'UKL7STOLEN');
    const honest = await w.pay(await w.home(jane, 700), w.auto({ callback: { receipt: 'UKL7STOLEN' } }));
    assert.deepEqual(await w.verdicts(honest, 1), ['held']);
    assert.deepEqual(await holds(honest), [['receipt_taken', 700, 700]]);
    assert.equal((await w.becomes(honest, 'success')).mpesaReceiptNumber, null);
    assert.deepEqual([await w.posted(honest), (await w.bill(honest.h)).status], [1, 'paid']);
  });
});
