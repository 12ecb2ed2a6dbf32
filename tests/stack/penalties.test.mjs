// Penalties for paying late: made by the gateway's clock, once, and waived with a reason; by pages and by the API.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browser } from './browser.mjs';
import { until } from './stack.mjs';
import { ABSENT, begin, failed, newPhone, succeeded } from './world.mjs';

const day = (ago = 0) => new Date(Date.now() + 3 * 3600e3 - ago * 86400e3).toISOString().slice(0, 10);
let w, jane, peter, home, tenant, keeper;

// A bill that was made before it was due, so many days ago.
async function late(ago, more = {}) {
  const h = await w.home(jane), b = await w.newBill(jane, h.lease.id, 10000, { period: '2026-08', dueDate: day(ago), ...more });
  await w.s.sql(`UPDATE bill SET created_at = created_at - 90 * 86400 WHERE id = '${b.id}'`);
  return { ...h, l: jane, bill: b };
}
// As if the landlord had said it so many days ago: the clock cannot be turned.
const since = async (ago) => w.s.sql(`DROP TRIGGER IF EXISTS penalty_policy_kept;
  UPDATE penalty_policy SET from_day = '${day(ago)}' WHERE landlord_id = '${jane.id}'`);
const penalties = async (h, query = '') => succeeded(await jane.call('GET', `/penalties?leaseId=${h.lease.id}${query}`), 200).items;
const charged = (h) => until(async () => (await penalties(h))[0], 'the penalty', 30000);

before(async () => {
  w = await begin();
  [jane, peter] = [await w.connect(await w.newLandlord('Jane')), await w.newLandlord('Peter')];
  home = await late(10);
  tenant = await w.joined(home.tenant);
  const { id, phone } = await w.newLandlord('Caretaker');
  await w.s.sql(`UPDATE member SET landlord_id = '${jane.id}', role = 'caretaker' WHERE landlord_id = '${id}'`);
  keeper = { call: await w.signIn(phone), page: await browser(w.s).signIn(phone) };
});
after(() => w?.s.stop());

