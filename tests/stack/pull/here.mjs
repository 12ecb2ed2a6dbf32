// The stack that the cases of pull.test.mjs share: landlords whose number is registered for pulls, and payments that nobody told
// us of. RENTEASE_PULL_S is one second at first; `slowly` makes it the usual quarter of an hour, and `pulled` is then its end.
import assert from 'node:assert/strict';
import { until } from '../stack.mjs';
import { begin, newPhone, newShortCode, succeeded } from '../world.mjs';

export let w;

export async function open(env = {}) {
  w = await begin({ env: { RENTEASE_PULL_S: '1', RENTEASE_TRUSTED_PROXY: '127.0.0.1', ...env } });
  await w.flags({ c2bDelayMs: 20 });
}

export async function slowly() {
  await w.s.configure({ RENTEASE_PULL_S: '900' });
  await w.s.halt();
  await w.s.serve();
  await until(async () => (await w.s.sql(`SELECT count(*) AS n FROM pull_account
    WHERE next_at < unixepoch() + 100 OR EXISTS (SELECT 1 FROM pull_run WHERE state = 'asking')`))[0].n === 0, 'the last hurried pulls');
}

// An active paybill, or the till of `details`, switched on by the operator.
export async function landlord(name, details = { businessType: 'paybill', businessShortCode: newShortCode() }) {
  const l = await w.newLandlord(name);
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { businessName: `${name} Homes`, ...details }), 200);
  succeeded(await w.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  return Object.assign(l, details);
}

export async function till(name) {
  const [number, store] = [newShortCode(), newShortCode()];
  await w.s.control('PUT', `/organisations/${number}`, { kind: 'till', storeNumber: store });
  return landlord(name, { businessType: 'till', businessShortCode: number, storeNumber: store });
}

export const standing = async (l) => succeeded(await l.call('GET', '/mpesa/pull/status'), 200);

// Asks, and waits for the answer.
export async function register(l, nominatedPhone = '0722 000 000') {
  assert.equal(succeeded(await l.call('POST', '/mpesa/pull/register', { nominatedPhone }), 202).state, 'pending');
  return until(async () => {
    const now = await standing(l);
    return now.state !== 'pending' && now;
  }, 'the answer to the registration');
}

// Registered, and pulled for the first time.
export async function registered(name, l) {
  const made = l ?? await landlord(name);
  assert.equal((await register(made)).state, 'registered');
  assert.equal((await ended(made)).state, 'done');
  return made;
}

export const hasten = (l) => w.s.sql(`UPDATE pull_account SET next_at = unixepoch() WHERE landlord_id = '${l.id}'`);
export const newest = async (l) => (await w.s.sql(`SELECT * FROM pull_run WHERE landlord_id = '${l.id}' ORDER BY id DESC LIMIT 1`))[0];

// The last pull, once it is over and is not the one of `before`.
export async function ended(l, before = 0, ms = 20000) {
  await until(async () => {
    const run = await newest(l);
    return run && run.id > before && run.state !== 'asking';
  }, 'the end of the pull', ms);
  return (await standing(l)).lastPull;
}

// As if the period were over: what the next pull came to.
export async function pulled(l, ms) {
  const before = (await newest(l))?.id ?? 0;
  await hasten(l);
  return ended(l, before, ms);
}

// What happens to the next requests of an API (docs/simulator.md).
export async function script(api, what) {
  const answer = await w.s.control('PUT', `/scripts/${api}`, what);
  assert.equal(answer.status, 200, answer.text);
}
export const clear = (api) => script(api, {});

// What was asked of Daraja for the landlord's number, oldest first.
export const asked = async (l, part = 'pulltransactions/v1/query') =>
  (await w.requests(part)).filter((r) => r.fields?.ShortCode === l.businessShortCode);

// A customer pays by himself, and nobody tells us; `more` may say otherwise.
export async function send(l, account, amount, more = { script: { lose: true } }) {
  const answer = await w.s.control('POST', '/c2b',
    { shortcode: l.businessShortCode, account, amount: String(amount), phone: newPhone(), wait: true, ...more });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

export const posted = (receipt) => w.s.sql(`SELECT m.*, s.lease_id, s.how FROM money_in m
  LEFT JOIN assignment s ON s.money_in_id = m.id AND s.ended_at IS NULL WHERE m.receipt_no = '${receipt}'`);
export const found = (receipt) => until(async () => (await posted(receipt))[0], `${receipt} in the books`);
export const rows = (l) => w.s.sql(`SELECT * FROM pulled_row WHERE landlord_id = '${l.id}' ORDER BY first_seen, receipt_no`);
export const row = (more = {}) => ({ transactionId: 'UKX0000001', trxDate: '2026-11-03T11:15:02Z', msisdn: 722000000,
  sender: 'MPESA', transactiontype: 'c2b-pay-bill-debit', billreference: 'B4', amount: '100.00', organizationname: 'X', ...more });
export const list = (...these) => JSON.stringify({ ResponseRefID: '1-2-3', ResponseCode: '1000', ResponseMessage: 'Success',
  Response: [these] });

// Daraja shows one list for one landlord, and nothing after it.
export async function shown(l, ...these) {
  await script('pullQuery', { times: 1, answer: { body: list(...these) } });
  return pulled(l);
}
