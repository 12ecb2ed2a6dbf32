// Bill Manager: Safaricom's own invoices, and the payments that it tells of.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { failed, key, knock, newPhone, succeeded } from '../world.mjs';
import { asked, jane, landlord, money, peter, registered, script, verdicts, w } from './here.mjs';

const state = async (l) => succeeded(await l.call('GET', '/mpesa/bill-manager'), 200);
const details = { email: 'jane@example.co.ke', contactPhone: '0722 000 111', reminders: true };
async function optIn(l, body = details) {
  succeeded(await l.call('POST', '/mpesa/bill-manager/opt-in', body, key()), 202);
  return until(async () => { const s = await state(l); return ['success', 'failed', 'unknown'].includes(s.lastRequest.status) && s; }, 'the answer');
}
const invoice = async (h, verb = '') => succeeded(await h.l.call('POST', `/bills/${h.bill.id}/invoice${verb}`, {}, key()), 202);
const settled = (h) => until(async () => {
  const now = succeeded(await h.l.call('GET', `/bills/${h.bill.id}/invoice`), 200);
  return ['success', 'failed', 'unknown'].includes(now.status) && now;
}, 'the answer about the invoice');
const about = (part, h) => asked(part, (f) => f.externalReference === h.bill.id || f.accountReference === h.lease.accountReference);
const pay = async (h, amount, more = {}) => (await w.s.control('POST', '/c2b', { shortcode: h.l.businessShortCode, account: h.lease.accountReference,
  amount: String(amount), phone: newPhone(), wait: true, ...more })).body.receipt;
const found = (receipt) => until(async () => (await money(receipt))[0], `${receipt} in the books`);
const acknowledged = (receipt) => until(async () => {
  const all = await asked('reconciliation', (f) => f.transactionId === receipt);
  return all.length && all;
}, 'the acknowledgement');

