// Statements and messages: what is new is posted, what is known is not doubled, what is not sure is asked, on the page and
// through the API.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { browser, forms } from './browser.mjs';
import { ROOT, until } from './stack.mjs';
import { ABSENT, begin, failed, newPhone, succeeded } from './world.mjs';

let w, jane, peter, h;
const HEAD = 'Receipt No.,Completion Time,Initiation Time,Details,Transaction Status,Paid In,Withdrawn,Balance,Balance Confirmed,'
  + 'Reason Type,Other Party Info,Linked Transaction ID,A/C No.\n';
let last = 0;
const code = () => `UKA${String(++last).padStart(4, '0')}XYZ`;
const paid = (receipt, amount, account) =>
  `${receipt},2026-11-21 09:15:22,,Pay Bill from 2547****126 - JANE Acc. ${account},Completed,${amount},,,true,Pay Utility,2547****126 - JANE,,${account}\n`;
const number = (l) => `mpesa/${l.businessShortCode}`;
const send = async (l, account, text, status = 201) => succeeded(await l.call('POST', '/statements', { account, text }), status);
const apply = async (l, s) => succeeded(await l.call('POST', `/statements/${s.id}/apply`, { fingerprint: s.fingerprint }), 200);

const token = async (b) => forms((await b.get('/landlord/books')).text)[0].fields.csrf;

async function upload(b, path, fields, file) {
  const form = new FormData();
  form.set('csrf', await token(b));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file !== undefined) form.set('file', new Blob([file], { type: 'text/csv' }), 'statement.csv');
  return b.send('POST', path, { body: form });
}

async function colleague(l, role) {
  const { id, phone } = await w.newLandlord(`${role} of ${l.name}`);
  await w.s.sql(`UPDATE member SET landlord_id = '${l.id}', role = '${role}' WHERE landlord_id = '${id}'`);
  return { phone, call: await w.signIn(phone) };
}

before(async () => {
  w = await begin();
  jane = await w.connect(await w.newLandlord('Jane'));
  peter = await w.newLandlord('Peter');
  h = await w.newBooks(jane, undefined, 5000);
});
after(() => w?.s.stop());

describe('a statement of M-Pesa', () => {
  test('is shown on the page and posted once', async () => {
    const b = await browser(w.s).signIn(jane.phone), receipt = code();
    const text = `Short Code:,${jane.businessShortCode}\n${HEAD}${paid(receipt, '2000.00', h.unit.accountReference)}`
      + `${receipt},2026-11-21 09:15:22,,Pay Bill Charge,Completed,,-15.00,,true,Pay Bill Charge,,,\n`;
    for (const time of [1, 2]) {
      const sent = await upload(b, '/landlord/statements', { account: number(jane) }, text);
      assert.equal(sent.status, 303, sent.text);
      const page = (await b.get(sent.location)).text;
      if (time === 2) {
        assert.ok(page.includes('There is nothing in it that your books do not have.'));
        continue;
      }
      assert.ok(page.includes(receipt) && page.includes('Its account number names this unit.'));
      const done = await b.fill(sent.location, {}, `${sent.location}/apply`);
      assert.equal(done.status, 303, done.text);
    }
    assert.equal((await w.bill(h)).paid, 2000);
    assert.equal((await w.s.sql(`SELECT * FROM money_in WHERE receipt_no = '${receipt}'`)).length, 1);
    assert.match((await b.get('/landlord/statements')).text, /Sent before/);
  });

  test('knows what a callback told of', async () => {
    const other = await w.newBooks(jane, undefined, 700), p = await w.pay(other, w.auto());
    const { mpesaReceiptNumber } = await w.becomes(p, (now) => now.status === 'success' && now.mpesaReceiptNumber);
    const s = await send(jane, number(jane), HEAD + paid(mpesaReceiptNumber, '700.00', other.unit.accountReference));
    assert.equal(s.counts.known, 1);
    await apply(jane, s);
    const lines = await w.s.sql(`SELECT * FROM statement_line WHERE receipt_no = '${mpesaReceiptNumber}' AND verdict = 'known'`);
    assert.equal(lines.length, 1);
    assert.equal((await w.bill(other)).paid, 700);
    const wrong = await send(jane, number(jane), HEAD + paid(mpesaReceiptNumber, '800.00', 'X'));
    assert.equal(wrong.counts.repeated + wrong.counts.wrong, 1);
  });

  test('of another number is refused, and so is what is none', async () => {
    const other = await send(jane, number(jane), `Short Code:,999999\n${HEAD}${paid(code(), '1.00', 'X')}`);
    assert.ok(other.problem);
    failed(await jane.call('POST', `/statements/${other.id}/apply`, {}), 422, 'statement_unreadable');
    assert.ok((await send(jane, number(jane), 'hello\n')).problem);
    failed(await jane.call('POST', '/statements', { account: 'mpesa/999999', text: HEAD }), 422, 'invalid_fields', 'account');
  });
});

