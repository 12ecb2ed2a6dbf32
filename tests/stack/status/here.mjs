// What the cases of status.test.mjs share: landlords whose number is not registered for direct payments, so that M-Pesa tells
// of them only when it is asked; customers who pay; codes that are entered, and what becomes of them.
import assert from 'node:assert/strict';
import { until } from '../stack.mjs';
import { begin, newPhone, newShortCode, succeeded } from '../world.mjs';

export let w;

export const STRANGER = '8.8.8.8'; // an address that is not on the list, as a proxy that is trusted tells it

export async function open() {
  w = await begin({ env: { RENTEASE_TRUSTED_PROXY: '127.0.0.0/8' } });
  await w.flags({ resultDelayMs: 50, c2bDelayMs: 20 });
}

// An active paybill, or the till of `details`.
export async function landlord(name, details = { businessType: 'paybill', businessShortCode: newShortCode() }) {
  const l = await w.newLandlord(name);
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { businessName: `${name} Homes`, ...details }), 200);
  succeeded(await w.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  return Object.assign(l, details);
}

export async function registered(name, details) {
  const l = await landlord(name, details);
  succeeded(await l.call('POST', '/mpesa/c2b/register', {}), 202);
  await until(async () => succeeded(await l.call('GET', '/mpesa/c2b/status'), 200).isRegistered, 'the registration');
  return l;
}

// A home whose tenant has joined: h.call is his.
export async function tenant(l, amount) {
  const h = await w.home(l, amount);
  return Object.assign(h, { call: await w.joined(h.tenant) });
}

// Somebody pays by hand: the code in his message.
export async function send(l, amount, more = {}) {
  const answer = await w.s.control('POST', '/c2b',
    { shortcode: l.businessShortCode, account: 'RENT', amount: String(amount), phone: newPhone(), wait: true, ...more });
  assert.equal(answer.status, 200, answer.text);
  return answer.body.receipt;
}

// A prompt that was paid, and whose callback and queries came to nothing: the payment and its code.
export async function lost(h, more = {}, by = {}) {
  const phone = by.phone ?? h.phone;
  const p = await w.pay(h, w.auto({ callback: { lose: true }, query: { mode: 'pending4999' } }), { ...more, ...by });
  const tx = await until(async () => (await w.pushes(phone)).find((t) => t.state === 'paid' && t.receipt), 'the lost prompt');
  return { p, code: tx.receipt };
}

export const enter = (h, code, call = h.call) => call('POST', `/bills/${h.bill.id}/claim`, { code });

// What becomes of a question, once it is over.
export const settled = (call, path) => until(async () => {
  const now = succeeded(await call('GET', path), 200);
  return now.status !== 'pending' && now.finding && now;
}, `the end of ${path}`);

// A code that he enters: how it ends.
export async function claimed(h, code, call = h.call) {
  const { id } = succeeded(await enter(h, code, call), 202, { id: 'id', status: 'text' });
  return settled(call, `/claims/${id}`);
}

export async function asked(call, body) {
  const { id } = succeeded(await call('POST', '/mpesa/transaction-status', body), 202, { id: 'id' });
  return settled(call, `/mpesa/transaction-status/${id}`);
}

// The answer to the next question.
export const answers = (result, times = 1) => w.s.control('PUT', '/scripts/transactionStatus', { times, result })
  .then((a) => assert.equal(a.status, 200, a.text));

export const tray = async (l) => succeeded(await l.call('GET', '/unmatched'), 200).items;
export const posted = (code) => w.s.sql(`SELECT m.*, s.lease_id, s.how FROM money_in m
  LEFT JOIN assignment s ON s.money_in_id = m.id AND s.ended_at IS NULL WHERE m.receipt_no = '${code}'`);

// The questions that reached Daraja about a code.
export const questions = async (code) => (await w.requests('transactionstatus')).filter((r) => r.fields?.TransactionID === code);
