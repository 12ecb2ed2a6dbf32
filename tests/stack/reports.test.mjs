// Reports and statements over the whole stack: the same figures on the page, in the CSV, in the PDF and in the API; whose they are;
// and how many files an hour.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { browser, forms } from './browser.mjs';
import { request } from './stack.mjs';
import { ABSENT, PASSWORD, begin, failed, newPhone, succeeded } from './world.mjs';

const run = promisify(execFile);
let w, jane, peter, tenant;

async function landlord(name) {
  const l = await w.connect(await w.newLandlord(name));
  l.books = await w.newBooks(l, `${name[0]}1`, 1000);
  l.tenant = await w.joined(l.books.tenant);
  return l;
}

before(async () => {
  w = await begin({ env: { DARAJA_EXTRAS: 'tax' } });
  [jane, peter] = [await landlord('Jane'), await landlord('Peter')];
  const p = await w.pay(jane.books, w.auto(), { amount: 600 });
  jane.paid = await w.becomes(p, (now) => now.status === 'success' && now.mpesaReceiptNumber);
  jane.vacant = succeeded(await jane.call('POST', '/units', { propertyId: jane.books.property.id, label: 'J2', rent: 2500 }), 201);
  tenant = await browser(w.s).signIn(jane.books.phone);
});
after(async () => { await w?.s.stop(); });

const get = (l, path) => request(`${w.s.url}/api/v1${path}`, 'GET', undefined, { Authorization: `Bearer ${l.token}` });
const token = async (phone) => succeeded(await w.anyone('POST', '/session', { login: phone, password: PASSWORD }), 200).token;
const report = async (l, path) => succeeded(await l.call('GET', `/reports/${path}`), 200);
const fact = (r, label) => r.facts.find((f) => f.label === label)?.value;

// As bytes, with what the head says of it.
async function file(t, path) {
  const answer = await fetch(`${w.s.url}/api/v1${path}`, { headers: { Authorization: `Bearer ${t}` } });
  return { status: answer.status, type: answer.headers.get('content-type'), named: answer.headers.get('content-disposition'),
    retry: answer.headers.get('retry-after'), bytes: Buffer.from(await answer.arrayBuffer()) };
}
async function pdfText(bytes) {
  const path = join(w.s.dir, `r${Math.random()}.pdf`);
  await writeFile(path, bytes);
  return (await run('pdftotext', ['-layout', path, '-'])).stdout.replaceAll('\u00a0', ' ');
}
// Somebody of a landlord's side, signed in to the API and to a browser. There is no page for it yet where this is written.
async function member(l, role) {
  const other = await w.newLandlord(role);
  await w.s.sql(`UPDATE member SET landlord_id = '${l.id}', role = '${role}' WHERE landlord_id = '${other.id}'`);
  return { call: await w.signIn(other.phone), browser: await browser(w.s).signIn(other.phone), token: await token(other.phone) };
}

