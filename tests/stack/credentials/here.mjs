// What the cases of credentials.test.mjs share: landlords with a number in use, its page of keys, and the tests on it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { begin, newShortCode, succeeded } from '../world.mjs';

export let w;
export const PAGE = '/setup/credentials';
// Every secret that a case types: secrecy.mjs looks for all of them at the end.
export const typed = [];

export async function open() {
  w = await begin();
  await w.flags({ c2bDelayMs: 20, resultDelayMs: 50 });
}

// An active number, switched on by the operator, and its owner at a browser.
export async function landlord(name, details = { businessType: 'paybill', businessShortCode: newShortCode() }) {
  const l = await w.newLandlord(name);
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { businessName: `${name} Homes`, ...details }), 200);
  succeeded(await w.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  Object.assign(l, details, { b: await browser(w.s).signIn(l.phone) });
  return l;
}

export async function organisation(number, more) {
  const answer = await w.s.control('PUT', `/organisations/${number}`, { kind: 'paybill', ...more });
  assert.equal(answer.status, 200, answer.text);
}

// Three keys that the simulator knows: an app of the landlord's own, and the passkey of his number.
export async function ownApp(l, more = {}) {
  const own = { consumerKey: `key${randomBytes(12).toString('hex')}`, consumerSecret: `sec${randomBytes(12).toString('hex')}`,
    passkey: randomBytes(32).toString('hex') };
  await w.s.control('PUT', `/apps/${own.consumerKey}`, { secret: own.consumerSecret });
  await organisation(l.businessShortCode, { passkey: own.passkey, ...more });
  typed.push(own.consumerKey, own.consumerSecret, own.passkey);
  return own;
}

export async function save(l, fields, status = 303) {
  const answer = await l.b.fill(PAGE, fields);
  assert.equal(answer.status, status, answer.text);
  return answer.text;
}
export const page = async (l) => (await l.b.get(PAGE)).text;

export const checks = async (l) => Object.fromEntries(
  succeeded(await l.call('GET', `/landlords/${l.id}/daraja/checks`), 200).checks.map((c) => [c.kind, c]));
export const ask = (l, kind, more = {}) => l.call('POST', `/landlords/${l.id}/daraja/checks`, { kind, ...more });
export const answer = (l, kind) => until(async () => {
  const now = (await checks(l))[kind];
  return now.finding && now;
}, `the answer to the ${kind} test`);

// As if all that was entered and tested so far had been so a while ago.
export const age = async (l, seconds = 120) => {
  await w.s.sql(`UPDATE credential SET set_at = set_at - ${seconds} WHERE account_id IN
    (SELECT id FROM receiving_account WHERE landlord_id = '${l.id}')`);
  await w.s.sql(`UPDATE setup_check SET asked_at = asked_at - ${seconds} WHERE landlord_id = '${l.id}'`);
  await w.s.sql(`UPDATE mpesa_request SET requested_at = requested_at - ${seconds} WHERE landlord_id = '${l.id}'`);
};

// The test of that kind, made now: what it found.
export async function tried(l, kind, more = {}) {
  await age(l);
  succeeded(await ask(l, kind, more), 202);
  return answer(l, kind);
}

// The initiators in whose names something was asked about the landlord's number.
export const initiators = async (l) => (await w.requests('accountbalance'))
  .filter((r) => r.fields?.PartyA === l.businessShortCode).map((r) => r.fields.Initiator);

// The section of a test on the page.
export const section = (html, kind) => html.match(new RegExp(`aria-labelledby="${kind}-name">[\\s\\S]*?</section>`))[0];
