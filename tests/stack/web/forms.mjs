// A form counts only with the token it was given, from a page of ours, within its limits.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { forms } from '../browser.mjs';
import { as, jane, peter, w } from './here.mjs';

describe('a form', () => {
  const houses = async (b) => (await b.get('/landlord/properties')).text;
  const csrf = async (b, path = '/landlord/properties/new') => forms((await b.get(path)).text).find((f) => f.action === path).fields.csrf;

  test('without its token, with a wrong one, or with another session’s does nothing', async () => {
    const b = await as.landlord(), other = await as.landlord(peter), mine = await csrf(b);
    const wrong = [undefined, '', 'x', '0'.repeat(128), mine.slice(0, -1) + (mine.endsWith('0') ? '1' : '0'),
      await csrf(other),
      await csrf(await as.nobody(), '/sign-in'), await csrf(await as.landlord())];
    for (const token of wrong) {
      const answer = await b.post('/landlord/properties/new', { name: 'Sneaky House',
        ...(token !== undefined && { csrf: token }) });
      assert.equal(answer.status, 403, String(token));
      assert.match(answer.text, /reload the page/);
    }
    assert.ok(!(await houses(b)).includes('Sneaky House'));
    assert.equal((await b.post('/landlord/properties/new', { name: 'Honest House', csrf: mine })).status, 303);
    assert.ok((await houses(b)).includes('Honest House'));
  });

  test('has a token of its own on every page, and each is good', async () => {
    const b = await as.landlord(), [one, two] = [await csrf(b), await csrf(b)];
    assert.notEqual(one, two);
    for (const [i, token] of [one, two].entries())
      assert.equal((await b.post('/landlord/properties/new', { name: `Twice ${i}`, csrf: token })).status, 303);
  });

  test('from another site is refused, whatever token it carries', async () => {
    const b = await as.landlord(), token = await csrf(b), send = (headers) => b.post('/landlord/properties/new',
      { name: 'Foreign House', csrf: token }, headers);
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: `${w.s.url}.evil.example` },
      { Origin: w.s.url.replace('http:', 'https:') },
      { Origin: 'http://127.0.0.1:1' }, { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' },
        { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }])
      assert.equal((await send(headers)).status, 403, JSON.stringify(headers));
    assert.ok(!(await houses(b)).includes('Foreign House'));
    for (const [i, headers] of [{ Origin: w.s.url }, { 'Sec-Fetch-Site': 'same-origin' },
      { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }, {}].entries())
      assert.equal((await b.post('/landlord/properties/new', { name: `Own ${i}`, csrf: token }, headers)).status, 303,
        JSON.stringify(headers));
  });

  test('changes nothing by GET or HEAD', async () => {
    const b = await as.landlord(), token = await csrf(b);
    for (const method of ['GET', 'HEAD']) {
      await b.send(method, `/landlord/properties/new?name=Got+House&csrf=${token}`);
      assert.equal((await b.send(method, '/sign-out')).status, 405);
    }
    assert.ok(!(await houses(b)).includes('Got House'));
    assert.equal((await b.get('/landlord')).status, 200);
  });

  test('of more than 64 KiB or 100 fields, or in another shape, is refused', async () => {
    const b = await as.landlord(), token = await csrf(b), path = '/landlord/properties/new';
    const many = (n) => `csrf=${token}&name=Many+House&${Array.from({ length: n }, (_, i) => `f${i}=1`).join('&')}`;
    assert.equal((await b.post(path, many(99))).status, 400, '101 fields');
    assert.equal((await b.post(path, { csrf: token, name: 'x'.repeat(66000) })).status, 413);
    for (const body of ['name=%00', 'name=a%00b', 'name=%ff%fe', 'name=%c3%28', 'name=%zz', 'name=%4'])
      assert.equal((await b.post(path, `csrf=${token}&${body}`)).status, 400, body);
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x'])
      assert.equal((await b.post(path, many(0), { 'Content-Type': type })).status, 403,
        `${type}: its token cannot be read`);
    assert.ok(!(await houses(b)).includes('Many House'));
  });

  test('with a field twice counts the first', async () => {
    const b = await as.landlord(), token = await csrf(b);
    assert.equal((await b.post('/landlord/properties/new',
      `csrf=${token}&name=First+House&name=Second+House&csrf=x`)).status, 303);
    const list = await houses(b);
    assert.ok(list.includes('First House') && !list.includes('Second House'));
  });

  test('keeps what was typed, escaped, and names what is wrong', async () => {
    const b = await as.landlord(), answer = await b.fill('/landlord/tenants/new',
      { name: '"><script>alert(1)</script>', phone: '12' });
    assert.equal(answer.status, 422);
    assert.ok(!answer.text.includes('<script>alert'));
    assert.ok(answer.text.includes('&lt;script&gt;'));
    assert.match(answer.text, /<title>Error: /);
    assert.match(answer.text, /role="alert"/);
  });

  test('pays from the page: one charge however often it is sent, by its key', async () => {
    const h = await w.home(jane), b = await (await as.nobody()).signIn((await w.joined(h.tenant), h.phone));
    const page = await b.get(`/pay/${h.bill.id}`), form = forms(page.text).find((f) => f.action === `/pay/${h.bill.id}`);
    assert.equal(form.fields.amount, '1000');
    await w.script(h.phone, w.auto());
    const answers = await Promise.all(Array.from({ length: 5 }, () => b.post(form.action, form.fields)));
    assert.deepEqual(answers.map((a) => a.status), Array(5).fill(303));
    const [where] = new Set(answers.map((a) => a.location));
    assert.ok(answers.every((a) => a.location === where), 'all lead to one payment');
    await w.becomes({ id: where.split('/').pop(), h }, 'success');
    assert.equal((await w.pushes(h.phone)).length, 1);
    assert.ok((await b.get(where)).text.includes((await w.pushes(h.phone))[0].receipt));
  });
});
