// A refund in a real browser: the owner asks, another person approves, and the page turns to paid by itself; on a small phone,
// in English and in Swahili.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../stack/stack.mjs';
import { begin, bill, fact, fill, heading, landlord, local, menu, newShortCode, PASSWORD, press, tenant, visitor } from './browser.mjs';

let s;
before(async () => { s = await begin({ RENTEASE_RESULT_AFTER_S: '5' }); });
after(async () => { await s?.end(); });

const SMALL = { width: 360, height: 740 };
const spoken = async (place) => (await place.innerText()).replaceAll('\u00a0', ' ');
const narrow = async (page) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
  `${page.url()} can be scrolled sideways`);

// A landlord with a bulk number, an accountant who may approve, and a tenant who has paid 4,000 ahead.
async function world() {
  const l = await landlord(s), t = await tenant(l), bulk = newShortCode(), second = await landlord(s, { active: false });
  await bill(l, t, { amount: 1000 });
  await s.sql(`UPDATE receiving_account SET payout_shortcode = '${bulk}' WHERE landlord_id = '${l.id}'`);
  await s.control('PUT', `/organisations/${bulk}`, { kind: 'bulk' });
  await s.sql(`UPDATE member SET landlord_id = '${l.id}', role = 'accountant', may_approve = 1 WHERE landlord_id = '${second.id}'`);
  await l.call('POST', '/mpesa/c2b/register', {});
  await until(async () => (await l.call('GET', '/mpesa/c2b/status')).body.data.isRegistered, 'the registration');
  await s.control('POST', '/c2b', { shortcode: l.shortCode, account: t.unit.accountReference, amount: '5000', phone: t.phone });
  await until(async () => (await l.call('GET', `/ledger?leaseId=${t.lease.id}`)).body.data.balance === -4000, 'the credit');
  return { l, t, second };
}

describe('money out', { concurrency: 2 }, () => {
  test('an owner asks for a refund, another approves, and the page turns to paid by itself', async () => {
    const { l, t, second } = await world();
    const owner = await visitor(s, SMALL);
    await owner.signIn(local(l.phone));
    await owner.go(`/landlord/leases/${t.lease.id}`);
    await owner.page.getByRole('link', { name: 'Refund', exact: true }).click();
    await heading(owner.page, 'Refund what a tenant has paid ahead');
    assert.equal(await spoken(fact(owner.page, 'Paid ahead, and free to give back')), 'KSh 4,000');
    await narrow(owner.page);
    await fill(owner.page, { 'Amount in shillings': '3500', Reason: 'Moved out in November' });
    await press(owner.page, 'Check before asking');
    await heading(owner.page, 'Check this payment');
    assert.equal(await spoken(owner.page.locator('.amount.big')), 'KSh 3,500');
    await owner.page.getByText('M-Pesa cannot take this back.').waitFor();
    await narrow(owner.page);
    await press(owner.page, 'Ask for approval');
    await heading(owner.page, 'Waiting for approval');
    assert.equal(await owner.page.getByRole('button', { name: 'Approve and send' }).count(), 0);
    await narrow(owner.page);

    const other = await visitor(s, SMALL);
    await other.signIn(local(second.phone));
    await other.page.getByText('Payments that wait for your approval: 1.').waitFor();
    await menu(other.page, 'Money out (1)');
    await narrow(other.page);
    await other.page.locator('tbody a').first().click();
    await heading(other.page, 'Waiting for approval');
    await narrow(other.page);
    const password = other.page.getByLabel('Your password');
    if (await password.count()) await password.fill(PASSWORD);
    await press(other.page, 'Approve and send');
    await heading(other.page, 'Paid');
    const code = await other.page.locator('#state .code').innerText();
    assert.match(code, /^[A-Z0-9]{10}$/);
    await other.page.getByRole('link', { name: 'See the receipt' }).click();
    await heading(other.page, 'Payment receipt');
    assert.equal(await fact(other.page, 'M-Pesa code').innerText(), code);
    assert.equal(await spoken(other.page.locator('.total .amount')), 'KSh 3,500');
    await narrow(other.page);
    await other.close();

    await owner.page.locator('#state').getByText(code).waitFor(); // the page that was left open
    await owner.close();
    const tenants = await visitor(s, SMALL);
    await tenants.signIn(local(t.phone));
    await menu(tenants.page, 'History');
    await tenants.page.getByRole('row').filter({ hasText: 'Refund, paid back to you' }).getByText(code).waitFor();
    await tenants.close();
  });

  test('the same in Kiswahili, without script', async () => {
    const { l, t, second } = await world();
    const owner = await visitor(s, { ...SMALL, lang: 'sw', script: false });
    await owner.signIn(local(l.phone));
    await owner.go(`/landlord/money-out/new?to=phone&purpose=refund&lease=${t.lease.id}`);
    assert.equal(await owner.page.locator('html').getAttribute('lang'), 'sw');
    await owner.page.locator('#amount').fill('1000');
    await owner.page.locator('#remarks').fill('Amehama');
    await press(owner.page, 'Kagua kabla ya kuomba');
    await heading(owner.page, 'Kagua malipo haya');
    await press(owner.page, 'Omba idhini');
    await heading(owner.page, 'Yanasubiri idhini');
    const path = new URL(owner.page.url()).pathname;

    const other = await visitor(s, { ...SMALL, lang: 'sw', script: false });
    await other.signIn(local(second.phone));
    await other.go(path);
    const password = other.page.locator('#password');
    if (await password.count()) await password.fill(PASSWORD);
    await press(other.page, 'Idhinisha na utume');
    const paid = other.page.locator('h1').getByText('Imelipwa', { exact: true });
    await until(async () => await paid.count() || (await other.page.reload(), false), 'the payment');
    await narrow(other.page);
    await owner.close();
    await other.close();
  });
});
