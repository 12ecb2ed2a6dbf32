// Every way in which Daraja can fail to make one (daraja.md 12): told as it is, and asked for again by a person, not at once.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { until } from '../stack.mjs';
import { failed, succeeded } from '../world.mjs';
import { age, asked, landlord, ofBill, picture, script, settled, w } from './here.mjs';

const error = (status, errorCode, errorMessage) => ({ mode: 'error', status, errorCode, errorMessage });

describe('a QR code that Daraja', () => {
  const refusals = { '404.001.04': error(404, '404.001.04', 'Invalid Authentication Header'),
    '400.002.05': error(400, '400.002.05', 'Invalid Request Payload') };
  for (const [code, answer] of Object.entries(refusals)) {
    test(`refuses (${code}) has failed, is asked for once, and can be asked for again after three minutes`, async () => {
      const l = await landlord(`Refused ${code}`), h = await w.home(l, 1000), b = await browser(w.s).signIn(l.phone);
      await script(answer);
      await ofBill(h);
      const now = await settled(h);
      assert.deepEqual([now.status, now.reason, now.png], ['failed', 'refused', null]);
      assert.ok(Date.parse(now.retryAt) > Date.now());
      assert.equal((await asked(l)).length, 1);

      const page = (await b.get(`/pay/${h.bill.id}`)).text;
      assert.match(page, /Safaricom refused to make it/);
      assert.match(page, /You can ask for it again from/);
      assert.ok(!forms(page).some((f) => f.action.startsWith('/qr/')), 'no button yet');
      assert.equal((await ofBill(h)).body.data.status, 'failed', 'nor by a program');

      await age(l);
      const again = forms((await b.get(`/pay/${h.bill.id}`)).text).find((f) => f.action.startsWith('/qr/'));
      const sent = await b.post(again.action, again.fields);
      assert.deepEqual([sent.status, sent.location], [303, `/pay/${h.bill.id}`]);
      assert.equal((await settled(h)).status, 'ready');
      assert.ok(picture((await b.get(`/pay/${h.bill.id}`)).text));
    });
  }

  test('refuses is asked for again by the first call of a program after its time', async () => {
    const l = await landlord('Program'), h = await w.home(l, 1000);
    await script(refusals['400.002.05']);
    await ofBill(h);
    assert.equal((await settled(h)).status, 'failed');
    await age(l);
    assert.equal(succeeded(await ofBill(h), 202).status, 'pending');
    assert.equal((await settled(h)).status, 'ready');
  });

  for (const form of ['400.003.01', '404.001.03', '401.002.01']) {
    test(`had a token for that has ended (${form}) goes out once more with a fresh one`, async () => {
      const h = await w.home(await landlord(`Token ${form}`), 1000);
      await w.flags({ tokenErrorForm: form });
      await w.s.control('POST', '/tokens/expire');
      await ofBill(h);
      assert.equal((await settled(h)).status, 'ready');
    });
  }

  for (const [what, flags] of [['an empty text', { qrPicture: 'empty' }], ['something that is no PNG', { qrPicture: 'gif' }]]) {
    test(`answers with ${what} is asked for three times, and then has failed`, async () => {
      const l = await landlord(`Picture ${flags.qrPicture}`), h = await w.home(l, 1000);
      await w.flags(flags);
      await ofBill(h);
      const now = await settled(h, 30000);
      await w.flags({ qrPicture: 'png' });
      assert.deepEqual([now.status, now.reason], ['failed', 'no_picture']);
      assert.equal((await asked(l)).length, 3);
      assert.match((await (await browser(w.s).signIn(l.phone)).get(`/landlord/bills/${h.bill.id}`)).text,
        /Safaricom answered, but without a QR code/);
    });
  }

  for (const [what, answer] of Object.entries({ 'a firewall’s page': { mode: 'html' }, 'half an answer': { mode: 'cut' },
    'nothing at all': { mode: 'empty' }, 'a reset': { mode: 'reset' }, 'slow down': { mode: 'fault429' },
    'an error of its own': error(500, '500.003.1001', 'Internal Server Error') })) {
    test(`answers with ${what}, once, is there all the same`, async () => {
      const l = await landlord(`Once ${answer.mode}`), h = await w.home(l, 1000);
      await script(answer);
      await ofBill(h);
      assert.equal((await settled(h, 30000)).status, 'ready');
      assert.ok((await asked(l)).length >= 2);
    });
  }

  test('does not answer three times has failed, and says so', async () => {
    const l = await landlord('Silent'), h = await w.home(l, 1000);
    await script({ mode: 'html' }, 3);
    await ofBill(h);
    const now = await settled(h, 30000);
    assert.deepEqual([now.status, now.reason], ['failed', 'no_answer']);
    assert.equal((await asked(l)).length, 3);
  });

  test('leaves hanging lets everything else go on, and is asked for again', async () => {
    const l = await landlord('Hung'), h = await w.home(l, 1000), other = await w.home(l, 1100);
    await script({ mode: 'hang' });
    await ofBill(h);
    await until(async () => (await asked(l)).length, 'the request');
    await ofBill(other);
    assert.equal((await settled(other)).status, 'ready');
    assert.equal((await ofBill(h)).status, 202);
    await w.becomes(await w.pay(other, w.auto()), 'success');
    assert.equal((await settled(h, 60000)).status, 'ready');
  });

  test('would never make, as the keys are wrong, says that', async () => {
    const l = await w.newLandlord('Keys');
    await w.connect(l);
    const h = await w.home(l, 1000);
    await w.s.sql(`UPDATE receiving_account SET credentials = 'own' WHERE landlord_id = '${l.id}'`);
    await ofBill(h);
    const now = await settled(h);
    assert.deepEqual([now.status, now.reason], ['failed', 'keys']);
    assert.match((await (await browser(w.s).signIn(l.phone)).get(`/landlord/bills/${h.bill.id}`)).text, /did not accept the keys/);
  });

  test('cannot be reached for stays to be made, and comes when it is back', async () => {
    const l = await landlord('Away'), h = await w.home(l, 1000);
    await w.s.endSim();
    assert.equal((await ofBill(h)).status, 202);
    await w.s.startSim();
    const now = await settled(h, 60000);
    if (now.status === 'failed') failed(await ofBill({ ...h, bill: { id: '0123456789abcdef' } }), 404, 'not_found');
    assert.ok(['ready', 'failed'].includes(now.status));
  });
});
