// What the cases of months.test.mjs share: money of last month, as a pull lists it, and the words for months.
import { found, registered, row, shown, w } from '../pull/here.mjs';

export { landlord, w } from '../pull/here.mjs';

const eat = (ms) => new Date(ms + 3 * 3600e3).toISOString();
export const today = () => eat(Date.now()).slice(0, 10);
export const thisMonth = () => today().slice(0, 7);
export function lastMonth() {
  const [y, m] = thisMonth().split('-').map(Number);
  return `${m === 1 ? y - 1 : y}-${String(m === 1 ? 12 : m - 1).padStart(2, '0')}`;
}

// Registered for pulls, and with a tenant.
export async function ready(name) {
  const l = await registered(name);
  l.books = await w.newBooks(l, `${name.slice(0, 3)}1`, 1000);
  return l;
}

let last = 0;
// M-Pesa lists, now, what was paid at noon of that day.
export async function paidOn(l, day, amount, account = l.books.unit.accountReference) {
  const receipt = `UKM${String(++last).padStart(7, '0')}`;
  await shown(l, row({ transactionId: receipt, trxDate: `${day}T09:00:00Z`, billreference: account, amount: `${amount}.00` }));
  await found(receipt);
  return receipt;
}
