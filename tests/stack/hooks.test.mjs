// The door at which Daraja knocks: what is answered 200 is on the disk, whatever it is; what is odd does no harm; floods are
// kept small.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { browser, raw } from './browser.mjs';
import { until } from './stack.mjs';
import { begin, goodCallback } from './world.mjs';

let w, jane, claims;
before(async () => {
  w = await begin();
  jane = await w.connect(await w.newLandlord('Jane'));
  claims = `${w.s.url}/api/v1/daraja/callback`;
});
after(async () => { await w?.s.stop(); });

const post = (url, body, method = 'POST') => fetch(url, { method, body, headers: { 'Content-Type': 'application/json' } });
const made_up = () => `${w.s.url}/hooks/${randomBytes(24).toString('hex')}/stk`;
const newest = async () => (await w.s.sql('SELECT id, hex(body) AS body, kind, genuine FROM hook_inbox ORDER BY id DESC LIMIT 1', 'inbox.db'))[0];
const hex = (body) => Buffer.from(body).toString('hex').toUpperCase();

// A payment whose prompt is open, and its callback address.
async function open() {
  const h = await w.home(jane), p = await w.pay(h), tx = await w.push(h.phone);
  await w.becomes(p, 'processing');
  return { p, tx, h };
}

describe('durability', () => {
  test('200 is said when the body is in inbox.db, byte for byte', async () => {
    for (const body of ['{"a":1}', Buffer.from([0, 255, 10, 13, 0]), '', 'x'.repeat(65536)]) {
      const answer = await post(claims, body);
      assert.deepEqual([answer.status, await answer.json()], [200, { ResultCode: 0, ResultDesc: 'Accepted' }]);
      assert.equal((await newest()).body, hex(body));
    }
  });

  test('while the body cannot be kept nothing is said; once it is, 200', async () => {
    const release = await w.s.hold('inbox.db'), body = `{"held":"${randomBytes(4).toString('hex')}"}`;
    let answered = false;
    const answer = post(claims, body).then((a) => { answered = true; return a; });
    assert.notEqual((await newest()).body, hex(body));
    assert.equal(answered, false);
    await release();
    assert.equal((await answer).status, 200);
    assert.equal((await newest()).body, hex(body));
  });

  test('what cannot be kept at all is answered 503, never 200', async () => {
    const release = await w.s.hold('inbox.db');
    const answer = await post(claims, '{"never":"kept"}');
    await release();
    assert.equal(answer.status, 503);
    assert.notEqual((await newest()).body, hex('{"never":"kept"}'));
    assert.equal((await post(claims, '{"later":"kept"}')).status, 200);
  });
});

describe('the door', () => {
  test('takes POST alone', async () => {
    const { p, tx, h } = await open();
    for (const url of [tx.callbackUrl, claims, made_up()])
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
        const answer = await post(url, undefined, method);
        assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'POST'], `${method} ${url}`);
      }
    await w.answerPhone(h.phone, { cancel: true });
    await w.becomes(p, 'cancelled');
  });

  test('takes 64 KiB and not a byte more', async () => {
    const before_ = await newest();
    for (const size of [65537, 1 << 20, 6 << 20])
      for (const url of [claims, made_up()])
        assert.equal(await post(url, 'x'.repeat(size)).then((a) => a.status), 413, `${size} bytes`);
    assert.deepEqual(await newest(), before_);
    const chunked = await raw(w.s, '/api/v1/daraja/callback', { method: 'POST', body: 'x'.repeat(70000), chunked: true });
    assert.equal(chunked.status, 413, 'nor when its length is not said before');
  });

  test('knows its addresses and no others', async () => {
    const before_ = await newest(), secret = randomBytes(24).toString('hex');
    for (const path of ['/hooks/', '/hooks/stk', '/hooks//stk', `/hooks/${secret}`, `/hooks/${secret}/`,
      `/hooks/${secret}/stk/`,
      `/hooks/${secret}/other`, `/hooks/${secret}/claim`, `/hooks/${secret}/stk%2f`, `/hooks/${secret}/STK`,
        '/hooks/%00/stk'])
      assert.ok([400, 404].includes((await post(w.s.url + path, '{}')).status), path);
    assert.deepEqual(await newest(), before_, 'and keeps nothing of them');
  });

  test('answers with nothing that a browser could be led astray by', async () => {
    for (const answer of [await post(claims, '{}'), await post(made_up(), '{}'), await post(claims, undefined, 'GET')]) {
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.match(answer.headers.get('content-type'), /^application\/json/);
      assert.equal(answer.headers.get('set-cookie'), null);
    }
  });
});

