// What the cases of billing.test.mjs share: two landlords, and days counted from today in Nairobi.
import { begin } from '../world.mjs';

export let w, jane, peter;

export async function open() {
  w = await begin();
  [jane, peter] = [await w.connect(await w.newLandlord('Jane')), await w.connect(await w.newLandlord('Peter'))];
}

const eat = (days = 0) => new Date(Date.now() + 3 * 3600e3 + days * 86400e3);
export const day = (days = 0) => eat(days).toISOString().slice(0, 10);
// The month so many months from this one: '2026-11'.
export function month(later = 0) {
  const now = eat();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + later, 1)).toISOString().slice(0, 7);
}
export const lastDay = (period) => {
  const [y, m] = period.split('-').map(Number);
  return `${period}-${String(new Date(Date.UTC(y, m, 0)).getUTCDate()).padStart(2, '0')}`;
};
