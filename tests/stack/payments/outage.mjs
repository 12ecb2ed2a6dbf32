// Daraja is down, and comes back.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { jane, w } from './here.mjs';

describe('Daraja', () => {
  for (const down of ['html', 'refuse']) {
    test(`that takes the push and answers nothing sensible (${down}) is not asked again; what was sent may still come`,
      async () => {
      const h = await w.home(jane), earlier = (await w.requests('processrequest')).length;
      await w.flags({ down });
      const p = await w.pay(h, w.auto()), now = await w.becomes(p, 'processing');
      assert.deepEqual([now.moneyMoved, now.canRetry], [null, false]);
      await w.flags({ down: 'none' });
      await w.expire(p);
      await w.becomes(p, 'timeout');
      assert.deepEqual(await w.pushes(h.phone), []);
      await w.becomes(await w.pay(h, w.auto()), 'success');
      assert.equal((await w.requests('processrequest')).length, earlier + 2, 'each was sent once');
    });
  }

  test('that cannot be reached at all keeps the payment waiting, and it is paid when Daraja is back', async () => {
    const h = await w.home(jane);
    await w.s.endSim();
    const p = { ...(await w.initiate(h)).body.data, h };
    await until(async () => /daraja\.no_answer.*sent=no/.test(w.s.log()), 'an attempt');
    assert.equal((await w.status(p)).status, 'pending');
    await w.s.startSim();
    await w.script(h.phone, w.auto());
    await w.becomes(p, 'success', 'paid after all');
    assert.equal((await w.pushes(h.phone)).length, 1);
  });

  test('that stays away until the expiry: not sent, and no money moved', async () => {
    const h = await w.home(jane);
    await w.s.endSim();
    const p = { ...(await w.initiate(h)).body.data, h };
    await w.expire(p);
    const now = await w.becomes(p, 'failed');
    assert.deepEqual([now.moneyMoved, now.canRetry], [false, true]);
    await w.s.startSim();
  });
});
