// Whose unit a payer meant: exact after normalising, within one landlord, or a person decides.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { succeeded } from '../world.mjs';
import { paid, registered, w } from './here.mjs';

describe('an account typed', () => {
  let l, units;
  async function unit(property, label) {
    const u = succeeded(await l.call('POST', '/units', { propertyId: property.id, label, rent: 1000 }), 201);
    const t = succeeded(await l.call('POST', '/tenants', { name: `Tenant ${label}`, phone: `07${String(10000000 + Math.floor(Math.random() * 89999999))}` }), 201);
    return succeeded(await l.call('POST', '/leases', { tenantId: t.id, unitId: u.id, rent: 1000, dueDay: 5, startDate: '2026-01-01' }), 201);
  }
  before(async () => {
    l = await registered('Match');
    const kilima = succeeded(await l.call('POST', '/properties', { name: 'Kilima Flats' }), 201);
    const sunset = succeeded(await l.call('POST', '/properties', { name: 'Sunset' }), 201);
    units = { A4: await unit(kilima, 'A4'), A10: await unit(kilima, 'A10'), 'Block B 2': await unit(kilima, 'Block B 2'),
      7: await unit(kilima, '7'), other7: await unit(sunset, '7') };
  });

  for (const [typed, want] of [['A4', 'A4'], ['a-4', 'A4'], ['A 4', 'A4'], [' a4 ', 'A4'], ['House A4', 'A4'], ['HSE NO A4', 'A4'],
    ['unit a/4', 'A4'], ['Kilima A4', 'A4'], ['KILIMA FLATS A4', 'A4'], ['KF A4', 'A4'], ['kfa4', 'A4'], ['A10', 'A10'],
    ['A1O', 'A10'], ['AIO', 'A10'], ['a io', 'A10'], ['B2', 'Block B 2'], ['block b 2', 'Block B 2'], ['Blk B-2', 'Block B 2'],
    ['Kilima B2', 'Block B 2'], ['sunset 7', 'other7'], ['Kilima 7', '7'],
    ['A', null], ['A44', null], ['4A', 'A4'], ['7 or 8', null], ['House', null], ['RENT', null], ['Kilima', null]]) {
    test(`as “${typed}” means ${want ?? 'nobody for sure'}`, async () => {
      assert.equal((await paid(l, typed, 10)).lease_id, want && units[want].id);
    });
  }

  test('is looked for among this landlord’s units only', async () => {
    const peter = await registered('Match Peter');
    assert.equal((await paid(peter, 'A4', 10)).lease_id, null);
  });

  test('of a lease that is over names nobody', async () => {
    const h = await w.home(l);
    await w.s.sql(`UPDATE lease SET end_date = '2026-02-01' WHERE id = '${h.lease.id}'`);
    assert.equal((await paid(l, h.lease.accountReference, 10)).lease_id, null);
  });
});
