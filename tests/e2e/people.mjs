// Whom and what look.test.mjs looks at: short names and very long ones, small amounts and nine digits, empty lists and
// long ones, and a payment in every state.
import { api, until } from '../stack/stack.mjs';
import { bill, landlord, local, newPhone, newShortCode, PASSWORD, pay, session, status, tenant } from './browser.mjs';

const LONG = 'Bartholomew Wekesa Oluoch-Nyong’o wa Muthoni Kariuki Ndung’u';
const LONG_HOUSE = 'Kenyatta International Gardens and Serviced Apartments, Block Twelve';
const signIn = (person) => ({ ...person, phone: local(person.phone), msisdn: person.phone, password: PASSWORD });

// A payment of his that has come to `wanted`. A phone takes one prompt in a while, so each payment uses a phone of its own.
async function paid(s, t, b, script, wanted, more = {}) {
  const phone = newPhone();
  await s.control('PUT', `/phones/${phone}/balance`, { balance: '1000000' });
  await s.control('PUT', `/phones/${phone}`, { handset: 'auto', handsetDelayMs: 10, ...script });
  const p = await pay(t, b, { phone, ...more });
  if (wanted) await until(async () => wanted(await status(t, p.id)), `payment ${JSON.stringify(script)}`);
  return p.id;
}
const is = (...states) => (p) => states.includes(p.status);
const over = (p) => ['failed', 'cancelled'].includes(p.status) && p.moneyMoved === false;

async function richTenant(s, l) {
  const t = await tenant(l, { name: LONG, label: 'Penthouse Suite 12 East Wing', property: LONG_HOUSE, rent: 99999999.5 });
  const bills = {};
  for (const [name, kind, amount, period] of [
    ['settled', 'rent', 12500, '2026-08'], ['part', 'water', 1250.5, '2026-09'], ['huge', 'rent', 99999999.5, '2026-10'],
    ['late', 'electricity', 3000, '2026-10'], ['next', 'rent', 45000, '2026-12'], ['waits', 'garbage', 300, '2026-12'],
    ['checks', 'service', 400, '2026-12'], ['held', 'penalty', 500, '2026-12'], ['fails', 'other', 600, '2026-12'],
    ['locked', 'water', 700, '2026-12'], ['sent', 'deposit', 800, '2026-12'], ['follows', 'electricity', 900, '2026-12'],
    ['unsure', 'water', 950, '2026-11']]) {
    bills[name] = await bill(l, t, { kind, amount, period, description: `Meter reading 1204 to 1219 for ${name}` });
  }
  const cancelled = { result: '1032' };
  t.payments = {
    success: await paid(s, t, bills.settled, {}, is('success')),
    part: await paid(s, t, bills.part, {}, is('success'), { amount: 1000 }),
    cancelled: await paid(s, t, bills.fails, cancelled, over),
    failed: await paid(s, t, bills.fails, { result: '1' }, over),
    unset: await paid(s, t, bills.locked, { result: 'SFC_IC0003' }, over),
    unsure: await paid(s, t, bills.unsure, { ...cancelled, query: { mode: 'pending4999' } }, is('cancelled')),
    held: await paid(s, t, bills.held, { callback: { amount: '5' }, query: { mode: 'pending4999' } }),
    follows: await paid(s, t, bills.follows, { callback: { lose: true } }, is('success')),
    timeout: await paid(s, t, bills.checks, { handset: 'manual', callback: { lose: true }, query: { mode: 'pending4999' } }),
  };
  const asTenantSees = async () => (await status(t, t.payments.held)).message;
  await until(async () => /person is looking/.test(await asTenantSees()), 'the hold');
  const receipt = async (id) => (await t.call('GET', `/bills/${id}`)).body.data.payments[0].receiptNumber;
  return Object.assign(t, { bills, receipts: { paid: await receipt(bills.settled.id), follows: await receipt(bills.follows.id) } });
}

