// A tenant who has paid types the code: his money is found and counted, and whatever else the code is has its own plain answer.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { ABSENT, failed, newPhone, succeeded } from '../world.mjs';
import { answers, claimed, enter, landlord, lost, posted, registered, send, settled, tenant, tray, w } from './here.mjs';

const shape = { id: 'id', status: 'text', finding: 'text?', message: 'text', credited: 'bool', canRetry: 'bool', code: 'text',
  billId: 'id', leaseId: 'id', receiptNumber: 'text?', requestedAt: 'time', completedAt: 'time?' };

describe('a code that is entered', () => {
  let l;
  before(async () => { l = await landlord('Claims'); });

  test('finds the payment whose prompt was lost, and its receipt', async () => {
    const h = await tenant(l, 2100), { p, code } = await lost(h);
    const { id } = succeeded(await enter(h, ` ${code.toLowerCase()} `), 202);
    const end = await settled(h.call, `/claims/${id}`);
    assert.deepEqual(Object.keys(end).sort(), Object.keys(shape).sort());
    assert.deepEqual([end.status, end.finding, end.credited, end.code, end.billId], ['success', 'credited', true, code, h.bill.id]);
    assert.equal((await w.becomes(p, 'success')).mpesaReceiptNumber, code);
    assert.equal((await w.bill(h)).status, 'paid');
    assert.equal(succeeded(await h.call('GET', `/receipts/${end.receiptNumber}`), 200).amount, 2100);
    assert.deepEqual([(await posted(code)).length, (await posted(code))[0].payment_id], [1, p.id]);
    assert.equal(failed(await enter(h, code), 409, 'code_counted').code, 'code_counted');
  });

  test('finds what was paid by hand: from his own phone any amount, from another what he alone owes', async () => {
    const h = await tenant(l, 2200);
    const own = await claimed(h, await send(l, 700, { phone: h.phone }));
    assert.deepEqual([own.finding, (await w.bill(h)).paid], ['credited', 700]);
    const g = await tenant(l, 2300), code = await send(l, 2300);
    assert.equal((await claimed(g, `${code} Confirmed. Ksh2,300.00 sent to CLAIMS HOMES for account RENT on 21/11/26.`)).finding, 'credited');
    assert.equal((await w.bill(g)).status, 'paid');
    const [row] = await posted(code);
    assert.deepEqual([row.lease_id, row.how, row.channel], [g.lease.id, 'claim', 'status']);
  });

  test('may be entered by the landlord’s side for the tenant, who sees it too', async () => {
    const h = await tenant(l, 2400), code = await send(l, 2400, { phone: h.phone });
    const end = await claimed(h, code, l.call);
    assert.equal(end.finding, 'credited');
    assert.equal(succeeded(await h.call('GET', `/claims/${end.id}`), 200).finding, 'credited');
  });

  test('of a payment to a till is found by its store number', async () => {
    const till = await landlord('Claims Till', { businessType: 'till', businessShortCode: '555871', storeNumber: '601871' });
    const h = await tenant(till, 2500), { p, code } = await lost(h);
    assert.equal((await claimed(h, code)).finding, 'credited');
    await w.becomes(p, 'success');
  });

  test('is nobody else’s business', async () => {
    const h = await tenant(l, 2600), g = await tenant(l, 2650), other = await landlord('Elsewhere');
    const end = await claimed(h, await send(l, 2600, { phone: h.phone }));
    for (const call of [g.call, other.call]) {
      const theirs = await call('GET', `/claims/${end.id}`), none = await call('GET', `/claims/${ABSENT}`);
      assert.equal(failed(theirs, 404, 'not_found').message, failed(none, 404, 'not_found').message);
      failed(await enter(h, 'UKL3A7XK2P', call), 404, 'not_found');
    }
    failed(await h.call('GET', `/mpesa/transaction-status/${end.id}`), 403, 'forbidden');
    failed(await h.call('POST', '/mpesa/transaction-status', { receipt: 'UKL3A7XK2P' }), 403, 'forbidden');
    const q = succeeded(await l.call('POST', '/mpesa/transaction-status', { receipt: 'UKL3A7XK2P' }), 202);
    failed(await l.call('GET', `/claims/${q.id}`), 404, 'not_found'); /* a question is no claim */
  });

  test('that is none is said so, beside the field', async () => {
    const h = await tenant(l, 2700);
    for (const code of ['0712345678', 'hello', 'UKL3A7XK2', '<b>UKL</b>'])
      failed(await enter(h, code), 422, 'invalid_fields', 'code');
    failed(await h.call('POST', `/bills/${h.bill.id}/claim`, {}), 422, 'invalid_fields', 'code');
  });
});

