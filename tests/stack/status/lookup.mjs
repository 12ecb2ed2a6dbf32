// The landlord looks up a code or a conversation id: what M-Pesa says in words, and what it is in his books.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { ABSENT, failed, newPhone, succeeded } from '../world.mjs';
import { answers, asked, landlord, lost, posted, registered, send, tenant, tray, w } from './here.mjs';

const shape = ['id', 'status', 'finding', 'message', 'purpose', 'receipt', 'conversationId', 'transactionStatus', 'mpesaReceiptNumber',
  'amount', 'payerPhone', 'payerName', 'payee', 'payeeName', 'reasonType', 'finalisedAt', 'leaseId', 'billId', 'resultCode', 'resultDesc',
  'requestedAt', 'completedAt'];

describe('a look-up', () => {
  let l, b;
  before(async () => {
    l = await landlord('Looks Up');
    b = await browser(w.s).signIn(l.phone);
  });

  test('posts money that was not in the books, once', async () => {
    const phone = newPhone(), code = await send(l, 610, { phone });
    for (let i = 0; i < 2; i++) {
      const end = await asked(l.call, { receipt: code.toLowerCase() });
      assert.deepEqual(Object.keys(end).sort(), [...shape].sort());
      assert.deepEqual([end.status, end.finding, end.transactionStatus, end.mpesaReceiptNumber, end.amount, end.payerPhone, end.payee],
        ['success', 'answered', 'Completed', code, 610, phone, l.businessShortCode]);
      assert.ok(end.payerName && end.finalisedAt);
    }
    assert.deepEqual([(await posted(code)).length, (await tray(l)).map((m) => m.mpesaReceiptNumber)], [1, [code]]);
  });

  test('of a lost prompt settles that payment', async () => {
    const h = await tenant(l, 620), { p, code } = await lost(h);
    await asked(l.call, { receipt: code });
    assert.equal((await w.becomes(p, 'success')).mpesaReceiptNumber, code);
    assert.deepEqual([(await w.bill(h)).status, (await tray(l)).some((m) => m.mpesaReceiptNumber === code)], ['paid', false]);
  });

  test('by conversation id', async () => {
    const code = await send(l, 630), { movements } = (await w.s.control('GET', `/movements?shortcode=${l.businessShortCode}`)).body;
    const { conversationId } = movements.find((m) => m.receipt === code);
    if (conversationId) assert.equal((await asked(l.call, { originatorConversationId: conversationId })).mpesaReceiptNumber, code);
    assert.equal((await asked(l.call, { originatorConversationId: 'AG_20261103_2010364430d9bbda0001' })).finding, 'not_found');
  });

  test('takes exactly one of the two, and only what can be one', async () => {
    for (const [body, field] of [[{}, 'receipt'], [{ receipt: 'UKL3A7XK2P', originatorConversationId: 'AG_20261103_2010364430d9bbda0001' }, 'receipt'],
      [{ receipt: 'no code' }, 'receipt'], [{ originatorConversationId: 'short' }, 'originatorConversationId']])
      failed(await l.call('POST', '/mpesa/transaction-status', body), 422, 'invalid_fields', field);
    const none = await w.newLandlord('Numberless');
    failed(await none.call('POST', '/mpesa/transaction-status', { receipt: 'UKL3A7XK2P' }), 409, 'not_configured');
  });

  test('is told on pages, in words; the payer’s whole number to the owner alone', async () => {
    const phone = newPhone(), local = `0${phone.slice(3, 6)} ${phone.slice(6, 9)} ${phone.slice(9)}`, code = await send(l, 640, { phone });
    assert.equal((await b.fill('/landlord/codes', { code: 'nonsense' })).status, 422);
    await answers({ delayMs: 1200 });
    const done = await b.fill('/landlord/codes', { code });
    assert.equal(done.status, 303);
    assert.match((await b.get(done.location)).text, /M-Pesa has been asked[\s\S]*data-poll|data-poll[\s\S]*M-Pesa has been asked/);
    const page = await until(async () => {
      const now = (await b.get(done.location)).text;
      return now.includes('data-settled') && now;
    }, 'the answer');
    for (const said of ['Completed', code, '640', local, 'It waits under unmatched payments', '/landlord/unmatched/'])
      assert.ok(page.includes(said), said);
    assert.ok((await b.get('/landlord/codes')).text.includes(done.location));
    assert.ok((await b.get('/landlord/transactions')).text.includes('/landlord/codes'));

    await w.s.sql(`UPDATE member SET role = 'accountant' WHERE landlord_id = '${l.id}'`);
    const masked = (await b.get(done.location)).text;
    await w.s.sql(`UPDATE member SET role = 'owner' WHERE landlord_id = '${l.id}'`);
    assert.ok(!masked.includes(local) && masked.includes(`${phone.slice(0, 4)}•••`), 'masked for others');
  });

  test('is one click from the tray', async () => {
    const r = await registered('Tray Asks'), own = await browser(w.s).signIn(r.phone);
    await send(r, 650);
    const row = await until(async () => (await tray(r))[0], 'the tray');
    const done = await own.fill(`/landlord/unmatched/${row.id}`, {}, `/landlord/unmatched/${row.id}/ask`);
    assert.match(done.location, /^\/landlord\/codes\//);
    await until(async () => (await own.get(done.location)).text.includes('data-settled'), 'the answer');
    assert.equal((await posted(row.mpesaReceiptNumber)).length, 1);
  });

  test('is its landlord’s alone', async () => {
    const other = await landlord('Neighbour Looks'), end = await asked(l.call, { receipt: 'UKL3A7XK2P' });
    failed(await other.call('GET', `/mpesa/transaction-status/${end.id}`), 404, 'not_found');
    failed(await other.call('GET', `/mpesa/transaction-status/${ABSENT}`), 404, 'not_found');
    const code = await send(l, 660);
    await asked(l.call, { receipt: code });
    const theirs = await asked(other.call, { receipt: code });
    assert.deepEqual([theirs.finding, theirs.amount, theirs.payerPhone], ['not_found', null, null]);
    assert.equal((await posted(code))[0].landlord_id, l.id);
    const acting = succeeded(await w.operator('GET', `/mpesa/transaction-status/${end.id}?landlordId=${l.id}`), 200);
    assert.equal(acting.id, end.id);
  });
});
