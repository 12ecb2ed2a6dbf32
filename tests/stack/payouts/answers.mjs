// The answer to the request itself: refusals, errors that say that nothing was taken, and none at all.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { approved, becomes, posted, script, toPaybill, toPhone, unscript, w } from './here.mjs';

const error = (status, errorCode, errorMessage) => ({ mode: 'error', status, errorCode, errorMessage });
const sent = async (p) => (await w.requests(`/${p.api}/`)).filter((r) =>
  p.api === 'b2c' ? r.fields.PartyB === p.phoneNumber : r.fields.AccountReference === p.accountReference);
let last = 1000;
const body = (api) => (api === 'b2c' ? toPhone() : toPaybill({ accountReference: `A${++last}` }));

const refused = [[400, '400.002.02', 'Bad Request - Invalid Amount'], [400, '400.002.05', 'Invalid Request Payload'],
  [401, '401.003.01', 'Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found'],
  [404, '404.001.01', 'Resource not found'], [405, '405.001', 'Method Not Allowed'],
  [500, '500.001.1001', 'Merchant Not Allowed To Carry Out Transaction Type']];
const busy = [[429, undefined], [500, '500.003.02', 'System is busy'], [500, '500.003.03', 'Quota Violation']];
const tokens = [[404, '404.001.03', 'Invalid Access Token'], [401, '401.002.01', 'Error Occurred - Invalid Access Token - x'],
  [400, '400.003.01', 'Invalid Access Token']];
const silent = [{ mode: 'cut' }, { mode: 'html' }, { mode: 'empty' }, { mode: 'blank' }, { mode: 'reset' }, { mode: 'soap' },
  error(500, '500.002.1001', 'System internal error.')];

describe('answers', () => {
  for (const api of ['b2c', 'b2b']) {
    test(`that refuse ${api} end it at once, and it is not sent again`, async () => {
      for (const [status, code, message] of refused) {
        await script({ answer: error(status, code, message) }, api);
        const p = await approved(body(api), { api }), now = await becomes(p, 'failed', `${api} ${code}`);
        assert.deepEqual([now.moneyMoved, (await sent(p)).length, await posted(p)], [false, 1, []], code);
        assert.ok(now.message.length > 20, code);
      }
    });

    test(`"too busy" to ${api} is waited out; it is sent again with the same OriginatorConversationID, and paid once`, async () => {
      for (const [status, code, message] of busy) {
        await script({ answer: code ? error(status, code, message) : { mode: 'fault429' } }, api);
        const p = await approved(body(api), { api });
        await becomes(p, 'success', `${api} ${code ?? 429}`);
        const all = await sent(p);
        assert.deepEqual(all.map((r) => r.status), [status, 200]);
        if (api === 'b2c') assert.equal(new Set(all.map((r) => r.fields.OriginatorConversationID)).size, 1);
        assert.equal((await posted(p)).length, 1);
      }
    });

    test(`a token that ended does not end ${api}: one new token, the same OriginatorConversationID`, async () => {
      for (const [status, code, message] of tokens) {
        await script({ answer: error(status, code, message) }, api);
        const p = await approved(body(api), { api });
        await becomes(p, 'success', code);
        const all = await sent(p);
        assert.deepEqual(all.map((r) => r.status), [status, 200]);
        if (api === 'b2c') assert.equal(new Set(all.map((r) => r.fields.OriginatorConversationID)).size, 1);
      }
    });

    test(`that say nothing about ${api}: never sent twice; the result, when it comes, tells`, async () => {
      for (const answer of silent) {
        await script({ answer: { ...answer, runAnyway: true } }, api);
        const p = await approved(body(api), { api });
        await becomes(p, 'success', JSON.stringify(answer));
        assert.deepEqual([(await sent(p)).length, (await posted(p)).length], [1, 1], JSON.stringify(answer));
      }
    });

    test(`that say nothing about ${api}, and no result either: asked about; nothing is posted, nothing sent again`, async () => {
      await w.s.control('PUT', '/scripts/transactionStatus', { result: { mode: 'lose' } });
      for (const answer of silent.slice(0, 3)) {
        await script({ answer: { ...answer, runAnyway: false } }, api);
        const p = await approved(body(api), { api }), now = await becomes(p, 'unknown', JSON.stringify(answer));
        assert.match(now.message, /Do not send it again|asking/);
        assert.deepEqual([now.moneyMoved, (await sent(p)).length, await posted(p)], [null, 1, []]);
      }
      await unscript('transactionStatus');
    });
  }

  test('that never come: unknown after its time, sent once, and the late result is believed', async () => {
    await script({ answer: { mode: 'hang' }, result: { mode: 'late', lateMs: 3000 } });
    const p = await approved();
    await becomes(p, 'success');
    assert.deepEqual([(await sent(p)).length, (await posted(p)).length], [1, 1]);
  });

  test('"duplicate" of a request that was paid: looked up, not failed', async () => {
    await script({ answer: { ...error(500, '500.002.1001', 'Duplicate OriginatorConversationID.'), runAnyway: true }, result: { mode: 'lose' } });
    const p = await approved();
    await becomes(p, 'unknown');
    await becomes(p, 'success', 'what Transaction Status says');
    await until(async () => (await posted(p)).length === 1, 'the posting');
    assert.equal((await sent(p)).length, 1);
  });
});
