// Opening balances by the API.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ABSENT, failed, succeeded } from '../world.mjs';
import { agent, balance, days, jane, kim, mary, peter, w } from '../entries/here.mjs';

const set = (h, body, by = jane) => by.call('POST', `/leases/${h.lease.id}/opening`, body);
const undo = (h, reason = 'Wrong tenant') => jane.call('POST', `/leases/${h.lease.id}/opening/undo`, { reason });

describe('an opening balance', () => {
  test('that was owed is a bill as old as it is', async () => {
    const h = await w.home(jane, 1000), o = succeeded(await set(h, { owed: 4500, asOf: days(1), dueDate: '2026-08-05', note: 'From the book' }), 201);
    assert.deepEqual([o.owed, o.paidAhead, o.depositHeld, o.dueDate, o.note], [4500, 0, 0, '2026-08-05', 'From the book']);
    const bill = succeeded(await jane.call('GET', `/bills/${o.billId}`), 200);
    assert.deepEqual([bill.kind, bill.amount, bill.dueDate, bill.overdue], ['other', 4500, '2026-08-05', true]);
    assert.equal((await w.ledger(h)).balance, 5500);
    failed(await set(h, { owed: 1 }), 409, 'opening_set');
    const undone = succeeded(await undo(h), 200);
    assert.equal(undone.undoneReason, 'Wrong tenant');
    assert.equal((await w.ledger(h)).balance, 1000);
    assert.equal(succeeded(await jane.call('GET', `/bills/${o.billId}`), 200).status, 'void');
    succeeded(await set(h, { paidAhead: 300 }, agent), 201);
  });

  test('that was paid ahead pays bills, and stands in no cash box', async () => {
    const h = await w.home(jane, 1000), [cash, opening] = [await balance('cash'), await balance('opening')];
    const o = succeeded(await set(h, { paidAhead: 1500, depositHeld: 1000 }), 201);
    assert.deepEqual([(await w.bill(h)).status, (await w.ledger(h)).balance], ['paid', -500]);
    assert.deepEqual([await balance('cash') - cash, await balance('opening') - opening], [0, 2500]);
    const m = succeeded(await jane.call('GET', `/mpesa/transactions/${o.paymentId}`), 200);
    assert.deepEqual([m.type, m.amount], ['manual', 1500]);
    assert.equal(succeeded(await jane.call('GET', `/leases/${h.lease.id}/deposit`), 200).held, 1000);
  });

  test('is judged, and is the landlord’s own', async () => {
    const h = await w.home(jane, 1000);
    failed(await set(h, {}), 422, 'invalid_fields', 'owed');
    failed(await set(h, { owed: 5, paidAhead: 5 }), 422, 'invalid_fields', 'paidAhead');
    failed(await set(h, { owed: 5, asOf: days(-1) }), 422, 'invalid_fields', 'asOf');
    failed(await set(h, { owed: 5, asOf: days(5), dueDate: days(4) }), 422, 'invalid_fields', 'dueDate');
    failed(await set(h, { owed: 5 }, peter), 404, 'not_found');
    failed(await jane.call('POST', `/leases/${ABSENT}/opening`, { owed: 5 }), 404, 'not_found');
    for (const by of [kim, mary]) assert.equal((await set(h, { owed: 5 }, by)).status, 403);
    failed(await undo(h), 404, 'not_found');
    failed(await jane.call('GET', `/leases/${h.lease.id}/opening`), 404, 'not_found');
  });
});
