// People coming in: sessions, sign-up, invitations, landlords.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  ABSENT, anyone, failed, jane, listed, newPhone, operator, PASSWORD, peter, signIn, succeeded,
} from './help.mjs';

describe('sessions', () => {
  test('signing in answers a token, its end and who one is', async () => {
    const data = succeeded(await anyone('POST', '/session', { login: jane.phone, password: PASSWORD }), 200,
      { token: 'text', expiresAt: 'time' });
    assert.deepEqual({ ...data.user, id: 'x' },
      { id: 'x', role: 'owner', name: 'Jane', landlordId: jane.id, tenantId: null });
  });

  test('the number may be typed as people type it', async () => {
    const local = jane.phone.replace(/^254(...)(...)/, '0$1 $2 ');
    succeeded(await anyone('POST', '/session', { login: local, password: PASSWORD }), 200);
  });

  test('an unknown account and a wrong password get the same answer', async () => {
    const wrong = await anyone('POST', '/session', { login: jane.phone, password: 'something else entirely' });
    const unknown = await anyone('POST', '/session', { login: newPhone(), password: PASSWORD });
    failed(wrong, 401, 'wrong_login');
    assert.deepEqual(unknown.body, wrong.body);
  });

  test('a field left out is named', async () => {
    failed(await anyone('POST', '/session', { login: jane.phone }), 422, 'invalid_fields', 'password');
    failed(await anyone('POST', '/session', {}), 422, 'invalid_fields', 'login');
  });

  test('the eleventh wrong try has to wait', async () => {
    const login = newPhone();
    for (let i = 0; i < 10; i++)
      failed(await anyone('POST', '/session', { login, password: 'wrong every time' }), 401, 'wrong_login');
    const answer = await anyone('POST', '/session', { login, password: 'wrong every time' });
    failed(answer, 429, 'too_many_requests');
    if (answer.headers) assert.ok(Number(answer.headers.get('retry-after')) > 60);
  });

  test('a session tells who one is, and ends when told to', async () => {
    const call = await signIn(jane.phone, PASSWORD);
    const data = succeeded(await call('GET', '/session'), 200, { roles: 'list' });
    assert.equal(data.user.landlordId, jane.id);
    assert.deepEqual(data.roles, [{ role: 'owner', landlordId: jane.id, businessName: 'Jane Homes' }]);
    succeeded(await call('DELETE', '/session'), 200);
    failed(await call('GET', '/session'), 401, 'sign_in_required');
  });
});

describe('sign-up', () => {
  const fresh = () => ({ name: 'Grace Wanjiku', phone: newPhone(), password: PASSWORD });

  test('a taken phone or e-mail is a conflict that says which', async () => {
    failed(await anyone('POST', '/landlords', { ...fresh(), phone: jane.phone }), 409, 'phone_taken', 'phone');
    const email = `grace${newPhone()}@example.com`;
    succeeded(await anyone('POST', '/landlords', { ...fresh(), email }), 201, { id: 'id' });
    failed(await anyone('POST', '/landlords', { ...fresh(), email }), 409, 'email_taken', 'email');
  });

  test('each wrong field is named', async () => {
    for (const [field, value] of [['name', ''], ['phone', '12'], ['email', 'no at'], ['password', 'short']])
      failed(await anyone('POST', '/landlords', { ...fresh(), [field]: value }), 422, 'invalid_fields', field);
  });

  test("one's own name or number is no password", async () => {
    const me = fresh();
    failed(await anyone('POST', '/landlords', { ...me, password: 'Grace Wanjiku' }), 422, 'invalid_fields', 'password');
    failed(await anyone('POST', '/landlords', { ...me, password: me.phone }), 422, 'invalid_fields', 'password');
  });
});

describe('landlords', () => {
  const landlord = { id: 'id', name: 'text', businessName: 'text', phone: 'phone', email: 'text?', createdAt: 'time' };

  test('one sees oneself', async () => {
    const data = succeeded(await jane.call('GET', `/landlords/${jane.id}`), 200, landlord);
    assert.equal(data.id, jane.id);
  });

  test('an operator sees each, and all in pages', async () => {
    succeeded(await operator('GET', `/landlords/${peter.id}`), 200, landlord);
    const seen = new Set();
    let cursor = '';
    do {
      const page = listed(await operator('GET', `/landlords?limit=2${cursor && `&cursor=${cursor}`}`),
        { ...landlord, businessShortCode: 'text?', receivingState: 'text?', payments: 'int', received: 'money' });
      assert.ok(page.items.length <= 2);
      page.items.forEach((l) => { assert.ok(!seen.has(l.id)); seen.add(l.id); });
      cursor = page.nextCursor;
    } while (cursor);
    assert.ok(seen.has(jane.id) && seen.has(peter.id));
    failed(await operator('GET', `/landlords/${ABSENT}`), 404, 'not_found');
  });

  test('nobody else may list them', async () => {
    failed(await jane.call('GET', '/landlords'), 403, 'forbidden');
    failed(await jane.tenant('GET', '/landlords'), 403, 'forbidden');
  });
});

describe('invitations', () => {
  test('the link lets a tenant in once, as a tenant', async () => {
    const t = succeeded(await jane.call('POST', '/tenants', { name: 'Ann', phone: newPhone() }), 201, { inviteUrl: 'text' });
    const token = t.inviteUrl.split('/').pop();
    failed(await anyone('POST', '/invites/accept', { token, password: 'short' }), 422, 'invalid_fields', 'password');
    const data = succeeded(await anyone('POST', '/invites/accept', { token, password: PASSWORD }), 200,
      { token: 'text', expiresAt: 'time' });
    assert.deepEqual([data.user.role, data.user.tenantId, data.user.landlordId], ['tenant', t.id, jane.id]);
    failed(await anyone('POST', '/invites/accept', { token, password: PASSWORD }), 404, 'not_found');
    assert.equal(succeeded(await jane.call('GET', `/tenants/${t.id}`), 200).joined, true);
  });

  test('a fresh link ends the one before', async () => {
    const t = succeeded(await jane.call('POST', '/tenants', { name: 'Ben', phone: newPhone() }), 201);
    const again = succeeded(await jane.call('POST', `/tenants/${t.id}/invite`), 201, { inviteUrl: 'text' });
    const accept = (url) => anyone('POST', '/invites/accept', { token: url.split('/').pop(), password: PASSWORD });
    failed(await accept(t.inviteUrl), 404, 'not_found');
    succeeded(await accept(again.inviteUrl), 200);
  });

  test('someone who can sign in already proves it, and then acts as that tenant', async () => {
    const phone = newPhone();
    const at = async (l) => succeeded(await l.call('POST', '/tenants', { name: 'Chao', phone }), 201);
    const accept = (t, password) => anyone('POST', '/invites/accept', { token: t.inviteUrl.split('/').pop(), password });
    succeeded(await accept(await at(jane), PASSWORD), 200);
    const second = await at(peter);
    failed(await accept(second, 'not the one I have'), 401, 'wrong_login');
    const data = succeeded(await accept(second, PASSWORD), 200);
    assert.deepEqual([data.user.role, data.user.landlordId], ['tenant', peter.id]);
    const elsewhere = succeeded(
      await anyone('POST', '/session', { login: phone, password: PASSWORD, landlordId: jane.id }), 200);
    assert.equal(elsewhere.user.landlordId, jane.id);
    failed(await anyone('POST', '/session', { login: phone, password: PASSWORD, landlordId: ABSENT }), 404, 'not_found');
  });
});
