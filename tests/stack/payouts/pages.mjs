// The pages of money out, by their forms: asked for, checked, approved with the password, rejected, withdrawn, printed.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { enrol } from '../totp.mjs';
import { newPhone, PASSWORD } from '../world.mjs';
import { ask, becomes, landlord, now, row, toPhone, w } from './here.mjs';

const NEW = '/landlord/money-out/new';
const page = (p) => `/landlord/money-out/${p.id}`;
const plain = (text) => text.replaceAll('\u00a0', ' ').replaceAll('&nbsp;', ' ');

describe('pages', () => {
  let l, owner, second;
  before(async () => {
    l = await landlord('Pagel');
    [owner, second] = [await browser(w.s).signIn(l.phone), await browser(w.s).signIn(l.second.phone)];
  });
  // The form, the check, and the request: its id.
  async function asked(query, fields, b = owner) {
    const check = await b.fill(`${NEW}?${query}`, fields, NEW);
    assert.equal(check.status, 200, plain(check.text));
    const form = forms(check.text).find((f) => f.action === NEW);
    const before = (await w.s.sql('SELECT count(*) AS n FROM mpesa_request'))[0].n;
    const answer = await b.post(NEW, form.fields);
    assert.equal(answer.status, 303, plain(answer.text));
    assert.equal((await w.s.sql('SELECT count(*) AS n FROM mpesa_request'))[0].n, before + 1, 'nothing was written by the check');
    assert.equal((await b.post(NEW, form.fields)).location, answer.location, 'pressed twice, asked once');
    return { check: plain(check.text), id: answer.location.split('/').pop(), api: query.includes('business') ? 'b2b' : 'b2c', l };
  }
  const stale = (person) => w.s.sql(`UPDATE session SET fresh_at = fresh_at - 3600 WHERE person_id = (SELECT id FROM person WHERE phone = '${person.phone}')`);

  test('ask: everything is shown in full before it is written, with the warning', async () => {
    const p = await asked('to=phone&purpose=salary', { phoneNumber: '0712 345 678', amount: '1,500', remarks: 'Cleaning in November', occasion: 'Block A' });
    for (const part of ['KSh 1,500', '0712 345 678', 'Salary', 'Cleaning in November', 'Block A', 'M-Pesa cannot take this back'])
      assert.ok(p.check.includes(part), part);
    const r = await row(p);
    assert.deepEqual([r.state, r.party, r.amount_cents, r.purpose, r.command, r.remarks, r.occasion],
      ['awaiting_approval', '254712345678', 150000, 'salary', 'SalaryPayment', 'Cleaning in November', 'Block A']);
    const own = await owner.get(page(p));
    assert.match(own.text, /Withdraw it/);
    assert.ok(!own.text.includes('Approve and send'));
  });

  test('ask for a business: paybill with account, till without', async () => {
    const p = await asked('to=business&purpose=utility', { receiverType: 'paybill', receiverShortCode: '888880', accountReference: '353353', amount: '239', remarks: 'Power' });
    assert.ok(p.check.includes('353353'));
    assert.deepEqual([(await row(p)).party_kind, (await row(p)).account_ref], ['paybill', '353353']);
    const till = await owner.fill(`${NEW}?to=business&purpose=supplier`, { receiverType: 'till', receiverShortCode: '888881', accountReference: 'X', amount: '50', remarks: 'Paint' }, NEW);
    assert.equal(till.status, 422);
    assert.match(till.text, /A till takes no account number/);
  });

  test('what is wrong is told beside its field and stays typed; so it does when something is to be changed', async () => {
    const typed = { phoneNumber: '0712 34', amount: '5', remarks: 'x' };
    const answer = await owner.fill(`${NEW}?to=phone&purpose=expense`, typed, NEW);
    assert.equal(answer.status, 422);
    assert.deepEqual(Object.entries(typed).map(([k, v]) => forms(answer.text).find((f) => f.action === NEW).fields[k] === v), [true, true, true]);
    const low = await owner.fill(`${NEW}?to=phone&purpose=expense`, { phoneNumber: newPhone(), amount: '5', remarks: 'Paint' }, NEW);
    assert.equal(low.status, 422);
    assert.match(plain(low.text), /least that M-Pesa sends is KSh 10/);
    const check = await owner.fill(`${NEW}?to=phone&purpose=expense`, { phoneNumber: '0712345678', amount: '50', remarks: 'Paint' }, NEW);
    const form = forms(check.text).find((f) => f.action === NEW);
    const back = await owner.post(NEW, { ...form.fields, change: '1' });
    assert.deepEqual([back.status, forms(back.text).find((f) => f.action === NEW).fields.remarks], [200, 'Paint']);
  });

  test('a refund begins with its tenant, and says how much can be given back', async () => {
    const h = await w.home(l), choice = await owner.get(`${NEW}?to=phone&purpose=refund`);
    assert.ok(choice.text.includes(h.lease.id));
    const form = await owner.get(`${NEW}?to=phone&purpose=refund&lease=${h.lease.id}`);
    assert.match(plain(form.text), /KSh 0/);
    assert.match(form.text, /nothing to give back/i);
    for (const path of [`/landlord/leases/${h.lease.id}`, `/landlord/tenants/${h.tenant.id}`])
      assert.ok((await owner.get(path)).text.includes(`purpose=deposit&amp;lease=${h.lease.id}`), path);
    const above = await owner.fill(`${NEW}?to=phone&purpose=refund&lease=${h.lease.id}`, { amount: '10', remarks: 'Paid ahead' }, NEW);
    assert.equal(above.status, 422);
    assert.match(above.text, /more than the tenant has paid ahead/);
    const peter = await browser(w.s).signIn((await landlord('Pedro')).phone);
    assert.equal((await peter.get(`${NEW}?to=phone&purpose=refund&lease=${h.lease.id}`)).status, 404);
  });

  test('approve: the dashboard says that it waits, the password is asked for again, and the page turns to paid', async () => {
    const p = await asked('to=phone&purpose=expense', { phoneNumber: newPhone(), amount: '600', remarks: 'Gate mended' });
    assert.match(plain((await second.get('/landlord')).text), /wait for your approval: \d/);
    await stale(l.second);
    const shown = await second.get(page(p));
    assert.match(shown.text, /M-Pesa cannot take this back/);
    for (const [password, words] of [['', 'Enter your password'], ['wrong it is', 'This is not your password']]) {
      const answer = await second.fill(page(p), { password }, `${page(p)}/approve`);
      assert.equal(answer.status, 422);
      assert.ok(answer.text.includes(words), words);
      assert.equal((await row(p)).state, 'awaiting_approval');
    }
    const answer = await second.fill(page(p), { password: PASSWORD }, `${page(p)}/approve`);
    assert.deepEqual([answer.status, answer.location], [303, page(p)]);
    const done = await becomes(p, 'success');
    const after = await second.get(page(p)), part = await second.get(`${page(p)}/part`);
    for (const { text } of [after, part]) assert.ok(text.includes(done.mpesaReceiptNumber));
    assert.equal((await second.get(`${page(p)}/part`, { 'If-None-Match': part.headers.get('etag') })).status, 304);
    const receipt = plain((await second.get(`${page(p)}/receipt`)).text);
    for (const words of ['Payment receipt', done.mpesaReceiptNumber, 'KSh 600', l.name, l.second.name, 'Gate mended']) assert.ok(receipt.includes(words), words);
    const again = await second.post(`${page(p)}/approve`, { csrf: forms(after.text)[0].fields.csrf });
    assert.equal(again.location, page(p), 'decided already: the page tells');
  });

  test('there is no receipt before it is paid', async () => {
    const p = await ask(toPhone(), { l });
    assert.equal((await owner.get(`${page(p)}/receipt`)).status, 404);
  });

  test('reject: with a reason; withdraw: without', async () => {
    const [p, q] = [await ask(toPhone(), { l }), await ask(toPhone(), { l })];
    const bare = await second.fill(page(p), { reason: '' }, `${page(p)}/reject`);
    assert.equal(bare.status, 422);
    assert.equal((await second.fill(page(p), { reason: 'Not our gate' }, `${page(p)}/reject`)).status, 303);
    assert.match((await owner.get(page(p))).text, /Not our gate/);
    assert.equal((await owner.fill(page(q), {}, `${page(q)}/reject`)).status, 303);
    assert.deepEqual([(await now(p)).status, (await now(q)).status], ['rejected', 'rejected']);
  });

  test('alone: the second step is set up first, then its code is asked for', async () => {
    const a = await landlord('Solo');
    await w.s.sql(`UPDATE member SET may_approve = 0 WHERE landlord_id = '${a.id}' AND role = 'accountant'`);
    const b = await browser(w.s).signIn(a.phone), p = await ask(toPhone(), { l: a });
    const lacking = await b.get(page(p));
    assert.match(lacking.text, /href="\/account\/second-step"/);
    const csrf = forms(lacking.text)[0].fields.csrf;
    assert.equal((await b.post(`${page(p)}/approve`, { csrf })).status, 403);
    const { app } = await enrol(b);
    for (const totp of ['', app.wrong()]) assert.equal((await b.fill(page(p), { totp }, `${page(p)}/approve`)).status, 422);
    assert.equal((await row(p)).state, 'awaiting_approval');
    assert.equal((await b.fill(page(p), { totp: await app.code() }, `${page(p)}/approve`)).status, 303);
    await becomes(p, 'success');
    assert.match((await b.get(page(p))).text, /alone, with the code of the second step/);
  });

  test('the list shows what waits first; filters choose; the operator sees what waits over all', async () => {
    const p = await ask(toPhone({ remarks: 'Waits here' }), { l });
    const { text } = await owner.get('/landlord/money-out');
    assert.ok(text.indexOf(p.id) > 0 && text.indexOf(p.id) < text.indexOf('What was paid or given back'));
    assert.ok(!(await owner.get('/landlord/money-out?status=success')).text.includes(p.id));
    assert.ok((await owner.get('/landlord/money-out?status=awaiting_approval&purpose=expense')).text.includes(p.id));
    assert.ok(!(await owner.get('/landlord/money-out?purpose=tax')).text.includes(p.id));
    assert.equal((await owner.get('/landlord/money-out?status=nonsense')).status, 422);
    const operator = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password);
    assert.ok((await operator.get('/operator/payouts')).text.includes(p.id));
    const path = `/operator/payouts/${p.id}`;
    assert.equal((await operator.fill(path, {}, `${path}/approve`)).location, path);
    assert.equal((await becomes(p, 'success')).approvedBy, 'Test Operator');
    assert.ok(!(await operator.get('/operator/payouts')).text.includes(p.id));
    assert.equal((await operator.get(`${path}/receipt`)).status, 200);
  });

  test('an agent reads it, and decides nothing', async () => {
    const { colleague } = await import('./here.mjs'), agent = await colleague(l, 'agent'), p = await ask(toPhone(), { l });
    const b = await browser(w.s).signIn(agent.phone), shown = await b.get(page(p));
    assert.equal(shown.status, 200);
    assert.ok(!shown.text.includes('Approve and send') && !shown.text.includes('>Reject<'));
    const csrf = forms(shown.text)[0].fields.csrf;
    for (const verb of ['approve', 'reject']) assert.equal((await b.post(`${page(p)}/${verb}`, { csrf })).status, 403);
    assert.equal((await row(p)).state, 'awaiting_approval');
  });
});