describe('reports', () => {
  test('are listed for whoever may have them', async () => {
    const all = succeeded(await jane.call('GET', '/reports'), 200).items.map((r) => r.name);
    assert.deepEqual(all, ['rent-roll', 'collection', 'arrears', 'income', 'owner-statement', 'rental-tax', 'statement', 'bills', 'transactions']);
    assert.deepEqual((await get({ token: await token(jane.books.phone) }, '/reports')).body.data.items.map((r) => r.name), ['statement']);
    const b = await browser(w.s).signIn(jane.phone), page = await b.get('/landlord/reports');
    for (const name of all.slice(0, 7)) assert.match(page.text, new RegExp(`href="/landlord/reports/${name}"`));
    assert.match((await b.get('/landlord/books')).text, /href="\/landlord\/reports"/);
  });

  test('say the same on the page, in the CSV, in the PDF and in the API', async () => {
    const r = await report(jane, 'rent-roll?month=2026-11');
    assert.deepEqual(r.groups.map((g) => g.rows.map((x) => [x.unit, x.tenant, x.rent, x.billed, x.paid, x.balance, x.status])),
      [[['J1', 'Tenant J1', 1000, 1000, 600, 400, 'part_paid'], ['J2', null, 2500, null, null, null, 'vacant']]]);
    assert.deepEqual([r.totals.billed, r.totals.paid, r.totals.balance, r.month], [1000, 600, 400, '2026-11']);
    const b = await browser(w.s).signIn(jane.phone);
    const page = await b.get('/landlord/reports/rent-roll?month=2026-11');
    assert.equal(page.status, 200);
    for (const words of ['Tenant J1', '>600<', '>400<', '>2,500<', 'Vacant', 'Part paid', '(KSh)']) assert.ok(page.text.replaceAll('\u00a0', ' ').includes(words), words);
    const t = await token(jane.phone), csv = await file(t, '/reports/rent-roll.csv?month=2026-11');
    assert.deepEqual([csv.status, csv.type, csv.named], [200, 'text/csv; charset=utf-8', 'attachment; filename="rent-roll-2026-11.csv"']);
    assert.match(csv.bytes.toString().replaceAll('"', ''), /House J1,J1,Tenant J1,1000\.00,0\.00,1000\.00,600\.00,400\.00,Part paid,\r?\n/);
    const pdf = await file(t, '/reports/rent-roll.pdf?month=2026-11&lang=sw');
    assert.deepEqual([pdf.status, pdf.type, pdf.named], [200, 'application/pdf', 'inline; filename="rent-roll-2026-11.pdf"']);
    const text = await pdfText(pdf.bytes);
    for (const words of ['Orodha ya kodi', 'Tenant J1', '1,000', '600', '400', 'Wazi']) assert.ok(text.includes(words), `${words} in ${text}`);
    const link = page.text.match(/href="(\/landlord\/reports\/rent-roll\.csv\?[^"]+)"/)[1].replaceAll('&amp;', '&');
    assert.equal((await b.get(link)).text.replace(/^\ufeff/, ''), csv.bytes.toString().replace(/^\ufeff/, ''));
  });

  test('each can be had as page, CSV and PDF', async () => {
    const b = await browser(w.s).signIn(peter.phone), t = await token(peter.phone);
    for (const { name } of succeeded(await peter.call('GET', '/reports'), 200).items) {
      const query = name === 'statement' ? `?leaseId=${peter.books.lease.id}` : '';
      assert.equal((await b.get(`/landlord/reports/${name}${query}`)).status, 200, name);
      assert.equal((await report(peter, name + query)).name, name);
      const csv = await file(t, `/reports/${name}.csv${query}`), pdf = await file(t, `/reports/${name}.pdf${query}`);
      assert.deepEqual([csv.status, pdf.status, pdf.bytes.subarray(0, 5).toString()], [200, 200, '%PDF-'], name);
    }
  });

  test('of arrears, collection, income and tax tell of a payment', async () => {
    const a = await report(jane, 'arrears?to=2030-01-01');
    assert.deepEqual([a.totals.arrears, a.totals.credit, a.groups[0].rows[0].tenant], [400, 0, 'Tenant J1']);
    assert.equal(a.groups[0].rows[0].daysOver90, 400);
    const month = new Date(Date.now() + 3 * 3600e3).toISOString().slice(0, 7);
    const c = await report(jane, `collection?month=${month}`);
    assert.deepEqual([c.totals.collected, c.totals.prompt, c.totals.direct], [600, 600, 0]);
    const i = await report(jane, `income?from=${month}-01`);
    assert.equal(i.groups[0].rows.find((x) => x.part === 'income' && x.kind === 'rent').cash, 600);
    const before = await report(jane, `rental-tax?month=${month}`);
    assert.deepEqual([before.totals.taxableRent, before.totals.tax, fact(before, 'Rate')], [600, 45, '7.5 %']);
    const b = await browser(w.s).signIn(jane.phone), home = `/landlord/properties/${jane.books.property.id}`;
    assert.match((await b.get(`/landlord/reports/rental-tax?month=${month}`)).text, /href="\/landlord\/tax"/);
    assert.equal((await b.fill(home, { use: 'commercial' }, `${home}/use`)).location, home);
    assert.equal((await report(jane, `rental-tax?month=${month}`)).totals.tax, 0);
    assert.equal(succeeded(await jane.call('POST', `/properties/${jane.books.property.id}/use`, { use: 'residential' }), 200).use, 'residential');
    failed(await jane.call('POST', `/properties/${jane.books.property.id}/use`, { use: 'castle' }), 422, 'invalid_fields', 'use');
    assert.equal((await report(jane, `rental-tax?month=${month}`)).totals.tax, 45);
  });

  test('bad filters are said beside their fields', async () => {
    failed(await jane.call('GET', '/reports/income?from=2026-05-02&to=2026-05-01'), 422, 'invalid_fields', 'to');
    failed(await jane.call('GET', '/reports/rent-roll?month=2026-13'), 422, 'invalid_fields', 'month');
    failed(await jane.call('GET', '/reports/statement'), 422, 'invalid_fields', 'leaseId');
    failed(await jane.call('GET', '/reports/nothing'), 404, 'not_found');
    const b = await browser(w.s).signIn(jane.phone);
    for (const path of ['/landlord/reports/income?from=2026-05-02&to=2026-05-01', '/landlord/reports/income.pdf?from=2026-05-02&to=2026-05-01']) {
      const page = await b.get(path);
      assert.equal(page.status, 422);
      assert.match(page.text, /The last day is before the first/);
    }
    assert.equal((await b.get('/landlord/reports/statement')).status, 200);
    assert.equal((await b.get('/landlord/reports/nothing')).status, 404);
  });

  test('lists of bills and transactions are files with the filters of their pages', async () => {
    const b = await browser(w.s).signIn(jane.phone);
    const bills = await b.get('/landlord/bills.csv?status=open'), none = await b.get('/landlord/bills.csv?status=paid');
    assert.match(bills.text.replaceAll('"', ''), /Tenant J1,House J1,J1,Rent,2026-11,,2026-11-05,1000\.00,600\.00,400\.00,Part paid/);
    assert.equal(none.text.trim().split('\n').length, 1);
    const moves = await b.get('/landlord/transactions.csv?status=success&type=stk');
    assert.ok(moves.text.includes(jane.paid.mpesaReceiptNumber));
    assert.match((await b.get('/landlord/bills?status=open')).text, /href="\/landlord\/bills\.csv\?status=open"/);
    assert.match((await b.get('/landlord/transactions?type=stk')).text, /href="\/landlord\/transactions\.csv\?type=stk"/);
  });
});

