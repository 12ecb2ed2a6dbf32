// Agents: agreements, statements that are frozen and add up, and a view over all the landlords of one agent.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browser } from './browser.mjs';
import { api, until } from './stack.mjs';
import { begin, failed, newPhone, PASSWORD, succeeded } from './world.mjs';

let w, amos, beth, agent;
const month = () => new Date(Date.now() + 3 * 3600e3).toISOString().slice(0, 7);

async function agentOf(l, phone) {
  const { inviteUrl } = succeeded(await l.call('POST', '/people/invites', { name: 'Wanjiru Agencies', phone, role: 'agent', password: PASSWORD }), 201);
  const s = succeeded(await w.anyone('POST', '/people/join', { token: inviteUrl.split('/').pop(), password: PASSWORD }), 200);
  return { id: s.user.id, phone, call: api(w.s, s.token) };
}
async function paid(l, amount, more = {}) {
  const books = await w.newBooks(l, undefined, amount);
  await w.joined(books.tenant);
  const p = await w.pay(books, w.auto(), more);
  await w.becomes(p, 'success');
  return { ...books, payment: p };
}
async function payout(l, purpose, amount) {
  const ask = succeeded(await l.call('POST', '/mpesa/b2b', { receiverShortCode: '888880', receiverType: 'paybill', accountReference: '353353',
    amount, remarks: 'Roof', purpose }, { 'Idempotency-Key': `agency-${purpose}-${amount}` }), 202);
  succeeded(await w.s.operatorCall('POST', `/mpesa/b2b/${ask.id}/approve?landlordId=${l.id}`, {}), 200);
  await until(async () => succeeded(await l.call('GET', `/mpesa/b2b/${ask.id}`), 200).status === 'success', 'the payout');
  return ask.id;
}
const owed = async (l) => (await w.s.sql(`SELECT coalesce(sum(balance_cents), 0) AS cents FROM account WHERE landlord_id = '${l.id}' AND kind = 'agent'`))[0].cents;

before(async () => {
  w = await begin();
  w.s.operatorCall = await w.signIn(w.s.operator.login, w.s.operator.password);
  amos = await w.connect(await w.newLandlord('Amos'));
  beth = await w.connect(await w.newLandlord('Beth'));
  agent = await agentOf(amos, newPhone());
  const again = await agentOf(beth, agent.phone);
  agent.forBeth = again.call;
  amos.one = await paid(amos, 12345);
  amos.two = await paid(amos, 20000, { amount: 5000 });
  beth.one = await paid(beth, 7000);
});
after(async () => { await w?.s.stop(); });

describe('agreements', () => {
  test('an agent proposes, the owner accepts; nobody else decides, and nothing holds before', async () => {
    const terms = { kind: 'percent', percent: 7.5, vat: true, billKinds: 'rent', collects: 'owner', fromMonth: month() };
    failed(await agent.call('GET', `/remittances/draft?from=${month()}&to=${month()}`), 409, 'no_agreement');
    const { id } = succeeded(await agent.call('POST', '/agreements', terms), 201);
    failed(await agent.call('POST', `/agreements/${id}/accept`), 403, 'forbidden');
    failed(await beth.call('POST', `/agreements/${id}/accept`), 404, 'not_found');
    failed(await agent.call('GET', `/remittances/draft?from=${month()}&to=${month()}`), 409, 'no_agreement');
    succeeded(await amos.call('POST', `/agreements/${id}/accept`), 200);
    failed(await amos.call('POST', `/agreements/${id}/decline`), 409, 'conflict');
    failed(await amos.call('POST', '/agreements', { ...terms, agentId: agent.id }), 409, 'conflict');
    const [a] = succeeded(await amos.call('GET', '/agreements'), 200).items;
    assert.deepEqual([a.status, a.percent, a.vat, a.agent], ['accepted', 7.5, true, 'Wanjiru Agencies']);
  });

  test('terms that make no sense are told at their field', async () => {
    const ask = (body) => amos.call('POST', '/agreements', { agentId: agent.id, kind: 'percent', percent: 8, collects: 'owner', fromMonth: '2027-01', ...body });
    failed(await ask({ agentId: '0123456789abcdef' }), 422, 'invalid_fields', 'agentId');
    failed(await ask({ percent: 101 }), 422, 'invalid_fields', 'percent');
    failed(await ask({ billKinds: 'rent castles' }), 422, 'invalid_fields', 'billKinds');
    failed(await ask({ kind: 'fixed' }), 422, 'invalid_fields', 'amount');
  });
});

