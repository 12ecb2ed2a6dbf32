// The operator's list of services.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { ask, becomes, dates, jane, script, w } from './here.mjs';

describe('the list of services', () => {
  test('says which are on, what each needs, for whom it was used and what came of it', async () => {
    const h = await w.home(jane);
    await script('ratiba', { result: { code: '1032' } });
    await becomes(await ask(jane, '/mpesa/standing-orders', { leaseId: h.lease.id, ...dates }), 'failed');
    const b = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password), { text } = await b.get('/operator/extras');
    assert.equal([...text.matchAll(/badge paid">On</g)].length, 5);
    assert.match(text, /Tax Remittance to KRA API/);
    assert.match(text, /Jane Homes: Not done\. It was cancelled on the phone\./);
    assert.equal((await (await browser(w.s).signIn(jane.phone)).get('/operator/extras')).status, 403);
  });
});