describe('statements', () => {
  test('a tenant has his own, and it closes with what he owes', async () => {
    const page = await tenant.get('/statement');
    assert.equal(page.status, 200);
    for (const words of ['Opening balance', 'Closing balance', 'KSh 1,000', 'KSh 600', 'KSh 400'])
      assert.ok(page.text.replaceAll('\u00a0', ' ').includes(words), words);
    const csv = await tenant.get('/statement.csv');
    assert.equal(csv.status, 200);
    assert.ok(csv.text.includes(`M-Pesa ${jane.paid.mpesaReceiptNumber}`), csv.text);
    assert.equal((await tenant.get('/statement.pdf')).headers.get('content-type'), 'application/pdf');
    const r = await report(jane, `statement?leaseId=${jane.books.lease.id}`);
    assert.equal(r.groups[0].rows.at(-1).balance, 400);
    assert.equal(r.groups[0].rows[0].balance + r.totals.charged - r.totals.paid, 400);
    const own = await get({ token: await token(jane.books.phone) }, '/reports/statement');
    assert.deepEqual(own.body.data.groups, r.groups);
    assert.match((await tenant.get('/history')).text, /href="\/statement"/);
    const b = await browser(w.s).signIn(jane.phone);
    assert.match((await b.get(`/landlord/leases/${jane.books.lease.id}`)).text, /reports\/statement\?leaseId=/);
    assert.match((await b.get(`/landlord/tenants/${jane.books.tenant.id}`)).text, /reports\/statement\?tenantId=/);
  });

  test('a receipt is a file, too, and says when it counts no more', async () => {
    const path = `/receipts/${jane.paid.receiptNumber}.pdf`, t = await token(jane.books.phone);
    const good = await file(t, path), text = await pdfText(good.bytes);
    assert.deepEqual([good.status, good.named], [200, `inline; filename="receipt-${jane.paid.receiptNumber}.pdf"`]);
    for (const words of [jane.paid.receiptNumber, jane.paid.mpesaReceiptNumber, 'KSh 600', 'Tenant J1']) assert.ok(text.includes(words), words);
    assert.ok(!text.includes('REVERSED'));
    assert.match(await pdfText((await file(t, `${path}?lang=sw`)).bytes), /Risiti/);
    assert.match((await tenant.get(`/receipts/${jane.paid.receiptNumber}`)).text, new RegExp(`href="/receipts/${jane.paid.receiptNumber}.pdf"`));
    assert.equal((await tenant.get(path)).status, 200);
    assert.equal((await file(await token(peter.books.phone), path)).status, 404);
    assert.equal((await file(await token(peter.phone), path)).status, 404);
    const { receiptNumber } = await w.becomes(await w.pay(jane.books, w.auto(), { amount: 100 }), (now) => now.status === 'success' && now.mpesaReceiptNumber);
    const [{ receipt_no: code }] = await w.s.sql(`SELECT m.receipt_no FROM receipt r JOIN money_in m ON m.id = r.money_in_id WHERE r.number = '${receiptNumber}'`);
    const { id } = succeeded(await jane.call('POST', '/mpesa/reverse', { receipt: code, remarks: 'Paid twice' }), 202);
    await w.becomes({ id: (await w.s.sql(`SELECT payment_id FROM money_in WHERE receipt_no = '${code}'`))[0].payment_id, h: jane.books }, 'reversed');
    assert.equal(succeeded(await jane.call('GET', `/mpesa/reversals/${id}`), 200).status, 'success');
    assert.match(await pdfText((await file(t, `/receipts/${receiptNumber}.pdf`)).bytes), /REVERSED/);
  });
});

