// Charges that come back each month: added, billed, paused, stopped; a landlord's own.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ABSENT, failed, shaped, succeeded } from '../world.mjs';
import { jane, linesOf, month, newLease, peter, run } from './here.mjs';

const add = (l, body) => l.call('POST', '/charges', { kind: 'garbage', amount: 300, from: month(), ...body });

describe('charges', () => {
  test('of a property are billed for each lease in it, those of a lease for it alone', async () => {
    const a = await newLease(jane), b = await newLease(jane);
    const house = succeeded(await add(jane, { propertyId: jane.house.id, name: 'Bins' }), 201,
      { id: 'id', leaseId: 'id?', propertyId: 'id', kind: 'text', amount: 'money', from: 'text', byDays: 'bool', createdAt: 'time' });
    const own = succeeded(await add(jane, { leaseId: a.id, kind: 'service', amount: 500.5, until: month(1) }), 201);
    assert.deepEqual((await linesOf(jane, a.id, month())).map((l) => [l.kind, l.amount]), [['rent', 10000], ['garbage', 300], ['service', 500.5]]);
    assert.deepEqual((await linesOf(jane, b.id, month())).map((l) => [l.kind, l.name]), [['rent', null], ['garbage', 'Bins']]);
    await run(jane, month());
    assert.deepEqual((await linesOf(jane, a.id, month())).map((l) => l.state), ['billed', 'billed', 'billed']);
    const list = succeeded(await jane.call('GET', `/charges?leaseId=${a.id}`), 200).items;
    assert.deepEqual(list.map((c) => c.id).sort(), [house.id, own.id].sort());
    assert.equal(succeeded(await jane.call('GET', `/charges?leaseId=${b.id}`), 200).items.length, 1);
  });

  test('pause, resume and stop', async () => {
    const a = await newLease(jane), c = succeeded(await add(jane, { leaseId: a.id, kind: 'other' }), 201);
    const state = async (period) => (await linesOf(jane, a.id, period)).find((l) => l.chargeId === c.id)?.state;
    assert.equal(succeeded(await jane.call('POST', `/charges/${c.id}/pause`, {}), 200).status, 'paused');
    assert.equal(await state(month()), 'paused');
    assert.equal(succeeded(await jane.call('POST', `/charges/${c.id}/resume`, {}), 200).status, 'running');
    assert.equal(await state(month()), 'to_bill');
    const stopped = succeeded(await jane.call('POST', `/charges/${c.id}/stop`, {}), 200);
    shaped(stopped, { until: 'text' });
    assert.equal(stopped.until, month());
    assert.equal(await state(month(1)), undefined);
    failed(await jane.call('POST', `/charges/${c.id}/stop`, { until: month(1) }), 409, 'ends_earlier', 'until');
    succeeded(await jane.call('POST', `/charges/${c.id}/stop`, { until: month(-1) }), 200);
    failed(await jane.call('POST', `/charges/${c.id}/pause`, {}), 409, 'charge_over');
  });

  test('are judged, and are the landlord’s own', async () => {
    const a = await newLease(jane), c = succeeded(await add(jane, { leaseId: a.id }), 201);
    failed(await add(jane, {}), 422, 'invalid_fields', 'leaseId');
    failed(await add(jane, { leaseId: a.id, propertyId: jane.house.id }), 422, 'invalid_fields', 'leaseId');
    failed(await add(jane, { leaseId: a.id, kind: 'rent' }), 422, 'invalid_fields', 'kind');
    failed(await add(jane, { leaseId: a.id, amount: 0 }), 422, 'invalid_fields', 'amount');
    failed(await add(jane, { leaseId: a.id, until: month(-1) }), 422, 'invalid_fields', 'until');
    failed(await add(peter, { leaseId: a.id }), 404, 'not_found');
    failed(await add(peter, { propertyId: jane.house.id }), 404, 'not_found');
    for (const verb of ['stop', 'pause', 'resume']) {
      failed(await peter.call('POST', `/charges/${c.id}/${verb}`, {}), 404, 'not_found');
      failed(await jane.call('POST', `/charges/${ABSENT}/${verb}`, {}), 404, 'not_found');
    }
    failed(await peter.call('GET', `/charges/${c.id}`), 404, 'not_found');
    assert.equal(succeeded(await jane.call('GET', `/charges/${c.id}`), 200).status, 'running');
  });
});
