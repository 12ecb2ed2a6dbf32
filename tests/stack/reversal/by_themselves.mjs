// Safaricom takes a payment back by itself and tells nobody: by whichever way we learn of it, the books follow, once.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { failed } from '../world.mjs';
import { ask, asked, direct, ends, landlord, postings, prompted, reversedSums, w } from './here.mjs';

describe('a reversal by Safaricom', () => {
  let l;
  before(async () => { l = await landlord('Silent'); });
  const takeBack = async (m) => assert.equal((await w.s.control('POST', '/reversals', { receipt: m.receipt })).status, 200);

  test('is learned when we ask for one: “reversed before”', async () => {
    for (const m of [await prompted(l, 310), await direct(l, 'NOBODY', 45)]) {
      await takeBack(m);
      const r = await ends(l, await asked(l, m.receipt), 'failed');
      assert.deepEqual([r.verdict, r.resultCode, r.moneyMoved, r.canRetry], ['already_reversed', 'R000001', false, false]);
      assert.match(r.message, /given back already/);
      assert.deepEqual(await postings(m), [{ kind: 'receive', mirrored: 1 }]);
      if (m.h) assert.deepEqual([(await w.bill(m.h)).status, (await w.status(m)).status], ['unpaid', 'reversed']);
      failed(await ask(l, m.receipt), 409, 'already_reversed');
    }
  });

  // A question of a person's (rent/enquiry.h), as the row that asks it; what came of it.
  let asks = 0;
  async function question(receipt) {
    const id = `question${String(++asks).padStart(8, '0')}`;
    await w.s.sql(`INSERT INTO mpesa_request (id, landlord_id, receiving_account_id, api, purpose, state, shortcode, receipt_no, remarks,
      occasion, originator_id, requested_at) SELECT '${id}', landlord_id, id, 'status', 'person', 'pending', shortcode, '${receipt}',
      'Status', 'check', 'rentease-${id}', unixepoch() FROM receiving_account WHERE landlord_id = '${l.id}' AND state = 'active'`);
    const [report] = await until(async () => {
      const rows = await w.s.sql(`SELECT state FROM status_report WHERE request_id = '${id}'`);
      return rows.length && rows;
    }, 'the answer to the question', 30000);
    return report.state;
  }

  test('is learned by Transaction Status of its code', async () => {
    for (const m of [await prompted(l, 320), await direct(l, 'NOBODY', 46)]) {
      assert.equal(await question(m.receipt), 'completed');
      assert.deepEqual(await postings(m), [{ kind: 'receive', mirrored: 0 }]);
      await takeBack(m);
      for (const time of ['first', 'second']) {
        assert.equal(await question(m.receipt), 'reversed', time);
        assert.deepEqual(await postings(m), [{ kind: 'receive', mirrored: 1 }]);
      }
      if (m.h) assert.deepEqual([(await w.bill(m.h)).status, (await w.status(m)).status], ['unpaid', 'reversed']);
      failed(await ask(l, m.receipt), 409, 'already_reversed');
    }
  });

  test('and our books agree with Safaricom’s', async () => {
    assert.deepEqual(await reversedSums(l), { ours: 721, theirs: 721 });
  });
});
