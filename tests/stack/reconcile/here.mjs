// What the cases of reconcile.test.mjs share: a landlord whose number is registered for everything, and what is known of his books.
import assert from 'node:assert/strict';
import { until } from '../stack.mjs';
import { succeeded } from '../world.mjs';
import { landlord, registered, w } from '../pull/here.mjs';

export { found, list, row, script, send, shown, w } from '../pull/here.mjs';

// Registered for direct payments and for pulls: nothing is left to differ.
export async function ready(name, l) {
  const made = l ?? await landlord(name);
  succeeded(await made.call('POST', '/mpesa/c2b/register', {}), 202);
  await until(async () => succeeded(await made.call('GET', '/mpesa/c2b/status'), 200).isRegistered, 'the registration');
  await registered(name, made);
  return made;
}

export const latest = async (l) => succeeded(await l.call('GET', '/reconcile/latest'), 200);
export const differences = async (l, query = '?status=open') => succeeded(await l.call('GET', `/reconcile/differences${query}`), 200).items;

// The one difference of that kind, once it is in that state.
export const differs = (l, kind, status = 'open') => until(async () =>
  (await differences(l, `?status=${status}`)).find((d) => d.kind === kind), `${kind} is ${status}`);

// Asked for by a person, and done.
export async function compared(l) {
  const asked = succeeded(await l.call('POST', '/reconcile', {}), 202);
  assert.ok(['pending', 'agrees', 'differs'].includes(asked.status));
  return until(async () => {
    const now = await latest(l);
    return now.status !== 'pending' && now;
  }, 'the comparison', 40000);
}

// As M-Pesa lists it, by hand.
export const lists = (l, receipt, cents, ago = 3600, verdict = 'held') => w.s.sql(`INSERT INTO pulled_row (receiving_account_id, landlord_id,
  receipt_no, amount_cents, paid_at, first_seen, seen_run, verdict) SELECT id, landlord_id, '${receipt}', ${cents}, unixepoch() - ${ago},
  unixepoch(), 1, '${verdict}' FROM receiving_account WHERE landlord_id = '${l.id}'`);
