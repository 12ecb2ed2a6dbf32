// The pages that look.test.mjs opens: for each person a name and a path, or how to get there. The order counts where a page
// shows what was done before it.
import { until } from '../stack/stack.mjs';
import { totp } from '../stack/totp.mjs';
import { bill, newPhone, newShortCode, pay, status } from './browser.mjs';

const send = (page) => page.locator('main form:has(.actions) button').first().click();

// A form with something in it, sent: what comes back is to be looked at.
const sent = (path, fields) => async (v) => {
  await v.go(path);
  for (const [id, value] of Object.entries(fields)) await v.page.locator(`#${id}`).fill(value);
  await Promise.all([v.page.waitForNavigation(), send(v.page)]);
};
// The same for a page of several forms: the one that goes to `action`'s end.
async function wrongly(v, path, fields, action) {
  await v.go(path);
  for (const [id, value] of Object.entries(fields)) await v.page.locator(`#${id}`).fill(value);
  await Promise.all([v.page.waitForNavigation(), v.page.locator(`form[action$="/${action}"] button`).click()]);
}
const to = (path) => (v, w) => v.go(path(w));

async function chosen(v, type) {
  await v.go('/setup/type');
  await v.page.locator(`[value=${type}]`).check();
  await Promise.all([v.page.waitForNavigation(), send(v.page)]);
}

// A charge of the tenant's lease, added once; and its page.
async function charged(v, w) {
  await v.go('/landlord/charges');
  const link = v.page.locator('a[href^="/landlord/charges/"]:not([href$="/new"])').first();
  if (!await link.count()) {
    await v.go(`/landlord/charges/new?of=${w.tenant.lease.id}`);
    await v.page.locator('#name').fill('Security');
    await v.page.locator('#amount').fill('500');
    await Promise.all([v.page.waitForNavigation(), send(v.page)]);
  }
  await v.go(await link.getAttribute('href'));
}

async function fails(v, path, status) {
  const answer = await v.go(path);
  if (answer.status() !== status) throw new Error(`${path} answers ${answer.status()}`);
}

// A payment of the till's tenant, just begun; asked for once in each language.
async function begun(v, w, script) {
  const { s } = v;
  const phone = newPhone();
  await s.control('PUT', `/phones/${phone}`, script);
  const b = await bill(w.tillOwner, w.till, { kind: 'water', amount: 150 });
  const p = await pay(w.till, b, { phone });
  return { b, p };
}

// A list of homes, and messages about money; a table that nobody knows, sent for a bank account that is named for it.
const listed = 'property,unit,rent,tenant name,phone,start date,due day,deposit,deposit held,balance\n'
  + 'Mtoni House,M1,"12,500",Jane Wanjiru Kamau,0712 345 678,2026-01-05,5,12500,12500,"3,500"\nMtoni House,M2,9000,,,,,,,\n';
const told = 'UKA3A7XK2P Confirmed. on 21/11/26 at 1:05 PM Ksh300.50 received from 254712345678 OTIENO OKELLO. Account Number A4 New '
  + 'Utility balance is Ksh20,300.50\nUKA3A7XK3Q Confirmed. Ksh100.00 received from NOBODY\n';
async function statementOfBank(v) {
  await sent('/landlord/statements/account', { name: 'Equity Westlands' })(v);
  await v.go('/landlord/statements');
  await v.page.locator('#account').selectOption('bank/Equity Westlands');
  await v.page.locator('#text').fill('When,What it says,How much\n2026-11-20,RENT A4,1234\n');
  await Promise.all([v.page.waitForNavigation(), send(v.page)]);
}

// The page once Safaricom has made its QR code, with the code in sight.
async function scanned(v, path) {
  await until(async () => {
    await v.go(path);
    return await v.page.locator('img[src^="/qr/"]').count() > 0;
  }, 'the QR code');
  for (const summary of await v.page.locator('summary').all()) await summary.click();
  const picture = v.page.locator('img[src^="/qr/"]').first();
  await picture.scrollIntoViewIfNeeded();
  await until(() => picture.evaluate((e) => e.complete && e.naturalWidth > 0), 'the picture');
}

// The second step, begun; and on, in the answer that shows the recovery codes.
async function begunStep(v) {
  await v.s.sql('DELETE FROM second_factor');
  await v.go('/account/second-step');
  await Promise.all([v.page.waitForNavigation(), send(v.page)]);
}
async function enrolled(v) {
  await begunStep(v);
  await v.page.locator('#code').fill(totp((await v.page.locator('.key').textContent()).replace(/ /g, '')));
  await Promise.all([v.page.waitForNavigation(), send(v.page)]);
}

// The tenant's standing order, asked for on its page and settled; asked for once for both languages.
async function ordered(v, w, script, state) {
  const path = `/standing-order/${w.tenant.lease.id}`;
  if (v.lang === 'en') {
    await v.s.control('PUT', '/scripts/ratiba', { times: 1, ...script });
    await sent(path, { amount: '45000' })(v);
    await until(async () => (await v.s.sql("SELECT state FROM mpesa_request WHERE api = 'ratiba' ORDER BY rowid DESC LIMIT 1"))[0]?.state === state,
      `the standing order to be ${state}`);
  }
  await v.go(path);
}

// Bill Manager, switched on; and one bill's invoice, sent.
async function invoiced(v, w) {
  if (v.lang === 'en') {
    await sent('/setup/bill-manager', { email: 'rent@example.co.ke', contactPhone: '0722 000 111' })(v);
    await until(async () => (await v.s.sql('SELECT 1 FROM bill_manager WHERE app_key IS NOT NULL')).length, 'Bill Manager');
    await v.go(`/landlord/bills/${w.tenant.bills.next.id}`);
    await Promise.all([v.page.waitForNavigation(), v.page.locator('form[action$="/invoice"] button').click()]);
    await until(async () => (await v.s.sql("SELECT 1 FROM mpesa_request WHERE command = 'invoice' AND state = 'success'")).length, 'the invoice');
  }
  await v.go(`/landlord/bills/${w.tenant.bills.next.id}`);
}

