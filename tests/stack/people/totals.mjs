// A caretaker sees no totals of the landlord: no page and no call holds one of them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CARETAKERS, calls, hired, pages, rose } from './here.mjs';

// Of two homes: 13,579 + 24,680 billed; 1,111 + 2,223 paid; what is left.
const TOTALS = [38259, 3334, 34925];
// As a number of its own, not a part of an id or a token.
const spelled = TOTALS.map((n) => new RegExp(`(?<![0-9a-z,.])${String(n).slice(0, -3)},?${String(n).slice(-3)}(?![0-9a-z])`));

describe('a caretaker', () => {
  const ids = { '/landlord/properties': () => rose.near.property.id, '/landlord/units': () => rose.near.unit.id, '/landlord/tenants': () => rose.near.tenant.id,
    '/landlord/leases': () => rose.near.lease.id, '/landlord/bills': () => rose.near.bill.id, '/landlord/transactions': () => rose.near.payment.id,
    '/pay': () => rose.near.bill.id, '/payments': () => rose.near.payment.id, '/receipts': () => rose.near.receipt, '/properties': () => rose.near.property.id,
    '/units': () => rose.near.unit.id, '/tenants': () => rose.near.tenant.id, '/leases': () => rose.near.lease.id, '/bills': () => rose.near.bill.id,
    '/landlords': () => rose.id };
  const filled = (path) => path.replace(/:\w+/, () => ids[path.slice(0, path.indexOf('/:'))]?.() ?? '0123456789abcdef');

  test('finds none on any page or call', async () => {
    const keeper = await hired(rose, 'caretaker'), page = await keeper.browse();
    const owner = await hired(rose, 'owner'), ownerPage = await owner.browse();
    const dashboard = (await ownerPage.get('/landlord')).text;
    assert.ok(spelled.some((n) => n.test(dashboard)), 'the owner does see them');
    let seen = 0;
    for (const r of pages.filter((x) => x.method === 'GET' && CARETAKERS.includes(x.who))) {
      const { text, status } = await page.get(filled(r.path));
      for (const n of spelled) assert.ok(!n.test(text), `${r.path} shows ${n}`);
      if (status === 200) seen++;
    }
    for (const r of calls.filter((x) => x.method === 'GET' && CARETAKERS.includes(x.who) && x.path !== '/openapi.json')) {
      const { body, status } = await keeper.call('GET', filled(r.path));
      const text = JSON.stringify(body);
      for (const n of spelled) assert.ok(!n.test(text), `${r.path} tells ${n}`);
      if (status === 200) seen++;
    }
    assert.ok(seen > 30, `${seen} answers were read`);
  });

  test('is let into no room where totals are', async () => {
    const keeper = await hired(rose, 'caretaker'), page = await keeper.browse();
    for (const path of ['/landlord/balance', '/landlord/money-out', '/landlord/people', '/landlord/audit', '/landlord/remittances', '/agent', '/landlord/tax'])
      assert.equal((await page.get(path)).status, 403, path);
  });
});
