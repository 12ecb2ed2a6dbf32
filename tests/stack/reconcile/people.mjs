// Who may see and explain differences; the pages.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { ABSENT, failed, succeeded } from '../world.mjs';
import { compared, differences, differs, lists, ready, w } from './here.mjs';

describe('people', () => {
  let l, other, d, b;
  before(async () => {
    [l, other] = [await ready('People'), await ready('Others')];
    await lists(l, 'UKX8PEOPLE', 70000, 3600, 'error');
    d = await differs(l, 'missing');
    b = await browser(w.s).signIn(l.phone);
  });

  test('another landlord’s are not found; a tenant and a caretaker see none', async () => {
    for (const id of [d.id, ABSENT])
      failed(await other.call('POST', `/reconcile/differences/${id}/explain`, { reason: 'Stolen' }), 404, 'not_found');
    assert.deepEqual((await differences(other, '')).filter((x) => x.kind === 'missing'), []);
    const tenant = await w.joined((await w.newBooks(l, 'PE1', 100)).tenant);
    for (const [method, path, body] of [['GET', '/reconcile/latest'], ['GET', '/reconcile/differences'], ['POST', '/reconcile', {}],
      ['POST', `/reconcile/differences/${d.id}/explain`, { reason: 'Stolen' }]])
      failed(await tenant(method, path, body), 403, 'forbidden');
    const theirs = await browser(w.s).signIn(other.phone);
    assert.equal((await theirs.get(`/landlord/reconcile/${d.id}`)).status, 404);
    assert.equal((await theirs.get(`/landlord/reconcile/${ABSENT}`)).status, 404);
  });

  test('a caretaker has no business here', async () => {
    const keeper = await w.newLandlord('Keeper');
    await w.s.sql(`UPDATE member SET landlord_id = '${l.id}', role = 'caretaker' WHERE landlord_id = '${keeper.id}'`);
    const call = await w.signIn(keeper.phone);
    failed(await call('GET', '/reconcile/differences'), 403, 'forbidden');
    failed(await call('GET', '/accounts'), 403, 'forbidden');
    failed(await call('GET', '/months'), 403, 'forbidden');
    const page = await browser(w.s).signIn(keeper.phone);
    assert.equal((await page.get('/landlord/reconcile')).status, 403);
    assert.ok(!(await page.get('/landlord/books')).text.includes('/landlord/reconcile'));
  });

  test('the list says what it is and what to do; checking again is a button', async () => {
    const page = await b.get('/landlord/reconcile');
    assert.equal(page.status, 200);
    assert.ok(page.text.includes('UKX8PEOPLE') && page.text.includes('KSh\u00a0700'), 'amount and code');
    assert.match(page.text, /does not agree|do not agree/);
    assert.ok((await b.get('/landlord/books')).text.includes('/landlord/reconcile'));
    const asked = await b.fill('/landlord/reconcile', {});
    assert.deepEqual([asked.status, asked.location], [303, '/landlord/reconcile']);
    await until(async () => !/is being asked/.test((await b.get('/landlord/reconcile')).text), 'the comparison', 40000);
    const part = await b.get('/landlord/reconcile/part');
    assert.equal(part.status, 200);
    assert.equal((await b.get('/landlord/reconcile/part', { 'If-None-Match': part.headers.get('etag') })).status, 304);
  });

  test('the operator sees whose books do not agree', async () => {
    const o = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password);
    const page = (await o.get('/operator')).text;
    assert.match(page, /Books that do not agree with M-Pesa/);
    assert.ok(page.includes('People Homes'));
    const mine = succeeded(await w.operator('GET', `/reconcile/differences?landlordId=${l.id}`), 200).items;
    assert.ok(mine.some((x) => x.id === d.id));
  });

  test('an explanation needs words, and closes it under his name', async () => {
    const path = `/landlord/reconcile/${d.id}`;
    for (const reason of ['', 'x']) {
      const wrong = await b.fill(path, { reason });
      assert.equal(wrong.status, 422);
      assert.match(wrong.text, /There is a problem/);
      failed(await l.call('POST', `/reconcile/differences/${d.id}/explain`, { reason }), 422, 'invalid_fields', 'reason');
    }
    const done = await b.fill(path, { reason: 'Paid to the old paybill' });
    assert.deepEqual([done.status, done.location], [303, path]);
    const page = (await b.get(path)).text;
    assert.ok(page.includes('Paid to the old paybill') && page.includes('People'));
    failed(await l.call('POST', `/reconcile/differences/${d.id}/explain`, { reason: 'Once more' }), 409, 'not_open');
    assert.equal((await compared(l)).open, (await differences(l)).length);
    const [noted] = await w.s.sql(`SELECT * FROM audit WHERE action = 'recon.explained' AND subject = '${d.id}'`);
    assert.match(noted.detail, /Paid to the old paybill/);
  });

  test('in Swahili, too', async () => {
    const page = await b.get('/landlord/reconcile?lang=sw');
    assert.equal(page.status, 200);
    assert.match(page.text, /Linganisha|linganishwa/);
  });
});
