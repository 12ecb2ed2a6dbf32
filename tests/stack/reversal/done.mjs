// It is given back: bills, books, receipt and both sides' pages say so, whatever shape the answer has.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { newShortCode, succeeded } from '../world.mjs';
import { ask, asked, direct, ends, landlord, postings, prompted, reversal, reversedSums, script, unscripted, verdicts, w } from './here.mjs';

describe('a payment given back', () => {
  let l;
  before(async () => { l = await landlord('Done'); });

  test('a prompt’s: the bill is open, the payment and its receipt are reversed, the payer has his money', async () => {
    const p = await prompted(l, 1000), had = Number((await w.s.control('GET', `/phones/${p.phone}`)).body.balance);
    const r = await asked(l, p.receipt);
    assert.deepEqual([r.receipt, r.amount, r.remarks, r.paymentId, r.reversalReceipt, r.businessShortCode],
      [p.receipt, 1000, 'Paid twice', p.id, null, l.businessShortCode]);
    const now = await ends(l, r, 'success');
    assert.deepEqual([now.moneyMoved, now.settled, now.canRetry, now.resultCode, now.verdict], [true, true, false, '0', 'done']);
    assert.match(now.reversalReceipt, /^[A-Z0-9]{10}$/);
    assert.notEqual(now.reversalReceipt, p.receipt);
    assert.match(now.message, /sent all of it back/);
    const bill = await w.bill(p.h);
    assert.deepEqual([bill.status, bill.paid, bill.balance, bill.payments], ['unpaid', 0, 1000, []]);
    const paid = await w.status(p);
    assert.equal(paid.status, 'reversed');
    assert.match(paid.message, /given back to your phone by M-Pesa; the bill is open again/);
    assert.equal(succeeded(await l.call('GET', `/receipts/${paid.receiptNumber}`), 200).reversed, true);
    assert.equal(Number((await w.s.control('GET', `/phones/${p.phone}`)).body.balance), had + 1000);
    assert.deepEqual(await postings(p), [{ kind: 'receive', mirrored: 1 }]);
    const { items } = await w.ledger(p.h);
    assert.equal(items.reduce((sum, row) => sum + row.amount, 0), 1000, JSON.stringify(items));

    const tenant = await w.joined(p.h.tenant), t = await browser(w.s).signIn(p.h.phone);
    assert.match((await t.get('/tenant')).text, /was given back to your phone by M-Pesa/);
    assert.match((await t.get('/history')).text, /Sent back/);
    assert.match((await t.get(`/payments/${p.id}`)).text, /given back to your phone by M-Pesa/);
    const receipt = (await t.get(`/receipts/${paid.receiptNumber}`)).text;
    assert.match(receipt, /Reversed/);
    assert.match(receipt, /no longer counts/);
    assert.doesNotMatch(receipt, /Left to pay after this|>Paid</);
    const list = succeeded(await tenant('GET', '/mpesa/transactions'), 200).items;
    assert.deepEqual(list.map((x) => [x.type, x.id]), [['stk', p.id]], 'a tenant sees what he paid, and not our requests');

    const again = await w.pay(p.h, w.auto());
    await w.becomes(again, 'success');
    assert.equal((await w.bill(p.h)).status, 'paid', 'and it can be paid again');
    assert.doesNotMatch((await t.get('/tenant')).text, /given back to your phone/);
  });

  test('one over two bills opens both; what was paid ahead besides pays them', async () => {
    const h = await w.home(l, 700), second = await w.newBill(l, h.lease.id, 500, { period: '2026-12', dueDate: '2026-12-05' });
    const m = await direct(l, h.lease.accountReference, 1200);
    const bills = async () => [(await w.bill(h)).status, succeeded(await l.call('GET', `/bills/${second.id}`), 200).status];
    assert.deepEqual(await bills(), ['paid', 'paid']);
    const ahead = await direct(l, h.lease.accountReference, 600);
    await ends(l, await asked(l, m.receipt), 'success');
    const first = await w.bill(h), other = succeeded(await l.call('GET', `/bills/${second.id}`), 200);
    assert.deepEqual([first.paid + other.paid, first.balance + other.balance], [600, 600]);
    assert.equal(first.paid, 600, 'the oldest first');
    assert.equal(succeeded(await l.call('GET', `/leases/${h.lease.id}`), 200).balance, 600);
    const t = succeeded(await l.call('GET', `/mpesa/transactions/${m.id}`), 200);
    assert.deepEqual([t.type, t.status, t.leaseId], ['c2b', 'reversed', h.lease.id]);
    assert.deepEqual(await postings(m), [{ kind: 'receive', mirrored: 1 }]);
    await ends(l, await asked(l, ahead.id), 'success'); // by the payment's id this time
    assert.equal((await w.bill(h)).status, 'unpaid');
  });

  test('money in the tray goes out of it; money that a person had assigned is mirrored step by step', async () => {
    const tray = async () => succeeded(await l.call('GET', '/unmatched'), 200).items.map((x) => x.id);
    const m = await direct(l, 'NOBODY', 90);
    assert.ok((await tray()).includes(m.id));
    const r = await ends(l, await asked(l, m.receipt), 'success');
    assert.equal(r.leaseId, null);
    assert.ok(!(await tray()).includes(m.id));
    const h = await w.home(l, 80), n = await direct(l, 'SOMEBODY', 80);
    succeeded(await l.call('POST', `/unmatched/${n.id}/assign`, { leaseId: h.lease.id }), 200);
    assert.equal((await w.bill(h)).status, 'paid');
    await ends(l, await asked(l, n.receipt), 'success');
    assert.equal((await w.bill(h)).status, 'unpaid');
    assert.deepEqual(await postings(n), [{ kind: 'receive', mirrored: 1 }, { kind: 'assign', mirrored: 1 }]);
    assert.ok(!(await tray()).includes(n.id));
    const { receiptNumber } = succeeded(await l.call('GET', `/mpesa/transactions/${n.id}`), 200);
    const b = await browser(w.s).signIn(l.phone);
    assert.match((await b.get(`/receipts/${receiptNumber}`)).text, /Reversed/);
  });

  test('a till’s, by its store number', async () => {
    const till = await landlord('Till', { businessType: 'till', businessShortCode: newShortCode(), storeNumber: newShortCode() });
    const p = await prompted(till, 300);
    await ends(till, await asked(till, p.receipt), 'success');
    assert.equal((await w.bill(p.h)).status, 'unpaid');
    const m = await direct(till, '', 40);
    await ends(till, await asked(till, m.receipt), 'success');
    const [sent] = (await w.requests('/mpesa/reversal')).filter((x) => x.fields.TransactionID === p.receipt);
    assert.deepEqual([sent.fields.ReceiverParty, sent.fields.RecieverIdentifierType, sent.fields.Amount],
      [till.storeNumber, '11', '300']);
    assert.deepEqual(await reversedSums(till), { ours: 340, theirs: 340 });
  });

  for (const [mode, judged = ['posted']] of [['dropParameters'], ['stringCodes'], ['numberCodes'], ['singleObject'], ['bareArray'],
    ['escapedSlashes'], ['dropIds'], ['late'], ['duplicate', ['posted', 'known']], ['timeoutThenResult', ['unclear', 'posted']]])
    test(`told as ${mode}, it is booked once`, async () => {
      const p = await prompted(l, 200);
      await script('reversal', { times: 1, result: { mode, lateMs: 300 } });
      const r = await asked(l, p.receipt);
      await ends(l, r, 'success');
      await until(async () => (await verdicts(r)).length >= judged.length, 'all verdicts');
      assert.deepEqual(await verdicts(r), judged);
      assert.deepEqual(await postings(p), [{ kind: 'receive', mirrored: 1 }]);
      assert.equal((await w.bill(p.h)).status, 'unpaid');
    });

  test('the result that overtakes the answer counts', async () => {
    const p = await prompted(l, 200);
    await script('reversal', { times: 1, result: { beforeAnswer: true } });
    const r = await asked(l, p.receipt);
    const now = await ends(l, r, 'success');
    await until(async () => (await reversal(l, r)).conversationId, 'the answer, after the result');
    assert.equal(now.verdict, 'done');
  });

  test('is asked for once, whatever is sent twice', async () => {
    const p = await prompted(l, 250), headers = { 'Idempotency-Key': `once-${p.id}` };
    await script('reversal', { times: 1, result: { delayMs: 800 } });
    const both = await Promise.all([ask(l, p.receipt), ask(l, p.receipt)]);
    assert.deepEqual(both.map((a) => a.status).sort(), [202, 409]);
    assert.equal(both.find((a) => a.status === 409).body.error.code, 'reversal_in_progress');
    const q = await prompted(l, 250);
    const first = succeeded(await ask(l, q.receipt, {}, headers), 202), second = succeeded(await ask(l, q.receipt, {}, headers), 200);
    assert.equal(first.id, second.id);
    const other = await ask(l, q.receipt, { remarks: 'Another reason' }, headers);
    assert.deepEqual([other.status, other.body.error.code], [422, 'idempotency_key_reused']);
    for (const a of [both.find((x) => x.status === 202).body.data, first]) await ends(l, a, 'success');
    const sent = (await w.requests('/mpesa/reversal')).filter((x) => [p.receipt, q.receipt].includes(x.fields.TransactionID));
    assert.equal(sent.length, 2);
    const late = await ask(l, p.receipt);
    assert.deepEqual([late.status, late.body.error.code], [409, 'already_reversed']);
  });

  test('and our books agree with Safaricom’s', async () => {
    await unscripted();
    const sums = await reversedSums(l);
    assert.ok(sums.ours > 4000);
    assert.equal(sums.ours, sums.theirs);
  });
});
