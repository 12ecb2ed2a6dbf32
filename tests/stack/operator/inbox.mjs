// The inbox: everything that was sent to us, with its verdict in words; filters and pages that live in the address.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { knock } from '../world.mjs';
import { audited, jane, judged, knockUnlisted, newest, operator, w, words } from './here.mjs';

describe('the inbox', () => {
  const rows = (page) => page.text.split('<tr>').slice(2);
  const forged = (body = { hello: 1 }) => knock(`${w.s.url}/hooks/${'a'.repeat(48)}/stk`, body);
  let paid, v;

  before(async () => {
    paid = await w.pay(await w.home(jane), w.auto());
    await w.becomes(paid, (now) => now.mpesaReceiptNumber);
    [v] = await judged(paid);
  });

  test('tells of each body what it was, whose, and what was made of it, in a sentence', async () => {
    const page = await operator.get('/operator/inbox'), row = rows(page).find((r) => r.includes(`/operator/inbox/${v.inbox_id}"`));
    for (const said of ['Result of the request', 'believed, and booked', 'the money is in the books', 'Jane Homes', v.receipt_no,
      `/operator/transactions/${paid.id}`, '127.0.0.1'])
      assert.ok(row.includes(said), `${said} in ${row}`);
    assert.ok(!row.includes('not on the list'));
    operator.cookies.lang = 'sw';
    const swahili = await operator.get('/operator/inbox');
    delete operator.cookies.lang;
    assert.ok(!swahili.text.includes('the money is in the books') && swahili.text.includes(v.receipt_no));
  });

  test('is filtered by verdict, kind, landlord, receipt, payment and day, and the address keeps it', async () => {
    await knock(`${w.s.url}/api/v1/daraja/callback`, 'not json');
    await until(async () => (await newest())?.verdict === 'malformed', 'the claim');
    const today = new Date(Date.now() + 3 * 3600e3).toISOString().slice(0, 10);
    const { reference } = await w.status(paid);
    for (const [query, has] of [['verdict=posted', true], ['verdict=malformed', false], ['kind=stk', true], ['kind=claim', false],
      [`landlordId=${jane.id}`, true], ['landlordId=0123456789abcdef', false], [`about=${v.receipt_no}`, true],
      [`about=${v.receipt_no.toLowerCase()}`, true], [`about=${paid.id}`, true], [`about=${reference}`, true], ['about=UKL0NOTHING', false],
      [`from=${today}`, true], [`to=${today}`, true], ['to=2026-01-01', false],
      [`verdict=posted&kind=stk&landlordId=${jane.id}&about=${v.receipt_no}&from=${today}&to=${today}`, true]]) {
      const page = await operator.get(`/operator/inbox?${query}`);
      assert.equal(page.status, 200, query);
      assert.equal(page.text.includes(`/operator/inbox/${v.inbox_id}"`), has, query);
    }
    const page = await operator.get(`/operator/inbox?verdict=posted&kind=stk&landlordId=${jane.id}`);
    assert.match(page.text, /<option value="posted" selected>/);
    assert.match(page.text, /<option value="stk" selected>/);
    assert.match(page.text, new RegExp(`<option value="${jane.id}" selected>`));
    assert.equal((await operator.get('/operator/inbox?from=tomorrow')).status, 422);
    assert.equal((await operator.get('/operator/inbox?cursor=x')).status, 400);
  });

  test('is read page by page, each row once', async () => {
    for (let i = 0; i < 60; i++) await forged({ i });
    await until(async () => (await w.s.sql("SELECT count(*) AS n FROM hook_verdict WHERE verdict = 'forged'"))[0].n >= 60, 'sixty judged');
    const seen = [];
    for (let query = 'verdict=forged'; query;) {
      const page = await operator.get(`/operator/inbox?${query}`);
      seen.push(...[...page.text.matchAll(/\/operator\/inbox\/(\d+)"/g)].map(([, id]) => Number(id)));
      query = page.text.match(/<a href="\?([^"]*)" rel="next">/)?.[1].replaceAll('&amp;', '&');
      if (query) assert.match(query, /verdict=forged/);
    }
    assert.deepEqual([seen.length, new Set(seen).size], [60, 60]);
    assert.deepEqual(seen, [...seen].sort((a, b) => b - a), 'newest first');
  });

  test('shows a body as it came, laid out and harmless, and notes each look', async () => {
    await forged({ a: '<script>alert(1)</script>', phone: 254712345678 });
    const evil = await until(async () => { const n = await newest(); return n.body.includes('script') && n; }, 'the body');
    const page = await operator.get(`/operator/inbox/${evil.inbox_id}`);
    assert.ok(page.text.includes('&lt;script&gt;alert(1)') && !page.text.includes('<script>alert'));
    assert.match(page.text, /\n {2}&quot;phone&quot;: 254712345678\n/);
    assert.match(words(page.text), /We never gave out this address/);
    assert.equal(await audited('operator.read_body', evil.inbox_id), 1);
    await operator.get(`/operator/inbox/${evil.inbox_id}`);
    assert.equal(await audited('operator.read_body', evil.inbox_id), 2);
    await forged('no json <b>at all');
    const plain = await until(async () => { const n = await newest(); return n.body.includes('at all') && n; }, 'the body');
    assert.ok((await operator.get(`/operator/inbox/${plain.inbox_id}`)).text.includes('no json &lt;b&gt;at all'));
    for (const id of ['0', '99999999', 'x', '-1', '1e3']) assert.equal((await operator.get(`/operator/inbox/${id}`)).status, 404, id);
  });

  test('says of a body from elsewhere that its sender is not on the list', async () => {
    const h = await w.home(jane), p = await w.pay(h, {}), tx = await w.push(h.phone);
    await w.becomes(p, 'processing');
    assert.equal(await knockUnlisted(tx.callbackUrl, { Body: {} }), 200);
    const [bad] = await judged(p);
    const page = await operator.get(`/operator/inbox?about=${p.id}`);
    assert.ok(rows(page)[0].includes('127.0.0.2') && rows(page)[0].includes('not on the list'));
    assert.ok((await operator.get(`/operator/inbox/${bad.inbox_id}`)).text.includes('not on the list'));
    await w.answerPhone(h.phone);
    await w.becomes(p, 'success');
  });
});
