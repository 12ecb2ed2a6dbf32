// Signing in and out: cookies, fixed sessions, where it leads, and how often it may be tried.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser, forms, raw } from '../browser.mjs';
import { newPhone, PASSWORD } from '../world.mjs';
import { as, jane, w } from './here.mjs';

const cookies = (answer) => Object.fromEntries(answer.headers.getSetCookie().map((c) => [c.split('=')[0], c]));

describe('a session', () => {
  test('has a cookie that scripts and other sites do not get', async () => {
    const landlord = cookies(await browser(w.s).fill('/sign-in', { login: jane.phone, password: PASSWORD }));
    assert.match(landlord.sid, /^sid=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax$/, 'and ends with the browser');
    const tenant = cookies(await browser(w.s).fill('/sign-in', { login: jane.books.phone, password: PASSWORD }));
    assert.match(tenant.sid, /^sid=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d{7}$/,
      'and stays on his phone');
    for (const cookie of Object.values(cookies(await browser(w.s).get('/?lang=sw')))) assert.match(cookie,
      /; HttpOnly; SameSite=Lax/);
  });

  test('is new at each sign-in, whatever the browser brought along', async () => {
    const b = browser(w.s);
    b.cookies.sid = 'f'.repeat(64);
    await b.signIn(jane.phone);
    const first = b.cookies.sid;
    assert.notEqual(first, 'f'.repeat(64));
    const fixed = browser(w.s);
    fixed.cookies.sid = 'f'.repeat(64);
    assert.equal((await fixed.get('/landlord')).status, 303);

    const page = await browser(w.s).get('/sign-in'); // its own form, sent by a browser that is signed in already
    const again = browser(w.s);
    again.cookies = { ...cookiesOf(page), sid: first };
    const token = forms((await again.get('/landlord/properties/new')).text)[0].fields.csrf;
    const answer = await again.post('/sign-in', { csrf: token, login: jane.phone, password: PASSWORD });
    assert.equal(answer.status, 303);
    assert.notEqual(again.cookies.sid, first);
    const old = browser(w.s);
    old.cookies.sid = first;
    assert.equal((await old.get('/landlord')).location, '/sign-in?next=%2Flandlord', 'the old one is over');
  });

  test('ends on the server when one signs out', async () => {
    const b = await as.landlord(), stolen = browser(w.s);
    stolen.cookies = { ...b.cookies };
    assert.equal((await stolen.get('/landlord')).status, 200);
    const answer = await b.fill('/landlord', {}, '/sign-out');
    assert.equal(answer.status, 303);
    assert.match(cookies(answer).sid, /^sid=; .*Max-Age=0/);
    assert.equal((await stolen.get('/landlord')).status, 303);
  });

  test('of the API opens no page, and a page’s opens no API', async () => {
    const b = await as.landlord(), api = await raw(w.s, '/api/v1/session',
      { headers: { Authorization: `Bearer ${b.cookies.sid}` } });
    assert.equal(api.status, 401);
    const token = JSON.parse((await raw(w.s, '/api/v1/session',
      { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login: jane.phone, password: PASSWORD }) })).text).data.token;
    const page = browser(w.s);
    page.cookies.sid = token;
    assert.equal((await page.get('/landlord')).status, 303);
  });
});

const cookiesOf = (answer) => Object.fromEntries(answer.headers.getSetCookie().map((c) => c.split(';')[0].split('=')));

describe('signing in', () => {
  test('leads on to a page of ours, and nowhere else', async () => {
    const lead = async (next) => (await browser(w.s).fill(`/sign-in?next=${encodeURIComponent(next)}`,
      { login: jane.phone, password: PASSWORD }, '/sign-in')).location;
    assert.equal(await lead('/landlord/bills?status=open'), '/landlord/bills?status=open');
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '\\\\evil.example',
      'javascript:alert(1)',
      ' //evil.example', '///evil.example', 'http:evil.example', '@evil.example', '.evil.example', ''])
      assert.equal(await lead(next), '/', next);
    const signed = await as.landlord();
    assert.equal((await signed.get(`/sign-in?next=${encodeURIComponent('//evil.example')}`)).location, '/');
    assert.equal((await browser(w.s).get('/landlord/bills?status=open&x=//evil')).location,
      `/sign-in?next=${encodeURIComponent('/landlord/bills?status=open&x=//evil')}`);
  });

  test('says the same of an unknown name as of a wrong password', async () => {
    const bodies = [];
    for (const login of [newPhone(), jane.phone]) {
      const answer = await browser(w.s).fill('/sign-in', { login, password: 'not the password at all' });
      assert.equal(answer.status, 422);
      bodies.push(answer.text.replaceAll(login, 'LOGIN').replace(/name="csrf" value="\w+"/g,
        '').replace(/[0-9a-z]{16}<\/span>/g, ''));
    }
    assert.equal(bodies[0], bodies[1]);
  });

  test('may be tried ten times, however it is spelt and wherever it says it comes from; others still get in', async () => {
    const l = await w.newLandlord('Locked'), local = `0${l.phone.slice(3)}`, spellings = [l.phone, local, `+${l.phone}`,
      local.replace(/(\d{4})(\d{3})/, '$1 $2 ')];
    const attempt = (login, password, headers) => {
      const b = browser(w.s);
      return b.token().then((csrf) => b.post('/sign-in', { csrf, login, password }, headers));
    };
    for (let i = 0; i < 10; i++)
      assert.equal((await attempt(spellings[i % 4], `wrong password ${i}`, { 'X-Forwarded-For': `10.0.0.${i}` })).status,
        422);
    const locked = await attempt(local, PASSWORD, { 'X-Forwarded-For': '10.9.9.9' });
    assert.equal(locked.status, 429);
    assert.ok(Number(locked.headers.get('retry-after')) > 0);
    assert.equal((await raw(w.s, '/api/v1/session', { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login: l.phone, password: PASSWORD }) })).status, 429, 'by the API too');
    assert.equal((await attempt(jane.phone, PASSWORD)).status, 303);
  });
});
