// Everything off, as it is unless DARAJA_EXTRAS says otherwise: said plainly, linked nowhere, and nothing is sent.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { ABSENT, failed, key, newPhone, succeeded } from '../world.mjs';
import { accountant, ask, asked, becomes, dates, jane, w } from './here.mjs';

describe('switched off', () => {
  let h, tenant;
  before(async () => {
    h = await w.home(jane);
    tenant = await w.joined(h.tenant);
    await w.s.configure({ DARAJA_EXTRAS: '' });
    await w.s.halt();
    await w.s.serve();
  });

  test('each call answers 409 service_off, in a sentence', async () => {
    const calls = [['POST', '/mpesa/standing-orders', { leaseId: h.lease.id, ...dates }], ['GET', '/mpesa/standing-orders'], ['GET', `/mpesa/standing-orders/${ABSENT}`],
      ['POST', `/mpesa/standing-orders/${ABSENT}/end`, {}], ['POST', '/mpesa/tax', { amount: 100, prn: '2020260012345678', remarks: 'October' }],
      ['POST', '/mpesa/bill-manager/opt-in', { email: 'a@b.ke', contactPhone: '0722000111' }], ['GET', '/mpesa/bill-manager'],
      ['POST', `/bills/${h.bill.id}/invoice`, {}], ['GET', `/bills/${h.bill.id}/invoice`], ['POST', `/bills/${h.bill.id}/invoice/cancel`, {}],
      ['POST', '/mpesa/express', { billId: h.bill.id, till: '555123' }], ['GET', `/mpesa/express/${ABSENT}`],
      ['POST', '/mpesa/sim-check', { phoneNumber: newPhone() }], ['GET', `/mpesa/sim-check/${ABSENT}`]];
    const before = (await w.s.sql('SELECT count(*) AS n FROM mpesa_request'))[0].n;
    for (const [method, path, body] of calls)
      assert.match(failed(await jane.call(method, path, body, key()), 409, 'service_off').message, /not switched on/, `${method} ${path}`);
    failed(await tenant('POST', '/mpesa/standing-orders', { leaseId: h.lease.id, ...dates }, key()), 409, 'service_off');
    assert.equal((await w.s.sql('SELECT count(*) AS n FROM mpesa_request'))[0].n, before);
  });

  test('each page says so, offers no form, and takes none', async () => {
    const his = await browser(w.s).signIn(h.phone), hers = await browser(w.s).signIn(jane.phone);
    const its = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password);
    for (const [b, path, fields] of [[his, `/standing-order/${h.lease.id}`, { amount: '100', ...dates, key: '0123456789abcdef' }], [his, `/pay/${h.bill.id}/till`, { till: '555123' }],
      [hers, '/setup/bill-manager', { email: 'a@b.ke', contactPhone: '0722000111' }], [hers, '/landlord/tax', { amount: '100', prn: '2020260012345678', remarks: 'October', key: '0123456789abcdef' }],
      [its, '/operator/sim-check', { landlordId: jane.id, phone: newPhone() }]]) {
      const page = await b.get(path);
      assert.match(page.text, /Not switched on/, path);
      assert.ok(!forms(page.text).some((f) => f.action === path), `${path} offers no form`);
      const answer = await b.post(path, { csrf: forms(page.text)[0].fields.csrf, ...fields });
      assert.equal(answer.status, 409, path);
    }
    for (const [b, path] of [[his, '/tenant'], [his, `/pay/${h.bill.id}`], [hers, '/setup'], [hers, `/landlord/bills/${h.bill.id}`], [hers, '/landlord/money-out'], [hers, `/landlord/leases/${h.lease.id}`]])
      assert.doesNotMatch((await b.get(path)).text, /standing-order|\/till"|bill-manager|landlord\/tax|SIM card|M-PESA invoice/, path);
    assert.equal([...(await its.get('/operator/extras')).text.matchAll(/badge">Off</g)].length, 5);
  });

  test('a payout to a phone goes unchecked', async () => {
    const phone = newPhone(), second = await accountant(jane);
    await w.s.control('PUT', `/phones/${phone}/sim`, { lastSwapDate: '20-11-2026 08:30' });
    const p = await ask(jane, '/mpesa/b2c', { phoneNumber: phone, amount: 500, commandId: 'BusinessPayment', remarks: 'Mended the roof' });
    succeeded(await second('POST', `/mpesa/b2c/${p.id}/approve`, {}), 200);
    await becomes(p, 'success');
    assert.deepEqual(await asked('checkATI', (f) => f.customerNumber === phone), []);
  });
});
