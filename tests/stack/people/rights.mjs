// What each role may do, and that a change counts at the very next request.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { failed, newPhone, PASSWORD, succeeded } from '../world.mjs';
import { hired, rose, w } from './here.mjs';

describe('rights', () => {
  test('an accountant sees all and changes no leases; an agent keeps the books; a caretaker neither', async () => {
    const people = { accountant: await hired(rose, 'accountant'), agent: await hired(rose, 'agent'), caretaker: await hired(rose, 'caretaker') };
    const tenant = () => ({ name: 'Zed', phone: newPhone() });
    for (const [role, p] of Object.entries(people)) {
      const add = await p.call('POST', '/tenants', tenant());
      assert.equal(add.status, role === 'agent' ? 201 : 403, `${role} adds a tenant`);
      assert.equal((await p.call('GET', '/mpesa/balance/latest')).status === 403, role !== 'accountant', `${role} reads the balance`);
      assert.equal(typeof succeeded(await p.call('GET', '/stats'), 200).billed, role === 'caretaker' ? 'object' : 'number');
      failed(await p.call('POST', `/people/${p.id}/remove`, {}), 403, 'forbidden');
      failed(await p.call('GET', '/audit'), 403, 'forbidden');
    }
  });

  test('the right to approve payouts is given and taken', async () => {
    const second = await hired(rose, 'accountant', { mayApprove: true });
    const ask = async () => succeeded(await rose.call('POST', '/mpesa/b2b', { receiverShortCode: '888880', receiverType: 'paybill',
      accountReference: '1', amount: 50, remarks: 'Water' }, { 'Idempotency-Key': `people-${Math.random()}` }), 202);
    const p = await ask();
    succeeded(await rose.call('POST', `/people/${second.id}`, { role: 'accountant', password: PASSWORD }), 200, { mayApprove: 'bool' });
    failed(await second.call('POST', `/mpesa/b2b/${p.id}/approve`, {}), 403, 'approval_not_allowed');
    succeeded(await rose.call('POST', `/people/${second.id}`, { role: 'accountant', mayApprove: true, password: PASSWORD }), 200);
    succeeded(await second.call('POST', `/mpesa/b2b/${p.id}/approve`, {}), 200);
  });

  test('a changed role counts at the next request, of pages, tokens and polled parts', async () => {
    const p = await hired(rose, 'accountant'), page = await p.browse();
    assert.equal((await page.get('/landlord/balance/part')).status, 200);
    assert.equal((await page.get('/landlord/money-out')).status, 200);
    succeeded(await rose.call('POST', `/people/${p.id}`, { role: 'caretaker', password: PASSWORD }), 200);
    assert.equal((await page.get('/landlord/balance/part')).status, 403);
    assert.equal((await page.get('/landlord/money-out')).status, 403);
    failed(await p.call('GET', '/mpesa/balance/latest'), 403, 'forbidden');
    assert.equal(succeeded(await p.call('GET', '/session'), 200).user.role, 'caretaker');
  });

  test('whoever is removed, or disabled, is out at the next request', async () => {
    for (const how of ['removed', 'disabled']) {
      const p = await hired(rose, 'accountant'), page = await p.browse();
      assert.equal((await page.get('/landlord')).status, 200);
      if (how === 'removed') {
        const owner = await browser(w.s).signIn(rose.phone);
        const gone = await owner.fill(`/landlord/people/${p.id}`, {}, `/landlord/people/${p.id}`).then(() =>
          owner.get(`/landlord/people/${p.id}`)).then(async (shown) => owner.post(`/landlord/people/${p.id}/remove`,
          { csrf: shown.text.match(/name="csrf" value="(\w+)"/)[1] }));
        assert.deepEqual([gone.status, gone.location], [303, '/landlord/people']);
        assert.equal((await w.s.sql(`SELECT 1 FROM session WHERE person_id = '${p.id}'`)).length, 0);
        failed(await rose.call('POST', `/people/${p.id}`, { role: 'agent', password: PASSWORD }), 404, 'not_found');
      } else await w.s.sql(`UPDATE person SET disabled_at = unixepoch() WHERE id = '${p.id}'`);
      for (const path of ['/landlord', '/landlord/balance/part', `/payments/${rose.near.payment.id}/part`]) {
        const answer = await page.get(path);
        assert.ok([303, 401].includes(answer.status), `${how}: ${path} answers ${answer.status}`);
      }
      failed(await p.call('GET', '/tenants'), 401, 'sign_in_required');
    }
  });

  test('there is always an owner; a second one can come, and the first can go', async () => {
    const l = await w.newLandlord('Tom'), me = succeeded(await l.call('GET', '/people'), 200).items[0];
    failed(await l.call('POST', `/people/${me.id}/remove`, {}), 409, 'last_owner');
    failed(await l.call('POST', `/people/${me.id}`, { role: 'agent' }), 409, 'last_owner');
    const partner = await hired(l, 'owner');
    succeeded(await partner.call('POST', `/people/${me.id}/remove`, {}), 200);
    failed(await l.call('GET', '/people'), 401, 'sign_in_required');
    failed(await partner.call('POST', `/people/${partner.id}/remove`, {}), 409, 'last_owner');
  });

  test('the owner sees when each was last here, and every change is written down', async () => {
    const p = await hired(rose, 'agent');
    succeeded(await rose.call('POST', `/people/${p.id}`, { role: 'caretaker', properties: rose.near.property.id, password: PASSWORD }), 200);
    const row = succeeded(await rose.call('GET', '/people?limit=200'), 200).items.find((x) => x.id === p.id);
    assert.deepEqual(row.properties, [rose.near.property.id]);
    assert.ok(Date.now() - Date.parse(row.lastSeenAt) < 60000);
    const { items } = succeeded(await rose.call('GET', `/audit?subject=${p.id}`), 200);
    assert.deepEqual(items.map((x) => [x.action, x.detail]), [['member.changed', 'agent -> caretaker of 1'], ['member.joined', 'agent']]);
    failed(await rose.call('POST', `/people/${p.id}`, { role: 'caretaker', properties: '0123456789abcdef', password: PASSWORD }), 422, 'no_property');
    assert.deepEqual(succeeded(await rose.call('GET', '/people?limit=200'), 200).items.find((x) => x.id === p.id).properties, [rose.near.property.id]);
  });

  test('another landlord’s people are not found', async () => {
    const other = await w.newLandlord('Uma'), p = await hired(rose, 'agent');
    failed(await other.call('POST', `/people/${p.id}`, { role: 'caretaker' }), 404, 'not_found');
    failed(await other.call('POST', `/people/${p.id}/remove`, {}), 404, 'not_found');
    assert.equal(succeeded(await other.call('GET', '/people'), 200).items.length, 1);
  });
});