describe('the pages', () => {
  let l, h, b;
  before(async () => {
    l = await landlord('Pages');
    h = await tenant(l, 3100);
    b = await browser(w.s).signIn(h.phone);
  });

  test('lead there from the bill and from a payment that is not settled', async () => {
    assert.ok((await b.get(`/pay/${h.bill.id}`)).text.includes(`/pay/${h.bill.id}/code`));
    const p = await w.pay(h, w.auto({ result: '1032' }));
    await w.becomes(p, 'cancelled');
    const page = (await b.get(`/payments/${p.id}`)).text;
    assert.ok(page.includes('Money left your phone?') && page.includes(`/pay/${h.bill.id}/code`));
  });

  test('keep what was typed when it is no code', async () => {
    const missed = await b.fill(`/pay/${h.bill.id}/code`, { code: 'hello there' });
    assert.deepEqual([missed.status, /value="hello there"/.test(missed.text), /10 letters and digits/.test(missed.text)],
      [422, true, true]);
    assert.equal((await b.fill(`/pay/${h.bill.id}/code`, { code: '' })).status, 422);
  });

  test('wait, refresh themselves without script, and end with the receipt; in Swahili too', async () => {
    const code = await send(l, 3100, { phone: h.phone });
    await answers({ delayMs: 1500 });
    const done = await b.fill(`/pay/${h.bill.id}/code`, { code: `${code} Imethibitishwa. Ksh3,100.00 zimetumwa` });
    assert.deepEqual([done.status, done.location.startsWith('/claims/')], [303, true]);
    const waiting = (await b.get(done.location)).text;
    for (const said of ['We are asking M-PESA', code, 'http-equiv="refresh"', 'data-poll="/claims/', 'Do not pay again'])
      assert.ok(waiting.includes(said), said);
    assert.ok((await b.get(`/pay/${h.bill.id}/code`)).text.includes(done.location), 'the form tells that one is asked about');
    const page = await until(async () => {
      const now = (await b.get(done.location)).text;
      return now.includes('Your payment is found') && now;
    }, 'the end');
    assert.ok(!page.includes('http-equiv="refresh"') && /href="\/receipts\/RE-/.test(page));
    const part = await b.get(`${done.location}/part`);
    assert.equal(part.status, 200);
    assert.equal((await b.get(`${done.location}/part`, { 'If-None-Match': part.headers.get('etag') })).status, 304);
    assert.ok((await b.get(`${done.location}?lang=sw`)).text.includes('Malipo yako yamepatikana'));
    const again = await b.fill(`/pay/${h.bill.id}/code`, { code });
    assert.equal(again.status, 409);
    assert.match(again.text, /href="\/receipts\/RE-/);
  });

  test('tell the landlord’s side in its own words', async () => {
    const own = await browser(w.s).signIn(l.phone), done = await own.fill(`/pay/${h.bill.id}/code`, { code: 'UKL3A7XK2Z' });
    assert.equal(done.status, 303);
    const page = await until(async () => {
      const now = (await own.get(done.location)).text;
      return now.includes('data-settled') && now;
    }, 'the end');
    assert.match(page, /M-Pesa knows no transaction with this code/);
  });
});

describe('registered for direct payments', () => {
  test('a tray row that is surely his is counted; the rest stays', async () => {
    const l = await registered('Tray Claims'), h = await tenant(l, 3300), g = await tenant(l, 3400);
    const mine = await send(l, 3300, { phone: h.phone, account: 'MAMA WANJIKU' }), odd = await send(l, 55, { phone: newPhone() });
    await until(async () => (await tray(l)).length === 2, 'the tray');
    assert.equal((await claimed(h, mine)).finding, 'credited');
    assert.equal((await w.bill(h)).status, 'paid');
    assert.equal((await claimed(g, odd)).finding, 'tray');
    assert.deepEqual((await tray(l)).map((m) => m.mpesaReceiptNumber), [odd]);
    const before = await posted(odd);
    assert.deepEqual([before.length, before[0].lease_id], [1, null]);
  });
});
