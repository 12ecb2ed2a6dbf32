// Cards to print: one for a unit, or one for each of a property.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { newShortCode, succeeded } from '../world.mjs';
import { landlord, w } from './here.mjs';

const count = (text, what) => text.split(what).length - 1;

describe('a payment card', () => {
  test('says in both languages whom, where, which account, and how; the code comes by itself', async () => {
    const l = await landlord('Card'), h = await w.home(l, 15000), b = await browser(w.s).signIn(l.phone);
    const path = `/landlord/units/${h.unit.id}/card`, first = (await b.get(path)).text;
    for (const what of ['Card Homes', l.businessShortCode, h.unit.accountReference, 'KSh\u00a015,000', 'Paybill number',
      'Nambari ya Paybill', 'Account number', 'Nambari ya akaunti', 'How to pay', 'Jinsi ya kulipa', 'Our only number is',
      'Nambari yetu pekee ni'])
      assert.ok(first.includes(what), what);
    assert.match(first, /http-equiv="refresh"|<img/);
    const then = await until(async () => {
      const { text } = await b.get(path);
      return text.includes('<img') && text;
    }, 'the code');
    assert.doesNotMatch(then, /http-equiv="refresh"/, 'and then the page rests');
    assert.match((await b.get(`/landlord/leases/${h.lease.id}`)).text, new RegExp(path));
  });

  test('of a whole property is one for each unit, and Daraja is asked a few at a time', async () => {
    const l = await landlord('Many'), b = await browser(w.s).signIn(l.phone);
    const property = succeeded(await l.call('POST', '/properties', { name: 'Twenty' }), 201);
    for (let i = 1; i <= 20; i++)
      succeeded(await l.call('POST', '/units', { propertyId: property.id, label: `T${i}`, rent: 1000 + i }), 201);
    const path = `/landlord/properties/${property.id}/cards`;
    assert.equal(count((await b.get(path)).text, '<article'), 20);
    await until(async () => count((await b.get(path)).text, '<img') === 20, 'all codes');
    assert.match((await b.get(`/landlord/properties/${property.id}`)).text, new RegExp(path));
  });

  test('of a till has no account number on it', async () => {
    const [till, store] = [newShortCode(), newShortCode()];
    const l = await landlord('Duka', { businessType: 'till', businessShortCode: till, storeNumber: store });
    const h = await w.home(l, 300), { text } = await (await browser(w.s).signIn(l.phone)).get(`/landlord/units/${h.unit.id}/card`);
    assert.match(text, /Till number/);
    assert.match(text, /Nunua Bidhaa na Huduma/);
    assert.doesNotMatch(text, /Account number|Nambari ya akaunti/);
  });

  test('needs a number that receives payments', async () => {
    const l = await w.newLandlord('Bare'), h = await w.home(l, 300), b = await browser(w.s).signIn(l.phone);
    const { text } = await b.get(`/landlord/units/${h.unit.id}/card`);
    assert.match(text, /A card needs your paybill or till/);
    assert.equal(count(text, '<article'), 0);
  });

  test('is not a tenant’s page', async () => {
    const l = await landlord('Tenanted'), h = await w.home(l, 300);
    await w.joined(h.tenant);
    assert.equal((await (await browser(w.s).signIn(h.phone)).get(`/landlord/units/${h.unit.id}/card`)).status, 403);
  });
});
