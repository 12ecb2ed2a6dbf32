// Books from a list: through the page, the API and the command line. What goes wrong makes nothing; what is done twice is done
// once; and nobody but an owner or an agent gets in.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { browser, forms } from './browser.mjs';
import { ROOT } from './stack.mjs';
import { ABSENT, begin, failed, newPhone, shaped, succeeded } from './world.mjs';

let w, jane, peter;
const HEAD = 'property,unit,rent,tenant name,phone,start date,due day,deposit,deposit held,balance brought forward\n';
const row = (unit, phone, balance = '') => `Jacaranda,${unit},"12,500",Tenant ${unit},${phone},2026-01-05,5,12500,12500,"${balance}"\n`;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const workbook = () => readFile(join(ROOT, 'tests/stack/list.xlsx'));
const csv = (l, text, call = l.call) => call('POST', '/imports', text, { 'Content-Type': 'text/csv' });

// Somebody who works for the landlord, signed in.
async function colleague(l, role) {
  const { id, phone } = await w.newLandlord(`${role} of ${l.name}`);
  await w.s.sql(`UPDATE member SET landlord_id = '${l.id}', role = '${role}' WHERE landlord_id = '${id}'`);
  return { phone, call: await w.signIn(phone) };
}

// A form with files, sent as browsers do.
const token = async (b) => forms((await b.get('/landlord/books')).text)[0].fields.csrf;
async function upload(b, path, fields, file) {
  const form = new FormData();
  form.set('csrf', fields.csrf ?? await token(b));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file !== undefined) form.set('file', new Blob([file], { type: 'text/csv' }), '../../list.csv');
  return b.send('POST', path, { body: form });
}

before(async () => {
  w = await begin();
  [jane, peter] = [await w.newLandlord('Jane'), await w.newLandlord('Peter')];
});
after(() => w?.s.stop());

