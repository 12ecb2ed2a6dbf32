// However often it is asked for, and however often Daraja tells of it: one prompt, one posting.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failed, key, succeeded } from '../world.mjs';
import { jane, w } from './here.mjs';

describe('duplicates', () => {
  test('the same key is the same payment, another key in progress, another body a mistake', async () => {
    const h = await w.home(jane), k = key(), p = { ...succeeded(await w.initiate(h, {}, k), 202), h };
    assert.equal(succeeded(await w.initiate(h, {}, k), 200).id, p.id);
    assert.equal(failed(await w.initiate(h, {}, key()), 409, 'payment_in_progress').paymentId, p.id);
    failed(await w.initiate(h, { amount: 5 }, k), 422, 'idempotency_key_reused');
    await w.answerPhone(h.phone);
    await w.becomes(p, 'success');
    assert.deepEqual([succeeded(await w.initiate(h, {}, k), 200).id, (await w.pushes(h.phone)).length], [p.id, 1]);
    failed(await w.initiate(h, {}, key()), 409, 'bill_paid');
  });

  const ten = (start) => Promise.all(Array.from({ length: 10 }, start));

  test('ten at once with one key are one payment and one push', async () => {
    const h = await w.home(jane), k = key();
    await w.script(h.phone, w.auto());
    const answers = await ten(() => w.initiate(h, {}, k));
    assert.deepEqual(answers.map((a) => a.status).sort(), [...Array(9).fill(200), 202]);
    assert.equal(new Set(answers.map((a) => a.body.data.id)).size, 1);
    await w.becomes({ id: answers[0].body.data.id, h }, 'success');
    assert.equal((await w.pushes(h.phone)).length, 1);
  });

  test('ten at once with ten keys are one payment and one push', async () => {
    const h = await w.home(jane);
    await w.script(h.phone, w.auto({ handsetDelayMs: 1500 }));
    const answers = await ten(() => w.initiate(h, {}, key())), [won] = answers.filter((a) => a.status === 202);
    assert.deepEqual(answers.map((a) => a.status).sort(), [202, ...Array(9).fill(409)]);
    for (const a of answers.filter((x) => x.status === 409)) assert.equal(a.body.error.paymentId, won.body.data.id);
    await w.becomes({ id: won.body.data.id, h }, 'success');
    assert.equal((await w.pushes(h.phone)).length, 1);
  });

  test('a callback told three times is posted once', async () => {
    const h = await w.home(jane), p = await w.pay(h, w.auto({ callback: { copies: 3, gapMs: 50 } }));
    assert.deepEqual(await w.verdicts(p, 3), ['posted', 'known', 'known']);
    assert.equal(await w.posted(p), 1);
    assert.deepEqual((await w.ledger(h)).items.map((r) => r.kind), ['bill', 'receive']);
  });

  test('a hundred copies at once are posted once', async () => {
    const h = await w.home(jane), p = await w.pay(h, w.auto({ callback: { copies: 100 } }));
    const heard = await w.verdicts(p, 100);
    assert.deepEqual([heard.length, heard.filter((v) => v === 'posted').length, await w.posted(p)], [100, 1, 1]);
  });
});