describe('a statement', () => {
  let issued;

  test('says what was collected, the fee by the agreement, and what the owner owes', async () => {
    const d = succeeded(await agent.call('GET', `/remittances/draft?from=${month()}&to=${month()}`), 200);
    assert.equal(d.id, null);
    assert.deepEqual(d.rows.map((r) => [r.collected, r.fee]).sort((x, y) => x[0] - y[0]), [[5000, 375], [12345, 925.88]]);
    assert.deepEqual([d.collected, d.counted, d.fee, d.vat, d.net], [17345, 17345, 1300.88, 208.14, 1509.02]);
  });

  test('is numbered and frozen; the fee is in the books; each shilling stands once', async () => {
    await payout(amos, 'expense', 800);
    issued = succeeded(await agent.call('POST', '/remittances', { from: month(), to: month() }), 201);
    assert.deepEqual([issued.number, issued.net, issued.expenses], [1, 1509.02, 800]);
    assert.equal(await owed(amos), -150902);
    failed(await agent.call('POST', '/remittances', { from: month(), to: month() }), 409, 'already_stated');
    for (const sql of [`UPDATE remittance SET net_cents = 1 WHERE id = '${issued.id}'`, `DELETE FROM remittance WHERE id = '${issued.id}'`,
      'UPDATE remittance_row SET fee_cents = 0', 'DELETE FROM remittance_item'])
      await assert.rejects(w.s.sql(sql), /append-only/, sql);
    await paid(amos, 900);
    const again = succeeded(await amos.call('GET', `/remittances/${issued.id}`), 200);
    assert.deepEqual([again.collected, again.hash], [issued.collected, issued.hash]);
  });

  test('is read and settled by the owner, by hand or by a payment out of exactly its amount, once', async () => {
    failed(await beth.call('GET', `/remittances/${issued.id}`), 404, 'not_found');
    failed(await agent.call('POST', `/remittances/${issued.id}/acknowledge`), 403, 'forbidden');
    succeeded(await amos.call('POST', `/remittances/${issued.id}/acknowledge`), 200);
    failed(await amos.call('POST', `/remittances/${issued.id}/acknowledge`), 409, 'conflict');
    failed(await amos.call('POST', `/remittances/${issued.id}/settle`, { payoutId: '0123456789abcdef' }), 409, 'no_such_payout');
    const r = succeeded(await amos.call('POST', `/remittances/${issued.id}/settle`, { note: 'Cash, at the office' }), 200);
    assert.equal(r.settledHow, 'hand');
    assert.equal(await owed(amos), 0);
    failed(await amos.call('POST', `/remittances/${issued.id}/settle`, {}), 409, 'conflict');
  });

  test('of a month to come, or of months in disorder, is none', async () => {
    failed(await agent.call('POST', '/remittances', { from: '2199-01', to: '2199-01' }), 422, 'wrong_months');
    failed(await agent.call('POST', '/remittances', { from: month(), to: '2020-01' }), 422, 'wrong_months');
  });

  test('where the agent’s number collects, says what is to be sent to the owner; a payout settles it', async () => {
    succeeded(await beth.call('POST', '/agreements', { agentId: agent.id, kind: 'fixed', amount: 500, collects: 'agent', fromMonth: month() }), 201);
    const r = succeeded(await agent.forBeth('POST', '/remittances', { from: month(), to: month() }), 201);
    assert.deepEqual([r.collected, r.fee, r.vat, r.net], [7000, 500, 0, 6500]);
    const sent = await payout(beth, 'owner', 6500);
    const done = succeeded(await beth.call('POST', `/remittances/${r.id}/settle`, { payoutId: sent }), 200);
    assert.deepEqual([done.settledHow, done.payoutId], ['payout', sent]);
    assert.equal(await owed(beth), 0);
  });
});

describe('an agent', () => {
  test('sees all his landlords, and finds a tenant over them', async () => {
    const p = succeeded(await agent.call('GET', '/agent/portfolio'), 200);
    assert.deepEqual(p.landlords.map((l) => l.businessName), ['Amos Homes', 'Beth Homes']);
    assert.equal(p.landlords[1].units, 1);
    const q = (text) => agent.call('GET', `/agent/portfolio?q=${encodeURIComponent(text)}`).then((a) => succeeded(a, 200).found);
    assert.deepEqual((await q(beth.one.tenant.name)).map((t) => t.landlordId), [beth.id]);
    assert.deepEqual((await q(`0${beth.one.phone.slice(3)}`)).map((t) => t.tenantId), [beth.one.tenant.id]);
    assert.equal((await q('%%')).length, 0);
    assert.ok((await q('Tenant')).length >= 3);
    failed(await amos.call('GET', '/agent/portfolio'), 403, 'forbidden');
  });

  test('walks it on pages: both landlords, their sums, one to go to, and the statement', async () => {
    const b = await browser(w.s).signIn(agent.phone), page = await b.get('/agent?q=Tenant');
    for (const word of ['Amos Homes', 'Beth Homes', 'All together', beth.one.tenant.name]) assert.ok(page.text.includes(word), word);
    const csrf = page.text.match(/name="csrf" value="(\w+)"/)[1];
    assert.equal((await b.post('/switch', { csrf, landlordId: beth.id })).status, 303);
    assert.match((await b.get('/landlord/remittances')).text, /Statement 1/);
    const draft = await b.get(`/landlord/remittances/new?from=${month()}&to=${month()}`);
    assert.equal(draft.status, 422);
    assert.match(draft.text, /in a statement already/);
    const owner = await browser(w.s).signIn(amos.phone), list = await owner.get('/landlord/remittances');
    assert.match(list.text, /7.5 % of what is collected/);
    const paper = await owner.get(list.text.match(/\/landlord\/remittances\/[0-9a-z]{16}/)[0]);
    for (const word of ['17,345', '1,509.02', 'Wanjiru Agencies', 'Cash, at the office']) assert.ok(paper.text.includes(word), word);
  });

  test('who is no longer one finds nothing of that landlord, at the next request', async () => {
    succeeded(await beth.call('POST', `/people/${agent.id}/remove`, { password: PASSWORD }), 200);
    assert.deepEqual(succeeded(await agent.call('GET', '/agent/portfolio'), 200).landlords.map((l) => l.businessName), ['Amos Homes']);
    assert.deepEqual(succeeded(await agent.call('GET', `/agent/portfolio?q=${encodeURIComponent(beth.one.tenant.name)}`), 200).found, []);
  });
});
