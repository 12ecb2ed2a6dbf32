// A landlord's books, and what his tenants see of them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failed, jane, key, listed, newBooks, newPhone, peter, shaped, shapes, succeeded } from './help.mjs';

describe('the books', () => {
  test('each thing is answered in its shape, alone and in its list', async () => {
    for (const [path, name] of [['/properties', 'property'], ['/units', 'unit'], ['/tenants', 'tenant'],
      ['/leases', 'lease'], ['/bills', 'bill']]) {
      const mine = jane.books[name];
      shaped(mine, shapes[name]);
      shaped(succeeded(await jane.call('GET', `${path}/${mine.id}`), 200), shapes[name]);
      const page = listed(await jane.call('GET', `${path}?limit=200`), shapes[name]);
      assert.ok(page.items.some((item) => item.id === mine.id), path);
    }
  });

  test('lists come in pages that miss nothing and repeat nothing', async () => {
    for (let i = 0; i < 3; i++) await newBooks(peter, `page${i}`);
    for (const path of ['/properties', '/units', '/tenants', '/leases', '/bills']) {
      const all = listed(await peter.call('GET', `${path}?limit=200`)).items.map((item) => item.id);
      const paged = [];
      for (let cursor = null, first = true; first || cursor; first = false) {
        const after = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
        const page = listed(await peter.call('GET', `${path}?limit=2${after}`));
        assert.ok(page.items.length <= 2, path);
        paged.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor;
      }
      assert.deepEqual(paged, all, path);
    }
  });

  test('a limit outside 1 to 200 is a wrong field, a made-up cursor malformed', async () => {
    for (const path of ['/properties', '/units', '/tenants', '/leases', '/bills', '/mpesa/transactions']) {
      for (const limit of ['0', '201', 'x', '-1'])
        failed(await jane.call('GET', `${path}?limit=${limit}`), 422, 'invalid_fields', 'limit');
      failed(await jane.call('GET', `${path}?cursor=made-up`), 400, 'malformed');
    }
  });

  test('a property, unit or tenant that exists already is a conflict', async () => {
    const { property, unit, phone } = jane.books;
    failed(await jane.call('POST', '/properties', { name: property.name }), 409, 'name_taken', 'name');
    failed(await jane.call('POST', '/units', { propertyId: property.id, label: unit.label, rent: 1 }),
      409, 'label_taken', 'label');
    failed(await jane.call('POST', '/tenants', { name: 'Twin', phone }), 409, 'phone_taken', 'phone');
  });

  test('two landlords may use the same names and know the same person', async () => {
    const { property, phone } = jane.books;
    succeeded(await peter.call('POST', '/properties', { name: property.name }), 201);
    succeeded(await peter.call('POST', '/tenants', { name: 'The same', phone }), 201);
  });

  test('a unit that is let cannot be let again, and a lease cannot end before it begins', async () => {
    const { tenant, unit } = jane.books;
    const lease = { tenantId: tenant.id, unitId: unit.id, rent: 9000, dueDay: 1, startDate: '2026-06-01' };
    failed(await jane.call('POST', '/leases', lease), 409, 'unit_let', 'unitId');
    failed(await jane.call('POST', '/leases', { ...lease, endDate: '2026-05-01' }), 422, 'invalid_fields', 'endDate');
  });

  test("a month's rent is billed once; anything else as often as it comes", async () => {
    const bill = { leaseId: jane.books.lease.id, period: '2026-10', kind: 'rent', amount: 12500, dueDate: '2026-10-05' };
    succeeded(await jane.call('POST', '/bills', bill), 201);
    failed(await jane.call('POST', '/bills', bill), 409, 'already_billed', 'period');
    for (let i = 0; i < 2; i++) {
      const water = succeeded(await jane.call('POST', '/bills', { ...bill, kind: 'water', amount: 350.5 }), 201, shapes.bill);
      assert.deepEqual([water.amount, water.paid, water.balance, water.status, water.payments],
        [350.5, 0, 350.5, 'unpaid', []]);
    }
  });

  test('each wrong field is named', async () => {
    const { property, unit, tenant, lease } = jane.books;
    const good = {
      '/properties': { name: 'Good' },
      '/units': { propertyId: property.id, label: 'Good', rent: 1 },
      '/tenants': { name: 'Good', phone: newPhone() },
      '/leases': { tenantId: tenant.id, unitId: unit.id, rent: 1, dueDay: 1, startDate: '2020-01-01', endDate: '2020-02-01' },
      '/bills': { leaseId: lease.id, period: '2026-11', kind: 'other', amount: 1, dueDate: '2026-11-05' },
    };
    const wrong = [
      ['/properties', 'name', ''], ['/properties', 'name', 'x'.repeat(101)], ['/properties', 'name', {}],
      ['/units', 'propertyId', 'x'], ['/units', 'label', ' '], ['/units', 'rent', 0], ['/units', 'rent', -5],
      ['/units', 'rent', 12.345], ['/units', 'rent', 'lots'],
      ['/tenants', 'phone', '0712'], ['/tenants', 'email', 'x'], ['/tenants', 'locale', 'fr'], ['/tenants', 'name', null],
      ['/leases', 'dueDay', 0], ['/leases', 'dueDay', 29], ['/leases', 'startDate', '2026-02-30'], ['/leases', 'rent', '1e5'],
      ['/leases', 'deposit', -1],
      ['/bills', 'period', '2026-13'], ['/bills', 'kind', 'tips'], ['/bills', 'amount', 0], ['/bills', 'dueDate', 'soon'],
    ];
    for (const [path, field, value] of wrong)
      failed(await jane.call('POST', path, { ...good[path], [field]: value }), 422, 'invalid_fields', field);
  });

  test('bills are filtered by lease, state and period', async () => {
    const { lease } = jane.books;
    const ids = async (query) => listed(await jane.call('GET', `/bills?${query}`)).items.map((b) => b.period);
    assert.deepEqual(new Set(await ids(`leaseId=${lease.id}&period=2026-10`)), new Set(['2026-10']));
    assert.deepEqual(await ids(`leaseId=${lease.id}&status=paid`), []);
    assert.ok((await ids(`leaseId=${lease.id}&status=open`)).length > 0);
    failed(await jane.call('GET', '/bills?status=late'), 422, 'invalid_fields', 'status');
  });

  test('the ledger of a lease adds up to its balance', async () => {
    const b = await newBooks(jane, 'ledger', 8000);
    succeeded(await jane.call('POST', '/bills', {
      leaseId: b.lease.id, period: '2026-11', kind: 'water', amount: 250.5, dueDate: '2026-11-09' }), 201);
    const data = succeeded(await jane.call('GET', `/ledger?leaseId=${b.lease.id}`), 200,
      { leaseId: 'id', balance: 'money', items: 'list' });
    data.items.forEach((row) => shaped(row, { kind: 'text', memo: 'text', amount: 'money', balance: 'money', at: 'time' }));
    assert.deepEqual(data.items.map((row) => row.balance), [8000, 8250.5]);
    assert.equal(data.balance, 8250.5);
    const first = succeeded(await jane.call('GET', `/ledger?leaseId=${b.lease.id}&limit=1`), 200);
    const second = succeeded(
      await jane.call('GET', `/ledger?leaseId=${b.lease.id}&limit=1&cursor=${first.nextCursor}`), 200);
    assert.deepEqual([...first.items, ...second.items], data.items);
    assert.equal(second.nextCursor, null);
    failed(await jane.call('GET', '/ledger'), 422, 'invalid_fields', 'leaseId');
    failed(await jane.call('GET', `/ledger?leaseId=${b.lease.id}&cursor=x`), 400, 'malformed');
  });

  test('stats sum up the landlord', async () => {
    const data = succeeded(await peter.call('GET', '/stats'), 200, {
      period: 'text', billed: 'money', collected: 'money', outstanding: 'money', properties: 'int', units: 'int',
      occupied: 'int', tenants: 'int', billsOpen: 'int', billsOverdue: 'int' });
    assert.equal(data.units, listed(await peter.call('GET', '/units?limit=200')).items.length);
  });

  test('a tenant reads his own and changes nothing', async () => {
    const { tenant, lease, bill } = jane.books;
    succeeded(await jane.tenant('GET', `/tenants/${tenant.id}`), 200, shapes.tenant);
    succeeded(await jane.tenant('GET', `/bills/${bill.id}`), 200, shapes.bill);
    assert.deepEqual(listed(await jane.tenant('GET', '/leases')).items.map((l) => l.id), [lease.id]);
    for (const b of listed(await jane.tenant('GET', '/bills')).items) assert.equal(b.leaseId, lease.id);
    succeeded(await jane.tenant('GET', `/ledger?leaseId=${lease.id}`), 200);
    for (const path of ['/properties', '/units', '/tenants', '/leases', '/bills'])
      failed(await jane.tenant('POST', path, {}), 403, 'forbidden');
    for (const path of ['/properties', '/units', '/tenants', '/stats'])
      failed(await jane.tenant('GET', path), 403, 'forbidden');
    failed(await jane.tenant('GET', `/mpesa/status-detailed/${jane.payment.id}`), 403, 'forbidden');
  });

  test("a tenant does not see the same landlord's other tenants", async () => {
    const other = await newBooks(jane, 'other');
    for (const path of [`/tenants/${other.tenant.id}`, `/leases/${other.lease.id}`, `/bills/${other.bill.id}`,
      `/ledger?leaseId=${other.lease.id}`])
      failed(await jane.tenant('GET', path), 404, 'not_found');
    failed(await jane.tenant('POST', '/payments/initiate', { billId: other.bill.id }, key()), 404, 'not_found');
  });
});
