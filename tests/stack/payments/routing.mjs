// Money goes to the landlord of the lease, the way his number works, and with his keys if he has his own.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { failed, newPaybill, newShortCode, succeeded } from '../world.mjs';
import { jane, w } from './here.mjs';

describe('routing', () => {
  test('a till is asked by its store number and paid by its own', async () => {
    const [till, store] = [newShortCode(), newShortCode()];
    await w.s.control('PUT', `/organisations/${till}`, { kind: 'till', storeNumber: store, name: 'KILIMA SHOP' });
    const l = await w.connect(await w.newLandlord('Till'), { businessType: 'till', businessShortCode: till,
      storeNumber: store });
    const h = await w.home(l), p = await w.pay(h, w.auto()), now = await w.becomes(p, 'success'),
      [tx] = await w.pushes(h.phone);
    assert.deepEqual([tx.shortcode, tx.partyB, tx.transactionType, tx.receipt], [store, till, 'CustomerBuyGoodsOnline',
      now.mpesaReceiptNumber]);
    assert.equal(now.businessShortCode, till);
    await until(async () => (await w.detail(p)).evidence.confirmedAt, 'the query by the store number');
  });

  test('an account number of the landlord’s own is what every payer gives', async () => {
    const l = await w.connect(await w.newLandlord('Account'), { ...newPaybill(), accountNumber: 'KILIMA1' });
    const h = await w.home(l);
    await w.becomes(await w.pay(h, w.auto()), 'success');
    assert.equal((await w.pushes(h.phone))[0].accountReference, 'KILIMA1');
  });

  test('own keys are used, and stand nowhere in clear', async () => {
    const secrets = { passkey: `own-passkey-${'k'.repeat(40)}-QZ71`, consumerKey: 'own-consumer-key-QZ72',
      consumerSecret: 'own-consumer-secret-QZ73' };
    const details = newPaybill();
    await w.s.control('PUT', `/apps/${secrets.consumerKey}`, { secret: secrets.consumerSecret });
    await w.s.control('PUT', `/organisations/${details.businessShortCode}`,
      { kind: 'paybill', name: 'OWN HOMES', passkey: secrets.passkey });
    const l = await w.connect(await w.newLandlord('Own'), { ...details, ...secrets });
    assert.equal(succeeded(await l.call('GET', `/landlords/${l.id}/daraja/status`), 200).credentials, 'own');
    const h = await w.home(l), p = await w.pay(h, w.auto());
    await w.becomes(p, 'success');
    await until(async () => (await w.detail(p)).evidence.confirmedAt, 'a query with the own keys');
    const folder = (dir) => readdir(dir, { withFileTypes: true }).then((all) => Promise.all(all.map((e) =>
      (e.isDirectory() ? folder(join(dir, e.name)) : e.isFile() ? [join(dir, e.name)] : []))).then((f) => f.flat()));
    for (const file of await folder(w.s.dataDir)) {
      const bytes = await readFile(file);
      for (const [name, value] of Object.entries(secrets)) assert.ok(!bytes.includes(value), `${name} stands in ${file}`);
    }
    for (const value of Object.values(secrets)) assert.ok(!w.s.log().includes(value));
  });

  test('payments of two landlords at once never mix', async () => {
    const peter = await w.connect(await w.newLandlord('Peter'));
    const homes = await Promise.all([jane, peter, jane, peter].map((l) => w.home(l)));
    const payments = await Promise.all(homes.map((h) => w.pay(h, w.auto())));
    for (const p of payments) {
      const now = await w.becomes(p, 'success');
      assert.deepEqual([now.businessShortCode, (await w.pushes(p.h.phone))[0].partyB],
        [p.h.l.businessShortCode, p.h.l.businessShortCode]);
      const other = p.h.l === jane ? peter : jane;
      failed(await other.call('GET', `/payments/${p.id}/status`), 404, 'not_found');
      failed(await other.call('GET', `/receipts/${now.receiptNumber}`), 404, 'not_found');
    }
  });

  test('a changed number takes new payments; one under way keeps the old', async () => {
    const l = await w.connect(await w.newLandlord('Mover')), old = l.businessShortCode, h = await w.home(l),
      p = await w.pay(h);
    await w.becomes(p, 'processing');
    await w.connect(l, newPaybill());
    await w.answerPhone(h.phone);
    assert.equal((await w.becomes(p, 'success')).businessShortCode, old);
    const later = await w.home(l);
    assert.equal((await w.becomes(await w.pay(later, w.auto()), 'success')).businessShortCode, l.businessShortCode);
    assert.notEqual(l.businessShortCode, old);
  });
});
