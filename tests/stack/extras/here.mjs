// The stack that the cases of extras.test.mjs share: every service switched on, and landlords with a paybill and a bulk number.
import assert from 'node:assert/strict';
import { until } from '../stack.mjs';
import { begin, key, newShortCode, succeeded } from '../world.mjs';

export let w, jane, peter;
export const ALL = 'ratiba tax billmanager express simswap';

export async function open() {
  w = await begin({ env: { DARAJA_EXTRAS: ALL, RENTEASE_TRUSTED_PROXY: '127.0.0.1' } });
  await w.flags({ resultDelayMs: 20, c2bDelayMs: 20 });
  [jane, peter] = [await landlord('Jane'), await landlord('Peter')];
}

export async function landlord(name) {
  const l = Object.assign(await w.newLandlord(name), { businessShortCode: newShortCode(), bulk: newShortCode() });
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`,
    { businessType: 'paybill', businessShortCode: l.businessShortCode, businessName: `${name} Homes` }), 200);
  succeeded(await w.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  await w.s.sql(`UPDATE receiving_account SET payout_shortcode = '${l.bulk}' WHERE landlord_id = '${l.id}'`);
  await organisation(l.bulk, { kind: 'bulk' });
  await organisation(l.businessShortCode, { kind: 'paybill' });
  return l;
}

export async function organisation(number, what) {
  const answer = await w.s.control('PUT', `/organisations/${number}`, what);
  assert.equal(answer.status, 200, answer.text);
}

// Direct payments to the landlord's number are told of.
export async function registered(l) {
  if (l.registered) return;
  succeeded(await l.call('POST', '/mpesa/c2b/register', {}), 202);
  await until(async () => succeeded(await l.call('GET', '/mpesa/c2b/status'), 200).isRegistered, 'the registration');
  l.registered = true;
}

// Somebody who may approve what the owner asks for.
export async function accountant(l) {
  const { id, phone } = await w.newLandlord(`Accountant of ${l.name}`);
  await w.s.sql(`UPDATE member SET landlord_id = '${l.id}', role = 'accountant', may_approve = 1 WHERE landlord_id = '${id}'`);
  return w.signIn(phone);
}

// What happens to the next request of an API (docs/simulator.md).
export const script = async (api, what) => {
  const answer = await w.s.control('PUT', `/scripts/${api}`, { times: 1, ...what });
  assert.equal(answer.status, 200, answer.text);
};

export const day = (plus) => new Date(Date.now() + 3 * 3600e3 + plus * 86400e3).toISOString().slice(0, 10);
export const dates = { startDate: day(3), endDate: day(300) };

// Asks, and gives what was asked with a way to look at it again.
export async function ask(l, path, body, { call = l.call, look = path } = {}) {
  const data = succeeded(await call('POST', path, body, key()), 202);
  return { ...data, now: async () => succeeded(await l.call('GET', `${look}/${data.id}`), 200) };
}
export async function becomes(p, wanted, ms) {
  let seen;
  try {
    return await until(async () => { seen = await p.now(); return seen.status === wanted && seen; }, `it to be ${wanted}`, ms);
  } catch (e) {
    e.message += `; it is ${JSON.stringify(seen)}`;
    throw e;
  }
}

// What the simulator was asked at an address, for a landlord's number or about a phone.
export const asked = async (part, fits = () => true) => (await w.requests(part)).filter((r) => r.fields && fits(r.fields));
export const money = (receipt) => w.s.sql(`SELECT m.*, s.lease_id FROM money_in m
  LEFT JOIN assignment s ON s.money_in_id = m.id AND s.ended_at IS NULL WHERE m.receipt_no = '${receipt}'`);
export const row = async (p) => (await w.s.sql(`SELECT * FROM mpesa_request WHERE id = '${p.id}'`))[0];

// Verdicts of what arrived about it, oldest first, once there are so many.
export async function verdicts(p, count = 1) {
  const rows = await until(async () => {
    const all = await w.s.sql(`SELECT verdict FROM hook_verdict WHERE request_id = '${p.id}' ORDER BY inbox_id`);
    return all.length >= count && all;
  }, `${count} results judged`);
  return rows.map((r) => r.verdict);
}
