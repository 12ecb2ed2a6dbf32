// The pages: the month, its bills made, the settings, charges, and a lease's terms.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { ABSENT, succeeded } from '../world.mjs';
import { billsOf, jane, month, newLease, peter, w } from './here.mjs';

const token = async (page) => forms((await page.get('/landlord/properties/new')).text).find((f) => f.fields.csrf).fields.csrf;

describe('on the pages', () => {
  test('a first month is looked at, billed, and listed', async () => {
    const l = await w.newLandlord('Amina'), page = browser(w.s);
    await page.signIn(l.phone);
    assert.match((await page.get('/landlord/billing')).text, /Nobody rents a unit in this month/);
    const lease = await newLease(l);
    const first = (await page.get('/landlord/billing')).text;
    assert.match(first, /Nothing is billed twice/);
    assert.match(first, /One bill to make, KSh.10,000/);
    const back = await page.fill('/landlord/billing', {}, '/landlord/billing/run');
    assert.equal(back.status, 303);
    const done = (await page.get(back.location)).text;
    assert.match(done, /One bill was made, KSh.10,000 in all/);
    assert.match(done, /Everything of this month is billed/);
    assert.match(done, /Past runs[\s\S]*Amina/);
    assert.equal((await billsOf(l, lease.id)).length, 1);
    const again = await page.post('/landlord/billing/run', { csrf: await token(page), period: month() });
    assert.match((await page.get(again.location)).text, /nothing left to bill/);
    assert.match((await page.get('/landlord/billing?period=2019-01')).text, /Choose a month from a year back/);
  });

  test('settings are kept, and what is wrong is told beside the field', async () => {
    const l = await w.newLandlord('Brian'), page = browser(w.s), save = (fields) =>
      page.fill('/landlord/billing', fields, '/landlord/billing/settings');
    await page.signIn(l.phone);
    const wrong = await save({ mode: 'automatic', daysBefore: '29' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="29"/);
    assert.equal((await save({ mode: 'automatic', daysBefore: '7' })).status, 303);
    assert.match((await page.get('/landlord/billing')).text, /by itself, 7 days before it falls due/);
    const said = succeeded(await l.call('GET', '/billing/settings'), 200);
    assert.deepEqual([said.mode, said.daysBefore], ['automatic', 7]);
  });

  test('a charge is added, paused and stopped', async () => {
    const lease = await newLease(jane), page = browser(w.s);
    await page.signIn(jane.phone);
    const fields = { of: lease.id, kind: 'service', name: 'Night guard', amount: '450', from: month() };
    assert.match((await page.fill('/landlord/charges/new', { ...fields, of: '' })).text, /Choose for whom this is/);
    assert.equal((await page.fill('/landlord/charges/new', fields)).status, 303);
    assert.match((await page.get('/landlord/charges')).text, /Night guard/);
    const [{ id }] = succeeded(await jane.call('GET', `/charges?leaseId=${lease.id}`), 200).items.filter((c) => c.leaseId);
    const path = `/landlord/charges/${id}`;
    await page.fill(path, {}, `${path}/pause`);
    assert.match((await page.get(path)).text, /This charge is paused/);
    await page.fill(path, {}, `${path}/resume`);
    assert.equal((await page.fill(path, { until: month(1) }, `${path}/stop`)).status, 303);
    assert.match((await page.fill(path, { until: month(2) }, `${path}/stop`)).text, /ends before that month already/);
    assert.match((await page.get(`/landlord/leases/${lease.id}`)).text, /Night guard/);
  });

  test('a lease gets another rent and an end', async () => {
    const lease = await newLease(jane), page = browser(w.s), path = `/landlord/leases/${lease.id}`;
    await page.signIn(jane.phone);
    assert.equal((await page.fill(`${path}/rent`, { rent: '12,000', from: `${month(1)}-01` })).status, 303);
    assert.match((await page.get(path)).text, /The rent is KSh.12,000 a month from/);
    assert.match((await page.fill(`${path}/rent`, { rent: '12,000', from: '2001-01-01' })).text, /while the lease runs/);
    assert.equal((await page.fill(`${path}/end`, { date: `${month(1)}-20` })).status, 303);
    assert.match((await page.get(`${path}/end`)).text, /The tenant stays after all/);
    assert.equal((await page.fill(`${path}/end`, {}, `${path}/stay`)).status, 303);
    assert.doesNotMatch((await page.get(`${path}/end`)).text, /The tenant stays after all/);
  });

  test('another landlord’s are not there', async () => {
    const lease = await newLease(jane), page = browser(w.s);
    const { id } = succeeded(await jane.call('POST', '/charges', { leaseId: lease.id, kind: 'other', amount: 1, from: month() }), 201);
    await page.signIn(peter.phone);
    for (const path of [`/landlord/charges/${id}`, `/landlord/charges/${ABSENT}`, `/landlord/leases/${lease.id}/rent`,
      `/landlord/leases/${lease.id}/end`])
      assert.equal((await page.get(path)).status, 404, path);
    const csrf = await token(page);
    for (const path of [`/landlord/charges/${id}/stop`, `/landlord/charges/${id}/pause`, `/landlord/leases/${lease.id}/stay`,
      `/landlord/leases/${lease.id}/end`, `/landlord/leases/${lease.id}/rent`])
      assert.equal((await page.post(path, { csrf, until: month(), date: `${month()}-10`, rent: '1', from: `${month(1)}-01` })).status, 404, path);
  });
});
