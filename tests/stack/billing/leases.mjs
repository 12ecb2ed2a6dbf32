// A rent that changes from a day on, and a lease that ends, or does not after all.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ABSENT, failed, succeeded } from '../world.mjs';
import { day, jane, lastDay, linesOf, month, newLease, peter, run, w } from './here.mjs';

describe('a lease', () => {
  test('gets another rent from a day on, not for what is billed', async () => {
    const l = await newLease(jane), set = (body) => jane.call('POST', `/leases/${l.id}/rent`, body);
    await run(jane, month());
    failed(await set({ rent: 11000, from: `${month()}-01` }), 409, 'already_billed', 'from');
    failed(await set({ rent: 11000, from: `${month(-13)}-01` }), 422, 'outside_lease', 'from');
    failed(await set({ rent: 0, from: `${month(1)}-01` }), 422, 'invalid_fields', 'rent');
    assert.equal(succeeded(await set({ rent: 11000, from: `${month(1)}-01` }), 200).rent, 10000);
    assert.equal((await linesOf(jane, l.id, month(1)))[0].amount, 11000);
    const tenant = await w.joined(l.tenant);
    assert.deepEqual(succeeded(await tenant('GET', `/leases/${l.id}/rents`), 200).items.map((r) => [r.from, r.rent]),
      [[`${month(-12)}-01`, 10000], [`${month(1)}-01`, 11000]]);
    failed(await tenant('POST', `/leases/${l.id}/rent`, { rent: 1, from: `${month(1)}-01` }), 403, 'forbidden');
    failed(await peter.call('POST', `/leases/${l.id}/rent`, { rent: 100, from: `${month(1)}-01` }), 404, 'not_found');
    failed(await peter.call('GET', `/leases/${l.id}/rents`), 404, 'not_found');
  });

  test('ends on a day, and goes on after all until its last month is billed by the day', async () => {
    const l = await newLease(jane), at = (verb, body = {}) => jane.call('POST', `/leases/${l.id}/${verb}`, body);
    failed(await at('end', { date: `${month(-13)}-01` }), 422, 'outside_lease', 'date');
    failed(await at('end', { date: '2026-02-30' }), 422, 'invalid_fields', 'date');
    assert.equal(succeeded(await at('end', { date: day(0) }), 200).endDate, day(0));
    assert.equal(succeeded(await at('stay'), 200).endDate, null);
    assert.equal(succeeded(await at('end', { date: `${month()}-10` }), 200).endDate, `${month()}-10`);
    const [line] = await linesOf(jane, l.id, month()), days = Number(lastDay(month()).slice(8));
    assert.deepEqual([line.days, line.ofDays, line.amount], [10, days, Math.floor((200000 + days) / (2 * days) * 1)]);
    await run(jane, month());
    assert.deepEqual(await linesOf(jane, l.id, month(1)), []);
    failed(await at('stay'), 409, 'already_billed');
    failed(await peter.call('POST', `/leases/${l.id}/end`, { date: day(0) }), 404, 'not_found');
    failed(await peter.call('POST', `/leases/${l.id}/stay`, {}), 404, 'not_found');
    failed(await jane.call('POST', `/leases/${ABSENT}/end`, { date: day(0) }), 404, 'not_found');
  });

  test('does not go on into the next tenant’s', async () => {
    const l = await newLease(jane);
    succeeded(await jane.call('POST', `/leases/${l.id}/end`, { date: lastDay(month(1)) }), 200);
    succeeded(await jane.call('POST', '/leases', { tenantId: l.tenant.id, unitId: l.unit.id, rent: 1000, dueDay: 1,
      startDate: `${month(2)}-01` }), 201);
    failed(await jane.call('POST', `/leases/${l.id}/stay`, {}), 409, 'unit_let');
  });
});