async function simChecked(v, w) {
  await v.go('/operator/sim-check');
  await v.page.locator('#landlordId').selectOption(w.landlord.id);
  await v.page.locator('#phone').fill('0712 345 678');
  await v.s.control('PUT', '/phones/254712345678/sim', { lastSwapDate: '15-11-2026 08:30' });
  await Promise.all([v.page.waitForNavigation(), send(v.page)]);
  await until(async () => (await v.s.sql("SELECT 1 FROM mpesa_request WHERE api = 'simswap' AND state IN ('pending', 'sending', 'sent')")).length === 0, 'the answer');
  await v.go(new URL(v.page.url()).pathname);
}

export const pages = {
  anyone: {
    home: '/',
    'sign-in': '/sign-in',
    'sign-in-wrong': sent('/sign-in', { login: '0712 345 678', password: 'not this one here' }),
    'sign-up': '/sign-up',
    'sign-up-wrong': sent('/sign-up', { phone: '0712', email: 'jane@', password: 'short' }),
    invite: to((w) => w.guest.invite),
    'invite-wrong': async (v, w) => sent(w.guest.invite, { password: 'short' })(v),
    'invite-account': to((w) => w.twice.invite),
    'invite-over': '/invite/0123456789abcdef0123456789abcdef',
    'not-found': (v) => fails(v, '/nothing/here', 404),
    'stale-form': async (v) => {
      await v.go('/sign-in');
      await v.page.locator('[name=csrf]').first().evaluate((e) => { e.value = 'x'; });
      await Promise.all([v.page.waitForNavigation(), send(v.page)]);
    },
    'too-many': async (v) => {
      for (let i = 0; i < 12 && await v.page.locator('.warn').count() === 0; i++)
        await sent('/sign-in', { login: '0799 999 999', password: `guess number ${i} of many` })(v);
      if (await v.page.locator('.warn').count() === 0) throw new Error('no limit was met');
    },
  },
  quiet: { account: '/account', home: '/tenant', history: '/history', 'not-yours': (v) => fails(v, '/landlord', 403) },
  stranger: { home: '/tenant', pay: to((w) => `/pay/${w.stranger.bill.id}`) },
  tenant: {
    home: '/tenant',
    statement: '/statement',
    'statement-empty': '/statement?from=2020-01-01&to=2020-02-01',
    'statement-wrong': '/statement?from=2026-02-01&to=2026-01-01',
    pay: to((w) => `/pay/${w.tenant.bills.next.id}`),
    'pay-scan': (v, w) => scanned(v, `/pay/${w.tenant.bills.next.id}`),
    'pay-part': to((w) => `/pay/${w.tenant.bills.part.id}`),
    'pay-huge': to((w) => `/pay/${w.tenant.bills.huge.id}`),
    'pay-paid': to((w) => `/pay/${w.tenant.bills.settled.id}`),
    'pay-wrong': (v, w) => sent(`/pay/${w.tenant.bills.next.id}`, { phone: '0712', amount: '99,999,999' })(v),
    success: to((w) => `/payments/${w.tenant.payments.success}`),
    'success-part': to((w) => `/payments/${w.tenant.payments.part}`),
    'success-code-follows': to((w) => `/payments/${w.tenant.payments.follows}`),
    cancelled: to((w) => `/payments/${w.tenant.payments.cancelled}`),
    'cancelled-unsure': to((w) => `/payments/${w.tenant.payments.unsure}`),
    failed: to((w) => `/payments/${w.tenant.payments.failed}`),
    'failed-no-retry': to((w) => `/payments/${w.tenant.payments.unset}`),
    held: to((w) => `/payments/${w.tenant.payments.held}`),
    timeout: async (v, w) => {
      await until(async () => (await status(w.tenant, w.tenant.payments.timeout)).status === 'timeout', 'the expiry', 40000);
      await v.go(`/payments/${w.tenant.payments.timeout}`);
    },
    'code': to((w) => `/pay/${w.tenant.bills.late.id}/code`),
    'code-wrong': (v, w) => sent(`/pay/${w.tenant.bills.late.id}/code`, { code: 'no code at all' })(v),
    'code-used': (v, w) => sent(`/pay/${w.tenant.bills.late.id}/code`, { code: w.tenant.codes.counted })(v),
    'claim-waits': to((w) => `/claims/${w.tenant.claims.waits}`),
    'claim-credited': to((w) => `/claims/${w.tenant.claims.credited}`),
    'claim-not-found': to((w) => `/claims/${w.tenant.claims.none}`),
    'claim-tray': to((w) => `/claims/${w.tenant.claims.tray}`),
    'standing-order': to((w) => `/standing-order/${w.tenant.lease.id}`),
    'standing-order-wrong': (v, w) => sent(`/standing-order/${w.tenant.lease.id}`, { amount: '', startDate: '2026-01-01' })(v),
    'standing-order-unsure': (v, w) => ordered(v, w, { result: { mode: 'lose' } }, 'unknown'),
    'standing-order-refused': (v, w) => ordered(v, w, { result: { code: '1032' } }, 'failed'),
    'standing-order-made': (v, w) => ordered(v, w, {}, 'success'),
    'standing-order-ended': async (v, w) => {
      const path = `/standing-order/${w.tenant.lease.id}`;
      await v.go(path);
      if (v.lang === 'en') await Promise.all([v.page.waitForNavigation(), v.page.locator(`form[action="${path}/end"] button`).click()]);
      await v.go(path);
    },
    readings: '/readings',
    'reading': to((w) => `/readings/${w.tenant.meters.waiting}`),
    'reading-story': to((w) => `/readings/${w.tenant.meters.fixed}`),
    'reading-wrong': (v, w) => sent(`/readings/${w.tenant.meters.waiting}`, {})(v),
    till: to((w) => `/pay/${w.tenant.bills.next.id}/till`),
    'till-wrong': (v, w) => sent(`/pay/${w.tenant.bills.next.id}/till`, { till: '12' })(v),
    'till-refused': async (v, w) => {
      const path = `/pay/${w.tenant.bills.next.id}/till`;
      if (v.lang === 'en') {
        await v.s.control('PUT', '/scripts/express', { times: 1, result: { code: '4001' } });
        await sent(path, { till: '555123' })(v);
        await until(async () => (await v.s.sql("SELECT 1 FROM mpesa_request WHERE api = 'express' AND state = 'failed'")).length, 'the refusal');
      }
      await v.go(path);
    },
    history: '/history',
    receipt: to((w) => `/receipts/${w.tenant.receipts.paid}`),
    'receipt-code-follows': to((w) => `/receipts/${w.tenant.receipts.follows}`),
    'receipt-printed': async (v, w) => {
      await v.go(`/receipts/${w.tenant.receipts.paid}`);
      await v.page.emulateMedia({ media: 'print' });
    },
  },
  till: {
    home: '/tenant',
    pay: to((w) => `/pay/${w.till.bill.id}`),
    pending: async (v, w) => {
      const { p } = await begun(v, w, { answer: { delayMs: 20000 } });
      await v.go(`/payments/${p.id}`);
    },
    processing: async (v, w) => {
      const { b, p } = await begun(v, w, {});
      w.till.open = b;
      await until(async () => (await status(w.till, p.id)).status === 'processing', 'the prompt');
      await v.go(`/payments/${p.id}`);
    },
    'pay-scan': (v, w) => scanned(v, `/pay/${w.till.bill.id}`),
    'pay-open': to((w) => `/pay/${w.till.open.id}`),
    'home-open': '/tenant',
  },
  landlord: {
    dashboard: '/landlord',
    reports: '/landlord/reports',
    'report-rent-roll': '/landlord/reports/rent-roll',
    'report-collection': '/landlord/reports/collection',
    'report-arrears': '/landlord/reports/arrears?sort=most',
    'report-income': '/landlord/reports/income',
    'report-owner': '/landlord/reports/owner-statement',
    'report-tax': '/landlord/reports/rental-tax?month=2026-11',
    'report-statement': '/landlord/reports/statement',
    'report-statement-one': to((w) => `/landlord/reports/statement?leaseId=${w.tenant.lease.id}`),
    'report-wrong': '/landlord/reports/income?from=2026-02-01&to=2026-01-01',
    'report-empty': '/landlord/reports/income?from=2020-01-01&to=2020-02-01',
    properties: '/landlord/properties',
    property: async (v) => {
      await v.go('/landlord/properties');
      await Promise.all([v.page.waitForNavigation(), v.page.locator('td a').last().click()]);
    },
    'property-new': '/landlord/properties/new',
    'property-wrong': sent('/landlord/properties/new', {}),
    'unit-new': to((w) => `/landlord/properties/${w.tenant.propertyId}/units/new`),
    'unit-wrong': (v, w) => sent(`/landlord/properties/${w.tenant.propertyId}/units/new`, { rent: 'much' })(v),
    tenants: '/landlord/tenants',
    tenant: to((w) => `/landlord/tenants/${w.tenant.id}`),
    'tenant-invited': async (v, w) => {
      await v.go(`/landlord/tenants/${w.guest.id}`);
      await Promise.all([v.page.waitForNavigation(), send(v.page)]);
    },
    'tenant-new': '/landlord/tenants/new',
    'tenant-wrong': sent('/landlord/tenants/new', { phone: '12', email: 'x' }),
    'lease-new': '/landlord/leases/new',
    'lease-wrong': sent('/landlord/leases/new', { rent: 'much', dueDay: '31' }),
    lease: to((w) => `/landlord/leases/${w.tenant.lease.id}`),
    'unit-card': (v, w) => scanned(v, `/landlord/units/${w.tenant.lease.unitId}/card`),
    'unit-card-printed': async (v, w) => {
      await scanned(v, `/landlord/units/${w.tenant.lease.unitId}/card`);
      const pages = (await v.page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type ?\/Page\b/g).length;
      if (pages !== 1) throw new Error(`the card takes ${pages} sheets of A6`);
      await v.page.emulateMedia({ media: 'print' });
    },
    'property-cards': async (v, w) => {
      await v.page.emulateMedia({ media: null });
      await scanned(v, `/landlord/properties/${w.tenant.propertyId}/cards`);
    },
    bills: '/landlord/bills',
    'bills-none': '/landlord/bills?period=2020-01',
    'bill-new': '/landlord/bills/new',
    'bill-wrong': sent('/landlord/bills/new', { amount: '0' }),
    bill: to((w) => `/landlord/bills/${w.tenant.bills.huge.id}`),
    'bill-void': to((w) => `/landlord/bills/${w.tenant.bills.part.id}/void`),
    'bill-void-wrong': (v, w) => sent(`/landlord/bills/${w.tenant.bills.part.id}/void`, { reason: 'x' })(v),
    billing: '/landlord/billing',
    'billing-wrong': (v) => wrongly(v, '/landlord/billing', { daysBefore: '99' }, 'settings'),
    'billing-far': '/landlord/billing?period=2019-01',
    'charges-none': '/landlord/charges',
    'charge-new': '/landlord/charges/new',
    'charge-wrong': sent('/landlord/charges/new', { amount: '0' }),
    charge: (v, w) => charged(v, w),
    charges: '/landlord/charges',
    'lease-rent': to((w) => `/landlord/leases/${w.tenant.lease.id}/rent`),
    'lease-rent-wrong': (v, w) => sent(`/landlord/leases/${w.tenant.lease.id}/rent`, { rent: 'much', from: '2001-01-01' })(v),
    'lease-end': to((w) => `/landlord/leases/${w.tenant.lease.id}/end`),
    'lease-end-wrong': (v, w) => sent(`/landlord/leases/${w.tenant.lease.id}/end`, { date: '2001-01-01' })(v),
    'lease-terms': to((w) => `/landlord/leases/${w.tenant.lease.id}`),
    'balance-none': '/landlord/balance',
    'bill-scan': (v, w) => scanned(v, `/landlord/bills/${w.tenant.bills.part.id}`),
    'bill-part': to((w) => `/landlord/bills/${w.tenant.bills.part.id}`),
    'bill-checks': to((w) => `/landlord/bills/${w.tenant.bills.checks.id}`),
    'pay-for-tenant': to((w) => `/pay/${w.tenant.bills.next.id}`),
    'payment-of-tenant': to((w) => `/payments/${w.tenant.payments.failed}`),
    receipt: to((w) => `/receipts/${w.tenant.receipts.paid}`),
    transactions: '/landlord/transactions',
    'transactions-none': '/landlord/transactions?status=reversed',
    'transactions-wrong': '/landlord/transactions?phone=12&from=x',
    transaction: to((w) => `/landlord/transactions/${w.tenant.payments.success}`),
    'transaction-failed': to((w) => `/landlord/transactions/${w.tenant.payments.failed}`),
    'transaction-held': to((w) => `/landlord/transactions/${w.tenant.payments.held}`),
    'code-for-tenant': to((w) => `/pay/${w.tenant.bills.late.id}/code`),
    'claim-of-tenant': to((w) => `/claims/${w.tenant.claims.tray}`),
    codes: '/landlord/codes',
    'codes-wrong': sent('/landlord/codes', { code: 'no code at all' }),
    'code-answered': to((w) => `/landlord/codes/${w.tenant.claims.tray}`),
    'code-not-found': to((w) => `/landlord/codes/${w.tenant.claims.none}`),
    'code-asked': to((w) => `/landlord/codes/${w.tenant.claims.waits}`),
    books: '/landlord/books',
    import: '/landlord/import',
    'import-wrong': sent('/landlord/import', {}),
    'import-preview': sent('/landlord/import', { text: listed }),
    'import-errors': sent('/landlord/import', { text: `${listed}Court,B9,ten,Jo,12,31/02/2026,,,,\nCourt,B8,10,,0712345678,,,,,\n` }),
    'import-unreadable': sent('/landlord/import', { text: 'house,money\nA1,5\n' }),
    statements: '/landlord/statements',
    'statements-wrong': sent('/landlord/statements', {}),
    'statement-account': '/landlord/statements/account',
    'statement-account-wrong': sent('/landlord/statements/account', { name: '' }),
    'statement-preview': sent('/landlord/statements', { text: told }),
    'statement-columns': statementOfBank,
    meters: '/landlord/meters',
    'meter-new': '/landlord/meters/new',
    'meter-new-wrong': sent('/landlord/meters/new', { firstReading: 'much', serial: '' }),
    meter: to((w) => `/landlord/meters/${w.tenant.meters.meter.id}`),
    'meter-wrong': (v, w) => sent(`/landlord/meters/${w.tenant.meters.meter.id}`, { value: '12' })(v),
    'meter-rates': '/landlord/meters/rates',
    'meter-rates-wrong': sent('/landlord/meters/rates', { price: 'much' }),
    'meter-round': to((w) => `/landlord/properties/${w.tenant.propertyId}/readings`),
    'meter-round-wrong': async (v, w) => {
      await v.go(`/landlord/properties/${w.tenant.propertyId}/readings`);
      const fields = v.page.locator('input[name^=v_]');
      await fields.nth(0).fill('5');
      await fields.nth(1).fill('7');
      await Promise.all([v.page.waitForNavigation(), send(v.page)]);
    },
    readings: '/landlord/readings',
    'readings-disputed': '/landlord/readings?state=disputed',
    'readings-bill': '/landlord/readings/bill',
    reading: to((w) => `/landlord/readings/${w.tenant.meters.disputed}`),
    'reading-story': to((w) => `/landlord/readings/${w.tenant.meters.fixed}`),
    'reading-wrong': async (v, w) => {
      await v.go(`/landlord/readings/${w.tenant.meters.disputed}`);
      await Promise.all([v.page.waitForNavigation(), v.page.locator('form[action$=correct] button').click()]);
    },
    penalties: '/landlord/penalties',
    'penalty-policy': '/landlord/penalties/policy',
    'penalty-policy-property': to((w) => `/landlord/penalties/policy?property=${w.tenant.propertyId}`),
    'penalty-policy-wrong': sent('/landlord/penalties/policy', { percent: 'much', cap: '' }),
    penalty: to((w) => `/landlord/penalties/${w.tenant.meters.penalty}`),
    'penalty-wrong': (v, w) => sent(`/landlord/penalties/${w.tenant.meters.penalty}`, {})(v),
    unmatched: '/landlord/unmatched',
    setup: '/setup',
    'bill-manager': '/setup/bill-manager',
    'bill-manager-wrong': sent('/setup/bill-manager', { email: 'rent@', contactPhone: '12' }),
    'bill-invoiced': invoiced,
    'bill-manager-on': '/setup/bill-manager',
    tax: '/landlord/tax',
    'tax-wrong': sent('/landlord/tax', { amount: '0', prn: '' }),
    'setup-direct': '/setup/direct',
    'setup-deactivate': '/setup/deactivate',
    'setup-credentials': '/setup/credentials',
    'setup-credentials-wrong': async (v) => {
      await v.go('/setup/credentials');
      for (const [id, value] of [['consumerKey', 'short'], ['initiatorName', 'janeapi'], ['payoutShortCode', '12']])
        await v.page.locator(`#${id}`).fill(value);
      await Promise.all([v.page.waitForNavigation(), v.page.locator('form[action="/setup/credentials"] button').first().click()]);
    },
    'setup-golive': '/setup/go-live',
    'setup-trial': '/setup/direct/trial',
    'setup-trial-wrong': sent('/setup/direct/trial', { amount: '1.50', phone: '12' }),
    'setup-change': '/setup/type',
  },
  direct: {
    dashboard: '/landlord',
    unmatched: '/landlord/unmatched',
    'unmatched-done': to((w) => `/landlord/unmatched?done=${w.direct.money.assigned.id}`),
    'unmatched-one': to((w) => `/landlord/unmatched/${w.direct.money.waits.id}`),
    'unmatched-one-wrong': (v, w) => sent(`/landlord/unmatched/${w.direct.money.nameless.id}`, {})(v),
    'unmatched-split': to((w) => `/landlord/unmatched/${w.direct.money.waits.id}/split`),
    'unmatched-split-wrong': (v, w) => sent(`/landlord/unmatched/${w.direct.money.waits.id}/split`, {})(v),
    'transaction-move': to((w) => `/landlord/transactions/${w.direct.money.assigned.id}/move`),
    'transaction-move-wrong': (v, w) => sent(`/landlord/transactions/${w.direct.money.assigned.id}/move`, {})(v),
    'transaction-bills': to((w) => `/landlord/transactions/${w.direct.money.assigned.id}/bills`),
    'transaction-bills-wrong': (v, w) => sent(`/landlord/transactions/${w.direct.money.assigned.id}/bills`, {})(v),
    transactions: '/landlord/transactions?type=c2b',
    'transaction-matched': to((w) => `/landlord/transactions/${w.direct.money.matched.id}`),
    'transaction-assigned': to((w) => `/landlord/transactions/${w.direct.money.assigned.id}`),
    'transaction-waits': to((w) => `/landlord/transactions/${w.direct.money.waits.id}`),
    'receipt-waits': to((w) => `/receipts/${w.direct.money.nameless.receiptNumber}`),
    setup: '/setup',
    'setup-credentials-tested': async (v, w) => {
      await keysTested(v, w.direct);
      await v.go('/setup/credentials');
    },
    'setup-golive': '/setup/go-live',
    'setup-trial-taken': async (v, w) => {
      if (v.lang === 'en') await w.direct.call('POST', '/mpesa/c2b/simulate', { amount: 250, phone: '0708374149', accountReference: 'NOBODY' });
      await until(async () => (await w.direct.call('GET', '/mpesa/c2b/simulate')).body.data.answeredAt, 'the trial payment');
      await v.go('/setup/direct/trial');
    },
    'setup-direct': '/setup/direct',
  },
  payer: {
    home: '/tenant',
    history: '/history',
    payment: to((w) => `/payments/${w.direct.money.matched.id}`),
    receipt: to((w) => `/receipts/${w.payer.receipt}`),
  },
  returns: {
    dashboard: '/landlord',
    transaction: to((w) => `/landlord/transactions/${w.returns.payments.kept}`),
    'transaction-asked': to((w) => `/landlord/transactions/${w.returns.payments.waits}`),
    'transaction-done': to((w) => `/landlord/transactions/${w.returns.payments.done}`),
    transactions: '/landlord/transactions',
    reverse: to((w) => `/landlord/transactions/${w.returns.payments.kept}/reverse`),
    'reverse-wrong': async (v, w) => {
      await v.s.sql(`UPDATE session SET fresh_at = 0`);
      await sent(`/landlord/transactions/${w.returns.payments.kept}/reverse`, { reason: 'x' })(v);
    },
    'reverse-done': to((w) => `/landlord/transactions/${w.returns.payments.done}/reverse`),
    'reverse-under-way': to((w) => `/landlord/transactions/${w.returns.payments.waits}/reverse`),
    reversal: to((w) => `/landlord/reversals/${w.returns.reversals.done}`),
    'reversal-failed': to((w) => `/landlord/reversals/${w.returns.reversals.failed}`),
    'reversal-initiator': to((w) => `/landlord/reversals/${w.returns.reversals.wrong}`),
    'reversal-waits': to((w) => `/landlord/reversals/${w.returns.reversals.waits}`),
    'reversal-unknown': to((w) => `/landlord/reversals/${w.returns.reversals.unknown}`),
    'reversal-unknown-wrong': (v, w) => sent(`/landlord/reversals/${w.returns.reversals.unknown}`, { note: 'x' })(v),
    balance: '/landlord/balance',
  },
  returned: {
    home: '/tenant',
    history: '/history',
    payment: to((w) => `/payments/${w.returns.payments.done}`),
    receipt: to((w) => `/receipts/${w.returned.receipt}`),
  },
  differs: {
    reconcile: '/landlord/reconcile',
    'reconcile-open': async (v) => {
      await v.go('/landlord/reconcile');
      for (const summary of await v.page.locator('summary').all()) await summary.click();
    },
    difference: to((w) => `/landlord/reconcile/${w.differs.missing}`),
    'difference-wrong': (v, w) => sent(`/landlord/reconcile/${w.differs.twice}`, { reason: 'x' })(v),
    'difference-explained': to((w) => `/landlord/reconcile/${w.differs.explained}`),
    months: '/landlord/months',
    month: to((w) => `/landlord/months/${w.differs.month}`),
    'month-wrong': async (v, w) => {
      await v.s.sql(`UPDATE session SET fresh_at = 0`);
      await sent(`/landlord/months/${w.differs.month}`, { note: 'Looked through' })(v);
    },
    accounts: to((w) => `/landlord/accounts?from=${w.differs.first}`),
    'accounts-wrong': '/landlord/accounts?from=x',
    account: to((w) => `/landlord/accounts/${w.differs.owed}?from=${w.differs.first}`),
    'account-none': to((w) => `/landlord/accounts/${w.differs.mpesa}?from=2020-01-01&to=2020-01-02`),
    journal: to((w) => `/landlord/journal/${w.differs.entry}`),
  },
  elsewhere: {
    'setup-direct': '/setup/direct',
    'setup-direct-wrong': async (v) => {
      await v.go('/setup/direct');
      await v.page.locator('#nominatedPhone').fill('0712');
      await Promise.all([v.page.waitForNavigation(), v.page.locator('form[action="/setup/direct/pull"] button').click()]);
    },
  },
  refused: { 'setup-direct': '/setup/direct' },
  strict: { 'setup-direct': '/setup/direct' },
  refusedCode: {
    pay: to((w) => `/pay/${w.refusedCode.bill.id}`),
    'pay-open': async (v, w) => {
      await v.go(`/pay/${w.refusedCode.bill.id}`);
      await v.page.locator('summary').first().click();
    },
  },
  beginner: {
    'setup-direct': '/setup/direct', 'setup-credentials': '/setup/credentials', 'setup-golive': '/setup/go-live',
    dashboard: '/landlord', properties: '/landlord/properties', tenants: '/landlord/tenants', bills: '/landlord/bills',
    transactions: '/landlord/transactions', 'lease-new': '/landlord/leases/new', 'bill-new': '/landlord/bills/new',
    'setup-type': '/setup/type',
    'setup-type-wrong': sent('/setup/type', {}),
    'setup-till': (v) => chosen(v, 'till'),
    'setup-till-wrong': async (v) => {
      await chosen(v, 'till');
      await sent('/setup/details', { businessShortCode: '12' })(v);
    },
    'setup-paybill': (v) => chosen(v, 'paybill'),
    'setup-own-keys-wrong': async (v) => {
      await v.go('/setup/details');
      await v.page.locator('summary').first().click();
      await v.page.locator('summary').last().click();
      await v.page.locator('#passkey').fill('short');
      await Promise.all([v.page.waitForNavigation(), send(v.page)]);
      await v.page.locator('summary').first().click();
    },
    'setup-test': async (v, w) => {
      w.beginner.shortCode ??= newShortCode();
      await sent('/setup/details', { businessShortCode: w.beginner.shortCode, businessName: 'Grace Homes' })(v);
    },
    'setup-test-wrong': sent('/setup/test', { phone: '12' }),
    'setup-test-cancelled': async (v, w) => {
      await v.s.control('PUT', `/phones/${w.beginner.msisdn}`, { handset: 'auto', handsetDelayMs: 10, result: '1032', times: 1 });
      await tested(v, w, (said) => said.lastTestResult === 'failed');
      await v.go('/setup/test');
    },
    'setup-test-passed': async (v, w) => {
      await v.s.control('PUT', `/phones/${w.beginner.msisdn}`, { handset: 'auto', handsetDelayMs: 10 });
      await tested(v, w, (said) => said.lastTestResult === 'success');
      await v.go('/setup/test');
    },
    'setup-activate': '/setup/activate',
    'setup-activate-wrong': sent('/setup/activate', {}),
    'setup-active': async (v) => {
      if (v.lang === 'en') {
        await v.go('/setup/activate');
        await v.page.locator('#confirm').check();
        await Promise.all([v.page.waitForNavigation(), send(v.page)]);
      }
      await v.go('/setup');
    },
    'dashboard-active': '/landlord',
    'setup-change-details': async (v) => {
      await chosen(v, 'paybill');
    },
    'setup-waiting': async (v, w) => {
      if (v.lang === 'en') {
        await sent('/setup/details', { businessShortCode: newShortCode(), businessName: 'Grace Homes' })(v);
        await tested(v, w, (said) => said.lastTestResult === 'success');
        await v.go('/setup/activate');
        await v.page.locator('#confirm').check();
        await Promise.all([v.page.waitForNavigation(), send(v.page)]);
      }
      await v.go('/setup');
    },
    'dashboard-waiting': '/landlord',
    'setup-off': async (v) => {
      if (v.lang === 'en') {
        await v.go('/setup');
        await Promise.all([v.page.waitForNavigation(), v.page.locator('.danger').click()]);
        await v.go('/setup/deactivate');
        await Promise.all([v.page.waitForNavigation(), send(v.page)]);
      }
      await v.go('/setup');
    },
    'unit-card-none': async (v, w) => {
      w.beginner.unit ??= (await w.beginner.call('POST', '/units', {
        propertyId: (await w.beginner.call('POST', '/properties', { name: 'Grace Court' })).body.data.id, label: 'G1', rent: 9000 })).body.data;
      await v.go(`/landlord/units/${w.beginner.unit.id}/card`);
    },
    account: '/account',
    'second-step': '/account/second-step',
    'setup-change-told': async (v, w) => {
      if (v.lang === 'en') {
        await chosen(v, 'paybill');
        await sent('/setup/details', { businessShortCode: newShortCode(), businessName: 'Grace Homes' })(v);
        await tested(v, w, (said) => said.lastTestResult === 'success');
      }
      await v.s.sql('DELETE FROM second_factor');
      await v.go('/setup/activate');
    },
    'second-step-scan': begunStep,
    'second-step-wrong': async (v) => {
      await begunStep(v);
      await Promise.all([v.page.waitForNavigation(), send(v.page)]);
    },
    'recovery-codes': enrolled,
    'account-on': '/account',
    'second-step-on': '/account/second-step',
    'second-step-off-wrong': sent('/account/second-step/off', {}),
    'setup-change-code-wrong': sent('/setup/activate', {}),
    'recovery-codes-printed': async (v) => {
      await enrolled(v);
      await v.page.emulateMedia({ media: 'print' });
    },
  },
  out: {
    'money-out': '/landlord/money-out',
    'money-out-none': '/landlord/money-out?status=pending',
    'money-out-wrong': '/landlord/money-out?status=x',
    'new-choice': '/landlord/money-out/new',
    'new-tenant': '/landlord/money-out/new?to=phone&purpose=refund',
    'new-refund': to((w) => `/landlord/money-out/new?to=phone&purpose=refund&lease=${w.out.lease.id}`),
    'new-phone': '/landlord/money-out/new?to=phone&purpose=salary',
    'new-business': '/landlord/money-out/new?to=business&purpose=utility',
    'new-top-up': '/landlord/money-out/new?to=business&purpose=top_up',
    'new-phone-wrong': sent('/landlord/money-out/new?to=phone&purpose=salary', { phoneNumber: '12', amount: 'much' }),
    'new-check': sent('/landlord/money-out/new?to=phone&purpose=salary', { phoneNumber: '0712345678', amount: '249999', remarks: 'Wages of the caretaker for November' }),
    waits: to((w) => `/landlord/money-out/${w.out.payouts.waits}`),
    paid: to((w) => `/landlord/money-out/${w.out.payouts.paid}`),
    receipt: to((w) => `/landlord/money-out/${w.out.payouts.paid}/receipt`),
    failed: to((w) => `/landlord/money-out/${w.out.payouts.failed}`),
    rejected: to((w) => `/landlord/money-out/${w.out.payouts.rejected}`),
    unknown: to((w) => `/landlord/money-out/${w.out.payouts.unknown}`),
    'unknown-wrong': (v, w) => sent(`/landlord/money-out/${w.out.payouts.unknown}`, { receipt: 'x' })(v),
    transactions: '/landlord/transactions',
    lease: to((w) => `/landlord/leases/${w.out.lease.id}`),
    tenant: to((w) => `/landlord/tenants/${w.out.tenantId}`),
    'hand-dashboard': '/landlord',
    'hand-books': '/landlord/books',
    'hand-entries': '/landlord/entries',
    'hand-entries-none': '/landlord/entries?status=rejected&rail=bank',
    'hand-entries-wrong': '/landlord/entries?status=x',
    'hand-new': to((w) => `/landlord/entries/new?lease=${w.out.hand.lease}`),
    'hand-new-wrong': sent('/landlord/entries/new', { amount: 'much', receivedOn: '2031-01-01' }),
    'hand-waits': to((w) => `/landlord/entries/${w.out.hand.entries.waits}`),
    'hand-waits-wrong': async (v, w) => {
      await v.go(`/landlord/entries/${w.out.hand.entries.waits}`);
      await Promise.all([v.page.waitForNavigation(), v.page.locator('form[action$=reject] button').click()]);
    },
    'hand-cash': to((w) => `/landlord/entries/${w.out.hand.entries.cash}`),
    'hand-bank': to((w) => `/landlord/entries/${w.out.hand.entries.bank}`),
    'hand-cheque': async (v, w) => {
      await v.go(`/landlord/entries/${w.out.hand.entries.cheque}`);
      for (const summary of await v.page.locator('main summary').all()) await summary.click();
    },
    'hand-bounced': to((w) => `/landlord/entries/${w.out.hand.entries.bounced}`),
    'hand-rejected': to((w) => `/landlord/entries/${w.out.hand.entries.rejected}`),
    'hand-undone': to((w) => `/landlord/entries/${w.out.hand.entries.undone}`),
    'hand-receipt': to((w) => `/receipts/${w.out.hand.receipts.cash}`),
    'hand-receipt-bounced': to((w) => `/receipts/${w.out.hand.receipts.bounced}`),
    'hand-transactions': '/landlord/transactions?type=manual',
    'hand-transaction': to((w) => `/landlord/transactions/${w.out.hand.payment}`),
    'hand-places': '/landlord/cash',
    'hand-move': '/landlord/cash/move',
    'hand-move-wrong': sent('/landlord/cash/move', { amount: 'all' }),
    'hand-account': '/landlord/cash/bank-account',
    'hand-account-wrong': sent('/landlord/cash/bank-account', {}),
    'hand-opening': to((w) => `/landlord/leases/${w.out.hand.lease}/opening`),
    'hand-opening-new': to((w) => `/landlord/leases/${w.out.hand.fresh}/opening`),
    'hand-opening-wrong': (v, w) => sent(`/landlord/leases/${w.out.hand.fresh}/opening`, { balance: 'x', dueDate: '' })(v),
    'hand-deposit': to((w) => `/landlord/leases/${w.out.hand.lease}/deposit`),
    'hand-deposit-wrong': (v, w) => sent(`/landlord/leases/${w.out.hand.lease}/deposit`, { amount: 'x' })(v),
    'hand-deposit-none': to((w) => `/landlord/leases/${w.out.hand.fresh}/deposit`),
    'hand-deposit-settled': to((w) => `/landlord/leases/${w.out.hand.gone}/deposit`),
    'hand-lease': to((w) => `/landlord/leases/${w.out.hand.lease}`),
  },
  left: {
    home: '/tenant',
    history: '/history',
    deposit: to((w) => `/deposits/${w.out.hand.gone}`),
  },
  caretaker: {
    entries: '/landlord/entries',
    'entry-waits': to((w) => `/landlord/entries/${w.out.hand.entries.waits}`),
    'entry-new': '/landlord/entries/new',
  },
  approver: {
    dashboard: '/landlord',
    'money-out': '/landlord/money-out',
    decides: to((w) => `/landlord/money-out/${w.out.payouts.waits}`),
    'decides-wrong': async (v, w) => {
      await v.go(`/landlord/money-out/${w.out.payouts.waits}`);
      await Promise.all([v.page.waitForNavigation(), v.page.locator('form[action$=reject] button').click()]);
    },
  },
  boss: {
    people: '/landlord/people',
    'person-new': '/landlord/people/new',
    'person-new-wrong': async (v) => {
      await v.go('/landlord/people/new');
      await v.page.locator('[value=caretaker]').check();
      await v.page.locator('[name=houses][value=some]').check();
      await Promise.all([v.page.waitForNavigation(), send(v.page)]);
    },
    'person-invited': async (v) => {
      await v.go('/landlord/people/new');
      await v.page.locator('#name').fill('Halima');
      await v.page.locator('#phone').fill(`0${newPhone().slice(3)}`);
      await v.page.locator('[value=accountant]').check();
      await Promise.all([v.page.waitForNavigation(), send(v.page)]);
    },
    person: to((w) => `/landlord/people/${w.boss.keeperId}`),
    'person-wrong': async (v, w) => {
      await v.go(`/landlord/people/${w.boss.keeperId}`);
      await Promise.all([v.page.waitForNavigation(), send(v.page)]);
    },
    join: to((w) => `/join/${w.boss.join}`),
    'join-wrong': (v, w) => sent(`/join/${w.boss.join}`, { password: 'short' })(v),
    'join-over': (v) => fails(v, `/join/${'0'.repeat(40)}`, 404),
    audit: '/landlord/audit',
    'audit-none': '/landlord/audit?to=2020-01-01',
    agents: '/landlord/remittances',
    'agreement-new': '/landlord/agreements/new',
    'agreement-new-wrong': async (v) => {
      await v.go('/landlord/agreements/new');
      await v.page.locator('#rent').uncheck();
      await Promise.all([v.page.waitForNavigation(), send(v.page)]);
    },
    statement: to((w) => `/landlord/remittances/${w.boss.statement}`),
    'statement-wrong': async (v, w) => {
      await v.go(`/landlord/remittances/${w.boss.statement}`);
      await v.page.locator('[value=payout]').check();
      await Promise.all([v.page.waitForNavigation(), v.page.locator('form[action$=settle] button').click()]);
    },
    books: '/landlord/books',
  },
  agent: {
    portfolio: '/agent',
    found: '/agent?q=Ka',
    'found-none': '/agent?q=zzz',
    'found-wrong': '/agent?q=z',
    agents: '/landlord/remittances',
    'statement-new': '/landlord/remittances/new?from=2026-10&to=2026-10',
    'statement-wrong': '/landlord/remittances/new?from=2026-10&to=2020-01',
    'agreement-new': '/landlord/agreements/new',
  },
  keeper: {
    dashboard: '/landlord',
    properties: '/landlord/properties',
    property: to((w) => `/landlord/properties/${w.keeper.house}`),
    tenants: '/landlord/tenants',
    tenant: to((w) => `/landlord/tenants/${w.keeper.tenantId}`),
    lease: to((w) => `/landlord/leases/${w.keeper.lease}`),
    bills: '/landlord/bills',
    transactions: '/landlord/transactions',
    codes: '/landlord/codes',
    books: '/landlord/books',
  },
  operator: {
    audit: '/operator/audit',
    extras: '/operator/extras',
    'tax-rates': '/operator/tax-rates',
    'tax-rates-wrong': sent('/operator/tax-rates', { rate: 'much', yearFrom: '5', yearTo: '4' }),
    'sim-check': '/operator/sim-check',
    'sim-check-wrong': sent('/operator/sim-check', { phone: '12' }),
    'sim-check-swapped': simChecked,
    payouts: '/operator/payouts',
    payout: to((w) => `/operator/payouts/${w.out.payouts.waits}`),
    account: '/account',
    landlords: '/operator',
    golive: '/operator/go-live',
    landlord: to((w) => `/operator/landlords/${w.landlord.id}`),
    'landlord-new': to((w) => `/operator/landlords/${w.beginner.id}`),
    held: '/operator/held',
    'held-one': async (v, w) => v.go(`/operator/held/${(await hold(v, w)).id}`),
    'held-one-wrong': async (v, w) => {
      await v.go(`/operator/held/${(await hold(v, w)).id}`);
      await v.page.locator('[value=no_money]').check();
      await Promise.all([v.page.waitForNavigation(), send(v.page)]);
    },
    inbox: '/operator/inbox',
    'inbox-filtered': (v, w) => v.go(`/operator/inbox?verdict=held&about=${w.tenant.payments.held}`),
    'inbox-none': '/operator/inbox?about=NOTHING',
    'inbox-one': async (v, w) => v.go(`/operator/inbox/${(await hold(v, w)).inbox_id}`),
    'inbox-one-wrong': async (v, w) => sent(`/operator/inbox/${(await hold(v, w)).inbox_id}`, { reason: 'x' })(v),
    'inbox-replayed': async (v, w) => {
      const path = `/operator/inbox/${(await hold(v, w)).inbox_id}`;
      await sent(path, { reason: 'Safaricom asked us to look at it once more, by telephone' })(v);
      await v.page.locator('[data-settled]').waitFor();
      await v.go(path);
    },
    requests: '/operator/requests',
    request: async (v) => {
      await v.go('/operator/requests');
      await Promise.all([v.page.waitForNavigation(), v.page.locator('td a').first().click()]);
    },
    transaction: to((w) => `/operator/transactions/${w.tenant.payments.held}`),
    reversal: to((w) => `/operator/reversals/${w.returns.reversals.unknown}`),
  },
};