// Codes that were entered, one for each face that the page has.
async function claims(s, l, t) {
  const send = async (amount, phone) => (await s.control('POST', '/c2b',
    { shortcode: l.shortCode, account: 'RENT', amount, phone, wait: true, script: { lose: true } })).body.receipt;
  const enter = async (code) => (await l.call('POST', `/bills/${t.bills.huge.id}/claim`, { code })).body.data.id;
  const over = async (code) => {
    const id = await enter(code);
    await until(async () => (await l.call('GET', `/claims/${id}`)).body.data.finding, `the claim ${code}`);
    return id;
  };
  const counted = await send('10', t.phone);
  t.codes = { counted };
  t.claims = { credited: await over(counted), tray: await over(await send('11', newPhone())), none: await over('UKL3A7XK2P') };
  await s.control('PUT', '/scripts/transactionStatus', { times: 1, result: { mode: 'lose' } });
  const id = await enter('UKL3A7XK2Q');
  await until(async () => (await s.sql(`UPDATE mpesa_request SET next_check_at = next_check_at + 86400
    WHERE id = '${id}' AND state = 'sent' RETURNING id`)).length, 'a question that stays open');
  t.claims.waits = id;
}

// Some 200 bills of twenty tenants.
async function crowd(l) {
  for (let i = 1; i <= 20; i++) {
    const t = await tenant(l, { name: `Tenant Number ${i}`, label: `A${i}`, joins: false, rent: 1000 * i });
    for (let month = 1; month <= 10; month++)
      await bill(l, t, { amount: 1000 * i, period: `2026-${String(month).padStart(2, '0')}` });
  }
}

// Meters: one that was read three times (billed, disputed and corrected, waiting), others not read yet; a penalty, and one in doubt.
async function metered(s, l, t) {
  const day = (ago) => new Date(Date.now() + 3 * 3600e3 - ago * 86400e3).toISOString().slice(0, 10);
  const call = async (method, path, body) => {
    const answer = await l.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body.data;
  };
  const meter = await call('POST', '/meters', { unitId: t.lease.unitId, kind: 'water', serial: 'KENT-2019-00451187', firstReading: 99118.5, firstReadingDate: day(90) });
  for (const [kind, measure] of [['electricity', 'kWh']])
    await call('POST', '/meters', { unitId: t.lease.unitId, kind, measure, serial: 'E-77', firstReading: 12, firstReadingDate: day(60) });
  await call('POST', '/meter-rates', { kind: 'water', from: day(90), price: 150, fixed: 200 });
  await call('POST', '/meter-rates', { kind: 'water', from: day(40), price: 165.5, propertyId: t.propertyId });
  const read = (value, ago) => call('POST', '/readings', { meterId: meter.id, value, date: day(ago), confirmed: true, note: 'Behind the gate' });
  const disputed = await read(99126, 60), wrong = await read(99199, 30);
  await call('POST', '/readings/bill', {});
  await t.call('POST', `/readings/${disputed.id}/dispute`, { reason: 'My meter showed 99122 on that day, and I have a photo of it on my phone' });
  await t.call('POST', `/readings/${wrong.id}/dispute`, { reason: 'It shows 99129' });
  const fixed = await call('POST', `/readings/${wrong.id}/correct`, { value: 99129, reason: 'Misread: the last digits are 29' });
  const waiting = await read(99140.25, 1);
  await call('PUT', '/penalty-policy', { how: 'percent', percent: 5, graceDays: 5, again: 'monthly', cap: 5000, kinds: 'rent|water' });
  const [[one], [two]] = [await s.sql(`SELECT id FROM bill WHERE lease_id = '${t.lease.id}' AND kind = 'penalty'`),
    await s.sql(`SELECT id FROM bill WHERE lease_id = '${t.lease.id}' AND kind = 'rent' ORDER BY due_date`)];
  await s.sql(`UPDATE bill SET due_date = '${day(20)}' WHERE id = '${one.id}'; INSERT INTO penalty (bill_id, round, landlord_id, policy_id, day, base_cents,
    verdict, penalty_bill_id, judged_at) SELECT '${two.id}', 1, landlord_id, id, '${day(20)}', 1250000, 'charged', '${one.id}', 1 FROM penalty_policy
    WHERE landlord_id = '${l.id}' ORDER BY rowid LIMIT 1`);
  t.meters = { meter, disputed: disputed.id, wrong: wrong.id, fixed: fixed.id, waiting: waiting.id, penalty: one.id };
}

