// A run by hand: the month as it would be billed, billed once, and what is not billed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failed, shaped, succeeded } from '../world.mjs';
import { billsOf, jane, lastDay, linesOf, month, newLease, peter, run, w } from './here.mjs';

describe('a run by hand', () => {
  test('bills what the preview shows, once, and says who ran it', async () => {
    const a = await newLease(jane), b = await newLease(jane, { rent: 12345.5, startDate: `${month()}-01`, deposit: 20000 });
    const preview = succeeded(await jane.call('GET', `/billing/preview?period=${month()}`), 200);
    for (const line of preview.lines)
      shaped(line, { leaseId: 'id', tenantName: 'text', kind: 'text', amount: 'money', dueDate: 'date', state: 'text', billId: 'id?' });
    assert.deepEqual((await linesOf(jane, b.id, month())).map((l) => [l.kind, l.amount, l.dueDate, l.state]),
      [['deposit', 20000, `${month()}-01`, 'to_bill'], ['rent', 12345.5, `${month()}-05`, 'to_bill']]);
    const made = await run(jane, month());
    assert.deepEqual([made.bills, made.total], [preview.bills, preview.total]);
    assert.deepEqual((await billsOf(jane, a.id)).map((x) => [x.kind, x.period, x.amount, x.dueDate]),
      [['rent', month(), 10000, `${month()}-05`]]);
    assert.deepEqual(await run(jane, month(), 200), { id: null, period: month(), bills: 0, total: 0 });
    const [newest] = succeeded(await jane.call('GET', '/billing/runs'), 200).items;
    assert.deepEqual([newest.id, newest.by, newest.bills, newest.automatic], [made.id, 'Jane', made.bills, false]);
    assert.ok((await linesOf(jane, a.id, month())).every((l) => l.state === 'billed' && l.billId));
  });

  test('in two places at once makes nothing twice', async () => {
    const leases = await Promise.all([...Array(5)].map(() => newLease(peter)));
    const made = await Promise.all([...Array(4)].map(() => peter.call('POST', '/billing/run', { period: month() })));
    assert.equal(made.reduce((sum, a) => sum + a.body.data.bills, 0), 5);
    for (const l of leases) assert.equal((await billsOf(peter, l.id)).length, 1);
  });

  test('counts what was billed by hand, and does not bill again what was cancelled', async () => {
    const l = await newLease(jane), period = month(1);
    const mine = await w.newBill(jane, l.id, 9000, { period, dueDate: `${period}-05` });
    assert.equal((await linesOf(jane, l.id, period))[0].state, 'billed_by_hand');
    const other = await newLease(jane);
    await run(jane, period);
    const [bill] = await billsOf(jane, other.id);
    succeeded(await jane.call('POST', `/bills/${bill.id}/void`, { reason: 'Wrong rent' }), 200);
    await run(jane, period, 200);
    assert.deepEqual((await linesOf(jane, other.id, period)).map((x) => x.state), ['cancelled']);
    assert.deepEqual((await billsOf(jane, l.id)).map((x) => x.id), [mine.id]);
  });

  test('bills a part month by the day, and says so on the bill', async () => {
    const period = month(), days = Number(lastDay(period).slice(8));
    const l = await newLease(jane, { startDate: `${period}-11`, rent: 3000 });
    await run(jane, period);
    const [bill] = await billsOf(jane, l.id);
    assert.equal(bill.amount, Math.floor((3000 * (days - 10) * 2 + days) / (2 * days)));
    assert.deepEqual([bill.description, bill.dueDate], [`${days - 10} of ${days} days`, `${period}-11`]);
  });

  test('is refused for a month too far off, to tenants, and sees nothing of another landlord’s', async () => {
    for (const period of [month(2), month(-13), '2026', null])
      failed(await jane.call('POST', '/billing/run', { period }), 422, 'invalid_fields', 'period');
    failed(await jane.call('GET', `/billing/preview?period=${month(2)}`), 422, 'invalid_fields', 'period');
    const l = await newLease(jane), tenant = await w.joined(l.tenant);
    failed(await tenant('POST', '/billing/run', { period: month() }), 403, 'forbidden');
    failed(await tenant('GET', `/billing/preview?period=${month()}`), 403, 'forbidden');
    assert.deepEqual(await linesOf(peter, l.id, month()), []);
  });

  test('by the operator, for the landlord he names', async () => {
    const l = await newLease(peter);
    const made = succeeded(await w.operator('POST', '/billing/run', { landlordId: peter.id, period: month() }), 201);
    assert.equal(made.bills, 1);
    assert.equal((await billsOf(peter, l.id)).length, 1);
  });
});
