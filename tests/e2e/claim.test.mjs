// A tenant whose prompt was lost types the code from M-PESA's message, on a small phone and in Kiswahili, and sees the receipt.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../stack/stack.mjs';
import { begin, bill, heading, landlord, local, pushes, tenant, visitor } from './browser.mjs';

describe('I have paid: here is my code', { concurrency: 2 }, () => {
  let s, l;
  before(async () => {
    s = await begin({ RENTEASE_STK_EXPIRY_S: '3' });
    l = await landlord(s, { name: 'Jane', business: 'Sunrise Homes' });
  });
  after(async () => { await s?.end(); });

  for (const script of [true, false])
    test(`the code of a lost prompt, ${script ? 'with' : 'without'} script`, async () => {
      const t = await tenant(l, { label: script ? 'C1' : 'C2', rent: 12500 }), b = await bill(l, t, { amount: 12500 });
      await s.control('PUT', `/phones/${t.phone}`, { handset: 'auto', handsetDelayMs: 50, callback: { lose: true },
        query: { mode: 'pending4999' } });
      const v = await visitor(s, { script, lang: 'sw', width: 360, height: 640 });
      await v.signIn(local(t.phone));
      await v.go('/tenant?lang=sw');
      await v.page.locator('main .actions a.wide').click();
      await v.page.locator('main form button').click();
      await heading(v.page, 'Bado tunaangalia');
      await v.page.getByRole('link', { name: 'Weka msimbo ulio kwenye ujumbe wa M-PESA' }).click();

      await heading(v.page, 'Weka msimbo wa M-PESA');
      await v.page.getByLabel('Msimbo wa M-PESA').fill('sijui');
      await v.page.locator('main form button').click();
      await v.page.locator('#code-note .error').waitFor();
      const { receipt } = await until(async () => (await pushes(s, t.phone)).find((p) => p.receipt), 'the code');
      const typed = `${receipt.slice(0, 4)} ${receipt.slice(4)}`.toLowerCase();
      await v.page.getByLabel('Msimbo wa M-PESA').fill(typed);
      await s.control('PUT', '/scripts/transactionStatus', { times: 1, result: { delayMs: 1000 } });
      await v.page.locator('main form button').click();
      await heading(v.page, 'Tunauliza M-PESA');
      await heading(v.page, 'Malipo yako yamepatikana');
      const wide = await v.page.evaluate(() => document.documentElement.scrollWidth).catch(() => 360);
      assert.ok(wide <= 360, 'nothing to scroll sideways');
      await v.page.locator('#state a.button').click();
      await v.page.waitForURL('**/receipts/RE-*');
      await v.page.getByText(receipt).first().waitFor();
      assert.equal(await v.page.locator('html').getAttribute('lang'), 'sw');
      await v.close();
      const paid = (await l.call('GET', `/bills/${b.id}`)).body.data;
      assert.deepEqual([paid.status, paid.payments.length], ['paid', 1]);
    });
});