describe('a list through the page', () => {
  test('is shown, applied, and applied again without a change', async () => {
    const b = await browser(w.s).signIn(jane.phone), list = HEAD + row('A1', newPhone(), '3,500') + row('A2', newPhone(), '-1,000')
      + 'Jacaranda,A3,13000,,,,,,,\n';
    assert.match((await b.get('/landlord/import')).text, /enctype="multipart\/form-data"/);
    for (const time of [1, 2]) {
      const sent = await upload(b, '/landlord/import', { text: '' }, list);
      assert.equal(sent.status, 303, sent.text);
      const page = await b.get(sent.location);
      assert.equal(page.status, 200);
      if (time === 1) assert.ok(page.text.includes('Tenant A1'));
      else assert.ok(page.text.includes('There is nothing to do.'));
      if (time === 1) {
        const done = await b.fill(sent.location, {}, `${sent.location}/apply`);
        assert.equal(done.status, 303, done.text);
        assert.match((await b.get(done.location)).text, /Your list is in the books/);
      }
    }
    const units = succeeded(await jane.call('GET', '/units'), 200).items;
    assert.deepEqual(units.map((u) => u.label).sort(), ['A1', 'A2', 'A3']);
    const tenants = succeeded(await jane.call('GET', '/tenants'), 200).items;
    assert.deepEqual(tenants.map((t) => t.balance).sort((x, y) => x - y), [-1000, 3500]);
  });

  test('with errors names each and makes nothing', async () => {
    const b = await browser(w.s).signIn(jane.phone);
    const sent = await upload(b, '/landlord/import', {}, `${HEAD}Bad House,B1,,,,,,,,\nBad House,B2,100,Jo,123,31/02/2026,5,,,\n`);
    const page = await b.get(sent.location);
    assert.ok(page.text.includes('Enter a month’s rent in shillings'));
    assert.ok(page.text.includes('Enter a phone number like 0712 345 678.'));
    assert.ok(!page.text.includes(`${sent.location}/apply"`));
    const forced = await b.post(`${sent.location}/apply`, { csrf: await token(b), seen: '' });
    assert.equal(forced.status, 409);
    assert.ok(!JSON.stringify(succeeded(await jane.call('GET', '/properties'), 200)).includes('Bad House'));
  });

  test('pasted, empty, no text, too large, without a token', async () => {
    const b = await browser(w.s).signIn(jane.phone);
    const pasted = await upload(b, '/landlord/import', { text: 'property\tunit\trent\nPasted\tP1\t100\n' });
    assert.match((await b.get(pasted.location)).text, /Pasted/);
    const none = await upload(b, '/landlord/import', {});
    assert.equal(none.status, 422);
    assert.match(none.text, /Choose a file, or paste the list below/);
    assert.equal((await upload(b, '/landlord/import', {}, Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).status, 422);
    assert.equal((await upload(b, '/landlord/import', { csrf: 'x' }, 'a')).status, 403);
    const large = await upload(b, '/landlord/import', {}, 'x'.repeat(5 * 1024 * 1024 + 70000));
    assert.equal(large.status, 413);
    assert.match(large.text, /5 MB/);
    const huge = await upload(b, '/landlord/import', {}, 'x'.repeat(6 * 1024 * 1024)).catch(() => null);
    if (huge) assert.equal(huge.status, 413);
    const whole = await upload(b, '/landlord/import', {}, `property,unit,rent\n${'x'.repeat(4000)}\n`.repeat(1200));
    assert.equal(whole.status, 303, 'nearly 5 MiB are taken');
    assert.equal((await b.get(whole.location)).status, 200);
  });

  test('is an Excel workbook as well', async () => {
    const l = await w.newLandlord('Mary'), b = await browser(w.s).signIn(l.phone), list = await workbook();
    const form = (await b.get('/landlord/import')).text;
    assert.match(form, /accept="\.xlsx,/);
    assert.match(form, /as an Excel \(\.xlsx\) or CSV file/);
    const sent = await upload(b, '/landlord/import', { text: '' }, list);
    assert.equal(sent.status, 303, sent.text);
    const page = await b.get(sent.location);
    assert.ok(page.text.includes('Amina Wanjiru') && page.text.includes('2026-01-05'), 'a cell that is a day is one');
    assert.equal((await b.fill(sent.location, {}, `${sent.location}/apply`)).status, 303);
    const tenants = succeeded(await l.call('GET', '/tenants'), 200).items;
    assert.deepEqual(tenants.map((t) => t.balance).sort((x, y) => x - y), [-1000, 3500]);
    const [kept] = await w.s.sql(`SELECT text FROM book_import WHERE landlord_id = '${l.id}'`);
    assert.match(kept.text, /^property|^"property"/, 'what is kept is text');
    const cut = await upload(b, '/landlord/import', {}, list.subarray(0, 3000));
    assert.equal(cut.status, 422);
    assert.match(cut.text, /This workbook is damaged, or was cut/);
    const locked = await upload(b, '/landlord/import', {}, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));
    assert.match(locked.text, /protected by a password/);
  });

  test('has a template that applies', async () => {
    const b = await browser(w.s).signIn(peter.phone), template = await b.get('/landlord/import/template.csv');
    assert.match(template.headers.get('content-type'), /text\/csv/);
    const sent = await upload(b, '/landlord/import', {}, template.text);
    const done = await b.fill(sent.location, {}, `${sent.location}/apply`);
    assert.equal(done.status, 303);
    assert.equal(succeeded(await peter.call('GET', '/leases'), 200).items.length, 2);
  });

  test('is thrown away', async () => {
    const b = await browser(w.s).signIn(jane.phone), sent = await upload(b, '/landlord/import', {}, `${HEAD}Gone,G1,100,,,,,,,\n`);
    assert.equal((await b.fill(sent.location, {}, `${sent.location}/discard`)).status, 303);
    assert.match((await b.get(sent.location)).text, /thrown away/);
    assert.equal((await b.post(`${sent.location}/discard`, { csrf: await token(b) })).status, 409);
  });
});

describe('a list through the API', () => {
  test('is kept, looked at and applied once', async () => {
    const kept = succeeded(await csv(jane, HEAD + row('C1', newPhone())), 201);
    shaped(kept, { id: 'id', state: 'text', fingerprint: 'text', createdAt: 'time', rows: 'list' });
    assert.deepEqual(kept.rows[0].makes, ['unit', 'tenant', 'lease', 'openingBalance']);
    assert.equal(kept.counts.wrong, 0);
    failed(await jane.call('POST', `/imports/${kept.id}/apply`, { fingerprint: '0'.repeat(64) }), 409, 'books_changed');
    const done = succeeded(await jane.call('POST', `/imports/${kept.id}/apply`, { fingerprint: kept.fingerprint }), 200);
    assert.equal(done.state, 'applied');
    failed(await jane.call('POST', `/imports/${kept.id}/apply`, {}), 409, 'already_decided');
    failed(await jane.call('POST', `/imports/${kept.id}/discard`, {}), 409, 'already_decided');
  });

  test('tells what is wrong, beside its cell', async () => {
    const kept = succeeded(await jane.call('POST', '/imports', { text: `${HEAD}X,X1,ten,,,,,,,\n` }), 201);
    assert.equal(kept.rows[0].errors[0].column, 'rent');
    failed(await jane.call('POST', `/imports/${kept.id}/apply`, {}), 422, 'rows_wrong');
    const none = succeeded(await jane.call('POST', '/imports', { text: 'nothing\n' }), 201);
    assert.ok(none.problem);
    failed(await csv(jane, 'a\0b'), 422, 'invalid_fields', 'text');
    failed(await jane.call('POST', '/imports', 'PK\x03\x04', { 'Content-Type': XLSX }), 422, 'invalid_fields', 'text');
    failed(await jane.call('POST', '/imports', {}), 422, 'invalid_fields', 'text');
    assert.equal((await csv(jane, 'x'.repeat(5.1 * 1024 * 1024))).status, 413);
  });

  test('may be an Excel workbook', async () => {
    const l = await w.newLandlord('Wafula'), list = await workbook();
    const kept = succeeded(await l.call('POST', '/imports', list, { 'Content-Type': XLSX }), 201);
    assert.deepEqual([kept.counts.rows, kept.counts.wrong, kept.counts.leases, kept.problem], [3, 0, 2, null]);
    assert.deepEqual(kept.rows.map((r) => [r.line, r.unit]), [[2, 'X1'], [3, 'X2'], [5, 'X3']], 'a line is a row of the sheet');
    assert.equal(succeeded(await l.call('POST', `/imports/${kept.id}/discard`, {}), 200).state, 'discarded');
  });

  test('is not there for others, and nothing for those who may not', async () => {
    const { id } = succeeded(await csv(jane, HEAD + row('D1', newPhone())), 201);
    for (const [method, path] of [['GET', ''], ['POST', '/apply'], ['POST', '/discard']])
      for (const one of [id, ABSENT])
        failed(await peter.call(method, `/imports/${one}${path}`, method === 'POST' ? {} : undefined), 404, 'not_found');
    for (const role of ['accountant', 'caretaker']) {
      const { phone, call } = await colleague(jane, role), b = await browser(w.s).signIn(phone);
      assert.equal((await csv(jane, HEAD, call)).status, 403, role);
      assert.equal((await call('GET', `/imports/${id}`)).status, 403, role);
      assert.equal((await b.get('/landlord/import')).status, 403, role);
    }
    const agent = await colleague(jane, 'agent');
    assert.equal((await agent.call('GET', `/imports/${id}`)).status, 200);
    const p = await browser(w.s).signIn(peter.phone);
    assert.equal((await p.get(`/landlord/import/${id}`)).status, 404);
  });
});

describe('rentease import', () => {
  test('looks, and makes with --apply', async () => {
    const file = join(w.s.dir, 'list.csv');
    await writeFile(file, HEAD + row('E1', newPhone()));
    const run = (...args) => w.s.rentease(['import', '--landlord', jane.id, ...args, file]);
    const looked = await run();
    assert.equal(looked.status, 0, looked.stderr);
    assert.match(looked.stdout, /nothing was made yet/);
    assert.equal((await run('--apply')).status, 0);
    assert.match((await run('--apply')).stdout, /1 in the books already/);
    assert.ok(succeeded(await jane.call('GET', '/units'), 200).items.some((u) => u.label === 'E1'));
    const sheet = await w.s.rentease(['import', '--landlord', jane.id, join(ROOT, 'tests/stack/list.xlsx')]);
    assert.match(sheet.stdout, /^3 lines: 1 properties, 3 units, 2 tenants/, sheet.stderr);
    await writeFile(file, `${HEAD}X,X1,ten,,,,,,,\n`);
    const wrong = await run('--apply');
    assert.equal(wrong.status, 1);
    assert.match(wrong.stdout, /line 2 +rent/);
    assert.equal((await w.s.rentease(['import', file])).status, 2);
    assert.equal((await w.s.rentease(['import', '--landlord', ABSENT, file])).status, 1);
  });
});
