// The stack that the cases of qr.test.mjs share.
import assert from 'node:assert/strict';
import { until } from '../stack.mjs';
import { begin, newShortCode, succeeded } from '../world.mjs';

export let w;

export async function open() { w = await begin(); }

// A landlord whose number was switched on by the operator.
export async function landlord(name, details = { businessType: 'paybill', businessShortCode: newShortCode() }) {
  const l = await w.newLandlord(name);
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { businessName: `${name} Homes`, ...details }), 200);
  succeeded(await w.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  return Object.assign(l, details);
}

export const ofBill = (h, call = h.l.call) => call('GET', `/bills/${h.bill.id}/qr`);
export const ofUnit = (h, call = h.l.call) => call('GET', `/units/${h.unit.id}/qr`);

// Asks for a bill's until it is not pending any more.
export async function settled(h, ms) {
  return until(async () => {
    const { status, body } = await ofBill(h);
    return status === 200 && body.data;
  }, 'the end of the asking', ms);
}

// What Daraja was asked for this landlord, oldest first.
export const asked = async (l) => (await w.requests('qrcode')).filter((r) => r.fields?.CPI === l.businessShortCode);

// The next so many requests for a code go so.
export async function script(answer, times = 1) {
  const said = await w.s.control('PUT', '/scripts/qr', { times, answer });
  assert.equal(said.status, 200, said.text);
}

// The picture that a page shows, by its address.
export const picture = (text) => text.match(/<img[^>]*src="(\/qr\/[0-9a-z]{16}\.png)"/)?.[1];

export const isPng = (base64) => Buffer.from(base64, 'base64').subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n';

// As if the failure had been three minutes ago.
export const age = (l) => w.s.sql(`UPDATE qr_code SET ended_at = ended_at - 180 WHERE landlord_id = '${l.id}'`);