// Missed payments: one owner's pull has brought some, and the other's number was refused.
async function missed(s, l, refused) {
  const register = async (of) => {
    await of.call('POST', '/mpesa/pull/register', { nominatedPhone: '0722 000 000' });
    return until(async () => (await of.call('GET', '/mpesa/pull/status')).body.data.answeredAt, 'the answer to the registration');
  };
  for (const [account, amount] of [['KODI YA DESEMBA 2026', '45000.50'], ['Y', '10']])
    await s.control('POST', '/c2b', { shortcode: l.shortCode, account, amount, phone: newPhone(), script: { lose: true } });
  await register(l);
  await until(async () => (await l.call('GET', '/mpesa/pull/status')).body.data.found.length > 1, 'the missed payments');
  await s.control('PUT', '/scripts/pullRegister', { times: 1, answer: { mode: 'error', status: 400, errorCode: '400.001',
    errorMessage: 'Invalid ShortCode' } });
  await register(refused);
}

// Direct payments: an owner with some in the tray, and one for each way in which a registration can end.
async function directs(s) {
  const register = async (l, body = {}) => {
    await l.call('POST', '/mpesa/c2b/register', body);
    return until(async () => (await l.call('GET', '/mpesa/c2b/status')).body.data.answeredAt, 'the answer to the registration');
  };
  const l = await landlord(s, { name: LONG, business: 'Kilima Flats' });
  await register(l);
  const t = await tenant(l, { name: LONG, label: 'Penthouse Suite 12 East Wing', property: LONG_HOUSE, rent: 45000 });
  await bill(l, t, { amount: 45000 });
  const shown = async (account, amount, script) => {
    const { receipt } = (await s.control('POST', '/c2b', { shortcode: l.shortCode, account, amount, phone: newPhone(), script })).body;
    const list = async () => (await l.call('GET', '/mpesa/transactions?type=c2b')).body.data.items;
    return until(async () => (await list()).find((x) => x.mpesaReceiptNumber === receipt), `payment of ${account}`);
  };
  const money = {
    matched: await shown(t.lease.accountReference, '20000', { names: 'all' }),
    assigned: await shown('MAMA ACHIENG NOV RENT', '1250.50', { names: 'all' }),
    waits: await shown('KODI YA NOVEMBA 2026', '99999.50', { names: 'all', saysBalance: '1' }),
    nameless: await shown('X', '10', { names: 'missing', msisdn: 'sha256' }),
  };
  await l.call('POST', `/unmatched/${money.assigned.id}/assign`, { leaseId: t.lease.id });
  t.receipt = (await l.call('GET', `/mpesa/transactions/${money.matched.id}`)).body.data.receiptNumber;

  const elsewhere = await landlord(s, { name: 'Elsewhere' }), refused = await landlord(s, { name: 'Refused' });
  await register(elsewhere);
  await s.control('PUT', '/flags', { c2bRegisterOnce: true });
  await register(elsewhere);
  await s.control('PUT', '/flags', { c2bRegisterOnce: false, c2bProduct: 'v1' });
  await register(refused);
  await s.control('PUT', '/flags', { c2bProduct: 'both' });
  await missed(s, l, refused);
  const strict = await landlord(s, { name: 'Strict' });
  await register(strict);
  await strict.call('POST', '/mpesa/c2b/validation', { mode: 'strict' });
  return { direct: Object.assign(signIn(l), { money }), payer: signIn(t), elsewhere: signIn(elsewhere), refused: signIn(refused),
    strict: signIn(strict) };
}

