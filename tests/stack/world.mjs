// What whole-stack tests have in common: people, books, phones, payments, and browsers. Nothing here belongs to one stack:
// world(s) is bound to the one it is given.
import assert from 'node:assert/strict';
import { api, request, stack, until } from './stack.mjs';

export const PASSWORD = 'mango tree by the river';
export const ABSENT = '0123456789abcdef';

let lastPhone = 10000000 + Math.floor(Math.random() * 80000000);
export const newPhone = () => `2547${String(++lastPhone).padStart(8, '0')}`;
let lastKey = 0;
export const key = () => ({ 'Idempotency-Key': `test-${process.pid}-${++lastKey}` });
let lastShortCode = 100000 + Math.floor(Math.random() * 700000);
export const newShortCode = () => String(++lastShortCode);
export const newPaybill = () => ({
  businessType: 'paybill', businessShortCode: newShortCode(), businessName: 'Sunrise Homes' });
let lastLabel = 0;

// ---------------------------------------------------------------------------------------------------- answers

export const kinds = {
  id: (v) => typeof v === 'string' && /^[0-9a-hjkmnp-tv-z]{16}$/.test(v),
  text: (v) => typeof v === 'string' && v.length > 0,
  money: (v) => typeof v === 'number' && Math.abs(v * 100 - Math.round(v * 100)) < 1e-6,
  int: Number.isInteger,
  bool: (v) => typeof v === 'boolean',
  time: (v) => typeof v === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(v),
  date: (v) => typeof v === 'string' && /^\d{4}-\d\d-\d\d$/.test(v),
  phone: (v) => typeof v === 'string' && /^254[17]\d{8}$/.test(v),
  list: Array.isArray,
};

// Each member is there and of its kind; "kind?" may be null.
export function shaped(value, shape) {
  for (const [member, kind] of Object.entries(shape)) {
    assert.ok(member in value, `${member} is missing from ${JSON.stringify(value)}`);
    const plain = kind.replace('?', '');
    const fine = (kind.endsWith('?') && value[member] === null) || kinds[plain](value[member]);
    assert.ok(fine, `${member} should be ${kind}, is ${JSON.stringify(value[member])}`);
  }
}

export function succeeded(answer, status, shape) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.equal(answer.body.success, true);
  assert.deepEqual(Object.keys(answer.body), ['success', 'data']);
  if (shape) shaped(answer.body.data, shape);
  return answer.body.data;
}

export function failed(answer, status, code, field) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.equal(answer.body.success, false);
  assert.equal(answer.body.error.code, code);
  assert.ok(kinds.text(answer.body.error.message));
  if (field) assert.ok(kinds.text(answer.body.error.fields?.[field]), JSON.stringify(answer.body));
  return answer.body.error;
}

// ---------------------------------------------------------------------------------------------------- the world

