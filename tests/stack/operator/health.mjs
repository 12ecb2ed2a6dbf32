// How receiving goes for each landlord: a word and not a colour alone, figures, and what to do about each problem.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ABSENT } from '../world.mjs';
import { jane, operator, w, words } from './here.mjs';

describe('health', () => {
  const page = async (l) => words((await operator.get(`/operator/landlords/${l.id}`)).text);
  const inList = async (l) => words((await operator.get('/operator')).text.split('<tr>').find((r) => r.includes(`/operator/landlords/${l.id}`)));

  test('of a landlord who has only signed up: no number, and how to help', async () => {
    const l = await w.newLandlord('Newcomer');
    assert.match(await inList(l), /To watch/);
    const text = await page(l);
    assert.match(text, /No paybill or till is in use. Help the landlord to finish the four steps/);
    assert.match(text, /No prompt in 7 days/);
  });

  test('of one for whom all is well', async () => {
    const l = await w.connect(await w.newLandlord('Wellness'));
    assert.match(await page(l), /Nobody has registered this number for direct payments/);
    await w.s.sql(`INSERT INTO c2b_registration (id, landlord_id, receiving_account_id, shortcode, version, state, asked_at)
      SELECT '${l.id}', landlord_id, id, shortcode, 'v2', 'registered', unixepoch() FROM receiving_account WHERE landlord_id = '${l.id}'`);
    assert.match(await inList(l), /Well/);
    const text = await page(l);
    assert.match(text, /All is well: nothing here needs you/);
    assert.match(text, new RegExp(`${l.businessShortCode}.*Receiving payments.*Registered: M-Pesa tells us`));
    assert.match(text, /Prompts paid in 24 hours 1 \/ 1 \(100 %\)/);
  });

  test('counts prompts by how they ended, and tells when few are paid', async () => {
    const l = await w.connect(await w.newLandlord('Fewness')), h = await w.home(l);
    const p = await w.pay(h, w.auto({ result: '2001', query: { result: '2001' } }));
    await w.becomes(p, 'failed');
    let text = await page(l);
    assert.match(text, /Prompts paid in 24 hours 1 \/ 2 \(50 %\)/);
    assert.match(text, /Wrong PIN 1 1/);
    await w.s.sql(`INSERT INTO payment (id, reference, purpose, landlord_id, receiving_account_id, business_type, shortcode, business_name,
      account_ref, description, phone, phone_on_file, asked_cents, state, started_by, idempotency_key, request_hash, outcome, initiated_at,
      expires_at, money_moved) SELECT id || n, reference || n, 'test', landlord_id, receiving_account_id, business_type, shortcode,
      business_name, account_ref, description, phone, phone_on_file, asked_cents, state, started_by, idempotency_key || n, request_hash,
      outcome, initiated_at, expires_at, money_moved FROM payment, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3) WHERE payment.id = '${p.id}'`);
    text = await page(l);
    assert.match(text, /Prompts paid in 24 hours 1 \/ 5 \(20 %\)/);
    assert.match(text, /Less than half of the prompts of the last 24 hours were paid/);
  });

  test('is red while money is held, and leads to it', async () => {
    const p = await w.held(await w.home(jane), { amount: '5' });
    assert.match(await inList(jane), /Needs you/);
    const html = (await operator.get(`/operator/landlords/${jane.id}`)).text;
    assert.match(words(html), /Needs you Money is held because it does not fit/);
    assert.ok(html.includes('href="/operator/held"'));
    assert.match(words(html), /Messages in 7 days/);
    await w.operator('POST', `/held/${p.hold}/release`, { decision: 'no_money', reason: 'A test' });
  });

  test('of nobody is not found', async () => {
    assert.equal((await operator.get(`/operator/landlords/${ABSENT}`)).status, 404);
  });
});