describe('a pasted message', () => {
  test('about a connected number is asked about, and counts when M-Pesa confirms it', async () => {
    const home = await w.newBooks(jane, undefined, 300);
    const told = await w.s.control('POST', '/c2b', { shortcode: jane.businessShortCode, account: home.unit.accountReference,
      amount: '300', phone: newPhone(), wait: true, script: { lose: true } });
    assert.equal(told.status, 200, told.text);
    const { receipt } = told.body;
    const s = await send(jane, number(jane), `${receipt} Confirmed. on 21/11/26 at 1:05 PM Ksh300.00 received from 254712345678 `
      + `OTIENO. Account Number ${home.unit.accountReference} New Utility balance is Ksh1.00`);
    assert.equal(s.counts.asked, 1, JSON.stringify(s));
    assert.equal((await apply(jane, s)).state, 'applied');
    await until(async () => (await w.bill(home)).paid === 300, 'the money that M-Pesa confirms');
    assert.equal((await w.s.sql(`SELECT * FROM money_in WHERE receipt_no = '${receipt}' AND channel = 'status'`)).length, 1);
  });

  test('of a phone that is not connected is posted to an account of its name', async () => {
    const b = await browser(w.s).signIn(jane.phone);
    assert.equal((await b.fill('/landlord/statements/account', { kind: 'pochi', name: 'Pochi 0712' })).status, 303);
    assert.equal((await b.fill('/landlord/statements/account', { kind: 'pochi', name: 'pochi 0712' })).status, 422);
    const receipt = code();
    const sent = await upload(b, '/landlord/statements', { account: 'bank/Pochi 0712',
      text: `${receipt} Confirmed. You have received Ksh450.00 from MARY ATIENO 0700000001 on 3/11/26 at 8:00 AM` });
    assert.equal(sent.status, 303, sent.text);
    assert.equal((await b.fill(sent.location, {}, `${sent.location}/apply`)).status, 303);
    const [row] = await w.s.sql(`SELECT rail, shortcode, ref, receipt_no FROM money_in WHERE ref = '${receipt}'`);
    assert.deepEqual({ ...row }, { rail: 'bank', shortcode: 'Pochi 0712', ref: receipt, receipt_no: null });
    assert.ok((await b.get('/landlord/unmatched')).text.includes(receipt), 'it waits in the tray');
    const waits = succeeded(await jane.call('GET', '/unmatched'), 200).items.find((m) => m.amount === 450);
    succeeded(await jane.call('POST', `/unmatched/${waits.id}/assign`, { leaseId: h.lease.id }), 200);
  });
});

describe('a bank’s table', () => {
  test('of a format that is known', async () => {
    succeeded(await jane.call('POST', '/statements/accounts', { kind: 'bank', name: 'Equity' }), 201);
    const text = readFileSync(join(ROOT, 'tests/statement/equity.csv'), 'utf8');
    const s = await send(jane, 'bank/Equity', text);
    assert.equal(s.format, 'equity');
    assert.deepEqual([s.counts.unmatched, s.counts.not_money], [2, 1]);
    await apply(jane, s);
    assert.equal((await send(jane, 'bank/Equity', text)).counts.repeated, 3);
  });

  test('as an Excel workbook is the same statement', async () => {
    const b = await browser(w.s).signIn(jane.phone), book = readFileSync(join(ROOT, 'tests/statement/equity.xlsx'));
    assert.match((await b.get('/landlord/statements')).text, /accept="\.xlsx,/);
    const sent = await upload(b, '/landlord/statements', { account: 'bank/Equity' }, book);
    assert.equal(sent.status, 303, sent.text);
    assert.match((await b.get(sent.location)).text, /Came before/);
    const type = { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    const s = succeeded(await jane.call('POST', '/statements?account=bank%2FEquity', book, type), 201);
    assert.deepEqual([s.format, s.counts.repeated, s.counts.wrong], ['equity', 3, 0], JSON.stringify(s));
    failed(await jane.call('POST', '/statements?account=bank%2FEquity', book.subarray(0, 3000), type), 422, 'invalid_fields', 'text');
    const cut = await upload(b, '/landlord/statements', { account: 'bank/Equity' }, book.subarray(0, 3000));
    assert.equal(cut.status, 422);
    assert.match(cut.text, /This workbook is damaged, or was cut/);
  });

  test('whose columns are said once', async () => {
    const b = await browser(w.s).signIn(jane.phone), text = 'When,What,How much\n2026-11-20,RENT,1234\n';
    const sent = await upload(b, '/landlord/statements', { account: 'bank/Equity' }, text);
    assert.match((await b.get(sent.location)).text, /What are its columns\?/);
    const wrong = await b.fill(sent.location, { day: '0', amount: '', credit: '' }, `${sent.location}/columns`);
    assert.equal(wrong.status, 422);
    assert.equal((await b.fill(sent.location, { day: '0', amount: '2', credit: '', narration: '1' }, `${sent.location}/columns`)).status, 303);
    const again = await send(jane, 'bank/Equity', text);
    assert.equal(again.columnsNeeded, false);
    assert.equal(again.counts.unmatched, 1);
    failed(await jane.call('POST', `/statements/${again.id}/columns`, { day: 9, amount: 2 }), 422, 'invalid_fields', 'day');
  });
});

describe('who may', () => {
  test('an accountant may, a caretaker and another landlord may not', async () => {
    const s = await send(jane, number(jane), HEAD + paid(code(), '1.00', 'X'));
    const accountant = await colleague(jane, 'accountant'), caretaker = await colleague(jane, 'caretaker');
    assert.equal((await accountant.call('GET', `/statements/${s.id}`)).status, 200);
    assert.equal((await caretaker.call('GET', `/statements/${s.id}`)).status, 403);
    assert.equal((await (await browser(w.s).signIn(caretaker.phone)).get('/landlord/statements')).status, 403);
    for (const id of [s.id, ABSENT])
      for (const [method, path] of [['GET', ''], ['POST', '/apply'], ['POST', '/discard']])
        failed(await peter.call(method, `/statements/${id}${path}`, method === 'POST' ? {} : undefined), 404, 'not_found');
    const p = await browser(w.s).signIn(peter.phone);
    assert.equal((await p.get(`/landlord/statements/${s.id}`)).status, 404);
    assert.match((await p.get('/landlord/statements')).text, /There is no account yet/);
    assert.equal(succeeded(await accountant.call('POST', `/statements/${s.id}/discard`, {}), 200).state, 'discarded');
  });
});
