// The chart of accounts.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { ABSENT, failed, shaped, succeeded } from '../world.mjs';
import { lastMonth, paidOn, ready, today, w } from './here.mjs';

describe('accounts', () => {
  let l, other, b;
  const get = async (path, by = l) => succeeded(await by.call('GET', path), 200);
  before(async () => {
    [l, other] = [await ready('Charted'), await ready('Elsewhere')];
    await paidOn(l, `${lastMonth()}-09`, 300);
    await paidOn(l, `${lastMonth()}-10`, 40, 'NOBODY');
    b = await browser(w.s).signIn(l.phone);
  });

  test('have names in words, a balance, and together are nothing', async () => {
    const all = await get('/accounts'), named = (name) => all.items.find((a) => a.name === name);
    all.items.forEach((a) => shaped(a, { id: 'id', name: 'text', class: 'text', kind: 'text', balance: 'money', debits: 'money', credits: 'money' }));
    assert.equal(all.trialBalance, 0);
    assert.equal(all.items.reduce((sum, a) => sum + a.balance, 0), 0);
    const owed = named(`Owed by ${l.books.unit.label} (${l.books.tenant.name})`);
    assert.deepEqual([owed.balance, owed.debits, owed.credits], [700, 1000, 0], 'what was paid last month is not of this one');
    assert.deepEqual([named(`M-Pesa ${l.businessShortCode}`).balance, named('Money of unknown payers').balance], [340, -40]);
    assert.equal(named('Income: Rent').class, 'income');
  });

  test('as they stood on another day', async () => {
    const all = await get(`/accounts?from=${lastMonth()}-01&to=${lastMonth()}-09`);
    assert.deepEqual(all.items.filter((a) => a.balance).map((a) => [a.kind, a.balance]), [['mpesa', 300], ['receivable', -300]]);
    assert.equal(all.trialBalance, 0);
    failed(await l.call('GET', '/accounts?from=yesterday'), 422, 'invalid_fields', 'from');
  });

  test('each has its lines, page by page, with the balance after each', async () => {
    const { id } = (await get('/accounts')).items.find((a) => a.kind === 'mpesa');
    const first = await get(`/accounts/${id}/lines?limit=1`);
    assert.deepEqual(first.items.map((x) => [x.date, x.amount, x.balance]), [[`${lastMonth()}-10`, 40, 340]]);
    const second = await get(`/accounts/${id}/lines?limit=1&cursor=${first.nextCursor}`);
    assert.deepEqual([second.items.map((x) => [x.amount, x.balance]), second.nextCursor], [[[300, 300]], null]);
    failed(await l.call('GET', `/accounts/${id}/lines?cursor=nonsense`), 400, 'malformed');
    const entry = await get(`/journal/${first.items[0].entry}`);
    shaped(entry, { entry: 'int', kind: 'text', date: 'date', memo: 'text', at: 'time', hash: 'text', previousHash: 'text', lines: 'list' });
    assert.equal(entry.lines.reduce((sum, x) => sum + x.amount, 0), 0);
    assert.match(entry.hash, /^[0-9a-f]{64}$/);
    for (const path of [`/accounts/${id}/lines`, `/journal/${first.items[0].entry}`])
      failed(await other.call('GET', path), 404, 'not_found');
    failed(await l.call('GET', `/accounts/${ABSENT}/lines`), 404, 'not_found');
    failed(await l.call('GET', '/journal/x'), 404, 'not_found');
  });

  test('and pages: all, one, and an entry of the journal', async () => {
    const all = await b.get('/landlord/accounts');
    assert.equal(all.status, 200);
    assert.match(all.text, /Both sides are equal/);
    const [, id] = all.text.match(new RegExp(`/landlord/accounts/(\\w{16})\\?[^"]*">M-Pesa ${l.businessShortCode}`));
    const one = await b.get(`/landlord/accounts/${id}?from=${lastMonth()}-01&to=${today()}`);
    assert.equal(one.status, 200);
    assert.ok(one.text.includes('KSh\u00a0340'));
    const [, entry] = one.text.match(/\/landlord\/journal\/(\d+)/);
    const journal = await b.get(`/landlord/journal/${entry}`);
    assert.equal(journal.status, 200);
    assert.match(journal.text, /[0-9a-f]{64}/);
    assert.equal((await b.get('/landlord/accounts?from=x')).status, 422);
    const theirs = await browser(w.s).signIn(other.phone);
    for (const path of [`/landlord/accounts/${id}`, `/landlord/journal/${entry}`, '/landlord/journal/0', '/landlord/journal/x'])
      assert.equal((await theirs.get(path)).status, 404, path);
  });
});
