// Entering, replacing and forgetting an app of one's own and a bulk number; and whether Daraja takes the keys.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failed, newShortCode } from '../world.mjs';
import { age, ask, checks, landlord, ownApp, page, PAGE, save, section, tried, typed, w } from './here.mjs';

describe('keys', () => {
  test('are those of RentEase at first, and they work', async () => {
    const l = await landlord('First');
    assert.match(await page(l), /that of RentEase/);
    assert.deepEqual(Object.values(await checks(l)).map((c) => c.state), ['never', 'never', 'never', 'never', 'never']);
    assert.match(section(await page(l), 'token'), /Not tested/);
    const now = await tried(l, 'token');
    assert.deepEqual([now.state, now.finding, now.fix, now.changedSince], ['good', 'token_ok', null, false]);
    assert.match(section(await page(l), 'token'), /badge paid">Works/);
  });

  test('of one’s own are entered all three or not at all, and only their ends are shown', async () => {
    const l = await landlord('Own'), own = await ownApp(l);
    const half = await save(l, { consumerKey: own.consumerKey }, 422);
    assert.match(half, /Give all three, or leave all three empty/);
    assert.ok(!half.includes(own.consumerKey), 'and what was typed is not sent back');
    assert.match(await save(l, { ...own, passkey: 'short' }, 422), /This is too short/);
    await save(l, { ...own, consumerKey: `  ${own.consumerKey}\n` });
    const html = await page(l);
    assert.match(html, />your own</);
    for (const [name, value] of Object.entries(own)) {
      assert.ok(html.includes(`ends in ${value.slice(-4)}`), name);
      assert.ok(!html.includes(value), `${name} is shown`);
    }
    assert.equal((await tried(l, 'token')).finding, 'token_ok');
    const rows = await w.s.sql(`SELECT detail FROM audit WHERE action = 'credentials.set' AND landlord_id = '${l.id}'`);
    assert.deepEqual(rows.map((r) => r.detail), ['passkey consumer_key consumer_secret']);
  });

  test('that are wrong are told as that with the fix; right ones turn it green', async () => {
    const l = await landlord('Wrong'), own = await ownApp(l);
    await save(l, { ...own, consumerSecret: 'not the secret at all' });
    const now = await tried(l, 'token');
    assert.deepEqual([now.state, now.finding, now.resultCode], ['bad', 'keys_wrong', '400.008.01']);
    const html = section(await page(l), 'token');
    assert.match(html, /badge failed">Does not work/);
    assert.match(html, /What to do:<\/strong> Copy both again from My Apps/);
    await age(l);
    await save(l, { consumerSecret: own.consumerSecret });
    assert.match(section(await page(l), 'token'), /changed since it was last tested/);
    assert.equal((await tried(l, 'token')).state, 'good');
  });

  test('of another environment are refused without a word, and told as that', async () => {
    const l = await landlord('Elsewhere'), own = await ownApp(l);
    await save(l, own);
    await w.flags({ down: 'html', downStatus: 503 });
    assert.deepEqual((({ state, finding }) => [state, finding])(await tried(l, 'token')), ['unknown', 'no_answer']);
    await w.flags({ down: 'none', downStatus: 0 });
    assert.equal((await tried(l, 'token')).state, 'good');
  });

  test('are tried once a minute', async () => {
    const l = await landlord('Twice');
    await tried(l, 'token');
    const again = await ask(l, 'token');
    failed(again, 429, 'check_wait');
    assert.ok(Number(again.headers.get('retry-after')) <= 60);
    const told = await l.b.fill(PAGE, { kind: 'token' }, `${PAGE}/test`);
    assert.equal(told.status, 429);
    assert.match(told.text, /That was too soon\. Nothing was sent/);
    assert.match(told.text, /Try again in \d+ seconds/);
  });

  test('are forgotten, and RentEase’s count again', async () => {
    const l = await landlord('Forgetful'), own = await ownApp(l);
    await save(l, { ...own, payoutShortCode: newShortCode() });
    await save(l, { clear: 'app' });
    assert.match(await page(l), /that of RentEase/);
    assert.deepEqual(await w.s.sql(`SELECT field FROM credential c JOIN receiving_account a ON a.id = c.account_id
      WHERE a.landlord_id = '${l.id}'`), []);
    await save(l, { clear: 'payout' });
    assert.deepEqual(await w.s.sql(`SELECT payout_shortcode AS p FROM receiving_account WHERE landlord_id = '${l.id}'`),
      [{ p: null }]);
  });

  test('and the bulk number is one of its own', async () => {
    const l = await landlord('Bulk'), bulk = newShortCode();
    assert.match(await save(l, { payoutShortCode: l.businessShortCode }, 422), /Payouts leave from a bulk number/);
    await save(l, { payoutShortCode: bulk });
    assert.match(await page(l), new RegExp(`<span class="code">${bulk}<`));
  });

  test('want the password when it was not typed just now', async () => {
    const l = await landlord('Stale'), own = await ownApp(l);
    await w.s.sql(`UPDATE session SET fresh_at = fresh_at - 3600 WHERE person_id IN
      (SELECT person_id FROM member WHERE landlord_id = '${l.id}')`);
    assert.match(await page(l), /Your RentEase password/);
    assert.match(await save(l, own, 422), /Enter your password/);
    assert.match(await save(l, { ...own, password: 'not it' }, 422), /This is not your password/);
    assert.match(await page(l), /that of RentEase/, 'nothing was changed');
    await save(l, { ...own, password: 'mango tree by the river' });
    assert.match(await page(l), />your own</);
  });

  test('need a number in use', async () => {
    const l = await w.newLandlord('Bare');
    failed(await ask(l, 'token'), 409, 'not_configured');
    failed(await l.call('POST', `/landlords/${l.id}/daraja/checks`, { kind: 'luck' }), 422, 'invalid_fields', 'kind');
    typed.push('not the secret at all');
  });
});
