// A code comes about: asked for once, whoever shows it, and anew when what is to be paid changes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { failed, newShortCode, succeeded } from '../world.mjs';
import { asked, isPng, landlord, ofBill, ofUnit, picture, script, settled, w } from './here.mjs';

describe('a QR code', () => {
  test('is asked for by the first look, never waited for, and there at a later one', async () => {
    const l = await landlord('Fresh'), h = await w.home(l, 12500);
    await w.flags({ down: 'hang' });
    const first = succeeded(await ofBill(h), 202);
    assert.deepEqual([first.status, first.png, first.shortcode, first.accountReference, first.amount],
      ['pending', null, l.businessShortCode, h.unit.accountReference, 12500]);
    const page = (await (await browser(w.s).signIn(l.phone)).get(`/landlord/bills/${h.bill.id}`)).text;
    assert.match(page, /QR code is not here yet/);
    assert.equal(picture(page), undefined);
    await w.flags({ down: 'none' });
    const done = await settled(h, 60000);
    assert.equal(done.status, 'ready');
    assert.ok(isPng(done.png));
  });

  test('says whom, what account and how much, in the words that the API wants', async () => {
    const l = await landlord('Words'), h = await w.home(l, 12500);
    succeeded(await ofBill(h), 202);
    await settled(h);
    const [{ fields }, ...more] = await asked(l);
    assert.deepEqual(fields, { MerchantName: 'Words Homes', RefNo: h.unit.accountReference, Amount: 12500, TrxCode: 'PB',
      CPI: l.businessShortCode, Size: '300' });
    assert.deepEqual(more, []);
  });

  test('of a till is a till’s', async () => {
    const [till, store] = [newShortCode(), newShortCode()];
    const l = await landlord('Shop', { businessType: 'till', businessShortCode: till, storeNumber: store });
    const h = await w.home(l, 300);
    succeeded(await ofBill(h), 202);
    assert.equal((await settled(h)).status, 'ready');
    assert.deepEqual((await asked(l)).map((r) => [r.fields.TrxCode, r.fields.CPI]), [['BG', till]]);
  });

  test('is one for the same number, account and amount, whichever page shows it', async () => {
    const l = await landlord('Once'), h = await w.home(l, 700), b = await browser(w.s).signIn(l.phone);
    await ofUnit(h);
    await settled(h);
    const seen = [];
    for (const path of [`/landlord/bills/${h.bill.id}`, `/pay/${h.bill.id}`, `/landlord/units/${h.unit.id}/card`])
      seen.push(picture((await b.get(path)).text));
    assert.ok(seen[0]);
    assert.equal(new Set(seen).size, 1);
    assert.equal((await asked(l)).length, 1);
    assert.equal((await w.s.sql(`SELECT * FROM qr_code WHERE landlord_id = '${l.id}'`)).length, 1);
    const calls = await w.s.sql("SELECT verdict, body FROM daraja_call WHERE api = 'qr' ORDER BY id DESC LIMIT 1");
    assert.match(calls[0].body, /bytes of PNG/);
  });

  test('of another amount is another: a part was paid', async () => {
    const l = await landlord('Part'), h = await w.home(l, 1000);
    await ofBill(h);
    const before = await settled(h);
    await w.becomes(await w.pay(h, w.auto(), { amount: 400 }), 'success');
    const after = succeeded(await ofBill(h), 202);
    assert.deepEqual([before.amount, after.amount], [1000, 600]);
    assert.notEqual((await settled(h)).png, before.png);
    assert.deepEqual((await asked(l)).map((r) => r.fields.Amount), [1000, 600]);
  });

  test('is of whole shillings, and of no more than M-Pesa takes', async () => {
    const l = await landlord('Odd');
    for (const [due, amount] of [[1250.5, 1251], [300000, 250000]]) {
      const h = await w.home(l, due);
      assert.equal(succeeded(await ofBill(h), 202).amount, amount);
      assert.equal((await settled(h)).status, 'ready');
    }
  });

  test('says AG_ instead of 00 at times: the picture counts', async () => {
    await w.flags({ qrSaysId: true });
    const h = await w.home(await landlord('Other'), 90);
    await ofBill(h);
    assert.equal((await settled(h)).status, 'ready');
    await w.flags({ qrSaysId: false });
  });

  test('is none where nothing is owed, or no number receives payments', async () => {
    const l = await landlord('Paid'), h = await w.home(l, 50);
    await w.becomes(await w.pay(h, w.auto()), 'success');
    failed(await ofBill(h), 409, 'nothing_owed');
    const page = await (await browser(w.s).signIn(l.phone)).get(`/landlord/bills/${h.bill.id}`);
    assert.doesNotMatch(page.text, /QR code/);
    const bare = await w.newLandlord('Bare'), home = await w.home(bare, 50);
    failed(await ofBill(home), 409, 'landlord_not_ready');
    failed(await ofUnit(home), 409, 'landlord_not_ready');
  });

  test('that was on its way when the gateway was killed is sent again', async () => {
    const l = await landlord('Killed'), h = await w.home(l, 640);
    await script({ mode: 'hang' });
    succeeded(await ofBill(h), 202);
    await until(async () => (await w.s.sql(`SELECT 1 FROM qr_code WHERE landlord_id = '${l.id}' AND state = 'sending'`)).length,
      'the request');
    await until(async () => (await asked(l)).length, 'that it reached Daraja');
    (await w.s.pids('gateway')).forEach((pid) => process.kill(pid, 'SIGKILL'));
    assert.equal((await settled(h)).status, 'ready');
  });

  test('that was thrown away for its age is made anew when somebody looks', async () => {
    const l = await landlord('Old'), h = await w.home(l, 810);
    await ofBill(h);
    await settled(h);
    await w.s.sql(`DELETE FROM qr_lease WHERE landlord_id = '${l.id}'; DELETE FROM qr_code WHERE landlord_id = '${l.id}'`);
    await ofBill(h);
    assert.equal((await settled(h)).status, 'ready');
  });
});
