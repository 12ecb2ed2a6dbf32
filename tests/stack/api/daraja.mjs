// Where the rent goes: configure, test, activate.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  failed, jane, newLandlord, newPaybill, newPhone, newShortCode, operator, receiving, succeeded,
} from './help.mjs';

describe('daraja', () => {
  const status = { isConfigured: 'bool', isActive: 'bool', businessType: 'text?', businessShortCode: 'text?',
    storeNumber: 'text?',
    accountNumber: 'text?', businessName: 'text?', configuredAt: 'time?', lastTestedAt: 'time?', lastTestResult: 'text?',
    credentials: 'text' };
  let l;
  const at = (verb, body) => l.call(verb === 'status' ? 'GET' : 'POST', `/landlords/${l.id}/daraja/${verb}`, body);
  before(async () => { l = await newLandlord('Daraja'); });

  test('before anything is set up, the status says so', async () => {
    const data = succeeded(await at('status'), 200, status);
    assert.deepEqual([data.isConfigured, data.isActive, data.credentials, data.inUse], [false, false, 'platform', null]);
    failed(await at('activate'), 409, 'not_configured');
    failed(await at('deactivate'), 409, 'not_active');
    failed(await at('test', { phone: newPhone() }), 409, 'not_configured');
  });

  test('each wrong detail is named', async () => {
    const good = newPaybill();
    for (const [field, value] of [['businessType', 'bank'], ['businessShortCode', '1234'], ['businessShortCode', '12345678'],
      ['businessShortCode', '12a456'], ['accountNumber', 'far too long a reference'], ['accountNumber', 'a b'],
      ['storeNumber', '12']])
      failed(await at('configure', { ...good, [field]: value }), 422, 'invalid_fields', field);
    failed(await at('configure', { ...good, passkey: 'k'.repeat(64) }), 422, 'invalid_fields', 'consumerKey');
    failed(await at('configure', { ...good, passkey: 'k', consumerKey: 'k', consumerSecret: 'k' }),
      422, 'invalid_fields', 'passkey');
  });

  test('details are kept, secrets never returned', async () => {
    const details = { ...newPaybill(), accountNumber: 'HOUSE1' };
    const data = succeeded(await at('configure', details), 200, status);
    for (const [member, value] of Object.entries(details)) assert.equal(data[member], value);
    assert.deepEqual([data.isConfigured, data.isActive, data.credentials], [true, false, 'platform']);

    const secrets = {
      passkey: `${'p'.repeat(60)}QZ7X`, consumerKey: `${'c'.repeat(28)}QZ8X`, consumerSecret: `${'s'.repeat(28)}QZ9X` };
    const own = await at('configure', { ...details, ...secrets });
    assert.equal(succeeded(own, 200, status).credentials, 'own');
    const again = await at('status');
    for (const text of [JSON.stringify(own.body), JSON.stringify(again.body)])
      for (const part of ['QZ7X', 'QZ8X', 'QZ9X']) assert.ok(!text.includes(part));
    assert.equal(succeeded(await at('configure', { ...details, credentials: 'platform' }), 200).credentials, 'platform');
  });

  test('a till has a store number, and is its own when none is given', async () => {
    const till = { businessType: 'till', businessShortCode: newShortCode(), storeNumber: newShortCode() };
    const data = succeeded(await at('configure', till), 200, status);
    assert.deepEqual([data.businessType, data.storeNumber, data.businessName], ['till', till.storeNumber, 'Daraja Homes']);
    const alone = { businessType: 'till', businessShortCode: newShortCode() };
    assert.equal(succeeded(await at('configure', alone), 200).storeNumber, alone.businessShortCode);
  });

  test('no activation before a successful test, except by an operator', async () => {
    succeeded(await at('configure', newPaybill()), 200);
    failed(await at('activate'), 409, 'test_required');
    const data = succeeded(await operator('POST', `/landlords/${l.id}/daraja/activate`), 200, status);
    assert.equal(data.isActive, true);
    assert.equal(succeeded(await at('deactivate'), 200, status).isActive, false);
    failed(await at('deactivate'), 409, 'not_active');
    succeeded(await operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  });

  test('the test is a payment of KES 1', async () => {
    failed(await at('test', {}), 422, 'invalid_fields', 'phone');
    const { paymentId } = succeeded(await at('test', { phone: newPhone() }), 202, { paymentId: 'id' });
    const p = succeeded(await l.call('GET', `/payments/${paymentId}/status`), 200);
    assert.deepEqual([p.amount, p.purpose, p.billId], [1, 'test', null]);
  });

  test('who has not tested a number is not told that another landlord has it', async () => {
    const paybill = await receiving(await newLandlord('First'));
    const second = await newLandlord('Second');
    succeeded(await second.call('POST', `/landlords/${second.id}/daraja/configure`, paybill), 200);
    failed(await second.call('POST', `/landlords/${second.id}/daraja/activate`), 409, 'test_required');
  });

  test('only the owner or an operator says where money goes', async () => {
    for (const verb of ['configure', 'test', 'activate', 'deactivate'])
      failed(await jane.tenant('POST', `/landlords/${jane.id}/daraja/${verb}`, {}), 403, 'forbidden');
    failed(await jane.tenant('GET', `/landlords/${jane.id}/daraja/status`), 403, 'forbidden');
  });
});
