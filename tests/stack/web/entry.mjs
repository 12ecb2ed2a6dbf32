// Who may come in, over every page; and what every page shows: its language, the other one, and that this is a sandbox.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { forms } from '../browser.mjs';
import { as, filled, jane, routes } from './here.mjs';

// Who a row of the table lets in (src/web/route.h); the landlord here is the owner.
const MAY = {
  ANYONE: ['nobody', 'tenant', 'landlord', 'operator'], SIGNED_IN: ['tenant', 'landlord', 'operator'], TENANT: ['tenant'],
  PAYER: ['tenant', 'landlord'], OWNER: ['landlord'], LANDLORD: ['landlord'], KEEPER: ['landlord'], CASHIER: ['landlord'],
  PURSER: ['landlord'], AGENT: [], OPERATOR: ['operator'],
};
const PARTS = ['/healthz', '/payments/:id/part', '/claims/:id/part', '/landlord/codes/:id/part', '/landlord/reversals/:id/part',
  '/landlord/balance/part', '/landlord/reconcile/part', '/landlord/money-out/:id/part', '/operator/inbox/:id/part', '/operator/payouts/:id/part',
  '/setup/credentials/part', '/setup/direct/trial/part', '/qr/:id.png', '/receipts/:number.pdf', '/statement.csv', '/statement.pdf',
  '/landlord/reports/:name.csv', '/landlord/reports/:name.pdf', '/landlord/bills.csv', '/landlord/transactions.csv',
  '/readings/:id/photo', '/landlord/import/template.csv'];

describe('entry', () => {
  const b = {};
  before(async () => { for (const role of Object.keys(as)) b[role] = await as[role](); });

  test('the table of pages is read whole', () => {
    assert.ok(routes.length > 45, `${routes.length} routes`);
    for (const r of routes) assert.ok(MAY[r.who], `who is WHO_${r.who}?`);
    for (const r of routes) assert.equal(r.token, r.method === 'POST', `${r.method} ${r.path} takes a token`);
  });

  for (const role of ['nobody', 'tenant', 'landlord', 'operator']) {
    test(`${role} reads the pages that are for ${role} alone`, async () => {
      for (const r of routes.filter((x) => x.method === 'GET')) {
        const path = filled(r.path, jane), answer = await b[role].get(path), what = `${role} at ${path}: ${answer.status}`;
        if (!MAY[r.who].includes(role)) {
          if (role === 'nobody') assert.deepEqual([answer.status, answer.location],
            [303, `/sign-in?next=${encodeURIComponent(path)}`], what);
          else assert.equal(answer.status, 403, what);
        } else {
          assert.ok(answer.status === 200 || answer.status === 303 || r.path.endsWith('/:token'), what);
          assert.ok(!answer.location?.startsWith('/sign-in'), what);
        }
      }
    });

    test(`${role} sends the forms that are for ${role} alone`, async () => {
      for (const r of routes.filter((x) => x.method === 'POST' && x.path !== '/sign-out')) {
        const sender = await as[role](), csrf = role === 'nobody' ? await sender.token() : forms((await sender.get('/nothing')).text)[0].fields.csrf;
        const path = filled(r.path, jane), answer = await sender.post(path, { csrf }),
          what = `${role} at ${path}: ${answer.status}`;
        if (MAY[r.who].includes(role)) assert.ok(answer.status !== 403 && !answer.location?.startsWith('/sign-in'), what);
        else if (role === 'nobody') assert.deepEqual([answer.status, answer.location], [303, '/sign-in'], what);
        else assert.equal(answer.status, 403, what);
      }
    });

    test(`${role} sees each page in either language, and that this is a sandbox`, async () => {
      const reader = await as[role]();
      for (const r of routes.filter((x) => x.method === 'GET' && MAY[x.who].includes(role) && !PARTS.includes(x.path))) {
        const path = filled(r.path, jane);
        for (const [lang, banner] of [['sw', /class="banner"/], ['en', /Sandbox: payments here are tests/]]) {
          let answer = await reader.get(`${path}?lang=${lang}`);
          for (let i = 0; i < 3 && answer.status === 303; i++) answer = await reader.get(answer.location);
          assert.match(answer.text, new RegExp(`<html lang="${lang}">`), path);
          assert.match(answer.text, banner, path);
          assert.match(answer.text, new RegExp(`<a class="link" href="\\?[^"]*lang=${lang === 'sw' ? 'en' : 'sw'}[^"]*" lang="${lang === 'sw' ? 'en' : 'sw'}"`), path);
        }
      }
    });
  }

  test('a language once chosen stays, on this device', async () => {
    const reader = await as.nobody();
    await reader.get('/?lang=sw');
    assert.match((await reader.get('/sign-in')).text, /<html lang="sw">/);
    await reader.signIn(jane.phone);
    assert.match((await reader.get('/landlord')).text, /<html lang="sw">/);
    await reader.get('/landlord?lang=en');
    assert.match((await reader.get('/landlord')).text, /<html lang="en">/);
    await reader.get('/landlord?lang=%3Cscript%3E');
    assert.match((await reader.get('/landlord')).text, /<html lang="en">/);
    assert.match((await (await as.nobody()).get('/', { 'Accept-Language': 'sw-KE,sw;q=0.9,en;q=0.5' })).text,
      /<html lang="sw">/);
  });
});
