// What every call has in common: who may come in, and what a body may be.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api } from '../stack.mjs';
import { anyone, failed, jane, kinds, PASSWORD, s, succeeded } from './help.mjs';

describe('the door', () => {
  test('everything but sign-in, sign-up, invitations and the description asks for a token', async () => {
    for (const path of ['/session', '/properties', '/bills', '/mpesa/transactions', '/stats', `/landlords/${jane.id}`])
      failed(await anyone('GET', path), 401, 'sign_in_required');
  });

  test('a made-up token is nobody', async () => {
    failed(await api(s, 'f'.repeat(64))('GET', '/session'), 401, 'sign_in_required');
  });

  test('a cookie counts for nothing', async () => {
    const data = succeeded(await anyone('POST', '/session', { login: jane.phone, password: PASSWORD }), 200);
    failed(await anyone('GET', '/session', undefined, { Cookie: `sid=${data.token}` }), 401, 'sign_in_required');
  });

  test('an unknown address is 404, a known one with another method 405', async () => {
    failed(await jane.call('GET', '/nothing'), 404, 'not_found');
    failed(await jane.call('PUT', '/bills'), 405, 'method_not_allowed');
  });

  test('a body that is no JSON, no object, or of another type is refused', async () => {
    failed(await jane.call('POST', '/properties', '{"name":'), 400, 'malformed');
    failed(await jane.call('POST', '/properties', '["name"]'), 400, 'malformed');
    failed(await jane.call('POST', '/properties', '{"name":"a","name":"b"}'), 400, 'malformed');
    failed(await jane.call('POST', '/properties', 'name=a', { 'Content-Type': 'text/plain' }), 415, 'unsupported_media_type');
    assert.equal((await jane.call('POST', '/properties', JSON.stringify({ name: 'a'.repeat(70000) }))).status, 413);
  });

  test('an unknown member is named', async () => {
    failed(await jane.call('POST', '/properties', { name: 'X', nme: 'Y' }), 422, 'invalid_fields', 'nme');
  });

  test('the older spellings answer the same', async () => {
    const old = async (path, token) => (await fetch(`${s.url}/api${path}`,
      { headers: { Authorization: `Bearer ${token}` } })).json();
    const { token } = succeeded(await anyone('POST', '/session', { login: jane.phone, password: PASSWORD }), 200);
    for (const path of [`/landlords/${jane.id}/daraja/status`, `/payments/${jane.payment.id}/status`])
      assert.deepEqual(Object.keys((await old(path, token)).data), Object.keys((await jane.call('GET', path)).body.data));
  });

  test('errors speak Swahili to who asks for it', async () => {
    const { message } = failed(
      await anyone('GET', '/session', undefined, { 'Accept-Language': 'sw' }), 401, 'sign_in_required');
    assert.ok(kinds.text(message));
  });
});
