// Access tokens end when they like, and are refused in four ways: one new token, one push. Rate limits are waited out.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newPaybill, succeeded } from '../world.mjs';
import { jane, w } from './here.mjs';

describe('a token', () => {
  const all = () => w.requests('processrequest');
  const sent = async (phone) => (await all()).filter((r) => r.fields?.PhoneNumber === phone).map((r) => r.status);

  for (const form of ['404.001.03', '401.002.01', '400.003.01', '401.003.01']) {
    test(`that has ended (${form}) is fetched once more, and the push goes out once`, async () => {
      await w.flags({ tokenErrorForm: form });
      const h = await w.home(jane), before = (await w.requests('oauth')).length, earlier = (await all()).length;
      assert.equal((await w.s.control('POST', '/tokens/expire')).status, 200);
      await w.becomes(await w.pay(h, w.auto()), 'success');
      assert.equal((await w.requests('oauth')).length, before + 1);
      assert.deepEqual((await all()).slice(earlier).map((r) => r.status), [Number(form.slice(0, 3)), 200]);
      assert.equal((await w.pushes(h.phone)).length, 1);
    });
  }

  test('is fetched once for many payments at once', async () => {
    const homes = await Promise.all(Array.from({ length: 20 }, () => w.home(jane))),
      before = (await w.requests('oauth')).length;
    await w.s.control('POST', '/tokens/expire');
    const payments = await Promise.all(homes.map((h) => w.pay(h, w.auto())));
    for (const p of payments) await w.becomes(p, 'success');
    assert.equal((await w.requests('oauth')).length, before + 1);
    for (const h of homes) assert.equal((await w.pushes(h.phone)).length, 1);
  });

  for (const answer of [{ mode: 'fault429' }, { mode: 'error', status: 500, errorCode: '500.003.02',
    errorMessage: 'System is busy' },
    { mode: 'error', status: 500, errorCode: '500.003.03', errorMessage: 'Quota Violation' }]) {
    test(`is no help against ${answer.errorCode ?? 'a spike arrest'}: the push waits, then goes out and is paid`,
      async () => {
      const h = await w.home(jane), p = await w.pay(h, { answer, times: 1 });
      await w.answerPhone(h.phone);
      await w.becomes(p, 'success');
      assert.equal((await w.pushes(h.phone)).length, 1);
      assert.deepEqual(await sent(h.phone), [answer.status ?? 429, 200]);
    });
  }

  test('cannot be had with a wrong consumer key: the payment fails and says plainly that it is not set up', async () => {
    const l = await w.newLandlord('Wrongkey');
    succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { ...newPaybill(), passkey: 'p'.repeat(64),
      consumerKey: 'a-key-that-nobody-has', consumerSecret: 'a-secret-to-no-app' }), 200);
    const { paymentId } = succeeded(await l.call('POST', `/landlords/${l.id}/daraja/test`, { phone: l.phone }), 202);
    const now = await w.becomes({ id: paymentId, h: { l } }, 'failed');
    assert.deepEqual([now.moneyMoved, now.canRetry], [false, false]);
    assert.match(now.message, /did not accept your landlord's paybill or till/);
    assert.equal(succeeded(await l.call('GET', `/landlords/${l.id}/daraja/status`), 200).lastTestResult, 'failed');
    assert.deepEqual(await w.pushes(l.phone), []);
  });

  test('of a good key with a wrong passkey: refused by Daraja, plainly not set up', async () => {
    const l = await w.newLandlord('Wrongpass'), details = newPaybill();
    await w.s.control('PUT', '/apps/passkey-app', { secret: 'passkey-secret' });
    succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { ...details, passkey: 'q'.repeat(64),
      consumerKey: 'passkey-app', consumerSecret: 'passkey-secret' }), 200);
    const { paymentId } = succeeded(await l.call('POST', `/landlords/${l.id}/daraja/test`, { phone: l.phone }), 202);
    const now = await w.becomes({ id: paymentId, h: { l } }, 'failed');
    assert.deepEqual([now.resultCode, now.moneyMoved, now.canRetry], ['500.001.1001', false, false]);
    assert.match(now.message, /did not accept/);
  });
});
