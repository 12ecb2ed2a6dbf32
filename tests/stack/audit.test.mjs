// Who did what, and who saw what: noted once an hour, read by owners and operators, and tampering is found.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { browser } from './browser.mjs';
import { ROOT } from './stack.mjs';
import { begin, failed, succeeded } from './world.mjs';

let w, nora, owen;
before(async () => {
  w = await begin();
  [nora, owen] = [await w.newLandlord('Nora'), await w.newLandlord('Owen')];
  nora.books = await w.newBooks(nora);
  owen.books = await w.newBooks(owen);
});
after(async () => { await w?.s.stop({ sound: false }); });

const rows = async (l, query = '') => succeeded(await l.call('GET', `/audit?limit=200${query}`), 200).items;
const words = readFileSync(join(ROOT, 'src/page/landlord/audit_words.c'), 'utf8');

describe('the audit', () => {
  test('has words for every action that the source names', () => {
    const files = (dir) => readdirSync(join(ROOT, dir), { recursive: true }).filter((f) => f.endsWith('.c')).map((f) => join(ROOT, dir, f));
    const actions = new Set();
    for (const file of files('src')) {
      const text = readFileSync(file, 'utf8');
      if (!/audit_(note|seen)\(/.test(text)) continue;
      const bare = text.replace(/log_event\([^;]*;/g, '');
      for (const [, name] of bare.matchAll(/"([a-z_]+\.[a-z_]+)"/g)) if (!/^(received|open)\./.test(name)) actions.add(name); // figures of a closed month
    }
    assert.ok(actions.size > 45, `${actions.size} actions`);
    for (const name of actions) assert.ok(words.includes(`{"${name}",`), `${name} has no words in audit_words.c`);
  });

  test('notes a look at a tenant, a lease and the list once an hour for each person', async () => {
    const page = await browser(w.s).signIn(nora.phone);
    for (let i = 0; i < 3; i++) {
      await page.get(`/landlord/tenants/${nora.books.tenant.id}`);
      await nora.call('GET', `/tenants/${nora.books.tenant.id}`);
      await nora.call('GET', `/ledger?leaseId=${nora.books.lease.id}`);
      await page.get('/landlord/tenants');
    }
    const looks = (await rows(nora, '&kind=seen')).map((r) => [r.action, r.subject]);
    assert.deepEqual(looks.sort(), [['seen.lease', nora.books.lease.id], ['seen.tenant', nora.books.tenant.id], ['seen.tenants', nora.id]]);
    await page.get(`/landlord/tenants/${owen.books.tenant.id}`);
    await page.get('/landlord/tenants/0123456789abcdef');
    assert.equal((await rows(nora, '&kind=seen')).length, 3);
    // An hour later, as far as the book knows, it is another look.
    await w.s.sql("DROP TRIGGER audit_kept; UPDATE audit SET at = at - 3601 WHERE action = 'seen.tenant'");
    await page.get(`/landlord/tenants/${nora.books.tenant.id}`);
    assert.equal((await rows(nora, '&action=seen.tenant')).length, 2);
    await w.s.sql("UPDATE audit SET at = at + 3601 WHERE action = 'seen.tenant' AND id = (SELECT min(id) FROM audit WHERE action = 'seen.tenant')");
  });

  test('does not note a tenant’s looks at what is his', async () => {
    const tenant = await w.joined(nora.books.tenant), before = (await w.s.sql('SELECT count(*) AS n FROM audit'))[0].n;
    succeeded(await tenant('GET', `/tenants/${nora.books.tenant.id}`), 200);
    succeeded(await tenant('GET', `/ledger?leaseId=${nora.books.lease.id}`), 200);
    assert.equal((await w.s.sql('SELECT count(*) AS n FROM audit'))[0].n, before);
  });

  test('shows a page all the same when somebody else is writing for long', async () => {
    const release = await w.s.hold('main.db');
    const answer = nora.call('GET', `/tenants/${nora.books.tenant.id}`);
    setTimeout(release, 300);
    assert.equal((await answer).status, 200);
  });

  test('is an owner’s own, by person, action, subject and day; an operator reads all, and that is noted', async () => {
    const all = await rows(nora), today = new Date(Date.now() + 3 * 3600e3).toISOString().slice(0, 10);
    assert.ok(all.every((r) => r.landlordId === nora.id));
    assert.ok(all.some((r) => r.action === 'tenant.added' && r.about === nora.books.tenant.name));
    assert.equal((await rows(nora, `&from=${today}&to=${today}`)).length, all.length);
    assert.equal((await rows(nora, '&to=2020-01-01')).length, 0);
    assert.ok((await rows(nora, `&subject=${nora.books.lease.id}`)).length >= 1);
    failed(await nora.call('GET', `/audit?landlordId=${owen.id}`), 404, 'not_found');
    const two = succeeded(await nora.call('GET', '/audit?limit=2'), 200);
    const next = succeeded(await nora.call('GET', `/audit?limit=2&cursor=${two.nextCursor}`), 200);
    assert.ok(next.items[0].id < two.items[1].id);
    const operator = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password);
    const page = await operator.get(`/operator/audit?landlordId=${nora.id}`);
    assert.equal(page.status, 200);
    assert.match(page.text, /added a tenant/);
    assert.ok(!page.text.includes(owen.books.tenant.name));
    assert.equal((await rows(nora, '&action=seen.audit')).length, 1);
    const owner = await browser(w.s).signIn(nora.phone), mine = await owner.get('/landlord/audit?kind=done&action=tenant.added');
    assert.ok(mine.text.includes(nora.books.tenant.name));
    assert.match((await owner.get('/landlord/audit?lang=sw')).text, /aliongeza mpangaji/);
  });

  test('tells of a line that was rewritten, and which', async () => {
    const [{ id }] = await w.s.sql("SELECT id FROM audit WHERE action = 'lease.added' LIMIT 1");
    const sound = await w.s.rentease(['verify']);
    assert.equal(sound.status ?? sound.code, 0, JSON.stringify(sound));
    await w.s.sql(`UPDATE audit SET detail = 'nothing happened' WHERE id = ${id}`);
    const told = await w.s.rentease(['verify']);
    assert.equal(told.status ?? told.code, 1, JSON.stringify(told));
    assert.match(JSON.stringify(told), new RegExp(`audit[^"]*\\b${id}\\b`));
  });
});