// Asked more than an hour ago, and Daraja will not be asked about it again; a question on its way has ended without a word.
async function abandoned(s, id) {
  const quiet = () => s.sql(`UPDATE mpesa_request SET next_check_at = NULL WHERE id = '${id}'`);
  await quiet();
  await until(async () => !(await s.sql(`SELECT id FROM mpesa_request WHERE about_request_id = '${id}' AND state IN ('pending', 'sending', 'sent')`)).length,
    'the end of the question', 60000);
  await quiet();
  await s.sql(`UPDATE mpesa_request SET requested_at = requested_at - 4000, sent_at = sent_at - 4000 WHERE id = '${id}'`);
}

// Payments given back, or not, in every state, and a number whose balance was asked for.
async function returns(s) {
  const l = await landlord(s, { name: LONG, business: 'Kilima Flats' }), phone = newPhone();
  const t = await tenant(l, { name: LONG, label: 'Penthouse Suite 12 East Wing', property: LONG_HOUSE, rent: 45000, phone });
  const script = (api, what) => s.control('PUT', `/scripts/${api}`, what);
  const ask = async (id) => (await l.call('POST', '/mpesa/reverse', { receipt: id, remarks: 'Paid twice by mistake, the tenant asked for it' })).body.data.id;
  const ended = (id, ...wanted) => until(async () => wanted.includes((await l.call('GET', `/mpesa/reversals/${id}`)).body.data.status), `reversal ${wanted}`);
  const payments = {}, reversals = {};
  for (const [name, period] of [['kept', '2026-05'], ['done', '2026-06'], ['failed', '2026-07'], ['wrong', '2026-08'], ['waits', '2026-09'], ['unknown', '2026-10']])
    payments[name] = await paid(s, t, await bill(l, t, { amount: 45000, period }), {}, is('success'));
  const made = async (name, what, ...wanted) => {
    await script('reversal', { times: 1, ...what });
    reversals[name] = await ask(payments[name]);
    if (wanted.length) await ended(reversals[name], ...wanted);
  };
  await made('done', {}, 'success');
  await made('failed', { result: { code: '1' } }, 'failed');
  await made('wrong', { result: { code: '2001' } }, 'failed');
  await script('transactionStatus', { result: { mode: 'lose' } });
  await made('unknown', { result: { mode: 'lose' } }, 'unknown');
  await abandoned(s, reversals.unknown);
  await script('transactionStatus', {});
  await made('waits', { result: { delayMs: 3600000 } });
  await s.sql(`UPDATE mpesa_request SET next_check_at = unixepoch() + 7200 WHERE id = '${reversals.waits}'`);
  const [number] = await s.sql(`SELECT id, shortcode FROM receiving_account WHERE landlord_id = '${l.id}' AND state = 'active'`);
  await s.sql(`UPDATE receiving_account SET payout_shortcode = '700100' WHERE id = '${number.id}'`);
  const checked = async (text) => {
    await s.sql(`UPDATE mpesa_request SET requested_at = requested_at - 3600 WHERE landlord_id = '${l.id}' AND api = 'balance';
      UPDATE balance_check SET at = at - 3600 WHERE landlord_id = '${l.id}'`);
    await script('accountBalance', { times: 1, result: { set: { AccountBalance: text } } });
    await l.call('POST', '/mpesa/balance', {});
    await until(async () => (await l.call('GET', '/mpesa/balance/latest')).body.data.status === 'success', 'the balance');
  };
  for (const amount of [12000, 250000, 183000.5, 99999999.5, 412000, 398000])
    await checked(`Working Account|KES|${amount}|${amount}|0.00|0.00&Utility Account|KES|228037.00|220037.00|8000.00|0.00&Charges Paid Account|KES|-1540.00|-1540.00|0.00|0.00&Organization Settlement Account|KES|0.00`);
  await script('accountBalance', { times: 1, result: { code: '8006' } });
  await l.call('POST', '/mpesa/balance', { businessShortCode: '700100' });
  await until(async () => (await l.call('GET', '/mpesa/balance/latest?businessShortCode=700100')).body.data.status === 'failed', 'the refusal');
  t.receipt = (await l.call('GET', `/payments/${payments.done}/status`)).body.data.receiptNumber;
  return { returns: Object.assign(signIn(l), { payments, reversals }), returned: signIn(t) };
}

