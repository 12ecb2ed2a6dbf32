// A caretaker of one house: what belongs to another does not exist for him, over every route that he may enter.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { CARETAKERS, calls, hired, pages, rose, w } from './here.mjs';

// What stands in a path for ":id", by what the path is about.
const things = (h) => ({
  '/pay': h.bill.id, '/payments': h.payment.id, '/receipts': h.receipt, '/standing-order': h.lease.id, '/landlord/properties': h.property.id,
  '/landlord/units': h.unit.id, '/landlord/tenants': h.tenant.id, '/landlord/leases': h.lease.id, '/landlord/bills': h.bill.id,
  '/landlord/transactions': h.payment.id, '/properties': h.property.id, '/units': h.unit.id, '/tenants': h.tenant.id, '/leases': h.lease.id,
  '/bills': h.bill.id, '/mpesa/status': h.payment.id, '/mpesa/status-detailed': h.payment.id, '/mpesa/transactions': h.payment.id,
  '/qr': h.qr, '/claims': h.claim, '/landlord/codes': h.claim, '/landlord/reversals': h.reversal, '/mpesa/reversals': h.reversal,
  '/mpesa/transaction-status': h.claim, '/landlord/meters': h.meter, '/landlord/readings': h.reading, '/meters': h.meter, '/readings': h.reading,
  '/deposits': h.lease.id, '/entries': h.entry, '/landlord/entries': h.entry, '/charges': h.charge,
});
// What no caretaker sees, of whatever house.
const NO_CARETAKERS = ['/deposits/:lease'];
const filled = (path, h) => {
  const id = things(h)[path.slice(0, path.indexOf('/:'))];
  return id && path.replace(/:\w+/, id);
};