describe('whose they are', () => {
  test('another landlord’s property, lease and tenant are not found', async () => {
    const t = await token(peter.phone), b = await browser(w.s).signIn(peter.phone);
    const asked = (l) => [`rent-roll?propertyId=${l.property}`, `collection?propertyId=${l.property}`, `arrears?propertyId=${l.property}`,
      `statement?leaseId=${l.lease}`, `statement?tenantId=${l.tenant}`];
    const his = { property: jane.books.property.id, lease: jane.books.lease.id, tenant: jane.books.tenant.id };
    const nobodys = { property: ABSENT, lease: ABSENT, tenant: ABSENT };
    for (const [i, path] of asked(his).entries()) {
      const theirs = await peter.call('GET', `/reports/${path}`), absent = await peter.call('GET', `/reports/${asked(nobodys)[i]}`);
      assert.deepEqual([theirs.status, theirs.body], [404, absent.body], path);
      assert.equal((await b.get(`/landlord/reports/${path}`)).status, 404, path);
    }
    assert.equal((await file(t, `/reports/statement.pdf?leaseId=${his.lease}`)).status, 404);
    assert.equal((await (await browser(w.s).signIn(peter.books.phone)).get(`/statement?leaseId=${his.lease}`)).status, 404);
    for (const { name } of succeeded(await peter.call('GET', '/reports'), 200).items) {
      const query = name === 'statement' ? `?leaseId=${peter.books.lease.id}` : '';
      const text = JSON.stringify(await report(peter, name + query));
      for (const word of ['Jane', 'J1', jane.books.phone]) assert.ok(!text.includes(word), `${name} tells of ${word}`);
    }
  });

  test('a caretaker has none; an accountant and an agent have all; a tenant has no other than his statement', async () => {
    const caretaker = await member(jane, 'caretaker');
    failed(await caretaker.call('GET', '/reports'), 403, 'forbidden');
    for (const path of ['/reports/rent-roll', `/reports/statement?leaseId=${jane.books.lease.id}`]) failed(await caretaker.call('GET', path), 403, 'forbidden');
    for (const path of ['/landlord/reports', '/landlord/reports/rent-roll', '/landlord/reports/rent-roll.csv', '/landlord/bills.csv', '/landlord/transactions.csv'])
      assert.equal((await caretaker.browser.get(path)).status, 403, path);
    assert.doesNotMatch((await caretaker.browser.get('/landlord/books')).text, /landlord\/reports/);
    for (const role of ['accountant', 'agent']) {
      const m = await member(jane, role);
      assert.equal(succeeded(await m.call('GET', '/reports/rent-roll?month=2026-11'), 200).totals.billed, 1000);
      assert.equal((await m.browser.get('/landlord/reports/arrears')).status, 200);
      const { phone } = succeeded(await m.call('GET', '/reports/arrears?to=2030-01-01'), 200).groups[0].rows[0];
      assert.equal(phone.includes('•'), role === 'accountant', phone);
    }
    const t = { token: await token(jane.books.phone) };
    for (const name of ['rent-roll', 'arrears', 'bills']) assert.equal((await get(t, `/reports/${name}`)).status, 403, name);
    assert.equal((await tenant.get('/landlord/reports')).status, 403);
    assert.equal((await w.anyone('GET', '/reports/rent-roll')).status, 401);
    assert.equal(succeeded(await w.operator('GET', `/reports/rent-roll?month=2026-11&landlordId=${jane.id}`), 200).totals.billed, 1000);
  });

  test('an operator adds a rate; the sheet then goes by it; nobody else may', async () => {
    const rate = { from: '2031-01-01', rate: 10, yearFrom: 300000, yearTo: 20000000, dueDay: 15, source: 'Finance Act 2030' };
    failed(await jane.call('POST', '/tax-rates', rate), 403, 'forbidden');
    failed(await w.operator('POST', '/tax-rates', { ...rate, yearTo: 1 }), 422, 'invalid_fields', 'yearTo');
    failed(await w.operator('POST', '/tax-rates', { ...rate, source: undefined }), 422, 'invalid_fields', 'source');
    assert.deepEqual(succeeded(await w.operator('POST', '/tax-rates', rate), 201).items[0],
      { ...rate, notedOn: new Date(Date.now() + 3 * 3600e3).toISOString().slice(0, 10), notedBy: 'Test Operator' });
    assert.equal(fact(await report(jane, 'rental-tax?month=2031-02'), 'Rate'), '10.0 %');
    assert.equal(fact(await report(jane, 'rental-tax?month=2030-12'), 'Rate'), '7.5 %');
    const b = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password);
    assert.equal((await b.fill('/operator/tax-rates', { ...rate, from: '2032-01-01', rate: '12.5' })).status, 303);
    const wrong = await b.fill('/operator/tax-rates', { ...rate, from: '', rate: 'much' });
    assert.equal(wrong.status, 422);
    assert.equal(forms(wrong.text).find((f) => f.action === '/operator/tax-rates').fields.source, rate.source);
    assert.equal(succeeded(await jane.call('GET', '/tax-rates'), 200).items[0].rate, 12.5);
  });
});

