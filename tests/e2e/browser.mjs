// A real Chromium, people in front of it, and houses for them to live in. Whatever a page complains of in the console,
// and whatever it asks of another site, is kept and fails the test that closes the visitor.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { api, stack } from '../stack/stack.mjs';

export const PASSWORD = 'mango tree by the river';
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

// The stack `s` and the browser, together: begun and ended as one.
export async function begin(env) {
  const s = await stack({ env });
  try {
    s.browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: ARGS });
  } catch (e) {
    await s.stop();
    throw e;
  }
  s.end = async () => {
    await s.browser.close();
    await s.stop();
  };
  return s;
}

// ---------------------------------------------------------------------------------------------------- visitors

function watch(page, allowed, complaints) {
  page.on('pageerror', (e) => complaints.push(`script: ${e.message}`));
  page.on('console', (m) => {
    // A page that answers 422 is no mistake; anything a page loads for itself and does not get is told of below.
    if (m.type() === 'error' && !m.text().startsWith('Failed to load resource')) complaints.push(`console: ${m.text()}`);
  });
  page.on('request', (r) => {
    const { origin, protocol } = new URL(r.url());
    if (protocol !== 'data:' && !allowed.includes(origin)) complaints.push(`asks another site: ${r.url()}`);
  });
  page.on('response', (r) => {
    if (r.status() >= (r.request().isNavigationRequest() ? 500 : 400)) complaints.push(`${r.status()}: ${r.url()}`);
    if (r.request().isNavigationRequest() && r.frame() === page.mainFrame()) page.answered = r;
  });
}

// Somebody with a browser of his own: {page, go, newPage, signIn, close}. `script: false`: JavaScript is off.
export async function visitor(s, { script = true, lang = 'en', width = 1000, height = 800, bypassCSP = false } = {}) {
  const context = await s.browser.newContext({
    javaScriptEnabled: script, locale: lang === 'sw' ? 'sw-KE' : 'en-KE', viewport: { width, height }, bypassCSP,
    timezoneId: 'Africa/Nairobi' });
  context.setDefaultTimeout(30000);
  const complaints = [];
  const v = { s, context, script, lang };

  v.newPage = async () => {
    const page = await context.newPage();
    watch(page, [s.url, s.sim], complaints);
    return page;
  };
  v.page = await v.newPage();
  v.go = (path, page = v.page) => page.goto(path.startsWith('http') ? path : s.url + path);
  v.signIn = async (login, password = PASSWORD) => {
    await v.go('/sign-in');
    await v.page.locator('#login').fill(login);
    await v.page.locator('#password').fill(password);
    await v.page.locator('main form button').click();
    await v.page.locator('header form[action="/sign-out"]').waitFor();
  };
  v.close = async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  };
  return v;
}

// Fills the fields of a form by their labels: {'Your name': 'Jane'}; a select by what its option says.
export async function fill(page, fields) {
  for (const [label, value] of Object.entries(fields)) {
    const field = page.getByLabel(label, { exact: true });
    if (await field.evaluate((e) => e.tagName) === 'SELECT') await field.selectOption({ label: value });
    else await field.fill(value);
  }
}

export const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
export const follow = (page, name) => page.locator('main').getByRole('link', { name, exact: true }).first().click();
export const menu = (page, name) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
// Waits for the page that begins so; when it does not come, the error tells which page stood there instead.
export const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  .catch(async (e) => {
    e.message += `\n${page.url()} says:\n${await page.locator('main').innerText()}`;
    throw e;
  });

// What stands beside a label in a list of facts.
export const fact = (page, label) =>
  page.locator('main dl dt').getByText(label, { exact: true }).locator('xpath=following-sibling::dd[1]').first();

// ---------------------------------------------------------------------------------------------------- the phone

