// A callback is a hint: believed for its secret address and for fitting, never for its JSON alone.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { goodCallback, knock } from '../world.mjs';
import { jane, w } from './here.mjs';

const judged = (where) => until(async () => (await w.s.sql(`SELECT * FROM hook_verdict WHERE ${where} ORDER BY inbox_id DESC`))[0],
  'a verdict');

describe('a callback', () => {
  test('that overtakes the answer to the push pays at once', async () => {
    const h = await w.home(jane), p = await w.pay(h, w.auto({ callback: { beforeAnswer: true } }));
    const now = await w.becomes(p, 'success'), [tx] = await w.pushes(h.phone);
    assert.deepEqual([now.mpesaReceiptNumber, now.checkoutRequestId], [tx.receipt, tx.checkoutRequestId]);
    assert.equal((await w.detail(p)).steps.filter((x) => x.to === 'success').length, 1);
  });

  test('that never comes is made up for by the query; its receipt number may follow', async () => {
    const h = await w.home(jane), p = await w.pay(h, w.auto({ callback: { lose: true } }));
    const now = await w.becomes(p, 'success'), [tx] = await w.pushes(h.phone);
    assert.deepEqual([now.mpesaReceiptNumber, now.moneyMoved, (await w.bill(h)).status], [null, true, 'paid']);
    assert.ok(now.receiptNumber, 'the receipt has a number of ours');
    assert.equal((await w.s.control('POST', `/transactions/${tx.checkoutRequestId}/resend`)).body.status, 200);
    await w.becomes(p, (n) => n.mpesaReceiptNumber === tx.receipt);
    assert.deepEqual([await w.verdicts(p, 1), await w.posted(p)], [['known'], 1]);
  });

  test('to an address that belongs to no payment any more is kept and changes nothing', async () => {
    const h = await w.home(jane);
    const p = await w.pay(h, w.auto({ answer: { mode: 'fault429' }, times: 1 }));
    const [refused] = await until(async () => {
      const sent = (await w.requests('processrequest')).filter((r) => r.fields?.PhoneNumber === h.phone);
      return sent.length && sent[0].status === 429 && sent;
    }, 'the refused push');
    await w.script(h.phone, w.auto());
    await w.becomes(p, 'success');
    const answer = await knock(refused.fields.CallBackURL, goodCallback({ amount: '1000', phone: h.phone }));
    assert.deepEqual([answer.status, answer.body], [200, { ResultCode: 0, ResultDesc: 'Accepted' }]);
    assert.equal((await judged("verdict = 'unknown_secret'")).payment_id, null);
    assert.equal(await w.posted(p), 1);
  });

  test('to a made-up address is not found, and kept as forged', async () => {
    const h = await w.home(jane), p = await w.pay(h), tx = await w.push(h.phone);
    await w.becomes(p, 'processing');
    const secret = randomBytes(24).toString('hex');
    assert.equal((await knock(`${w.s.url}/hooks/${secret}/stk`, goodCallback(tx))).status, 404);
    const verdict = await judged("verdict = 'forged'");
    assert.deepEqual([verdict.payment_id, verdict.kind], [null, 'stk']);
    const last = tx.callbackUrl.replace(/([0-9a-f])\/stk$/, (_, c) => `${c === '0' ? '1' : '0'}/stk`);
    assert.equal((await knock(last, goodCallback(tx))).status, 404, 'one digit off is made up too');
    assert.equal((await w.status(p)).status, 'processing');
    await w.answerPhone(h.phone, { cancel: true });
  });

  test('at the address of another kind is kept and changes nothing', async () => {
    const h = await w.home(jane), p = await w.pay(h), tx = await w.push(h.phone);
    for (const [kind, verdict] of Object.entries({ timeout: 'unknown_secret', result: 'unknown_secret',
      validation: 'unknown_secret', confirmation: 'unknown_secret' })) { // each address is for one kind of message
      assert.equal((await knock(tx.callbackUrl.replace(/stk$/, kind), goodCallback(tx))).status, 200);
      assert.equal((await judged(`kind = '${kind}'`)).verdict, verdict);
    }
    assert.equal((await knock(tx.callbackUrl.replace(/stk$/, 'other'), goodCallback(tx))).status, 404);
    assert.equal(await w.posted(p), 0);
    await w.answerPhone(h.phone);
    await w.becomes(p, 'success');
  });

  test('that says paid without a receipt or an amount is asked about, and the query pays', async () => {
    for (const drop of ['MpesaReceiptNumber', 'Amount']) {
      const h = await w.home(jane), p = await w.pay(h), tx = await w.push(h.phone);
      await w.becomes(p, 'processing');
      const body = goodCallback(tx), meta = body.Body.stkCallback.CallbackMetadata;
      meta.Item = meta.Item.filter((i) => i.Name !== drop);
      await knock(tx.callbackUrl, body);
      assert.deepEqual([await w.verdicts(p, 1), await w.posted(p)], [['unclear'], 0]);
      await w.script(h.phone, {});
      await w.answerPhone(h.phone);
      await w.becomes(p, 'success');
      assert.equal(await w.posted(p), 1);
    }
  });

  test('may leave the phone out, mask it, or write its code as text', async () => {
    const mask = (phone) => `${phone.slice(0, 6)}***${phone.slice(9)}`;
    for (const callback of [{ phone: null }, { mask: true }, { stringCode: true }, { dropIds: true }]) {
      const h = await w.home(jane), { mask: masked, ...rest } = callback;
      const p = await w.pay(h, w.auto({ callback: masked ? { phone: mask(h.phone) } : rest }));
      await w.becomes(p, 'success', JSON.stringify(callback));
    }
  });
});
