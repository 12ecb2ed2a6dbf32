// What was lost on its way is found, and then all agrees.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { compared, differences, found, ready, send, w } from './here.mjs';

const today = () => new Date(Date.now() + 3 * 3600e3).toISOString().slice(0, 10);

describe('what was lost', () => {
  let l;
  before(async () => { l = await ready('Found'); });

  test('all agrees when nothing has happened', async () => {
    const now = await compared(l);
    assert.deepEqual([now.status, now.open, now.payments], ['agrees', 0, 0]);
    assert.ok(['person', 'clock'].includes(now.cause));
    assert.deepEqual(await differences(l), []);
  });

  test('a confirmation that nobody brought is pulled, and stands on both sides of its day', async () => {
    const p = await send(l, 'NOBODY', 61);
    await found(p.receipt);
    const now = await compared(l), day = now.days.find((d) => d.date === today() && d.shortCode === l.businessShortCode);
    assert.equal(now.status, 'agrees');
    assert.deepEqual([day.direct, day.prompts, day.listed], [61, 0, 61]);
    assert.deepEqual([now.payments, now.received, now.listed], [1, 61, 61]);
  });

  test('so is a prompt whose callback was lost', async () => {
    const h = await w.newBooks(l, 'F1', 75);
    const p = await w.pay(h, w.auto({ callback: { lose: true } }));
    const done = await w.becomes(p, (now) => now.status === 'success' && now.mpesaReceiptNumber);
    const now = await compared(l), day = now.days.find((d) => d.date === today());
    assert.equal(now.status, 'agrees', JSON.stringify(await differences(l)));
    assert.equal(day.prompts, 75);
    assert.ok(done.mpesaReceiptNumber);
  });

  test('31 days are told, newest first', async () => {
    const { days } = await compared(l);
    assert.equal(days.length, 31);
    assert.ok(days.every((d, i) => i === 0 || d.date < days[i - 1].date));
    assert.ok(days.every((d) => ['agrees', 'lower', 'higher', 'unknown', null].includes(d.balanceStatus)));
  });
});
