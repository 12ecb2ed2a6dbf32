// A code is no proof of whose money it is. What somebody could try who has seen a neighbour's message, with the same rent.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { failed, newPhone, succeeded } from '../world.mjs';
import { asked, claimed, enter, landlord, lost, posted, registered, send, tenant, tray, w } from './here.mjs';

describe('a neighbour’s code', () => {
  let l, thief, victim;
  before(async () => {
    l = await landlord('Equal Rents');
    [thief, victim] = [await tenant(l, 4000), await tenant(l, 4000)];
  });
  const tellsNothing = (end) => {
    const told = JSON.stringify(end);
    for (const secret of [victim.phone, victim.phone.slice(3), victim.tenant.name, victim.unit.label, victim.lease.id])
      assert.ok(!told.includes(secret), secret);
  };
  const kept = async (code, end) => {
    assert.equal(end.finding, 'tray');
    assert.deepEqual([end.credited, end.receiptNumber], [false, null]);
    assert.deepEqual([(await w.bill(thief)).paid, (await posted(code))[0].lease_id], [0, null]);
    assert.ok((await tray(l)).some((m) => m.mpesaReceiptNumber === code), 'the landlord sees it');
    tellsNothing(end);
  };

  test('paid by hand from her phone, in nobody’s books, is hers and not his', async () => {
    const code = await send(l, 4000, { phone: victim.phone }), end = await claimed(thief, code);
    assert.deepEqual([end.finding, end.credited, end.receiptNumber], ['used', false, null]);
    tellsNothing(end);
    assert.deepEqual([(await w.bill(thief)).paid, (await posted(code))[0].lease_id], [0, victim.lease.id]);
    assert.equal((await w.bill(victim)).status, 'paid');
    failed(await enter(victim, code), 409, 'code_counted');
    assert.equal(failed(await enter(thief, code), 409, 'code_used').receiptNumber, undefined);
  });

  test('paid from her sister’s phone is not his either: both could have meant it', async () => {
    const code = await send(l, 4000);
    await kept(code, await claimed(thief, code));
  });

  test('of her prompt that was lost is counted for her', async () => {
    const sister = await tenant(l, 4000), { p, code } = await lost(sister);
    const end = await claimed(thief, code);
    assert.deepEqual([end.finding, end.receiptNumber], ['used', null]);
    await w.becomes(p, 'success');
    assert.deepEqual([(await w.bill(sister)).status, (await w.bill(thief)).paid], ['paid', 0]);
  });

  test('of her prompt that was sent to his phone is hers all the same', async () => {
    const poor = await tenant(l, 4100), { p, code } = await lost(poor, {}, { phone: thief.phone });
    assert.equal((await claimed(thief, code)).finding, 'used');
    await w.becomes(p, 'success');
    assert.equal((await w.bill(thief)).paid, 0);
  });

  test('is not believed for an amount that was made to fit', async () => {
    const maker = await tenant(l, 9000), code = await send(l, 3217);
    const p = await w.pay(maker, w.auto(), { amount: 9000 - 3217 });
    await w.becomes(p, 'success');
    const end = await claimed(maker, code);
    assert.equal(end.finding, 'tray');
    assert.equal((await w.bill(maker)).balance, 3217);
  });

  test('five an hour, and no more after a new start; an honest one is told when', async () => {
    const guesser = await tenant(l, 4200);
    for (let i = 0; i < 5; i++) await claimed(guesser, `UKL3A7XK${i}P`.padEnd(10, 'Z'));
    const no = await enter(guesser, 'UKL3A7XKAA');
    failed(no, 429, 'too_many_codes');
    assert.ok(Number(no.headers.get('retry-after')) > 3000);
    await w.s.halt();
    await w.s.serve();
    failed(await enter(guesser, 'UKL3A7XKAA'), 429, 'too_many_codes');
  });
});

describe('money that must not count', () => {
  test('given back, in the books as such, though Daraja calls it completed', async () => {
    const l = await registered('Given Back'), h = await tenant(l, 4300);
    const code = await send(l, 4300, { phone: h.phone, account: 'NOBODY' });
    await until(async () => (await tray(l)).length === 1, 'the tray');
    assert.equal((await w.s.control('POST', '/reversals', { receipt: code })).status, 200);
    assert.equal((await asked(l.call, { receipt: code })).finding, 'reversed');
    assert.deepEqual(await tray(l), []);
    await w.flags({ reversedSaysCompleted: true });
    const end = await claimed(h, code);
    await w.flags({ reversedSaysCompleted: false });
    assert.deepEqual([end.finding, (await w.bill(h)).paid], ['reversed', 0]);
  });

  test('the landlord’s own test of his number', async () => {
    const l = await w.connect(await w.newLandlord('Tested')), h = await tenant(l, 1);
    const [{ receipt_no: code }] = await w.s.sql(`SELECT receipt_no FROM money_in WHERE landlord_id = '${l.id}'`);
    assert.equal((await claimed(h, code)).finding, 'tray');
    assert.equal((await w.bill(h)).paid, 0);
  });

  test('from before the lease was in the books', async () => {
    const l = await landlord('Newly Here'), code = await send(l, 4400, { phone: newPhone() });
    const phone = newPhone(), old = await send(l, 4500, { phone });
    const h = await tenant(l, 4400);
    await w.s.sql(`UPDATE lease SET created_at = created_at + 3600 WHERE id = '${h.lease.id}'`);
    assert.equal((await claimed(h, code)).finding, 'tray');
    assert.equal((await w.bill(h)).paid, 0);
    assert.equal(succeeded(await l.call('GET', '/unmatched'), 200).items.length, 1);
    assert.equal((await posted(old)).length, 0, 'what nobody names stays unheard of');
  });
});
