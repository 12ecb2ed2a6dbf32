// The gateway's own run: for landlords who want it, what falls due soon, what was missed while it was down, and never twice.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { succeeded } from '../world.mjs';
import { billsOf, day, month, newLease, w } from './here.mjs';

const automatic = async (l, daysBefore) => succeeded(await l.call('PUT', '/billing/settings', { mode: 'automatic', daysBefore }), 200);
const rents = async (l, lease) => (await billsOf(l, lease.id)).filter((b) => b.kind === 'rent').map((b) => b.period).sort();

describe('the clock', () => {
  test('bills what falls due soon, and nothing from before it was switched on', async () => {
    const l = await w.newLandlord('Chebet'), dueDay = Number(day(3).slice(8)) > 28 ? 28 : Number(day(3).slice(8));
    const lease = await newLease(l, { dueDay });
    const due = [month(), month(1)].find((m) => `${m}-${String(dueDay).padStart(2, '0')}` >= day(0));
    assert.equal((await automatic(l, 28)).since, day(0));
    await until(async () => (await rents(l, lease)).length, 'the bill that RentEase makes by itself');
    assert.equal((await rents(l, lease))[0], due);
    const [run] = succeeded(await l.call('GET', '/billing/runs'), 200).items.slice(-1);
    assert.deepEqual([run.by, run.automatic], [null, true]);
  });

  test('a lease that is added later is billed at once, with its deposit', async () => {
    const l = await w.newLandlord('Dama');
    await automatic(l, 28);
    const lease = await newLease(l, { startDate: day(0), deposit: 5000 });
    await until(async () => (await billsOf(l, lease.id)).some((b) => b.kind === 'deposit'), 'the deposit');
    const deposit = (await billsOf(l, lease.id)).find((b) => b.kind === 'deposit');
    assert.deepEqual([deposit.amount, deposit.dueDate], [5000, day(0)]);
  });

  test('after a downtime the months that were missed are billed, oldest first, once', async () => {
    const l = await w.newLandlord('Esther'), lease = await newLease(l, { dueDay: 1 });
    await w.s.halt();
    await w.s.sql(`INSERT INTO billing_setting (landlord_id, automatic, days_before, since, set_at, set_by)
      VALUES ('${l.id}', 1, 0, '${month(-2)}-02', 0, 'x')`); // switched on on the second, two months ago
    await w.s.serve();
    await until(async () => (await rents(l, lease)).length === 2, 'the months that were missed');
    assert.deepEqual(await rents(l, lease), [month(-1), month()]);
    const rows = await w.s.sql(`SELECT period FROM billing_item WHERE lease_id = '${lease.id}' ORDER BY id`);
    assert.deepEqual(rows.map((r) => r.period), [month(-1), month()]);
    await w.s.sql(`UPDATE billing_setting SET next_at = 0 WHERE landlord_id = '${l.id}'`);
    await until(async () => (await w.s.sql(`SELECT next_at FROM billing_setting WHERE landlord_id = '${l.id}'`))[0].next_at, 'another look');
    assert.equal((await rents(l, lease)).length, 2);
  });
});
