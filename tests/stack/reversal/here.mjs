// The stack that the cases of reversal.test.mjs share: landlords with a number, and payments of every kind to give back.
import assert from 'node:assert/strict';
import { until } from '../stack.mjs';
import { begin, key, newPhone, newShortCode, succeeded } from '../world.mjs';

export let w;

export async function open() {
  w = await begin();
  await w.flags({ c2bDelayMs: 20, resultDelayMs: 50, ruleLimited: false });
}

// An active paybill (or the till of `details`) that is told of direct payments.
export async function landlord(name, details = { businessType: 'paybill', businessShortCode: newShortCode() }) {
  const l = await w.newLandlord(name);
  if (details.storeNumber) await w.s.control('PUT', `/organisations/${details.businessShortCode}`,
    { kind: 'till', storeNumber: details.storeNumber, name: `${name} Homes` });
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { businessName: `${name} Homes`, ...details }), 200);
  succeeded(await w.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  Object.assign(l, details);
  succeeded(await l.call('POST', '/mpesa/c2b/register', {}), 202);
  await until(async () => succeeded(await l.call('GET', '/mpesa/c2b/status'), 200).isRegistered, 'the registration');
  return l;
}

// The home's bill (or as much of it), paid by prompt: {id, receipt, amount, h}.
export async function prompted(l, amount = 1000, more = {}) {
  const h = await w.home(l, amount), phone = newPhone();
  const p = await w.pay(h, w.auto(), { phone, ...more });
  const now = await w.becomes(p, (x) => x.status === 'success' && x.mpesaReceiptNumber);
  return { ...p, h, phone, amount: now.amount, receipt: now.mpesaReceiptNumber };
}

// Paid straight to the number.
export async function direct(l, account, amount) {
  const sent = await w.s.control('POST', '/c2b',
    { shortcode: l.businessShortCode, account, amount: String(amount), phone: newPhone(), wait: true });
  assert.equal(sent.status, 200, sent.text);
  const { receipt } = sent.body;
  const [row] = await until(async () => {
    const rows = await w.s.sql(`SELECT id FROM money_in WHERE receipt_no = '${receipt}'`);
    return rows.length && rows;
  }, `the money of ${receipt}`);
  return { id: row.id, receipt, amount: Number(amount) };
}

// What Daraja does with the next reversal, and with questions about it.
export async function script(api, what) {
  const answer = await w.s.control('PUT', `/scripts/${api}`, what);
  assert.equal(answer.status, 200, answer.text);
}
export const unscripted = async () => { await script('reversal', {}); await script('transactionStatus', {}); };

export const ask = (l, receipt, more = {}, headers = key()) =>
  l.call('POST', '/mpesa/reverse', { receipt, remarks: 'Paid twice', ...more }, headers);
export const reversal = async (l, r) => succeeded(await l.call('GET', `/mpesa/reversals/${r.id}`), 200);

// As it stands once it is `wanted`.
export async function ends(l, r, wanted) {
  let now;
  try {
    return await until(async () => { now = await reversal(l, r); return now.status === wanted && now; }, `reversal ${wanted}`);
  } catch (e) {
    e.message += `; it is ${JSON.stringify(now)}`;
    throw e;
  }
}

export const asked = async (l, receipt, more) => succeeded(await ask(l, receipt, more), 202);

// Its next question is due now; or, as if it had been asked so long ago.
export const due = (r) => w.s.sql(`UPDATE mpesa_request SET next_check_at = unixepoch() WHERE id = '${r.id}'
  AND next_check_at IS NOT NULL`);
export const age = (r, seconds) => w.s.sql(`UPDATE mpesa_request SET requested_at = requested_at - ${seconds},
  sent_at = sent_at - ${seconds} WHERE id = '${r.id}'`);

export const verdicts = async (r) => (await w.s.sql(`SELECT verdict FROM hook_verdict WHERE request_id = '${r.id}'
  ORDER BY inbox_id`)).map((x) => x.verdict);

// Each ledger transaction of the money, and whether it was mirrored.
export const postings = (money) => w.s.sql(`SELECT t.kind, r.id IS NOT NULL AS mirrored FROM ledger_txn t
  LEFT JOIN ledger_txn r ON r.reverses = t.id WHERE t.kind <> 'reverse' AND t.money_in_id =
  (SELECT id FROM money_in WHERE receipt_no = '${money.receipt}') ORDER BY t.id`);

// What our books and Safaricom's say was given back.
export async function reversedSums(l) {
  const [ours] = await w.s.sql(`SELECT coalesce(sum(m.amount_cents), 0) AS cents FROM money_in m
    JOIN ledger_txn t ON t.money_in_id = m.id AND t.kind = 'receive' JOIN ledger_txn r ON r.reverses = t.id
    WHERE m.landlord_id = '${l.id}'`);
  const { organisations } = (await w.s.control('GET', '/ledger')).body;
  const theirs = organisations[l.businessShortCode];
  return { ours: ours.cents / 100, theirs: Number(theirs.reversed) };
}
