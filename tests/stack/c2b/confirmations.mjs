// What Safaricom tells of a direct payment, in every shape, and what of it is money.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { newPhone, newShortCode, succeeded } from '../world.mjs';
import { addresses, heard, paid, posted, registered, send, transaction, w } from './here.mjs';

describe('a confirmation', () => {
  let l, url;
  before(async () => {
    l = await registered('Shapes');
    url = (await addresses(l)).confirmation;
  });
  const home = (amount) => w.home(l, amount);
  const tell = (body, to = url) => w.s.control('POST', '/callback',
    { url: to, body: typeof body === 'string' ? body : JSON.stringify(body) });
  let count = 0;
  const notice = (more) => ({ TransactionType: 'Pay Bill', TransID: `UKC${String(++count).padStart(7, '0')}`,
    TransTime: '20261103111502', TransAmount: '100.00', BusinessShortCode: l.businessShortCode, BillRefNumber: 'NOBODY',
    InvoiceNumber: '', OrgAccountBalance: '489230.00', ThirdPartyTransID: '', MSISDN: '2547 ***** 678', FirstName: 'JANE',
    MiddleName: '', LastName: '', ...more });

  for (const [msisdn, shown, said] of [['clear', /^254/, '2547•••'], ['masked', / \*\*\*\*\* /, '2547•••'],
    ['maskedTight', /\d\*{5}\d/, '2547•••'], ['sha256', /^[0-9a-f]{64}$/, null], ['maskedHash', /^[0-9a-f]{30} \*{5} /, null]]) {
    test(`with the number ${msisdn} pays the bill of the account typed, and has a receipt`, async () => {
      const h = await home(1000), phone = newPhone();
      const m = await paid(l, h.lease.accountReference, 1000, { phone, script: { msisdn } });
      assert.deepEqual([m.lease_id, m.how, m.amount_cents], [h.lease.id, 'account', 100000]);
      assert.equal((await w.bill(h)).status, 'paid');
      const t = await transaction(l, m.id);
      assert.deepEqual([t.type, t.purpose, t.status, t.leaseId, t.mpesaReceiptNumber, t.phone],
        ['c2b', 'direct', 'success', h.lease.id, m.receipt, msisdn === 'clear' ? phone : null]);
      assert.match(t.payerPhone, shown);
      const b = await browser(w.s).signIn(l.phone), page = (await b.get(`/landlord/transactions/${m.id}`)).text;
      assert.match(page, /By the account number/);
      assert.match(page, /Straight to the paybill or till/);
      if (said) assert.ok(page.includes(said + phone.slice(-3)), 'the number, masked');
      const receipt = succeeded(await l.call('GET', `/receipts/${t.receiptNumber}`), 200);
      assert.deepEqual([receipt.amount, receipt.mpesaReceiptNumber, receipt.paymentId], [1000, m.receipt, m.id]);
      const paper = (await b.get(`/receipts/${t.receiptNumber}`)).text;
      assert.ok(paper.includes(m.receipt) && !/[0-9a-f]{30}/.test(paper.replace(/<[^>]*>/g, '')), 'no hash on paper');
    });
  }

  for (const [names, want] of [['missing', null], ['empty', null], ['first', /^\w+$/], ['all', /^\w+ \w+ \w+$/]]) {
    test(`with names ${names} is posted all the same`, async () => {
      const h = await home(500), t = await transaction(l, (await paid(l, h.lease.accountReference, 500, { script: { names } })).id);
      if (want) assert.match(t.payerName, want);
      else assert.equal(t.payerName, null);
      assert.equal(t.leaseId, h.lease.id);
    });
  }

  test('counts cents exactly', async () => {
    const h = await home(1000), m = await paid(l, h.lease.accountReference, '980.50');
    assert.equal(m.amount_cents, 98050);
    assert.deepEqual([(await w.bill(h)).paid, (await w.bill(h)).status], [980.5, 'part_paid']);
    const odd = notice({ TransAmount: '10', BillRefNumber: h.lease.accountReference });
    await tell(odd);
    await heard(odd.TransID);
    assert.equal((await w.bill(h)).paid, 990.5);
  });

  test('of a till has no account, by the till’s or the store’s number, and waits in the tray', async () => {
    const [till, store] = [newShortCode(), newShortCode()];
    await w.s.control('PUT', `/organisations/${till}`, { kind: 'till', storeNumber: store });
    const shop = await registered('Till', { businessType: 'till', businessShortCode: till, storeNumber: store });
    await w.home(shop);
    for (const c2bTillAsStore of [false, true]) {
      await w.flags({ c2bTillAsStore });
      const m = await paid(shop, undefined, 300);
      assert.deepEqual([m.lease_id, m.bill_ref, m.shortcode], [null, null, till]);
    }
    await w.flags({ c2bTillAsStore: false });
  });

  test('of a transfer between organisations, or from the bank, is no rent', async () => {
    for (const type of ['Organization To Organization Transfer', 'OD Payment Transfer']) {
      const n = notice({ TransactionType: type });
      await tell(n);
      assert.deepEqual([await heard(n.TransID), await posted(n.TransID)], [['not_expected'], []]);
    }
    const { receipt } = await send(l, 'X', 700, { phone: undefined, sender: newShortCode() });
    assert.deepEqual([await heard(receipt), await posted(receipt)], [['not_expected'], []]);
  });

  test('that comes three times is one posting', async () => {
    const h = await home(1000), { receipt } = await send(l, h.lease.accountReference, 400, { script: { copies: 3 } });
    assert.deepEqual(await heard(receipt, 3), ['posted', 'known', 'known']);
    assert.equal((await posted(receipt)).length, 1);
    assert.equal((await w.bill(h)).paid, 400);
  });

  test('of the same receipt with another amount is held, and the first stays', async () => {
    const h = await home(1000);
    const { receipt } = await send(l, h.lease.accountReference, 400, { script: { copies: 2, gapMs: 50, copyAmount: '4000' } });
    assert.deepEqual(await heard(receipt, 2), ['posted', 'held']);
    assert.equal((await w.bill(h)).paid, 400);
    const op = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password);
    const row = (await op.get('/operator/held')).text.split('<tr>').find((x) => x.includes(receipt));
    assert.ok(row?.includes('4,000'), 'the operator sees it');
  });

  test('for another number than the one registered is held', async () => {
    const n = notice({ BusinessShortCode: newShortCode() });
    await tell(n);
    assert.deepEqual([await heard(n.TransID), await posted(n.TransID)], [['held'], []]);
  });

  test('that is malformed, or lacks its figures, is kept and posts nothing', async () => {
    const money = async () => (await w.s.sql('SELECT count(*) AS n FROM money_in'))[0].n, before_ = await money();
    for (const [body, verdict] of [['', 'malformed'], ['{', 'malformed'], ['[]', 'malformed'], ['null', 'malformed'],
      [notice({ TransID: '' }), 'malformed'], [notice({ TransID: null }), 'malformed'], [notice({ TransAmount: '0' }), 'unclear'],
      [notice({ TransAmount: '-5' }), 'unclear'], [notice({ TransAmount: '1e3' }), 'unclear'],
      [notice({ TransAmount: '10.005' }), 'unclear'], [notice({ TransAmount: undefined }), 'unclear']]) {
      const [{ top }] = await w.s.sql('SELECT coalesce(max(inbox_id), 0) AS top FROM hook_verdict');
      assert.equal((await tell(body)).body.status, 200);
      const row = await until(async () => (await w.s.sql(`SELECT verdict FROM hook_verdict WHERE inbox_id > ${top}`))[0], 'a verdict');
      assert.equal(row.verdict, verdict, JSON.stringify(body));
    }
    assert.equal(await money(), before_);
  });

  test('at an address that was never given out is forged; at a prompt’s it posts nothing', async () => {
    const n = notice({ BillRefNumber: (await home(100)).lease.accountReference });
    const forged = url.replace(/hooks\/[0-9a-f]{48}/, `hooks/${'0'.repeat(48)}`);
    assert.equal((await tell(n, forged)).body.status, 404);
    const p = await w.pay(await home(100)), tx = await w.push(p.h.phone);
    await tell(n, tx.callbackUrl.replace(/stk$/, 'confirmation'));
    await w.answerPhone(p.h.phone, { cancel: true });
    await until(async () => (await w.s.sql(`SELECT 1 FROM hook_verdict WHERE verdict = 'unknown_secret'`)).length, 'the verdict');
    assert.deepEqual(await posted(n.TransID), []);
  });

  test('of the landlord before him does not reach the next: each address knows its landlord', async () => {
    const other = await registered('Next'), h = await w.home(other), mine = await home(1000);
    const n = notice({ BillRefNumber: h.lease.accountReference });
    await tell(n);
    await heard(n.TransID);
    const [m] = await posted(n.TransID);
    assert.deepEqual([m.landlord_id, m.lease_id], [l.id, null]);
    assert.equal((await w.bill(h)).paid, 0);
    assert.equal((await w.bill(mine)).paid, 0);
  });
});
