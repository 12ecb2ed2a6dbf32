// The link by which somebody comes to work for a landlord.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { failed, newPhone, PASSWORD, succeeded } from '../world.mjs';
import { hired, invite, rose, tokenOf, w } from './here.mjs';

describe('invitations', () => {
  test('the owner makes a link on the page; it shows what it offers, and works once', async () => {
    const owner = await browser(w.s).signIn(rose.phone), phone = newPhone();
    const made = await owner.fill('/landlord/people/new', { name: 'Peter Keeper', phone, role: 'caretaker', houses: 'some',
      [`property-${rose.near.property.id}`]: '1' });
    assert.equal(made.status, 200);
    const [, path] = made.text.match(/(\/join\/[0-9a-f]{40})/);
    const visitor = browser(w.s), offer = await visitor.get(path);
    assert.equal(offer.status, 200);
    for (const word of ['Rose Homes', 'Caretaker', rose.near.property.name, 'Sees no totals']) assert.ok(offer.text.includes(word), word);
    assert.ok(!offer.text.includes(rose.far.property.name));
    const weak = await visitor.fill(path, { password: 'short' });
    assert.equal(weak.status, 422);
    const joined = await visitor.fill(path, { password: PASSWORD });
    assert.deepEqual([joined.status, joined.location], [303, '/landlord']);
    assert.equal((await visitor.get('/landlord')).status, 200);
    assert.equal((await browser(w.s).get(path)).status, 404);
    const list = await owner.get('/landlord/people');
    assert.match(list.text, /Peter Keeper/);
    assert.ok(!list.text.includes('Take the invitation back') || !list.text.includes(phone));
  });

  test('a person with an account proves its password, and then works for both', async () => {
    const other = await w.newLandlord('Samuel'), i = await invite(rose, 'agent', { phone: other.phone });
    failed(await w.anyone('POST', '/people/join', { token: i.token, password: 'not the password at all' }), 401, 'wrong_login');
    const session = succeeded(await w.anyone('POST', '/people/join', { token: i.token, password: PASSWORD }), 200);
    assert.equal(session.user.role, 'agent');
    failed(await w.anyone('POST', '/people/join', { token: i.token, password: PASSWORD }), 404, 'not_found');
    const own = await w.signIn(other.phone); // his own house comes by the name of the business
    assert.ok([rose.id, other.id].includes(succeeded(await own('GET', '/session'), 200).user?.landlordId ?? other.id));
  });

  test('a link ends when a newer one is made, when it is taken back, when its time is over, and with its maker’s right', async () => {
    const first = await invite(rose, 'accountant'), second = await invite(rose, 'caretaker', { phone: first.phone });
    failed(await w.anyone('POST', '/people/join', { token: first.token, password: PASSWORD }), 404, 'not_found');
    succeeded(await rose.call('POST', `/people/invites/${second.id}/end`), 200);
    failed(await w.anyone('POST', '/people/join', { token: second.token, password: PASSWORD }), 404, 'not_found');
    failed(await rose.call('POST', `/people/invites/${second.id}/end`), 404, 'not_found');
    const third = await invite(rose, 'caretaker');
    const [row] = await w.s.sql(`SELECT expires_at - created_at AS life FROM member_invite WHERE id = '${third.id}'`);
    assert.equal(row.life, 7 * 86400);
    await w.s.sql(`UPDATE member_invite SET expires_at = unixepoch() - 1 WHERE id = '${third.id}'`);
    failed(await w.anyone('POST', '/people/join', { token: third.token, password: PASSWORD }), 404, 'not_found');
    const partner = await hired(rose, 'owner'), fourth = await invite({ ...rose, call: partner.call }, 'agent');
    succeeded(await rose.call('POST', `/people/${partner.id}/remove`, { password: PASSWORD }), 200);
    failed(await w.anyone('POST', '/people/join', { token: fourth.token, password: PASSWORD }), 404, 'not_found');
  });

  test('what does not fit is told at its field', async () => {
    const keeper = await hired(rose, 'caretaker');
    const ask = (body) => rose.call('POST', '/people/invites', { name: 'Ann', phone: newPhone(), ...body });
    failed(await ask({ role: 'caretaker', phone: keeper.phone }), 409, 'works_here');
    failed(await ask({ role: 'agent', mayApprove: true }), 422, 'invalid_fields', 'mayApprove');
    failed(await ask({ role: 'accountant', properties: rose.near.property.id }), 422, 'invalid_fields', 'properties');
    failed(await ask({ role: 'caretaker', properties: '0123456789abcdef' }), 422, 'no_property');
    failed(await ask({ role: 'operator' }), 422, 'invalid_fields', 'role');
    const owner = await browser(w.s).signIn(rose.phone);
    const blank = await owner.fill('/landlord/people/new', { name: 'Ann', phone: '0712', role: 'caretaker', houses: 'some' });
    assert.equal(blank.status, 422);
    for (const word of ['value="Ann"', 'value="0712"', 'Choose at least one of your properties']) assert.ok(blank.text.includes(word), word);
  });

  test('only an owner’s fresh password, and his second step, make one', async () => {
    await w.s.sql(`UPDATE session SET fresh_at = fresh_at - 3600 WHERE landlord_id = '${rose.id}'`);
    const body = { name: 'Ann', phone: newPhone(), role: 'owner' };
    failed(await rose.call('POST', '/people/invites', body), 403, 'password_required');
    failed(await rose.call('POST', '/people/invites', { ...body, password: 'not the password at all' }), 403, 'password_required');
    succeeded(await rose.call('POST', '/people/invites', { ...body, password: PASSWORD }), 201);
    const agent = await hired(rose, 'agent');
    failed(await agent.call('POST', '/people/invites', body), 403, 'forbidden');
    failed(await agent.call('GET', '/people'), 403, 'forbidden');
    assert.ok(tokenOf((await invite(rose, 'caretaker')).inviteUrl));
  });
});
