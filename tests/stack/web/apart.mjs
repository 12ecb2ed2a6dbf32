// Two landlords side by side over every page: another's things are not found, in the very words in which nothing is found.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { forms } from '../browser.mjs';
import { as, claim, filled, jane, metered, peter, qrOf, routes, w } from './here.mjs';

// Somebody whose every thing has an id that nothing has.
const NOTHING = '0000000000000000';
const anything = new Proxy({}, { get: (_, what) => (what === 'id' ? NOTHING : anything) });
const KNOWN = { id: NOTHING, paid: { receiptNumber: 'RE-2222-2222' }, line: 99999999, difference: NOTHING,
  import: NOTHING, statement: NOTHING, sim: NOTHING, request: NOTHING };
const NOBODYS = new Proxy(KNOWN, { get: (known, what) => known[what] ?? anything });

// Without what differs between any two answers: request ids, tokens, and the id that was asked for.
const bare = (answer, path) => answer.text.replace(/<span class="code">[0-9a-z]{16}<\/span>/g,
  '').replace(/name="(csrf|key)" value="\w+"/g, '')
  .replaceAll(path.split('/').find((part) => /^(?=.*\d)[0-9a-z]{16}$|^RE-/.test(part)), 'ID');
const heads = (answer) => [...answer.headers].filter(([name]) => !['date', 'set-cookie', 'content-length'].includes(name));

describe('landlords apart', () => {
  // A report's name and a month are nobody's; whose rows are asked for is tried in reports.test.mjs and months.test.mjs.
  const named = routes.filter((r) => r.path.includes(':') && !r.path.endsWith('/:token') && r.who !== 'OPERATOR' &&
    !r.path.startsWith('/landlord/reports/:name') && r.path !== '/landlord/months/:month');

  async function alike(b, role, r, l) {
    const csrf = forms((await b.get('/nothing')).text)[0].fields.csrf;
    const ask = (path) => (r.method === 'GET' ? b.get(path) : b.post(path, { csrf, name: 'x', label: 'x', rent: '5',
      phone: l.phone, amount: '5', code: 'UKL3A7XK2P', key: 'k'.repeat(20) }));
    const [theirs, absent] = [filled(r.path, l), filled(r.path, NOBODYS)],
      [got, none] = [await ask(theirs), await ask(absent)];
    assert.deepEqual([got.status, none.status], [404, 404], `${role}: ${r.method} ${theirs}`);
    assert.equal(bare(got, theirs), bare(none, absent), `${role}: ${r.method} ${theirs}`);
    assert.deepEqual(heads(got), heads(none));
  }

  test('a landlord finds nothing of another’s by its id', async () => {
    const b = await as.landlord(peter), rows = named.filter((r) => r.who !== 'TENANT');
    assert.ok(rows.length >= 13);
    for (const r of rows) await alike(b, 'landlord', r, jane);
  });

  test('a tenant finds nothing of another landlord’s, nor of another tenant’s', async () => {
    const neighbour = { ...jane, books: await w.home(jane) };
    neighbour.payment = await w.pay(neighbour.books, w.auto());
    neighbour.paid = await w.becomes(neighbour.payment, 'success');
    neighbour.open = neighbour.books.bill;
    Object.assign(neighbour, await metered(jane, neighbour.books));
    neighbour.claim = await claim(jane, neighbour.open);
    neighbour.qr = await qrOf(jane, `/units/${neighbour.books.unit.id}/qr`, neighbour.books.unit.accountReference);
    const b = await as.tenant(jane), rows = named.filter((r) => ['PAYER', 'TENANT'].includes(r.who));
    assert.ok(rows.length >= 5);
    for (const l of [peter, neighbour]) for (const r of rows) await alike(b, 'tenant', r, l);
  });

  test('no list or figure of one holds anything of the other', async () => {
    const b = { landlord: await as.landlord(peter), tenant: await as.tenant(peter) };
    const foreign = [jane.id, jane.name, jane.phone, jane.businessShortCode, jane.books.phone, jane.books.property.id,
      jane.books.unit.id,
      jane.books.tenant.id, jane.books.lease.id, jane.books.bill.id, jane.payment.id, jane.money.id, jane.qr.id, jane.reversal.id, jane.paid.receiptNumber,
        jane.paid.mpesaReceiptNumber];
    for (const r of routes.filter((x) => x.method === 'GET'))
      for (const role of ['landlord', 'tenant']) {
        const path = filled(r.path, peter), answer = await b[role].get(path);
        for (const word of foreign) assert.ok(!answer.text.includes(word), `${role} at ${path} reads ${word}`);
      }
  });

  test('forms that name another’s things are refused as if there were none', async () => {
    const b = await as.landlord(peter);
    const attempts = (l) => [
      ['/landlord/bills/new', { leaseId: l.books.lease.id, kind: 'water', period: '2026-11', amount: '5',
        dueDate: '2026-11-05' }],
      ['/landlord/leases/new', { tenantId: l.books.tenant.id, unitId: peter.books.unit.id, rent: '5', dueDay: '5',
        startDate: '2026-01-01' }],
      ['/landlord/leases/new', { tenantId: peter.books.tenant.id, unitId: l.books.unit.id, rent: '5', dueDay: '5',
        startDate: '2026-01-01' }],
      [`/landlord/unmatched/${peter.money.id}`, { leaseId: l.books.lease.id }],
      ['/switch', { landlordId: l.id }],
    ];
    const none = attempts(NOBODYS);
    for (const [i, [path, fields]] of attempts(jane).entries()) {
      const csrf = forms((await b.get('/nothing')).text)[0].fields.csrf;
      const [got, absent] = [await b.post(path, { csrf, ...fields }), await b.post(path, { csrf, ...none[i][1] })];
      assert.ok(got.status >= 400 && got.status < 500, `${path}: ${got.status}`);
      assert.equal(got.status, absent.status);
      const words = (a) => a.text.replace(/<span class="code">[0-9a-z]{16}<\/span>/g, '').replace(/value="\w+"/g, '');
      assert.equal(words(got), words(absent), path);
    }
  });
});
