// The stack that the cases of c2b.test.mjs share: landlords whose number is registered, and customers who pay by themselves.
import assert from 'node:assert/strict';
import { until } from '../stack.mjs';
import { begin, newPhone, newShortCode, succeeded } from '../world.mjs';

export let w;

export async function open() {
  w = await begin();
  await w.flags({ c2bDelayMs: 20 });
}

// An active paybill, or the till of `details`, switched on by the operator.
export async function landlord(name, details = { businessType: 'paybill', businessShortCode: newShortCode() }) {
  const l = await w.newLandlord(name);
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { businessName: `${name} Homes`, ...details }), 200);
  succeeded(await w.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  return Object.assign(l, details);
}

export const standing = async (l) => succeeded(await l.call('GET', '/mpesa/c2b/status'), 200);

// Asks, and waits for the answer.
export async function register(l, body = {}) {
  succeeded(await l.call('POST', '/mpesa/c2b/register', body), 202);
  return until(async () => {
    const now = await standing(l);
    return !['pending', 'sending'].includes(now.state) && now;
  }, 'the answer to the registration');
}

export async function registered(name, details) {
  const l = await landlord(name, details);
  assert.equal((await register(l)).state, 'registered');
  return l;
}

// The addresses that Daraja was last given for the landlord's number.
export async function addresses(l) {
  const number = l.storeNumber ?? l.businessShortCode;
  const { fields } = (await w.requests('registerurl')).filter((r) => r.fields?.ShortCode === number).at(-1);
  return { confirmation: fields.ConfirmationURL, validation: fields.ValidationURL };
}

// A customer pays by himself; what the simulator says of it once the money has moved, or has been refused.
export async function send(l, account, amount, more = {}) {
  const answer = await w.s.control('POST', '/c2b',
    { shortcode: l.businessShortCode, account, amount: String(amount), phone: newPhone(), wait: true, ...more });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

// The verdicts on all that was told of a receipt, oldest first, once there are so many.
export async function heard(receipt, count = 1) {
  const rows = await until(async () => {
    const all = await w.s.sql(`SELECT verdict, kind FROM hook_verdict WHERE receipt_no = '${receipt}'
      AND kind <> 'validation' ORDER BY inbox_id`);
    return all.length >= count && all;
  }, `${count} judged about ${receipt}`);
  return rows.map((r) => r.verdict);
}

export const posted = (receipt) => w.s.sql(`SELECT m.*, s.lease_id, s.how FROM money_in m
  LEFT JOIN assignment s ON s.money_in_id = m.id AND s.ended_at IS NULL WHERE m.receipt_no = '${receipt}'`);

// Paid, told, judged and posted: the row.
export async function paid(l, account, amount, more) {
  const { receipt } = await send(l, account, amount, more);
  assert.deepEqual(await heard(receipt), ['posted']);
  const rows = await posted(receipt);
  assert.equal(rows.length, 1);
  return { ...rows[0], receipt };
}

export const tray = async (l) => succeeded(await l.call('GET', '/unmatched'), 200).items;
export const transaction = async (l, id) => succeeded(await l.call('GET', `/mpesa/transactions/${id}`), 200);
