// Registered addresses, and whether anything genuine has arrived.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { knock, succeeded } from '../world.mjs';
import { landlord, tried, w } from './here.mjs';

const found = async (l, kind) => { const now = await tried(l, kind); return [now.state, now.finding]; };
const register = async (l) => {
  succeeded(await l.call('POST', '/mpesa/c2b/register', {}), 202);
  await until(async () => !['pending', 'sending'].includes(succeeded(await l.call('GET', '/mpesa/c2b/status'), 200).state),
    'the registration');
};

describe('addresses', () => {
  test('are red before they are registered, green after, and red when others stand there', async () => {
    const l = await landlord('Urls');
    assert.deepEqual(await found(l, 'urls'), ['bad', 'urls_never']);
    await register(l);
    assert.deepEqual(await found(l, 'urls'), ['good', 'urls_registered']);
    await w.flags({ c2bRegisterOnce: true });
    await register(l);
    await w.flags({ c2bRegisterOnce: false });
    assert.deepEqual(await found(l, 'urls'), ['bad', 'urls_already']);
  });

  test('bring messages: none sent for yet, one that is missing, one that came', async () => {
    const l = await landlord('Callbacks');
    assert.deepEqual(await found(l, 'callbacks'), ['unknown', 'callbacks_none_yet']);
    await w.script(l.phone, w.auto({ callback: { lose: true } }));
    const p = succeeded(await l.call('POST', `/landlords/${l.id}/daraja/test`, { phone: l.phone }), 202);
    await until(async () => succeeded(await l.call('GET', `/payments/${p.paymentId}/status`), 200).status === 'success',
      'the payment, learned by asking');
    await w.s.sql(`UPDATE payment SET sent_at = sent_at - 600 WHERE id = '${p.paymentId}'`);
    const [tx] = await w.pushes(l.phone);
    await knock(tx.callbackUrl.replace(/[0-9a-f]{48}/, '0'.repeat(48)), { Body: {} });
    assert.deepEqual(await found(l, 'callbacks'), ['bad', 'callbacks_silent'], 'a guess at an address is no message');
    await w.s.control('POST', `/transactions/${tx.checkoutRequestId}/resend`);
    await until(async () => (await w.s.sql(`SELECT 1 FROM hook_verdict WHERE payment_id = '${p.paymentId}'`)).length, 'the verdict');
    assert.deepEqual(await found(l, 'callbacks'), ['good', 'callbacks_heard']);
  });

  test('count a direct payment as a message', async () => {
    const l = await landlord('Direct');
    await register(l);
    await w.waitingMoney(l, l.businessShortCode);
    assert.deepEqual(await found(l, 'callbacks'), ['good', 'callbacks_heard']);
  });
});
