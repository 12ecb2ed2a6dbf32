// Whose rent a direct payment is: what people type, the tray's suggestions, splitting, moving, choosing bills, memory.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from './stack.mjs';
import { succeeded } from './world.mjs';
import * as here from './c2b/here.mjs';

let l, books, second;

before(async () => {
  await here.open();
  l = await here.registered('Matching');
  books = await here.w.newBooks(l);
  const unit = succeeded(await l.call('POST', '/units', { propertyId: books.property.id, label: 'D9', rent: 12000 }), 201);
  const tenant = succeeded(await l.call('POST', '/tenants', { name: 'Second Tenant', phone: '0799111222' }), 201);
  second = succeeded(await l.call('POST', '/leases',
    { tenantId: tenant.id, unitId: unit.id, rent: 12000, dueDay: 5, startDate: '2026-01-01' }), 201);
});
after(async () => { await here.w?.s.stop(); });

const sent = async (account, amount) => (await here.paid(l, account, amount)).id;
const waiting = async () => succeeded(await l.call('GET', '/unmatched?limit=50'), 200).items;

test('what is typed nearly right finds its lease by itself', async () => {
  for (const typed of ['hse D9', 'D9 rent nov', '9D', 'rentD9']) {
    const id = await sent(typed, 100);
    assert.equal(succeeded(await l.call('GET', `/mpesa/transactions/${id}`), 200).leaseId, second.id, typed);
  }
});

test('what nobody can know waits, is split, and is seen as split', async () => {
  const id = await sent('mama nani', 3000);
  assert.ok((await waiting()).find((m) => m.id === id).suggestions);
  const short = await l.call('POST', `/unmatched/${id}/split`,
    { parts: [{ leaseId: books.lease.id, amount: 1000 }, { leaseId: second.id, amount: 1999 }] });
  assert.equal(short.status, 422);
  succeeded(await l.call('POST', `/unmatched/${id}/split`,
    { parts: [{ leaseId: books.lease.id, amount: 1000 }, { leaseId: second.id, amount: 2000 }] }), 200);
  assert.equal((await l.call('POST', `/unmatched/${id}/split`,
    { parts: [{ leaseId: books.lease.id, amount: 1000 }, { leaseId: second.id, amount: 2000 }] })).status, 409);
});

test('what was assigned is remembered, moved with a reason, and forgotten', async () => {
  const id = await sent('baba toto', 500);
  succeeded(await l.call('POST', `/unmatched/${id}/assign`, { leaseId: books.lease.id }), 200);
  succeeded(await l.call('POST', `/mpesa/transactions/${id}/reassign`, { leaseId: second.id, reason: 'Wrong home' }), 200);
  const { items } = succeeded(await l.call('GET', `/memory?leaseId=${second.id}`), 200);
  assert.equal(items[0].typed, 'BABA TOTO');
  succeeded(await l.call('POST', `/memory/${items[0].id}/forget`), 200);
  assert.equal((await l.call('POST', `/memory/${items[0].id}/forget`)).status, 404);
});

test('a person says which bills a payment pays', async () => {
  const bill = succeeded(await l.call('POST', '/bills',
    { leaseId: second.id, period: '2027-03', kind: 'water', amount: 30000, dueDate: '2027-03-05' }), 201);
  const id = await sent('D9', 300);
  const chosen = succeeded(await l.call('POST', `/payments/${id}/allocation`,
    { bills: [{ billId: bill.id, amount: 100 }], reason: 'As he asked' }), 200);
  assert.equal(chosen.changes[0].reason, 'As he asked');
  assert.equal((await l.call('POST', `/payments/${id}/allocation`,
    { bills: [{ billId: bill.id, amount: 30001 }], reason: 'Too much' })).status, 422);
  succeeded(await l.call('POST', `/payments/${id}/allocation`, { bills: [], reason: 'As ever' }), 200);
});

test('another landlord finds nothing of it', async () => {
  const other = await here.landlord('Other Matching');
  const id = await sent('nobody knows', 700);
  for (const [method, path, body] of [
    ['POST', `/unmatched/${id}/split`, { parts: [{ leaseId: second.id, amount: 300 }, { leaseId: books.lease.id, amount: 400 }] }],
    ['POST', `/mpesa/transactions/${id}/reassign`, { leaseId: second.id, reason: 'Mine' }],
    ['POST', `/payments/${id}/allocation`, { bills: [], reason: 'Mine' }],
    ['GET', `/payments/${id}/allocation`],
  ])
    assert.equal((await other.call(method, path, body)).status, 404, path);
});

test('money that waits finds its home when somebody moves in', async () => {
  const id = await sent('E7', 800);
  assert.ok((await waiting()).some((m) => m.id === id));
  const unit = succeeded(await l.call('POST', '/units', { propertyId: books.property.id, label: 'E7', rent: 9000 }), 201);
  const tenant = succeeded(await l.call('POST', '/tenants', { name: 'Third Tenant', phone: '0799111333' }), 201);
  const lease = succeeded(await l.call('POST', '/leases',
    { tenantId: tenant.id, unitId: unit.id, rent: 9000, dueDay: 5, startDate: '2026-01-01' }), 201);
  await until(async () => succeeded(await l.call('GET', `/mpesa/transactions/${id}`), 200).leaseId === lease.id,
    'the waiting payment to find its home');
});