describe('files', () => {
  test('are 20 an hour, also after a restart; a tenant’s are counted apart; pages and JSON are not counted', async () => {
    const l = await landlord('Lucy'), t = await token(l.phone);
    for (let i = 0; i < 20; i++) assert.equal((await file(t, `/reports/arrears.${i % 2 ? 'csv' : 'pdf'}`)).status, 200, `file ${i + 1}`);
    const refused = await file(t, '/reports/arrears.csv');
    assert.equal(refused.status, 429);
    assert.equal(JSON.parse(refused.bytes).error.code, 'export_limit');
    assert.ok(Number(refused.retry) > 3000 && Number(refused.retry) <= 3600, refused.retry);
    const b = await browser(w.s).signIn(l.phone), page = await b.get('/landlord/reports/arrears.pdf');
    assert.equal(page.status, 429);
    assert.match(page.text, /20 times an hour/);
    assert.equal((await b.get('/landlord/reports/arrears')).status, 200);
    await report(l, 'arrears');
    assert.equal((await (await browser(w.s).signIn(l.books.phone)).get('/statement.csv')).status, 200);
    const rows = await w.s.sql(`SELECT count(*) AS n, sum(ended_at IS NULL) AS open FROM report_export WHERE landlord_id = '${l.id}' AND tenant_id IS NULL`);
    assert.deepEqual(rows, [{ n: 20, open: 0 }]);
    assert.equal((await w.s.sql(`SELECT count(*) AS n FROM audit WHERE landlord_id = '${l.id}' AND action = 'report.exported'`))[0].n, 21);
  });
});
