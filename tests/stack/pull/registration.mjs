// Registering a number for pulls, once (daraja.md 13).
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { failed, succeeded } from '../world.mjs';
import { asked, clear, hasten, landlord, newest, register, script, slowly, standing, w } from './here.mjs';

describe('a registration for pulls', () => {
  before(slowly);
  const requests = (l) => asked(l, 'pulltransactions/v1/register');

  test('names the number, its phone and a secret address, and the first pull follows at once', async () => {
    const l = await landlord('Fresh');
    const never = await standing(l);
    assert.deepEqual(never, { isRegistered: false, state: null, businessShortCode: l.businessShortCode, nominatedPhone: null,
      resultCode: null, resultDesc: null, askedAt: null, answeredAt: null, nextAt: null, lastPull: null, found: [] });
    const now = await register(l, '0722 111 222');
    assert.deepEqual([now.isRegistered, now.resultCode, now.nominatedPhone], [true, '1000', '254722111222']);
    const [{ fields }] = await requests(l);
    assert.deepEqual([fields.ShortCode, fields.RequestType, fields.NominatedNumber], [l.businessShortCode, 'Pull', '254722111222']);
    assert.match(fields.CallBackURL, /\/hooks\/[0-9a-f]{48}\/result$/);
    await until(async () => (await standing(l)).lastPull?.state === 'done', 'the first pull');
    assert.ok(Date.parse((await standing(l)).nextAt) > Date.now() + 800e3, 'the next one in a quarter of an hour');
  });

  test('made before is as good', async () => {
    const l = await landlord('Twice');
    await register(l);
    await w.flags({ pullSpacedKeys: true });
    const now = await register(l, '0722 333 444');
    await w.flags({ pullSpacedKeys: false });
    assert.deepEqual([now.state, now.resultCode, now.nominatedPhone], ['registered', '1001', '254722333444']);
  });

  for (const [code, message] of [['400.001', 'Invalid ShortCode'], ['401.003.01', 'Error Occurred - Invalid API call as no apiproduct match found'],
    ['400.002.02', 'Bad Request - Invalid NominatedNumber']])
    test(`that is refused (${code}) is told as that, and not tried again`, async () => {
      const l = await landlord(`Refused ${code}`);
      await script('pullRegister', { times: 1, answer: { mode: 'error', status: Number(code.slice(0, 3)), errorCode: code, errorMessage: message } });
      const now = await register(l);
      assert.deepEqual([now.state, now.resultCode, now.resultDesc, now.nextAt], ['refused', code, message, null]);
      assert.equal((await requests(l)).length, 1);
      failed(await l.call('POST', '/mpesa/pull', {}), 409, 'not_registered');
      assert.equal((await register(l)).state, 'registered');
    });

  for (const mode of ['fault429', 'html', 'empty', 'blank', 'cut'])
    test(`that brings no answer (${mode}) is tried again later`, async () => {
      const l = await landlord(`Later ${mode}`);
      await script('pullRegister', { times: 1, answer: { mode } });
      succeeded(await l.call('POST', '/mpesa/pull/register', { nominatedPhone: '0722000000' }), 202);
      const waits = await until(async () => {
        const [a] = await w.s.sql(`SELECT * FROM pull_account WHERE landlord_id = '${l.id}' AND failures = 1`);
        return a;
      }, 'the first try to end');
      assert.ok(waits.next_at - waits.answered_at >= 29, `${waits.next_at - waits.answered_at} s`);
      assert.equal((await standing(l)).state, 'pending');
      failed(await l.call('POST', '/mpesa/pull/register', { nominatedPhone: '0722000000' }), 409, 'registration_in_progress');
      await hasten(l);
      await until(async () => (await standing(l)).isRegistered, 'the second try');
    });

  test('that never brings an answer is given up after five tries, and a person asks again', async () => {
    const l = await landlord('Never');
    await script('pullRegister', { answer: { mode: 'html' } });
    succeeded(await l.call('POST', '/mpesa/pull/register', { nominatedPhone: '0722000000' }), 202);
    await until(async () => {
      await w.s.sql(`UPDATE pull_account SET next_at = unixepoch() WHERE landlord_id = '${l.id}' AND next_at > unixepoch() AND answered_at`);
      return (await standing(l)).state === 'unknown';
    }, 'it to be given up', 40000);
    assert.equal((await requests(l)).length, 5);
    await clear('pullRegister');
    assert.equal((await register(l)).state, 'registered');
  });

  for (const form of ['404.001.03', '400.003.01', '401.002.01'])
    test(`fetches another token when the first is refused (${form})`, async () => {
      const l = await landlord(`Token ${form}`);
      await w.flags({ tokenErrorForm: form });
      await w.s.control('POST', '/tokens/expire');
      assert.equal((await register(l)).state, 'registered');
      await until(async () => (await newest(l))?.state === 'done', 'the pull');
    });

  test('needs a number in use, a phone, and the owner', async () => {
    const bare = await w.newLandlord('Bare'), l = await landlord('Rights');
    failed(await bare.call('POST', '/mpesa/pull/register', { nominatedPhone: '0722000000' }), 409, 'not_configured');
    failed(await bare.call('POST', '/mpesa/pull', {}), 409, 'not_configured');
    assert.equal((await standing(bare)).businessShortCode, null);
    failed(await l.call('POST', '/mpesa/pull/register', {}), 422, 'invalid_fields', 'nominatedPhone');
    failed(await l.call('POST', '/mpesa/pull/register', { nominatedPhone: '0712' }), 422, 'invalid_fields', 'nominatedPhone');
    failed(await l.call('POST', '/mpesa/pull', {}), 409, 'not_registered');
    const tenant = await w.joined((await w.home(l)).tenant);
    for (const [method, path] of [['POST', '/mpesa/pull/register'], ['POST', '/mpesa/pull'], ['GET', '/mpesa/pull/status']])
      failed(await tenant(method, path, method === 'POST' ? {} : undefined), 403, 'forbidden');
    const own = await w.operator('GET', `/mpesa/pull/status?landlordId=${l.id}`);
    assert.equal(succeeded(own, 200).businessShortCode, l.businessShortCode);
  });
});
