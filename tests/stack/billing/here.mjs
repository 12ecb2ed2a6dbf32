// What the cases of billing.test.mjs share: two landlords, and days counted from today in Nairobi.
import { begin, newPhone, succeeded } from '../world.mjs';

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

let last = 0;
// A unit in the landlord's house, let to somebody since a year ago; `more` says otherwise.
export async function newLease(l, more = {}) {
  const label = `L${++last}`;
  l.making ??= l.call('POST', '/properties', { name: `House ${l.name}` });
  l.house = succeeded(await l.making, 201);
  const unit = succeeded(await l.call('POST', '/units', { propertyId: l.house.id, label, rent: 10000 }), 201);
  const phone = newPhone(), tenant = succeeded(await l.call('POST', '/tenants', { name: `Tenant ${label}`, phone }), 201);
  const lease = succeeded(await l.call('POST', '/leases', { tenantId: tenant.id, unitId: unit.id, rent: 10000, dueDay: 5,
    startDate: `${month(-12)}-01`, ...more }), 201);
  return { ...lease, unit, tenant, phone };
}

export const linesOf = async (l, leaseId, period) =>
  succeeded(await l.call('GET', `/billing/preview?period=${period}`), 200).lines.filter((line) => line.leaseId === leaseId);
export const billsOf = async (l, leaseId) => succeeded(await l.call('GET', `/bills?leaseId=${leaseId}&limit=200`), 200).items;
export const run = async (l, period, status = 201) => succeeded(await l.call('POST', '/billing/run', { period }), status);