// Every test of the keys, with an initiator whose password is wrong; only once for both languages.
async function keysTested(v, l) {
  const ask = (method, body) => l.call(method, `/landlords/${l.id}/daraja/checks`, body);
  const checks = async () => (await ask('GET')).body.data.checks;
  if ((await checks()).every((c) => c.finding)) return;
  await v.s.control('PUT', '/scripts/accountBalance', { times: 1, result: { code: '2001', desc: 'The initiator information is invalid.' } });
  for (const kind of ['token', 'passkey', 'initiator', 'urls', 'callbacks']) await ask('POST', { kind });
  await until(async () => (await checks()).every((c) => c.finding), 'the tests of the keys');
}

// The hold on the tenant's payment.
const hold = async (v, w) => (await v.s.sql(`SELECT id, inbox_id FROM hold WHERE payment_id = '${w.tenant.payments.held}'`))[0];

// The KSh 1 test, over the API, until its result is the one wanted; only once for both languages.
async function tested(v, w, wanted) {
  const { call, id, phone } = w.beginner;
  const said = async () => (await call('GET', `/landlords/${id}/daraja/status`)).body.data;
  if (wanted(await said())) return;
  await until(async () => (await call('POST', `/landlords/${id}/daraja/test`, { phone })).status === 202, 'the test to start');
  await until(async () => wanted(await said()), 'the result of the test');
}