// A request in an initiator's name, and its result.
async function askBalance(s, l) {
  await s.sql(`INSERT INTO mpesa_request (id, landlord_id, receiving_account_id, api, purpose, state, shortcode, till, command, remarks,
    originator_id, requested_at) SELECT '0000000000bbbbbb', landlord_id, id, 'balance', 'check', 'pending', shortcode, 1, 'AccountBalance',
    'Balance', 'balance-1', unixepoch() FROM receiving_account WHERE landlord_id = '${l.id}' AND state = 'active'`);
  await until(async () => (await s.sql("SELECT completed_at FROM mpesa_request WHERE completed_at IS NOT NULL")).length, 'the balance');
}

// Money out in every state: a landlord with long names, and the accountant who approves for him.
async function payers(s) {
  const l = await landlord(s, { name: LONG, business: 'Mwanzo Court' }), second = await landlord(s, { name: 'Halima Yusuf', active: false });
  const bulk = newShortCode();
  await s.sql(`UPDATE receiving_account SET payout_shortcode = '${bulk}' WHERE landlord_id = '${l.id}'`);
  await s.control('PUT', `/organisations/${bulk}`, { kind: 'bulk' });
  await s.sql(`UPDATE member SET landlord_id = '${l.id}', role = 'accountant', may_approve = 1 WHERE landlord_id = '${second.id}'`);
  const t = await tenant(l, { name: LONG, label: 'Penthouse Suite 12 East Wing', property: LONG_HOUSE, rent: 45000 });
  const accountant = await session(s, second.phone);
  const ask = async (api, more) => (await l.call('POST', `/mpesa/${api}`, { amount: 12500, remarks: 'Painting of the whole staircase and the gate, as agreed in October', ...more })).body.data;
  const toPhone = (more) => ask('b2c', { phoneNumber: newPhone(), occasion: 'Block Twelve', ...more });
  const ended = async (api, script, wanted, more) => {
    await s.control('PUT', `/scripts/${api}`, { times: 1, ...script });
    const p = api === 'b2c' ? await toPhone(more) : await ask('b2b', { receiverShortCode: '888880', receiverType: 'paybill', accountReference: '37001234567', ...more });
    await accountant('POST', `/mpesa/${api}/${p.id}/approve`, {});
    const now = async () => (await l.call('GET', `/mpesa/${api}/${p.id}`)).body.data;
    await until(async () => (await now()).status === wanted, `a payout that is ${wanted}`);
    return p.id;
  };
  const payouts = {
    paid: await ended('b2b', { result: { charge: '57', set: { DebitPartyCharges: 'Business Pay Bill Charge|KES|57.00' } } }, 'success', { amount: 250000 }),
    failed: await ended('b2c', { result: { code: '2040' } }, 'failed'),
    waits: (await toPhone({ leaseId: t.lease.id, purpose: 'expense' })).id,
    rejected: (await toPhone()).id,
  };
  await accountant('POST', `/mpesa/b2c/${payouts.rejected}/reject`, { reason: 'The invoice is missing' });
  await s.control('PUT', '/scripts/transactionStatus', { result: { mode: 'lose' } });
  payouts.unknown = await ended('b2c', { result: { mode: 'timeout' } }, 'unknown');
  await abandoned(s, payouts.unknown);
  await s.control('PUT', '/scripts/transactionStatus', {});
  const hand = await byHand(s, l);
  return { payer: Object.assign(signIn(l), { hand, payouts, lease: t.lease, tenantId: t.id }), approver: signIn(second) };
}

