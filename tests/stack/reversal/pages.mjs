// The landlord's way through the pages: the button, the warning, the proof that it is he, and the page that waits with him.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { age, asked, direct, ends, landlord, prompted, reversal, script, unscripted, w } from './here.mjs';

describe('the pages of a reversal', () => {
  let l, b;
  before(async () => { l = await landlord('Pages'); b = await browser(w.s).signIn(l.phone); });
  const at = (p) => `/landlord/transactions/${p.id}/reverse`;
  const stale = (who) => w.s.sql(`UPDATE session SET fresh_at = fresh_at - 86400 WHERE person_id =
    (SELECT id FROM person WHERE phone = '${who.phone}')`);

  test('from the payment to the answer', async () => {
    const p = await prompted(l, 410), bill = (await w.bill(p.h)).id;
    const story = (await b.get(`/landlord/transactions/${p.id}`)).text;
    assert.ok(story.includes(at(p)) && story.includes('Give this payment back'));
    const page = (await b.get(at(p))).text;
    for (const said of [p.receipt, '410', p.h.tenant.name, `/landlord/bills/${bill}`, 'cannot be undone', 'charges are not returned', 'hours'])
      assert.ok(page.includes(said), said);

    const wrong = await b.fill(at(p), { reason: 'x' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /tick this box/);
    assert.match(wrong.text, /value="x"/, 'what was typed is kept');
    await stale(l);
    const unproved = await b.fill(at(p), { reason: 'Paid twice', sure: '1' });
    assert.deepEqual([unproved.status, /Enter your password/.test(unproved.text)], [422, true]);
    const other = await b.fill(at(p), { reason: 'Paid twice', sure: '1', password: 'not this one' });
    assert.deepEqual([other.status, /This is not your password/.test(other.text), other.text.includes('not this one')], [422, true, false]);
    assert.equal((await w.bill(p.h)).status, 'paid');

    await script('reversal', { times: 1, result: { delayMs: 1500 } });
    const done = await b.fill(at(p), { reason: 'Paid twice', sure: '1', password: 'mango tree by the river' });
    assert.equal(done.status, 303);
    assert.match(done.location, /^\/landlord\/reversals\/[0-9a-z]{16}$/);
    const r = { id: done.location.split('/').pop() }, waiting = (await b.get(done.location)).text;
    assert.match(waiting, /M-Pesa is asked to give it back/);
    assert.ok(waiting.includes(`data-poll="${done.location}/part"`) && /http-equiv="refresh"/.test(waiting));
    const tag = (await b.get(`${done.location}/part`)).headers.get('etag');
    assert.ok(tag);
    assert.match((await b.get(`/landlord/transactions/${p.id}`)).text, new RegExp(done.location));
    assert.equal((await b.post(at(p), { csrf: forms(waiting)[0].fields.csrf, reason: 'Again', sure: '1' })).location, done.location);
    const shown = (await b.get(at(p))).text;
    assert.match(shown, /Wait for its answer/);
    assert.ok(!forms(shown).some((f) => f.action === at(p)), 'no button');

    await ends(l, r, 'success');
    const part = await b.get(`${done.location}/part`, { 'If-None-Match': tag });
    assert.equal(part.status, 200);
    assert.match(part.text, /data-settled/);
    const over = (await b.get(done.location)).text;
    for (const said of ['The payment was given back', 'Paid twice', 'What happened, step by step', 'ResultCode', p.receipt]) assert.ok(over.includes(said), said);
    assert.doesNotMatch(over, /data-poll|http-equiv="refresh"/);
    assert.match((await b.get(at(p))).text, /was given back before/);
    assert.ok(!(await b.get(`/landlord/transactions/${p.id}`)).text.includes(at(p)));
    const list = (await b.get('/landlord/transactions')).text;
    assert.match(list, /Payment given back/);
    assert.equal((await b.get(`/landlord/transactions/${r.id}`)).location, done.location);
    const swahili = (await b.get(`${done.location}?lang=sw`)).text;
    assert.match(swahili, /lang="sw"/);
    assert.doesNotMatch(swahili, /The payment was given back|What happened/);
    await b.get('/landlord?lang=en');
  });

  test('money without a home can be given back from its page, too', async () => {
    const m = await direct(l, 'NOBODY', 33);
    const page = (await b.get(`${at(m)}?lang=en`)).text;
    assert.match(page, /Not known yet/);
    const done = await b.fill(at(m), { reason: 'Not for us', sure: '1' });
    assert.equal(done.status, 303, done.text);
    await ends(l, { id: done.location.split('/').pop() }, 'success');
    assert.match((await b.get(`/landlord/transactions/${m.id}?lang=en`)).text, /Sent back/);
  });

  test('a failed payment has no such page, and nobody else comes in', async () => {
    const h = await w.home(l, 70), p = await w.pay(h, w.auto({ result: '1032' }));
    await w.becomes(p, (x) => x.status === 'cancelled' && x.moneyMoved === false);
    assert.ok(!(await b.get(`/landlord/transactions/${p.id}`)).text.includes('/reverse'));
    assert.equal((await b.get(at(p))).status, 404);
    await w.joined(h.tenant);
    const t = await browser(w.s).signIn(h.phone), paid = await prompted(l, 71);
    assert.equal((await t.get(at(paid))).status, 403);
    const stranger = await browser(w.s).signIn((await landlord('Nosy')).phone);
    assert.equal((await stranger.get(at(paid))).status, 404);
    const token = forms((await stranger.get('/landlord')).text)[0].fields.csrf;
    assert.equal((await stranger.post(at(paid), { csrf: token, reason: 'Mine now', sure: '1' })).status, 404);
    assert.equal((await w.bill(paid.h)).status, 'paid');
  });

  test('what stays unknown can be settled by the owner, or the operator, after a while', async () => {
    await script('transactionStatus', { result: { mode: 'lose' } });
    const made = [];
    for (const amount of [81, 82]) {
      const p = await prompted(l, amount);
      await script('reversal', { times: 1, result: { mode: 'lose', moves: amount === 81 } });
      const r = await asked(l, p.receipt);
      await ends(l, r, 'unknown');
      made.push([p, r]);
    }
    const [[given, yes], [kept, no]] = made, path = `/landlord/reversals/${yes.id}`;
    assert.doesNotMatch((await b.get(path)).text, /Do you know what became of it/);
    const csrf = forms((await b.get(path)).text)[0].fields.csrf;
    assert.equal((await b.post(path, { csrf, happened: 'yes', note: 'Too early' })).status, 409);
    for (const r of [yes, no]) await age(r, 3700);
    assert.match((await b.get(path)).text, /Do you know what became of it/);
    const wrong = await b.fill(path, { note: '' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Choose one of the two/);
    assert.equal((await b.fill(path, { happened: 'yes', note: 'It is in the portal' })).location, path);
    assert.deepEqual([(await reversal(l, yes)).status, (await w.bill(given.h)).status], ['success', 'unpaid']);

    const o = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password), there = `/operator/reversals/${no.id}`;
    assert.match((await o.get(there)).text, /Do you know what became of it/);
    assert.equal((await o.fill(there, { happened: 'no', note: 'Not in the portal' })).location, there);
    assert.match((await o.get(there)).text, /The payment was not given back/);
    assert.equal((await w.bill(kept.h)).status, 'paid');
    assert.equal((await o.get('/operator/reversals/0000000000000000')).status, 404);
    const audit = await w.s.sql(`SELECT action FROM audit WHERE landlord_id = '${l.id}' AND action LIKE 'payout.said%' ORDER BY 1`);
    assert.deepEqual(audit.map((a) => a.action), ['payout.said_not_paid', 'payout.said_paid']);
    await unscripted();
  });
});
