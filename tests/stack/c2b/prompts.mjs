// A prompt's own money that is also told as a direct payment is one posting, whichever comes first.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { newShortCode } from '../world.mjs';
import { heard, paid, posted, registered, tray, w } from './here.mjs';

describe('a prompt’s money', () => {
  let l;
  before(async () => {
    l = await registered('Prompts');
    await w.flags({ c2bMsisdn: 'masked' });
  });
  // Nobody settles it before what is told does; what is told is sent by hand, so that the order is sure.
  const silent = (more) => w.auto({ query: { mode: 'pending4999' }, callback: { lose: true }, c2b: { lose: true, ...more } });
  const sent = async (answer) => assert.equal((await answer).body.status, 200, JSON.stringify((await answer).body));
  const tellCallback = async (p) => sent(w.s.control('POST', `/transactions/${(await w.push(p.h.phone)).checkoutRequestId}/resend`));
  const tellDirect = (receipt) => sent(w.s.control('POST', `/c2b/${receipt}/resend`));
  const receiptOf = (p) => until(async () => (await w.pushes(p.h.phone)).at(-1)?.receipt, 'the receipt');
  // Both, in this order: known the second time.
  async function tellBoth(p, ...tellers) {
    const receipt = await receiptOf(p);
    for (const [i, tell] of tellers.entries()) {
      await (tell === tellDirect ? tell(receipt) : tell(p));
      await heard(receipt, i + 1);
    }
    assert.deepEqual(await heard(receipt, 2), ['posted', 'known']);
    return receipt;
  }

  // One posting, the prompt's, on its bill, with the receipt, and nothing in the tray.
  async function once(p, receipt) {
    const rows = await posted(receipt);
    assert.deepEqual(rows.map((r) => [r.payment_id, r.lease_id]), [[p.id, p.h.lease.id]]);
    const bill = await w.bill(p.h), now = await w.status(p);
    assert.deepEqual([bill.status, bill.paid, now.status, now.mpesaReceiptNumber], ['paid', 1000, 'success', receipt]);
    assert.deepEqual(await tray(p.h.l), []);
    assert.equal((await w.ledger(p.h)).items.filter((r) => r.kind !== 'bill').length, 1);
  }

  test('told by its callback first', async () => {
    const p = await w.pay(await w.home(l), silent());
    await once(p, await tellBoth(p, tellCallback, tellDirect));
  });

  for (const msisdn of ['masked', 'maskedTight', 'clear', 'sha256', 'maskedHash']) {
    test(`told as a direct payment first, the payer’s number ${msisdn}`, async () => {
      const p = await w.pay(await w.home(l), silent({ msisdn }));
      await once(p, await tellBoth(p, tellDirect, tellCallback));
      assert.equal((await w.detail(p)).steps.at(-1).cause, 'c2b');
    });
  }

  test('told as a direct payment only', async () => {
    const p = await w.pay(await w.home(l), silent()), receipt = await receiptOf(p);
    await tellDirect(receipt);
    await w.becomes(p, 'success');
    await once(p, receipt);
  });

  test('told first by a reference that was garbled waits in the tray, until the callback makes it the prompt’s', async () => {
    const p = await w.pay(await w.home(l), silent({ saysAccount: '???' })), receipt = await receiptOf(p);
    await tellDirect(receipt);
    await heard(receipt);
    assert.deepEqual((await tray(l)).map((x) => x.mpesaReceiptNumber), [receipt]);
    await tellCallback(p);
    assert.deepEqual(await heard(receipt, 2), ['posted', 'posted']);
    await once(p, receipt);
    const rows = await w.s.sql(`SELECT kind FROM ledger_txn WHERE money_in_id = '${(await posted(receipt))[0].id}' ORDER BY id`);
    assert.deepEqual(rows.map((r) => r.kind), ['receive', 'assign']);
  });

  test('told first under a new number of the tenant is his rent all the same, and then the prompt’s', async () => {
    const p = await w.pay(await w.home(l), silent({ saysMsisdn: '254700000001' })), receipt = await receiptOf(p);
    await tellDirect(receipt);
    await heard(receipt);
    assert.deepEqual((await posted(receipt)).map((r) => [r.payment_id, r.lease_id, r.how]), [[null, p.h.lease.id, 'account']]);
    await tellCallback(p);
    await heard(receipt, 2);
    await once(p, receipt);
  });

  test('confirmed by a query gets its receipt from the direct payment', async () => {
    const p = await w.pay(await w.home(l), w.auto({ callback: { lose: true }, c2b: { lose: true } }));
    assert.equal((await w.becomes(p, 'success')).mpesaReceiptNumber, null);
    const receipt = await receiptOf(p);
    await tellDirect(receipt);
    assert.deepEqual(await heard(receipt), ['known']);
    await once(p, receipt);
    await tellCallback(p);
    assert.deepEqual(await heard(receipt, 2), ['known', 'known']);
  });

  test('for a till is known by its amount and payer, as there is no account', async () => {
    const [till, store] = [newShortCode(), newShortCode()];
    await w.s.control('PUT', `/organisations/${till}`, { kind: 'till', storeNumber: store });
    const shop = await registered('Prompt till', { businessType: 'till', businessShortCode: till, storeNumber: store });
    const p = await w.pay(await w.home(shop), silent());
    await once(p, await tellBoth(p, tellDirect, tellCallback));
  });

  test('confirmed by a query while its own direct payment was posted as somebody’s is held, and told to the operator', async () => {
    const p = await w.pay(await w.home(l), w.auto({ callback: { lose: true }, c2b: { lose: true, saysMsisdn: '254700000001' } }));
    await w.becomes(p, 'success');
    const receipt = await receiptOf(p);
    await tellDirect(receipt);
    assert.deepEqual(await heard(receipt), ['posted']);
    await tellCallback(p);
    assert.deepEqual(await heard(receipt, 2), ['posted', 'held']);
    assert.deepEqual((await w.detail(p)).evidence.holds.map((x) => x.reason), ['receipt_taken']);
  });

  test('and a direct payment of the same amount by somebody else stay two', async () => {
    const h = await w.home(l, 2000), p = await w.pay(h, null, { amount: 1000 });
    await w.push(h.phone);
    const m = await paid(l, h.lease.accountReference, 1000, { phone: '254799999999' });
    assert.deepEqual([m.payment_id, m.lease_id], [null, h.lease.id]);
    await w.answerPhone(h.phone);
    await w.becomes(p, 'success');
    const bill = await w.bill(h);
    assert.deepEqual([bill.status, bill.paid], ['paid', 2000]);
  });
});
