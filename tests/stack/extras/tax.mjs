// Tax to KRA: a payout like any other, approved by a second person, sent once.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser } from '../browser.mjs';
import { failed, key, succeeded } from '../world.mjs';
import { accountant, ask, asked, becomes, jane, peter, script, w } from './here.mjs';

describe('tax', () => {
  let second;
  before(async () => { second = await accountant(jane); });
  const body = (more = {}) => ({ amount: 7500, prn: '2020260012345678', remarks: 'Rent of October', ...more });
  const approve = (p, call = second) => call('POST', `/mpesa/tax/${p.id}/approve`, {});
  const sent = (prn) => asked('remittax', (f) => f.AccountReference === prn);
  const posted = (p) => w.s.sql(`SELECT a.kind || '/' || a.detail AS account, e.amount_cents AS cents FROM money_out m
    JOIN ledger_txn t ON t.money_out_id = m.id JOIN ledger_entry e ON e.txn_id = t.id JOIN account a ON a.id = e.account_id
    WHERE m.request_id = '${p.id}' AND e.amount_cents > 0`);

  test('is asked for by one, approved by another, sent once, and in the books', async () => {
    const p = await ask(jane, '/mpesa/tax', body());
    assert.deepEqual([p.status, p.accountReference, p.receiverShortCode], ['awaiting_approval', '2020260012345678', '572572']);
    failed(await approve(p, jane.call), 403, 'second_person_required');
    assert.deepEqual(await sent('2020260012345678'), []);
    assert.equal(succeeded(await approve(p), 200).status, 'pending');
    const done = await becomes(p, 'success');
    assert.ok(done.mpesaReceiptNumber);
    const [{ fields }] = await sent('2020260012345678');
    assert.deepEqual([fields.CommandID, fields.PartyB, fields.Amount], ['PayTaxToKRA', '572572', '7500']);
    assert.deepEqual(await posted(p), [{ account: 'expense/tax', cents: 750000 }]);
    failed(await approve(p), 409, 'already_decided');
  });

  test('rejected is never sent; refused by M-PESA moves nothing', async () => {
    const p = await ask(jane, '/mpesa/tax', body({ prn: '20202600REJECT' }));
    assert.equal(succeeded(await second('POST', `/mpesa/tax/${p.id}/reject`, { reason: 'Wrong month' }), 200).status, 'rejected');
    assert.deepEqual(await sent('20202600REJECT'), []);
    await script('remittax', { result: { code: '1' } });
    const q = await ask(jane, '/mpesa/tax', body({ prn: '20202600NOFUNDS' }));
    await approve(q);
    assert.equal((await becomes(q, 'failed')).moneyMoved, false);
    assert.deepEqual(await posted(q), []);
  });

  test('whose result is lost is asked about, not sent again', async () => {
    await script('remittax', { result: { mode: 'lose' } });
    const p = await ask(jane, '/mpesa/tax', body({ prn: '20202600LOST' }));
    await approve(p);
    assert.equal((await becomes(p, 'success')).moneyMoved, true);
    assert.equal((await sent('20202600LOST')).length, 1);
    assert.equal((await posted(p)).length, 1);
  });

  test('is judged, and is its landlord’s alone', async () => {
    failed(await jane.call('POST', '/mpesa/tax', body({ prn: '' }), key()), 422, 'invalid_fields', 'prn');
    failed(await jane.call('POST', '/mpesa/tax', body({ amount: 10.5 }), key()), 422, 'invalid_fields', 'amount');
    const p = await ask(jane, '/mpesa/tax', body({ prn: '20202600MINE' })), tenant = await w.joined((await w.home(jane)).tenant);
    for (const verb of ['', '/approve', '/reject'])
      failed(await peter.call(verb ? 'POST' : 'GET', `/mpesa/tax/${p.id}${verb}`, verb ? {} : undefined), 404, 'not_found');
    failed(await jane.call('GET', `/mpesa/b2b/${p.id}`), 404, 'not_found');
    failed(await tenant('POST', '/mpesa/tax', body(), key()), 403, 'forbidden');
  });

  test('has a page that leads to its approval', async () => {
    const b = await browser(w.s).signIn(jane.phone);
    assert.ok((await b.get('/landlord/money-out')).text.includes('/landlord/tax'));
    const wrong = await b.fill('/landlord/tax', { amount: '7500', prn: '', remarks: 'October' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="7500"/);
    const went = await b.fill('/landlord/tax', { amount: '7,500', prn: '20202600PAGE', remarks: 'October' });
    assert.equal(went.status, 303);
    assert.match(went.location, /^\/landlord\/money-out\/[0-9a-z]{16}$/);
    assert.match((await b.get(went.location)).text, /20202600PAGE/);
    assert.match((await b.get('/landlord/money-out')).text, /Tax/);
  });
});
