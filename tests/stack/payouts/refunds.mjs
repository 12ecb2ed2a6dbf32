// A tenant's own money that goes back: what he has paid ahead, and his deposit.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { failed, key, newPhone, succeeded } from '../world.mjs';
import { approved, ask, becomes, decide, jane, lines, paid, posted, script, toPhone, w } from './here.mjs';

// A home whose tenant has paid `ahead` more than the 1,000 that he owed.
async function ahead(more = 4000) {
  const h = await w.home(jane);
  const money = await w.s.control('POST', '/c2b', { shortcode: jane.businessShortCode, account: h.unit.accountReference,
    amount: String(1000 + more), phone: h.phone });
  assert.equal(money.status, 200, money.text);
  await until(async () => (await w.ledger(h)).balance === -more, 'the credit');
  return h;
}
const back = (h, amount, more = {}) => toPhone({ phoneNumber: h.phone, leaseId: h.lease.id, amount, commandId: undefined, ...more });
const balance = async (h) => (await w.ledger(h)).balance;
const billed = (h, amount) => w.newBill(jane, h.lease.id, amount, { period: '2026-12', dueDate: '2026-12-05', kind: 'water' });

describe('refunds', () => {
  before(async () => {
    succeeded(await jane.call('POST', '/mpesa/c2b/register', {}), 202);
    await until(async () => succeeded(await jane.call('GET', '/mpesa/c2b/status'), 200).isRegistered, 'the registration');
  });

  test('of what was paid ahead: no more than that, and the ledger of the lease shows it', async () => {
    const h = await ahead();
    failed(await jane.call('POST', '/mpesa/b2c', back(h, 4001), key()), 422, 'above_credit', 'amount');
    const p = await paid(back(h, 3000));
    assert.deepEqual([p.done.purpose, p.done.leaseId], ['refund', h.lease.id]);
    assert.deepEqual(await lines(p), [[`receivable/${h.lease.id}`, 3000], [`mpesa/${jane.bulk}`, -3000]]);
    assert.equal(await balance(h), -1000);
    failed(await jane.call('POST', '/mpesa/b2c', back(h, 1001), key()), 422, 'above_credit', 'amount');
  });

  test('that were asked for are set aside: no new bill takes them, no second request does', async () => {
    const h = await ahead(), p = await ask(back(h, 3000));
    failed(await jane.call('POST', '/mpesa/b2c', back(h, 1001), key()), 422, 'above_credit', 'amount');
    const bill = await billed(h, 2500);
    assert.deepEqual([bill.paid, bill.status], [1000, 'part_paid']);
    succeeded(await decide(p), 200);
    await becomes(p, 'success');
    const after = succeeded(await jane.call('GET', `/bills/${bill.id}`), 200);
    assert.deepEqual([after.paid, await balance(h)], [1000, 1500]);
  });

  for (const how of ['rejected', 'failed']) {
    test(`that are ${how} are free again, and pay what was billed meanwhile`, async () => {
      const h = await ahead(), p = await ask(back(h, 4000)), bill = await billed(h, 2500);
      assert.equal(bill.paid, 0);
      if (how === 'failed') await script({ result: { code: '2040' } });
      succeeded(await decide(p, how === 'failed' ? 'approve' : 'reject'), 200);
      await becomes(p, how);
      assert.deepEqual([succeeded(await jane.call('GET', `/bills/${bill.id}`), 200).status, await balance(h)], ['paid', -1500]);
      assert.deepEqual(await posted(p), []);
    });
  }

  test('that failed first and were paid after all: posted once, and the tenant owes what is true', async () => {
    const h = await ahead(), p = await ask(back(h, 4000)), bill = await billed(h, 2500);
    await script({ result: { code: '2006', moves: true } });
    succeeded(await decide(p), 200);
    const failedOne = await becomes(p, 'failed');
    assert.equal(succeeded(await jane.call('GET', `/bills/${bill.id}`), 200).status, 'paid');
    // Safaricom finds out, and says so at the same secret address.
    const [request] = (await w.requests('/b2c/')).filter((r) => r.fields.PartyB === p.phoneNumber);
    const body = { Result: { ResultType: 0, ResultCode: 0, ResultDesc: 'ok', OriginatorConversationID: failedOne.originatorConversationId,
      ConversationID: failedOne.conversationId, TransactionID: 'UKX0LATE01', ResultParameters: { ResultParameter: [
        { Key: 'TransactionAmount', Value: 4000 }, { Key: 'TransactionReceipt', Value: 'UKX0LATE01' }] } } };
    await w.s.control('POST', '/callback', { url: request.fields.ResultURL, body: JSON.stringify(body) });
    await becomes(p, 'success');
    assert.equal((await posted(p)).length, 1);
    assert.equal(await balance(h), 2500, 'the bill took 2,500 of it, which he owes now');
  });

  test('of a deposit: as much as was paid for it, each shilling once', async () => {
    const h = await w.home(jane);
    h.bill = await w.newBill(jane, h.lease.id, 5000, { kind: 'deposit', period: '2026-10', dueDate: '2026-10-05' });
    const deposit = (amount) => back(h, amount, { purpose: 'deposit', phoneNumber: newPhone() });
    failed(await jane.call('POST', '/mpesa/b2c', deposit(10), key()), 422, 'above_deposit', 'amount');
    await w.becomes(await w.pay(h, w.auto()), 'success');
    failed(await jane.call('POST', '/mpesa/b2c', deposit(5001), key()), 422, 'above_deposit', 'amount');
    const p = await approved(deposit(3000));
    failed(await jane.call('POST', '/mpesa/b2c', deposit(2001), key()), 422, 'above_deposit', 'amount');
    await becomes(p, 'success');
    assert.deepEqual(await lines(p), [[`deposits/${h.lease.id}`, 3000], [`mpesa/${jane.bulk}`, -3000]]);
    await script({ result: { code: '2040' } });
    await becomes(await approved(deposit(2000)), 'failed');
    await paid(deposit(2000));
    failed(await jane.call('POST', '/mpesa/b2c', deposit(10), key()), 422, 'above_deposit', 'amount');
  });

  test('are seen by their tenant once they are paid, and by no other; other payouts never', async () => {
    const h = await ahead(), tenant = await w.joined(h.tenant), p = await ask(back(h, 500));
    const other = await paid(toPhone({ leaseId: h.lease.id, purpose: 'expense' }));
    const seen = async (call) => succeeded(await call('GET', '/mpesa/transactions'), 200).items.map((x) => x.id);
    assert.ok(!(await seen(tenant)).includes(p.id));
    succeeded(await decide(p), 200);
    const done = await becomes(p, 'success');
    assert.ok((await seen(tenant)).includes(p.id));
    const item = succeeded(await tenant('GET', `/mpesa/transactions/${p.id}`), 200);
    assert.deepEqual([item.type, item.purpose, item.status, item.mpesaReceiptNumber, item.amount],
      ['b2c', 'refund', 'success', done.mpesaReceiptNumber, 500]);
    assert.ok(!(await seen(tenant)).includes(other.id));
    assert.equal((await tenant('GET', `/mpesa/transactions/${other.id}`)).status, 404);
    const neighbour = await w.joined((await w.home(jane)).tenant);
    assert.ok(!(await seen(neighbour)).includes(p.id));
    assert.equal((await neighbour('GET', `/mpesa/transactions/${p.id}`)).status, 404);
  });
});
