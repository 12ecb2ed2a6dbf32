// Closing a month.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { failed, shaped, succeeded } from '../world.mjs';
import { lastMonth, paidOn, ready, thisMonth, today, w } from './here.mjs';

describe('months', () => {
  let l, other, b;
  const months = async (by = l) => succeeded(await by.call('GET', '/months'), 200).items;
  const month = async (name, by) => (await months(by)).find((m) => m.month === name);
  before(async () => {
    [l, other] = [await ready('Closing'), await ready('Open')];
    await paidOn(l, `${lastMonth()}-09`, 300);
    b = await browser(w.s).signIn(l.phone);
  });

  test('have figures, and only what is over can be closed', async () => {
    const all = await months();
    assert.deepEqual(all.map((m) => [m.month, m.isClosed, m.canClose]), [[thisMonth(), false, false], [lastMonth(), false, true]]);
    shaped(all[1], { month: 'text', isClosed: 'bool', canClose: 'bool', closedAt: 'time?', closedBy: 'text?', note: 'text?', billed: 'money',
      received: 'money', receivedMpesa: 'money', receivedCash: 'money', receivedCheque: 'money', receivedBank: 'money', paidOut: 'money',
      arrears: 'money', paidAhead: 'money', openDifferences: 'int' });
    assert.deepEqual([all[1].billed, all[1].received, all[1].receivedMpesa, all[1].paidAhead, all[0].billed, all[0].arrears],
      [0, 300, 300, 300, 1000, 700]);
    failed(await l.call('POST', `/months/${thisMonth()}/close`, {}), 409, 'month_not_over');
    for (const none of ['2020-01', 'nonsense', '2026-13']) failed(await l.call('POST', `/months/${none}/close`, {}), 404, 'not_found');
    failed(await other.call('POST', `/months/${lastMonth()}/close`, {}), 404, 'not_found');
  });

  test('an agent sees them and closes none', async () => {
    const agent = await w.newLandlord('Agent');
    await w.s.sql(`UPDATE member SET landlord_id = '${l.id}', role = 'agent' WHERE landlord_id = '${agent.id}'`);
    const call = await w.signIn(agent.phone), page = await browser(w.s).signIn(agent.phone);
    succeeded(await call('GET', '/months'), 200);
    failed(await call('POST', `/months/${lastMonth()}/close`, {}), 403, 'forbidden');
    const html = (await page.get(`/landlord/months/${lastMonth()}`)).text;
    assert.ok(!html.includes('I have looked through this month'));
    assert.equal((await page.post(`/landlord/months/${lastMonth()}`, { csrf: forms((await page.get('/account')).text)[0].fields.csrf, sure: '1' })).status, 403);
  });

  test('the page lists what is open, asks twice and for the password, and closes', async () => {
    const path = `/landlord/months/${lastMonth()}`;
    assert.ok((await b.get('/landlord/months')).text.includes(path));
    await w.s.sql(`UPDATE session SET fresh_at = 0 WHERE landlord_id = '${l.id}'`);
    const wrong = await b.fill(path, { note: 'Looked through', password: 'not mine at all' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Tick this if you have looked it through/);
    assert.ok(wrong.text.includes('value="Looked through"'), 'nothing typed is lost');
    assert.equal((await b.fill(path, { note: 'x', sure: '1', password: 'not mine at all' })).status, 422);
    assert.equal((await month(lastMonth())).isClosed, false);
    const done = await b.fill(path, { note: 'Looked through', sure: '1', password: 'mango tree by the river' });
    assert.deepEqual([done.status, done.location], [303, path]);
    const closed = await month(lastMonth());
    assert.deepEqual([closed.isClosed, closed.closedBy, closed.note, closed.received], [true, 'Closing', 'Looked through', 300]);
    assert.match((await b.get(path)).text, /Closed/);
    failed(await l.call('POST', `/months/${lastMonth()}/close`, {}), 409, 'month_closed');
    assert.equal((await w.s.sql(`SELECT count(*) AS n FROM audit WHERE action = 'month.closed' AND landlord_id = '${l.id}'`))[0].n, 1);
  });

  test('what turns up later counts for today, and the closed figures stay', async () => {
    const receipt = await paidOn(l, `${lastMonth()}-20`, 77);
    const [{ day }] = await w.s.sql(`SELECT t.day FROM ledger_txn t JOIN money_in m ON m.id = t.money_in_id WHERE m.receipt_no = '${receipt}'
      AND t.kind = 'receive'`);
    assert.equal(day, today());
    assert.equal((await month(lastMonth())).received, 300);
    assert.equal((await month(thisMonth())).received, 77);
    const bill = await w.newBill(l, l.books.lease.id, 55, { period: lastMonth(), kind: 'water', dueDate: `${lastMonth()}-25` });
    assert.equal((await month(lastMonth())).billed, 0);
    assert.equal((await month(thisMonth())).billed, 1055);
    assert.match((await b.get(`/landlord/bills/${bill.id}`)).text, /were closed when this bill was made, so it counts for/);
    assert.ok(!/were closed when this bill/.test((await b.get(`/landlord/bills/${l.books.bill.id}`)).text));
  });

  test('a figure that was changed behind our back is found, and named', async () => {
    assert.equal((await w.s.rentease(['verify'])).status, 0);
    await w.s.halt();
    const [{ sql }] = await w.s.sql("SELECT sql FROM sqlite_master WHERE name = 'closed_figure_kept'");
    await w.s.sql(`DROP TRIGGER closed_figure_kept; UPDATE closed_figure SET cents = cents + 100 WHERE name = 'received.mpesa'`);
    const broken = await w.s.rentease(['verify']);
    assert.equal(broken.status, 1);
    assert.match(broken.stdout, new RegExp(`BROKEN closed month: ${lastMonth()} of Closing Homes`));
    assert.match(broken.stdout, /received\.mpesa is not what it was/);
    await w.s.sql(`UPDATE closed_figure SET cents = cents - 100 WHERE name = 'received.mpesa'; ${sql}`);
    assert.equal((await w.s.rentease(['verify'])).status, 0);
    await w.s.serve();
  });
});
