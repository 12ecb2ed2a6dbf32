// A cheque is in hand until it is cleared, and it may bounce.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ABSENT, failed, key, succeeded } from '../world.mjs';
import { account, agent, balance, jane, kim, peter, today, w } from './here.mjs';

const cheque = async (h, amount, reference) => succeeded(await jane.call('POST', '/entries',
  { leaseId: h.lease.id, rail: 'cheque', amount, reference, chequeBank: 'KCB', chequeDate: today() }, key()), 201);

describe('a cheque', () => {
  test('pays the bill from hand, and is in the bank once it is cleared', async () => {
    const h = await w.home(jane, 900), bank = await account('Equity Thika'), n = await cheque(h, 900, '000101');
    assert.deepEqual([await balance('cheque'), await balance('bank', 'Equity Thika'), (await w.bill(h)).status], [900, 0, 'paid']);
    failed(await jane.call('POST', `/entries/${n.id}/clear`, { bankAccountId: ABSENT }), 422, 'invalid_fields', 'bankAccountId');
    const foreign = await account('Equity Thika', peter);
    failed(await jane.call('POST', `/entries/${n.id}/clear`, { bankAccountId: foreign.id }), 422, 'invalid_fields', 'bankAccountId');
    failed(await kim.call('POST', `/entries/${n.id}/clear`, { bankAccountId: bank.id }), 403, 'approval_not_allowed');
    const cleared = succeeded(await agent.call('POST', `/entries/${n.id}/clear`, { bankAccountId: bank.id }), 200);
    assert.equal(cleared.clearedTo, 'Equity Thika');
    failed(await jane.call('POST', `/entries/${n.id}/clear`, { bankAccountId: bank.id }), 409, 'wrong_state');
    assert.deepEqual([await balance('cheque'), await balance('bank', 'Equity Thika')], [0, 900]);
    succeeded(await jane.call('POST', `/entries/${n.id}/bounce`, { reason: 'Refer to drawer', charge: 500 }), 200);
    assert.deepEqual([await balance('cheque'), await balance('bank', 'Equity Thika'), (await w.bill(h)).paid], [0, 0, 0]);
  });

  test('that bounces opens its bill again, with a charge if one is wanted', async () => {
    const h = await w.home(jane, 900), n = await cheque(h, 900, '000102');
    failed(await jane.call('POST', `/entries/${n.id}/bounce`, {}), 422, 'invalid_fields', 'reason');
    const bounced = succeeded(await jane.call('POST', `/entries/${n.id}/bounce`, { reason: 'Refer to drawer', charge: 250 }), 200);
    assert.deepEqual([bounced.status, bounced.reason, (await w.bill(h)).paid], ['bounced', 'Refer to drawer', 0]);
    const charge = succeeded(await jane.call('GET', `/bills/${bounced.chargeBillId}`), 200);
    assert.deepEqual([charge.kind, charge.amount, charge.dueDate], ['other', 250, today()]);
    failed(await jane.call('POST', `/entries/${n.id}/bounce`, { reason: 'Again' }), 409, 'wrong_state');
    failed(await jane.call('POST', `/entries/${n.id}/undo`, { reason: 'Again' }), 409, 'wrong_state');
    assert.equal(succeeded(await jane.call('GET', `/receipts/${n.receiptNumber}`), 200).reversed, true);
    assert.equal((await w.ledger(h)).balance, 1150);
  });
});
