// When Daraja does not give the list: nothing is lost by it, nothing is asked in a hurry, and a person reads why.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { asked, clear, ended, hasten, newest, posted, pulled, registered, script, send, slowly, standing, w } from './here.mjs';

describe('a list that does not come', () => {
  let l, b;
  before(async () => {
    await slowly();
    l = await registered('Troubled');
    b = await browser(w.s).signIn(l.phone);
  });
  const account = async () => (await w.s.sql(`SELECT * FROM pull_account WHERE landlord_id = '${l.id}'`))[0];

  for (const mode of ['fault429', 'html', 'empty', 'blank', 'cut', 'soap', 'hang'])
    test(`(${mode}) is asked for again, later and not at once, from where it stood`, async () => {
      const p = await send(l, 'LATE', 15), since = (await asked(l)).length, before = (await newest(l)).id;
      await script('pullQuery', { times: 1, answer: { mode } });
      await hasten(l);
      const waits = await until(async () => { const a = await account(); return a.failures === 1 && a; }, 'the first answer', 45000);
      assert.ok(waits.next_at - Date.now() / 1000 > 25, 'half a minute later');
      assert.deepEqual([(await asked(l)).length, (await posted(p.receipt)).length], [since + 1, 0]);
      const { lastPull } = await standing(l);
      assert.deepEqual([lastPull.state, typeof lastPull.resultDesc], ['asking', 'string']);
      await hasten(l);
      const last = await ended(l, before);
      assert.deepEqual([last.state, last.rowsNew, last.resultDesc, (await account()).failures], ['done', 1, null, 0]);
      assert.equal((await posted(p.receipt)).length, 1);
    });

  test('at all is given up after five requests; the next pull is another one, and misses nothing', async () => {
    const p = await send(l, 'GIVENUP', 16), since = (await asked(l)).length, before = (await newest(l)).id, good = (await account()).good_to;
    await script('pullQuery', { answer: { mode: 'html' } });
    for (let i = 1; i <= 5; i++) {
      await hasten(l);
      await until(async () => (await asked(l)).length === since + i && (await account()).next_at > Date.now() / 1000 + 25, `request ${i}`);
    }
    const last = await ended(l, before);
    assert.deepEqual([last.state, (await account()).good_to], ['unknown', good]);
    assert.ok((await account()).next_at > Date.now() / 1000 + 800);
    assert.match((await b.get('/setup/direct')).text, /gave no clear answer. No payment is lost by it/);
    await clear('pullQuery');
    assert.equal((await pulled(l)).rowsNew, 1);
    assert.equal((await posted(p.receipt)).length, 1);
  });

  for (const [status, code, message] of [[400, '400.001', 'Invalid ShortCode'],
    [401, '401.003.01', 'Error Occurred - Invalid API call as no apiproduct match found']])
    test(`because Safaricom refuses it (${code}) is told with what to do, and asked for again in an hour`, async () => {
      const since = (await asked(l)).length;
      await script('pullQuery', { times: 1, answer: { mode: 'error', status, errorCode: code, errorMessage: message } });
      const last = await pulled(l);
      assert.deepEqual([last.state, last.resultCode, last.resultDesc, (await asked(l)).length], ['refused', code, message, since + 1]);
      assert.ok((await account()).next_at > Date.now() / 1000 + 3500);
      const page = (await b.get('/setup/direct')).text;
      assert.ok(page.includes(message) && page.includes('apisupport@safaricom.co.ke'));
      assert.equal((await pulled(l)).state, 'done');
    });

  test('for want of a good token comes with the next one', async () => {
    for (const form of ['404.001.03', '401.002.01', '400.003.01']) {
      await w.flags({ tokenErrorForm: form });
      await w.s.control('POST', '/tokens/expire');
      assert.equal((await pulled(l)).state, 'done');
    }
  });

  test('while Daraja is away altogether, and comes back', async () => {
    const p = await send(l, 'AWAY', 17), before = (await newest(l)).id;
    await w.flags({ down: 'refuse' });
    await hasten(l);
    await until(async () => (await account()).failures === 1, 'the first try');
    await w.flags({ down: 'none' });
    await hasten(l);
    assert.equal((await ended(l, before)).rowsNew, 1);
    assert.equal((await posted(p.receipt)).length, 1);
  });
});
