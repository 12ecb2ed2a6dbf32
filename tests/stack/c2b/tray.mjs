// Money that found no home waits until a person says whose it is.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { ABSENT, failed, key, succeeded } from '../world.mjs';
import { paid, registered, transaction, tray, w } from './here.mjs';

describe('the tray', () => {
  let l, other, b;
  before(async () => {
    l = await registered('Tray');
    other = await registered('Neighbour');
    b = await browser(w.s).signIn(l.phone);
  });
  const token = async (of) => forms((await of.get('/landlord')).text)[0].fields.csrf;
  const rows = (id) => w.s.sql(`SELECT t.kind, a.kind AS account, a.detail, sum(e.amount_cents) AS cents FROM ledger_txn t
    JOIN ledger_entry e ON e.txn_id = t.id JOIN account a ON a.id = e.account_id
    WHERE t.money_in_id = '${id}' GROUP BY t.id, a.id ORDER BY t.id, a.kind`);

  test('is empty at first, and no page speaks of it', async () => {
    assert.deepEqual(await tray(l), []);
    assert.match((await b.get('/landlord/unmatched')).text, /Nothing is waiting/);
    assert.doesNotMatch((await b.get('/landlord')).text, /Unmatched|\/landlord\/unmatched/);
  });

  test('holds what nobody is sure of; two clicks on the page pay the bill', async () => {
    const h = await w.home(l, 1500), m = await paid(l, 'MAMA ACHIENG', 1500, { script: { names: 'first' } });
    const [row] = await tray(l);
    assert.deepEqual([row.id, row.mpesaReceiptNumber, row.amount, row.accountReference, row.businessShortCode],
      [m.id, m.receipt, 1500, 'MAMA ACHIENG', l.businessShortCode]);
    assert.deepEqual([(await transaction(l, m.id)).leaseId, (await w.bill(h)).paid], [null, 0]);
    assert.match((await b.get('/landlord')).text, /Unmatched \(1\)/);
    const page = (await b.get('/landlord/unmatched')).text;
    for (const said of ['MAMA ACHIENG', m.receipt, '1,500', '2547•••', row.payerName]) assert.ok(page.includes(said), said);

    const missed = await b.fill(`/landlord/unmatched/${m.id}`, { leaseId: '' });
    assert.deepEqual([missed.status, /Choose whose rent it is/.test(missed.text)], [422, true]);
    const done = await b.fill(`/landlord/unmatched/${m.id}`, { leaseId: h.lease.id });
    assert.deepEqual([done.status, done.location], [303, `/landlord/unmatched?done=${m.id}`]);
    const after = (await b.get(done.location)).text;
    assert.match(after, /1,500 now counts as the rent of/);
    assert.doesNotMatch((await b.get('/landlord')).text, /Unmatched/);
    assert.deepEqual([(await w.bill(h)).status, await tray(l)], ['paid', []]);
    assert.match((await b.get(`/landlord/transactions/${m.id}`)).text, /Tray said so/);
    assert.equal((await b.get(`/landlord/unmatched/${m.id}`)).location, `/landlord/transactions/${m.id}`);
    assert.equal((await b.post(`/landlord/unmatched/${m.id}`, { csrf: await token(b), leaseId: h.lease.id })).location,
      `/landlord/transactions/${m.id}`);

    const t = await transaction(l, m.id);
    assert.equal(t.leaseId, h.lease.id);
    const receipt = succeeded(await l.call('GET', `/receipts/${t.receiptNumber}`), 200);
    assert.deepEqual([receipt.tenantName, receipt.amount, receipt.bills.length], [h.tenant.name, 1500, 1]);
    assert.equal((await b.get(`/receipts/${t.receiptNumber}`)).status, 200);
    assert.equal((await b.get(`/landlord/bills/${h.bill.id}`)).text.includes(`/landlord/transactions/${m.id}`), true);
    assert.deepEqual((await rows(m.id)).map((r) => [r.kind, r.account, r.cents]), [['receive', 'mpesa', 150000],
      ['receive', 'unallocated', -150000], ['assign', 'receivable', -150000], ['assign', 'unallocated', 150000]]);
  });

  test('is emptied by the API as well; what is left over is the tenant’s credit', async () => {
    const h = await w.home(l, 1000), m = await paid(l, 'RENT', '1200.50');
    const t = succeeded(await l.call('POST', `/unmatched/${m.id}/assign`, { leaseId: h.lease.id }), 200);
    assert.deepEqual([t.id, t.type, t.leaseId, t.amount], [m.id, 'c2b', h.lease.id, 1200.5]);
    assert.equal((await w.bill(h)).status, 'paid');
    assert.equal(succeeded(await l.call('GET', `/leases/${h.lease.id}`), 200).balance, -200.5);
    failed(await l.call('POST', `/unmatched/${m.id}/assign`, { leaseId: h.lease.id }), 409, 'already_assigned');
    failed(await l.call('POST', `/unmatched/${m.id}/assign`, {}), 422, 'invalid_fields', 'leaseId');
    const [audit] = await w.s.sql(`SELECT count(*) AS n FROM audit WHERE action = 'money.assigned' AND landlord_id = '${l.id}'`);
    assert.equal(audit.n, 2);
  });

  test('keeps two landlords apart', async () => {
    const m = await paid(l, 'SOMEBODY', 90), mine = await w.home(l), theirs = await w.home(other);
    for (const [who, id, leaseId] of [[other, m.id, theirs.lease.id], [l, m.id, theirs.lease.id], [other, m.id, mine.lease.id],
      [l, ABSENT, mine.lease.id], [l, m.id, ABSENT]])
      failed(await who.call('POST', `/unmatched/${id}/assign`, { leaseId }), 404, 'not_found');
    failed(await other.call('GET', `/mpesa/transactions/${m.id}`), 404, 'not_found');
    assert.deepEqual(await tray(other), []);
    const stranger = await browser(w.s).signIn(other.phone);
    for (const path of [`/landlord/unmatched/${m.id}`, `/landlord/transactions/${m.id}`])
      assert.equal((await stranger.get(path)).status, 404, path);
    assert.equal((await stranger.post(`/landlord/unmatched/${m.id}`,
      { csrf: await token(stranger), leaseId: theirs.lease.id })).status, 404);
    assert.equal((await b.post(`/landlord/unmatched/${m.id}`, { csrf: await token(b), leaseId: theirs.lease.id })).status, 404);
    assert.deepEqual((await tray(l)).map((x) => x.id), [m.id]);
    const tenant = await w.joined(mine.tenant);
    for (const [method, path] of [['GET', '/unmatched'], ['POST', `/unmatched/${m.id}/assign`], ['POST', '/mpesa/c2b/register'],
      ['GET', '/mpesa/c2b/status']]) failed(await tenant(method, path, method === 'POST' ? { leaseId: mine.lease.id } : undefined), 403, 'forbidden');
    succeeded(await l.call('POST', `/unmatched/${m.id}/assign`, { leaseId: mine.lease.id }), 200);
  });

  test('and the lists tell direct payments from prompts; a tenant sees his own', async () => {
    const h = await w.home(l, 2000), m = await paid(l, h.lease.accountReference, 500);
    const p = await w.pay(h, w.auto(), { amount: 700 });
    await w.becomes(p, 'success');
    const list = async (who, query) => succeeded(await who('GET', `/mpesa/transactions?${query}`), 200).items.map((t) => [t.type, t.id]);
    assert.deepEqual(await list(l.call, `leaseId=${h.lease.id}&type=c2b`), [['c2b', m.id]]);
    assert.deepEqual(await list(l.call, `leaseId=${h.lease.id}&type=stk`), [['stk', p.id]]);
    assert.deepEqual((await list(l.call, `leaseId=${h.lease.id}`)).sort(), [['c2b', m.id], ['stk', p.id]]);
    assert.deepEqual(await list(l.call, `leaseId=${h.lease.id}&type=b2c`), []);
    const tenant = await w.joined(h.tenant);
    assert.deepEqual(await list(tenant, 'type=c2b'), [['c2b', m.id]]);
    const only = (await b.get(`/landlord/transactions?type=c2b&leaseId=${h.lease.id}`)).text;
    assert.ok(only.includes(m.id) && !only.includes(p.id));
    const t = await browser(w.s).signIn(h.phone), history = (await t.get('/history')).text;
    assert.ok(history.includes('Paid directly') && history.includes(m.receipt));
    for (const path of [`/payments/${m.id}`, '/tenant', `/receipts/${(await transaction(l, m.id)).receiptNumber}`])
      assert.equal((await t.get(path)).status, 200, path);
    succeeded(await tenant('GET', `/payments/${m.id}/status`), 200);
    failed(await tenant('POST', '/payments/initiate', { billId: ABSENT }, key()), 404, 'not_found');
  });
});
