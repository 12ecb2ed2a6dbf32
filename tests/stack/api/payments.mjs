// Starting payments, and asking what became of them; no money has to move.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  ABSENT, failed, jane, joined, key, listed, newBooks, newLandlord, newPhone, paymentStatus, shaped, STATUSES, succeeded,
} from './help.mjs';

describe('payments', () => {
  const begun = { id: 'id', reference: 'text', status: 'text', amount: 'money', phone: 'phone',
    businessShortCode: 'text', expiresAt: 'time' };
  let b, tenant;
  before(async () => { b = await newBooks(jane, 'pay', 900); tenant = await joined(b.tenant); });

  test('need an idempotency key of visible ASCII', async () => {
    const body = { billId: b.bill.id };
    failed(await tenant('POST', '/payments/initiate', body), 400, 'idempotency_key_required');
    for (const wrong of ['two words', 'x'.repeat(256)])
      failed(await tenant('POST', '/payments/initiate', body, { 'Idempotency-Key': wrong }), 400, 'idempotency_key_required');
  });

  test('refuse what M-Pesa or the bill would not take', async () => {
    const start = (more) => tenant('POST', '/payments/initiate', { billId: b.bill.id, ...more }, key());
    failed(await start({ amount: 0 }), 422, 'invalid_fields', 'amount');
    failed(await start({ amount: 10.5 }), 422, 'invalid_fields', 'amount');
    failed(await start({ amount: 250001 }), 422, 'invalid_fields', 'amount');
    failed(await start({ amount: 901 }), 422, 'amount_too_much', 'amount');
    failed(await start({ phone: '12345' }), 422, 'invalid_fields', 'phone');
    failed(await tenant('POST', '/payments/initiate', {}, key()), 422, 'invalid_fields', 'billId');
    failed(await tenant('POST', '/payments/initiate', { billId: ABSENT }, key()), 404, 'not_found');
  });

  test('the same key and body is the same payment, another body a mistake, another key in progress', async () => {
    const k = key(), body = { billId: b.bill.id, amount: 400 };
    const first = succeeded(await tenant('POST', '/payments/initiate', body, k), 202, begun);
    assert.deepEqual([first.status, first.amount, first.phone], ['pending', 400, b.phone]);
    const again = await tenant('POST', '/payments/initiate', body, k);
    assert.equal(again.status, 200);
    assert.equal(again.body.data.id, first.id);
    failed(await tenant('POST', '/payments/initiate', { ...body, amount: 401 }, k), 422, 'idempotency_key_reused');
    const error = failed(await tenant('POST', '/payments/initiate', body, key()), 409, 'payment_in_progress');
    assert.equal(error.paymentId, first.id);
    assert.equal(succeeded(await tenant('GET', `/bills/${b.bill.id}`), 200).openPaymentId, first.id);
  });

  test('ten at once are one payment', async () => {
    const c = await newBooks(jane, 'ten', 500), k = key();
    const answers = await Promise.all(Array.from({ length: 10 }, () =>
      jane.call('POST', '/payments/initiate', { billId: c.bill.id }, k)));
    assert.deepEqual(answers.map((a) => a.status).sort(), [200, 200, 200, 200, 200, 200, 200, 200, 200, 202]);
    assert.equal(new Set(answers.map((a) => a.body.data.id)).size, 1);
    const more = await Promise.all(Array.from({ length: 5 }, () =>
      jane.call('POST', '/payments/initiate', { billId: c.bill.id }, key())));
    more.forEach((a) => failed(a, 409, 'payment_in_progress'));
  });

  test('without an amount it is the whole balance, to the next shilling', async () => {
    const c = await newBooks(jane, 'cents', 700.25);
    const data = succeeded(await jane.call('POST', '/payments/initiate', { billId: c.bill.id }, key()), 202, begun);
    assert.equal(data.amount, 701);
  });

  test('a landlord who has connected nothing cannot be paid', async () => {
    const l = await newLandlord('Unready');
    const c = await newBooks(l, 'U1');
    failed(await l.call('POST', '/payments/initiate', { billId: c.bill.id }, key()), 409, 'landlord_not_ready');
  });

  test('status has the shape of the contract, by either name', async () => {
    const data = succeeded(await jane.tenant('GET', `/payments/${jane.payment.id}/status`), 200, paymentStatus);
    assert.ok(STATUSES.includes(data.status));
    assert.equal(data.id, jane.payment.id);
    shaped(succeeded(await jane.tenant('GET', `/mpesa/status/${jane.payment.id}`), 200), paymentStatus);
    failed(await jane.tenant('GET', `/payments/${ABSENT}/status`), 404, 'not_found');
  });

  test('the detailed status tells the whole story', async () => {
    const data = succeeded(await jane.call('GET', `/mpesa/status-detailed/${jane.payment.id}`), 200,
      { ...paymentStatus, attempts: 'list', callbacks: 'list', queryResults: 'list', steps: 'list' });
    shaped(data.evidence, { moneyMoved: 'bool?', mpesaReceiptNumber: 'text?', receiptNumber: 'text?',
      confirmedAt: 'time?', holds: 'list' });
  });

  test('stk-push pays the oldest open bill of a lease', async () => {
    const c = await newBooks(jane, 'push', 600);
    const older = succeeded(await jane.call('POST', '/bills', {
      leaseId: c.lease.id, period: '2026-09', kind: 'rent', amount: 300, dueDate: '2026-09-05' }), 201);
    const body = {
      phoneNumber: c.phone, amount: 100, accountReference: 'HAVEN', transactionDesc: 'Rent', leaseId: c.lease.id };
    const data = succeeded(await jane.call('POST', '/mpesa/stk-push', body), 202,
      { paymentId: 'id', customerMessage: 'text', merchantRequestId: 'text?', checkoutRequestId: 'text?' });
    assert.equal(succeeded(await jane.call('GET', `/payments/${data.paymentId}/status`), 200).billId, older.id);
    failed(await jane.call('POST', '/mpesa/stk-push', body), 409, 'payment_in_progress');
    failed(await jane.call('POST', '/mpesa/stk-push', { ...body, leaseId: ABSENT }), 404, 'not_found');
    failed(await jane.call('POST', '/mpesa/stk-push', { ...body, phoneNumber: 'x' }), 422, 'invalid_fields', 'phoneNumber');
  });

  test('stk-push on a lease that owes nothing is a conflict', async () => {
    const { property, tenant: t } = await newBooks(jane, 'even');
    const unit = succeeded(await jane.call('POST', '/units', { propertyId: property.id, label: 'even2', rent: 1 }), 201);
    const lease = succeeded(await jane.call('POST', '/leases', {
      tenantId: t.id, unitId: unit.id, rent: 1, dueDay: 1, startDate: '2026-01-01' }), 201);
    failed(await jane.call('POST', '/mpesa/stk-push', { phoneNumber: newPhone(), amount: 1, leaseId: lease.id }),
      409, 'nothing_owed');
  });

  test('transactions are listed, filtered and shown', async () => {
    const row = { ...paymentStatus, type: 'text', tenantName: 'text?', unitLabel: 'text?' };
    const ids = async (query) =>
      listed(await jane.call('GET', `/mpesa/transactions?limit=200&${query}`), row).items.map((p) => p.id);
    const mine = jane.payment.id, { lease } = jane.books;
    assert.ok((await ids('')).includes(mine));
    assert.deepEqual(await ids(`leaseId=${lease.id}`), [mine]);
    assert.ok((await ids(`phone=${jane.payment.phone}`)).includes(mine));
    assert.deepEqual(await ids('to=2020-01-01'), []);
    assert.ok((await ids('from=2020-01-01&type=stk')).includes(mine));
    assert.deepEqual(await ids('type=b2c'), []);
    assert.deepEqual(await ids('status=reversed'), []);
    failed(await jane.call('GET', '/mpesa/transactions?status=lost'), 422, 'invalid_fields', 'status');
    failed(await jane.call('GET', '/mpesa/transactions?from=yesterday'), 422, 'invalid_fields', 'from');
    succeeded(await jane.call('GET', `/mpesa/transactions/${mine}`), 200, row);
    assert.deepEqual(listed(await jane.tenant('GET', '/mpesa/transactions')).items.map((p) => p.id), [mine]);
  });
});
