// What RentEase asks by itself: about confirmations from addresses that are not listed, about payouts whose end is not known,
// and because of claims at the older addresses without a secret.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { knock, newPhone, newShortCode } from '../world.mjs';
import { answers, landlord, posted, questions, registered, send, STRANGER, tenant, tray, w } from './here.mjs';

const confirmation = (l, code, amount, account) => ({ TransactionType: 'Pay Bill', TransID: code, TransTime: '20261121101529',
  TransAmount: String(amount), BusinessShortCode: l.businessShortCode, BillRefNumber: account, InvoiceNumber: '', OrgAccountBalance: '',
  ThirdPartyTransID: '', MSISDN: '2547 ***** 126', FirstName: 'JANE' });

describe('a confirmation from an address that is not listed', () => {
  let l, url;
  before(async () => {
    l = await registered('Unlisted');
    url = (await w.requests('registerurl')).filter((r) => r.fields?.ShortCode === l.businessShortCode).at(-1).fields.ConfirmationURL;
  });
  const tell = (code, amount, account) => knock(url, confirmation(l, code, amount, account), { 'X-Forwarded-For': STRANGER });
  const verdicts = async (code) => (await w.s.sql(`SELECT verdict FROM hook_verdict WHERE receipt_no = '${code}' AND kind = 'confirmation'`))
    .map((r) => r.verdict);

  test('is asked about, and posted once with what its payer typed', async () => {
    const h = await tenant(l, 710), code = await send(l, 710, { script: { lose: true } });
    for (let i = 0; i < 2; i++) assert.equal((await tell(code, 710, h.lease.accountReference)).status, 200);
    await until(async () => (await w.bill(h)).status === 'paid', 'the posting');
    assert.deepEqual(await verdicts(code), ['waiting', 'waiting']);
    const rows = await posted(code);
    assert.deepEqual([rows.length, rows[0].channel, rows[0].how, rows[0].bill_ref, rows[0].lease_id],
      [1, 'status', 'account', h.lease.accountReference, h.lease.id]);
    assert.equal((await questions(code)).length, 1);
  });

  test('posts M-Pesa’s own amount, not the one it tells', async () => {
    const h = await tenant(l, 720), code = await send(l, 20, { script: { lose: true } });
    await tell(code, 720, h.lease.accountReference);
    await until(async () => (await posted(code)).length === 1, 'the posting');
    assert.equal((await w.bill(h)).paid, 20);
  });

  test('is asked about again when the answer was lost', async () => {
    const h = await tenant(l, 740), code = await send(l, 740, { script: { lose: true } });
    await answers({ mode: 'lose' });
    await tell(code, 740, h.lease.accountReference);
    await until(async () => (await w.bill(h)).status === 'paid', 'the posting', 40000);
    assert.equal((await questions(code)).length, 2);
  });

  test('that is made up posts nothing', async () => {
    const h = await tenant(l, 730);
    await tell('UKL3FAKE01', 730, h.lease.accountReference);
    await until(async () => (await w.s.sql("SELECT state FROM mpesa_request WHERE receipt_no = 'UKL3FAKE01'"))[0]?.state === 'failed', 'the answer');
    assert.deepEqual([await posted('UKL3FAKE01'), (await w.bill(h)).paid], [[], 0]);
  });

  test('says whose a code is that somebody else enters meanwhile', async () => {
    const [h, thief] = [await tenant(l, 750), await tenant(l, 755)];
    const code = await send(l, 755, { script: { lose: true } });
    await tell(code, 755, h.lease.accountReference);
    await until(async () => (await verdicts(code)).length === 1, 'the verdict');
    const answer = await thief.call('POST', `/bills/${thief.bill.id}/claim`, { code });
    assert.ok([202, 409].includes(answer.status), answer.text);
    await until(async () => (await w.bill(h)).paid === 755 || (await w.bill(h)).status === 'paid', 'the posting');
    assert.equal((await w.bill(thief)).paid, 0);
    assert.deepEqual(await tray(l).then((t) => t.filter((m) => m.mpesaReceiptNumber === code)), []);
  });
});

// A payout that a person has approved, as the pages write it.
async function payout(l, amount, more = {}) {
  const id = `hs${Math.random().toString(36).replace(/[^a-hjkmnp-tv-z0-9]/g, '').padEnd(14, '0').slice(0, 14)}`;
  await w.s.sql(`INSERT INTO mpesa_request (id, landlord_id, receiving_account_id, api, purpose, state, shortcode, command, amount_cents,
      party, party_kind, remarks, occasion, originator_id, requested_by, requested_at, decided_by, decided_at)
    SELECT '${id}', landlord_id, id, 'b2c', 'expense', 'pending', '${l.bulk}', 'BusinessPayment', ${amount * 100},
      '${more.phone ?? newPhone()}', 'phone', 'Test', 'Test', 'rentease-${id}',
      (SELECT person_id FROM member WHERE landlord_id = '${l.id}'), unixepoch(), (SELECT id FROM person WHERE phone = '254700000009'), unixepoch()
    FROM receiving_account WHERE landlord_id = '${l.id}' AND state = 'active'`);
  await knock(`${w.s.url}/api/v1/daraja/callback`, '{}'); // wakes the gateway
  return id;
}
const request = async (id) => (await w.s.sql(`SELECT * FROM mpesa_request WHERE id = '${id}'`))[0];
const job = (id) => until(async () => (await w.s.control('GET', `/jobs?id=rentease-${id}`)).body.jobs[0], 'the job');
const script = (api, result, times = 1) => w.s.control('PUT', `/scripts/${api}`, { times, result });

