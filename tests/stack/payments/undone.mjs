// A posting that Daraja contradicts twice, half a minute apart, is mirrored and held: somebody may know a secret address.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { goodCallback, knock, newPhone, succeeded } from '../world.mjs';
import { jane, w } from './here.mjs';

describe('a contradiction', () => {
  const contradictions = async (p) => (await w.s.sql(`SELECT contradictions AS n FROM payment WHERE id = '${p.id}'`))[0].n;
  const asked = async (p, count) => until(async () => (await w.detail(p)).queryResults.filter((q) => q.code === '1032').length >= count,
    `${count} contradicting queries`);

  async function forgedButPosted() {
    const h = await w.home(jane), p = await w.pay(h, { query: { result: '1032' } }), tx = await w.push(h.phone);
    await w.becomes(p, 'processing');
    assert.equal((await knock(tx.callbackUrl,
      goodCallback(tx, { MpesaReceiptNumber: `UKF${tx.phone.slice(-7)}` }))).status, 200);
    await w.becomes(p, 'success');
    return p;
  }

  test('told twice is undone: mirrored in the books, the bill open again, held', async () => {
    const p = await forgedButPosted(), number = (await w.status(p)).receiptNumber;
    await asked(p, 1);
    assert.equal(await contradictions(p), 0, 'too early to count');
    await w.age(p, 100);
    await until(async () => (await contradictions(p)) === 1, 'the first contradiction');
    assert.equal((await w.status(p)).status, 'success');
    await w.age(p, 31);
    await w.becomes(p, 'reversed');
    assert.deepEqual((await w.ledger(p.h)).items.map((r) => [r.kind, r.amount]),
      [['bill', 1000], ['receive', -1000], ['reverse', 1000]]);
    const bill = await w.bill(p.h);
    assert.deepEqual([bill.status, bill.paid, bill.balance], ['unpaid', 0, 1000]);
    const [hold] = (await w.detail(p)).evidence.holds;
    assert.deepEqual([hold.reason, hold.expected], ['contradicted', 1000]);
    assert.equal(succeeded(await jane.call('GET', `/receipts/${number}`), 200).reversed, true);
    await w.becomes(await w.pay(p.h, w.auto(), { phone: newPhone() }), 'success');
    assert.equal((await w.bill(p.h)).status, 'paid');
  });

  test('told once and then taken back stands', async () => {
    const p = await forgedButPosted();
    await asked(p, 1);
    await w.age(p, 100);
    await until(async () => (await contradictions(p)) === 1, 'the first contradiction');
    const [tx] = await w.pushes(p.h.phone);
    await w.s.control('PUT', `/transactions/${tx.checkoutRequestId}/query`, { result: '0' });
    await w.age(p, 31);
    await until(async () => (await w.detail(p)).evidence.confirmedAt, 'the confirmation');
    assert.deepEqual([(await w.status(p)).status, await contradictions(p)], ['success', 0]);
  });
});
