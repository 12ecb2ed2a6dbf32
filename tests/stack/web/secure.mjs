// The same behind https, as in production: cookies that go nowhere else, and browsers told to stay with it. Last, as the
// stack is started anew for it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { raw } from '../browser.mjs';
import { PASSWORD } from '../world.mjs';
import { jane, w } from './here.mjs';

describe('behind https', () => {
  test('cookies are of this host and secure alone, and HSTS is said on every answer', async () => {
    await w.s.halt();
    await w.s.configure({ RENTEASE_PUBLIC_URL: 'https://rent.example.co.ke' });
    await w.s.serve();
    const at = (path, more = {}) => raw(w.s, path, { ...more, headers: { Host: 'rent.example.co.ke', ...more.headers } });
    for (const path of ['/', '/nothing', '/landlord', '/api/v1/session'])
      assert.equal((await at(path)).headers.get('strict-transport-security'), 'max-age=31536000; includeSubDomains', path);
    const page = await at('/sign-in'), [visitor] = page.headers.getSetCookie();
    assert.match(visitor, /^__Host-vid=\w+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const post = (headers) => at('/sign-in', { method: 'POST', body: new URLSearchParams({ login: jane.phone,
      password: PASSWORD,
      csrf: page.text.match(/name="csrf" value="(\w+)"/)[1] }).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: visitor.split(';')[0], ...headers } });
    assert.equal((await post({ Origin: 'https://evil.example' })).status, 403);
    const signed = await post({ Origin: 'https://rent.example.co.ke' });
    assert.equal(signed.status, 303);
    const sid = signed.headers.getSetCookie().find((c) => c.startsWith('__Host-sid='));
    assert.match(sid, /; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    assert.equal((await at('/landlord', { headers: { Cookie: sid.split(';')[0].replace('__Host-', '') } })).status, 303,
      'without its prefix it is nobody’s');
    assert.equal((await at('/landlord', { headers: { Cookie: sid.split(';')[0] } })).status, 200);
  });
});
