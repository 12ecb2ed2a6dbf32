// A bill that is cancelled: by API and page, with its reason, and what becomes of the money.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { ABSENT, failed, succeeded } from '../world.mjs';
import { jane, peter, w } from './here.mjs';

const cancel = (l, id, reason = 'The meter was read wrongly') => l.call('POST', `/bills/${id}/void`, { reason });

describe('cancelling a bill', () => {
  test('it is owed no longer, says why, and its money pays the next one', async () => {
    const b = await w.home(jane, 1000);
    await w.becomes(await w.pay(b, w.auto()), 'success');
    const next = await w.newBill(jane, b.lease.id, 700, { period: '2026-12', kind: 'water', dueDate: '2026-12-05' });
    const gone = succeeded(await cancel(jane, b.bill.id), 200);
    assert.deepEqual([gone.status, gone.balance, gone.paid, gone.voidReason, gone.payments],
      ['void', 0, 0, 'The meter was read wrongly', []]);
    assert.equal((await jane.call('GET', `/bills/${next.id}`)).body.data.status, 'paid');
    assert.equal((await jane.call('GET', `/leases/${b.lease.id}`)).body.data.balance, -300);
    failed(await cancel(jane, b.bill.id), 409, 'already_void');
  });

  test('not while a prompt for it is open, not without a reason, not another landlord’s', async () => {
    const b = await w.home(jane);
    failed(await cancel(jane, b.bill.id, 'x'), 422, 'invalid_fields', 'reason');
    failed(await cancel(jane, b.bill.id, null), 422, 'invalid_fields', 'reason');
    failed(await cancel(peter, b.bill.id), 404, 'not_found');
    failed(await cancel(jane, ABSENT), 404, 'not_found');
    const p = await w.pay(b);
    failed(await cancel(jane, b.bill.id), 409, 'payment_in_progress');
    assert.equal((await jane.call('GET', `/bills/${b.bill.id}`)).body.data.openPaymentId, p.id);
  });

  test('on the page: the reason is asked for, told to the tenant, and the tenant cannot do it himself', async () => {
    const b = await w.home(jane);
    const tenant = await w.joined(b.tenant), page = browser(w.s), path = `/landlord/bills/${b.bill.id}/void`;
    await page.signIn(jane.phone);
    assert.equal((await page.get(path)).status, 200);
    assert.match((await page.fill(path, { reason: 'Typed twice' })).text, /Read what happens/);
    assert.equal((await page.fill(path, { reason: 'Typed twice', sure: '1' })).status, 303);
    assert.match((await page.get(`/landlord/bills/${b.bill.id}`)).text, /Typed twice/);
    assert.match((await page.get(path)).text, /This bill is cancelled already/);
    failed(await tenant('POST', `/bills/${b.bill.id}/void`, { reason: 'I do not want it' }), 403, 'forbidden');
    const his = await browser(w.s).signIn(b.phone);
    assert.match((await his.get('/tenant')).text, /cancelled\. Why: Typed twice/);
    assert.match((await his.get(`/pay/${b.bill.id}`)).text, /Why: Typed twice/);
  });
});
