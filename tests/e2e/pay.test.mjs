// A tenant pays rent in a real browser, with the phone in another tab.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../stack/stack.mjs';
import { begin, bill, billNow, fact, fill, follow, heading, landlord, local, menu, phonePage, press, pushes, status, tenant,
  visitor } from './browser.mjs';

let s, l, brief; // brief: the landlord of a place where a prompt expires after a few seconds

before(async () => {
  s = await begin();
  l = await landlord(s);
  brief = await landlord(await begin({ RENTEASE_STK_EXPIRY_S: '3' }));
});
after(async () => {
  await s?.end();
  await brief?.s.end();
});

let lastUnit = 0;
async function house({ in: whose = l } = {}) {
  const t = await tenant(whose, { label: `H${++lastUnit}` });
  return { t, b: await bill(whose, t) };
}

// From the sign-in to the waiting page.
async function begun(t, { change = {}, on = s, ...how } = {}) {
  const v = await visitor(on, how);
  await v.signIn(local(t.phone));
  await follow(v.page, 'Pay Rent');
  await fill(v.page, change);
  await press(v.page, 'Pay with M-Pesa');
  await v.page.waitForURL('**/payments/*');
  v.payment = v.page.url().split('/').pop();
  return v;
}

const spoken = async (place) => (await place.innerText()).replaceAll('\u00a0', ' ');

// Once Daraja, asked by us, agrees. Without script the page looks again after half a minute only: this person is less patient.
async function noMoneyLeft(v) {
  const told = v.page.locator('#state').getByText('No money has left your M-Pesa.', { exact: true });
  if (v.script) await told.waitFor();
  else await until(async () => await told.count() || (await v.page.reload(), false), 'the second answer');
}

const says = (page, text) => page.locator('#state').getByText(text).waitFor();

