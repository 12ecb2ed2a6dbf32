// Names, methods and paths that a friendly browser never sends.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser, raw } from '../browser.mjs';
import { as, w } from './here.mjs';

describe('the door', () => {
  test('knows its own names and no others', async () => {
    const port = new URL(w.s.url).port;
    for (const Host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`])
      assert.equal((await raw(w.s, '/', { headers: { Host } })).status, 200, Host);
    for (const Host of ['evil.example', `evil.example:${port}`, '127.0.0.1:1', `127.0.0.1.evil.example:${port}`,
      'localhost'])
      assert.equal((await raw(w.s, '/', { headers: { Host } })).status, 404, Host);
  });

  test('refuses methods that nobody needs, and says which are taken', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])
      for (const [path, allow] of [['/', 'GET, HEAD'], ['/sign-in', 'GET, HEAD, POST'], ['/sign-out', 'POST']]) {
        const answer = await raw(w.s, path, { method });
        assert.deepEqual([answer.status, answer.headers.get('allow')], [405, allow], `${method} ${path}`);
        assert.ok(!answer.text.includes('TRACE /'), 'and echoes nothing');
      }
  });

  test('answers HEAD as GET, without the body', async () => {
    const b = await as.landlord();
    for (const path of ['/', '/sign-in', '/landlord', '/nothing', '/healthz', '/landlord/bills']) {
      const [get, head] = [await b.get(path), await b.send('HEAD', path)];
      assert.deepEqual([head.status, head.text, head.headers.get('content-type')],
        [get.status, '', get.headers.get('content-type')], path);
      assert.equal(head.headers.get('content-security-policy'), get.headers.get('content-security-policy'));
    }
  });

  test('is not led around by spellings of a path', async () => {
    const b = await as.tenant(), cookie = { Cookie: Object.entries(b.cookies).map(([k, v]) => `${k}=${v}`).join('; ') };
    const page = (await as.landlord()), secret = (await page.get('/landlord')).text.match(/<h1>[^<]*/)[0];
    for (const path of ['/landlord', '//landlord', '/./landlord', '/x/../landlord', '/%2e/landlord', '/x/%2e%2e/landlord',
      '/landlord/', '/LANDLORD',
      '/landlord%2f', '/landlord%00', '/landlord;a', '/landlord?/tenant', '/landlord%3f', '/tenant/../landlord',
        '/tenant/..%2flandlord', '/%6candlord',
      '/static/../landlord', '/hooks/../landlord', '/\\landlord', '/landlord%0a', '/landlord%20',
        '/api/v1/../../landlord']) {
      const answer = await raw(w.s, path, { headers: cookie });
      assert.ok([400, 403, 404].includes(answer.status), `${path}: ${answer.status}`);
      assert.ok(!answer.text.includes(secret), path);
    }
  });

  test('serves files from one folder alone', async () => {
    for (const path of ['/static/../data/main.db', '/static/%2e%2e/main.db', '/static/..%2f..%2fmain.db',
      '/static/....//main.db', '/static//etc/passwd',
      '/etc/passwd', '/%2e%2e/%2e%2e/%2e%2e/etc/passwd', '/../../../../etc/passwd', '/main.db', '/rentease.conf',
        '/.git/config', '/static/', '/static/root',
      '/favicon.ico/../../main.db', '/static/%00', '/keys/master.key']) {
      const answer = await raw(w.s, path);
      assert.ok([301, 400, 403, 404].includes(answer.status), `${path}: ${answer.status}`);
      assert.ok(!/root:|SQLite|DARAJA_/.test(answer.text), path);
    }
  });

  test('reads one X-Forwarded-For of nobody', async () => {
    for (const headers of [{ 'X-Forwarded-For': '127.0.0.1' }, { 'X-Forwarded-For': 'x'.repeat(3000) },
      { 'X-Forwarded-For': '::1, 10.0.0.1, ,,' },
      { 'X-Forwarded-Proto': 'https' }, { 'X-Forwarded-Host': 'evil.example' }]) {
      const answer = await raw(w.s, '/sign-in', { headers });
      assert.equal(answer.status, 200, JSON.stringify(headers));
      assert.ok(!answer.text.includes('evil.example'));
    }
  });

  test('explains each error: what happened, what to do next, and a number to ask about', async () => {
    const b = await as.landlord(), ids = new Set();
    for (const [answer, status] of [[await b.get('/nothing'), 404], [await b.get(`/landlord/bills/${'0'.repeat(16)}`),
      404], [await b.get('/tenant'), 403],
      [await b.post('/landlord/properties/new', {}), 403], [await b.send('PUT', '/landlord'), 405],
        [await b.post('/sign-in', { login: 'x'.repeat(70000) }), 413],
      [await b.post('/sign-in', 'a=%ff'), 400]]) {
      assert.equal(answer.status, status);
      assert.match(answer.text, /<h1>[^<]+<\/h1>\s*<p>[^<]+<\/p>\s*<p><strong>[^<]+<\/strong><\/p>/);
      ids.add(answer.text.match(/<span class="code">([0-9a-z]{16})<\/span>/)[1]);
    }
    assert.equal(ids.size, 7, 'each its own number');
    const swahili = browser(w.s);
    swahili.cookies.lang = 'sw';
    assert.match((await swahili.get('/nothing')).text, /<html lang="sw">/);
  });
});
