// A balance that does not move as the books do.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { succeeded } from '../world.mjs';
import { differs, found, latest, ready, script, send, w } from './here.mjs';

describe('a balance', () => {
  let l;
  before(async () => {
    l = await ready('Balanced');
    await w.flags({ resultDelayMs: 20 });
  });

  // M-Pesa tells this; what it told before is then an hour older.
  async function told(working, who = l) {
    await w.s.sql(`UPDATE mpesa_request SET requested_at = requested_at - 3600, sent_at = sent_at - 3600, completed_at = completed_at - 3600
      WHERE landlord_id = '${who.id}' AND api = 'balance'`);
    await script('accountBalance', { times: 1, result: { set: { AccountBalance:
      `Working Account|KES|${working}.00|${working}.00|0.00|0.00&Charges Paid Account|KES|0.00|0.00|0.00|0.00` } } });
    const { id } = succeeded(await who.call('POST', '/mpesa/balance', {}), 202);
    await until(async () => {
      const now = succeeded(await who.call('GET', '/mpesa/balance/latest'), 200);
      return now.id === id && now.status === 'success';
    }, 'the balance');
  }
  const today = async (who = l) => (await latest(who)).days[0];

  test('that stays as it was agrees', async () => {
    await told(5000);
    assert.equal((await today()).balanceStatus, null, 'one check tells nothing');
    await told(5000);
    assert.equal((await today()).balanceStatus, 'agrees');
  });

  test('that is lower than the books say is told, with how much', async () => {
    await told(3800);
    const d = await differs(l, 'balance_lower');
    assert.deepEqual([d.books, d.mpesa, d.target], [0, -1200, 'balance']);
    assert.match(d.message, /1,200 too little/);
    const day = await today();
    assert.deepEqual([day.balanceStatus, day.balance, day.balanceGap], ['lower', 3800, -1200]);
    succeeded(await l.call('POST', `/reconcile/differences/${d.id}/explain`, { reason: 'Moved to Equity Bank' }), 200);
    await differs(l, 'balance_lower', 'explained');
  });

  test('that is higher is told until the payment is found', async () => {
    await told(4000);
    const d = await differs(l, 'balance_higher');
    assert.equal(d.mpesa - d.books, 200);
    await w.s.sql(`UPDATE mpesa_request SET completed_at = completed_at - 1800, sent_at = sent_at - 1800, requested_at = requested_at - 1800
      WHERE landlord_id = '${l.id}' AND api = 'balance' AND sent_at < unixepoch() - 3000`);
    await w.s.sql(`UPDATE mpesa_request SET completed_at = completed_at + 900, sent_at = sent_at + 900 WHERE id IN (SELECT request_id FROM
      balance_check ORDER BY rowid DESC LIMIT 1)`);
    const p = await send(l, 'NOBODY', 200); // it was paid before the last check
    await found(p.receipt);
    assert.ok((await differs(l, 'balance_higher', 'resolved')).resolvedAt);
  });

  test('with an account that is not told tells nothing', async () => {
    const other = await ready('Silent');
    await told(5000, other);
    await told(4000, other);
    await differs(other, 'balance_lower');
    await w.s.sql(`UPDATE balance_figure SET current_cents = NULL, available_cents = NULL WHERE kind = 'working' AND request_id =
      (SELECT id FROM mpesa_request WHERE landlord_id = '${other.id}' AND api = 'balance' ORDER BY requested_at DESC LIMIT 1)`);
    const day = await today(other);
    assert.deepEqual([day.balance, day.balanceStatus, day.balanceGap], [null, 'unknown', 0]);
    await differs(other, 'balance_lower', 'resolved');
  });
});
