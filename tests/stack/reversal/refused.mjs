// It is not given back: every documented failure, and what cannot be asked for at all. Nothing changes in the books.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { failed, newShortCode, succeeded } from '../world.mjs';
import { ask, asked, ends, landlord, postings, prompted, reversedSums, script, w } from './here.mjs';

describe('a payment not given back', () => {
  // Result code, verdict, may it be asked again, and words of what the landlord is told.
  const codes = [
    ['R000002', 'receipt_not_reversible', false, /cannot reverse this code/], ['1', 'funds_gone', true, /no longer in your M-Pesa/],
    ['11', 'account_closed', false, /closed, blocked or not found/], ['21', 'initiator_not_allowed', true, /does not have the role/],
    ['2001', 'initiator_wrong', true, /name, password or certificate/], ['2006', 'account_barred', false, /does not allow this account/],
    ['2028', 'product_missing', false, /./], ['8006', 'initiator_locked', true, /locked after several wrong/],
    ['26', 'mpesa_busy', true, /very busy/],
  ];

  for (const [code, verdict, retry, words] of codes)
    test(`result ${code} is ${verdict}: told, and nothing is booked`, async () => {
      const l = await landlord(`Code ${code}`), p = await prompted(l, 100);
      await script('reversal', { times: 1, result: { code } });
      const r = await asked(l, p.receipt), now = await ends(l, r, 'failed');
      assert.deepEqual([now.verdict, now.resultCode, now.moneyMoved, now.canRetry], [verdict, code, false, retry]);
      assert.match(now.message, words);
      assert.equal((await w.bill(p.h)).status, 'paid');
      assert.deepEqual(await postings(p), [{ kind: 'receive', mirrored: 0 }]);
      const page = (await (await browser(w.s).signIn(l.phone)).get(`/landlord/reversals/${r.id}`)).text;
      assert.match(page, words);
      assert.match(page, /took nothing from your M-Pesa account/);
      assert.equal(/Ask again/.test(page), retry);
      await ends(l, await asked(l, p.receipt), 'success'); // the next one is done
      assert.deepEqual(await reversedSums(l), { ours: 100, theirs: 100 });
    });

  describe('at the door', () => {
    let l, p;
    before(async () => { l = await landlord('Door'); p = await prompted(l, 150); });

    for (const [name, answer, verdict] of [
      ['a malformed request', { mode: 'error', status: 400, errorCode: '400.002.02', errorMessage: 'Bad Request - Invalid Remarks' }, 'request_malformed'],
      ['an API that the app lacks', { mode: 'error', status: 404, errorCode: '404.001.01', errorMessage: 'Resource not found' }, 'api_not_enabled']])
      test(`${name} is refused by the answer: ${verdict}`, async () => {
        await script('reversal', { times: 1, answer });
        const now = await ends(l, await asked(l, p.receipt), 'failed');
        assert.deepEqual([now.verdict, now.moneyMoved], [verdict, false]);
        assert.equal((await w.bill(p.h)).status, 'paid');
      });

    test('what is not ours, not all of it, or nonsense, is refused with the field named', async () => {
      const other = await landlord('Stranger'), theirs = await prompted(other, 60);
      failed(await ask(l, theirs.receipt), 404, 'not_found');
      failed(await ask(l, 'UK00NOSUCH'), 404, 'not_found');
      failed(await ask(l, p.receipt, { amount: 10 }), 422, 'invalid_fields', 'amount');
      failed(await ask(l, p.receipt, { remarks: 'x' }), 422, 'invalid_fields', 'remarks');
      failed(await ask(l, undefined), 422, 'invalid_fields', 'receipt');
      failed(await ask(l, p.receipt, { remarks: 'ok', more: 1 }), 422, 'invalid_fields', 'more');
      failed(await l.call('GET', `/mpesa/reversals/${p.id}`), 404, 'not_found');
      const tenant = await w.joined(p.h.tenant);
      failed(await tenant('POST', '/mpesa/reverse', { receipt: p.receipt, remarks: 'mine' }), 403, 'forbidden');
      const r = await asked(l, p.receipt, { amount: 150 });
      await ends(l, r, 'success');
      failed(await other.call('GET', `/mpesa/reversals/${r.id}`), 404, 'not_found');
      failed(await tenant('GET', `/mpesa/reversals/${r.id}`), 403, 'forbidden');
      assert.equal(succeeded(await w.operator('GET', `/mpesa/reversals/${r.id}?landlordId=${l.id}`), 200).status, 'success');
    });

    test('a good token refused is fetched anew, too many at once is tried again: both are done', async () => {
      for (const answer of [{ mode: 'fault429' }, { mode: 'error', status: 404, errorCode: '404.001.03', errorMessage: 'Invalid Access Token' }]) {
        const q = await prompted(l, 55);
        await script('reversal', { times: 1, answer });
        await ends(l, await asked(l, q.receipt), 'success');
      }
      assert.deepEqual(await reversedSums(l), { ours: 260, theirs: 260 });
    });

    test('an initiator that is wrong for good is told so, and is not tried again by us', async () => {
      const own = await landlord('Initiator', { businessType: 'paybill', businessShortCode: newShortCode() }), q = await prompted(own, 75);
      await w.s.control('PUT', `/organisations/${own.businessShortCode}`, { initiatorPassword: 'Changed999!' });
      const now = await ends(own, await asked(own, q.receipt), 'failed');
      assert.deepEqual([now.verdict, now.resultCode], ['initiator_wrong', '2001']);
      await w.s.control('PUT', `/organisations/${own.businessShortCode}`, { initiatorPassword: 'Safaricom999!' });
      await ends(own, await asked(own, q.receipt), 'success');
    });
  });
});
