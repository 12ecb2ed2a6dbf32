// Deposits settled by the API.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { ABSENT, failed, key, newShortCode, succeeded } from '../world.mjs';
import { account, balance, jane, kim, mary, peter, w } from '../entries/here.mjs';

const at = (h, path = '') => `/leases/${h.lease.id}/deposit${path}`;
const show = async (h, call = jane.call) => succeeded(await call('GET', at(h)), 200);
const line = (h, body, by = jane) => by.call('POST', at(h), body);
const settle = (h, body, by = jane) => by.call('POST', at(h, '/settle'), body);

// A home whose deposit of 2,000 is held, and whose rent of 1,000 is not paid.
async function held() {
  const h = await w.home(jane, 1000);
  succeeded(await jane.call('POST', `/leases/${h.lease.id}/opening`, { depositHeld: 2000 }), 201);
  return h;
}

describe('a deposit', () => {
  before(async () => {
    const details = { businessType: 'paybill', businessShortCode: newShortCode() };
    succeeded(await jane.call('POST', `/landlords/${jane.id}/daraja/configure`, { businessName: 'Jane Homes', ...details }), 200);
    succeeded(await w.operator('POST', `/landlords/${jane.id}/daraja/activate`), 200);
  });

  test('is held once its bill is paid', async () => {
    const h = await w.home(jane, 1000);
    const bill = await w.newBill(jane, h.lease.id, 1500, { kind: 'deposit', period: '2026-10', dueDate: '2026-10-01' });
    assert.equal((await show(h)).held, 0);
    succeeded(await jane.call('POST', '/entries', { leaseId: h.lease.id, billId: bill.id, rail: 'cash', amount: 1500 }, key()), 201);
    assert.deepEqual([(await show(h)).held, await balance('deposits', h.lease.id)], [1500, -1500]);
  });

  test('pays bills and deductions, and its rest goes back by hand', async () => {
    const h = await held(), tenant = await w.joined(h.tenant), bank = await account('KCB Deposits');
    succeeded(await line(h, { kind: 'bill', billId: h.bill.id }), 200);
    succeeded(await line(h, { kind: 'cleaning', words: 'Carpet', amount: 50 }), 200);
    const draft = succeeded(await line(h, { kind: 'repairs', words: 'Kitchen window', amount: 400.5 }), 200);
    assert.deepEqual([draft.status, draft.deducted, draft.rest, draft.lines.length], ['draft', 1450.5, 549.5, 3]);
    failed(await line(h, { kind: 'other', words: 'Too much', amount: 549.51 }), 422, 'above_deposit', 'amount');
    assert.equal(succeeded(await line(h, { remove: draft.lines[1].line }), 200).rest, 599.5);
    assert.deepEqual((await show(h, tenant)).lines, [], 'a draft is not the tenant’s');
    failed(await settle(h, {}), 422, 'invalid_fields', 'returnBy');
    failed(await settle(h, { returnBy: 'bank', bankAccountId: bank.id }), 422, 'invalid_fields', 'reference');
    const done = succeeded(await settle(h, { returnBy: 'bank', bankAccountId: bank.id, reference: 'FT9', note: 'Thank you' }), 200);
    assert.deepEqual([done.status, done.held, done.settledFrom, done.rest, done.returnedFrom], ['settled', 0, 2000, 599.5, 'KCB Deposits']);
    assert.deepEqual([await balance('deposits', h.lease.id), await balance('bank', 'KCB Deposits'), await balance('receivable', h.lease.id)], [0, -599.5, 0]);
    assert.equal((await w.bill(h)).status, 'paid');
    const receipt = succeeded(await tenant('GET', `/receipts/${done.lines[0].receiptNumber}`), 200);
    assert.deepEqual([receipt.businessType, receipt.businessShortCode, receipt.amount], ['deposits', '', 1000]);
    assert.equal((await show(h, tenant)).note, 'Thank you');
    failed(await settle(h, { returnBy: 'owner' }), 409, 'deposit_settled');
    failed(await line(h, { kind: 'repairs', words: 'More', amount: 1 }), 409, 'deposit_settled');
  });

  test('settled by two at once is settled once', async () => {
    const h = await held();
    const answers = await Promise.all([1, 2, 3].map(() => settle(h, { returnBy: 'owner' })));
    assert.deepEqual(answers.map((x) => x.status).sort(), [200, 409, 409]);
    assert.equal(await balance('deposits', h.lease.id), 0);
  });

  test('goes back by M-Pesa as a payout that somebody approves', async () => {
    const h = await held();
    failed(await settle(h, { returnBy: 'mpesa' }), 409, 'payout_not_configured', 'returnBy');
    assert.equal((await show(h)).status, 'held');
    await w.s.sql(`UPDATE receiving_account SET payout_shortcode = '${newShortCode()}' WHERE landlord_id = '${jane.id}'`);
    succeeded(await line(h, { kind: 'repairs', words: 'Door', amount: 500 }), 200);
    const done = succeeded(await settle(h, { returnBy: 'mpesa' }), 200);
    assert.deepEqual([done.rest, done.payoutState, done.held], [1500, 'awaiting_approval', 0]);
    const payout = succeeded(await jane.call('GET', `/mpesa/b2c/${done.payoutId}`), 200);
    assert.deepEqual([payout.amount, payout.purpose, payout.phoneNumber, payout.leaseId], [1500, 'deposit', h.phone, h.lease.id]);
    succeeded(await jane.call('POST', `/mpesa/b2c/${done.payoutId}/reject`, { reason: 'Another way' }), 200);
    assert.equal((await show(h)).held, 1500, 'what was not paid is held again');
  });

  test('is its landlord’s and its tenant’s, and no caretaker’s', async () => {
    const h = await held(), other = await w.home(jane, 100), neighbour = await w.joined(other.tenant);
    for (const by of [peter.call, neighbour]) failed(await by('GET', at(h)), 404, 'not_found');
    assert.equal((await mary.call('GET', at(h))).status, 403);
    failed(await line(h, { kind: 'repairs', words: 'Mine', amount: 1 }, peter), 404, 'not_found');
    failed(await settle(h, { returnBy: 'owner' }, peter), 404, 'not_found');
    for (const by of [kim, mary]) assert.equal((await settle(h, { returnBy: 'owner' }, by)).status, 403);
    failed(await line(h, { kind: 'bill', billId: other.bill.id }), 422, 'invalid_fields', 'billId');
    failed(await jane.call('GET', `/leases/${ABSENT}/deposit`), 404, 'not_found');
    failed(await line(h, {}), 422, 'invalid_fields', 'kind');
    failed(await settle(await w.home(jane, 100), { returnBy: 'owner' }), 409, 'nothing_held');
  });
});
