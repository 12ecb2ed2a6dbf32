// What differs is told with its amounts, code and day, and what to do; it closes itself when it is gone.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newPhone, shaped } from '../world.mjs';
import { differs, found, latest, lists, ready, send, w } from './here.mjs';

describe('what differs', () => {
  let l;
  before(async () => { l = await ready('Differs'); });

  test('an amount that M-Pesa lists otherwise', async () => {
    const p = await send(l, 'NOBODY', 500);
    await found(p.receipt);
    await lists(l, p.receipt, 45000);
    const d = await differs(l, 'amount');
    shaped(d, { id: 'id', kind: 'text', status: 'text', message: 'text', next: 'text', shortCode: 'text?', books: 'money?', mpesa: 'money?',
      code: 'text?', at: 'time?', target: 'text?', targetId: 'text?', firstSeenAt: 'time', lastSeenAt: 'time', resolvedAt: 'time?',
      explainedAt: 'time?', explainedBy: 'text?', reason: 'text?' });
    assert.deepEqual([d.books, d.mpesa, d.code, d.target], [500, 450, p.receipt, 'payment']);
    for (const part of [p.receipt, '500', '450', new Date(Date.parse(d.at) + 3 * 3600e3).toISOString().slice(0, 10)])
      assert.ok(d.message.includes(part), d.message);
    assert.equal((await latest(l)).status, 'differs');
    await w.s.sql(`DELETE FROM pulled_row WHERE receipt_no = '${p.receipt}' AND amount_cents = 45000`);
    assert.ok((await differs(l, 'amount', 'resolved')).resolvedAt);
  });

  test('money that only M-Pesa has', async () => {
    await lists(l, 'UKX7MISSED', 90000, 3600, 'error');
    const d = await differs(l, 'missing');
    assert.deepEqual([d.books, d.mpesa, d.code], [null, 900, 'UKX7MISSED']);
    await w.s.sql("DELETE FROM pulled_row WHERE receipt_no = 'UKX7MISSED'");
    await differs(l, 'missing', 'resolved');
  });

  test('the same paid twice', async () => {
    const phone = newPhone(), lost = { phone, script: { lose: true } };
    const [a, b] = [await send(l, 'NOBODY', 320, lost), await send(l, 'NOBODY', 320, lost)];
    await found(a.receipt);
    await found(b.receipt);
    const d = await differs(l, 'twice');
    assert.equal(d.books, 320);
    assert.ok(d.message.includes(a.receipt) && d.message.includes(b.receipt), d.message);
  });
});
