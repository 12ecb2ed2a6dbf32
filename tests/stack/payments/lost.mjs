// The answer to the push is lost: nobody knows whether a prompt is on the phone. It is never sent again, and never "failed".
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { jane, w } from './here.mjs';

describe('an answer that is lost', () => {
  const phones = [];
  const once = async (phone) => {
    assert.equal((await w.pushes(phone)).length, 1, `${phone} was prompted once`);
    assert.equal((await w.requests('processrequest')).filter((r) => r.fields?.PhoneNumber === phone).length, 1,
      `${phone} was sent once`);
  };
  after(async () => { for (const phone of phones) await once(phone); });

  for (const mode of ['cut', 'html', 'reset', 'empty', 'blank', 'error']) {
    test(`(${mode}) leaves it unknown, and the callback still pays`, async () => {
      const h = await w.home(jane), p = await w.pay(h, { answer: { mode, promptAnyway: true } });
      phones.push(h.phone);
      const unknown = await w.becomes(p, 'processing');
      assert.deepEqual([unknown.moneyMoved, unknown.canRetry, unknown.checkoutRequestId], [null, false, null]);
      await w.answerPhone(h.phone);
      const now = await w.becomes(p, 'success'), [tx] = await w.pushes(h.phone);
      assert.deepEqual([now.mpesaReceiptNumber, now.checkoutRequestId], [tx.receipt, tx.checkoutRequestId]);
      assert.equal((await w.bill(h)).status, 'paid');
    });
  }

  test('(hang) is paid by a callback while the answer is still awaited', async () => {
    const h = await w.home(jane), p = await w.pay(h, w.auto({ answer: { mode: 'hang' } }));
    phones.push(h.phone);
    await w.becomes(p, 'success');
    assert.deepEqual((await w.detail(p)).steps.map((x) => x.to), ['sending', 'success']);
  });

  test('stays unknown at its expiry: "still checking", not "failed"', async () => {
    const h = await w.home(jane), p = await w.pay(h, { answer: { mode: 'html' } });
    phones.push(h.phone);
    await w.becomes(p, 'processing');
    await w.expire(p, 110);
    await w.expire(p, 10);
    const now = await w.becomes(p, 'timeout');
    assert.deepEqual([now.moneyMoved, now.resultCode], [null, null]);
    assert.ok(now.retryAfter > 0, 'a prompt may still be open on the phone');
    await w.answerPhone(h.phone);
    await w.becomes(p, 'success');
  });

  test('a cancellation heard without its answer counts as one', async () => {
    const h = await w.home(jane), p = await w.pay(h, { answer: { mode: 'cut' } });
    phones.push(h.phone);
    await w.becomes(p, 'processing');
    await w.answerPhone(h.phone, { cancel: true });
    await w.becomes(p, 'cancelled');
    await w.becomes(p, (now) => now.moneyMoved === false);
  });
});
