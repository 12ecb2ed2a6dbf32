// What somebody else sends: to a made-up secret, to the addresses without one, from an address that is not on the list.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { begin, knock, succeeded } from '../world.mjs';
import { approved, becomes, now, posted, row, script, toPhone, unscript, verdicts, w } from './here.mjs';

const good = (p, more = {}) => ({ Result: { ResultType: 0, ResultCode: 0, ResultDesc: 'The service request is processed successfully.',
  OriginatorConversationID: p.originatorConversationId, ConversationID: p.conversationId, TransactionID: 'UKF0RGED01',
  ResultParameters: { ResultParameter: [{ Key: 'TransactionAmount', Value: p.amount }, { Key: 'TransactionReceipt', Value: 'UKF0RGED01' }] },
  ...more } });
const newest = async () => (await w.s.sql('SELECT verdict, kind FROM hook_verdict ORDER BY inbox_id DESC LIMIT 1'))[0];

// Taken by Daraja, and nothing heard of it, by no way.
async function silent() {
  await w.s.control('PUT', '/scripts/transactionStatus', { result: { mode: 'lose' } });
  await script({ result: { mode: 'timeout' } });
  const p = await approved();
  await becomes(p, 'unknown');
  return now(p).then((n) => ({ ...p, ...n }));
}
const ended = () => unscript('transactionStatus');

describe('forged', () => {
  test('to a secret that nobody has: kept, and nothing follows', async () => {
    const p = await silent(), before = (await w.s.sql('SELECT count(*) AS n FROM hook_verdict'))[0].n;
    const answer = await knock(`${w.s.url}/hooks/${randomBytes(24).toString('hex')}/result`, good(p));
    assert.ok([200, 404].includes(answer.status), `${answer.status}`);
    assert.deepEqual([(await now(p)).status, await posted(p)], ['unknown', []]);
    assert.equal((await w.s.sql(`SELECT count(*) AS n FROM hook_verdict WHERE request_id = '${p.id}'`))[0].n, (await verdicts(p)).length);
    assert.ok((await w.s.sql('SELECT count(*) AS n FROM hook_verdict'))[0].n >= before);
    await ended();
  });

  test('to the addresses without a secret: waits for Daraja, and posts nothing by itself', async () => {
    const p = await silent();
    for (const path of ['/api/v1/mpesa/b2c/result', '/api/v1/mpesa/b2c/timeout'])
      assert.equal((await knock(w.s.url + path, good(p))).status, 200, path);
    const heard = await verdicts(p, 3);
    assert.deepEqual(heard.slice(-2), ['waiting', 'waiting']);
    assert.deepEqual([(await now(p)).status, await posted(p)], ['unknown', []]);
    await ended();
  });

  test('about no request of ours: kept as such', async () => {
    assert.equal((await knock(`${w.s.url}/api/v1/mpesa/b2c/result`, good({ originatorConversationId: 'nobody-1', conversationId: 'AG_nobody', amount: 10 }))).status, 200);
    await until(async () => (await newest())?.verdict === 'unknown_claim', 'the verdict');
  });

  test("of another request's ids, at this one's address: nothing is posted for either", async () => {
    const [p, q] = [await silent(), await silent()];
    const [request] = (await w.requests('/b2c/')).filter((r) => r.fields.OriginatorConversationID === p.originatorConversationId);
    await knock(request.fields.ResultURL, good(q));
    const heard = await verdicts(p, 2);
    assert.equal(heard.at(-1), 'waiting');
    assert.deepEqual([await posted(p), await posted(q)], [[], []]);
    await ended();
  });

  test('from an address that is not on the list: Daraja is asked first', async () => {
    const other = await begin({ env: { DARAJA_CALLBACK_IPS: '196.201.212.0/24' } });
    try {
      const l = await other.newLandlord('Listed');
      succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { businessType: 'paybill', businessShortCode: '623456', businessName: 'Listed' }), 200);
      succeeded(await other.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
      await other.s.control('PUT', '/organisations/623457', { kind: 'bulk' });
      await other.s.sql("UPDATE receiving_account SET payout_shortcode = '623457'");
      const p = succeeded(await l.call('POST', '/mpesa/b2c', toPhone()), 202);
      succeeded(await other.operator('POST', `/mpesa/b2c/${p.id}/approve?landlordId=${l.id}`, {}), 200);
      const [first] = await until(async () => {
        const all = await other.s.sql(`SELECT verdict FROM hook_verdict WHERE request_id = '${p.id}' ORDER BY inbox_id`);
        return all.length && all;
      }, 'the result');
      assert.equal(first.verdict, 'waiting');
      assert.equal((await other.s.sql('SELECT count(*) AS n FROM money_out'))[0].n, 0);
    } finally {
      await other.s.stop();
    }
  });

  test('rows of the audit and of the request are not touched by any of it', async () => {
    const p = await silent();
    await knock(`${w.s.url}/api/v1/mpesa/b2c/result`, good(p));
    await verdicts(p, 2);
    assert.deepEqual([(await row(p)).result_receipt, (await row(p)).state], [null, 'unknown']);
    await ended();
  });
});