describe('what is charged', () => {
  test('is nothing until somebody says so', async () => {
    const p = succeeded(await jane.call('GET', '/penalty-policy'), 200);
    assert.deepEqual([p.how, p.flat, p.from], ['off', null, null]);
    assert.match((await (await browser(w.s).signIn(jane.phone)).get('/landlord/penalties')).text, /switched off/);
  });

  test('is said by owner or agent, from today on, and complete', async () => {
    const put = (body, by = jane) => by.call('PUT', '/penalty-policy', body);
    failed(await put({ how: 'flat' }), 422, 'invalid_fields', 'flat');
    failed(await put({ how: 'percent', percent: '0' }), 422, 'invalid_fields', 'percent');
    failed(await put({ how: 'flat', flat: 500, again: 'monthly' }), 422, 'invalid_fields', 'cap');
    failed(await put({ how: 'flat', flat: 500, from: day(1) }), 422, 'invalid_fields', 'from');
    failed(await put({ how: 'flat', flat: 500, kinds: 'rent|penalty' }), 422, 'invalid_fields', 'kinds');
    failed(await put({ how: 'general' }), 422, 'invalid_fields', 'how');
    failed(await put({ how: 'off', propertyId: ABSENT }), 404, 'not_found');
    failed(await put({ how: 'off', propertyId: home.property.id }, peter), 404, 'not_found');
    failed(await put({ how: 'flat', flat: 500 }, keeper), 403, 'forbidden');
    failed(await tenant('GET', '/penalty-policy'), 403, 'forbidden');
    const page = await browser(w.s).signIn(jane.phone);
    const wrong = await page.fill('/landlord/penalties/policy', { how: 'percent', percent: 'much', kind_rent: '1' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="much"/);
    assert.equal((await page.fill('/landlord/penalties/policy', { how: 'percent', percent: '5.5', graceDays: '3', kind_rent: '1', kind_water: '1' })).status, 303);
    const now = succeeded(await jane.call('GET', '/penalty-policy'), 200);
    assert.deepEqual([now.how, now.percent, now.graceDays, now.kinds, now.from], ['percent', 5.5, 3, ['rent', 'water'], day()]);
  });
});

describe('penalties', () => {
  test('are never charged for what was due before', async () => {
    assert.deepEqual(succeeded(await jane.call('GET', '/penalties/preview'), 200).items, []);
    await new Promise((done) => setTimeout(done, 1500));
    assert.deepEqual(await penalties(home), []);
  });

  test('are shown before they come, made by the clock with their day, once, and read by the tenant', async () => {
    await since(30);
    const p = await charged(home);
    assert.deepEqual([p.amount, p.unpaid, p.date, p.round, p.status, p.doubtful, p.billId], [550, 10000, day(6), 1, 'charged', false, home.bill.id]);
    const own = succeeded(await tenant('GET', `/bills/${p.id}`), 200);
    assert.deepEqual([own.kind, own.amount, own.dueDate], ['penalty', 550, day(6)]);
    assert.match(own.description, new RegExp(`For Rent 2026-08, due ${day(10)}`));
    const tomorrow = await late(3);
    const [next] = succeeded(await jane.call('GET', '/penalties/preview'), 200).items.filter((x) => x.billId === tomorrow.bill.id);
    assert.deepEqual([next.amount, next.date], [550, day(-1)]);
    const page = await browser(w.s).signIn(jane.phone);
    assert.match((await page.get('/landlord/penalties')).text, new RegExp(tomorrow.bill.id));
    await new Promise((done) => setTimeout(done, 1500));
    assert.equal((await penalties(home)).length, 1);
    assert.deepEqual(await penalties(tomorrow), []);
  });

  test('wait while the bill is being paid', async () => {
    const h = await late(4), phone = newPhone();
    await w.s.sql(`UPDATE bill SET due_date = '${day(-20)}' WHERE id = '${h.bill.id}'`);
    const p = await w.pay(h, { handset: 'manual' }, { phone });
    await w.push(phone);
    await w.s.sql(`UPDATE bill SET due_date = '${day(5)}' WHERE id = '${h.bill.id}'`);
    const [due] = succeeded(await jane.call('GET', '/penalties/preview'), 200).items.filter((x) => x.billId === h.bill.id);
    assert.equal(due.beingPaid, true);
    await new Promise((done) => setTimeout(done, 11000));
    assert.deepEqual(await penalties(h), []);
    await w.answerPhone(phone, { cancel: true });
    await w.becomes(p, 'cancelled');
    assert.equal((await charged(h)).amount, 550);
  });

  test('stand in doubt when the bill was paid in time, and we were told of it later', async () => {
    const h = await late(9), p = await charged(h);
    const pay = await w.pay({ ...h }, w.auto(), { phone: newPhone() });
    await w.becomes(pay, 'success');
    assert.equal((await penalties(h))[0].doubtful, false, 'paid today is late');
    await w.s.sql(`DROP TRIGGER IF EXISTS money_in_kept; UPDATE money_in SET paid_at = paid_at - 8 * 86400 WHERE payment_id = '${pay.id}'`);
    assert.equal((await penalties(h))[0].doubtful, true);
    const page = await browser(w.s).signIn(jane.phone);
    assert.match((await page.get('/landlord/penalties?state=doubtful')).text, new RegExp(p.id));
    assert.match((await page.get(`/landlord/penalties/${p.id}`)).text, /paid in time after all/);
    assert.deepEqual((await penalties(h, '&status=doubtful')).map((x) => x.id), [p.id]);
  });

  test('are waived with a reason by owner or agent, once; the tenant reads it', async () => {
    const p = await charged(home), page = await browser(w.s).signIn(jane.phone);
    failed(await peter.call('POST', `/penalties/${p.id}/waive`, { reason: 'Not mine' }), 404, 'not_found');
    failed(await keeper.call('POST', `/penalties/${p.id}/waive`, { reason: 'Not mine' }), 403, 'forbidden');
    failed(await keeper.call('GET', '/penalties'), 403, 'forbidden');
    assert.equal((await keeper.page.get('/landlord/penalties')).status, 403);
    failed(await tenant('POST', `/penalties/${p.id}/waive`, { reason: 'Please' }), 403, 'forbidden');
    assert.equal((await page.fill(`/landlord/penalties/${p.id}`, { reason: '' }, `/landlord/penalties/${p.id}/waive`)).status, 422);
    assert.equal((await page.fill(`/landlord/penalties/${p.id}`, { reason: 'He was in hospital' }, `/landlord/penalties/${p.id}/waive`)).status, 303);
    failed(await jane.call('POST', `/penalties/${p.id}/waive`, { reason: 'Again' }), 409, 'not_to_waive');
    const now = succeeded(await tenant('GET', `/penalties/${p.id}`), 200);
    assert.deepEqual([now.status, now.reason, now.waivedBy], ['waived', 'He was in hospital', 'Jane']);
    assert.equal(succeeded(await tenant('GET', `/bills/${p.id}`), 200).status, 'void');
    assert.match((await (await browser(w.s).signIn(home.phone)).get('/tenant')).text, /He was in hospital/);
    for (const id of [p.id, ABSENT]) failed(await peter.call('GET', `/penalties/${id}`), 404, 'not_found');
    assert.deepEqual(succeeded(await peter.call('GET', '/penalties'), 200).items, []);
  });
});
