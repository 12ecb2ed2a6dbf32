// Validation: everything is accepted, unless the landlord wants only what fits. Money refused here is money not taken.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { knock, newShortCode, succeeded } from '../world.mjs';
import { addresses, heard, posted, registered, send, standing, w } from './here.mjs';

describe('validation', () => {
  let l, h;
  const enable = (of) => w.s.control('PUT', `/organisations/${of.businessShortCode}`, { kind: 'paybill', c2bValidation: true });
  const mode = async (of, m) => assert.equal(
    succeeded(await of.call('POST', '/mpesa/c2b/validation', { mode: m }), 200).validation, m);
  before(async () => {
    l = await registered('Strict');
    h = await w.home(l, 1000);
    await enable(l);
  });
  const question = (account, amount, more) => ({ TransactionType: 'Pay Bill', TransID: 'UKV0000001', TransTime: '20261103111500',
    TransAmount: amount, BusinessShortCode: l.businessShortCode, BillRefNumber: account, MSISDN: '2547 ***** 678', ...more });

  test('accepts everything by default', async () => {
    const p = await send(l, 'ANYTHING', 77);
    assert.deepEqual([p.state, p.validations.length, p.rejection], ['paid', 1, null]);
    assert.deepEqual(await heard(p.receipt), ['posted']);
  });

  test('is switched by the owner, on the page and by the API', async () => {
    const b = await browser(w.s).signIn(l.phone);
    assert.equal((await b.fill('/setup/direct', { strict: 'on' }, '/setup/direct/strict')).status, 303);
    assert.equal((await standing(l)).validation, 'strict');
    assert.match((await b.get('/setup/direct')).text, /Accept all payments/);
    assert.equal((await b.fill('/setup/direct', { strict: 'off' }, '/setup/direct/strict')).status, 303);
    assert.equal((await standing(l)).validation, 'accept');
    await mode(l, 'strict');
  });

  test('strictly refuses an unknown account: no money moves', async () => {
    const p = await send(l, 'ZZ9', 1000);
    assert.deepEqual([p.state, p.rejection], ['rejected', 'C2B00012']);
    assert.deepEqual(await posted(p.receipt), []);
  });

  test('strictly refuses an amount that fits no bill', async () => {
    for (const amount of [999, '1000.50', 5000]) assert.equal((await send(l, h.lease.accountReference, amount)).rejection, 'C2B00013');
  });

  test('strictly accepts what fits, within a second', async () => {
    await w.newBill(l, h.lease.id, 300, { kind: 'water', dueDate: '2026-12-05' });
    for (const amount of [1300, 300, 1000]) {
      const { validation } = await addresses(l), begun = Date.now();
      const answer = await knock(validation, question(h.lease.accountReference, String(amount)));
      assert.ok(Date.now() - begun < 1000, 'within a second');
      assert.deepEqual([answer.status, answer.body.ResultCode], [200, '0'], String(amount));
    }
    const p = await send(l, h.lease.accountReference.toLowerCase(), 1000);
    assert.deepEqual([p.state, await heard(p.receipt)], ['paid', ['posted']]);
    assert.equal((await w.bill(h)).status, 'paid');
  });

  test('strictly accepts a part that was asked for by a prompt', async () => {
    const part = await w.home(l, 1000), p = await w.pay(part, null, { amount: 400 });
    await w.push(part.phone);
    await w.becomes(p, 'processing');
    const { validation } = await addresses(l);
    const ask = (MSISDN) => knock(validation, question(part.lease.accountReference, '400.00', { MSISDN,
      TransTime: new Date(Date.now() + 3 * 3600e3).toISOString().replace(/\D/g, '').slice(0, 14) }));
    assert.equal((await ask(`${part.phone.slice(0, 4)} ***** ${part.phone.slice(-3)}`)).body.ResultCode, '0');
    assert.equal((await ask('254700000000')).body.ResultCode, 'C2B00013', 'but not from somebody else');
    await w.answerPhone(part.phone, { cancel: true });
  });

  test('never refuses at a till, or where all give the same account', async () => {
    const [till, store] = [newShortCode(), newShortCode()];
    await w.s.control('PUT', `/organisations/${till}`, { kind: 'till', storeNumber: store, c2bValidation: true });
    const shop = await registered('Strict till', { businessType: 'till', businessShortCode: till, storeNumber: store });
    await mode(shop, 'strict');
    assert.equal((await send(shop, undefined, 50)).state, 'paid');
    const common = await registered('Strict common', { businessType: 'paybill', businessShortCode: newShortCode(), accountNumber: 'KILIMA1' });
    await enable(common);
    await mode(common, 'strict');
    assert.equal((await send(common, 'KILIMA1', 50)).state, 'paid');
    assert.doesNotMatch((await (await browser(w.s).signIn(shop.phone)).get('/setup/direct')).text, /Refuse what does not fit/);
  });

  test('accepts what it cannot read, and moves nothing by itself', async () => {
    const { validation } = await addresses(l), n = (await w.s.sql('SELECT count(*) AS n FROM money_in'))[0].n;
    for (const body of ['', '{', '[]', '{}', 'x'.repeat(9000)]) {
      const answer = await knock(validation, body);
      assert.equal(answer.status, 200);
      assert.equal(String(answer.body.ResultCode), '0');
    }
    await knock(validation, question('ZZ9', '1', { TransID: 'UKV0000009' }));
    await until(async () => (await w.s.sql("SELECT 1 FROM hook_verdict WHERE receipt_no = 'UKV0000009' AND verdict = 'question'")).length,
      'the last of them judged');
    assert.equal((await w.s.sql('SELECT count(*) AS n FROM money_in'))[0].n, n);
  });

  test('accepts when the gateway is not there to be asked', async () => {
    const { validation } = await addresses(l), [gateway] = await w.s.pids('gateway');
    process.kill(gateway, 'SIGSTOP');
    const begun = Date.now(), answer = await knock(validation, question('ZZ9', '1'));
    process.kill(gateway, 'SIGCONT');
    assert.ok(Date.now() - begun < 3000, 'long before Daraja stops waiting');
    assert.deepEqual([answer.status, answer.body.ResultCode], [200, 0]);
  });
});