export function world(s) {
  const anyone = api(s);

  async function signIn(login, password = PASSWORD) {
    return api(s, succeeded(await anyone('POST', '/session', { login, password }), 200).token);
  }

  async function newLandlord(name) {
    const phone = newPhone();
    const { id } = succeeded(await anyone('POST', '/landlords',
      { name, phone, password: PASSWORD, businessName: `${name} Homes` }), 201, { id: 'id' });
    return { id, name, phone, call: await signIn(phone) };
  }

  const newBill = async (l, leaseId, amount, more = {}) => succeeded(await l.call('POST', '/bills', {
    leaseId, period: '2026-11', kind: 'rent', amount, dueDate: '2026-11-05', ...more }), 201);

  // A home in the landlord's one house (or a house of its own, with `own`), a tenant who lives there, and what he owes.
  async function newBooks(l, label = `U${++lastLabel}`, amount = 12500, { own = true } = {}) {
    if (own || !l.house) l.house = succeeded(await l.call('POST', '/properties', { name: `House ${label}` }), 201);
    const property = l.house, phone = newPhone();
    const unit = succeeded(await l.call('POST', '/units', { propertyId: property.id, label, rent: amount }), 201);
    const tenant = succeeded(await l.call('POST', '/tenants', { name: `Tenant ${label}`, phone }), 201);
    const lease = succeeded(await l.call('POST', '/leases', {
      tenantId: tenant.id, unitId: unit.id, rent: amount, dueDay: 5, startDate: '2026-01-01' }), 201);
    const books = { property, unit, tenant, phone, lease, bill: await newBill(l, lease.id, amount) };
    return Object.defineProperty(books, 'l', { value: l }); // not among what is shown or compared
  }
  const home = (l, amount = 1000) => newBooks(l, undefined, amount, { own: false });

  // The invitation accepted: the tenant as a caller of the API.
  async function joined(tenant) {
    const token = new URL(tenant.inviteUrl).pathname.split('/').pop();
    return api(s, succeeded(await anyone('POST', '/invites/accept', { token, password: PASSWORD }), 200).token);
  }

  // What happens to the phone's next pushes (docs/simulator.md).
  async function script(phone, what) {
    const answer = await s.control('PUT', `/phones/${phone}`, what);
    assert.equal(answer.status, 200, answer.text);
  }
  const auto = (more = {}) => ({ handset: 'auto', handsetDelayMs: 50, ...more });

  async function flags(what) {
    const answer = await s.control('PUT', '/flags', what);
    assert.equal(answer.status, 200, answer.text);
  }

  // Through the wizard's four steps, the KES 1 proof included.
  async function connect(l, details = newPaybill()) {
    const at = (verb, body) => l.call('POST', `/landlords/${l.id}/daraja/${verb}`, body);
    await script(l.phone, auto());
    succeeded(await at('configure', details), 200);
    succeeded(await at('test', { phone: l.phone }), 202);
    await until(async () => succeeded(await l.call('GET', `/landlords/${l.id}/daraja/status`),
      200).lastTestResult === 'success',
      'the proof of the number');
    assert.equal(succeeded(await at('activate'), 200).isActive, true);
    return Object.assign(l, details);
  }

  // Whom the simulator prompted: every push that Daraja accepted, or would have had its answer arrived.
  const pushes = async (phone) => (await s.control('GET', `/transactions?phone=${phone}`)).body.transactions;
  const requests = async (part = '') => (await s.control('GET',
    '/requests')).body.requests.filter((r) => r.path.includes(part));
  async function push(phone) {
    return until(async () => (await pushes(phone)).at(-1), `a push to ${phone}`);
  }
  async function answerPhone(phone, what = { pin: '1234' }) {
    await until(async () => (await s.control('POST', `/phones/${phone}/answer`, what)).status === 200,
      `a prompt on ${phone}`);
  }

  const initiate = (h, more = {}, headers = key(), call = h.l.call) =>
    call('POST', '/payments/initiate', { billId: h.bill.id, ...more }, headers);
  // Starts a payment of the home's bill by its landlord, with the script for the phone.
  async function pay(h, what, more = {}) {
    if (what) await script(more.phone ?? h.phone, what);
    return { ...succeeded(await initiate(h, more), 202), h };
  }
  const status = async (p) => succeeded(await p.h.l.call('GET', `/payments/${p.id}/status`), 200);
  const detail = async (p) => succeeded(await p.h.l.call('GET', `/mpesa/status-detailed/${p.id}`), 200);
  async function becomes(p, wanted, what = `payment ${JSON.stringify(wanted)}`, ms = undefined) {
    const fits = typeof wanted === 'function' ? wanted : (now) => now.status === wanted;
    let now;
    try {
      return await until(async () => { now = await status(p); return fits(now) && now; }, what, ms);
    } catch (e) {
      e.message += `; it is ${JSON.stringify(now)}`;
      throw e;
    }
  }
  // Verdicts of the callbacks about it, oldest first, once there are so many.
  async function verdicts(p, count) {
    const heard = await until(async () => {
      const { callbacks } = await detail(p);
      return callbacks.length >= count && callbacks;
    }, `${count} callbacks judged`);
    return heard.map((c) => c.verdict);
  }
  const bill = async (h) => succeeded(await h.l.call('GET', `/bills/${h.bill.id}`), 200);
  const ledger = async (h) => succeeded(await h.l.call('GET', `/ledger?leaseId=${h.lease.id}`), 200);
  const posted = async (p) => (await s.sql(`SELECT * FROM money_in WHERE payment_id = '${p.id}'`)).length;

  // Direct payments to the landlord's number are registered for, and one comes that waits for a home: its row of the tray.
  async function waitingMoney(l, shortcode, amount = 90) {
    succeeded(await l.call('POST', '/mpesa/c2b/register', {}), 202);
    await until(async () => succeeded(await l.call('GET', '/mpesa/c2b/status'), 200).isRegistered, 'the registration');
    const paid = await s.control('POST', '/c2b', { shortcode, account: 'NOBODY', amount: String(amount), phone: newPhone() });
    assert.equal(paid.status, 200, paid.text);
    return until(async () => succeeded(await l.call('GET', '/unmatched'), 200).items[0], 'the direct payment');
  }

  // A payment of a home of his, given back: the reversal.
  async function givenBack(l) {
    const h = await newBooks(l, undefined, 60), p = await pay(h, auto(), { phone: newPhone() });
    const { mpesaReceiptNumber } = await becomes(p, (now) => now.status === 'success' && now.mpesaReceiptNumber);
    const { id } = succeeded(await l.call('POST', '/mpesa/reverse', { receipt: mpesaReceiptNumber, remarks: 'Paid twice' }), 202);
    return until(async () => {
      const now = succeeded(await l.call('GET', `/mpesa/reversals/${id}`), 200);
      return now.status === 'success' && now;
    }, 'the reversal');
  }

  // A payment whose callback told of something else than was asked for, and that Daraja says nothing of: its hold waits for
  // the operator. `callback` as docs/simulator.md has it.
  async function held(h, callback) {
    const p = await pay(h, auto({ callback, query: { mode: 'pending4999' } }));
    const [{ id, inbox_id: inbox }] = await until(async () => {
      const rows = await s.sql(`SELECT id, inbox_id FROM hold WHERE payment_id = '${p.id}'`);
      return rows.length && rows;
    }, 'the hold');
    return { ...p, hold: id, inbox };
  }

  // What lies in the landlord's accounts, asked for by RentEase itself: the request's id.
  async function askBalance(l) {
    const id = [...Array(16)].map(() => '0123456789abcdefghjkmnpqrstvwxyz'[Math.floor(Math.random() * 32)]).join('');
    await s.sql(`INSERT INTO mpesa_request (id, landlord_id, receiving_account_id, api, purpose, state, shortcode, command,
      remarks, originator_id, requested_at) SELECT '${id}', landlord_id, id, 'balance', 'check', 'pending', shortcode,
      'AccountBalance', 'Balance', '${id}-1', unixepoch() FROM receiving_account WHERE landlord_id = '${l.id}' AND state = 'active'`);
    return id;
  }

  // An agent who has issued a statement and proposes other terms, and somebody who is invited.
  async function staff(l) {
    const invite = async (name, role) => succeeded(await l.call('POST', '/people/invites', { name, phone: newPhone(), role }), 201);
    const { inviteUrl } = await invite('Agent Otieno', 'agent');
    const agent = succeeded(await anyone('POST', '/people/join', { token: inviteUrl.split('/').pop(), password: PASSWORD }), 200);
    const call = api(s, agent.token), month = new Date(Date.now() + 3 * 3600e3).toISOString().slice(0, 7);
    const terms = { kind: 'percent', percent: 8, collects: 'owner' };
    succeeded(await l.call('POST', '/agreements', { ...terms, agentId: agent.user.id, fromMonth: month }), 201);
    const remittance = succeeded(await call('POST', '/remittances', { from: month, to: month }), 201);
    const agreement = succeeded(await call('POST', '/agreements', { ...terms, fromMonth: '2199-01' }), 201);
    return { person: { id: agent.user.id }, remittance, agreement, invitation: { id: (await invite('Caretaker Njoki', 'caretaker')).id } };
  }

  // Paid to another paybill, and approved by the operator.
  async function paidOut(l) {
    const p = succeeded(await l.call('POST', '/mpesa/b2b', { receiverShortCode: '888880', receiverType: 'paybill',
      accountReference: '353353', amount: 50, remarks: 'Water' }, key()), 202);
    const operator = await signIn(s.operator.login, s.operator.password);
    succeeded(await operator('POST', `/mpesa/b2b/${p.id}/approve?landlordId=${l.id}`, {}), 200);
    return until(async () => {
      const now = succeeded(await l.call('GET', `/mpesa/b2b/${p.id}`), 200);
      return now.status === 'success' && now;
    }, 'the payment out');
  }

  // As if it had begun so many seconds earlier, and were to be asked about now.
  const age = (p, seconds) => s.sql(`UPDATE payment SET initiated_at = initiated_at - ${seconds}, sent_at = sent_at - ${seconds},
    expires_at = expires_at - ${seconds}, next_check_at = CASE WHEN next_check_at IS NOT NULL THEN unixepoch() END
    WHERE id = '${p.id}'`);

  // The same, written so that no query is due because of it.
  const expire = (p, seconds = 3600) => s.sql(`UPDATE payment SET initiated_at = initiated_at - ${seconds},
    expires_at = expires_at - ${seconds} WHERE id = '${p.id}'`);

  return { s, anyone, signIn, newLandlord, newBill, newBooks, home, joined, script, auto, flags, connect, pushes, requests,
    push,
    answerPhone, initiate, pay, status, detail, becomes, verdicts, bill, ledger, posted, waitingMoney, paidOut, givenBack, held,
    askBalance, staff, age, expire };
}

// A stack, and what world() offers on it; the operator signed in.
export async function begin(options) {
  const w = world(await stack(options));
  w.operator = await w.signIn(w.s.operator.login, w.s.operator.password);
  return w;
}

// Posts to one of our callback addresses, as Daraja or somebody else would.
export const knock = (url, body, headers = {}) => request(url, 'POST', body, headers);

// The body of a good callback about the push.
export const goodCallback = (tx, more = {}) => ({ Body: { stkCallback: {
  MerchantRequestID: tx.merchantRequestId, CheckoutRequestID: tx.checkoutRequestId, ResultCode: 0,
  ResultDesc: 'The service request is processed successfully.',
  CallbackMetadata: { Item: Object.entries({ Amount: Number(tx.amount), MpesaReceiptNumber: 'UKL0FAKE01',
    TransactionDate: 20261121101529, PhoneNumber: Number(tx.phone), ...more }).map(([Name, Value]) => ({ Name,
      Value })) } } } });
