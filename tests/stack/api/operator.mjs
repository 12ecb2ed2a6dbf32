// An operator acts for the landlord he names.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ABSENT, failed, jane, listed, operator, peter, shapes, succeeded } from './help.mjs';

describe('an operator', () => {
  test('says for whom he acts, in the query or the body', async () => {
    failed(await operator('GET', '/properties'), 422, 'invalid_fields', 'landlordId');
    failed(await operator('GET', `/properties?landlordId=${ABSENT}`), 404, 'not_found');
    const page = listed(await operator('GET', `/properties?landlordId=${peter.id}&limit=200`), shapes.property);
    assert.ok(page.items.some((p) => p.id === peter.books.property.id));
    const one = succeeded(await operator('POST', '/properties', { name: 'By the operator', landlordId: peter.id }), 201);
    succeeded(await peter.call('GET', `/properties/${one.id}`), 200);
    const two = succeeded(await operator('POST', `/properties?landlordId=${peter.id}`, { name: 'By the operator 2' }), 201);
    succeeded(await peter.call('GET', `/properties/${two.id}`), 200);
  });

  test('acting for one landlord does not see another', async () => {
    failed(await operator('GET', `/bills/${jane.books.bill.id}?landlordId=${peter.id}`), 404, 'not_found');
    succeeded(await operator('GET', `/bills/${jane.books.bill.id}?landlordId=${jane.id}`), 200, shapes.bill);
    succeeded(await operator('GET', `/payments/${jane.payment.id}/status?landlordId=${jane.id}`), 200);
  });

  test('others may name their own landlord, and no other', async () => {
    succeeded(await jane.call('GET', `/properties?landlordId=${jane.id}`), 200);
    failed(await jane.call('GET', `/properties?landlordId=${peter.id}`), 404, 'not_found');
    failed(await jane.call('POST', '/properties', { name: 'Sneaky', landlordId: peter.id }), 404, 'not_found');
  });
});
