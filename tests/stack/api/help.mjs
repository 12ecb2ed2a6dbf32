// What the API's cases share: people and books to try things on, and what an answer must look like.
import assert from 'node:assert/strict';
import { begin as beginWorld, key, newPaybill, shaped, succeeded } from '../world.mjs';

export {
  ABSENT, failed, key, kinds, newPaybill, newPhone, newShortCode, PASSWORD, shaped, succeeded,
} from '../world.mjs';

// Set by begin: the stack; a caller without a session; the operator; two landlords with books of their own. Jane receives
// rent, has a tenant who has joined, and a payment of his.
export let s, anyone, operator, jane, peter, signIn, newLandlord, newBooks, joined, waitingMoney, givenBack, staff;

export function listed(answer, shape) {
  const data = succeeded(answer, 200, { items: 'list' });
  assert.ok('nextCursor' in data);
  if (shape) data.items.forEach((item) => shaped(item, shape));
  return data;
}

// Connected and active: by the operator, who needs no test.
export async function receiving(l, details = newPaybill()) {
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, details), 200);
  succeeded(await operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  return details;
}

export async function begin() {
  ({ s, anyone, operator, signIn, newLandlord, newBooks, joined, waitingMoney, givenBack, staff } = await beginWorld({ env: { RENTEASE_CHANGE_DELAY_S: '86400', DARAJA_EXTRAS: 'ratiba tax billmanager express simswap' } }));
  [jane, peter] = [await newLandlord('Jane'), await newLandlord('Peter')];
  jane.books = await newBooks(jane, 'J1');
  peter.books = await newBooks(peter, 'P1');
  jane.tenant = await joined(jane.books.tenant);
  jane.paybill = await receiving(jane);
  jane.payment = succeeded(await jane.tenant('POST', '/payments/initiate', { billId: jane.books.bill.id }, key()), 202);
}

// ---------------------------------------------------------------------------------------------------- shapes

export const shapes = {
  property: { id: 'id', name: 'text', address: 'text?', units: 'int', occupied: 'int' },
  unit: { id: 'id', propertyId: 'id', propertyName: 'text', label: 'text', accountReference: 'text', rent: 'money',
    occupied: 'bool', leaseId: 'id?', tenantName: 'text?' },
  tenant: { id: 'id', name: 'text', phone: 'phone', email: 'text?', locale: 'text', joined: 'bool',
    balance: 'money', createdAt: 'time' },
  lease: { id: 'id', tenantId: 'id', unitId: 'id', rent: 'money', deposit: 'money', dueDay: 'int', startDate: 'date',
    endDate: 'date?', running: 'bool', balance: 'money', accountReference: 'text' },
  bill: { id: 'id', leaseId: 'id', period: 'text', kind: 'text', amount: 'money', paid: 'money', balance: 'money',
    status: 'text', dueDate: 'date', payments: 'list', overdue: 'bool', openPaymentId: 'id?', createdAt: 'time' },
};

export const paymentStatus = {
  id: 'id', reference: 'text', status: 'text', message: 'text', moneyMoved: 'bool?', canRetry: 'bool', retryAfter: 'int?',
  resultCode: 'text?', resultDesc: 'text?', mpesaReceiptNumber: 'text?', amount: 'money', phone: 'phone',
  businessShortCode: 'text', checkoutRequestId: 'text?', merchantRequestId: 'text?', initiatedAt: 'time',
  completedAt: 'time?', expiresAt: 'time' };
export const STATUSES = ['pending', 'processing', 'success', 'failed', 'cancelled', 'timeout', 'reversed'];
