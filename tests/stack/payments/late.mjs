// No state but "reversed" closes the door to success: expiry ends the waiting, not the payment.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { jane, w } from './here.mjs';

describe('a late success', () => {
  const complete = (tx) => w.s.control('POST', `/transactions/${tx.checkoutRequestId}/complete`, { result: '0' });

  test('after the expiry turns the payment, the bill and the receipt', async () => {
    const h = await w.home(jane), p = await w.pay(h), tx = await w.push(h.phone);
    await w.becomes(p, 'processing');
    await w.expire(p);
    const waiting = await w.becomes(p, 'timeout');
    assert.deepEqual([waiting.moneyMoved, waiting.settled], [null, false]);
    assert.equal((await complete(tx)).body.status, 200);
    const now = await w.becomes(p, 'success');
    assert.ok(now.receiptNumber);
    assert.deepEqual([now.moneyMoved, (await w.bill(h)).status], [true, 'paid']);
  });

  test('after the expiry is found by the query when its callback is lost', async () => {
    const h = await w.home(jane), p = await w.pay(h, { callback: { lose: true },
      query: { mode: 'pending4999', firstN: 1 } });
    const tx = await w.push(h.phone);
    await w.becomes(p, 'processing');
    await w.expire(p);
    await w.becomes(p, 'timeout');
    await w.answerPhone(h.phone);
    assert.equal(tx.checkoutRequestId, (await w.status(p)).checkoutRequestId);
    await w.age(p, 0);
    await w.becomes(p, 'success');
  });

  for (const [result, status] of [['1032', 'cancelled'], ['1', 'failed'], ['1037', 'failed']]) {
    test(`after a callback that said ${result} still pays`, async () => {
      const h = await w.home(jane), p = await w.pay(h, w.auto({ result }));
      await w.becomes(p, status);
      const [tx] = await w.pushes(h.phone);
      assert.equal((await complete(tx)).body.status, 200);
      await w.becomes(p, 'success');
      assert.deepEqual([(await w.bill(h)).status, await w.posted(p)], ['paid', 1]);
    });
  }

  test('after Daraja itself has agreed to the refusal still pays', async () => {
    const h = await w.home(jane), p = await w.pay(h, w.auto({ result: '1032' }));
    await w.becomes(p, (now) => now.status === 'cancelled' && now.moneyMoved === false);
    await complete((await w.pushes(h.phone))[0]);
    const now = await w.becomes(p, 'success');
    assert.equal(now.moneyMoved, true);
  });

  test('does not undo itself when a late refusal is told after it', async () => {
    const h = await w.home(jane), p = await w.pay(h, w.auto()), tx = await w.push(h.phone);
    await w.becomes(p, 'success');
    await w.s.control('POST', '/callback', { url: tx.callbackUrl, body: JSON.stringify({ Body: { stkCallback: {
      MerchantRequestID: tx.merchantRequestId, CheckoutRequestID: tx.checkoutRequestId, ResultCode: 1032,
        ResultDesc: 'Request cancelled by user' } } }) });
    assert.deepEqual(await w.verdicts(p, 2), ['posted', 'contradicts']);
    assert.equal((await w.status(p)).status, 'success');
  });
});
