// The initiator: whose name requests go in, and what M-Pesa says to him.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failed, succeeded } from '../world.mjs';
import { age, answer, ask, initiators, landlord, organisation, ownApp, page, PAGE, save, section, tried, typed, w } from './here.mjs';

const RIGHT = 'Blue#River9', WRONG = 'Grey#Stone1';
typed.push(RIGHT, WRONG);

describe('the initiator', () => {
  test('of RentEase serves a number on its app', async () => {
    const l = await landlord('Theirs');
    assert.equal((await tried(l, 'initiator')).finding, 'initiator_ok');
    assert.deepEqual(await initiators(l), ['testapi']);
  });

  test('of one’s own goes into the request; a wrong password is red with the fix, the right one green', async () => {
    const l = await landlord('Hers');
    await organisation(l.businessShortCode, { initiator: 'janeapi', initiatorPassword: RIGHT });
    assert.match(await save(l, { initiatorName: 'janeapi' }, 422), /Give the password of this API user, too/);
    assert.match(await save(l, { initiatorPassword: RIGHT }, 422), /Give the name of the API user, too/);
    await save(l, { initiatorName: 'janeapi', initiatorPassword: WRONG });
    const red = await tried(l, 'initiator');
    assert.deepEqual([red.state, red.finding, red.resultCode], ['bad', 'initiator_wrong', '2001']);
    const html = await page(l);
    assert.match(section(html, 'initiator'), /badge failed">Does not work/);
    assert.match(section(html, 'initiator'), /What to do:<\/strong> Set a new password for the API user/);
    assert.match(html, /<span class="code">janeapi</, 'a name is no secret');

    await age(l);
    failed(await ask(l, 'initiator'), 409, 'initiator_refused', 'sure');
    const warned = await l.b.fill(PAGE, { kind: 'initiator' }, `${PAGE}/test`);
    assert.equal(warned.status, 409);
    assert.match(warned.text, /Tick this first/);
    assert.equal((await initiators(l)).length, 1, 'no second wrong password was sent');

    await save(l, { initiatorPassword: RIGHT });
    const green = await tried(l, 'initiator');
    assert.deepEqual([green.state, green.finding], ['good', 'initiator_ok']);
    assert.deepEqual(await initiators(l), ['janeapi', 'janeapi']);
    await save(l, { clear: 'initiator' });
    await tried(l, 'initiator', { sure: true });
    assert.equal((await initiators(l)).at(-1), 'testapi');
  });

  test('may be tried all the same by who is sure', async () => {
    const l = await landlord('Sure');
    await organisation(l.businessShortCode, { initiator: 'sureapi', initiatorPassword: RIGHT });
    await save(l, { initiatorName: 'sureapi', initiatorPassword: WRONG });
    await tried(l, 'initiator');
    await organisation(l.businessShortCode, { initiatorPassword: WRONG });
    await age(l);
    assert.equal((await l.b.fill(PAGE, { kind: 'initiator', sure: '1' }, `${PAGE}/test`)).status, 303);
    assert.equal((await answer(l, 'initiator')).finding, 'initiator_ok');
  });

  for (const [what, org, finding] of [
    ['without the role', { roles: 'b2c reversal' }, 'initiator_not_allowed'],
    ['locked', { initiatorLocked: true }, 'initiator_locked'],
  ]) {
    test(`${what} is told as that`, async () => {
      const l = await landlord(`Kind ${what}`);
      await organisation(l.businessShortCode, org);
      const now = await tried(l, 'initiator');
      assert.deepEqual([now.state, now.finding], ['bad', finding]);
      assert.ok(now.fix);
    });
  }

  test('is missing where there is an app of one’s own and nobody was named', async () => {
    const l = await landlord('Nobody');
    await save(l, await ownApp(l));
    assert.deepEqual((({ state, finding }) => [state, finding])(await tried(l, 'initiator')), ['bad', 'initiator_missing']);
  });

  test('is answered by a balance that was asked for just now', async () => {
    const l = await landlord('Balance');
    succeeded(await ask(l, 'initiator'), 202);
    await answer(l, 'initiator');
    await w.s.sql(`UPDATE setup_check SET asked_at = asked_at - 100 WHERE landlord_id = '${l.id}'`);
    succeeded(await ask(l, 'initiator'), 202);
    assert.equal((await answer(l, 'initiator')).finding, 'initiator_ok');
    assert.equal((await initiators(l)).length, 1);
  });
});
