// A payment that the sandbox makes up.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { failed, newShortCode, succeeded } from '../world.mjs';
import { landlord, w } from './here.mjs';

const AT = '/setup/direct/trial';
const newest = async (l) => succeeded(await l.call('GET', '/mpesa/c2b/simulate'), 200);
const ended = (l) => until(async () => { const t = await newest(l); return t.answeredAt && t; }, 'the answer');
const register = async (l, body = {}) => {
  succeeded(await l.call('POST', '/mpesa/c2b/register', body), 202);
  await until(async () => succeeded(await l.call('GET', '/mpesa/c2b/status'), 200).isRegistered, 'the registration');
};

describe('a trial payment', () => {
  test('is sent from the screen, answered, and arrives like any other', async () => {
    const l = await landlord('Trial');
    assert.deepEqual((({ id, state, amount }) => [id, state, amount])(await newest(l)), [null, null, null]);
    await register(l);
    assert.match((await l.b.get('/setup/direct')).text, /href="\/setup\/direct\/trial"/);
    assert.match((await l.b.fill(AT, { amount: '250', phone: '0708 374 149' })).text, /Enter an account number/);
    assert.match((await l.b.fill(AT, { amount: '2.50', phone: '12' })).text, /There is a problem/);
    assert.equal((await l.b.fill(AT, { amount: '250', phone: '0708 374 149', accountReference: 'NOBODY' })).status, 303);
    const said = await ended(l);
    assert.deepEqual([said.state, said.amount, said.phone, said.accountReference], ['accepted', 250, '254708374149', 'NOBODY']);
    assert.match((await l.b.get(AT)).text, /Safaricom took it/);
    const money = await until(async () => succeeded(await l.call('GET', '/unmatched'), 200).items[0], 'the money');
    assert.deepEqual([money.amount, money.accountReference], [250, 'NOBODY']);
  });

  test('goes by the version that was registered, and to a till without an account', async () => {
    const [till, store] = [newShortCode(), newShortCode()];
    await w.s.control('PUT', `/organisations/${till}`, { kind: 'till', storeNumber: store });
    const l = await landlord('Till trial', { businessType: 'till', businessShortCode: till, storeNumber: store });
    await register(l, { version: 'v1' });
    succeeded(await l.call('POST', '/mpesa/c2b/simulate', { amount: 100, phone: '0708374149' }), 202);
    assert.equal((await ended(l)).state, 'accepted');
    const [request] = (await w.requests('/simulate')).filter((r) => r.fields?.ShortCode === till);
    assert.deepEqual([request.path, request.fields.CommandID, 'BillRefNumber' in request.fields],
      ['/mpesa/c2b/v1/simulate', 'CustomerBuyGoodsOnline', false]);
  });

  test('that is refused shows Daraja’s words', async () => {
    const l = await landlord('Refused trial');
    await w.s.control('PUT', '/scripts/c2bSimulate', { times: 1, answer: { mode: 'error', status: 400, errorCode: '400.002.02',
      errorMessage: 'Bad Request - Invalid Msisdn' } });
    succeeded(await l.call('POST', '/mpesa/c2b/simulate', { amount: 100, phone: '0708374149', accountReference: 'A1' }), 202);
    const said = await ended(l);
    assert.deepEqual([said.state, said.resultCode], ['refused', '400.002.02']);
    assert.match((await l.b.get(AT)).text, /Invalid Msisdn/);
  });

  test('needs a number, and goes one at a time', async () => {
    const bare = await w.newLandlord('Bare trial');
    failed(await bare.call('POST', '/mpesa/c2b/simulate', { amount: 1, phone: '0708374149' }), 409, 'not_configured');
    const l = await landlord('Busy trial'), body = { amount: 1, phone: '0708374149', accountReference: 'A1' };
    await w.flags({ down: 'hang' });
    succeeded(await l.call('POST', '/mpesa/c2b/simulate', body), 202);
    failed(await l.call('POST', '/mpesa/c2b/simulate', body), 409, 'trial_in_progress');
    await w.flags({ down: 'none' });
  });

  test('is not there in production', async () => {
    const l = await landlord('Live');
    await w.s.halt();
    const before = { ...w.s.settings };
    await w.s.configure({ DARAJA_ENV: 'production', DARAJA_BASE_URL: 'https://127.0.0.1:1', RENTEASE_PUBLIC_URL: 'https://rent.example.co.ke' });
    await w.s.serve();
    failed(await l.call('POST', '/mpesa/c2b/simulate', { amount: 1, phone: '0708374149', accountReference: 'A1' }), 409, 'sandbox_only');
    await w.s.halt();
    delete w.s.settings.RENTEASE_PUBLIC_URL;
    await w.s.configure({ DARAJA_ENV: before.DARAJA_ENV, DARAJA_BASE_URL: before.DARAJA_BASE_URL });
    await w.s.serve();
  });
});
