// Asking Safaricom to tell us of direct payments (daraja.md 6.1).
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { failed, newShortCode, succeeded } from '../world.mjs';
import { addresses, landlord, register, registered, standing, w } from './here.mjs';

describe('a registration', () => {
  test('gives Safaricom two secret addresses that no refused word stands in, and says that it went well', async () => {
    const l = await landlord('Fresh');
    assert.deepEqual(await standing(l), { isRegistered: false, state: null, businessShortCode: null, version: null,
      validation: null, resultCode: null, resultDesc: null, askedAt: null, answeredAt: null });
    const now = await register(l);
    assert.deepEqual([now.isRegistered, now.version, now.businessShortCode, now.validation],
      [true, 'v2', l.businessShortCode, 'accept']);
    const { confirmation, validation } = await addresses(l);
    assert.match(confirmation, /\/hooks\/[0-9a-f]{48}\/confirmation$/);
    assert.match(validation, /\/hooks\/[0-9a-f]{48}\/validation$/);
    assert.doesNotMatch(confirmation + validation, /m-?pesa|safaricom|\bexe\b|cmd|sql|query/i);
    const [{ path }] = (await w.requests('registerurl')).filter((r) => r.fields?.ShortCode === l.businessShortCode);
    assert.equal(path, '/mpesa/c2b/v2/registerurl');
  });

  test('of a till names its store', async () => {
    const [till, store] = [newShortCode(), newShortCode()];
    await w.s.control('PUT', `/organisations/${till}`, { kind: 'till', storeNumber: store });
    const l = await registered('Shop', { businessType: 'till', businessShortCode: till, storeNumber: store });
    assert.ok((await addresses(l)).confirmation);
  });

  for (const form of ['error', 'ok200']) {
    test(`that changes nothing (${form}) is told as that, and what to do`, async () => {
      const l = await registered(`Again ${form}`), before = await addresses(l);
      await w.flags({ c2bRegisterOnce: true, c2bRegisteredForm: form });
      const now = await register(l);
      await w.flags({ c2bRegisterOnce: false });
      assert.deepEqual([now.isRegistered, now.state], [false, 'already']);
      assert.match(now.resultDesc, /already registered/i);
      assert.notDeepEqual(await addresses(l), before, 'each asking has an address of its own');
      const page = (await (await browser(w.s).signIn(l.phone)).get('/setup/direct')).text;
      assert.match(page, /URL Management/);
      assert.match(page, /apisupport@safaricom\.co\.ke/);
    });
  }

  test('with the wrong version is refused; the page offers the other, and that works', async () => {
    const l = await landlord('Version'), b = await browser(w.s).signIn(l.phone);
    await w.flags({ c2bProduct: 'v1' });
    const now = await register(l);
    assert.deepEqual([now.state, now.resultCode], ['refused', '401.003.01']);
    assert.match((await b.get('/setup/direct')).text, /value="v1" checked/);
    assert.equal((await b.fill('/setup/direct', {})).status, 303);
    await until(async () => (await standing(l)).isRegistered, 'the other version');
    await w.flags({ c2bProduct: 'both' });
    assert.equal((await standing(l)).version, 'v1');
    assert.match((await b.get('/setup/direct')).text, /Registered/);
  });

  for (const form of ['400.003.01', '401.002.01', '401.003.01']) {
    test(`with a token that has ended (${form}) goes out once more with a fresh one`, async () => {
      const l = await landlord(`Token ${form}`);
      await w.flags({ tokenErrorForm: form });
      await w.s.control('POST', '/tokens/expire');
      assert.equal((await register(l)).state, 'registered');
    });
  }

  test('needs a number in use, and one at a time', async () => {
    const l = await w.newLandlord('Bare');
    failed(await l.call('POST', '/mpesa/c2b/register', {}), 409, 'not_configured');
    failed(await l.call('POST', '/mpesa/c2b/register', { version: 'v3' }), 422, 'invalid_fields', 'version');
    failed(await l.call('POST', '/mpesa/c2b/validation', { mode: 'strict' }), 409, 'not_registered');
    assert.match((await (await browser(w.s).signIn(l.phone)).get('/setup/direct')).text, /Connect your number first/);
    const busy = await landlord('Busy');
    await w.flags({ down: 'hang' });
    succeeded(await busy.call('POST', '/mpesa/c2b/register', {}), 202);
    failed(await busy.call('POST', '/mpesa/c2b/register', {}), 409, 'registration_in_progress');
    assert.match((await (await browser(w.s).signIn(busy.phone)).get('/setup/direct')).text, /Being registered/);
    await w.flags({ down: 'none' });
  });
});