// Money by hand in every state, on a lease of its own that brought something with it, and whose deposit is being settled.
async function byHand(s, l) {
  const helper = await landlord(s, { name: 'Mary Wambui', active: false });
  await s.sql(`UPDATE member SET landlord_id = '${l.id}', role = 'caretaker' WHERE landlord_id = '${helper.id}'`);
  const caretaker = await session(s, helper.phone), house = (label) => tenant(l, { name: LONG, label, property: LONG_HOUSE, rent: 45000 });
  const t = await house('Penthouse Suite 14 East Wing'), gone = await house('Penthouse Suite 15 East Wing');
  t.bill = await bill(l, t, { kind: 'rent', amount: 450000, period: '2026-10' });
  const ok = ({ body, text }) => { if (!body?.success) throw new Error(text ?? JSON.stringify(body)); return body.data; };
  const account = ok(await l.call('POST', '/bank-accounts', { name: 'Co-operative Bank, Kenyatta Avenue', number: '01122334455667' }));
  const record = async (by, more) => ok(await by('POST', '/entries', { leaseId: t.lease.id, rail: 'cash', amount: 12500, ...more })).id;
  const step = async (id, verb, body) => ok(await l.call('POST', `/entries/${id}/${verb}`, body));
  const cheque = { rail: 'cheque', reference: '000123456', chequeBank: 'Standard Chartered, Westlands', chequeDate: '2026-11-01' };
  const entries = {
    waits: await record(caretaker, { note: 'Handed over at the gate on Saturday, in notes of one thousand' }),
    cash: await record(l.call, { amount: 99999.5 }),
    bank: await record(l.call, { rail: 'bank', amount: 700, bankAccountId: account.id, reference: 'FT26330ABCDEFGH0123' }),
    cheque: await record(l.call, { ...cheque, amount: 800 }),
    bounced: await record(l.call, { ...cheque, amount: 900 }),
    rejected: await record(caretaker, { amount: 1000 }),
    undone: await record(l.call, { amount: 1100 }),
  };
  await step(entries.bounced, 'bounce', { reason: 'Refer to drawer, insufficient funds', charge: 500 });
  await step(entries.rejected, 'reject', { reason: 'This was in the entry of last week already' });
  await step(entries.undone, 'undo', { reason: 'It was for the neighbour' });
  ok(await l.call('POST', '/transfers', { from: 'cash', to: account.id, amount: 500, note: 'Mary took it to the branch on Kenyatta Avenue' }));
  ok(await l.call('POST', `/leases/${t.lease.id}/opening`, { owed: 99999.5, depositHeld: 90000, dueDate: '2026-08-05', note: 'From the old book, page 12' }));
  ok(await l.call('POST', `/leases/${t.lease.id}/deposit`, { kind: 'repairs', words: 'Kitchen window and the lock of the balcony door', amount: 12500.5 }));
  ok(await l.call('POST', `/leases/${t.lease.id}/deposit`, { kind: 'bill', billId: t.bill.id, amount: 100 }));
  ok(await l.call('POST', `/leases/${gone.lease.id}/opening`, { paidAhead: 300, depositHeld: 90000 }));
  ok(await l.call('POST', `/leases/${gone.lease.id}/deposit`, { kind: 'cleaning', words: 'Carpets of three rooms', amount: 8000 }));
  ok(await l.call('POST', `/leases/${gone.lease.id}/deposit/settle`, { returnBy: 'cheque', bankAccountId: account.id, reference: '000777', note: 'Thank you, go well' }));
  const receipt = async (id) => ok(await l.call('GET', `/entries/${id}`));
  return { entries, lease: t.lease.id, gone: gone.lease.id, fresh: (await house('Penthouse Suite 16')).lease.id, caretaker: signIn(helper), tenant: signIn(gone),
    receipts: { cash: (await receipt(entries.cash)).receiptNumber, bounced: (await receipt(entries.bounced)).receiptNumber },
    payment: (await receipt(entries.bank)).paymentId };
}

