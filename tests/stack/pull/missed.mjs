// Payments that nobody told us of are found within one period, whichever way they were made, and count once.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { goodCallback, knock, newPhone, succeeded } from '../world.mjs';
import { found, landlord, posted, register, registered, rows, send, standing, till, w } from './here.mjs';

describe('a missed payment', () => {
  let l;
  before(async () => { l = await registered('Missed'); });

  const told = (receipt) => w.s.sql(`SELECT verdict FROM hook_verdict WHERE receipt_no = '${receipt}' ORDER BY inbox_id`);
  const settled = (p) => w.becomes(p, 'success');
  const cause = async (p) => (await w.s.sql(`SELECT cause FROM payment_event WHERE payment_id = '${p.id}' AND to_state = 'success'`))[0].cause;

  test('whose confirmation was lost pays its bill, to the cent', async () => {
    const h = await w.home(l, 1000), p = await send(l, h.lease.accountReference.toLowerCase(), '999.50');
    const m = await found(p.receipt);
    assert.deepEqual([m.channel, m.amount_cents, m.lease_id, m.how], ['pull', 99950, h.lease.id, 'account']);
    assert.match(m.phone, /^2547\d{8}$/);
    assert.deepEqual([(await w.bill(h)).paid, await told(p.receipt)], [999.5, []]);
    const { found: [news] } = await standing(l);
    assert.deepEqual([news.mpesaReceiptNumber, news.amount, news.verdict, news.paymentId], [p.receipt, 999.5, 'posted', m.id]);
    const page = (await (await browser(w.s).signIn(l.phone)).get('/setup/direct')).text;
    assert.ok(page.includes(p.receipt) && page.includes(`/landlord/transactions/${m.id}`));
    succeeded(await l.call('GET', `/mpesa/transactions/${m.id}`), 200);
  });

  test('whose confirmation comes after all is known then', async () => {
    succeeded(await l.call('POST', '/mpesa/c2b/register', {}), 202);
    await until(async () => succeeded(await l.call('GET', '/mpesa/c2b/status'), 200).isRegistered, 'the registration');
    const p = await send(l, 'SOMEBODY', 70);
    await found(p.receipt);
    assert.equal((await w.s.control('POST', `/c2b/${p.receipt}/resend`)).body.status, 200);
    await until(async () => (await told(p.receipt)).length, 'the judgement');
    assert.deepEqual([(await told(p.receipt))[0].verdict, (await posted(p.receipt)).length], ['known', 1]);
  });

  test('told of only from an address that is not on the list counts when the list of Safaricom has it', async () => {
    const quiet = await landlord('Unlisted');
    succeeded(await quiet.call('POST', '/mpesa/c2b/register', {}), 202);
    await until(async () => succeeded(await quiet.call('GET', '/mpesa/c2b/status'), 200).isRegistered, 'the registration');
    const h = await w.home(quiet, 400), p = await send(quiet, h.lease.accountReference, 400);
    const { fields } = (await w.requests('registerurl')).filter((r) => r.fields?.ShortCode === quiet.businessShortCode).at(-1);
    const answer = await knock(fields.ConfirmationURL, { TransactionType: 'Pay Bill', TransID: p.receipt, TransAmount: '400.00',
      TransTime: '20261103111500', BusinessShortCode: quiet.businessShortCode, BillRefNumber: h.lease.accountReference },
    { 'X-Forwarded-For': '41.90.1.1' });
    assert.equal(answer.status, 200);
    await until(async () => (await told(p.receipt))[0]?.verdict === 'waiting', 'it to wait');
    assert.deepEqual([await posted(p.receipt), (await w.bill(h)).paid], [[], 0]);
    await register(quiet);
    const m = await found(p.receipt);
    assert.deepEqual([m.channel, m.lease_id, (await w.bill(h)).status], ['pull', h.lease.id, 'paid']);
  });

  test('by a prompt that nobody knows the end of settles that prompt', async () => {
    const lost = await landlord('Lost'), h = await w.home(lost, 800);
    const p = await w.pay(h, w.auto({ answer: { mode: 'reset' }, callback: { lose: true } }));
    const tx = await until(async () => (await w.pushes(h.phone)).find((t) => t.state === 'paid'), 'the money to move');
    await w.expire(p);
    const stuck = await w.becomes(p, 'timeout');
    assert.deepEqual([stuck.checkoutRequestId, stuck.moneyMoved], [null, null]);
    await register(lost);
    const now = await settled(p);
    assert.deepEqual([now.mpesaReceiptNumber, await w.posted(p), await cause(p)], [tx.receipt, 1, 'pull']);
    assert.equal((await w.bill(h)).status, 'paid');
    assert.match((await (await browser(w.s).signIn(lost.phone)).get(`/landlord/transactions/${p.id}`)).text,
      /found in M-Pesa’s list of payments/);

    assert.equal((await knock(tx.callbackUrl, goodCallback(tx, { MpesaReceiptNumber: tx.receipt }))).status, 200); // its callback, after all
    assert.deepEqual(await w.verdicts(p, 1), ['known']);
    assert.deepEqual([await w.posted(p), (await rows(lost)).map((r) => r.verdict)], [1, ['posted']]);
  });

  test('by a prompt whose code never came brings the code', async () => {
    const h = await w.home(l, 300);
    await w.s.sql(`UPDATE pull_account SET next_at = NULL WHERE landlord_id = '${l.id}'`);
    const p = await w.pay(h, w.auto({ callback: { lose: true } }));
    await settled(p);
    const { receipt } = (await w.pushes(h.phone))[0];
    await w.s.sql(`UPDATE pull_account SET next_at = unixepoch() WHERE landlord_id = '${l.id}'`);
    await w.becomes(p, (now) => now.mpesaReceiptNumber === receipt);
    assert.deepEqual([(await posted(receipt)).length, await w.posted(p)], [1, 1]);
  });

  test('at a till is found, too: by hand into the tray, by a prompt to its bill', async () => {
    const shop = await registered('Shop', await till('Shop')), byHand = await send(shop, undefined, 55);
    assert.equal((await found(byHand.receipt)).lease_id, null);
    const tray = succeeded(await shop.call('GET', '/unmatched'), 200).items;
    assert.deepEqual(tray.map((t) => t.mpesaReceiptNumber), [byHand.receipt]);
    const h = await w.home(shop, 650);
    const p = await w.pay(h, w.auto({ answer: { mode: 'cut' }, callback: { lose: true } }));
    assert.equal((await settled(p)).mpesaReceiptNumber, (await w.pushes(h.phone))[0].receipt);
    assert.equal((await w.bill(h)).status, 'paid');
  });

  test('is found once, however often it is listed', async () => {
    const p = await send(l, 'AGAIN', 61);
    await found(p.receipt);
    const before = (await w.s.sql('SELECT max(id) AS id FROM pull_run'))[0].id;
    await until(async () => (await w.s.sql(`SELECT 1 FROM pull_run WHERE landlord_id = '${l.id}' AND id > ${before + 1} AND state = 'done'`)).length,
      'another pull');
    assert.equal((await posted(p.receipt)).length, 1);
    assert.equal((await rows(l)).filter((r) => r.receipt_no === p.receipt).length, 1);
    const held = await w.s.sql('SELECT * FROM hold');
    assert.deepEqual(held, []);
  });

  test('and what two customers paid is kept apart from another landlord’s', async () => {
    const other = await registered('Other'), phone = newPhone();
    const [mine, theirs] = [await send(l, 'X1', 10, { phone, script: { lose: true } }), await send(other, 'X1', 10, { phone, script: { lose: true } })];
    assert.deepEqual([(await found(mine.receipt)).landlord_id, (await found(theirs.receipt)).landlord_id], [l.id, other.id]);
    assert.ok(!JSON.stringify(await standing(other)).includes(mine.receipt));
  });
});
