// Ratiba: a tenant lets M-PESA pay the rent each month.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { ABSENT, failed, key, knock, shaped, succeeded } from '../world.mjs';
import { ask, asked, becomes, dates, day, jane, money, peter, registered, script, verdicts, w } from './here.mjs';

const order = (h, more = {}, how) => ask(h.l, '/mpesa/standing-orders', { leaseId: h.lease.id, ...dates, ...more }, how);
const sent = (h) => asked('createStandingOrderExternal', (f) => f.AccountReference === h.lease.accountReference && f.PartyA === h.phone);

describe('a standing order', () => {
  test('is made when the tenant agrees: the rent, each month, by his own phone', async () => {
    const h = await w.home(jane, 1500), tenant = await w.joined(h.tenant);
    const p = await order(h, {}, { call: tenant });
    shaped(p, { id: 'id', status: 'text', message: 'text', requestedAt: 'time', leaseId: 'id', amount: 'money', phone: 'phone', startDate: 'date', endDate: 'date' });
    const made = await becomes(p, 'success');
    assert.deepEqual([made.amount, made.phone, made.isRunning, made.endedAt], [1500, h.phone, true, null]);
    const [{ fields }] = await sent(h);
    assert.deepEqual([fields.Amount, fields.Frequency, fields.BusinessShortCode, fields.ReceiverPartyIdentifierType, fields.StartDate],
      ['1500', '5', jane.businessShortCode, '4', dates.startDate.replaceAll('-', '')]);
    assert.deepEqual(succeeded(await tenant('GET', `/mpesa/standing-orders?leaseId=${h.lease.id}`), 200).items.map((s) => s.id), [p.id]);
    assert.equal(failed(await jane.call('POST', '/mpesa/standing-orders', { leaseId: h.lease.id, ...dates }, key()), 409, 'standing_order_exists').code, 'standing_order_exists');
    assert.equal((await sent(h)).length, 1);
  });

  test('its payments come as direct ones, pay the bill, and are recognised on both sides', async () => {
    await registered(jane);
    const h = await w.home(jane, 700);
    await w.joined(h.tenant);
    const made = await becomes(await order(h), 'success');
    const { standingOrders } = (await w.s.control('GET', '/standing-orders')).body;
    const it = standingOrders.find((s) => s.name === made.name);
    await w.s.sql(`UPDATE standing_order SET start_date = '${day(-1)}' WHERE request_id = '${made.id}'`); // its day has come
    const paid = (await w.s.control('POST', `/standing-orders/${it.id}/pay`)).body;
    const m = await until(async () => (await money(paid.receipt))[0], 'the payment');
    assert.deepEqual([m.channel, m.amount_cents, m.lease_id], ['c2b', 70000, h.lease.id]);
    assert.equal((await w.bill(h)).status, 'paid');
    const [{ id }] = await w.s.sql(`SELECT id FROM money_in WHERE receipt_no = '${paid.receipt}'`);
    const hers = await browser(w.s).signIn(jane.phone), his = await browser(w.s).signIn(h.phone);
    assert.match((await hers.get(`/landlord/transactions/${id}`)).text, /It fits the standing order of this home/);
    assert.match((await his.get(`/payments/${id}`)).text, /It fits the standing order of this home/);
    const other = (await w.s.control('POST', '/c2b', { shortcode: jane.businessShortCode, account: h.lease.accountReference, amount: '55', phone: h.phone })).body;
    const [o] = await until(async () => { const rows = await money(other.receipt); return rows.length && rows; }, 'another payment');
    assert.doesNotMatch((await hers.get(`/landlord/transactions/${o.id}`)).text, /It fits the standing order/);
  });

  const refusals = [['1001', 'Another M-PESA request'], ['1025', 'did not answer'], ['1032', 'cancelled'], ['1037', 'did not answer'],
    ['1050', 'already has a standing order'], ['1051', 'dates or the amount'], ['2001', 'PIN was wrong']];
  for (const [code, words] of refusals)
    test(`refused with ${code} is told in words, and can be asked for again`, async () => {
      const h = await w.home(jane);
      await script('ratiba', { result: { code } });
      const no = await becomes(await order(h), 'failed');
      assert.equal(no.resultCode, code);
      assert.match(no.message, new RegExp(words));
      assert.equal(no.isRunning, false);
      assert.equal((await becomes(await order(h), 'success')).isRunning, true);
    });

  test('of which nothing is heard is not known: never refused, and made after all when M-PESA says so later', async () => {
    const h = await w.home(jane);
    await script('ratiba', { result: { mode: 'late', lateMs: 6000 } });
    const p = await order(h), unsure = await becomes(p, 'unknown');
    assert.match(unsure.message, /Look in M-PESA under Ratiba before you try again/);
    assert.equal((await becomes(p, 'success')).isRunning, true);
    assert.equal((await sent(h)).length, 1);
  });

  test('is sent once, though its answer hangs and its callback is lost', async () => {
    const h = await w.home(jane);
    await script('ratiba', { answer: { mode: 'cut' }, result: { mode: 'lose' } });
    await becomes(await order(h), 'unknown');
    assert.equal((await sent(h)).length, 1);
  });

  test('told of twice, or by half a callback, or from an address that is not listed: nothing changes', async () => {
    const h = await w.home(jane);
    await script('ratiba', { result: { mode: 'duplicate' } });
    const p = await order(h);
    await becomes(p, 'success');
    assert.deepEqual(await verdicts(p, 2), ['known', 'known']);
    const [r] = await sent(h);
    const no = { ResponseHeader: { responseCode: '1032', responseDescription: 'Error' }, ResponseBody: { ResponseData: [] } };
    assert.equal((await knock(r.fields.CallBackURL, '{"ResponseHeader":')).status, 200);
    assert.equal((await knock(r.fields.CallBackURL, no)).status, 200);
    assert.equal((await verdicts(p, 4))[2], 'malformed');
    assert.equal((await p.now()).status, 'success', 'what is made stays made');

    const q = await w.home(jane);
    await script('ratiba', { result: { mode: 'lose' } });
    const open = await order(q);
    const [mine] = await until(async () => { const all = await sent(q); return all.length && all; }, 'the request');
    const good = { responseHeader: { responseCode: '0', responseDescription: 'ok' }, responseBody: { responseData: [{ name: 'ResponseCode', value: '0' }] } };
    assert.equal((await knock(mine.fields.CallBackURL, good, { 'X-Forwarded-For': '41.90.1.1' })).status, 200);
    assert.notEqual((await verdicts(open))[0], 'known');
    assert.notEqual((await open.now()).status, 'success', 'a stranger makes no standing order');
  });

  test('malformed by M-PESA itself: not known', async () => {
    const h = await w.home(jane);
    await script('ratiba', { result: { mode: 'malformed' } });
    const p = await order(h);
    assert.deepEqual(await verdicts(p), ['malformed']);
    await becomes(p, 'unknown');
  });

  test('is judged before anything is sent', async () => {
    const h = await w.home(jane), { id } = h.lease;
    const bad = (more, field) => async () => failed(await jane.call('POST', '/mpesa/standing-orders', { leaseId: id, ...dates, ...more }, key()), 422, 'invalid_fields', field);
    for (const [more, field] of [[{ startDate: day(0) }, 'startDate'], [{ endDate: dates.startDate }, 'startDate'], [{ endDate: day(1500) }, 'startDate'],
      [{ amount: 0.5 }, 'amount'], [{ amount: 250001 }, 'amount'], [{ startDate: 'soon' }, 'startDate']])
      await bad(more, field)();
    failed(await jane.call('POST', '/mpesa/standing-orders', { leaseId: ABSENT, ...dates }, key()), 404, 'not_found');
    const bare = await w.newLandlord('Bare'), home = await w.home(bare);
    failed(await bare.call('POST', '/mpesa/standing-orders', { leaseId: home.lease.id, ...dates }, key()), 409, 'not_configured');
    assert.deepEqual(await sent(h), []);
  });

  test('asked for twice with one key is one', async () => {
    const h = await w.home(jane), once = key(), body = { leaseId: h.lease.id, ...dates };
    const first = succeeded(await jane.call('POST', '/mpesa/standing-orders', body, once), 202);
    assert.equal(succeeded(await jane.call('POST', '/mpesa/standing-orders', body, once), 200).id, first.id);
    failed(await jane.call('POST', '/mpesa/standing-orders', { ...body, amount: 5 }, once), 422, 'idempotency_key_reused');
  });

  test('is ended on the phone, and then told here; another can follow', async () => {
    const h = await w.home(jane), p = await order(h);
    await becomes(p, 'success');
    const over = succeeded(await jane.call('POST', `/mpesa/standing-orders/${p.id}/end`, {}), 200);
    assert.equal(over.isRunning, false);
    assert.ok(over.endedAt);
    failed(await jane.call('POST', `/mpesa/standing-orders/${p.id}/end`, {}), 409, 'not_running');
    await becomes(await order(h), 'success');
  });

  test('is nobody else’s to see or to end', async () => {
    const h = await w.home(jane), p = await order(h), other = await w.joined((await w.home(jane)).tenant);
    for (const call of [peter.call, other]) {
      failed(await call('GET', `/mpesa/standing-orders/${p.id}`), 404, 'not_found');
      failed(await call('POST', `/mpesa/standing-orders/${p.id}/end`, {}), 404, 'not_found');
      failed(await call('POST', '/mpesa/standing-orders', { leaseId: h.lease.id, ...dates }, key()), 404, 'not_found');
      assert.ok(!succeeded(await call('GET', '/mpesa/standing-orders'), 200).items.some((s) => s.id === p.id));
    }
  });
});

