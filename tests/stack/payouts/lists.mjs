// Money out among all movements: for the landlord's side in lists, on its own address, and never for a caretaker.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { succeeded } from '../world.mjs';
import { ask, colleague, decide, jane, landlord, paid, toPaybill, toPhone } from './here.mjs';
import { w } from './here.mjs';

describe('lists', () => {
  let l, phone, business, waits, turned;
  before(async () => {
    l = await landlord('Lister');
    [phone, business] = [await paid(toPhone(), { l }), await paid(toPaybill(), { l, api: 'b2b' })];
    [waits, turned] = [await ask(toPhone(), { l }), await ask(toPhone(), { l })];
    succeeded(await decide(turned, 'reject', { reason: 'Twice' }), 200);
  });
  const items = async (query = '', call = l.call) => succeeded(await call('GET', `/mpesa/transactions${query}`), 200).items;
  const ids = async (query, call) => (await items(query, call)).map((x) => x.id);

  test('hold every kind, and the filters choose among them', async () => {
    assert.deepEqual(new Set(await ids()), new Set([phone.id, business.id, waits.id, turned.id]));
    assert.deepEqual(new Set(await ids('?type=b2c')), new Set([phone.id, waits.id, turned.id]));
    assert.deepEqual(await ids('?type=b2b'), [business.id]);
    assert.deepEqual(await ids('?type=reversal'), []);
    assert.deepEqual(new Set(await ids('?status=success')), new Set([phone.id, business.id]));
    assert.deepEqual(await ids('?status=failed'), [turned.id]);
    assert.deepEqual(await ids('?status=pending'), [waits.id]);
    assert.deepEqual(await ids(`?phone=${phone.phoneNumber}`), [phone.id]);
  });

  test('tell of each what it is, whom it went to, and in words how it stands', async () => {
    const of = async (p) => succeeded(await l.call('GET', `/mpesa/transactions/${p.id}`), 200);
    const one = await of(phone);
    assert.deepEqual([one.type, one.purpose, one.status, one.moneyMoved, one.receiver, one.mpesaReceiptNumber, one.conversationId, one.checkoutRequestId,
      one.settled, one.canRetry], ['b2c', 'expense', 'success', true, phone.phoneNumber, phone.done.mpesaReceiptNumber, phone.done.conversationId, null, true, false]);
    assert.deepEqual([(await of(business)).receiver, (await of(business)).phone], ['888880', null]);
    assert.match((await of(waits)).message, /not sent yet/);
    assert.match((await of(turned)).message, /rejected/);
  });

  test('of a caretaker hold none of it, and its address is not found', async () => {
    const caretaker = await colleague(l, 'caretaker'), b = await browser(w.s).signIn(caretaker.phone);
    assert.deepEqual(await ids('', caretaker.call), []);
    assert.equal((await caretaker.call('GET', `/mpesa/transactions/${phone.id}`)).status, 404);
    for (const path of ['/landlord/money-out', '/landlord/money-out/new', `/landlord/money-out/${phone.id}`, `/landlord/money-out/${phone.id}/receipt`])
      assert.equal((await b.get(path)).status, 403, path);
    assert.equal((await b.get(`/landlord/transactions/${phone.id}`)).status, 404);
    for (const path of ['/landlord', '/landlord/transactions']) {
      const { text } = await b.get(path);
      assert.ok(!text.includes('money-out') && !text.includes(phone.id), path);
    }
  });

  test('on the page lead to the payment out, and so does its address among the transactions', async () => {
    const b = await browser(w.s).signIn(l.phone), { text } = await b.get('/landlord/transactions');
    for (const p of [phone, business, waits, turned]) assert.ok(text.includes(`href="/landlord/money-out/${p.id}"`));
    assert.equal((await b.get(`/landlord/transactions/${phone.id}`)).location, `/landlord/money-out/${phone.id}`);
    assert.ok(!(await b.get('/landlord/transactions?type=b2b')).text.includes(phone.id));
  });
});
