// Opening balance and deposit by the pages.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { succeeded } from '../world.mjs';
import { jane, kim, PASSWORD, peter, plain, w } from '../entries/here.mjs';

describe('pages', () => {
  let owner, other, h, opening, deposit;
  before(async () => {
    [owner, other] = [await browser(w.s).signIn(jane.phone), await browser(w.s).signIn(peter.phone)];
    h = await w.home(jane, 3000);
    await w.joined(h.tenant);
    [opening, deposit] = ['opening', 'deposit'].map((x) => `/landlord/leases/${h.lease.id}/${x}`);
  });
  const text = async (b, path) => { const page = await b.get(path); assert.equal(page.status, 200, path); return plain(page.text); };

  test('what a lease brings with it is entered, seen and undone', async () => {
    const lease = await text(owner, `/landlord/leases/${h.lease.id}`);
    assert.ok(lease.includes(opening) && lease.includes(deposit));
    assert.equal((await owner.fill(opening, { side: 'owed', balance: '' })).status, 422);
    const wrong = await owner.fill(opening, { side: 'owed', balance: '500', dueDate: '2026-13-01' });
    assert.equal(wrong.status, 422);
    assert.ok(wrong.text.includes('value="500"'));
    assert.equal((await owner.fill(opening, { side: 'owed', balance: '500', dueDate: '2026-08-05', depositHeld: '4,000' })).status, 303);
    assert.ok((await text(owner, opening)).includes('KSh 500'));
    assert.equal((await other.get(opening)).status, 404);
    assert.equal((await owner.fill(opening, {}, `${opening}/undo`)).status, 422);
    assert.equal((await owner.fill(opening, { reason: 'It was 600' }, `${opening}/undo`)).status, 303);
    assert.ok((await text(owner, opening)).includes('It was 600'));
    assert.equal((await owner.fill(opening, { side: 'ahead', balance: '600', depositHeld: '4000' })).status, 303);
    assert.equal((await w.bill(h)).paid, 600);
  });

  test('a deposit is drafted, settled and printed; the tenant sees it', async () => {
    const tenant = await browser(w.s).signIn(h.phone, PASSWORD);
    assert.match(await text(tenant, `/deposits/${h.lease.id}`), /KSh 4,000/);
    assert.ok((await text(tenant, '/tenant')).includes(`/deposits/${h.lease.id}`));
    assert.equal((await owner.fill(deposit, { kind: 'repairs', amount: '5' })).status, 422);
    assert.equal((await owner.fill(deposit, { kind: 'repairs', words: 'Kitchen window', amount: '700' })).status, 303);
    const page = await owner.get(deposit), add = forms(page.text).find((f) => f.fields && 'words' in f.fields);
    assert.equal((await owner.post(deposit, { ...add.fields, kind: 'bill', billId: h.bill.id, amount: '' })).status, 303);
    const draft = await text(owner, deposit);
    assert.ok(draft.includes('Kitchen window') && draft.includes('KSh 900'), 'what is left of 4,000 after 700 and 2,400');
    assert.ok(!(await text(tenant, `/deposits/${h.lease.id}`)).includes('Kitchen window'));
    assert.equal((await owner.fill(deposit, { returnBy: '' }, `${deposit}/settle`)).status, 422);
    assert.equal((await owner.fill(deposit, { returnBy: 'owner', note: 'Go well' }, `${deposit}/settle`)).status, 303);
    for (const [b, path] of [[owner, deposit], [tenant, `/deposits/${h.lease.id}`]]) {
      const paper = await text(b, path);
      for (const part of ['Settlement of the deposit', 'Kitchen window', 'KSh 4,000', 'KSh 900', 'Paid in cash', 'Go well'])
        assert.ok(paper.includes(part), `${path}: ${part}`);
    }
    assert.equal((await other.get(deposit)).status, 404);
    assert.equal((await other.get(`/deposits/${h.lease.id}`)).status, 404);
    assert.equal(succeeded(await jane.call('GET', `/bills/${h.bill.id}`), 200).status, 'paid');
    const accountant = await browser(w.s).signIn(kim.phone);
    assert.ok((await text(accountant, deposit)).includes('Settlement of the deposit'));
  });
});
