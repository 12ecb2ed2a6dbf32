// The description of the API is complete and true.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { anyone, jane, s, succeeded } from './help.mjs';

describe('openapi.json', () => {
  test('names every route of routes.c, and no other', async () => {
    const { status, body } = await anyone('GET', '/openapi.json');
    assert.equal(status, 200);
    assert.match(body.openapi, /^3\.1\./);
    const source = readFileSync(new URL('../../../src/api/routes.c', import.meta.url), 'utf8');
    const routed = [...source.matchAll(/METHOD_(\w+),\s*"([^"]+)"/g)]
      .map(([, m, p]) => `${m} ${p.replace(/:(\w+)/g, '{$1}')}`);
    const described = Object.entries(body.paths)
      .flatMap(([p, item]) => Object.keys(item).map((m) => `${m.toUpperCase()} ${p}`));
    assert.deepEqual(described.sort(), routed.sort());
  });

  test('has no reference that leads nowhere', async () => {
    const { body } = await anyone('GET', '/openapi.json');
    for (const [, path] of JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = path.split('/').reduce((at, step) => at?.[step], body);
      assert.ok(found, path);
    }
  });

  test('tells the members that are really answered', async () => {
    const { components } = (await anyone('GET', '/openapi.json')).body;
    const { bill, lease, property, tenant, unit } = jane.books;
    const seen = {
      Property: property, Unit: unit, Lease: lease, Bill: succeeded(await jane.call('GET', `/bills/${bill.id}`), 200),
      Tenant: succeeded(await jane.call('GET', `/tenants/${tenant.id}`), 200),
      Payment: succeeded(await jane.call('GET', `/payments/${jane.payment.id}/status`), 200),
      DarajaStatus: succeeded(await jane.call('GET', `/landlords/${jane.id}/daraja/status`), 200),
      Landlord: succeeded(await jane.call('GET', `/landlords/${jane.id}`), 200),
      QrCode: succeeded(await jane.call('GET', `/bills/${bill.id}/qr`), 202),
      Stats: succeeded(await jane.call('GET', '/stats'), 200),
    };
    for (const [name, value] of Object.entries(seen))
      assert.deepEqual(Object.keys(value).sort(), Object.keys(components.schemas[name].properties).sort(), name);
  });
});