describe('odd bodies', () => {
  const code = (literal) => `{"Body":{"stkCallback":{"MerchantRequestID":"m","CheckoutRequestID":"c","ResultCode":${literal},"ResultDesc":"x"}}}`;
  const bodies = {
    'nothing': '', 'blanks': ' '.repeat(65536),
      'HTML': '<html><body>Request unsuccessful. Incapsula incident ID: 1</body></html>',
    'cut JSON': '{"Body":{"stkCallback":{"ResultCode":0', 'an array': '[]', 'null': 'null', 'a number': '0',
      'a text': '"0"',
    'an empty object': '{}', 'no callback in it': '{"Body":null}', 'a callback of null': '{"Body":{"stkCallback":null}}',
    'a huge number': code('1e400'), 'a long number': code('9'.repeat(5000)),
      'a long negative number': code(`-${'9'.repeat(400)}`),
    'two codes': `{"Body":{"stkCallback":{"ResultCode":1032,"ResultCode":0,"CheckoutRequestID":"c","MerchantRequestID":"m"}}}`,
    'another spelling beside it': `{"Body":{"stkCallback":{"resultcode":0,"ResultCode":"77777","CheckoutRequestID":"c"}}}`,
    'a NUL escape': code('"0\\u0000"'), 'a NUL byte': `${code('1032').slice(0, -3)}\0}}}`,
      'a lone surrogate': code('"\\ud800"'),
    'deep nesting': `${'['.repeat(20000)}${']'.repeat(20000)}`,
      'deep objects': `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`,
    'invalid UTF-8': Buffer.concat([Buffer.from('{"Body":"'), Buffer.from([0xc3, 0x28, 0xff, 0xfe]), Buffer.from('"}')]),
    'a byte order mark': `\uFEFF${code('0')}`, 'a code that is an object': code('{}'), 'a code that is true': code('true'),
    'a code of 0.0': code('0.0'), 'a code of -0': code('-0'), 'trailing text': `${code('0')} x`,
      'a form': 'ResultCode=0&Body=1',
    'success without anything': code('0'), 'script in its words': code('"1032"').replace('"x"',
      '"<script>alert(1)</script>"'),
    'binary': randomBytes(4096), 'metadata that are no list': code('0').replace('"ResultDesc"',
      '"CallbackMetadata":{"Item":7},"ResultDesc"'),
    'an amount that is a list': code('0').replace('"ResultDesc"',
      '"CallbackMetadata":{"Item":[{"Name":"Amount","Value":[1000]}]},"ResultDesc"'),
  };

  test('to a payment’s own address are kept, judged, and post nothing', async () => {
    const { p, tx, h } = await open(), harmless = /^(malformed|unclear|waiting|held|declined)$/;
    let count = 0;
    for (const [what, body] of Object.entries(bodies)) {
      assert.equal((await post(tx.callbackUrl, body)).status, 200, what);
      assert.equal((await newest()).body, hex(body), what);
      const heard = await w.verdicts(p, ++count);
      assert.match(heard.at(-1), harmless, what);
      assert.equal(await w.posted(p), 0, `${what} posts nothing`);
    }
    const page = await w.detail(p);
    assert.equal(page.callbacks.length, count);
    await w.answerPhone(h.phone);
    await w.becomes(p, 'success', 'the honest callback among them');
    assert.equal(await w.posted(p), 1);
  });

  test('to the address for claims are kept and judged', async () => {
    for (const [what, body] of Object.entries(bodies)) {
      assert.equal((await post(claims, body)).status, 200, what);
      const { id } = await newest();
      const [row] = await until(async () => { const r = await w.s.sql(`SELECT verdict FROM hook_verdict WHERE inbox_id = ${id}`); return r.length && r; }, what);
      assert.match(row.verdict, /^(malformed|unknown_claim)$/, what);
    }
  });

  test('are shown to the landlord as text, not as markup', async () => {
    const { p, tx, h } = await open();
    await post(tx.callbackUrl, `<script>alert(1)</script>`);
    await w.verdicts(p, 1);
    const page = await (await browser(w.s).signIn(jane.phone)).get(`/landlord/transactions/${p.id}`);
    assert.equal(page.status, 200);
    assert.ok(!page.text.includes('<script>alert'));
    await w.answerPhone(h.phone, { cancel: true });
  });
});

describe('a flood of made-up addresses', () => {
  test('is kept up to a hundred an hour, and holds up nobody', async () => {
    const { p, tx, h } = await open();
    for (let i = 0; i < 15; i++)
      await Promise.all(Array.from({ length: 20 }, async () => assert.equal((await post(made_up(),
        JSON.stringify(goodCallback(tx)))).status, 404)));
    const hours = await w.s.sql("SELECT count(*) AS n FROM hook_inbox WHERE genuine = 0 AND kind <> 'claim' GROUP BY received_at / 3600000", 'inbox.db');
    for (const { n } of hours) assert.ok(n <= 100, `${n} in one hour`);
    assert.ok(hours.reduce((sum, { n }) => sum + n, 0) >= 90, 'the first of them are kept');
    assert.equal((await post(tx.callbackUrl.replace(/stk$/, 'timeout'), '{}')).status, 200, 'a real address still answers');
    await w.answerPhone(h.phone);
    await w.becomes(p, 'success');
    assert.equal(await w.posted(p), 1);
  });
});
