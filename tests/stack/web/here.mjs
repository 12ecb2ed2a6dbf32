// What the cases of web.test.mjs share: two landlords with books and a paid rent each, and the table of every page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser } from '../browser.mjs';
import { ROOT, until } from '../stack.mjs';
import { begin, succeeded } from '../world.mjs';

export let w, jane, peter;

// A QR code that is ready, asked for at `path`.
export async function qrOf(l, path, account) {
  await until(async () => (await l.call('GET', path)).body.data?.status === 'ready', 'the QR code');
  const [row] = await w.s.sql(`SELECT id FROM qr_code WHERE landlord_id = '${l.id}' AND account = '${account}'`);
  return row;
}

// A code that was entered for a bill, and that M-Pesa does not know.
export const claim = async (l, bill) =>
  succeeded(await l.call('POST', `/bills/${bill.id}/claim`, { code: 'UKL3A7XK2P' }), 202);

// A meter on the home's unit, read once, with a photo.
export async function metered(l, books) {
  const meter = succeeded(await l.call('POST', '/meters', { unitId: books.unit.id, kind: 'water', serial: `W ${l.name}`, firstReading: 1,
    firstReadingDate: '2026-01-02' }), 201);
  const reading = succeeded(await l.call('POST', '/readings', { meterId: meter.id, value: 2, date: '2026-02-02' }), 201);
  await w.s.sql(`INSERT INTO reading_photo VALUES ('${reading.id}', '${l.id}', 'image/png', x'89504e470d0a1a0a00', 1, NULL);
    UPDATE reading SET photo_id = id WHERE id = '${reading.id}'`);
  return { meter, reading };
}

// A penalty for the paid bill's neighbour, as the gateway makes it.
async function penalised(l) {
  const b = await w.newBill(l, l.books.lease.id, 55, { kind: 'penalty', period: '2027-01', dueDate: '2027-01-20' });
  const p = succeeded(await l.call('PUT', '/penalty-policy', { how: 'off' }), 200);
  await w.s.sql(`INSERT INTO penalty (bill_id, round, landlord_id, policy_id, day, base_cents, verdict, penalty_bill_id, judged_at)
    SELECT '${l.open.id}', 1, '${l.id}', id, '2027-01-20', 77700, 'charged', '${b.id}', 1 FROM penalty_policy WHERE landlord_id = '${l.id}'`);
  return { ...p, id: b.id };
}

// Connected; a home with a paid bill and one that is not; its tenant has joined.
async function landlord(name) {
  const l = await w.connect(await w.newLandlord(name));
  l.books = await w.newBooks(l, `${name} House 7`, 1000);
  await w.joined(l.books.tenant);
  l.payment = await w.pay(l.books, w.auto());
  l.paid = await w.becomes(l.payment, 'success');
  l.open = await w.newBill(l, l.books.lease.id, 777, { period: '2026-12', dueDate: '2026-12-05' });
  l.qr = await qrOf(l, `/bills/${l.open.id}/qr`, l.books.unit.accountReference);
  l.money = await w.waitingMoney(l, l.businessShortCode);
  l.claim = await claim(l, l.open);
  l.reversal = await w.givenBack(l);
  l.held = await w.held(await w.home(l), { amount: '5' });
  l.request = await w.askBalance(l);
  l.payout = await w.paidOut(l);
  Object.assign(l, await metered(l, l.books));
  l.penalty = await penalised(l);
  l.entry = succeeded(await l.call('POST', '/entries', { leaseId: l.books.lease.id, rail: 'cash', amount: 10 }), 201);
  Object.assign(l, await w.staff(l));
  l.charge = succeeded(await l.call('POST', '/charges', { leaseId: l.books.lease.id, kind: 'garbage', amount: 300, from: '2026-01' }), 201);
  l.import = succeeded(await l.call('POST', '/imports', { text: 'property,unit,rent\nNew House,N1,100\n' }), 201).id;
  l.statement = succeeded(await l.call('POST', '/statements', { account: `mpesa/${l.businessShortCode}`,
    text: 'UKA3A7XK2P Confirmed. Ksh100.00 received from A B 0712345678 on 21/11/26 at 9:15 AM.' }), 201).id;
  l.account = succeeded(await l.call('GET', '/accounts'), 200).items[0];
  l.line = succeeded(await l.call('GET', `/accounts/${l.account.id}/lines`), 200).items[0].entry;
  l.difference = `${l.id.slice(0, 15)}d`;
  await w.s.sql(`INSERT INTO recon_difference (id, landlord_id, kind, subject, code, shortcode, at, first_seen, last_seen, last_run)
    VALUES ('${l.difference}', '${l.id}', 'number', 'x', '412873', '412873', 1, 1, 1, 1)`);
  l.sim = succeeded(await l.call('POST', '/mpesa/sim-check', { phoneNumber: l.phone }), 202).id;
  return l;
}

