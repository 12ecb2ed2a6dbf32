// Every result code of daraja.md 17.1 that STK brings: what it means, and whether trying again can help. No money moved is
// said once Daraja's own query agrees; a code that nobody knows is neither paid nor failed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { jane, w } from './here.mjs';

const codes = [
  /* code         status       can retry */
  ['1', 'failed', true], ['2', 'failed', true], ['3', 'failed', true], ['4', 'failed', true], ['6', 'failed', true],
  ['7', 'failed', false], ['8', 'failed', true], ['17', 'failed', true], ['26', 'failed', true], ['1001', 'failed', true],
  ['1019', 'failed', true], ['1025', 'failed', true], ['9999', 'failed', true], ['1031', 'cancelled', true],
  ['1032', 'cancelled', true], ['1036', 'failed', true], ['1037', 'failed', true], ['2001', 'failed', true],
  ['2006', 'failed', false], ['2028', 'failed', false], ['2040', 'failed', true], ['2051', 'failed', true],
  ['8006', 'failed', false], ['SFC_IC0003', 'failed', false], ['E3008', 'failed', false],
];
// Among them those that a careless reader takes for 0.
const unknown = ['77777', '12', '2029', 'C2B00012', 'R000002', '00', '0.0', ' 0', '0x0', '', '-0', 'null', '1e0'];

describe('result codes', () => {
  test('of a refusal say what happened, and that no money moved once the query agrees', async () => {
    const payments = await Promise.all(codes.map(async ([code]) => w.pay(await w.home(jane), w.auto({ result: code }))));
    for (const [i, [code, status, canRetry]] of codes.entries()) {
      const now = await w.becomes(payments[i], (n) => n.moneyMoved === false, `the query's agreement with ${code}`);
      assert.deepEqual([now.status, now.resultCode, now.canRetry, now.settled, now.mpesaReceiptNumber],
        [status, code, canRetry, true, null]);
      assert.ok(now.message.length > 20 && !now.message.includes(code), `${code} is told in words`);
      assert.equal(await w.posted(payments[i]), 0);
    }
  });

  test('that nobody knows post nothing, fail nothing, and are asked about', async () => {
    const payments = await Promise.all(unknown.map(async (code) => {
      const p = await w.pay(await w.home(jane)), tx = await w.push(p.h.phone);
      await w.becomes(p, 'processing');
      await w.s.control('POST', '/callback', { url: tx.callbackUrl, body: JSON.stringify({ Body: { stkCallback: {
        MerchantRequestID: tx.merchantRequestId, CheckoutRequestID: tx.checkoutRequestId, ResultCode: code,
          ResultDesc: 'x' } } }) });
      return p;
    }));
    for (const [i, p] of payments.entries()) {
      const [verdict] = await w.verdicts(p, 1), now = await w.status(p);
      assert.ok(['unclear', 'malformed'].includes(verdict), `${unknown[i]} is ${verdict}`);
      assert.deepEqual([now.status, now.moneyMoved, await w.posted(p)], ['processing', null, 0], unknown[i]);
      const [{ next_check_at: next }] = await w.s.sql(`SELECT next_check_at FROM payment WHERE id = '${p.id}'`);
      assert.ok(next, `${unknown[i]} is asked about`);
    }
    await w.answerPhone(payments[0].h.phone);
    await w.becomes(payments[0], 'success');
  });

  test('that the query does not know either are asked about further', async () => {
    const p = await w.pay(await w.home(jane), w.auto({ result: '77777' }));
    await w.verdicts(p, 1);
    const answered = async () => (await w.detail(p)).queryResults.filter((q) => q.code === '77777').length;
    for (const count of [1, 2]) {
      await w.age(p, 0);
      await until(async () => (await answered()) >= count, `${count} queries answered`);
    }
    const now = await w.status(p);
    assert.deepEqual([now.status, now.moneyMoved], ['processing', null]);
    const [{ next_check_at: next }] = await w.s.sql(`SELECT next_check_at FROM payment WHERE id = '${p.id}'`);
    assert.ok(next);
  });
});
