// SIM swap: whoever has got a new card for a number is not paid in its owner's place.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { ABSENT, failed, key, newPhone, succeeded } from '../world.mjs';
import { accountant, ask, asked, becomes, jane, peter, script, w } from './here.mjs';

const eat = (daysAgo) => {
  const t = new Date(Date.now() + 3 * 3600e3 - daysAgo * 86400e3).toISOString();
  return `${t.slice(8, 10)}-${t.slice(5, 7)}-${t.slice(0, 4)} ${t.slice(11, 16)}`;
};
const swap = async (phone, daysAgo) => assert.equal((await w.s.control('PUT', `/phones/${phone}/sim`, { lastSwapDate: eat(daysAgo) })).status, 200);
const check = (phone, how) => ask(jane, '/mpesa/sim-check', { phoneNumber: phone }, how);

describe('a payout to a phone', () => {
  let second;
  before(async () => { second = await accountant(jane); });
  const payout = async (phoneNumber) => {
    const p = await ask(jane, '/mpesa/b2c', { phoneNumber, amount: 500, commandId: 'BusinessPayment', remarks: 'Mended the roof' });
    succeeded(await second('POST', `/mpesa/b2c/${p.id}/approve`, {}), 200);
    return p;
  };
  const sent = (phone) => asked('/b2c/', (f) => f.PartyB === phone);
  const checked = (phone) => asked('checkATI', (f) => f.customerNumber === phone);
  const verdict = async (p) => (await w.s.sql(`SELECT verdict FROM mpesa_request WHERE id = '${p.id}'`))[0].verdict;

  test('whose card is the old one goes, after one check', async () => {
    const phone = newPhone(), p = await payout(phone);
    await becomes(p, 'success');
    assert.deepEqual([(await sent(phone)).length, (await checked(phone)).length], [1, 1]);
  });

  test('whose card was changed longer ago goes, too', async () => {
    const phone = newPhone();
    await swap(phone, 30);
    await becomes(await payout(phone), 'success');
  });

  test('whose card was changed this week is refused, and no request left', async () => {
    const phone = newPhone();
    await swap(phone, 2);
    const p = await payout(phone), no = await becomes(p, 'failed');
    assert.deepEqual([await verdict(p), no.moneyMoved, await sent(phone)], ['sim_swapped', false, []]);
    assert.match(no.message, /SIM card of this phone was changed within the last week/);
    const { text } = await (await browser(w.s).signIn(jane.phone)).get(`/landlord/money-out/${p.id}`);
    assert.match(text, /SIM card/);
  });

  for (const [what, answer] of [['refuses to say', { mode: 'error', status: 500 }], ['says nothing readable', { body: '{"requestRefID":"1","responseCode":"200","responseDesc":"Success","lastSwapDate":"soon"}' }],
    ['does not answer', { mode: 'empty' }]])
    test(`is refused when Safaricom ${what}, and no request left`, async () => {
      const phone = newPhone();
      await w.s.control('PUT', '/scripts/simSwap', { answer });
      const p = await payout(phone);
      try {
        await becomes(p, 'failed', 40000);
      } finally {
        await w.s.control('PUT', '/scripts/simSwap', {});
      }
      assert.deepEqual([await verdict(p), await sent(phone)], ['sim_not_known', []]);
    });

  test('the page of money out says that each is checked', async () => {
    assert.match((await (await browser(w.s).signIn(jane.phone)).get('/landlord/money-out')).text, /whether its SIM card was changed/);
  });
});

describe('a check by hand', () => {
  test('tells swapped, kept, and not known apart', async () => {
    const [kept, changed] = [newPhone(), newPhone()];
    await swap(changed, 1);
    assert.equal((await becomes(await check(kept), 'success')).swapped, false);
    const s = await becomes(await check(changed), 'success');
    assert.equal(s.swapped, true);
    assert.ok(Math.abs(Date.parse(s.swappedAt) - (Date.now() - 86400e3)) < 120e3);
    await script('simSwap', { answer: { body: '{"responseCode":"200","lastSwapDate":""}' } });
    assert.notEqual((await until(async () => { const p = await check(kept); const now = await p.now(); return ['success', 'failed', 'unknown'].includes(now.status) && now; }, 'an answer')).swapped, true);
  });

  test('is the owner’s or the operator’s, for that landlord', async () => {
    const p = await check(newPhone()), tenant = await w.joined((await w.home(jane)).tenant);
    failed(await peter.call('GET', `/mpesa/sim-check/${p.id}`), 404, 'not_found');
    failed(await tenant('POST', '/mpesa/sim-check', { phoneNumber: newPhone() }, key()), 403, 'forbidden');
    failed(await jane.call('POST', '/mpesa/sim-check', { phoneNumber: '12' }, key()), 422, 'invalid_fields', 'phoneNumber');
    succeeded(await w.operator('GET', `/mpesa/sim-check/${p.id}?landlordId=${jane.id}`), 200);
    failed(await w.operator('POST', '/mpesa/sim-check', { phoneNumber: newPhone() }, key()), 422, 'invalid_fields', 'landlordId');
  });

  test('has a page for the operator', async () => {
    const b = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password), phone = newPhone();
    await swap(phone, 3);
    assert.equal((await b.fill('/operator/sim-check', { phone })).status, 422);
    const went = await b.fill('/operator/sim-check', { phone, landlordId: jane.id });
    assert.equal(went.status, 303);
    await until(async () => /The card was changed on/.test((await b.get(went.location)).text), 'the answer');
    assert.equal((await b.get(`/operator/sim-check/${ABSENT}`)).status, 404);
    const bare = await w.newLandlord('Bare'), none = await b.fill('/operator/sim-check', { phone, landlordId: bare.id });
    assert.equal(none.status, 409);
    assert.match(none.text, /no paybill or till in use/);
  });
});