// Who works for a landlord: an agent of two landlords, who has issued a statement and proposes other terms; a caretaker of one
// house; an accountant; and somebody who is invited.
async function staff(s) {
  const l = await landlord(s, { name: LONG, business: 'Neema Heights' }), other = await landlord(s, { name: 'Odhiambo', business: `Zawadi ${LONG_HOUSE}`.slice(0, 60) });
  const t = await tenant(l, { name: LONG, label: 'Penthouse Suite 12 East Wing', property: LONG_HOUSE, rent: 45000 });
  const u = await tenant(l, { name: 'Amina', label: 'A1', property: 'Neema Annex', rent: 12500 });
  for (const [of, amount] of [[t, 45000], [u, 12500]]) await paid(s, of, await bill(l, of, { amount }), {}, is('success'));
  await tenant(other, { name: 'Kamau', label: 'B7', joins: false });
  const invite = async (of, name, role, more = {}) => {
    const phone = more.phone ?? newPhone(), { inviteUrl } = (await of.call('POST', '/people/invites', { name, phone, role, ...more })).body.data;
    return { phone, token: inviteUrl.split('/').pop() };
  };
  const join = async (i) => {
    const joined = await api(s)('POST', '/people/join', { token: i.token, password: PASSWORD });
    if (joined.status !== 200) throw new Error(joined.text);
    return { name: '', phone: i.phone, call: api(s, joined.body.data.token) }; // for the landlord who invited
  };
  const agent = await join(await invite(l, LONG.slice(0, 60), 'agent'));
  await join(await invite(other, LONG.slice(0, 60), 'agent', { phone: agent.phone }));
  const [house] = (await l.call('GET', '/properties')).body.data.items.filter((p) => p.name === LONG_HOUSE);
  const keeper = await join(await invite(l, 'Mutua', 'caretaker', { properties: house.id }));
  const open = await invite(l, LONG.slice(0, 60), 'caretaker', { properties: house.id });
  const everyone = (await l.call('GET', '/people')).body.data.items, month = new Date(Date.now() + 3 * 3600e3).toISOString().slice(0, 7);
  const agentId = everyone.find((p) => p.role === 'agent').id, terms = { kind: 'percent', percent: 7.5, vat: true, billKinds: 'rent water service', collects: 'owner' };
  await l.call('POST', '/agreements', { ...terms, agentId, fromMonth: '2026-01' });
  const { call } = agent, statement = (await call('POST', '/remittances', { from: month, to: month })).body.data;
  await call('POST', '/agreements', { kind: 'unit', amount: 1500, collects: 'agent', fromMonth: '2199-01' });
  return { boss: Object.assign(signIn(l), { keeperId: everyone.find((p) => p.role === 'caretaker').id, statement: statement.id, join: open.token, tenantId: t.id }),
    agent: signIn(agent), keeper: Object.assign(signIn(keeper), { lease: t.lease.id, tenantId: t.id, house: house.id }) };
}

