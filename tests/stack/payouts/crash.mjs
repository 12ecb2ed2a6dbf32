// kill -9 of the gateway between the commit and the answer: what was being sent is never sent again, and is found out.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { approved, becomes, jane, posted, row, script, toPaybill, toPhone, w } from './here.mjs';

async function killGateway() {
  const [old] = await w.s.pids('gateway');
  process.kill(old, 'SIGKILL');
  await until(async () => (await w.s.pids('gateway')).some((p) => p !== old), 'another gateway', 10000);
}
const sent = async (p) => (await w.requests(`/${p.api}/`)).filter((r) => r.fields.OriginatorConversationID === p.originatorConversationId
  || (p.api === 'b2b' && r.fields.AccountReference === p.accountReference));

describe('a gateway killed', () => {
  for (const [api, body] of [['b2c', () => toPhone()], ['b2b', () => toPaybill({ accountReference: `K${Date.now() % 1e9}` })]]) {
    test(`while ${api} waits for its answer: sent once, asked about, and paid`, async () => {
      await script({ answer: { mode: 'ok', delayMs: 4000 }, result: { delayMs: 1000 } }, api);
      const p = await approved(body(), { api });
      await until(async () => (await row(p)).state === 'sending' && (await sent(p)).length === 1, 'the request');
      await killGateway();
      await becomes(p, 'success');
      assert.deepEqual([(await sent(p)).length, (await posted(p)).length], [1, 1]);
    });
  }

  test('before it has sent: sent once by the next one', async () => {
    const [gateway] = await w.s.pids('gateway');
    process.kill(gateway, 'SIGSTOP');
    const p = await approved();
    assert.equal((await row(p)).state, 'pending');
    await killGateway();
    await becomes(p, 'success');
    assert.deepEqual([(await sent(p)).length, (await posted(p)).length], [1, 1]);
  });

  test('leaves sound books', async () => {
    const verified = await w.s.rentease(['verify']);
    assert.equal(verified.status, 0, verified.stdout + verified.stderr);
  });

  test('and v1 of B2C, which has no OriginatorConversationID of ours, is sent once and settled all the same', async () => {
    await w.s.configure({ DARAJA_B2C_VERSION: 'v1' });
    await w.s.halt();
    await w.s.serve();
    const p = await approved(toPhone());
    const done = await becomes(p, 'success');
    const [request, ...more] = (await w.requests('/b2c/v1/')).filter((r) => r.fields.PartyB === p.phoneNumber);
    assert.deepEqual([more.length, request.fields.OriginatorConversationID], [0, undefined]);
    assert.match(done.mpesaReceiptNumber, /^[A-Z0-9]{10}$/);
    await script({ result: { mode: 'lose' } });
    const lost = await approved(toPhone({ remarks: 'Lost on the way' }));
    await becomes(lost, 'success');
    assert.equal((await posted(lost)).length, 1);
    assert.equal(jane.bulk, done.businessShortCode);
  });
});