export async function open() {
  w = await begin({ env: { DARAJA_EXTRAS: 'ratiba tax billmanager express simswap' } });
  [jane, peter] = [await landlord('Jane'), await landlord('Peter')];
}

export const as = {
  nobody: async () => browser(w.s),
  tenant: (l = jane) => browser(w.s).signIn(l.books.phone),
  landlord: (l = jane) => browser(w.s).signIn(l.phone),
  operator: () => browser(w.s).signIn(w.s.operator.login, w.s.operator.password),
};

// Every row of src/page/routes.c: { method, path, who, token }.
export const routes = [...readFileSync(join(ROOT, 'src/page/routes.c'), 'utf8').matchAll(
  /\{METHOD_(\w+),\s*"([^"]+)",\s*\w+,\s*WHO_(\w+),\s*(NO_TOKEN|TOKEN)(?: \| UPLOAD)?\s*\}/g)].map(([, method, path, who, token]) =>
  ({ method, path, who, token: token === 'TOKEN' }));

// The path of a route with a landlord's own things in it.
export const filled = (path, l) => path.replace(/:\w+/, () => ({
  '/pay': l.open.id, '/payments': l.payment.id, '/receipts': l.paid.receiptNumber,
  '/landlord/properties': l.books.property.id, '/landlord/tenants': l.books.tenant.id, '/landlord/leases': l.books.lease.id,
  '/landlord/charges': l.charge.id,
  '/claims': l.claim.id, '/landlord/codes': l.claim.id,
  '/landlord/bills': l.books.bill.id, '/landlord/units': l.books.unit.id, '/qr': l.qr.id,
  '/landlord/transactions': l.payment.id, '/landlord/unmatched': l.money.id, '/landlord/memory': l.memory?.id ?? '0'.repeat(16),
  '/landlord/reversals': l.reversal.id, '/operator/reversals': l.reversal.id,
  '/operator/transactions': l.payment.id, '/operator/landlords': l.id, '/operator/held': l.held?.hold,
  '/operator/inbox': l.held?.inbox, '/operator/requests': l.request,
  '/landlord/import': l.import, '/landlord/statements': l.statement,
  '/landlord/money-out': l.payout.id, '/operator/payouts': l.payout.id,
  '/landlord/accounts': l.account?.id, '/landlord/journal': l.line, '/landlord/reconcile': l.difference, '/landlord/months': '2026-11',
  '/landlord/entries': l.entry.id, '/deposits': l.books.lease.id,
  '/standing-order': l.books.lease.id, '/operator/sim-check': l.sim,
  '/landlord/people': l.person.id, '/landlord/people/invites': l.invitation.id, '/landlord/remittances': l.remittance.id,
  '/landlord/agreements': l.agreement.id,
  '/invite': '0'.repeat(64), '/join': '0'.repeat(64),
  '/landlord/reports': 'rent-roll',
  '/landlord/meters': l.meter?.id, '/landlord/readings': l.reading?.id, '/readings': l.reading?.id, '/landlord/penalties': l.penalty?.id,
})[path.slice(0, path.indexOf('/:'))]);
