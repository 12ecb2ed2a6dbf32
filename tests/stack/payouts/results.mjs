// The result in every shape and at every time: late, twice, lost, before the answer, malformed, of another amount.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { approved, becomes, job, now, posted, row, script, toPaybill, toPhone, verdicts, w } from './here.mjs';

const body = (api) => (api === 'b2c' ? toPhone() : toPaybill());
const requests = async (p) => (await w.requests(`/${p.api}/`)).filter((r) => r.fields.ResultURL === p.url || r.fields.OriginatorConversationID === p.originatorConversationId);

describe('results', () => {
  for (const api of ['b2c', 'b2b']) {
    for (const mode of ['stringCodes', 'numberCodes', 'bareArray', 'escapedSlashes', 'duplicate', 'late']) {
      test(`of ${api}, ${mode}: paid once, with its receipt`, async () => {
        await script({ result: { mode, lateMs: 1000 } }, api);
        const p = await approved(body(api), { api }), done = await becomes(p, 'success');
        if (mode === 'duplicate') assert.deepEqual(await verdicts(p, 2), ['posted', 'known']);
        assert.match(done.mpesaReceiptNumber, /^[A-Z0-9]{10}$/);
        assert.equal((await posted(p)).length, 1);
      });
    }

    for (const mode of ['singleObject', 'dropParameters']) {
      test(`of ${api}, ${mode}: what it does not say is asked for, or not; it is paid once`, async () => {
        await script({ result: { mode } }, api);
        const p = await approved(body(api), { api });
        await becomes(p, 'success');
        assert.equal((await posted(p)).length, 1);
      });
    }

    test(`of ${api} before the answer: paid once, and the answer changes nothing`, async () => {
      await script({ result: { beforeAnswer: true } }, api);
      const p = await approved(body(api), { api });
      await becomes(p, 'success');
      await until(async () => (await now(p)).conversationId, 'the ids of the answer');
      assert.deepEqual([(await now(p)).status, (await posted(p)).length], ['success', 1]);
    });

    test(`of ${api} that is lost: asked about, and paid`, async () => {
      await script({ result: { mode: 'lose' } }, api);
      const p = await approved(body(api), { api }), done = await becomes(p, 'success');
      assert.match(done.mpesaReceiptNumber, /^[A-Z0-9]{10}$/);
      assert.equal((await posted(p)).length, 1);
      const steps = await w.s.sql(`SELECT to_state, cause FROM request_event WHERE request_id = '${p.id}' ORDER BY id`);
      assert.deepEqual(steps.map((s) => s.to_state), ['pending', 'sending', 'sent', 'unknown', 'success']);
      assert.equal(steps.at(-1).cause, 'query');
    });

    test(`of ${api}, malformed: nothing is posted for it; asked about, and paid`, async () => {
      await script({ result: { mode: 'malformed' } }, api);
      const p = await approved(body(api), { api });
      assert.equal((await verdicts(p))[0], 'malformed');
      await becomes(p, 'success');
      assert.equal((await posted(p)).length, 1);
    });

    test(`a timeout of ${api}, then the result: unknown first, then paid, sent once`, async () => {
      await script({ result: { mode: 'timeoutThenResult', lateMs: 1500 } }, api);
      const p = await approved(body(api), { api });
      const between = await becomes(p, (n) => ['unknown', 'success'].includes(n.status));
      if (between.status === 'unknown') assert.equal(between.moneyMoved, null);
      await becomes(p, 'success');
      assert.equal((await verdicts(p))[0], 'unclear');
      assert.equal((await posted(p)).length, 1);
    });

    test(`a timeout of ${api}, and nothing was done: never "failed" until Daraja says so`, async () => {
      await w.s.control('PUT', '/scripts/transactionStatus', { result: { mode: 'lose' } });
      await script({ result: { mode: 'timeout' } }, api);
      const p = await approved(body(api), { api }), seen = await becomes(p, 'unknown');
      assert.deepEqual([seen.moneyMoved, await posted(p)], [null, []]);
      await w.s.control('PUT', '/scripts/transactionStatus', {});
      assert.equal((await row(p)).state, 'unknown');
    });

    test(`of ${api} with another amount: held, not posted`, async () => {
      await w.s.control('PUT', '/scripts/transactionStatus', { result: { mode: 'lose' } });
      await script({ result: { set: api === 'b2c' ? { TransactionAmount: 5 } : { Amount: '5.00' } } }, api);
      const p = await approved(body(api), { api });
      assert.deepEqual(await verdicts(p), ['held']);
      assert.deepEqual([await posted(p), (await now(p)).mpesaReceiptNumber], [[], null]);
      const [hold] = await w.s.sql("SELECT * FROM hold WHERE reason = 'payout_amount' ORDER BY created_at DESC, rowid DESC LIMIT 1");
      assert.deepEqual([hold.expected_cents, hold.got_cents], [p.amount * 100, 500]);
      await w.s.control('PUT', '/scripts/transactionStatus', {});
      await becomes(p, 'success', "Daraja's own word on it");
    });

    test(`of ${api} with other ids: not believed until Daraja agrees`, async () => {
      await script({ result: { conversationId: 'AG_20261121_0000000000000000dead' } }, api);
      const p = await approved(body(api), { api });
      assert.equal((await verdicts(p))[0], 'waiting');
      await becomes(p, 'success');
      assert.equal((await posted(p)).length, 1);
    });
  }

  test('a refusal that comes again after the success changes nothing', async () => {
    const p = await approved();
    const done = await becomes(p, 'success');
    const url = (await job(done)).callbacks[0].url;
    await w.s.control('POST', '/callback', { url, body: JSON.stringify({ Result: { ResultType: 0, ResultCode: 2001, ResultDesc: 'x',
      OriginatorConversationID: done.originatorConversationId, ConversationID: done.conversationId, TransactionID: 'UK30000000' } }) });
    assert.deepEqual(await verdicts(p, 2), ['posted', 'contradicts']);
    assert.equal((await now(p)).status, 'success');
  });
});
