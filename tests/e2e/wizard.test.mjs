// A landlord, from signing up to the first bill that a tenant can pay, in a real browser: paybill and till, with script and
// without. Each case goes on where the one before it stopped.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../stack/stack.mjs';
import { begin, fact, fill, follow, heading, local, menu, newPhone, newShortCode, PASSWORD, phonePage, press, visitor }
  from './browser.mjs';

let s;
before(async () => { s = await begin(); });
after(async () => { await s?.end(); });

const spoken = async (place) => (await place.innerText()).replaceAll('\u00a0', ' ');
const typed = (page, label) => page.getByLabel(label, { exact: true }).inputValue();
const path = (page) => new URL(page.url()).pathname;

const kinds = {
  paybill: { choice: /^Paybill/, title: 'Your paybill', number: 'Paybill number', extra: {} },
  till: { choice: /^Till/, title: 'Your till', number: 'Till number', extra: { 'Store number': newShortCode() } },
};

// The KSh 1 prompt, from pressing the button to the page that says "Paid".
async function proven(v, phone, business, shortCode) {
  await press(v.page, 'Send KSh 1 prompt');
  await heading(v.page, 'Check your phone, enter your M-Pesa PIN');
  const handset = await phonePage(v, phone);
  const prompt = await handset.prompt();
  assert.ok(prompt.includes(business.toUpperCase()), prompt);
  await handset.enter('1234');
  await handset.close();
  await heading(v.page, 'Paid');
  await follow(v.page, 'Back to setting up');
  await v.page.getByText(`The test reached ${shortCode}.`, { exact: false }).waitFor();
}

async function activated(v, business) {
  await v.page.getByLabel(`The prompt on my phone named my business: ${business}`).check();
  await press(v.page, 'Start receiving payments');
  await heading(v.page, 'Where rent is paid');
}