describe('a caretaker of one house', () => {
  let near, far, page;
  const words = (h) => [h.property.id, h.property.name, h.unit.id, h.tenant.id, h.tenant.name, h.phone, h.lease.id, h.bill.id, h.payment.id,
    h.receipt, h.receiptNo].filter(Boolean);

  before(async () => {
    for (const h of [rose.near, rose.far]) {
      h.claim = (await rose.call('POST', `/bills/${h.bill.id}/claim`, { code: `UKL3A7X${h === rose.near ? 'AA' : 'BB'}P` })).body.data.id;
      await until(async () => (await rose.call('GET', `/units/${h.unit.id}/qr`)).body.data?.status === 'ready', 'the QR code');
      h.meter = (await rose.call('POST', '/meters', { unitId: h.unit.id, kind: 'water', serial: h.unit.id, firstReading: 1, firstReadingDate: '2026-01-02' })).body.data.id;
      h.reading = (await rose.call('POST', '/readings', { meterId: h.meter, value: 2, date: '2026-02-02' })).body.data?.id;
      await w.s.sql(`INSERT INTO reading_photo VALUES ('${h.reading}', '${rose.id}', 'image/png', x'89504e470d0a1a0a00', 1, NULL);
        UPDATE reading SET photo_id = id WHERE id = '${h.reading}'`);
      h.entry = (await rose.call('POST', '/entries', { leaseId: h.lease.id, rail: 'cash', amount: 10 })).body.data.id;
      h.charge = (await rose.call('POST', '/charges', { leaseId: h.lease.id, kind: 'garbage', amount: 300, from: '2026-01' })).body.data.id;
      const asked = await rose.call('POST', '/mpesa/reverse', { receipt: h.payment.id, remarks: 'Paid twice' });
      h.reversal = asked.body.data.id;
      [{ id: h.qr }] = await w.s.sql(`SELECT id FROM qr_code WHERE landlord_id = '${rose.id}' AND account = '${h.unit.accountReference}'`);
    }
    near = await hired(rose, 'caretaker', { properties: rose.near.property.id });
    far = rose.far;
    page = await near.browse();
  });

  test('reads what is of his house', async () => {
    for (const path of ['/landlord', `/landlord/properties/${rose.near.property.id}`, `/landlord/tenants/${rose.near.tenant.id}`,
      `/landlord/leases/${rose.near.lease.id}`, `/landlord/bills/${rose.near.bill.id}`, `/landlord/transactions/${rose.near.payment.id}`,
      `/receipts/${rose.near.receipt}`, `/claims/${rose.near.claim}`, `/landlord/codes/${rose.near.claim}`, `/landlord/units/${rose.near.unit.id}/card`,
      `/landlord/meters/${rose.near.meter}`, `/landlord/readings/${rose.near.reading}`, `/landlord/properties/${rose.near.property.id}/readings`])
      assert.equal((await page.get(path)).status, 200, path);
    for (const path of [`/tenants/${rose.near.tenant.id}`, `/bills/${rose.near.bill.id}`, `/ledger?leaseId=${rose.near.lease.id}`,
      `/mpesa/status-detailed/${rose.near.payment.id}`, `/receipts/${rose.near.receipt}`])
      assert.equal((await near.call('GET', path)).status, 200, path);
    for (const [path, id] of [['/properties', rose.near.property.id], ['/units', rose.near.unit.id], ['/tenants', rose.near.tenant.id],
      ['/leases', rose.near.lease.id], ['/bills', rose.near.bill.id], ['/mpesa/transactions', rose.near.payment.id]]) {
      const { items } = (await near.call('GET', path)).body.data;
      assert.ok(items.some((x) => x.id === id), path);
    }
  });

  test('every page about a thing of another house is not found', async () => {
    const rows = pages.filter((r) => r.path.includes(':') && CARETAKERS.includes(r.who) && !/token/.test(r.path));
    const csrf = (await page.get('/landlord/codes')).text.match(/name="csrf" value="(\w+)"/)[1];
    let seen = 0;
    for (const r of rows) {
      const path = filled(r.path, far);
      assert.ok(path, `a thing for ${r.path}: add it to \`things\``);
      const answer = r.method === 'GET' ? await page.get(path) : await page.post(path, { csrf, phone: far.phone, amount: '5', code: 'UKL3A7XK2P', key: 'k'.repeat(20) });
      assert.equal(answer.status, NO_CARETAKERS.includes(r.path) ? 403 : 404, `${r.method} ${path}`);
      for (const word of words(far)) assert.ok(!answer.text.includes(word) || path.includes(word), `${path} reads ${word}`);
      seen++;
    }
    assert.ok(seen > 25, `${seen} routes`);
  });

  test('every call about a thing of another house is not found, or not his', async () => {
    const rows = calls.filter((r) => r.path.includes(':') && CARETAKERS.includes(r.who) && !r.path.startsWith('/landlords/'));
    let seen = 0;
    for (const r of rows) {
      const path = filled(r.path, far) ?? r.path.replace(/:\w+/, far.claim);
      const body = r.method === 'POST' ? (/claim/.test(r.path) ? { code: 'UKL3A7XK2P' } : {}) : undefined;
      const answer = await near.call(r.method, path, body);
      assert.ok([403, 404, 409, 422].includes(answer.status), `${r.method} ${path}: ${answer.status}`);
      if (r.method === 'GET' && answer.status !== 403) assert.ok([404, 409].includes(answer.status), `${path}: ${answer.status}`);
      assert.ok(!words(far).some((x) => JSON.stringify(answer.body).includes(x) && !path.includes(x)), `${path} tells of it`);
      seen++;
    }
    assert.ok(seen > 20, `${seen} routes`);
    assert.equal((await near.call('GET', `/ledger?leaseId=${far.lease.id}`)).status, 404);
    assert.equal((await near.call('POST', '/payments/initiate', { billId: far.bill.id }, { 'Idempotency-Key': 'far-1' })).status, 404);
    assert.equal((await near.call('POST', '/mpesa/stk-push', { leaseId: far.lease.id, phoneNumber: far.phone, amount: 5 })).status, 404);
  });

  test('no list, page or call without an id tells of another house', async () => {
    for (const r of pages.filter((x) => x.method === 'GET' && !x.path.includes(':') && CARETAKERS.includes(x.who))) {
      const answer = await page.get(r.path);
      for (const word of words(far)) assert.ok(!answer.text.includes(word), `${r.path} reads ${word}`);
    }
    for (const r of calls.filter((x) => x.method === 'GET' && !x.path.includes(':') && CARETAKERS.includes(x.who) && x.path !== '/openapi.json')) {
      const answer = await near.call('GET', r.path);
      for (const word of words(far)) assert.ok(!JSON.stringify(answer.body).includes(word), `${r.path} reads ${word}`);
    }
  });

  test('sees both houses once he is kept to none, at the next request', async () => {
    assert.equal((await page.get(`/landlord/tenants/${far.tenant.id}`)).status, 404);
    await rose.call('POST', `/people/${near.id}`, { role: 'caretaker', password: 'mango tree by the river' });
    assert.equal((await page.get(`/landlord/tenants/${far.tenant.id}`)).status, 200);
  });
});