// Most of a case is waiting, for a page to turn by itself: several wait side by side.
describe('paying rent', { concurrency: 4 }, () => {
  // -------------------------------------------------------------------------------------------------- paying

  for (const script of [true, false]) {
    test(`a tenant pays rent and everybody sees it, ${script ? 'with' : 'without'} script`, async () => {
      const l = await landlord(s);
      const { t, b } = await house({ in: l });
      const v = await visitor(s, { script });
      await v.signIn(local(t.phone));
      await heading(v.page, `Hello, ${t.name}`);
      await v.page.getByText(`to ${l.business}, paybill ${l.shortCode}`).waitFor();
      assert.equal(await spoken(v.page.locator('.amount.big')), 'KSh 12,500');
      await follow(v.page, 'Pay Rent');

      assert.equal(await v.page.getByLabel('Your M-Pesa number').inputValue(), local(t.phone).replace(/(....)(...)(...)/, '$1 $2 $3'));
      assert.equal(await v.page.getByLabel('Amount in shillings').inputValue(), '12500');
      assert.equal(await fact(v.page, 'Paybill number').innerText(), l.shortCode);
      await v.page.getByRole('heading', { name: 'Pay by hand' }).waitFor();
      await press(v.page, 'Pay with M-Pesa');
      await heading(v.page, 'Check your phone, enter your M-Pesa PIN');
      if (script) assert.match(await v.page.locator('[data-until]').innerText(), /^[0-2]:\d\d$/);

      const phone = await phonePage(v, t.phone);
      const prompt = await phone.prompt();
      for (const part of [l.business.toUpperCase(), '12,500', t.unit.accountReference])
        assert.ok(prompt.includes(part), `${part} is missing in: ${prompt}`);
      await phone.enter('1234');
      await phone.close();

      await heading(v.page, 'Paid'); // by itself
      const code = await v.page.locator('#state .code').innerText();
      assert.match(code, /^[A-Z0-9]{10}$/);
      await v.page.locator('[data-settled]').waitFor({ state: 'attached' });
      await follow(v.page, 'See the receipt');
      await heading(v.page, 'Rent receipt');
      assert.equal(await fact(v.page, 'M-Pesa code').innerText(), code);
      assert.equal(await spoken(v.page.locator('.total .amount')), 'KSh 12,500');
      const receipt = await fact(v.page, 'Receipt number').innerText();

      await menu(v.page, 'History');
      const row = v.page.locator('tbody tr');
      assert.equal(await row.count(), 1);
      for (const part of ['Paid', code, 'KSh 12,500']) await row.getByText(part, { exact: true }).waitFor();
      await menu(v.page, 'Home');
      await v.page.getByRole('heading', { name: 'Nothing to pay' }).waitFor();
      await v.close();

      const j = await visitor(s, { script });
      await j.signIn(local(l.phone));
      await j.page.locator('section').filter({ hasText: 'Latest transactions' }).getByRole('row').filter({ hasText: code }).waitFor();
      await menu(j.page, 'Transactions');
      await j.page.getByRole('row').filter({ hasText: code }).getByRole('link').click();
      await j.page.getByText('What the payer is told').waitFor();
      assert.equal(await fact(j.page, 'Receipt').innerText(), receipt);
      assert.equal(await fact(j.page, 'Did money move?').innerText(), 'Yes');
      await j.close();
      assert.equal((await billNow(t, b)).status, 'paid');
    });

    test(`a payment cancelled on the phone says so, and the next try is paid, ${script ? 'with' : 'without'} script`, async () => {
      const { t, b } = await house();
      const v = await begun(t, { script });
      const phone = await phonePage(v, t.phone);
      await phone.cancel();
      await heading(v.page, 'The payment was cancelled');
      await noMoneyLeft(v);
      await follow(v.page, 'Try again');
      await press(v.page, 'Pay with M-Pesa');
      await heading(v.page, 'Check your phone, enter your M-Pesa PIN');
      await phone.prompt();
      await phone.enter('1234');
      await heading(v.page, 'Paid');
      await v.close();
      assert.equal((await billNow(t, b)).status, 'paid');
    });
  }

  const refusals = [
    { what: 'a wrong PIN', pin: '9999', words: /PIN/ },
    { what: 'too little money', balance: '100', pin: '1234', words: /balance is too low/ },
  ];
  for (const { what, pin, balance, words } of refusals) {
    test(`${what} is told in words, no money left, and the next try is paid`, async () => {
      const { t } = await house();
      if (balance) await s.control('PUT', `/phones/${t.phone}/balance`, { balance });
      const v = await begun(t);
      const phone = await phonePage(v, t.phone);
      await phone.prompt();
      await phone.enter(pin);
      await heading(v.page, 'The payment did not go through');
      await says(v.page, words);
      await noMoneyLeft(v);
      await s.control('PUT', `/phones/${t.phone}/balance`, { balance: '50000' });
      await follow(v.page, 'Try again');
      await press(v.page, 'Pay with M-Pesa');
      await v.page.waitForURL((u) => !u.href.endsWith(v.payment) && u.pathname.startsWith('/payments/'));
      await phone.prompt();
      await phone.enter('1234');
      await heading(v.page, 'Paid');
      await v.close();
    });
  }

  test('a part payment leaves the rest to pay', async () => {
    const { t, b } = await house();
    const v = await begun(t, { change: { 'Amount in shillings': '5,000' } });
    const phone = await phonePage(v, t.phone);
    assert.match(await phone.prompt(), /5,000/);
    await phone.enter('1234');
    await heading(v.page, 'Paid');
    await says(v.page, 'KSh 7,500');
    await follow(v.page, 'Back to home');
    await v.page.getByText('You have paid KSh 5,000 of KSh 12,500.').waitFor();
    await follow(v.page, 'Pay Rent');
    assert.equal(await v.page.getByLabel('Amount in shillings').inputValue(), '7500');
    assert.equal((await billNow(t, b)).balance, 7500);
    await v.close();
  });

  test('what was typed wrongly is explained beside the field and kept', async () => {
    const { t } = await house();
    const v = await visitor(s);
    await v.signIn(local(t.phone));
    await follow(v.page, 'Pay Rent');
    await fill(v.page, { 'Your M-Pesa number': '0712 34', 'Amount in shillings': 'all of it' });
    await press(v.page, 'Pay with M-Pesa');
    const summary = v.page.locator('.errors');
    assert.equal(await summary.getByRole('link').count(), 2);
    assert.match(await v.page.title(), /^Error: /);
    for (const id of ['phone', 'amount']) {
      assert.equal(await v.page.locator(`#${id}`).getAttribute('aria-invalid'), 'true');
      assert.ok(await v.page.locator(`#${id}-note .error`).innerText());
    }
    assert.equal(await v.page.locator('#phone').inputValue(), '0712 34');
    assert.equal(await v.page.locator('#amount').inputValue(), 'all of it');
    await summary.getByRole('link').first().click();
    assert.equal(await v.page.evaluate(() => document.activeElement.id), 'phone');
    assert.deepEqual(await pushes(s, t.phone), []);
    await v.close();
  });

  // -------------------------------------------------------------------------------------------------- no answer

  for (const script of [true, false]) {
    test(`nobody answers, and a success after the expiry still turns the open page, ${script ? 'with' : 'without'} script`, async () => {
      const { t, b } = await house({ in: brief });
      await brief.s.control('PUT', `/phones/${t.phone}`, { callback: { lose: true }, query: { mode: 'pending4999' } });
      const v = await begun(t, { script, on: brief.s });
      await heading(v.page, 'We are still checking');
      await says(v.page, 'We do not know yet whether money has left your M-Pesa. Your M-Pesa messages tell.');
      assert.equal(await v.page.locator('[data-settled]').count(), 0);
      assert.equal((await billNow(t, b)).status, 'unpaid');

      const [push] = await pushes(brief.s, t.phone);
      await brief.s.control('POST', `/transactions/${push.checkoutRequestId}/complete`, { result: '0' });
      await until(async () => (await status(t, v.payment)).status === 'success', 'the late success');
      if (!script) await follow(v.page, 'Check now');
      await heading(v.page, 'Paid');
      await v.close();
      const paid = await billNow(t, b);
      assert.equal(paid.status, 'paid');
      assert.equal(paid.payments.length, 1);
    });
  }

  // -------------------------------------------------------------------------------------------------- one charge

  test('a double click is one charge', async () => {
    const { t } = await house();
    const v = await visitor(s);
    await v.signIn(local(t.phone));
    await follow(v.page, 'Pay Rent');
    await v.page.getByRole('button', { name: 'Pay with M-Pesa' }).dblclick();
    await heading(v.page, 'Check your phone, enter your M-Pesa PIN');
    assert.equal((await pushes(s, t.phone)).length, 1);
    await v.close();
  });

  for (const script of [true, false]) {
    test(`two tabs are one charge, ${script ? 'with' : 'without'} script`, async () => {
      const { t } = await house();
      const v = await visitor(s, { script });
      await v.signIn(local(t.phone));
      const tabs = [v.page, await v.newPage()];
      for (const tab of tabs) {
        await v.go('/tenant', tab);
        await follow(tab, 'Pay Rent');
      }
      await Promise.all(tabs.map((tab) => press(tab, 'Pay with M-Pesa')));
      await Promise.all(tabs.map((tab) => heading(tab, 'Check your phone, enter your M-Pesa PIN')));
      assert.equal(tabs[0].url(), tabs[1].url());
      assert.equal((await pushes(s, t.phone)).length, 1);
      const phone = await phonePage(v, t.phone);
      await phone.prompt();
      await phone.enter('1234');
      await Promise.all(tabs.map((tab) => heading(tab, 'Paid')));
      await v.close();
    });
  }

  test('reloading, going back and closing the page keep the one payment', async () => {
    const { t } = await house();
    const v = await begun(t);
    await heading(v.page, 'Check your phone, enter your M-Pesa PIN');
    await v.page.reload();
    await heading(v.page, 'Check your phone, enter your M-Pesa PIN');
    await v.page.goBack();
    await v.page.reload();
    await follow(v.page, 'See how it stands');
    assert.ok(v.page.url().endsWith(v.payment));
    await v.page.close();

    const phone = await phonePage(v, t.phone);
    await phone.prompt();
    await phone.enter('1234');
    await until(async () => (await status(t, v.payment)).status === 'success', 'the payment');
    v.page = await v.newPage();
    await v.go('/history');
    await v.page.locator('tbody tr').getByRole('link').first().click();
    await heading(v.page, 'Paid');
    assert.equal((await pushes(s, t.phone)).length, 1);
    await v.close();
  });

  // -------------------------------------------------------------------------------------------------- Kiswahili

  test('the whole way in Kiswahili', async () => {
    const { t, b } = await house();
    const v = await visitor(s);
    await v.signIn(local(t.phone));
    const language = () => v.page.locator('html').getAttribute('lang');
    await v.page.getByRole('link', { name: 'Kiswahili' }).click();
    await heading(v.page, `Habari, ${t.name}`);
    assert.equal(await language(), 'sw');
    await v.page.locator('main .actions a.wide').click();
    assert.equal(await language(), 'sw');
    await v.page.locator('main form button').click();
    await heading(v.page, 'Angalia simu yako, weka PIN yako ya M-Pesa');
    const phone = await phonePage(v, t.phone);
    await phone.prompt();
    await phone.enter('1234');
    await heading(v.page, 'Imelipwa');
    await v.page.locator('#state a.button').click();
    assert.equal(await language(), 'sw');
    await v.page.getByRole('link', { name: 'English' }).click();
    await heading(v.page, 'Rent receipt');
    assert.equal((await billNow(t, b)).status, 'paid');
    await v.close();
  });
});