// The four wait side by side, as most of it is waiting for a page to turn by itself.
describe('setting up', { concurrency: 4 }, () => {
  for (const [type, kind] of Object.entries(kinds)) {
    for (const script of [true, false]) {
      describe(`a ${type}, ${script ? 'with' : 'without'} script`, { concurrency: false }, () => {
        const phone = newPhone(), tenantPhone = newPhone(), shortCode = newShortCode();
        const business = `Umoja ${type} ${script ? 'One' : 'Two'}`;
        let v, page, invite, broken = false;

        // The cases lean on each other: after one that failed, the rest need not wait for what cannot come.
        const step = (name, run) => test(name, async () => {
          assert.ok(!broken, 'an earlier case failed');
          broken = true;
          await run();
          broken = false;
        });

        before(async () => {
          v = await visitor(s, { script });
          page = v.page;
          await s.control('PUT', `/organisations/${shortCode}`, { kind: type, name: business.toUpperCase(),
            ...(type === 'till' && { storeNumber: kind.extra['Store number'] }) });
        });
        after(async () => { await v.close(); });

        step('signing up refuses what is wrong and keeps what was typed', async () => {
          await v.go('/');
          await follow(page, 'Sign up as a landlord');
          await fill(page, { 'Your name': 'Jane Wanjiku', 'Phone number': '0712', 'Choose a password': 'short' });
          await press(page, 'Sign up');
          await page.locator('.errors').getByRole('heading', { name: 'There is a problem' }).waitFor();
          assert.equal(await page.locator('.errors li').count(), 2);
          assert.equal(await typed(page, 'Your name'), 'Jane Wanjiku');
          assert.equal(await typed(page, 'Phone number'), '0712');
          assert.equal(await typed(page, 'Choose a password'), '', 'a password is never sent back');

          await fill(page, { 'Phone number': local(phone), 'Business name (if you have one)': business, 'Choose a password': PASSWORD });
          await press(page, 'Sign up');
          await heading(page, 'Do your tenants pay to a paybill or a till?');
        });

        step('step one wants a choice', async () => {
          await press(page, 'Next');
          assert.equal(await page.locator('.errors li').innerText(), 'Choose paybill or till.');
          await page.getByRole('radio', { name: kind.choice }).check();
          await press(page, 'Next');
          await heading(page, kind.title);
        });

        step('a wrong number is explained beside its field, and all that was typed is kept', async () => {
          await page.getByText('Where do I find this?').click();
          await page.getByText('Dial *234#').waitFor();
          await fill(page, { [kind.number]: '12x', 'Business name': business, ...kind.extra });
          await press(page, 'Save and go on');
          assert.match(await page.title(), /^Error: /);
          assert.equal(await page.locator('.errors li').count(), 1);
          const link = await page.locator('.errors a').getAttribute('href');
          assert.equal(link, '#businessShortCode');
          assert.ok(await page.locator('#businessShortCode-note .error').innerText());
          assert.equal(await typed(page, kind.number), '12x');
          assert.equal(await typed(page, 'Business name'), business);
          for (const [label, value] of Object.entries(kind.extra)) assert.equal(await typed(page, label), value);
        });

        step('back keeps what was typed so far, however little it is', async () => {
          await fill(page, { [kind.number]: shortCode, 'Business name': '' });
          await press(page, 'Back');
          await heading(page, 'Do your tenants pay to a paybill or a till?');
          assert.ok(await page.getByRole('radio', { name: kind.choice }).isChecked());
          await press(page, 'Next');
          assert.equal(await typed(page, kind.number), shortCode);
          assert.equal(await typed(page, 'Business name'), '');
          await v.go('/setup/test');
          assert.equal(path(page), '/setup/details', 'half the details are not enough for a test');

          await fill(page, { 'Business name': business });
          await press(page, 'Back');
          await press(page, 'Next');
          assert.equal(await typed(page, 'Business name'), business);
          for (const [label, value] of Object.entries(kind.extra)) assert.equal(await typed(page, label), value);
          await press(page, 'Save and go on');
          await heading(page, 'Test it with KSh 1');
          await follow(page, 'Back to the details');
          assert.equal(await typed(page, kind.number), shortCode);
          await press(page, 'Save and go on');
        });

        step('leaving and coming back goes on where it stopped', async () => {
          await page.getByRole('link', { name: 'RentEase' }).click();
          await page.getByText(`You began to set up ${shortCode}.`).waitFor();
          await press(page, 'Sign out');
          await v.signIn(local(phone));
          await v.go('/landlord');
          await follow(page, 'Go on');
          await heading(page, 'Test it with KSh 1');
          await v.go('/setup/activate');
          assert.equal(path(page), '/setup/test', 'nothing starts without a test');
          assert.equal((await typed(page, 'Phone that gets the prompt')).replaceAll(' ', ''), local(phone));
        });

        step('the KSh 1 test goes to that number, and a cancelled one can be sent again', async () => {
          await press(page, 'Send KSh 1 prompt');
          await heading(page, 'Check your phone, enter your M-Pesa PIN');
          const handset = await phonePage(v, phone);
          await handset.cancel();
          await handset.close();
          await heading(page, 'The payment was cancelled');
          await follow(page, 'Try again');
          await heading(page, 'Test it with KSh 1');
          await proven(v, phone, business, shortCode);
          await follow(page, 'Next');
          await heading(page, 'Start receiving rent');
        });

        step('activating wants the tick, and then rent can come', async () => {
          await press(page, 'Start receiving payments');
          assert.equal(await page.locator('.errors li').count(), 1);
          await activated(v, business);
          await page.locator('.badge').getByText('Receiving payments').waitFor();
          assert.equal(await fact(page, kind.number).innerText(), shortCode);
          assert.notEqual(await fact(page, 'Last tested').innerText(), 'never');
        });

        step('a property, a unit, a tenant with an invitation, a lease and a bill', async () => {
          await menu(page, 'Properties');
          await follow(page, 'Add a property');
          await fill(page, { 'Name of the property': 'Umoja House', 'Address or place (if you like)': 'Ngong Road' });
          await press(page, 'Save');
          await heading(page, 'Umoja House');
          await follow(page, 'Add a unit');
          await fill(page, { 'House, flat or door number': 'B4', 'Rent a month, in shillings': '12,500' });
          await press(page, 'Save');
          await heading(page, 'Umoja House');

          await menu(page, 'Tenants');
          await follow(page, 'Add a tenant');
          await fill(page, { 'Name of the tenant': 'Otieno Kamau', 'M-Pesa phone number': local(tenantPhone) });
          await page.getByLabel('English', { exact: true }).check();
          await press(page, 'Save');
          await heading(page, 'Otieno Kamau');
          await press(page, 'Make an invitation');
          invite = await page.locator('#invite ~ p code').innerText();
          assert.ok((await typed(page, 'Text to send')).includes(invite));

          await follow(page, 'Add a lease');
          await page.getByLabel('Vacant unit').selectOption({ index: 1 });
          await fill(page, { 'Rent a month, in shillings': '12,500', 'Rent is due on this day of the month': '5',
            'First day': '2026-01-01' });
          await press(page, 'Save');
          await heading(page, 'B4, Umoja House');
          await follow(page, 'Make a bill');
          await page.getByLabel('For whom').selectOption({ label: 'Otieno Kamau, B4, Umoja House' });
          await fill(page, { 'What for': 'Rent', 'Month': '2026-11', 'Amount in shillings': '12,500', 'To be paid by': '2026-11-05' });
          await press(page, 'Save');
          await heading(page, 'Rent, November 2026');
          await page.locator('.badge').getByText('Not paid', { exact: true }).waitFor();
        });

        step('the tenant opens the invitation, chooses a password and sees what is due to whom', async () => {
          const t = await visitor(s, { script });
          await t.go(invite);
          await heading(t.page, `Join ${business}`);
          await fill(t.page, { 'Choose a password': 'kamau' });
          await press(t.page, 'Join');
          assert.equal(await t.page.locator('.errors li').count(), 1);
          await fill(t.page, { 'Choose a password': 'maize beans and rain' });
          await press(t.page, 'Join');
          await heading(t.page, 'Hello, Otieno Kamau');
          assert.equal(await spoken(t.page.locator('.amount.big')), 'KSh 12,500');
          await t.page.getByText(`to ${business}, ${type} ${shortCode}`).waitFor();
          await t.page.getByRole('link', { name: 'Pay Rent' }).waitFor();
          await press(t.page, 'Sign out');
          await t.go(invite);
          await heading(t.page, 'This link has ended');
          await t.signIn(local(tenantPhone), 'maize beans and rain');
          await t.close();
        });

        step('another number is set up beside the one in use, and replaces it when it has passed', async () => {
          const next = newShortCode(), store = newShortCode();
          await s.control('PUT', `/organisations/${next}`, { kind: type, name: business.toUpperCase(),
            ...(type === 'till' && { storeNumber: store }) });
          await menu(page, 'Paybill or till');
          await follow(page, 'Change');
          assert.ok(await page.getByRole('radio', { name: kind.choice }).isChecked());
          await press(page, 'Next');
          await page.getByText('Nothing changes until you finish.').waitFor();
          await press(page, `Stop changing and keep ${shortCode}`);
          await page.locator('.badge').getByText('Receiving payments').waitFor();
          assert.equal(await fact(page, kind.number).innerText(), shortCode);

          await follow(page, 'Change');
          await press(page, 'Next');
          await fill(page, { [kind.number]: next, 'Business name': business, ...(type === 'till' && { 'Store number': store }) });
          await press(page, 'Save and go on');
          await proven(v, phone, business, next);
          await follow(page, 'Next');
          await page.getByText(`Your number here is ${shortCode} now.`).waitFor();
          await activated(v, business);
          await until(async () => {
            await page.reload();
            return await fact(page, kind.number).innerText() === next
              && await page.locator('.badge').allInnerTexts().then((all) => all.join() === 'Receiving payments');
          }, 'the change');
        });

        step('switching off is asked for once more, and switching on again needs no new test', async () => {
          await follow(page, 'Stop receiving payments');
          await heading(page, 'Stop receiving payments?');
          await follow(page, 'No, keep receiving');
          await follow(page, 'Stop receiving payments');
          await press(page, 'Yes, stop');
          await page.getByText('Payments are switched off. Tenants cannot pay here now.').waitFor();

          const t = await visitor(s, { script });
          await t.signIn(local(tenantPhone), 'maize beans and rain');
          await t.page.getByText(`${business} cannot receive payments here yet.`).waitFor();
          assert.equal(await t.page.getByRole('link', { name: 'Pay Rent' }).count(), 0);
          await t.close();

          await follow(page, 'Receive payments again');
          await activated(v, business);
          await page.locator('.badge').getByText('Receiving payments').waitFor();
        });
      });
    }
  }
});
