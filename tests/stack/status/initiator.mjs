// Without an initiator, with one that M-Pesa refuses, and with a right one again: nobody is told anything untrue, and RentEase
// does not lock it by asking on.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sleep, until } from '../stack.mjs';
import { failed, knock } from '../world.mjs';
import { asked, claimed, enter, posted, questions, registered, send, STRANGER, tenant, w } from './here.mjs';

const PASSWORD = 'Safaricom999!';
async function settle(more) {
  await w.s.halt();
  await w.s.configure(more);
  await w.s.serve();
}

describe('the initiator', () => {
  let l, url, h;
  before(async () => {
    l = await registered('Initiators');
    h = await tenant(l, 8000);
    url = (await w.requests('registerurl')).filter((r) => r.fields?.ShortCode === l.businessShortCode).at(-1).fields.ConfirmationURL;
  });
  after(() => settle({ DARAJA_INITIATOR_PASSWORD: PASSWORD }));
  const tell = (code, amount, account) => knock(url, { TransactionType: 'Pay Bill', TransID: code, TransTime: '20261121101529',
    TransAmount: String(amount), BusinessShortCode: l.businessShortCode, BillRefNumber: account, MSISDN: '2547 ***** 126', FirstName: 'JANE' },
    { 'X-Forwarded-For': STRANGER });
  const waits = (code) => until(async () => (await w.s.sql(`SELECT verdict FROM hook_verdict WHERE receipt_no = '${code}'`))[0], 'the verdict');
  const refused = async () => (await w.requests('transactionstatus')).filter((r) => r.fields?.PartyA === l.businessShortCode).length;

  test('missing: nobody can ask, nothing leaves, and the landlord reads why', async () => {
    await settle({ DARAJA_INITIATOR_PASSWORD: '' });
    const code = await send(l, 8000, { phone: h.phone, script: { lose: true } });
    const end = await claimed(h, code);
    assert.deepEqual([end.finding, end.status, end.canRetry], ['cannot_ask', 'failed', true]);
    assert.match(end.message, /Please show it to him/);
    assert.match((await asked(l.call, { receipt: code })).message, /No initiator is set up/);
    assert.deepEqual([await questions(code), await posted(code)], [[], []]);
  });

  test('back again: what waited is asked about by itself, and codes are found', async () => {
    const g = await tenant(l, 8100), code = await send(l, 8100, { script: { lose: true } });
    await tell(code, 8100, g.lease.accountReference);
    await waits(code);
    await until(async () => (await w.s.sql(`SELECT verdict FROM mpesa_request WHERE receipt_no = '${code}'`))[0]?.verdict === 'initiator_missing',
      'the attempt');
    await settle({ DARAJA_INITIATOR_PASSWORD: PASSWORD });
    await until(async () => (await w.bill(g)).status === 'paid', 'the posting', 30000);
    assert.equal((await posted(code)).length, 1);
    assert.equal((await claimed(h, await send(l, 800, { phone: h.phone, script: { lose: true } }))).finding, 'credited');
  });

  test('refused: told once, and not asked again by ourselves or for tenants', async () => {
    await settle({ DARAJA_INITIATOR_PASSWORD: 'Wrong999!' });
    const before_ = await refused(), code = await send(l, 300, { phone: h.phone, script: { lose: true } });
    assert.equal((await claimed(h, code)).finding, 'cannot_ask');
    assert.equal(await refused(), before_ + 1);
    const g = await tenant(l, 8200), waiting = await send(l, 8200, { script: { lose: true } });
    await tell(waiting, 8200, g.lease.accountReference);
    await waits(waiting);
    failed(await enter(g, code), 409, 'cannot_ask');
    await sleep(11000); // longer than two of the gateway's rounds
    assert.equal(await refused(), before_ + 1, 'one wrong password, and no more');
    assert.deepEqual(await posted(waiting), []);

    await settle({ DARAJA_INITIATOR_PASSWORD: PASSWORD });
    failed(await enter(g, code), 409, 'cannot_ask');
    assert.equal((await asked(l.call, { receipt: code })).finding, 'answered', 'the landlord looks one up, and it works');
    await until(async () => (await w.bill(g)).status === 'paid', 'what waited', 30000);
    assert.equal((await posted(waiting)).length, 1);
  });
});
