// Two landlords side by side never see each other's things.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  ABSENT, anyone, failed, givenBack, jane, key, listed, newBooks, newPaybill, newPhone, newShortCode, peter, s, staff, succeeded,
  waitingMoney,
} from './help.mjs';

describe('two landlords', () => {
  const LONG_AGO = { rent: 1, dueDay: 1, startDate: '2010-01-01', endDate: '2010-02-01' };

  before(async () => {
    jane.money = await waitingMoney(jane, jane.paybill.businessShortCode);
    await s.sql(`UPDATE receiving_account SET payout_shortcode = '${newShortCode()}' WHERE landlord_id = '${jane.id}'`);
    const ask = async (api, more) => succeeded(await jane.call('POST', `/mpesa/${api}`, { amount: 100, remarks: 'Paint', ...more }, key()), 202);
    jane.b2c = await ask('b2c', { phoneNumber: newPhone() });
    jane.b2b = await ask('b2b', { receiverShortCode: '888880', receiverType: 'paybill', accountReference: '353353' });
    const next = await newBooks(jane, 'J9'), lease = next.lease.id;
    jane.tax = await ask('tax', { prn: '2020260012345678' });
    jane.order = succeeded(await jane.call('POST', '/mpesa/standing-orders', { leaseId: lease, startDate: '2027-01-05', endDate: '2027-12-05' }, key()), 202);
    jane.till = succeeded(await jane.call('POST', '/mpesa/express', { billId: next.bill.id, till: '555123' }), 202);
    jane.sim = succeeded(await jane.call('POST', '/mpesa/sim-check', { phoneNumber: newPhone() }), 202);
    jane.claim = succeeded(await jane.call('POST', `/bills/${jane.books.bill.id}/claim`, { code: 'UKL3A7XK2P' }), 202);
    jane.charge = succeeded(await jane.call('POST', '/charges', { leaseId: lease, kind: 'garbage', amount: 300, from: '2026-01' }), 201);
    jane.reversal = await givenBack(jane);
    jane.import = succeeded(await jane.call('POST', '/imports', { text: 'property,unit,rent\nJ House,J7,100\n' }), 201);
    jane.statement = succeeded(await jane.call('POST', '/statements', { account: `mpesa/${jane.paybill.businessShortCode}`, text: 'x\n' }), 201);
    jane.account = succeeded(await jane.call('GET', '/accounts'), 200).items[0];
    jane.line = { id: succeeded(await jane.call('GET', `/accounts/${jane.account.id}/lines`), 200).items[0].entry };
    jane.difference = { id: '00000000000d1ffe' };
    await s.sql(`INSERT INTO recon_difference (id, landlord_id, kind, subject, first_seen, last_seen, last_run)
      VALUES ('${jane.difference.id}', '${jane.id}', 'number', 'x', 1, 1, 1)`);
    jane.month = { id: '2025-01' }; // a month is nobody's; of one without books there is none
    jane.meter = succeeded(await jane.call('POST', '/meters', { unitId: jane.books.unit.id, kind: 'water', serial: 'W-J', firstReading: 1,
      firstReadingDate: '2026-01-02' }), 201);
    jane.reading = succeeded(await jane.call('POST', '/readings', { meterId: jane.meter.id, value: 2, date: '2026-02-02' }), 201);
    jane.penalty = succeeded(await jane.call('POST', '/bills', { leaseId: jane.books.lease.id, period: '2027-01', kind: 'penalty', amount: 55,
      dueDate: '2027-01-20' }), 201);
    succeeded(await jane.call('PUT', '/penalty-policy', { how: 'off' }), 200);
    await s.sql(`INSERT INTO penalty (bill_id, round, landlord_id, policy_id, day, base_cents, verdict, penalty_bill_id, judged_at)
      SELECT '${jane.books.bill.id}', 1, landlord_id, id, '2027-01-20', 100, 'charged', '${jane.penalty.id}', 1 FROM penalty_policy
      WHERE landlord_id = '${jane.id}'`);
    jane.entry = succeeded(await jane.call('POST', '/entries', { leaseId: lease, rail: 'cash', amount: 10 }, key()), 201);
    Object.assign(jane, await staff(jane));
    jane.movement = { id: jane.entry.paymentId };
  });

  // Every call that can name a thing, naming one of Jane's. `with` makes path and body from the id.
  const calls = [
    ['GET', '/landlords/{id}', 'landlord'],
    ['GET', '/landlords/{id}/daraja/status', 'landlord'],
    ['POST', '/landlords/{id}/daraja/configure', 'landlord', () => newPaybill()],
    ['POST', '/landlords/{id}/daraja/test', 'landlord', () => ({ phone: newPhone() })],
    ['GET', '/landlords/{id}/daraja/checks', 'landlord'],
    ['POST', '/landlords/{id}/daraja/checks', 'landlord', () => ({ kind: 'token' })],
    ['POST', '/landlords/{id}/daraja/activate', 'landlord', () => ({})],
    ['POST', '/landlords/{id}/daraja/deactivate', 'landlord', () => ({})],
    ['GET', '/properties/{id}', 'property'],
    ['POST', '/properties/{id}/use', 'property', () => ({ use: 'commercial' })],
    ['GET', '/reports/rent-roll?propertyId={id}', 'property'],
    ['GET', '/reports/statement?leaseId={id}', 'lease'],
    ['GET', '/reports/statement?tenantId={id}', 'tenant'],
    ['POST', '/units', 'property', (id) => ({ propertyId: id, label: 'stolen', rent: 1 })],
    ['GET', '/units/{id}', 'unit'],
    ['GET', '/units/{id}/qr', 'unit'],
    ['GET', '/tenants/{id}', 'tenant'],
    ['POST', '/tenants/{id}/invite', 'tenant', () => ({})],
    ['POST', '/leases', 'tenant', (id) => ({ ...LONG_AGO, tenantId: id, unitId: peter.books.unit.id })],
    ['POST', '/leases', 'unit', (id) => ({ ...LONG_AGO, tenantId: peter.books.tenant.id, unitId: id })],
    ['GET', '/leases/{id}', 'lease'],
    ['GET', '/leases/{id}/opening', 'lease'],
    ['POST', '/leases/{id}/opening', 'lease', () => ({ owed: 1 })],
    ['POST', '/leases/{id}/opening/undo', 'lease', () => ({ reason: 'stolen' })],
    ['GET', '/leases/{id}/deposit', 'lease'],
    ['POST', '/leases/{id}/deposit', 'lease', () => ({ kind: 'repairs', words: 'stolen', amount: 1 })],
    ['POST', '/leases/{id}/deposit/settle', 'lease', () => ({ returnBy: 'owner' })],
    ['POST', '/entries', 'lease', (id) => ({ leaseId: id, rail: 'cash', amount: 1 })],
    ['GET', '/entries/{id}', 'entry'],
    ['POST', '/entries/{id}/approve', 'entry', () => ({})],
    ...['reject', 'undo', 'bounce'].map((verb) => ['POST', `/entries/{id}/${verb}`, 'entry', () => ({ reason: 'stolen' })]),
    ['POST', '/entries/{id}/clear', 'entry', () => ({ bankAccountId: ABSENT })],
    ['GET', '/mpesa/transactions/{id}', 'movement'],
    ['POST', '/bills', 'lease', (id) => ({
      leaseId: id, period: '2026-12', kind: 'other', amount: 1, dueDate: '2026-12-01' })],
    ['POST', '/leases/{id}/rent', 'lease', () => ({ rent: 1, from: '2027-01-01' })],
    ['GET', '/leases/{id}/rents', 'lease'],
    ['POST', '/leases/{id}/end', 'lease', () => ({ date: '2026-12-31' })],
    ['POST', '/leases/{id}/stay', 'lease', () => ({})],
    ['POST', '/charges', 'lease', (id) => ({ leaseId: id, kind: 'other', amount: 1, from: '2026-12' })],
    ['POST', '/charges', 'property', (id) => ({ propertyId: id, kind: 'other', amount: 1, from: '2026-12' })],
    ['GET', '/charges/{id}', 'charge'],
    ...['stop', 'pause', 'resume'].map((verb) => ['POST', `/charges/{id}/${verb}`, 'charge', () => ({})]),
    ['POST', '/people/invites/{id}/end', 'invitation', () => ({})],
    ['POST', '/people/{id}', 'person', () => ({ role: 'accountant' })],
    ['POST', '/people/{id}/remove', 'person', () => ({})],
    ...['accept', 'decline'].map((verb) => ['POST', `/agreements/{id}/${verb}`, 'agreement', () => ({})]),
    ['GET', '/remittances/{id}', 'remittance'],
    ['POST', '/remittances/{id}/acknowledge', 'remittance', () => ({})],
    ['POST', '/remittances/{id}/settle', 'remittance', () => ({ note: 'stolen' })],
    ['GET', '/bills/{id}', 'bill'],
    ['POST', '/bills/{id}/void', 'bill', () => ({ reason: 'stolen' })],
    ['GET', '/bills/{id}/qr', 'bill'],
    ['POST', '/payments/initiate', 'bill', (id) => ({ billId: id, phone: newPhone(), amount: 1 })],
    ['GET', '/payments/{id}/status', 'payment'],
    ['POST', '/mpesa/stk-push', 'lease', (id) => ({ phoneNumber: newPhone(), amount: 1, leaseId: id })],
    ['GET', '/mpesa/status/{id}', 'payment'],
    ['GET', '/mpesa/status-detailed/{id}', 'payment'],
    ['GET', '/mpesa/transactions/{id}', 'payment'],
    ...[['imports', 'import'], ['statements', 'statement']].flatMap(([path, what]) => [
      ['GET', `/${path}/{id}`, what],
      ['POST', `/${path}/{id}/apply`, what, () => ({})],
      ['POST', `/${path}/{id}/discard`, what, () => ({})]]),
    ['POST', '/statements/{id}/columns', 'statement', () => ({ day: 0, amount: 1 })],
    ['POST', '/unmatched/{id}/assign', 'money', () => ({ leaseId: peter.books.lease.id })],
    ['POST', '/unmatched/{id}/split', 'money', () => ({ parts: [{ leaseId: peter.books.lease.id, amount: 1 }] })],
    ['POST', '/mpesa/transactions/{id}/reassign', 'money', () => ({ leaseId: peter.books.lease.id, reason: 'stolen' })],
    ['GET', '/payments/{id}/allocation', 'payment'],
    ['POST', '/payments/{id}/allocation', 'payment', () => ({ bills: [], reason: 'stolen' })],
    ['POST', '/memory/{id}/forget', 'money', () => ({})], // what is remembered of it: rent/tray_test.c has its own ids
    ['GET', '/mpesa/transactions/{id}', 'money'],
    ['POST', '/bills/{id}/claim', 'bill', () => ({ code: 'UKL3A7XK2P' })],
    ['GET', '/claims/{id}', 'claim'],
    ['GET', '/mpesa/transaction-status/{id}', 'claim'],
    ['POST', '/mpesa/reverse', 'payment', (id) => ({ receipt: id, remarks: 'stolen' })],
    ['GET', '/mpesa/reversals/{id}', 'reversal'],
    ['POST', '/mpesa/reversals/{id}/resolve', 'reversal', () => ({ happened: 'no', note: 'stolen' })],
    ['GET', '/ledger?leaseId={id}', 'lease'],
    ['POST', '/reconcile/differences/{id}/explain', 'difference', () => ({ reason: 'stolen' })],
    ['POST', '/months/{id}/close', 'month', () => ({})],
    ['GET', '/accounts/{id}/lines', 'account'],
    ['GET', '/journal/{id}', 'line'],
    ['GET', '/mpesa/transactions/{id}', 'b2b'],
    ['POST', '/mpesa/standing-orders', 'lease', (id) => ({ leaseId: id, startDate: '2027-01-05', endDate: '2027-12-05' })],
    ['GET', '/mpesa/standing-orders/{id}', 'order'],
    ['POST', '/mpesa/standing-orders/{id}/end', 'order', () => ({})],
    ['POST', '/mpesa/express', 'bill', (id) => ({ billId: id, till: '555123' })],
    ['GET', '/mpesa/express/{id}', 'till'],
    ['GET', '/mpesa/sim-check/{id}', 'sim'],
    ['POST', '/meters', 'unit', (id) => ({ unitId: id, kind: 'electricity', serial: 'stolen', firstReading: 1, firstReadingDate: '2026-01-02' })],
    ['GET', '/meters/{id}', 'meter'],
    ['POST', '/meters/{id}/remove', 'meter', () => ({ date: '2026-02-02' })],
    ['POST', '/meter-rates', 'property', (id) => ({ propertyId: id, kind: 'water', from: '2026-01-02', price: 1 })],
    ['POST', '/readings', 'meter', (id) => ({ meterId: id, value: 3 })],
    ['POST', '/readings/bill', 'reading', (id) => ({ readingId: id })],
    ['GET', '/readings/{id}', 'reading'],
    ['POST', '/readings/{id}/correct', 'reading', () => ({ value: 3, reason: 'stolen' })],
    ['POST', '/readings/{id}/turn-down', 'reading', () => ({ answer: 'stolen' })],
    ['POST', '/readings/{id}/photo', 'reading', () => ({})],
    ['GET', '/readings/{id}/photo', 'reading'],
    ['PUT', '/penalty-policy', 'property', (id) => ({ propertyId: id, how: 'off' })],
    ['GET', '/penalties/{id}', 'penalty'],
    ['POST', '/penalties/{id}/waive', 'penalty', () => ({ reason: 'stolen' })],
    ['POST', '/bills/{id}/invoice', 'bill', () => ({})],
    ['GET', '/bills/{id}/invoice', 'bill'],
    ['POST', '/bills/{id}/invoice/cancel', 'bill', () => ({})],
    ...['b2c', 'b2b', 'tax'].flatMap((api) => [
      ['GET', `/mpesa/${api}/{id}`, api],
      ['POST', `/mpesa/${api}/{id}/approve`, api, () => ({})],
      ['POST', `/mpesa/${api}/{id}/reject`, api, () => ({})]]),
  ];
  const lists = [
    '/meters', '/meter-rates', '/readings', '/readings?leaseId={lease}', '/penalties', '/penalties/preview',
    '/properties', '/units', '/units?propertyId={property}', '/tenants', '/leases', '/leases?tenantId={tenant}',
    '/bills', '/bills?leaseId={lease}', '/mpesa/transactions', '/unmatched', '/reconcile/differences', '/months',
    '/mpesa/standing-orders', '/mpesa/standing-orders?leaseId={lease}', '/mpesa/transactions?type=c2b',
    '/mpesa/transactions?type=b2c', '/mpesa/transactions?leaseId={lease}', '/mpesa/transactions?phone={phone}',
    '/charges', '/charges?leaseId={lease}', '/billing/runs', '/entries', '/entries?leaseId={lease}', '/transfers'];
  const idOf = (what) => (what === 'landlord' ? jane.id : jane[what]?.id ?? jane.books[what].id);

  test("each other's things are not found, exactly as things that do not exist", async () => {
    for (const [method, path, what, body] of calls) {
      const ask = (id) => peter.call(method, path.replace('{id}', id), body?.(id), method === 'POST' ? key() : {});
      const foreign = await ask(idOf(what)), absent = await ask(ABSENT);
      failed(foreign, 404, 'not_found');
      assert.equal(absent.status, 404, `${method} ${path}`);
      assert.deepEqual(foreign.body, absent.body, `${method} ${path}`);
    }
  });

  test("lists and figures hold nothing of the other's", async () => {
    const known = JSON.stringify([jane.id, jane.payment.id, jane.money.id, jane.reversal.id, jane.b2c.id, jane.b2b.id, jane.entry.id, jane.books]).match(/[0-9a-hjkmnp-tv-z]{16}/g);
    for (const path of lists) {
      const asked = path.replace('{property}', jane.books.property.id).replace('{lease}', jane.books.lease.id)
        .replace('{tenant}', jane.books.tenant.id).replace('{phone}', jane.books.phone);
      const answer = await peter.call('GET', asked);
      listed(answer);
      for (const id of known) assert.ok(!JSON.stringify(answer.body).includes(id), `${asked} holds ${id}`);
    }
    const before = succeeded(await peter.call('GET', '/stats'), 200);
    await newBooks(jane, `unseen${newPhone()}`);
    assert.deepEqual(succeeded(await peter.call('GET', '/stats'), 200), before);
  });

  test("what was tried left no trace at the other's", async () => {
    const units = listed(await jane.call('GET', `/units?propertyId=${jane.books.property.id}`)).items;
    assert.deepEqual(units.map((u) => u.label), ['J1']);
    const status = succeeded(await jane.call('GET', `/landlords/${jane.id}/daraja/status`), 200);
    assert.equal(status.isActive, true);
  });

  test('a route with an id that this table does not try is a mistake', async () => {
    const { paths } = (await anyone('GET', '/openapi.json')).body;
    const tried = new Set(calls.map(([method, path]) => `${method} ${path.split('?')[0].replace(/\{\w+\}/, '{}')}`));
    for (const file of ['', '.csv', '.pdf']) tried.add(`GET /reports/{}${file}`); // a name is nobody's: reports.test.mjs
    tried.add('POST /readings/{}/dispute'); // a tenant's alone: stack/meters
    tried.add('GET /receipts/{}'); // above, as it takes a payment that came in
    tried.add('GET /receipts/{}.pdf');
    for (const operators of ['GET /held/{}', 'POST /held/{}/release']) tried.add(operators); // nobody else's at all: stack/operator
    for (const [path, item] of Object.entries(paths))
      for (const method of Object.keys(item))
        if (path.includes('{'))
          assert.ok(tried.has(`${method.toUpperCase()} ${path.replace(/\{\w+\}/, '{}')}`), `${method} ${path}`);
  });
});