describe('Bill Manager', () => {
  let l;
  before(async () => { l = await landlord('Billed'); });

  test('sends nothing before the landlord has opted in', async () => {
    const h = await w.home(l);
    failed(await l.call('POST', `/bills/${h.bill.id}/invoice`, {}, key()), 409, 'invoice_not_possible');
    failed(await l.call('POST', `/bills/${h.bill.id}/invoice/cancel`, {}, key()), 409, 'no_invoice');
    failed(await l.call('GET', `/bills/${h.bill.id}/invoice`), 404, 'not_found');
    assert.deepEqual([(await state(l)).isOn, (await state(l)).lastRequest], [false, null]);
  });

  test('refuses an opt-in that does not fit, and tells what Safaricom refused', async () => {
    failed(await l.call('POST', '/mpesa/bill-manager/opt-in', { email: 'x', contactPhone: '0722000111' }, key()), 422, 'invalid_fields', 'email');
    const agent = await w.newLandlord('Agent'), bare = await w.newLandlord('Bare');
    failed(await bare.call('POST', '/mpesa/bill-manager/opt-in', details, key()), 409, 'not_configured');
    void agent;
    await script('billManager', { answer: { body: '{"resmsg":"Shortcode not enabled","rescode":"403"}' }, result: {} });
    const no = await optIn(l);
    assert.deepEqual([no.isOn, no.lastRequest.status, no.lastRequest.resultCode], [false, 'failed', '403']);
  });

  test('is switched on by opting in, and keeps its key sealed', async () => {
    const on = await optIn(l);
    assert.deepEqual([on.isOn, on.email, on.contactPhone, on.reminders], [true, 'jane@example.co.ke', '254722000111', true]);
    const [{ app_key: sealed }] = await w.s.sql(`SELECT app_key FROM bill_manager WHERE landlord_id = '${l.id}' AND app_key IS NOT NULL`);
    assert.doesNotMatch(sealed, /^AG_/);
    const [{ calls, open }] = await w.s.sql(`SELECT count(*) AS calls, coalesce(sum(body LIKE '%app_key%'), 0) AS open
      FROM daraja_call WHERE api = 'billmanager' AND verdict = 'accepted'`);
    assert.ok(calls > 0);
    assert.equal(open, 0, 'nor does the record of the call hold it');
    const { fields } = (await asked('billmanager-invoice/optin', (f) => f.shortcode === l.businessShortCode)).at(-1);
    assert.deepEqual([fields.sendReminders, fields.officialContact], ['1', '0722000111']);
  });

  test('sends a bill once, and takes it back', async () => {
    const h = await w.home(l, 1200), first = await invoice(h);
    assert.deepEqual([(await settled(h)).status, first.what, first.amount], ['success', 'invoice', 1200]);
    assert.equal((await invoice(h)).id, first.id, 'asked again, it is the same one');
    const [sent] = await about('single-invoicing', h);
    assert.deepEqual([sent.fields.amount, sent.fields.accountReference, sent.fields.billedPeriod], ['1200', h.lease.accountReference, 'November 2026']);
    await invoice(h, '/cancel');
    const back = await settled(h);
    assert.deepEqual([back.what, back.status], ['cancel', 'success']);
    assert.notEqual((await invoice(h)).id, first.id, 'and can be sent anew');
    assert.equal((await settled(h)).status, 'success');
  });

  test('a payment that it tells of counts once with its confirmation, whichever comes first, and is acknowledged once', async () => {
    await registered(l);
    for (const c2bFirst of [true, false]) {
      const h = await w.home(l, 500);
      await invoice(h);
      await settled(h);
      const receipt = await pay(h, 500, { script: { delayMs: c2bFirst ? 0 : 1500 } });
      const m = await found(receipt);
      assert.deepEqual([m.amount_cents, m.lease_id], [50000, h.lease.id]);
      const [ack] = await acknowledged(receipt);
      assert.deepEqual([ack.fields.paidAmount, ack.fields.transactionId], ['500', receipt]);
      await until(async () => (await w.s.sql(`SELECT 1 FROM hook_verdict WHERE receipt_no = '${receipt}'`)).length >= 2, 'both to be heard');
      assert.deepEqual([(await money(receipt)).length, (await w.bill(h)).paid], [1, 500]);
      assert.equal((await acknowledged(receipt)).length, 1);
    }
  });

  test('tells of a payment alone, when its confirmation is lost; again and again it stays one; a stranger’s tale waits', async () => {
    const h = await w.home(l, 600);
    await invoice(h);
    await settled(h);
    const receipt = await pay(h, 600, { script: { lose: true } }), m = await found(receipt);
    assert.deepEqual([m.channel, (await w.bill(h)).status], ['billmanager', 'paid']);
    const [{ id }] = await w.s.sql(`SELECT request_id AS id FROM bill_manager WHERE landlord_id = '${l.id}' AND app_key IS NOT NULL`);
    const before = (await verdicts({ id })).length;
    const { fields } = (await asked('billmanager-invoice/optin', (f) => f.shortcode === l.businessShortCode)).at(-1);
    const tale = { transactionId: receipt, paidAmount: 600, msisdn: '254712345678', dateCreated: '2026-11-21', accountReference: h.lease.accountReference, shortCode: Number(l.businessShortCode) };
    const heard = await knock(fields.callbackurl, tale);
    assert.deepEqual([heard.status, heard.body], [200, { resmsg: 'Success', rescode: '200' }]);
    const odd = { ...tale, transactionId: 'UKX0BILL99' };
    await knock(fields.callbackurl, odd, { 'X-Forwarded-For': '41.90.1.1' });
    await knock(fields.callbackurl, { ...odd, transactionId: 'UKX0BILL98', shortCode: 999111 });
    await knock(fields.callbackurl, '{"transactionId":"UKX0BILL97"');
    assert.deepEqual((await verdicts({ id }, before + 4)).slice(-4), ['known', 'waiting', 'held', 'malformed']);
    for (const of of ['UKX0BILL99', 'UKX0BILL98', 'UKX0BILL97']) assert.deepEqual(await money(of), []);
    assert.equal((await money(receipt)).length, 1);
    assert.equal((await acknowledged(receipt)).length, 1);
  });

  test('does not take back what is paid in part: 409, and the invoice stands', async () => {
    const h = await w.home(l, 800);
    await invoice(h);
    await settled(h);
    await found(await pay(h, 300));
    await invoice(h, '/cancel');
    const no = await settled(h);
    assert.deepEqual([no.status, no.resultCode], ['failed', '409']);
    assert.match(no.message, /is paid, or part of it is/);
    assert.equal((await invoice(h)).what, 'invoice');
    assert.equal((await about('single-invoicing', h)).length, 1, 'nothing was sent anew');
  });

  test('that does not answer is told so, and asked once more by a person', async () => {
    const h = await w.home(l);
    await script('billManager', { answer: { mode: 'empty' } });
    await invoice(h);
    assert.notEqual((await settled(h)).status, 'success');
    await until(async () => succeeded(await l.call('GET', `/bills/${h.bill.id}/invoice`), 200).status === 'failed', 'its end');
    await invoice(h);
    await until(async () => (await settled(h)).status === 'success', 'the second try');
  });

  test('is its landlord’s alone', async () => {
    const h = await w.home(l), tenant = await w.joined(h.tenant);
    for (const path of [`/bills/${h.bill.id}/invoice`, `/bills/${h.bill.id}/invoice/cancel`])
      failed(await peter.call('POST', path, {}, key()), 404, 'not_found');
    failed(await peter.call('GET', `/bills/${h.bill.id}/invoice`), 404, 'not_found');
    failed(await tenant('POST', `/bills/${h.bill.id}/invoice`, {}, key()), 403, 'forbidden');
    failed(await tenant('GET', '/mpesa/bill-manager'), 403, 'forbidden');
    assert.equal((await state(peter)).isOn, false);
  });
});

describe('the pages of Bill Manager', () => {
  test('switch it on, send an invoice, and take it back', async () => {
    const b = await browser(w.s).signIn(jane.phone), h = await w.home(jane, 1100);
    assert.ok((await b.get('/setup')).text.includes('/setup/bill-manager'));
    assert.doesNotMatch((await b.get(`/landlord/bills/${h.bill.id}`)).text, /Send as M-PESA invoice/);
    const wrong = await b.fill('/setup/bill-manager', { email: 'jane@', contactPhone: '0722 000 111' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="jane@"/);
    assert.equal((await b.fill('/setup/bill-manager', { email: 'jane@example.co.ke', contactPhone: '0722 000 111' })).status, 303);
    await until(async () => /It is on/.test((await b.get('/setup/bill-manager')).text), 'it to be on');
    const path = `/landlord/bills/${h.bill.id}`;
    const went = await b.fill(path, {}, `${path}/invoice`);
    assert.deepEqual([went.status, went.location], [303, `${path}#invoice`]);
    await until(async () => /Safaricom has sent the tenant an SMS/.test((await b.get(path)).text), 'the invoice');
    await b.fill(path, {}, `${path}/invoice/cancel`);
    await until(async () => /it was taken back/.test((await b.get(path)).text), 'the cancellation');
  });
});
