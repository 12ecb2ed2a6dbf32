// The stack that the cases of payouts.test.mjs share: landlords with a bulk number, the people who work for them, and payments
// out. Scripts of the simulator are for an API as a whole, so the cases stand one after the other.
import assert from 'node:assert/strict';
import { until } from '../stack.mjs';
import { begin, key, newPhone, newShortCode, succeeded } from '../world.mjs';

export let w, jane;

export async function open() {
  w = await begin();
  await w.flags({ resultDelayMs: 20, c2bDelayMs: 20 });
  jane = await landlord('Jane');
}

// An active paybill, and a bulk number from which phones are paid. `second` is an accountant who may approve.
export async function landlord(name, details = { businessType: 'paybill', businessShortCode: newShortCode() }) {
  const l = Object.assign(await w.newLandlord(name), details, { bulk: newShortCode() });
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { businessName: `${name} Homes`, ...details }), 200);
  succeeded(await w.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  await w.s.sql(`UPDATE receiving_account SET payout_shortcode = '${l.bulk}' WHERE landlord_id = '${l.id}'`);
  await organisation(l.bulk, { kind: 'bulk' });
  await organisation(l.businessShortCode, { kind: l.businessType, ...(l.storeNumber && { storeNumber: l.storeNumber }) });
  l.second = await colleague(l, 'accountant', true);
  return l;
}

export async function organisation(number, what) {
  const answer = await w.s.control('PUT', `/organisations/${number}`, what);
  assert.equal(answer.status, 200, answer.text);
}

// Somebody who works for the landlord, signed in.
export async function colleague(l, role, mayApprove = false) {
  const { id, phone, name } = await w.newLandlord(`${role} of ${l.name}`);
  await w.s.sql(`UPDATE member SET landlord_id = '${l.id}', role = '${role}', may_approve = ${Number(mayApprove)}
    WHERE landlord_id = '${id}'`);
  return { phone, name, call: await w.signIn(phone) };
}

// ---------------------------------------------------------------------------------------------------- what happens next

export const script = async (what, api = 'b2c') => {
  const answer = await w.s.control('PUT', `/scripts/${api}`, { times: 1, ...what });
  assert.equal(answer.status, 200, answer.text);
};
export const unscript = (api) => w.s.control('PUT', `/scripts/${api}`, {});

// ---------------------------------------------------------------------------------------------------- payments out

export const toPhone = (more = {}) => ({ phoneNumber: newPhone(), amount: 500, commandId: 'BusinessPayment', remarks: 'Mended the roof',
  ...more });
export const toPaybill = (more = {}) => ({ receiverShortCode: '888880', receiverType: 'paybill', accountReference: '353353', amount: 700,
  remarks: 'Water, November', ...more });

export async function ask(body = toPhone(), { api = 'b2c', l = jane, by = l, headers = key() } = {}) {
  return { ...succeeded(await by.call('POST', `/mpesa/${api}`, body, headers), 202), api, l };
}
export const decide = (p, verb = 'approve', body = {}, by = p.l.second) => by.call('POST', `/mpesa/${p.api}/${p.id}/${verb}`, body);
export async function approved(body, how) {
  const p = await ask(body, how);
  assert.equal(succeeded(await decide(p), 200).status, 'pending');
  return p;
}
export const now = async (p) => succeeded(await p.l.call('GET', `/mpesa/${p.api}/${p.id}`), 200);

export async function becomes(p, wanted, what = `payout ${JSON.stringify(wanted)}`) {
  const fits = typeof wanted === 'function' ? wanted : (x) => x.status === wanted;
  let seen;
  try {
    return await until(async () => { seen = await now(p); return fits(seen) && seen; }, what);
  } catch (e) {
    e.message += `; it is ${JSON.stringify(seen)}`;
    throw e;
  }
}
export const paid = async (body, how) => {
  const p = await approved(body, how);
  return Object.assign(p, { done: await becomes(p, 'success') });
};

// ---------------------------------------------------------------------------------------------------- what is known of it

export const row = async (p) => (await w.s.sql(`SELECT * FROM mpesa_request WHERE id = '${p.id}'`))[0];
export const posted = (p) => w.s.sql(`SELECT * FROM money_out WHERE request_id = '${p.id}'`);
// The lines of its posting: ["expense/other", 500], …
export const lines = async (p) => (await w.s.sql(`SELECT a.kind || '/' || a.detail AS account, e.amount_cents AS cents
  FROM money_out m JOIN ledger_txn t ON t.money_out_id = m.id JOIN ledger_entry e ON e.txn_id = t.id
  JOIN account a ON a.id = e.account_id WHERE m.request_id = '${p.id}' ORDER BY e.id`)).map((x) => [x.account, x.cents / 100]);
// What the simulator was asked about it: each time that it was sent.
export const sent = async (p) => (await w.requests()).filter((r) => r.fields?.Remarks === (p.remarks) && ['b2c', 'b2b'].some((x) => r.path.includes(`/${x}/`)));
export const job = async (p) => (await w.s.control('GET', `/jobs?id=${p.conversationId ?? (await row(p)).originator_id}`)).body.jobs?.[0];

// Verdicts of what arrived about it, oldest first, once there are so many.
export async function verdicts(p, count = 1) {
  const rows = await until(async () => {
    const all = await w.s.sql(`SELECT verdict FROM hook_verdict WHERE request_id = '${p.id}' ORDER BY inbox_id`);
    return all.length >= count && all;
  }, `${count} results judged`);
  return rows.map((r) => r.verdict);
}

// What the simulator has paid out is what the books say, number by number.
export async function booksAgree() {
  const { organisations } = (await w.s.control('GET', '/ledger')).body;
  const books = await w.s.sql('SELECT shortcode, sum(amount_cents) AS cents FROM money_out GROUP BY shortcode');
  const tills = await w.s.sql('SELECT shortcode, store_number FROM receiving_account WHERE store_number IS NOT NULL');
  const known = (number) => organisations[number] ?? organisations[tills.find((t) => t.shortcode === number)?.store_number];
  for (const b of books) assert.equal(b.cents / 100, Number(known(b.shortcode)?.paidOut), `paid out of ${b.shortcode}`);
  const sum = (list) => list.reduce((a, b) => a + b, 0);
  assert.equal(sum(books.map((b) => b.cents / 100)), sum(Object.values(organisations).map((o) => Number(o.paidOut))), 'paid out in all');
}
