// A list comes in pages, in three shapes when it is empty, and may hold what is none of ours.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { asked, clear, ended, found, hasten, landlord, list, newest, posted, pulled, register, registered, row, rows, script, send,
  shown, slowly, standing, w } from './here.mjs';

describe('a pull', () => {
  let l;
  before(async () => {
    await slowly();
    l = await registered('Pages');
  });
  const offsets = async (of, since = 0) => (await asked(of)).slice(since).map((r) => r.fields.OffSetValue);

  test('asks page by page until one is empty', async () => {
    const first = await landlord('Five'), sent = [];
    await w.flags({ pullPage: 2 });
    for (let i = 0; i < 5; i++) sent.push((await send(first, `FIVE${i}`, 10 + i)).receipt);
    await register(first);
    const last = await until(async () => { const { lastPull } = await standing(first); return lastPull?.state === 'done' && lastPull; }, 'the pull');
    await w.flags({ pullPage: 100 });
    assert.deepEqual([last.rowsSeen, last.rowsNew], [5, 5]);
    assert.deepEqual(await offsets(first), ['0', '2', '4', '5']);
    for (const receipt of sent) assert.equal((await posted(receipt)).length, 1);
    assert.equal((await rows(first)).length, 5);
  });

  test('looks behind what it knows: a missed payment may stand after a hundred known ones', async () => {
    const behind = await registered('Behind'), known = [];
    for (let i = 0; i < 3; i++) known.push((await send(behind, `K${i}`, 20 + i)).receipt);
    assert.equal((await pulled(behind)).rowsNew, 3);
    const missed = await send(behind, 'MISSED', 5);
    await w.flags({ pullPage: 1 });
    const last = await pulled(behind);
    await w.flags({ pullPage: 100 });
    assert.deepEqual([last.rowsSeen, last.rowsNew, (await posted(missed.receipt)).length], [4, 1, 1]);
  });

  test('asks for two days first, then from an hour before the last good one', async () => {
    const [first] = await asked(l), eat = (text) => Date.parse(`${text.replace(' ', 'T')}+03:00`) / 1000;
    const now = first.at / 1000, from = eat(first.fields.StartDate);
    assert.ok(now - from > 47.5 * 3600 && now - from <= 48 * 3600, first.fields.StartDate);
    assert.ok(Math.abs(eat(first.fields.EndDate) - now) < 10, first.fields.EndDate);
    const { to } = (await standing(l)).lastPull;
    await pulled(l);
    const second = (await asked(l)).at(-1);
    assert.equal(eat(second.fields.StartDate), Date.parse(to) / 1000 - 3600);
    assert.equal(second.status, 200);
  });

  for (const shape of ['string', 'transaction', 'error'])
    test(`is none the worse for nothing (${shape})`, async () => {
      await w.flags({ pullNothing: shape });
      const last = await pulled(l);
      await w.flags({ pullNothing: 'string' });
      assert.deepEqual([last.state, last.rowsSeen, last.rowsNew, last.resultDesc], ['done', 0, 0, null]);
    });

  test('ends when a list ignores how far it was read, and counts what it holds twice once', async () => {
    const since = (await asked(l)).length, body = list(row({ transactionId: 'UKD0000001' }), row({ transactionId: 'UKD0000001' }),
      row({ transactionId: 'UKD0000002' }));
    await script('pullQuery', { answer: { body } });
    const last = await pulled(l);
    await clear('pullQuery');
    assert.deepEqual([last.state, last.rowsNew, await offsets(l, since)], ['done', 2, ['0', '3']]);
    for (const receipt of ['UKD0000001', 'UKD0000002']) assert.equal((await posted(receipt)).length, 1);
  });

  test('holds a receipt that is in the books with another amount, once', async () => {
    await shown(l, row({ transactionId: 'UKH0000001', amount: '100.00' }));
    await shown(l, row({ transactionId: 'UKH0000001', amount: '100.50' }));
    await shown(l, row({ transactionId: 'UKH0000001', amount: '100.50' }));
    assert.deepEqual((await rows(l)).filter((r) => r.receipt_no === 'UKH0000001').map((r) => [r.amount_cents, r.verdict]),
      [[10000, 'posted'], [10050, 'held']]);
    const [m] = await posted('UKH0000001');
    assert.equal(m.amount_cents, 10000);
    const holds = await w.s.sql("SELECT got_cents FROM hold WHERE receipt_no = 'UKH0000001'");
    assert.deepEqual(holds, [{ got_cents: 10050 }]);
  });

  test('does not take another landlord’s receipt for its own', async () => {
    const other = await registered('Theirs'), p = await send(other, 'HERS', 33);
    await pulled(other);
    await found(p.receipt);
    const last = await shown(l, row({ transactionId: p.receipt, amount: '33.00' }));
    assert.equal(last.rowsNew, 0);
    assert.deepEqual((await posted(p.receipt)).map((m) => m.landlord_id), [other.id]);
    assert.equal((await rows(l)).find((r) => r.receipt_no === p.receipt).verdict, 'held');
    assert.equal((await standing(l)).found.find((f) => f.mpesaReceiptNumber === p.receipt).paymentId, null);
  });

  test('leaves what is no customer’s money, or not readable, out of the books', async () => {
    const last = await shown(l, row({ transactionId: 'UKN0000001', transactiontype: 'b2b-business-transfer' }),
      row({ transactionId: 'UKN0000002', transactiontype: 'Organization To Organization Transfer' }),
      row({ transactionId: 'UKN0000003', amount: 'much' }), row({ transactionId: 'UKN0000004', amount: '-5' }),
      row({ transactionId: '' }), {}, null);
    assert.deepEqual([last.state, last.rowsNew], ['done', 0]);
    const of = Object.fromEntries((await rows(l)).map((r) => [r.receipt_no, r.verdict]));
    assert.deepEqual(['UKN0000001', 'UKN0000002', 'UKN0000003', 'UKN0000004'].map((r) => of[r]),
      ['not_expected', 'not_expected', 'unclear', 'unclear']);
    const [{ n }] = await w.s.sql("SELECT count(*) AS n FROM money_in WHERE receipt_no LIKE 'UKN%'");
    assert.equal(n, 0);
  });

  test('goes on after a restart where it stood', async () => {
    const cut = await registered('Cut'), sent = [];
    for (let i = 0; i < 3; i++) sent.push((await send(cut, `CUT${i}`, 40 + i)).receipt);
    const since = (await asked(cut)).length, before = (await newest(cut)).id;
    await w.flags({ pullPage: 2 });
    await script('pullQuery', { times: 1, answer: { delayMs: 1000 } });
    await hasten(cut);
    await until(async () => (await asked(cut)).length > since, 'the first page to be asked for');
    await script('pullQuery', { answer: { mode: 'hang' } });
    await until(async () => (await asked(cut)).length > since + 1, 'the second page to be asked for');
    await w.s.murder();
    const left = await newest(cut);
    assert.deepEqual([left.state, left.seen, left.fresh, left.id > before], ['asking', 2, 2, true]);
    await clear('pullQuery');
    await w.s.serve();
    const last = await ended(cut, before);
    await w.flags({ pullPage: 100 });
    assert.deepEqual([last.state, last.rowsSeen, last.rowsNew, await offsets(cut, since)], ['done', 3, 3, ['0', '2', '2', '3']]);
    assert.equal((await newest(cut)).id, left.id);
    for (const receipt of sent) assert.equal((await posted(receipt)).length, 1);
  });
});
