// B2B express: a bill that is paid from a till.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { ABSENT, failed, key, knock, newShortCode, shaped, succeeded } from '../world.mjs';
import { ask, asked, becomes, jane, money, organisation, peter, registered, script, verdicts, w } from './here.mjs';

const push = (h, till, how) => ask(h.l, '/mpesa/express', { billId: h.bill.id, till }, how);
const sent = (h) => asked('ussdpush', (f) => f.paymentRef === h.lease.accountReference && f.receiverShortCode === h.l.businessShortCode);

async function till(holds = '1000000') {
  const number = newShortCode();
  await organisation(number, { kind: 'till', storeNumber: newShortCode(), merchant: holds });
  return number;
}

describe('a prompt to a till', () => {
  test('that its phone agrees to pays the bill', async () => {
    const h = await w.home(jane, 650), tenant = await w.joined(h.tenant), number = await till();
    const p = await push(h, number, { call: tenant });
    shaped(p, { id: 'id', message: 'text', billId: 'id', till: 'text', amount: 'money' });
    const done = await becomes(p, 'success');
    assert.deepEqual([done.amount, done.till], [650, number]);
    const [m] = await money(done.mpesaReceiptNumber);
    assert.deepEqual([m.channel, m.amount_cents, m.lease_id], ['express', 65000, h.lease.id]);
    assert.equal((await w.bill(h)).status, 'paid');
    assert.equal(succeeded(await tenant('GET', `/mpesa/express/${p.id}`), 200).status, 'success');
    const [{ fields }] = await sent(h);
    assert.deepEqual([fields.primaryShortCode, fields.amount], [number, '650']);
    failed(await jane.call('POST', '/mpesa/express', { billId: h.bill.id, till: number }, key()), 409, 'nothing_owed');
  });

  test('asks for what is left, rounded up to a shilling, and the rest is credit', async () => {
    const h = await w.home(jane, 99.5), p = await push(h, await till());
    assert.equal((await becomes(p, 'success')).amount, 100);
    assert.equal((await w.bill(h)).status, 'paid');
    assert.equal((await w.ledger(h)).balance ?? -0.5, -0.5);
  });

  for (const [code, words] of [['4001', 'cancelled on the till’s phone'], ['1', 'not enough money in the till']])
    test(`refused with ${code} has moved nothing, and can be asked for again`, async () => {
      const h = await w.home(jane), number = await till();
      await script('express', { result: { code } });
      const no = await becomes(await push(h, number), 'failed');
      assert.match(no.message, new RegExp(words));
      assert.equal((await w.bill(h)).status, 'unpaid');
      await becomes(await push(h, number), 'success');
    });

  test('with too little in it is told so', async () => {
    const h = await w.home(jane, 5000);
    assert.match((await becomes(await push(h, await till('10')), 'failed')).message, /not enough money in the till/);
  });

  test('of which nothing is heard is not known; its late callback still pays the bill', async () => {
    const h = await w.home(jane, 320);
    await script('express', { result: { mode: 'late', lateMs: 6000 } });
    const p = await push(h, await till());
    assert.match((await becomes(p, 'unknown')).message, /Look at the till’s messages before you ask again/);
    await becomes(p, 'success');
    assert.equal((await w.bill(h)).status, 'paid');
    assert.equal((await sent(h)).length, 1);
  });

  test('told of twice, and by a confirmation too, is one payment', async () => {
    await registered(jane);
    const h = await w.home(jane, 410);
    await script('express', { result: { mode: 'duplicate' } });
    const p = await push(h, await till()), done = await becomes(p, 'success');
    assert.deepEqual(await verdicts(p, 2), ['posted', 'known']);
    const { fields } = (await asked('registerurl', (f) => f.ShortCode === jane.businessShortCode)).at(-1);
    assert.equal((await knock(fields.ConfirmationURL, { TransactionType: 'Organization To Organization Transfer', TransID: done.mpesaReceiptNumber,
      TransAmount: '410.00', TransTime: '20261121101500', BusinessShortCode: jane.businessShortCode, BillRefNumber: h.lease.accountReference })).status, 200);
    await until(async () => (await w.s.sql(`SELECT 1 FROM hook_verdict WHERE receipt_no = '${done.mpesaReceiptNumber}'`)).length >= 2, 'the confirmation');
    assert.equal((await money(done.mpesaReceiptNumber)).length, 1);
    assert.equal((await w.bill(h)).paid, 410);
  });

  test('whose confirmation came first is the same payment', async () => {
    await registered(jane);
    const h = await w.home(jane, 430);
    await script('express', { result: { mode: 'late', lateMs: 1500 } });
    const p = await push(h, await till());
    const [{ fields: mine }] = await until(async () => { const all = await sent(h); return all.length && all; }, 'the request');
    const { receipt } = await until(async () => (await w.s.control('GET', '/jobs?api=express')).body.jobs.find((j) => j.resultUrl === mine.callbackUrl && j.receipt),
      'the money to move');
    const { fields } = (await asked('registerurl', (f) => f.ShortCode === jane.businessShortCode)).at(-1);
    await knock(fields.ConfirmationURL, { TransactionType: 'Organization To Organization Transfer', TransID: receipt, TransAmount: '430.00',
      TransTime: '20261121101500', BusinessShortCode: jane.businessShortCode, BillRefNumber: h.lease.accountReference });
    const [m] = await until(async () => { const rows = await money(receipt); return rows.length && rows; }, 'the confirmation');
    assert.equal(m.channel, 'c2b');
    assert.equal((await becomes(p, 'success')).mpesaReceiptNumber, receipt);
    assert.deepEqual([(await money(receipt)).length, (await w.bill(h)).paid], [1, 430]);
  });

  test('forged, cut off or lacking its receipt: nothing is posted', async () => {
    const h = await w.home(jane, 280);
    await script('express', { result: { mode: 'lose' } });
    const p = await push(h, await till());
    const [{ fields }] = await until(async () => { const all = await sent(h); return all.length && all; }, 'the request');
    const good = { resultCode: '0', resultDesc: 'ok', amount: '280.0', requestId: fields.RequestRefID, resultType: '0', transactionId: 'UKX0EXPR01', status: 'SUCCESS' };
    await knock(fields.callbackUrl, good, { 'X-Forwarded-For': '41.90.1.1' });
    await knock(fields.callbackUrl, '{"resultCode":"0",');
    await knock(fields.callbackUrl, { ...good, transactionId: undefined });
    const heard = await verdicts(p, 3);
    assert.deepEqual(heard.slice(1), ['malformed', 'unclear']);
    assert.notEqual(heard[0], 'posted');
    assert.deepEqual(await money('UKX0EXPR01'), []);
    assert.equal((await w.bill(h)).status, 'unpaid');
  });

  test('is judged before anything is sent; one at a time; nobody else’s', async () => {
    const h = await w.home(jane), number = await till(), other = await w.joined((await w.home(jane)).tenant);
    const post = (body, call = jane.call) => call('POST', '/mpesa/express', { billId: h.bill.id, till: number, ...body }, key());
    failed(await post({ till: jane.businessShortCode }), 422, 'invalid_fields', 'till');
    failed(await post({ till: '12' }), 422, 'invalid_fields', 'till');
    failed(await post({ billId: ABSENT }), 404, 'not_found');
    for (const call of [peter.call, other]) failed(await post({}, call), 404, 'not_found');
    await script('express', { result: { delayMs: 1500 } });
    const p = await push(h, number);
    failed(await post({}), 409, 'payment_in_progress');
    for (const call of [peter.call, other]) failed(await call('GET', `/mpesa/express/${p.id}`), 404, 'not_found');
    await becomes(p, 'success');
    assert.equal((await sent(h)).length, 1);
  });
});

