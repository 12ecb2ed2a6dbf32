// Held money settled by a person, with a reason and a password: counted as the payment's, counted by itself, counted again, or
// closed. Once. The books hold after each.
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { ABSENT, failed, goodCallback, knock, succeeded } from '../world.mjs';
import { audited, jane, operator, sound, w, words } from './here.mjs';

describe('held money', () => {
  afterEach(sound);

  const REASON = 'The M-Pesa statement shows it.';
  const send = (p, decision, more = {}) => operator.fill(`/operator/held/${p.hold}`,
    { decision, reason: REASON, password: w.s.operator.password, ...more });
  async function settle(p, decision) {
    const answer = await send(p, decision);
    assert.deepEqual([answer.status, answer.location], [303, `/operator/held/${p.hold}`], answer.text);
  }
  const page = async (p) => words((await operator.get(`/operator/held/${p.hold}`)).text);
  const row = async (p) => (await w.s.sql(`SELECT * FROM hold WHERE id = '${p.hold}'`))[0];
  const received = async (h) => (await w.ledger(h)).items.filter((r) => r.kind !== 'bill').map((r) => [r.kind, r.amount]);
  const landlordReads = async (p) => words((await (await browser(w.s).signIn(jane.phone)).get(`/landlord/transactions/${p.id}`)).text);

  test('that fits its payment becomes the payment’s', async () => {
    const h = await w.home(jane, 1100), p = await w.held(h, { phone: '254711111111' });
    const before = await page(p);
    for (const said of ['M-Pesa told of another phone', 'KSh 1,100', 'Its bill is paid', 'nothing goes into the books', '254711111111'])
      assert.ok(before.includes(said), `${said} in ${before}`);
    assert.ok(await audited('operator.read_body', p.inbox) >= 1);
    assert.match(await landlordReads(p), /The people who run RentEase look at it and settle it/);
    await settle(p, 'count');
    const now = await w.becomes(p, 'success');
    assert.equal(now.mpesaReceiptNumber, (await row(p)).receipt_no);
    assert.equal((await w.bill(h)).status, 'paid');
    assert.deepEqual(await received(h), [['receive', -1100]]);
    assert.equal(await audited('hold.counted', p.hold), 1);
    const after = await page(p);
    assert.match(after, /It was counted as money received/);
    assert.match(after, /Test Operator/);
    assert.ok(after.includes(REASON));
    assert.match(await landlordReads(p), /It was held, and is settled/);
    assert.ok(!(await operator.get('/operator/held')).text.includes(p.hold));
  });

  test('of another amount is counted by itself; the payment is not paid by it, and no query counts it again', async () => {
    const h = await w.home(jane, 1234), p = await w.held(h, { amount: '5678' });
    const before = await page(p);
    assert.ok(before.includes('KSh 1,234') && before.includes('KSh 5,678') && before.includes('does not become paid by it'));
    await settle(p, 'count');
    const now = await w.becomes(p, 'failed');
    assert.deepEqual([now.moneyMoved, now.canRetry], [true, true]);
    assert.match(now.message, /counts for your rent, as a payment of its own/);
    assert.deepEqual(await received(h), [['receive', -5678]]);
    assert.equal((await w.bill(h)).status, 'paid');
    const [money] = await w.s.sql(`SELECT * FROM money_in WHERE receipt_no = '${(await row(p)).receipt_no}'`);
    assert.deepEqual([money.channel, money.payment_id ?? null], ['release', null]);
    assert.match(words((await operator.get(`/operator/transactions/${money.id}`)).text), /counted by a person/);

    const [tx] = await w.pushes(h.phone);
    await w.s.control('PUT', `/transactions/${tx.checkoutRequestId}/query`, { result: '0' });
    await w.s.sql(`UPDATE payment SET next_check_at = unixepoch(), nudges = 0 WHERE id = '${p.id}'`);
    await until(async () => (await w.detail(p)).queryResults.some((q) => q.code === '0'), 'a query that says paid');
    assert.deepEqual(await received(h), [['receive', -5678]]);
    const { body } = (await w.s.sql(`SELECT body FROM hook_verdict WHERE inbox_id = ${p.inbox}`))[0];
    await w.s.control('POST', '/callback', { url: tx.callbackUrl, body });
    await w.verdicts(p, 2);
    assert.equal((await w.s.sql(`SELECT id FROM hold WHERE payment_id = '${p.id}' AND released_at IS NULL`)).length, 0);
    assert.deepEqual(await received(h), [['receive', -5678]]);
  });

  test('that is no money is closed, and the payment can still be paid', async () => {
    const h = await w.home(jane, 900), p = await w.held(h, { amount: '5' });
    await settle(p, 'no_money');
    assert.deepEqual([await w.posted(p), (await received(h)).length, (await row(p)).decision], [0, 0, 'no_money']);
    assert.equal(await audited('hold.closed', p.hold), 1);
    assert.match(await page(p), /found to be no money/);
    const [tx] = await w.pushes(h.phone);
    await knock(tx.callbackUrl, goodCallback(tx, { MpesaReceiptNumber: `UKT${tx.phone.slice(-7)}` }));
    await w.becomes(p, 'success');
  });

  test('whose receipt is in the books is not counted, and its place is told', async () => {
    const first = await w.pay(await w.home(jane), w.auto({ callback: { receipt: 'UKL7TWICE1' } }));
    await w.becomes(first, (now) => now.mpesaReceiptNumber);
    const h = await w.home(jane, 700), p = await w.held(h, { receipt: 'UKL7TWICE1' });
    const html = (await operator.get(`/operator/held/${p.hold}`)).text;
    assert.ok(html.includes(`/operator/transactions/${first.id}`) && !html.includes('value="count"'));
    const answer = await send(p, 'count');
    assert.equal(answer.status, 409);
    assert.match(words(answer.text), /It cannot be counted: read below why/);
    assert.deepEqual([await w.posted(p), (await row(p)).released_at ?? null], [0, null]);
    await settle(p, 'no_money');
    assert.equal(await w.posted(p), 0);
  });

  test('that was taken back counts again only after M-Pesa spoke for it', async () => {
    const h = await w.home(jane, 800), p = await w.pay(h, { query: { result: '1032' } }), tx = await w.push(h.phone);
    await w.becomes(p, 'processing');
    await knock(tx.callbackUrl, goodCallback(tx, { MpesaReceiptNumber: `UKC${tx.phone.slice(-7)}` }));
    await w.becomes(p, 'success');
    const contradictions = (n) => until(async () => (await w.s.sql(`SELECT contradictions AS n FROM payment WHERE id = '${p.id}'`))[0].n >= n,
      `${n} contradictions`);
    await w.age(p, 100);
    await contradictions(1);
    await w.age(p, 31);
    await w.becomes(p, 'reversed');
    p.hold = (await w.s.sql(`SELECT id FROM hold WHERE payment_id = '${p.id}'`))[0].id;
    assert.match(await page(p), /only when M-Pesa itself tells us later that the money came. It has not done so yet/);
    assert.equal((await send(p, 'count')).status, 409);
    await w.s.sql(`INSERT INTO daraja_call (payment_id, api, at, ms, http_status, verdict, code)
      VALUES ('${p.id}', 'stk_query', unixepoch() + 1, 5, 200, 'result', '0')`);
    await settle(p, 'count');
    assert.equal((await w.status(p)).status, 'success');
    assert.deepEqual([(await w.bill(h)).status, await w.posted(p)], ['paid', 1]);
    assert.deepEqual(await received(h), [['receive', -800], ['reverse', 800], ['restore', -800]]);
  });

  test('is settled once, and the second time is told plainly', async () => {
    const p = await w.held(await w.home(jane), { phone: '254711111111' });
    const csrf = (await operator.get(`/operator/held/${p.hold}`)).text.match(/name="csrf" value="(\w+)"/)[1];
    const fields = { csrf, decision: 'count', reason: REASON, password: w.s.operator.password };
    const answers = await Promise.all([1, 2].map(() => operator.post(`/operator/held/${p.hold}`, fields)));
    assert.deepEqual(answers.map((a) => a.status).sort(), [303, 409]);
    assert.match(words(answers.find((a) => a.status === 409).text), /This was settled already. Nothing was changed just now/);
    assert.equal(await w.posted(p), 1);
  });

  test('wants a choice, a reason and this very password, and keeps what was typed', async () => {
    const p = await w.held(await w.home(jane), { phone: '254711111111' });
    for (const [fields, field] of [[{ decision: '' }, 'decision'], [{ decision: 'steal' }, 'decision'], [{ reason: '' }, 'reason'], [{ reason: 'x' }, 'reason'],
      [{ reason: 'y'.repeat(501) }, 'reason'], [{ password: '' }, 'password'], [{ password: 'not my password' }, 'password']]) {
      const answer = await send(p, 'count', fields);
      assert.equal(answer.status, 422, JSON.stringify(fields));
      assert.match(answer.text, new RegExp(`href="#${field}"`), JSON.stringify(fields));
      if (!fields.reason && fields.reason !== '') assert.ok(answer.text.includes(`value="${REASON}"`), 'the reason is kept');
      assert.ok(!answer.text.includes(w.s.operator.password));
    }
    assert.equal((await row(p)).released_at ?? null, null);
    assert.equal(await w.posted(p), 0);
  });

  test('is settled over the API by the same rules', async () => {
    const p = await w.held(await w.home(jane, 950), { phone: '254711111111' });
    const listed = succeeded(await w.operator('GET', '/held?limit=200'), 200).items.find((x) => x.id === p.hold);
    assert.deepEqual([listed.paymentId, listed.reason, listed.expected, listed.got], [p.id, 'phone', 950, 950]);
    const one = succeeded(await w.operator('GET', `/held/${p.hold}`), 200, { id: 'id', heldAt: 'time', expected: 'money', got: 'money' });
    assert.deepEqual([one.countAs, one.countRefusal, one.decision], ['payment', null, null]);
    failed(await w.operator('POST', `/held/${p.hold}/release`, { decision: 'count' }), 422, 'invalid_fields', 'reason');
    failed(await w.operator('POST', `/held/${p.hold}/release`, { decision: 'perhaps', reason: REASON }), 422, 'invalid_fields', 'decision');
    const done = succeeded(await w.operator('POST', `/held/${p.hold}/release`, { decision: 'count', reason: REASON }), 200);
    assert.deepEqual([done.decision, done.note, done.countedAs, done.releasedBy], ['count', REASON, p.id, 'Test Operator']);
    failed(await w.operator('POST', `/held/${p.hold}/release`, { decision: 'no_money', reason: REASON }), 409, 'already_released');
    const second = await w.held(await w.home(jane), { receipt: done.mpesaReceiptNumber });
    failed(await w.operator('POST', `/held/${second.hold}/release`, { decision: 'count', reason: REASON }), 409, 'cannot_be_counted');
    failed(await w.operator('GET', `/held/${ABSENT}`), 404, 'not_found');
    failed(await w.operator('POST', `/held/${ABSENT}/release`, { decision: 'count', reason: REASON }), 404, 'not_found');
    const { components } = (await w.anyone('GET', '/openapi.json')).body;
    assert.deepEqual(Object.keys(one).sort(), Object.keys(components.schemas.Hold.properties).sort());
    assert.deepEqual(Object.keys(listed).sort(), Object.keys(components.schemas.Held.properties).sort());
  });
});
