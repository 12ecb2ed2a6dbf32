// Nobody knows yet: silence, time-outs, broken answers and forgeries. It is asked about, and never sent twice.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { failed, knock, succeeded } from '../world.mjs';
import { age, asked, ask, due, ends, landlord, postings, prompted, reversal, reversedSums, script, unscripted, verdicts, w } from './here.mjs';

describe('a reversal of which nobody knows', () => {
  let l;
  before(async () => { l = await landlord('Unclear'); });
  const sentFor = async (p) => (await w.requests('/mpesa/reversal')).filter((x) => x.fields.TransactionID === p.receipt).length;
  const given = async (p) => {
    assert.equal((await w.bill(p.h)).status, 'unpaid');
    assert.deepEqual(await postings(p), [{ kind: 'receive', mirrored: 1 }]);
    assert.equal(await sentFor(p), 1, 'it was sent once');
  };

  for (const [name, what] of [
    ['a lost result', { result: { mode: 'lose' } }],
    ['a malformed result', { result: { mode: 'malformed' } }],
    ['a notice of a time-out though it was done', { result: { mode: 'timeout', moves: true } }],
    ['an answer that never comes', { answer: { mode: 'reset' }, result: { mode: 'lose' } }],
    ['the firewall’s page, and no result', { answer: { mode: 'html' }, result: { mode: 'lose' } }],
    ['half an answer, and no result', { answer: { mode: 'cut' }, result: { mode: 'lose' } }],
    ['an unknown code that was a success', { result: { code: '9999', moves: true } }],
    ['trouble inside (17) that was a success', { result: { code: '17', moves: true } }]])
    test(`${name}: M-Pesa is asked, and says that it was reversed`, async () => {
      const p = await prompted(l, 120);
      await script('reversal', { times: 1, ...what });
      const r = await asked(l, p.receipt);
      await until(async () => { await due(r); return (await reversal(l, r)).status === 'success'; }, 'the word of Transaction Status', 30000);
      await given(p);
    });

  for (const [name, what] of [['spoiled by an error', { answer: { mode: 'error', status: 500, errorCode: '500.001.1001', errorMessage: 'Internal' , runAnyway: true } }],
    ['hung up on', { answer: { mode: 'reset' } }]])
    test(`an answer ${name} does not matter once the result comes`, async () => {
      const p = await prompted(l, 120);
      await script('reversal', { times: 1, ...what });
      await ends(l, await asked(l, p.receipt), 'success');
      await given(p);
    });

  test('a time-out of which nothing was done stays unknown until a person says so', async () => {
    const p = await prompted(l, 130);
    await script('reversal', { times: 1, result: { mode: 'timeout' } });
    const r = await asked(l, p.receipt), now = await ends(l, r, 'unknown');
    assert.deepEqual([now.verdict, now.moneyMoved, now.settled], ['timed_out', null, false]);
    assert.match(now.message, /may still have been done/);
    failed(await ask(l, p.receipt), 409, 'reversal_in_progress');
    await until(async () => { await due(r); return (await w.s.sql(`SELECT 1 FROM mpesa_request WHERE about_request_id = '${r.id}'
      AND state IN ('success', 'failed')`)).length > 0; }, 'the question about it');
    assert.equal((await reversal(l, r)).status, 'unknown', 'M-Pesa knows nothing of it, which proves nothing yet');
    assert.equal((await w.bill(p.h)).status, 'paid');
    const at = `/mpesa/reversals/${r.id}/resolve`;
    failed(await l.call('POST', at, { happened: 'maybe', note: 'Looked' }), 422, 'invalid_fields', 'happened');
    failed(await l.call('POST', at, { happened: 'no', note: 'Too early' }), 409, 'not_unknown');
    await age(r, 3700);
    const said = succeeded(await l.call('POST', at, { happened: 'no', note: 'The portal shows no reversal' }), 200);
    assert.deepEqual([said.status, said.verdict, said.moneyMoved], ['failed', 'person_said_no', false]);
    failed(await l.call('POST', at, { happened: 'yes', note: 'After all' }), 409, 'not_unknown');
    assert.equal((await w.bill(p.h)).status, 'paid');
    await ends(l, await asked(l, p.receipt), 'success');
    await until(async () => (await w.bill(p.h)).status === 'unpaid', 'the second request');
  });

  test('a person who saw it in the portal settles it with its code', async () => {
    const p = await prompted(l, 140);
    await script('reversal', { times: 1, result: { mode: 'lose' } });
    await script('transactionStatus', { result: { mode: 'lose' } });
    const r = await asked(l, p.receipt);
    await ends(l, r, 'unknown');
    await age(r, 7200);
    const { movements } = (await w.s.control('GET', `/movements?shortcode=${l.businessShortCode}`)).body;
    const own = movements.find((m) => m.reference === p.receipt || m.reverses === p.receipt);
    const code = own?.receipt ?? 'UKZZREVERS';
    const said = succeeded(await w.operator('POST', `/mpesa/reversals/${r.id}/resolve`,
      { landlordId: l.id, happened: 'yes', receipt: code, note: 'Seen in the portal' }), 200);
    assert.deepEqual([said.status, said.reversalReceipt], ['success', code]);
    await given(p);
    await unscripted();
  });

  test('what is forged, or about something else, only makes us ask', async () => {
    const p = await prompted(l, 160);
    await script('reversal', { times: 1, result: { mode: 'lose', moves: false } });
    const r = await asked(l, p.receipt);
    const sent = await until(async () => (await reversal(l, r)).conversationId && reversal(l, r), 'the answer');
    const body = (more = {}) => ({ Result: { ResultType: 0, ResultCode: 0, ResultDesc: 'Done', OriginatorConversationID: sent.originatorConversationId,
      ConversationID: sent.conversationId, TransactionID: 'UKLFORGED1', ...more } });
    assert.equal((await knock(`${w.s.url}/api/v1/mpesa/reversal/result`, body())).status, 200);
    assert.equal((await knock(`${w.s.url}/hooks/${'0'.repeat(64)}/result`, body())).status < 500, true);
    const fields = (await w.requests('/mpesa/reversal')).find((x) => x.fields.TransactionID === p.receipt).fields;
    await knock(fields.ResultURL, body({ ConversationID: 'AG_20261121_0000000000000000' }));
    await knock(fields.ResultURL, body({ ResultParameters: { ResultParameter: [{ Key: 'Amount', Value: 16 }] } }));
    await knock(fields.ResultURL, body({ ResultCode: '00' }));
    await knock(fields.ResultURL, '{"Result":');
    await until(async () => (await verdicts(r)).length >= 5, 'the verdicts');
    const judged = await verdicts(r);
    assert.ok(!judged.includes('posted'), judged.join());
    assert.equal((await w.bill(p.h)).status, 'paid');
    assert.deepEqual(await postings(p), [{ kind: 'receive', mirrored: 0 }]);
    assert.notEqual((await reversal(l, r)).status, 'success');
    await ends(l, r, 'unknown');
    await age(r, 7200);
    succeeded(await l.call('POST', `/mpesa/reversals/${r.id}/resolve`, { happened: 'no', note: 'Not in the portal' }), 200);
  });

  test('and our books agree with Safaricom’s', async () => {
    const sums = await reversedSums(l);
    assert.equal(sums.ours, sums.theirs);
  });
});
