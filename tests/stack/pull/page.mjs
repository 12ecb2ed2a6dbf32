// The landlord's page about missed payments, and asking by hand.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { failed, succeeded } from '../world.mjs';
import { ended, landlord, newest, pulled, registered, script, send, slowly, standing, w } from './here.mjs';

describe('the page of missed payments', () => {
  let l, b;
  before(async () => {
    await slowly();
    l = await landlord('Paged');
    b = await browser(w.s).signIn(l.phone);
  });
  const text = async () => (await b.get('/setup/direct')).text;

  test('asks for the phone on the papers, keeps what was typed, and registers', async () => {
    assert.match(await text(), /Safaricom must enable this for your number first/);
    for (const nominatedPhone of ['', '0712']) {
      const wrong = await b.fill('/setup/direct', { nominatedPhone }, '/setup/direct/pull');
      assert.equal(wrong.status, 422);
      assert.match(wrong.text, /There is a problem/);
      assert.match(wrong.text, new RegExp(`id="nominatedPhone"[^>]*value="${nominatedPhone}"`));
      assert.match(wrong.text, /value="v2" checked/, 'the other form is as it was');
    }
    const done = await b.fill('/setup/direct', { nominatedPhone: '0722 555 666' }, '/setup/direct/pull');
    assert.deepEqual([done.status, done.location], [303, '/setup/direct#missed']);
    await until(async () => /Payments that Safaricom listed/.test(await text()), 'the first pull on the page');
    assert.equal((await standing(l)).nominatedPhone, '254722555666');
  });

  test('asks now, at most once a minute', async () => {
    const p = await send(l, 'NOBODY', 12), before = (await newest(l)).id;
    const done = await b.fill('/setup/direct', {}, '/setup/direct/pull/ask');
    assert.deepEqual([done.status, done.location], [303, '/setup/direct#missed']);
    assert.equal((await ended(l, before)).rowsNew, 1);
    const page = await text();
    assert.match(page, /You asked less than a minute ago/);
    assert.ok(page.includes(p.receipt) && !page.includes('/setup/direct/pull/ask'));
    const soon = await l.call('POST', '/mpesa/pull', {});
    failed(soon, 429, 'too_soon');
    const after = Number(soon.headers.get('retry-after'));
    assert.ok(after >= 1 && after <= 60, String(after));
    const last = await newest(l);
    await w.s.sql(`UPDATE pull_account SET person_at = person_at - 60 WHERE landlord_id = '${l.id}'`);
    assert.equal(succeeded(await l.call('POST', '/mpesa/pull', {}), 202).isRegistered, true);
    assert.equal((await ended(l, last.id)).state, 'done');
  });

  test('says what to do when Safaricom refuses the number', async () => {
    const refused = await landlord('Turned away'), their = await browser(w.s).signIn(refused.phone);
    await script('pullRegister', { times: 1, answer: { mode: 'error', status: 400, errorCode: '400.001', errorMessage: 'Invalid ShortCode' } });
    await their.fill('/setup/direct', { nominatedPhone: '0722000000' }, '/setup/direct/pull');
    await until(async () => (await standing(refused)).state === 'refused', 'the refusal');
    const page = (await their.get('/setup/direct')).text;
    for (const said of ['Invalid ShortCode', 'ask them to enable “pull transactions”', 'Then register again', '0722 000 000'])
      assert.ok(page.includes(said), said);
  });

  test('shows nobody else’s payments', async () => {
    const p = await send(l, 'PRIVATE', 13);
    await pulled(l);
    const other = await registered('Neighbour'), theirs = await browser(w.s).signIn(other.phone);
    assert.ok(!(await theirs.get('/setup/direct')).text.includes(p.receipt));
    assert.ok((await text()).includes(p.receipt));
  });
});