// Books of last month as well as of this one, and things that do not agree with M-Pesa. `differs`: the landlord.
async function differing(s) {
  const l = await landlord(s, { name: LONG, business: 'Ridgeways Flats' });
  const t = await tenant(l, { name: LONG, label: 'Penthouse Suite 12 East Wing', property: LONG_HOUSE, rent: 45000, joins: false });
  const eat = new Date(Date.now() + 3 * 3600e3), before = new Date(Date.UTC(eat.getUTCFullYear(), eat.getUTCMonth() - 1, 9, 9));
  const listed = (receipt, amount) => ({ transactionId: receipt, trxDate: before.toISOString(), msisdn: 722000000, sender: 'MPESA',
    transactiontype: 'c2b-pay-bill-debit', billreference: t.unit?.accountReference ?? 'B4', amount, organizationname: 'X' });
  await bill(l, t, { amount: 45000 });
  await s.control('PUT', '/scripts/pullQuery', { times: 1, answer: { body: JSON.stringify({ ResponseRefID: '1', ResponseCode: '1000',
    ResponseMessage: 'Success', Response: [[listed('UKR0000001', '45000.50'), listed('UKR0000002', '45000.50')]] }) } });
  await l.call('POST', '/mpesa/pull/register', { nominatedPhone: '0722 000 000' });
  await until(async () => (await l.call('GET', '/mpesa/pull/status')).body.data.found.length > 1, 'the payments of last month');
  await s.sql(`INSERT INTO pulled_row (receiving_account_id, landlord_id, receipt_no, amount_cents, paid_at, first_seen, seen_run, verdict)
    SELECT id, landlord_id, 'UKR0000003', 12345600, unixepoch() - 9000, unixepoch(), 1, 'error' FROM receiving_account WHERE landlord_id = '${l.id}'`);
  await l.call('POST', '/reconcile', {});
  const found = await until(async () => {
    const all = (await l.call('GET', '/reconcile/differences?status=open')).body.data.items;
    return all.some((d) => d.kind === 'missing') && all.some((d) => d.kind === 'twice') && all;
  }, 'the differences', 40000);
  const one = (kind) => found.find((d) => d.kind === kind).id;
  await l.call('POST', `/reconcile/differences/${one('number')}/explain`, { reason: 'Our tenants only pay by prompt, and we want it so' });
  const accounts = (await l.call('GET', '/accounts')).body.data.items, of = (kind) => accounts.find((a) => a.kind === kind).id;
  const lines = (await l.call('GET', `/accounts/${of('mpesa')}/lines`)).body.data.items;
  return { differs: Object.assign(signIn(l), { missing: one('missing'), twice: one('twice'), explained: one('number'), owed: of('receivable'),
    mpesa: of('mpesa'), entry: lines[0].entry, month: before.toISOString().slice(0, 7), first: `${before.toISOString().slice(0, 7)}-01` }) };
}

export async function people(s) {
  const out = await payers(s);
  const l = await landlord(s, { name: LONG, business: LONG_HOUSE.slice(0, 60) });
  const t = await richTenant(s, l);
  await claims(s, l, t);
  await metered(s, l, t);
  await crowd(l);
  const other = await landlord(s, { name: 'Peter Mwangi', business: 'Sunrise Homes', type: 'till' });
  const off = await landlord(s, { name: 'Ruth Achieng', business: 'Lakeview', active: false });
  const till = await tenant(other, { label: '7' });
  till.bill = await bill(other, till);
  const refusedCode = await tenant(other, { label: '9' });
  refusedCode.bill = await bill(other, refusedCode, { kind: 'water', amount: 321 });
  await s.control('PUT', '/scripts/qr', { times: 1, answer: { mode: 'error', status: 400, errorCode: '400.002.05' } });
  await until(async () => (await refusedCode.call('GET', `/bills/${refusedCode.bill.id}/qr`)).body.data.status === 'failed', 'a refused QR code');
  const stranger = await tenant(off, { label: '1' });
  stranger.bill = await bill(off, stranger);
  const quiet = await tenant(l, { name: 'Amina', label: 'C1' });
  const guest = await tenant(l, { name: 'Njeri', label: 'C2', joins: false });
  const twice = await tenant(other, { name: 'Amina', label: '8', phone: quiet.phone, joins: false });
  await askBalance(s, other);
  return {
    landlord: signIn(l), till: signIn(till), tenant: signIn(t), quiet: signIn(quiet), refusedCode: signIn(refusedCode), stranger: signIn(stranger),
    beginner: signIn(await landlord(s, { name: 'Grace', business: 'Grace Homes', active: false })),
    operator: { s, phone: s.operator.login, password: s.operator.password },
    guest, twice, tillOwner: other, ...await directs(s), ...await returns(s), ...await differing(s), ...await staff(s),
    out: out.payer, approver: out.approver, caretaker: out.payer.hand.caretaker, left: out.payer.hand.tenant,
  };
}
