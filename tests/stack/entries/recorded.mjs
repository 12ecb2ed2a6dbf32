// Recorded, approved, rejected, taken back: by the API.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { ABSENT, failed, key, succeeded } from '../world.mjs';
import { agent, balance, days, jane, kim, mary, peter, w } from './here.mjs';

const cash = (h, amount, more = {}) => ({ leaseId: h.lease.id, rail: 'cash', amount, ...more });
const record = async (by, body) => succeeded(await by.call('POST', '/entries', body, key()), 201);
const show = async (id, by = jane) => succeeded(await by.call('GET', `/entries/${id}`), 200);

describe('an entry', () => {
  test('of an owner or an agent counts at once: bill, ledger, receipt, movement', async () => {
    const h = await w.home(jane, 5000), before = await balance('cash');
    const n = await record(jane, cash(h, 1250.5, { note: 'At the gate' }));
    assert.deepEqual([n.status, n.recordedAs, n.decidedBy, n.amount], ['approved', 'owner', 'Jane', 1250.5]);
    assert.equal((await record(agent, cash(h, 100))).status, 'approved');
    assert.equal(await balance('cash') - before, 1350.5);
    assert.equal((await w.bill(h)).paid, 1350.5);
    const receipt = succeeded(await jane.call('GET', `/receipts/${n.receiptNumber}`), 200);
    assert.deepEqual([receipt.businessType, receipt.mpesaReceiptNumber, receipt.phone, receipt.recordedBy, receipt.recordedAs],
      ['cash', null, null, 'Jane', 'owner']);
    const { items } = succeeded(await jane.call('GET', `/mpesa/transactions?type=manual&leaseId=${h.lease.id}`), 200);
    assert.equal(items.length, 2);
    assert.ok(items.some((m) => m.id === n.paymentId && m.type === 'manual' && m.status === 'success' && m.settled));
    assert.equal(succeeded(await jane.call('GET', `/mpesa/transactions/${n.paymentId}`), 200).amount, 1250.5);
  });

  test('of a caretaker or an accountant waits, in no book, until somebody approves it', async () => {
    const h = await w.home(jane, 5000), before = await balance('cash');
    const [a, b] = [await record(mary, cash(h, 700)), await record(kim, cash(h, 800))];
    assert.deepEqual([a.status, b.status, a.receiptNumber], ['waiting', 'waiting', null]);
    assert.equal(await balance('cash'), before);
    assert.equal((await w.bill(h)).paid, 0);
    for (const by of [mary, kim]) failed(await by.call('POST', `/entries/${a.id}/approve`, {}), 403, 'approval_not_allowed');
    assert.equal(succeeded(await agent.call('POST', `/entries/${a.id}/approve`, {}), 200).status, 'approved');
    failed(await jane.call('POST', `/entries/${a.id}/approve`, {}), 409, 'already_decided');
    failed(await jane.call('POST', `/entries/${a.id}/reject`, { reason: 'Late' }), 409, 'already_decided');
    const rejected = succeeded(await jane.call('POST', `/entries/${b.id}/reject`, { reason: 'No such money' }), 200);
    assert.deepEqual([rejected.status, rejected.reason], ['rejected', 'No such money']);
    assert.equal(await balance('cash') - before, 700);
  });

  test('approved by two at once is posted once', async () => {
    const h = await w.home(jane, 5000);
    for (let i = 0; i < 5; i++) {
      const n = await record(mary, cash(h, 10 + i));
      const answers = await Promise.all([jane, agent, jane, agent].map((by) => by.call('POST', `/entries/${n.id}/approve`, {})));
      assert.deepEqual(answers.map((x) => x.status).sort(), [200, 409, 409, 409]);
      const { paymentId } = await show(n.id);
      assert.equal((await w.s.sql(`SELECT count(*) AS n FROM ledger_txn WHERE money_in_id = '${paymentId}'`))[0].n, 1);
    }
    assert.equal((await w.bill(h)).paid, 60);
  });

  test('sent twice is one; one that looks the same is asked about first', async () => {
    const h = await w.home(jane, 5000), same = key(), n = succeeded(await jane.call('POST', '/entries', cash(h, 300), same), 201);
    assert.equal(succeeded(await jane.call('POST', '/entries', cash(h, 300), same), 200).id, n.id);
    failed(await jane.call('POST', '/entries', cash(h, 301), same), 422, 'idempotency_key_reused');
    failed(await jane.call('POST', '/entries', cash(h, 300, { receivedOn: days(2) }), key()), 409, 'likely_double', 'sure');
    await record(jane, cash(h, 300, { receivedOn: days(2), sure: true }));
    await record(jane, cash(h, 300, { receivedOn: days(9) }));
    assert.equal((await w.bill(h)).paid, 900);
  });

  test('is judged field by field', async () => {
    const h = await w.home(jane, 5000), other = await w.home(jane, 100), foreign = await w.home(peter, 100);
    const bad = async (more, field) => failed(await jane.call('POST', '/entries', cash(h, 50, more), key()), 422, 'invalid_fields', field);
    await bad({ receivedOn: days(-1) }, 'receivedOn');
    await bad({ receivedOn: days(401) }, 'receivedOn');
    await bad({ amount: 0 }, 'amount');
    await bad({ amount: 1e9 }, 'amount');
    await bad({ rail: 'gold' }, 'rail');
    await bad({ rail: 'bank' }, 'bankAccountId');
    await bad({ rail: 'cheque' }, 'reference');
    await bad({ billId: other.bill.id }, 'billId');
    for (const leaseId of [foreign.lease.id, ABSENT])
      failed(await jane.call('POST', '/entries', cash(h, 50, { leaseId }), key()), 404, 'not_found');
    assert.equal((await w.bill(h)).paid, 0);
  });

  test('for a chosen bill pays that bill', async () => {
    const h = await w.home(jane, 5000);
    const water = await w.newBill(jane, h.lease.id, 450, { kind: 'water', period: '2026-12', dueDate: '2026-12-05' });
    await record(jane, cash(h, 450, { billId: water.id }));
    assert.equal(succeeded(await jane.call('GET', `/bills/${water.id}`), 200).status, 'paid');
    assert.equal((await w.bill(h)).paid, 0);
  });

  test('is taken back by the owner, with a reason; its receipt says so', async () => {
    const h = await w.home(jane, 1000), n = await record(jane, cash(h, 1000)), before = await balance('cash');
    failed(await jane.call('POST', `/entries/${n.id}/undo`, {}), 422, 'invalid_fields', 'reason');
    for (const by of [agent, kim]) failed(await by.call('POST', `/entries/${n.id}/undo`, { reason: 'Wrong' }), 403, 'owner_only');
    const undone = succeeded(await jane.call('POST', `/entries/${n.id}/undo`, { reason: 'It was the neighbour' }), 200);
    assert.deepEqual([undone.status, undone.reason, undone.endedBy], ['undone', 'It was the neighbour', 'Jane']);
    failed(await jane.call('POST', `/entries/${n.id}/undo`, { reason: 'Again' }), 409, 'wrong_state');
    assert.deepEqual([await balance('cash') - before, (await w.bill(h)).paid], [-1000, 0]);
    assert.equal(succeeded(await jane.call('GET', `/receipts/${n.receiptNumber}`), 200).reversed, true);
    assert.equal(succeeded(await jane.call('GET', `/mpesa/transactions/${n.paymentId}`), 200).status, 'reversed');
  });

  test('is no M-Pesa money: M-Pesa is not asked to give it back', async () => {
    const h = await w.home(jane, 1000), n = await record(jane, cash(h, 500));
    failed(await jane.call('POST', '/mpesa/reverse', { receipt: n.paymentId, remarks: 'Wrong' }, key()), 404, 'not_found');
    const owner = await browser(w.s).signIn(jane.phone);
    assert.equal((await owner.get(`/landlord/transactions/${n.paymentId}/reverse`)).status, 404);
    assert.ok(!(await owner.get(`/landlord/transactions/${n.paymentId}`)).text.includes('/reverse'));
  });

  test('is seen by its landlord’s people; by a caretaker only if he recorded it, and by no tenant', async () => {
    const h = await w.home(jane, 1000), tenant = await w.joined(h.tenant);
    const [his, hers] = [await record(mary, cash(h, 20)), await record(jane, cash(h, 30))];
    assert.equal((await show(his.id, mary)).id, his.id);
    for (const [by, id] of [[mary, hers.id], [peter, his.id], [peter, hers.id], [jane, ABSENT]]) {
      failed(await by.call('GET', `/entries/${id}`), 404, 'not_found');
      for (const verb of ['approve', 'reject', 'undo', 'clear', 'bounce'])
        failed(await by.call('POST', `/entries/${id}/${verb}`, verb === 'clear' ? { bankAccountId: ABSENT } : verb === 'approve' ? {} : { reason: 'Mine' }), 404, 'not_found');
    }
    assert.equal((await tenant('GET', '/entries')).status, 403);
    const ids = succeeded(await mary.call('GET', '/entries?limit=200'), 200).items.map((n) => n.id);
    assert.ok(ids.includes(his.id) && !ids.includes(hers.id));
    const paid = succeeded(await tenant('GET', '/mpesa/transactions'), 200).items;
    assert.deepEqual(paid.map((m) => m.id), [hers.paymentId]);
    succeeded(await mary.call('POST', `/entries/${his.id}/reject`, {}), 200);
  });
});
