// Every result code of daraja.md 17.1 that money out can bring, for B2C and for B2B: surely not paid, or not known.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { approved, becomes, posted, row, script, toPaybill, toPhone, unscript, verdicts, w } from './here.mjs';

const both = ['1', '2', '3', '4', '5', '6', '7', '8', '11', '12', '13', '14', '18', '20', '21', '24', '25', '26', '29', '2001', '2006', '2007',
  '2020', '2028', '2040', '2043', '2051', '2202', '8006', 'SFC_IC0003'];
const refusals = { b2c: [...both, 'R002', 'R003'], b2b: [...both, '1005'] };
// Among them those that a careless reader takes for 0.
const unclear = ['15', '17', '2029', '77777', '1005x', '00', '0.0', ' 0', '0x0', '-0', 'null', '1e0'];

describe('result codes', () => {
  for (const [api, codes] of Object.entries(refusals)) {
    test(`of ${api} that mean "not paid" are told in words; nothing is posted`, async () => {
      for (const code of codes) {
        await script({ result: { code } }, api);
        const p = await approved(api === 'b2c' ? toPhone() : toPaybill(), { api }), now = await becomes(p, 'failed', `${api} ${code}`);
        assert.deepEqual([now.moneyMoved, now.resultCode, now.mpesaReceiptNumber], [false, code, null], `${api} ${code}`);
        assert.ok(now.message.length > 20 && !now.message.includes(code), `${code} is told in words`);
        assert.deepEqual([await posted(p), (await verdicts(p))[0]], [[], 'declined']);
        // The next payout is a person's own doing: an initiator that was refused does not stop it.
      }
    });
  }

  for (const api of ['b2c', 'b2b']) {
    test(`of ${api} that are not clear post nothing, fail nothing, and are asked about`, async () => {
      await w.s.control('PUT', '/scripts/transactionStatus', { result: { mode: 'lose' } });
      for (const code of unclear) {
        await script({ result: { code } }, api);
        const p = await approved(api === 'b2c' ? toPhone() : toPaybill(), { api });
        const [verdict] = await verdicts(p), now = await becomes(p, (n) => n.status !== 'pending');
        assert.ok(['unclear', 'malformed'].includes(verdict), `${code} is ${verdict}`);
        assert.deepEqual([now.status, now.moneyMoved, await posted(p)], ['unknown', null, []], `${api} ${code}`);
        assert.ok((await row(p)).next_check_at, `${code} is asked about`);
      }
      await unscript('transactionStatus');
    });
  }

  test('of one that is not clear, and of which Daraja says that it was paid: paid, with the receipt', async () => {
    await script({ result: { code: '17', moves: true } });
    const p = await approved();
    await becomes(p, 'unknown');
    const done = await becomes(p, 'success', 'the answer of Transaction Status');
    assert.match(done.mpesaReceiptNumber, /^[A-Z0-9]{10}$/);
    await until(async () => (await posted(p)).length === 1, 'the posting');
  });
});