describe('the page of a till', () => {
  let h, b, number;
  before(async () => {
    [h, number] = [await w.home(jane, 77), await till()];
    await w.joined(h.tenant);
    b = await browser(w.s).signIn(h.phone);
  });
  const path = () => `/pay/${h.bill.id}/till`;

  test('is linked from the bill, on both sides', async () => {
    assert.ok((await b.get(`/pay/${h.bill.id}`)).text.includes(`href="${path()}"`));
    assert.ok((await (await browser(w.s).signIn(jane.phone)).get(`/landlord/bills/${h.bill.id}`)).text.includes(`href="${path()}"`));
  });

  test('keeps what was typed, waits, tells a refusal, and is paid', async () => {
    const wrong = await b.fill(path(), { till: jane.businessShortCode });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, new RegExp(`value="${jane.businessShortCode}"`));
    assert.equal((await b.fill(path(), { till: '' })).status, 422);
    await script('express', { result: { code: '4001', delayMs: 800 } });
    assert.equal((await b.fill(path(), { till: number })).location, path());
    assert.match((await b.get(path())).text, /http-equiv="refresh"/);
    await until(async () => /cancelled on the till’s phone/.test((await b.get(path())).text), 'the refusal');
    await b.fill(path(), { till: number });
    await until(async () => /The money has come/.test((await b.get(path())).text), 'the payment');
    assert.match((await b.get(path())).text, /This bill is paid/);
  });
});