// The simulator's handset in a tab of its own. It loads itself anew until a prompt is there.
export async function phonePage(v, phone) {
  const page = await v.newPage();
  await v.go(`${v.s.sim}/phone/${phone}`, page);
  return {
    page,
    prompt: async () => {
      await page.getByLabel('M-PESA PIN').waitFor();
      return page.locator('.prompt p').innerText();
    },
    enter: async (pin) => {
      await page.getByLabel('M-PESA PIN').fill(pin);
      await press(page, 'Send');
      await page.getByLabel('M-PESA PIN').waitFor({ state: 'detached' });
    },
    cancel: async () => {
      await page.getByLabel('M-PESA PIN').waitFor();
      await press(page, 'Cancel');
      await page.getByLabel('M-PESA PIN').waitFor({ state: 'detached' });
    },
    close: () => page.close(),
  };
}

export const pushes = async (s, phone) => (await s.control('GET', `/transactions?phone=${phone}`)).body.transactions;

// ---------------------------------------------------------------------------------------------------- the world

let last = 10000000 + Math.floor(Math.random() * 80000000);
export const newPhone = () => `2547${String(++last).padStart(8, '0')}`;
export const local = (phone) => `0${phone.slice(3)}`;
let lastShortCode = 100000 + Math.floor(Math.random() * 700000);
export const newShortCode = () => String(++lastShortCode);

const data = (answer) => {
  assert.ok(answer.body.success, JSON.stringify(answer.body));
  return answer.body.data;
};

export async function session(s, login, password = PASSWORD) {
  return api(s, data(await api(s)('POST', '/session', { login, password })).token);
}

// A landlord who can receive rent: {id, phone, call, business, shortCode}.
export async function landlord(s, { name = 'Jane Wanjiku', business = 'Jacaranda Apartments', type = 'paybill', active = true,
  shortCode = newShortCode() } = {}) {
  const phone = newPhone();
  const { id } = data(await api(s)('POST', '/landlords', { name, phone, password: PASSWORD, businessName: business }));
  const call = await session(s, phone);
  const l = { s, id, phone, call, name, business, shortCode, type, properties: {} };
  if (!active) return l;

  const till = type === 'till';
  if (till) l.storeNumber = newShortCode();
  data(await call('POST', `/landlords/${id}/daraja/configure`, {
    businessType: type, businessShortCode: shortCode, businessName: business, ...(till && { storeNumber: l.storeNumber }) }));
  await s.control('PUT', `/organisations/${shortCode}`, { kind: type, name: business.toUpperCase().slice(0, 40),
    ...(till && { storeNumber: l.storeNumber }) });
  s.operatorCall ??= await session(s, s.operator.login, s.operator.password);
  data(await s.operatorCall('POST', `/landlords/${id}/daraja/activate`));
  return l;
}

// A tenant of his who has joined, in a unit of his own: {id, name, phone, call, unit, lease}.
export async function tenant(l, { name = 'Otieno Kamau', label = 'B4', property = 'Jacaranda Court', rent = 12500, joins = true,
  phone = newPhone() } = {}) {
  l.properties[property] ??= l.call('POST', '/properties', { name: property, address: 'Ngong Road, Nairobi' });
  const propertyId = data(await l.properties[property]).id;
  const unit = data(await l.call('POST', '/units', { propertyId, label, rent }));
  const t = data(await l.call('POST', '/tenants', { name, phone }));
  const lease = data(await l.call('POST', '/leases', { tenantId: t.id, unitId: unit.id, rent, dueDay: 5, startDate: '2026-01-01' }));
  const invite = new URL(t.inviteUrl).pathname;
  let call;
  if (joins) {
    const joined = data(await api(l.s)('POST', '/invites/accept', { token: invite.split('/').pop(), password: PASSWORD }));
    call = api(l.s, joined.token);
  }
  return { id: t.id, name, phone, call, invite, unit, lease, propertyId };
}

export async function bill(l, t, { amount = 12500, period = '2026-11', kind = 'rent', dueDate = `${period}-05`, description } = {}) {
  return data(await l.call('POST', '/bills', { leaseId: t.lease.id, period, kind, amount, dueDate, ...(description && { description }) }));
}

let lastKey = 0;
export async function pay(t, b, more = {}) {
  return data(await t.call('POST', '/payments/initiate', { billId: b.id, ...more },
    { 'Idempotency-Key': `browser-${process.pid}-${++lastKey}` }));
}

export const status = async (t, id) => data(await t.call('GET', `/payments/${id}/status`));
export const billNow = async (t, b) => data(await t.call('GET', `/bills/${b.id}`));
