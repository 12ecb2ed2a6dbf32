// What every answer carries, whatever its status.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser, raw } from '../browser.mjs';
import { as, jane, w } from './here.mjs';

const CSP = { 'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'img-src': "'self' data:",
  'connect-src': "'self'",
  'font-src': "'self'", 'form-action': "'self'", 'base-uri': "'none'", 'object-src': "'none'",
    'frame-ancestors': "'none'" };

export function guarded(answer, what) {
  const h = answer.headers, csp = Object.fromEntries((h.get('content-security-policy') ?? '').split('; ').map((d) => {
    const [name, ...values] = d.split(' ');
    return [name, values.join(' ')];
  }));
  for (const [name, values] of Object.entries(CSP)) assert.equal(csp[name], values, `${what}: ${name}`);
  assert.equal(h.get('x-content-type-options'), 'nosniff', what);
  assert.equal(h.get('referrer-policy'), 'no-referrer', what);
  assert.equal(h.get('cross-origin-opener-policy'), 'same-origin', what);
  assert.equal(h.get('cross-origin-resource-policy'), 'same-origin', what);
  assert.ok(h.get('permissions-policy'), what);
  assert.match(h.get('cache-control') ?? '', /no-store|no-cache/, what);
  assert.equal(h.get('server'), null, `${what} names no server`);
  assert.equal(h.get('x-powered-by'), null, what);
  if (answer.text) assert.match(h.get('content-type'), /; charset=utf-8$/, what);
}

describe('headers', () => {
  test('guard every answer of pages and API', async () => {
    const b = await as.landlord(), form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const answers = {
      200: [await b.get('/landlord'), await browser(w.s).get('/'), await b.get('/healthz'),
        await raw(w.s, '/', { method: 'HEAD' })],
      303: [await browser(w.s).get('/landlord'), await b.get('/sign-in'), await b.get('/')],
      400: [await raw(w.s, '/sign-in', { method: 'POST', headers: form, body: 'a=%ff' })],
      401: [await raw(w.s, '/api/v1/session')],
      403: [await b.get('/tenant'), await b.post('/sign-in', { login: 'x' })],
      404: [await b.get('/nothing'), await raw(w.s, '/api/v1/nothing'),
        await raw(w.s, '/', { headers: { Host: 'evil.example' } })],
      405: [await raw(w.s, '/landlord', { method: 'PUT' }), await raw(w.s, '/', { method: 'TRACE' }),
        await raw(w.s, '/api/v1/bills', { method: 'DELETE' })],
      413: [await b.post('/sign-in', { login: 'x'.repeat(70000) }), await raw(w.s, '/api/v1/session',
        { method: 'POST', body: 'x'.repeat(70000), headers: { 'Content-Type': 'application/json' } })],
      415: [await raw(w.s, '/api/v1/session', { method: 'POST', body: 'x', headers: { 'Content-Type': 'text/plain' } })],
      422: [await b.fill('/landlord/properties/new', { name: '' })],
    };
    for (const [status, all] of Object.entries(answers))
      for (const answer of all) {
        assert.equal(answer.status, Number(status), answer.text.slice(0, 200));
        guarded(answer, status);
      }
  });

  test('guard 304 and keep its tag', async () => {
    const b = await as.landlord(), path = `/payments/${jane.payment.id}/part`, first = await b.get(path);
    guarded(first, '200');
    const again = await b.get(path, { 'If-None-Match': first.headers.get('etag') });
    const tag = (answer) => answer.headers.get('etag').replace('-gzip', ''); // lighttpd's ending for a packed body
    assert.deepEqual([again.status, again.text, tag(again)], [304, '', tag(first)]);
    guarded(again, '304');
  });

  test('guard 503, when the database stays locked; the page says what to do', async () => {
    const release = await w.s.hold('main.db');
    const b = browser(w.s);
    const page = await b.fill('/sign-in', { login: '0700000001', password: 'wrong wrong wrong' });
    await release();
    assert.equal(page.status, 503);
    assert.ok(Number(page.headers.get('retry-after')) > 0);
    guarded(page, '503');
    assert.match(page.text, /try again/i);
    assert.match(page.text, /<span class="code">[0-9a-z]{16}<\/span>/);
  });

  test('of files let them be kept, and be nothing but what they are', async () => {
    const names = new Set([...(await browser(w.s).get('/')).text.matchAll(/\/static\/[^"]+/g)].map(([n]) => n));
    assert.ok(names.size >= 3);
    for (const name of names) {
      const answer = await raw(w.s, name);
      assert.equal(answer.status, 200, name);
      const kept = /\.[0-9a-f]{8}\.[a-z]+$/.test(name) ? 'max-age=31536000' : 'max-age=86400'; // its name changes with it, or not
      assert.equal(answer.headers.get('cache-control'), kept, name);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    }
    const missing = await raw(w.s, '/static/app.00000000.css');
    assert.deepEqual([missing.status, missing.headers.get('cache-control')], [404, null], 'a 404 is not kept');
  });
});
