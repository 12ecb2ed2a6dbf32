// From the request to the books: to phones, paybills, tills and one's own bulk number.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kinds, newPhone, newShortCode, shaped, succeeded } from '../world.mjs';
import { ask, becomes, decide, jane, landlord, lines, now, organisation, paid, posted, row, script, toPaybill, toPhone, w } from './here.mjs';

const SHAPE = { id: 'id', status: 'text', message: 'text', amount: 'money', charge: 'money', commandId: 'text', purpose: 'text',
  businessShortCode: 'text', remarks: 'text', originatorConversationId: 'text', requestedBy: 'text', requestedAt: 'time',
  conversationId: 'text?', mpesaReceiptNumber: 'text?', resultCode: 'text?', resultDesc: 'text?', approvedBy: 'text?', approvedAt: 'time?',
  rejectedBy: 'text?', rejectedAt: 'time?', reason: 'text?', sentAt: 'time?', completedAt: 'time?', leaseId: 'id?', occasion: 'text?',
  receiverName: 'text?', moneyMoved: 'bool?' };

describe('paid', () => {
  test('to a phone: nothing leaves before the approval, then once, and the books and the receipt tell of it', async () => {
    const phone = newPhone(), p = await ask(toPhone({ phoneNumber: phone, amount: 1200, occasion: 'House B4' }));
    shaped(p, SHAPE);
    assert.deepEqual([p.status, p.amount, p.phoneNumber, p.businessShortCode, p.purpose, p.moneyMoved, p.approvedBy],
      ['awaiting_approval', 1200, phone, jane.bulk, 'expense', false, null]);
    const before = await w.requests('/b2c/');
    assert.deepEqual(before.filter((r) => r.fields.PartyB === phone), []);
    succeeded(await decide(p), 200);
    const done = await becomes(p, 'success');
    shaped(done, { ...SHAPE, conversationId: 'text', approvedBy: 'text', approvedAt: 'time', sentAt: 'time', completedAt: 'time' });
    assert.match(done.mpesaReceiptNumber, /^[A-Z0-9]{10}$/);
    assert.deepEqual([done.resultCode, done.moneyMoved, done.requestedBy, done.approvedBy], ['0', true, jane.name, jane.second.name]);
    const [request, ...more] = (await w.requests('/b2c/')).filter((r) => r.fields.PartyB === phone);
    assert.equal(more.length, 0);
    assert.equal(request.path, '/mpesa/b2c/v3/paymentrequest');
    assert.deepEqual([request.fields.OriginatorConversationID, request.fields.CommandID, request.fields.Amount, request.fields.PartyA,
      request.fields.Occassion, request.fields.Remarks].map(String),
    [done.originatorConversationId, 'BusinessPayment', '1200', jane.bulk, 'House B4', p.remarks]);
    assert.equal((await w.s.control('GET', `/phones/${phone}`)).body.balance, '101200');
    assert.deepEqual(await lines(p), [['expense/other', 1200], [`mpesa/${jane.bulk}`, -1200]]);
    const [out] = await posted(p);
    assert.deepEqual([out.receipt_no, out.amount_cents, out.party], [done.mpesaReceiptNumber, 120000, phone]);
  });

  const purposes = [
    ['b2c', { commandId: 'SalaryPayment' }, 'salary', 'expense/salary', 'SalaryPayment'],
    ['b2c', { commandId: 'PromotionPayment' }, 'promotion', 'expense/promotion', 'PromotionPayment'],
    ['b2c', { commandId: undefined, purpose: 'owner' }, 'owner', 'drawings/', 'BusinessPayment'],
    ['b2b', {}, 'supplier', 'expense/supplier', 'BusinessPayBill'],
    ['b2b', { purpose: 'utility' }, 'utility', 'expense/utility', 'BusinessPayBill'],
    ['b2b', { purpose: 'owner' }, 'owner', 'drawings/', 'BusinessPayBill'],
    ['b2b', { purpose: 'expense' }, 'expense', 'expense/other', 'BusinessPayBill'],
  ];
  for (const [api, more, purpose, account, command] of purposes) {
    test(`as ${purpose} by ${api}: ${command}, borne by ${account}`, async () => {
      const p = await paid(api === 'b2c' ? toPhone(more) : toPaybill(more), { api });
      assert.deepEqual([p.done.purpose, p.done.commandId], [purpose, command]);
      const from = api === 'b2c' ? jane.bulk : jane.businessShortCode;
      assert.deepEqual(await lines(p), [[account, p.amount], [`mpesa/${from}`, -p.amount]]);
    });
  }

  test('to a till: without an account number, as type 2', async () => {
    const till = newShortCode();
    await organisation(till, { kind: 'till', storeNumber: newShortCode() });
    const p = await paid(toPaybill({ receiverShortCode: till, receiverType: 'till', accountReference: undefined }), { api: 'b2b' });
    const [request] = (await w.requests('/b2b/')).filter((r) => r.fields.PartyB === till);
    assert.deepEqual([request.fields.CommandID, String(request.fields.RecieverIdentifierType), request.fields.AccountReference ?? ''],
      ['BusinessBuyGoods', '2', '']);
    assert.equal(p.done.receiverType, 'till');
  });

  test('to the own bulk number: moves from one account of the books to the other', async () => {
    const p = await paid({ amount: 900, remarks: 'For refunds', purpose: 'top_up' }, { api: 'b2b' });
    assert.deepEqual([p.done.commandId, p.done.receiverShortCode], ['BusinessPayToBulk', jane.bulk]);
    assert.deepEqual(await lines(p), [[`mpesa/${jane.bulk}`, 900], [`mpesa/${jane.businessShortCode}`, -900]]);
  });

  test('from a till landlord: by its store number', async () => {
    const l = await landlord('Tilda', { businessType: 'till', businessShortCode: newShortCode(), storeNumber: newShortCode() });
    const p = await paid(toPaybill(), { api: 'b2b', l });
    const [request] = (await w.requests('/b2b/')).filter((r) => r.fields.PartyA === l.storeNumber);
    assert.equal(request.fields.Amount, '700');
    assert.deepEqual(await lines(p), [['expense/supplier', 700], [`mpesa/${l.businessShortCode}`, -700]]);
  });

  test('with a charge: it is an expense of its own', async () => {
    await script({ result: { charge: '23', set: { DebitPartyCharges: 'Business Pay Bill Charge|KES|23.00' } } }, 'b2b');
    const p = await paid(toPaybill(), { api: 'b2b' });
    assert.equal(p.done.charge, 23);
    assert.deepEqual(await lines(p), [['expense/supplier', 700], [`mpesa/${jane.businessShortCode}`, -700], ['expense/mpesa_charges', 23],
      [`mpesa/${jane.businessShortCode}`, -23]]);
  });

  test('is found at the address of its own kind only', async () => {
    const p = await ask();
    assert.equal((await jane.call('GET', `/mpesa/b2b/${p.id}`)).status, 404);
    assert.equal((await jane.second.call('POST', `/mpesa/b2b/${p.id}/approve`, {})).status, 404);
    assert.equal((await row(p)).state, 'awaiting_approval');
    assert.ok(kinds.id((await now(p)).id));
  });
});
