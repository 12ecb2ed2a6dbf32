// The addresses without a secret: anyone can post there, so what comes counts only after Daraja itself has said so.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { goodCallback, knock } from '../world.mjs';
import { jane, w } from './here.mjs';

describe('a claim', () => {
  const claim = (tx, path = '/api/v1/daraja/callback') => knock(w.s.url + path,
    goodCallback(tx, { MpesaReceiptNumber: 'UKL7CLAIM1' }));

  test('is kept, posts nothing while Daraja knows of no money, and costs five queries at most', async () => {
    const h = await w.home(jane), p = await w.pay(h), tx = await w.push(h.phone);
    await w.becomes(p, 'processing');
    for (let i = 0; i < 12; i++)
      assert.equal((await claim(tx, ['/api/v1/daraja/callback', '/api/v1/daraja/timeout',
        '/api/daraja/callback'][i % 3])).status, 200);
    const heard = await w.verdicts(p, 12);
    assert.deepEqual(new Set(heard), new Set(['waiting']));
    await until(async () => (await w.pushes(h.phone))[0].queries >= 1, 'a query');
    const [{ nudges }] = await w.s.sql(`SELECT nudges FROM payment WHERE id = '${p.id}'`);
    assert.equal(nudges, 5);
    assert.ok((await w.pushes(h.phone))[0].queries <= 6, 'five, and the one that was due');
    assert.equal(await w.posted(p), 0);
    await w.answerPhone(h.phone);
    await w.becomes(p, 'success');
  });

  test('that Daraja confirms lets the payment count; its receipt number is not believed', async () => {
    const h = await w.home(jane), p = await w.pay(h, { callback: { lose: true }, query: { mode: 'pending4999' } });
    const tx = await w.push(h.phone);
    await w.becomes(p, 'processing');
    await w.answerPhone(h.phone);
    await claim(tx);
    assert.deepEqual(await w.verdicts(p, 1), ['waiting']);
    assert.equal(await w.posted(p), 0);
    await w.s.control('PUT', `/transactions/${tx.checkoutRequestId}/query`, {});
    await claim(tx);
    assert.equal((await w.becomes(p, 'success')).mpesaReceiptNumber, null);
  });

  test('about nothing of ours, or about nothing at all, is kept as such', async () => {
    const verdict = async () => (await w.s.sql("SELECT verdict FROM hook_verdict WHERE kind = 'claim' ORDER BY inbox_id DESC LIMIT 1"))[0];
    for (const [body, wanted] of [[goodCallback({ amount: '1', phone: '254700000000', checkoutRequestId: 'ws_CO_none' }),
      'unknown_claim'],
      [{ Body: { stkCallback: { ResultCode: 0, ResultDesc: 'x' } } }, 'unknown_claim'], ['not json', 'malformed']]) {
      assert.equal((await knock(`${w.s.url}/api/v1/daraja/callback`, body)).status, 200);
      await until(async () => (await verdict())?.verdict === wanted, wanted);
    }
  });
});
