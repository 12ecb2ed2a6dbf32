// Where money lies, and how it is moved.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ABSENT, failed, key, succeeded } from '../world.mjs';
import { account, agent, days, jane, kim, mary, peter, w } from './here.mjs';

const places = async (by = jane) => succeeded(await by.call('GET', '/bank-accounts'), 200);

describe('cash and bank accounts', () => {
  test('a bank account has a name of its own, and a deposit goes to it', async () => {
    const bank = await account('Co-op Ngara'), h = await w.home(jane, 1000);
    failed(await jane.call('POST', '/bank-accounts', { name: 'Co-op Ngara' }), 409, 'name_taken', 'name');
    for (const by of [mary, kim]) assert.equal((await by.call('POST', '/bank-accounts', { name: 'Mine' })).status, 403);
    const n = succeeded(await jane.call('POST', '/entries', { leaseId: h.lease.id, rail: 'bank', amount: 400, bankAccountId: bank.id,
      reference: 'FT26110' }, key()), 201);
    assert.deepEqual([n.bankAccount, n.reference], ['Co-op Ngara', 'FT26110']);
    assert.equal((await places()).bankAccounts.find((a) => a.id === bank.id).balance, 400);
    const seen = await places(mary);
    assert.deepEqual([seen.cash, seen.chequesInHand, seen.bankAccounts.every((a) => a.balance === null)], [null, null, true]);
    assert.deepEqual((await places(peter)).bankAccounts.filter((a) => a.name === 'Co-op Ngara'), []);
  });

  test('cash is handed over: once, and no more than there is', async () => {
    const bank = await account('Absa'), h = await w.home(jane, 5000), foreign = await account('Absa', peter);
    succeeded(await jane.call('POST', '/entries', { leaseId: h.lease.id, rail: 'cash', amount: 2000 }, key()), 201);
    const { cash } = await places(), same = key(), body = { from: 'cash', to: bank.id, amount: 1500, note: 'Mary to the bank' };
    const x = succeeded(await kim.call('POST', '/transfers', body, same), 201);
    assert.deepEqual([x.from, x.to, x.toBankAccount, x.amount, x.note], ['cash', 'bank', 'Absa', 1500, 'Mary to the bank']);
    assert.equal(succeeded(await kim.call('POST', '/transfers', body, same), 200).id, x.id);
    succeeded(await agent.call('POST', '/transfers', { from: 'cash', to: 'owner', amount: 100 }, key()), 201);
    assert.equal((await places()).cash, cash - 1600);
    const bad = async (more, code, field) => failed(await jane.call('POST', '/transfers', { ...body, ...more }, key()), 422, code, field);
    await bad({ amount: cash }, 'not_there', 'amount');
    await bad({ from: ABSENT }, 'invalid_fields', 'from');
    await bad({ to: foreign.id }, 'invalid_fields', 'to');
    await bad({ to: 'cash' }, 'invalid_fields', 'to');
    await bad({ movedOn: days(-1) }, 'invalid_fields', 'movedOn');
    assert.equal((await mary.call('POST', '/transfers', body, key())).status, 403);
    assert.ok(succeeded(await jane.call('GET', '/transfers'), 200).items.some((y) => y.id === x.id));
    assert.ok(!succeeded(await peter.call('GET', '/transfers'), 200).items.some((y) => y.id === x.id));
  });
});