describe('the page of a standing order', () => {
  let h, b;
  before(async () => {
    h = await w.home(jane, 900);
    await w.joined(h.tenant);
    b = await browser(w.s).signIn(h.phone);
  });
  const path = () => `/standing-order/${h.lease.id}`;

  test('is linked from home, says what it costs and how to stop it, and has the rent filled in', async () => {
    assert.ok((await b.get('/tenant')).text.includes(`href="${path()}"`));
    const { text } = await b.get(path());
    for (const words of [/KSh.5 and VAT/, /\*234#/, /depends on Safaricom/, /PIN once, now/, /name="amount" value="900"/]) assert.match(text, words);
  });

  test('keeps what was typed, with the error beside it', async () => {
    const wrong = await b.fill(path(), { startDate: day(0) });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /tomorrow at the earliest/);
    assert.match(wrong.text, new RegExp(`name="startDate" value="${day(0)}"`));
    assert.equal((await b.fill(path(), { amount: '' })).status, 422);
  });

  test('waits, is made, and is ended', async () => {
    await script('ratiba', { result: { delayMs: 1500 } });
    const went = await b.fill(path(), {});
    assert.deepEqual([went.status, went.location], [303, path()]);
    assert.match((await b.get(path())).text, /http-equiv="refresh"/);
    await until(async () => /The standing order is made/.test((await b.get(path())).text), 'it to be made');
    const hers = await browser(w.s).signIn(jane.phone);
    assert.match((await hers.get(`/landlord/leases/${h.lease.id}`)).text, /KSh.900 each month, until/);
    assert.match((await hers.get(path())).text, /Back to the lease/);
    assert.doesNotMatch((await b.get(path())).text, /name="startDate"/, 'there is one');
    assert.equal((await b.fill(path(), {}, `${path()}/end`)).status, 303);
    assert.match((await b.get(path())).text, /was ended on the phone/);
    assert.match((await b.get(path())).text, /name="startDate"/, 'another can follow');
  });

  test('tells a refusal, and what is not known', async () => {
    await script('ratiba', { result: { code: '1032' } });
    await b.fill(path(), {});
    await until(async () => /It was cancelled on the phone/.test((await b.get(path())).text), 'the refusal');
    await script('ratiba', { result: { mode: 'lose' } });
    await b.fill(path(), {});
    await until(async () => /before you try again: a second one would pay/.test((await b.get(path())).text), 'that nobody knows');
  });
});