describe('a payout whose end is not known', () => {
  let l;
  before(async () => {
    l = await landlord('Pays Out');
    l.bulk = newShortCode();
    assert.equal((await w.s.control('PUT', `/organisations/${l.bulk}`, { kind: 'bulk' })).status, 200);
    await w.s.sql(`UPDATE receiving_account SET payout_shortcode = '${l.bulk}' WHERE landlord_id = '${l.id}'`);
  });

  for (const [what, result] of [['its result was lost', { mode: 'lose' }], ['it timed out, and was paid', { mode: 'timeout', moves: true }],
    ['its result was cut off', { mode: 'malformed' }]])
    test(`is asked about: ${what}`, async () => {
      await script('b2c', result);
      const id = await payout(l, 150);
      const end = await until(async () => { const r = await request(id); return r.state === 'success' && r; }, 'the end', 60000);
      const paid = await w.s.sql(`SELECT * FROM money_out WHERE request_id = '${id}'`);
      assert.deepEqual([paid.length, paid[0].amount_cents, end.sends], [1, 15000, 1]);
      const [{ n }] = await w.s.sql(`SELECT count(*) AS n FROM mpesa_request WHERE about_request_id = '${id}' AND purpose = 'check'`);
      assert.ok(n >= 1);
    });

  test('a claim without a secret only makes us ask', async () => {
    for (const [path, code] of [['/api/v1/mpesa/b2c/result', 0], ['/api/v1/mpesa/b2c/timeout', 1], ['/api/mpesa/b2b/result', '0']]) {
      await script('b2c', { mode: 'late', lateMs: 20000 });
      const id = await payout(l, 160), j = await job(id);
      await until(async () => (await request(id)).conversation_id, 'the acknowledgement');
      const body = { Result: { ResultType: 0, ResultCode: code, ResultDesc: 'x', OriginatorConversationID: `rentease-${id}`,
        ConversationID: (await request(id)).conversation_id, TransactionID: 'UKL3FAKE02', ResultParameters: { ResultParameter: [
          { Key: 'TransactionAmount', Value: 160 }, { Key: 'TransactionReceipt', Value: 'UKL3FAKE02' }] } } };
      assert.equal((await knock(w.s.url + path, body, { 'X-Forwarded-For': STRANGER })).status, 200);
      await until(async () => (await w.s.sql(`SELECT verdict FROM hook_verdict WHERE request_id = '${id}' AND kind = 'claim'`))[0]?.verdict === 'waiting',
        'the verdict');
      assert.deepEqual(await w.s.sql(`SELECT count(*) AS n FROM money_out WHERE receipt_no = 'UKL3FAKE02'`), [{ n: 0 }]);
      const end = await until(async () => { const r = await request(id); return r.state === 'success' && r; }, 'Daraja’s own word', 60000);
      assert.ok(end.result_receipt !== 'UKL3FAKE02' && j);
      const [asked] = await w.s.sql(`SELECT count(*) AS n FROM mpesa_request WHERE about_request_id = '${id}'`);
      assert.ok(asked.n >= 1, path);
    }
  });

  test('claims about nothing of ours, and floods of them, cost no question', async () => {
    await script('b2c', { mode: 'ok' });
    const id = await payout(l, 170);
    await until(async () => (await request(id)).state === 'success', 'the end');
    const claim = (of) => knock(`${w.s.url}/api/v1/mpesa/b2c/result`, { Result: { ResultType: 0, ResultCode: 2001, ResultDesc: 'x',
      OriginatorConversationID: of, ConversationID: 'AG_none', TransactionID: 'X' } }, { 'X-Forwarded-For': STRANGER });
    for (let i = 0; i < 12; i++) assert.equal((await claim(i % 2 ? `rentease-${id}` : 'nobody')).status, 200);
    await until(async () => (await w.s.sql(`SELECT count(*) AS n FROM hook_verdict WHERE request_id = '${id}' AND kind = 'claim'`))[0].n === 6, 'the verdicts');
    assert.deepEqual(await w.s.sql(`SELECT count(*) AS n FROM mpesa_request WHERE about_request_id = '${id}'`), [{ n: 0 }]);
    assert.equal((await request(id)).state, 'success');
    assert.equal((await w.s.sql("SELECT verdict FROM hook_verdict WHERE kind = 'claim' AND request_id IS NULL ORDER BY inbox_id DESC LIMIT 1"))[0].verdict,
      'unknown_claim');
  });
});
