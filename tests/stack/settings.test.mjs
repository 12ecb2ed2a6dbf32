// What the configuration changes about payments: when a callback counts, who may bring one, how often a phone is prompted.
// One stack, started anew on the same folder with other settings for each.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from './stack.mjs';
import { begin, failed, newPhone, succeeded } from './world.mjs';

let w, jane;
before(async () => {
  w = await begin();
  jane = await w.connect(await w.newLandlord('Jane'));
});
after(async () => { await w?.s.stop(); });

async function settle(settings) {
  await w.s.halt();
  await w.s.configure(settings);
  await w.s.serve();
}

describe('RENTEASE_CONFIRM=before', () => {
  before(() => settle({ RENTEASE_CONFIRM: 'before' }));
  after(() => settle({ RENTEASE_CONFIRM: 'after' }));

  test('lets a good callback count only after the query agrees', async () => {
    const h = await w.home(jane), p = await w.pay(h, w.auto({ query: { mode: 'pending4999' } }));
    assert.deepEqual(await w.verdicts(p, 1), ['waiting']);
    const [tx] = await until(async () => { const all = await w.pushes(h.phone); return all[0].queries > 0 && all; },
      'a query');
    assert.deepEqual([(await w.status(p)).status, await w.posted(p)], ['processing', 0]);
    await w.s.control('PUT', `/transactions/${tx.checkoutRequestId}/query`, {});
    await w.age(p, 0);
    const now = await w.becomes(p, 'success');
    assert.equal(now.mpesaReceiptNumber, tx.receipt, 'with the receipt that the callback named');
  });

  test('posts nothing that the query denies', async () => {
    const p = await w.pay(await w.home(jane), w.auto({ query: { result: '1032' } }));
    assert.deepEqual(await w.verdicts(p, 1), ['waiting']);
    await w.age(p, 100);
    const now = await w.becomes(p, 'cancelled');
    assert.deepEqual([now.moneyMoved, await w.posted(p)], [false, 0]);
  });
});

describe('DARAJA_CALLBACK_IPS', () => {
  before(() => settle({ DARAJA_CALLBACK_IPS: '196.201.214.200' }));
  after(() => settle({ DARAJA_CALLBACK_IPS: '127.0.0.0/8' }));

  test('makes what comes from elsewhere wait for the query, and then it counts', async () => {
    const h = await w.home(jane), p = await w.pay(h, w.auto({ query: { mode: 'pending4999' } }));
    assert.deepEqual(await w.verdicts(p, 1), ['waiting']);
    assert.equal(await w.posted(p), 0);
    const [tx] = await w.pushes(h.phone);
    await w.s.control('PUT', `/transactions/${tx.checkoutRequestId}/query`, {});
    await w.age(p, 0);
    assert.equal((await w.becomes(p, 'success')).mpesaReceiptNumber, tx.receipt);
  });

  test('is judged by who connects, not by what X-Forwarded-For says', async () => {
    const h = await w.home(jane), p = await w.pay(h), tx = await w.push(h.phone);
    await w.becomes(p, 'processing');
    const answer = await fetch(tx.callbackUrl, { method: 'POST', headers: { 'X-Forwarded-For': '196.201.214.200' },
      body: JSON.stringify({ Body: { stkCallback: { MerchantRequestID: tx.merchantRequestId,
        CheckoutRequestID: tx.checkoutRequestId,
        ResultCode: 1032, ResultDesc: 'x' } } }) });
    assert.equal(answer.status, 200);
    assert.deepEqual(await w.verdicts(p, 1), ['waiting']);
    assert.equal((await w.status(p)).status, 'processing');
  });
});

describe('limits of prompts', () => {
  const refused = (answer, code) => {
    failed(answer, 429, code, 'phone');
    const wait = Number(answer.headers.get('retry-after'));
    assert.ok(wait > 0 && wait <= 86400, `Retry-After is ${wait}`);
    return wait;
  };

  test('RENTEASE_PROMPT_GAP_S keeps two prompts to a phone apart, over landlords and over a restart', async () => {
    await settle({ RENTEASE_PROMPT_GAP_S: '60' });
    const peter = await w.newLandlord('Peter');
    await w.connect(peter);
    const h = await w.home(jane), other = await w.home(peter, 777);
    await w.becomes(await w.pay(h, w.auto(), { amount: 100 }), 'success');
    assert.ok(refused(await w.initiate(h, { amount: 200 }), 'phone_wait') <= 60);
    refused(await w.initiate(other, { phone: h.phone }), 'phone_wait');
    await settle({});
    refused(await w.initiate(h, { amount: 200 }), 'phone_wait');
    assert.ok(refused(await w.initiate(h, { amount: 100 }), 'phone_wait') > 60, 'the same amount: twice the gap');
    assert.equal((await w.pushes(h.phone)).length, 1);
    await w.becomes(await w.pay(h, w.auto(), { amount: 200, phone: newPhone() }), 'success', 'another phone may be asked');
  });

  test('RENTEASE_PROMPTS_PER_HOUR holds over a restart, and is half for a phone that is not on file', async () => {
    await settle({ RENTEASE_PROMPT_GAP_S: '0', RENTEASE_PROMPTS_PER_HOUR: '4' });
    const h = await w.home(jane, 1000), stranger = newPhone();
    await w.script(h.phone, w.auto());
    await w.script(stranger, w.auto());
    const spend = async (phone, times) => {
      for (let i = 1; i <= times; i++)
        await w.becomes({ id: succeeded(await w.initiate(h, { amount: 10 + i, phone }), 202).id, h }, 'success');
      refused(await w.initiate(h, { amount: 9, phone }), 'phone_limit');
    };
    await spend(h.phone, 4);
    await spend(stranger, 2);
    await settle({});
    for (const phone of [h.phone, stranger]) refused(await w.initiate(h, { amount: 9, phone }), 'phone_limit');
    assert.deepEqual([(await w.pushes(h.phone)).length, (await w.pushes(stranger)).length], [4, 2]);
    await settle({ RENTEASE_PROMPTS_PER_HOUR: '0', RENTEASE_PROMPTS_PER_DAY: '4' });
    refused(await w.initiate(h, { amount: 9 }), 'phone_limit');
  });
});
