// Who may ask, who may approve, and who sees nothing of it.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { enrol } from '../totp.mjs';
import { ABSENT, failed, key, newShortCode, succeeded } from '../world.mjs';
import { ask, becomes, colleague, decide, jane, landlord, now, row, toPaybill, toPhone, w } from './here.mjs';

describe('people', () => {
  let agent, accountant, caretaker, peter;
  before(async () => {
    [agent, accountant, caretaker] = [await colleague(jane, 'agent'), await colleague(jane, 'accountant'), await colleague(jane, 'caretaker')];
    peter = await landlord('Peter');
  });

  test('owner, agent and accountant ask; a caretaker and a tenant neither ask nor see', async () => {
    for (const by of [jane, agent, accountant])
      assert.equal((await ask(toPhone(), { by })).requestedBy, by.name);
    const p = await ask(), tenant = await w.joined((await w.home(jane)).tenant);
    for (const call of [caretaker.call, tenant]) {
      failed(await call('POST', '/mpesa/b2c', toPhone(), key()), 403, 'forbidden');
      failed(await call('POST', '/mpesa/b2b', toPaybill(), key()), 403, 'forbidden');
      failed(await call('GET', `/mpesa/b2c/${p.id}`), 403, 'forbidden');
      failed(await call('POST', `/mpesa/b2c/${p.id}/approve`, {}), 403, 'forbidden');
      failed(await call('POST', `/mpesa/b2c/${p.id}/reject`, {}), 403, 'forbidden');
    }
    assert.equal((await row(p)).state, 'awaiting_approval');
  });

  test('an agent and an accountant without the right do not approve', async () => {
    const p = await ask();
    for (const by of [agent, accountant])
      for (const verb of ['approve', 'reject'])
        failed(await decide(p, verb, {}, by), 403, 'approval_not_allowed');
    assert.equal((await now(p)).status, 'awaiting_approval');
  });

  test('whoever asked does not approve, though he has the right; he may withdraw it', async () => {
    const p = await ask();
    failed(await decide(p, 'approve', {}, jane), 403, 'second_person_required');
    const done = succeeded(await decide(p, 'reject', {}, jane), 200);
    assert.deepEqual([done.status, done.rejectedBy, done.moneyMoved], ['rejected', jane.name, false]);
    failed(await decide(p), 409, 'already_decided');
    assert.deepEqual((await w.requests('/b2c/')).filter((r) => r.fields.PartyB === p.phoneNumber), []);
  });

  test('another rejects, with a reason that is kept', async () => {
    const p = await ask(toPaybill(), { api: 'b2b' });
    const done = succeeded(await decide(p, 'reject', { reason: 'The meter number is wrong' }), 200);
    assert.deepEqual([done.status, done.rejectedBy, done.reason, done.approvedBy], ['rejected', jane.second.name, 'The meter number is wrong', null]);
    for (const verb of ['approve', 'reject']) failed(await decide(p, verb), 409, 'already_decided');
  });

  test('two approvals at once are one', async () => {
    const p = await ask(), answers = await Promise.all([decide(p), decide(p), decide(p)]);
    assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409, 409]);
    await becomes(p, 'success');
    assert.equal((await w.requests('/b2c/')).filter((r) => r.fields.PartyB === p.phoneNumber).length, 1);
  });

  test("an operator approves, and the audit says so; nobody approves another landlord's", async () => {
    const p = await ask(toPhone(), { l: peter, by: peter });
    for (const verb of ['approve', 'reject']) {
      const foreign = await jane.call('POST', `/mpesa/b2c/${p.id}/${verb}`, {}), absent = await jane.call('POST', `/mpesa/b2c/${ABSENT}/${verb}`, {});
      failed(foreign, 404, 'not_found');
      assert.deepEqual(foreign.body, absent.body);
    }
    failed(await jane.call('GET', `/mpesa/b2c/${p.id}`), 404, 'not_found');
    succeeded(await w.operator('POST', `/mpesa/b2c/${p.id}/approve?landlordId=${peter.id}`, {}), 200);
    assert.equal((await becomes(p, 'success')).approvedBy, 'Test Operator');
    const [audit] = await w.s.sql(`SELECT a.landlord_id, p.name, p.is_operator FROM audit a JOIN person p ON p.id = a.person_id
      WHERE a.subject = '${p.id}' AND a.action = 'payout.approved'`);
    assert.deepEqual(audit, { landlord_id: peter.id, name: 'Test Operator', is_operator: 1 });
  });

  test('a landlord who is alone approves by the second step, once with each code', async () => {
    const l = await landlord('Alone');
    await w.s.sql(`UPDATE member SET may_approve = 0 WHERE landlord_id = '${l.id}' AND role = 'accountant'`);
    const p = await ask(toPhone(), { l });
    failed(await decide(p, 'approve', {}, l), 403, 'second_factor_required', 'totp');
    failed(await decide(p, 'approve', { totp: '123456' }, l), 403, 'second_factor_required', 'totp');
    const { app } = await enrol(await browser(w.s).signIn(l.phone));
    failed(await decide(p, 'approve', {}, l), 403, 'second_factor_required', 'totp');
    failed(await decide(p, 'approve', { totp: app.wrong() }, l), 403, 'second_factor_wrong', 'totp');
    const code = await app.code(), other = await ask(toPhone(), { l });
    succeeded(await decide(p, 'approve', { totp: code }, l), 200);
    failed(await decide(other, 'approve', { totp: code }, l), 403, 'second_factor_wrong', 'totp');
    assert.deepEqual([(await becomes(p, 'success')).approvedBy, (await row(p)).second_factor], [l.name, 1]);
  });

  test('a key makes two calls one request; with another body it is refused', async () => {
    const headers = key(), body = toPhone(), p = await ask(body, { headers });
    assert.equal(succeeded(await jane.call('POST', '/mpesa/b2c', body, headers), 200).id, p.id);
    failed(await jane.call('POST', '/mpesa/b2c', { ...body, amount: 501 }, headers), 422, 'idempotency_key_reused');
    failed(await jane.call('POST', '/mpesa/b2c', body, { 'Idempotency-Key': 'has a blank' }), 400, 'idempotency_key_required');
    assert.notEqual((await ask(body, { by: agent, headers })).id, p.id, "another person's key");
  });

  const wrong = [
    ['b2c', { amount: 9 }, 422, 'invalid_fields', 'amount'],
    ['b2c', { amount: 250001 }, 422, 'invalid_fields', 'amount'],
    ['b2c', { amount: 10.5 }, 422, 'invalid_fields', 'amount'],
    ['b2c', { phoneNumber: '0812 000' }, 422, 'invalid_fields', 'phoneNumber'],
    ['b2c', { commandId: 'BusinessPayToPochi' }, 422, 'invalid_fields', 'commandId'],
    ['b2c', { remarks: 'x' }, 422, 'invalid_fields', 'remarks'],
    ['b2c', { remarks: 'x'.repeat(101) }, 422, 'invalid_fields', 'remarks'],
    ['b2c', { occasion: 'x'.repeat(101) }, 422, 'invalid_fields', 'occasion'],
    ['b2c', { purpose: 'utility' }, 422, 'invalid_fields', 'purpose'],
    ['b2c', { purpose: 'refund' }, 422, 'invalid_fields', 'leaseId'],
    ['b2c', { leaseId: ABSENT }, 422, 'invalid_fields', 'leaseId'],
    ['b2b', { amount: 0 }, 422, 'invalid_fields', 'amount'],
    ['b2b', { receiverShortCode: '12' }, 422, 'invalid_fields', 'receiverShortCode'],
    ['b2b', { receiverShortCode: undefined }, 422, 'invalid_fields', 'receiverShortCode'],
    ['b2b', { receiverType: undefined }, 422, 'invalid_fields', 'receiverType'],
    ['b2b', { accountReference: undefined }, 422, 'invalid_fields', 'accountReference'],
    ['b2b', { accountReference: '12345678901234' }, 422, 'invalid_fields', 'accountReference'],
    ['b2b', { receiverType: 'till' }, 422, 'invalid_fields', 'accountReference'],
    ['b2b', { purpose: 'salary' }, 422, 'invalid_fields', 'purpose'],
  ];
  test('what cannot be paid is refused beside its field, and writes nothing', async () => {
    const count = async () => (await w.s.sql('SELECT count(*) AS n FROM mpesa_request'))[0].n, before = await count();
    for (const [api, more, status, code, field] of wrong)
      failed(await jane.call('POST', `/mpesa/${api}`, api === 'b2c' ? toPhone(more) : toPaybill(more), key()), status, code, field);
    failed(await jane.call('POST', '/mpesa/b2b', toPaybill({ receiverShortCode: jane.businessShortCode }), key()), 422, 'invalid_fields', 'receiverShortCode');
    assert.equal(await count(), before);
  });

  test('without a bulk number, or without any number, the answer says what to set up', async () => {
    const l = await w.newLandlord('Ruth');
    failed(await l.call('POST', '/mpesa/b2b', toPaybill(), key()), 409, 'not_configured');
    succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { businessType: 'paybill', businessShortCode: newShortCode(), businessName: 'Ruth' }), 200);
    succeeded(await w.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
    failed(await l.call('POST', '/mpesa/b2c', toPhone(), key()), 409, 'payout_not_configured');
    failed(await l.call('POST', '/mpesa/b2b', { amount: 10, remarks: 'For refunds', purpose: 'top_up' }, key()), 409, 'payout_not_configured');
  });
});
