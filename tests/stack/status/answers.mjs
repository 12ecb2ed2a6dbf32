// Every other thing that a code can be: each has an answer of its own, in both languages, and posts nothing.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { succeeded } from '../world.mjs';
import { answers, claimed, enter, landlord, posted, send, settled, tenant, tray, w } from './here.mjs';

describe('M-Pesa says', () => {
  let l, h, n = 5000;
  before(async () => { l = await landlord('Answers'); });
  const cases = [
    ['that it knows no such code', { code: '2033' }, 'not_found', 'failed', true, /letter by letter/, /herufi kwa herufi/],
    ['that it went to another number', { set: { CreditPartyName: '999111 -  SOMEBODY ELSE LTD' } }, 'foreign', 'success', true,
      /another number/, /nambari nyingine/],
    ['that it was reversed', { set: { TransactionStatus: 'Reversed' } }, 'reversed', 'success', false, /gave the money back/, /ilirudisha/],
    ['that it was declined', { set: { TransactionStatus: 'Declined' } }, 'not_completed', 'success', false, /not completed/, /hayakukamilika/],
    ['that it was cancelled', { set: { TransactionStatus: 'Cancelled' } }, 'not_completed', 'success', false, /not completed/, /hayakukamilika/],
    ['that it expired', { set: { TransactionStatus: 'Expired' } }, 'not_completed', 'success', false, /not completed/, /hayakukamilika/],
    ['that it is still at it', { set: { TransactionStatus: 'Pending Authorized' } }, 'open', 'success', true, /still working/, /bado inashughulikia/],
    ['a word that nobody knows', { set: { TransactionStatus: 'Sorted' } }, 'no_answer', 'success', true, /not answered yet/, /bado haijajibu/],
    ['no state at all', { set: { TransactionStatus: null } }, 'no_answer', 'success', true, /not answered yet/, /bado haijajibu/],
    ['another code than was asked about', { set: { ReceiptNo: 'UKZ9Z9Z9Z9' } }, 'no_answer', 'success', true, /not answered yet/, /bado haijajibu/],
    ['that no phone paid it', { set: { DebitPartyName: '600111 -  A BANK' } }, 'unclear', 'success', false, /not a payment from a phone/, /si malipo kutoka kwa simu/],
    ['no amount', { set: { Amount: null } }, 'unclear', 'success', false, /not a payment from a phone/, /si malipo kutoka kwa simu/],
    ['a failure that nobody knows', { code: 'X999' }, 'no_answer', 'failed', true, /not answered yet/, /bado haijajibu/],
    ['that it waited too long', { mode: 'timeout' }, 'no_answer', 'failed', true, /not answered yet/, /bado haijajibu/],
    ['nothing', { mode: 'lose' }, 'no_answer', 'failed', true, /not answered yet/, /bado haijajibu/],
    ['half a sentence', { mode: 'malformed' }, 'no_answer', 'failed', true, /not answered yet/, /bado haijajibu/],
  ];

  for (const [what, script, finding, status, again, english, swahili] of cases)
    test(what, async () => {
      h = await tenant(l, ++n);
      const code = await send(l, n, { phone: h.phone });
      await answers(script);
      const end = await claimed(h, code);
      assert.deepEqual([end.finding, end.status, end.canRetry, end.credited], [finding, status, again, false]);
      assert.match(end.message, english);
      const said = succeeded(await h.call('GET', `/claims/${end.id}?lang=sw`), 200);
      assert.match(said.message, swahili);
      assert.deepEqual([(await w.bill(h)).paid, await posted(code), await tray(l)], [0, [], []]);
    });

  test('it late: what was "no answer" turns into the receipt', async () => {
    h = await tenant(l, ++n);
    const code = await send(l, n, { phone: h.phone });
    await answers({ mode: 'late', lateMs: 5000 });
    const { id } = succeeded(await enter(h, code), 202);
    assert.equal((await settled(h.call, `/claims/${id}`)).finding, 'no_answer');
    await until(async () => succeeded(await h.call('GET', `/claims/${id}`), 200).finding === 'credited', 'the late answer');
    assert.equal((await w.bill(h)).status, 'paid');
  });

  test('it twice, and in every shape: counted once', async () => {
    for (const mode of ['duplicate', 'bareArray', 'stringCodes', 'escapedSlashes', 'dropIds']) {
      h = await tenant(l, ++n);
      const code = await send(l, n, { phone: h.phone });
      await answers({ mode });
      assert.equal((await claimed(h, code)).finding, 'credited', mode);
      assert.deepEqual([(await posted(code)).length, (await w.bill(h)).paid], [1, n], mode);
    }
  });
});
