// Does the passkey belong to the number? Asked about a payment that never was.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { succeeded } from '../world.mjs';
import { landlord, organisation, ownApp, save, tried, w } from './here.mjs';

const found = async (l) => { const now = await tried(l, 'passkey'); return [now.state, now.finding]; };
const asked = async (l) => (await w.requests('stkpushquery')).filter((r) => r.fields?.BusinessShortCode === l.businessShortCode);

describe('the passkey', () => {
  test('that fits is taken, and the payment asked about is nobody’s', async () => {
    const l = await landlord('Fits');
    assert.deepEqual(await found(l), ['good', 'passkey_fits']);
    const [question] = await asked(l);
    assert.match(question.fields.CheckoutRequestID, /^ws_CO_01012000000000\d{3}700000000$/);
    assert.equal((await w.s.control('GET', '/transactions')).body.transactions.filter((t) => t.shortcode === l.businessShortCode)
      .length, 0, 'no phone was asked for anything');
  });

  test('that does not fit is told by Daraja’s words, with the fix', async () => {
    const l = await landlord('Misfit');
    await organisation(l.businessShortCode, { passkey: 'another passkey than ours' });
    const now = await tried(l, 'passkey');
    assert.deepEqual([now.state, now.finding, now.resultCode], ['bad', 'passkey_wrong', '500.001.1001']);
    assert.match(now.resultDesc, /Wrong credentials/);
    assert.match(now.fix, /Copy the passkey/);
  });

  test('is asked for with the keys of one’s own, and they are told first when they are wrong', async () => {
    const l = await landlord('Mine'), own = await ownApp(l);
    await save(l, { ...own, consumerSecret: 'not the secret at all' });
    assert.deepEqual(await found(l), ['bad', 'keys_wrong']);
    await save(l, own);
    assert.deepEqual(await found(l), ['good', 'passkey_fits']);
  });

  test('is asked about once more when the token has ended', async () => {
    const l = await landlord('Ended');
    await w.s.control('POST', '/tokens/expire');
    assert.deepEqual(await found(l), ['good', 'passkey_fits']);
  });

  test('is not judged by an answer that tells nothing, but by the last prompt', async () => {
    const l = await landlord('Untold');
    await w.flags({ queryPer60s: 1 });
    await found(l);
    assert.deepEqual(await found(l), ['unknown', 'busy']);
    await w.flags({ queryPer60s: 0, down: 'html' });
    assert.deepEqual(await found(l), ['unknown', 'passkey_untold']);
    await w.flags({ down: 'none' });
    await w.script(l.phone, w.auto());
    const { paymentId } = succeeded(await l.call('POST', `/landlords/${l.id}/daraja/test`, { phone: l.phone }), 202);
    await until(async () => succeeded(await l.call('GET', `/payments/${paymentId}/status`), 200).status === 'success',
      'the KES 1 prompt');
    await w.flags({ down: 'html' });
    assert.deepEqual(await found(l), ['good', 'passkey_prompted']);
    await w.flags({ down: 'none' });
  });
});
