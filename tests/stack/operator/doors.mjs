// The operator's pages and calls are the operator's alone; and one who is a landlord too changes hats without a password.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { ROOT } from '../stack.mjs';
import { failed, PASSWORD } from '../world.mjs';
import { jane, w } from './here.mjs';

describe('the operator’s doors', () => {
  const routes = [...readFileSync(join(ROOT, 'src/page/routes.c'), 'utf8').matchAll(/METHOD_(\w+),\s*"(\/operator[^"]*)",\s*\w+,\s*WHO_(\w+)/g)];
  const ids = {};
  let books, tenant;

  before(async () => {
    books = await w.home(jane);
    tenant = await w.joined(books.tenant);
    const p = await w.held(await w.home(jane), { amount: '5' });
    Object.assign(ids, { held: p.hold, inbox: p.inbox, transactions: p.id, landlords: jane.id, requests: '0123456789abcdef' });
  });

  test('are shut for landlords, tenants and strangers', async () => {
    assert.ok(routes.length >= 12);
    const people = { landlord: await browser(w.s).signIn(jane.phone), tenant: await browser(w.s).signIn(books.phone), nobody: browser(w.s) };
    for (const [role, b] of Object.entries(people)) {
      const csrf = role === 'nobody' ? await b.token() : forms((await b.get('/nothing')).text)[0].fields.csrf;
      for (const [, method, pattern, who] of routes) {
        assert.equal(who, 'OPERATOR', pattern);
        const path = pattern.replace(':id', ids[pattern.split('/')[2]]);
        const answer = method === 'GET' ? await b.get(path) : await b.post(path, { csrf, decision: 'count', reason: 'mine', password: PASSWORD });
        if (role === 'nobody') assert.equal(answer.location.startsWith('/sign-in'), true, path);
        else assert.equal(answer.status, 403, `${role} at ${method} ${path}`);
      }
    }
    for (const call of [jane.call, tenant])
      for (const [method, path, body] of [['GET', '/held'], ['GET', `/held/${ids.held}`], ['POST', `/held/${ids.held}/release`, { decision: 'count', reason: 'mine' }]])
        failed(await call(method, path, body), 403, 'forbidden');
    assert.equal((await w.s.sql(`SELECT released_at FROM hold WHERE id = '${ids.held}'`))[0].released_at ?? null, null);
    assert.equal((await w.s.sql(`SELECT count(*) AS n FROM hook_replay WHERE inbox_id = ${ids.inbox}`))[0].n, 0);
  });

  test('open again for an operator who went to his own houses', async () => {
    const l = await w.newLandlord('Both');
    await w.s.sql(`UPDATE person SET is_operator = 1 WHERE phone = '${l.phone}'`);
    const b = await browser(w.s).signIn(l.phone);
    assert.equal((await b.get('/operator')).status, 200);
    const go = (from, landlordId) => b.fill(from, { landlordId }, '/switch');
    assert.equal((await go('/operator', l.id)).status, 303);
    assert.deepEqual([(await b.get('/landlord')).status, (await b.get('/operator')).status], [200, 403]);
    assert.match((await b.get('/landlord')).text, /Go to the operator’s pages/);
    assert.equal((await go('/landlord', '')).status, 303);
    assert.deepEqual([(await b.get('/operator')).status, (await b.get('/landlord')).status], [200, 403]);
    await w.s.sql(`UPDATE person SET is_operator = 0 WHERE phone = '${l.phone}'`);
    const plain = await browser(w.s).signIn(l.phone), csrf = forms((await plain.get('/nothing')).text)[0].fields.csrf;
    assert.equal((await plain.post('/switch', { csrf })).status, 404);
    assert.equal((await plain.get('/operator')).status, 403);
  });
});
