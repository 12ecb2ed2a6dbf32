// The same by the pages: recorded by the caretaker, approved by the owner, seen by the tenant.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { ABSENT, succeeded } from '../world.mjs';
import { account, days, jane, mary, PASSWORD, peter, plain, w } from './here.mjs';

const NEW = '/landlord/entries/new';

describe('pages', () => {
  let owner, caretaker, other, h;
  before(async () => {
    [owner, caretaker, other] = [await browser(w.s).signIn(jane.phone), await browser(w.s).signIn(mary.phone), await browser(w.s).signIn(peter.phone)];
    h = await w.home(jane, 3000);
    await w.joined(h.tenant);
  });
  const text = async (b, path) => { const page = await b.get(path); assert.equal(page.status, 200, path); return plain(page.text); };

  test('a caretaker records cash, sees that it waits, and no totals; the owner is told, and approves', async () => {
    const answer = await caretaker.fill(`${NEW}?lease=${h.lease.id}`, { rail: 'cash', amount: '1,200', note: 'At the gate' }, NEW);
    assert.equal(answer.status, 303, plain(answer.text));
    const page = answer.location, id = page.split('/').pop();
    assert.ok((await text(caretaker, page)).includes('Waits for approval'));
    assert.ok((await text(caretaker, page)).includes('Withdraw it'));
    assert.equal((await caretaker.get('/landlord/cash')).status, 403);
    assert.ok(!(await text(caretaker, '/landlord/entries')).includes('/landlord/cash'));
    assert.match(await text(owner, '/landlord'), /wait for your approval: \d+/);
    assert.ok((await text(owner, '/landlord/entries')).includes(`/landlord/entries/${id}`));
    assert.equal((await other.get(page)).status, 404);
    assert.equal((await owner.fill(page, {}, `${page}/approve`)).status, 303);
    const done = await text(owner, page);
    assert.ok(done.includes('In the books') && done.includes('Approved by'));
    assert.equal((await w.bill(h)).paid, 1200);

    const { receiptNumber } = succeeded(await jane.call('GET', `/entries/${id}`), 200);
    const tenant = await browser(w.s).signIn(h.phone, PASSWORD);
    const receipt = await text(tenant, `/receipts/${receiptNumber}`);
    assert.ok(receipt.includes('Received in cash by caretaker of Jane (caretaker)'));
    assert.ok(!receipt.includes('M-Pesa code') && !receipt.includes('Paybill') && !receipt.includes('Code to follow'));
    assert.match(await text(tenant, '/history'), /Cash/);
    assert.equal((await tenant.get(`/payments/${succeeded(await jane.call('GET', `/entries/${id}`), 200).paymentId}`)).location, `/receipts/${receiptNumber}`);
    assert.match(await text(tenant, '/tenant'), /1,200/);
  });

  test('what is wrong is said beside its field, and nothing typed is lost', async () => {
    const answer = await owner.fill(NEW, { leaseId: h.lease.id, rail: 'bank', amount: '77', receivedOn: days(-1), note: 'Kept' }, NEW);
    assert.equal(answer.status, 422);
    const page = plain(answer.text);
    assert.ok(page.includes('Kept') && page.includes('value="77"') && page.includes('Choose the bank account'));
    assert.ok(forms(answer.text).find((f) => f.action === NEW).fields.key);
  });

  test('pressed twice is one entry; a likely double is asked about', async () => {
    const page = await owner.get(`${NEW}?lease=${h.lease.id}`), form = forms(page.text).find((f) => f.action === NEW);
    const fields = { ...form.fields, rail: 'cash', amount: '55' };
    const [first, second] = [await owner.post(NEW, fields), await owner.post(NEW, fields)];
    assert.deepEqual([first.status, second.location], [303, first.location]);
    const doubt = await owner.fill(`${NEW}?lease=${h.lease.id}`, { rail: 'cash', amount: '55' }, NEW);
    assert.equal(doubt.status, 409);
    assert.ok(doubt.text.includes(first.location), 'the page leads to the entry that looks the same');
    const again = forms(doubt.text).find((f) => f.action === NEW);
    assert.equal((await owner.post(NEW, { ...again.fields, sure: '1' })).status, 303);
  });

  test('rejected with a reason, which the caretaker reads', async () => {
    const page = (await caretaker.fill(`${NEW}?lease=${h.lease.id}`, { rail: 'cash', amount: '66' }, NEW)).location;
    assert.equal((await owner.fill(page, {}, `${page}/reject`)).status, 422);
    assert.equal((await owner.fill(page, { reason: 'I have not seen it' }, `${page}/reject`)).status, 303);
    assert.ok((await text(caretaker, page)).includes('I have not seen it'));
    assert.equal((await caretaker.post(`${page}/approve`, { csrf: forms((await caretaker.get(NEW)).text).find((f) => f.action === NEW).fields.csrf })).status, 403);
  });

  test('a cheque is cleared and bounces; an entry is taken back', async () => {
    const bank = await account('Stanbic');
    const page = (await owner.fill(`${NEW}?lease=${h.lease.id}`, { rail: 'cheque', amount: '300', reference: '000777' }, NEW)).location;
    assert.equal((await owner.fill(page, {}, `${page}/clear`)).status, 422);
    assert.equal((await owner.fill(page, { bankAccountId: bank.id }, `${page}/clear`)).status, 303);
    assert.ok((await text(owner, page)).includes('Stanbic'));
    assert.equal((await owner.fill(page, { reason: 'Refer to drawer' }, `${page}/bounce`)).status, 303);
    assert.ok((await text(owner, page)).includes('Refer to drawer'));
    const cash = (await owner.fill(`${NEW}?lease=${h.lease.id}`, { rail: 'cash', amount: '44' }, NEW)).location;
    assert.equal((await owner.fill(cash, { reason: 'Another house' }, `${cash}/undo`)).status, 303);
    const { receiptNumber, paymentId } = succeeded(await jane.call('GET', cash.replace('/landlord', '')), 200);
    assert.ok((await text(owner, `/receipts/${receiptNumber}`)).includes('This was taken out of the books again'));
    const story = await text(owner, `/landlord/transactions/${paymentId}`);
    assert.ok(story.includes(cash) && story.includes('Cash') && !story.includes('Paid to paybill'));
    assert.match(await text(owner, '/landlord/transactions?type=manual'), /Taken back/);
  });

  test('cash is handed over', async () => {
    const move = '/landlord/cash/move';
    assert.equal((await owner.fill(move, { from: 'cash', to: 'owner', amount: '99999999' })).status, 422);
    assert.equal((await owner.fill(move, { from: 'cash', to: 'owner', amount: '100', note: 'For diesel' })).status, 303);
    assert.ok((await text(owner, '/landlord/cash')).includes('For diesel'));
    assert.equal((await owner.fill('/landlord/cash/bank-account', { name: 'Family Bank' })).status, 303);
    assert.equal((await owner.fill('/landlord/cash/bank-account', { name: 'Family Bank' })).status, 422);
    assert.ok((await text(owner, '/landlord/cash')).includes('Family Bank'));
    assert.equal((await owner.get(`/landlord/entries/${ABSENT}`)).status, 404);
  });
});
