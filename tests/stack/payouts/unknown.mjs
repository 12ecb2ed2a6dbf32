// What nobody can tell: after an hour, or when nothing is left to ask, a person who has looked into the M-Pesa portal settles it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { approved, becomes, colleague, jane, landlord, now, posted, row, script, toPhone, unscript, w } from './here.mjs';

// Unknown since so long.
async function unknown(seconds = 3700, { moves = false, l = jane } = {}) {
  await w.s.control('PUT', '/scripts/transactionStatus', { result: { mode: 'lose' } });
  await script({ result: { mode: 'timeout', moves } });
  const p = await approved(toPhone(), { l });
  await becomes(p, 'unknown');
  await w.s.sql(`UPDATE mpesa_request SET sent_at = sent_at - ${seconds} WHERE id = '${p.id}'`);
  return p;
}
const page = (p) => `/landlord/money-out/${p.id}`;
// Of the form in the head of every page.
const token = async (b) => forms((await b.get('/landlord')).text)[0].fields.csrf;
const settle = (b, p, fields) => b.fill(page(p), fields, `${page(p)}/resolve`);

describe('unknown', () => {
  test('for less than an hour: the page says what is known, and has no form for it', async () => {
    const p = await unknown(0), owner = await browser(w.s).signIn(jane.phone), text = (await owner.get(page(p))).text;
    assert.match(text, /We are asking M-Pesa/);
    assert.match(text, /Do not send it again/);
    assert.ok(!text.includes('I have looked into the M-Pesa portal'));
    const answer = await owner.post(`${page(p)}/resolve`, { csrf: await token(owner), outcome: 'not_paid', note: 'Looked' });
    assert.deepEqual([answer.status, (await now(p)).status], [303, 'unknown']);
    await unscript('transactionStatus');
  });

  test('settled as paid, by its owner, with the code of the portal: posted once; a late result is known already', async () => {
    const p = await unknown(3700, { moves: true }), owner = await browser(w.s).signIn(jane.phone);
    for (const [fields, words] of [[{}, 'Choose what the M-Pesa portal says'], [{ outcome: 'paid' }, '10 letters and digits'],
      [{ outcome: 'paid', receipt: 'UKX' }, '10 letters and digits'], [{ outcome: 'not_paid' }, 'Write down what you looked at']]) {
      const answer = await settle(owner, p, fields);
      assert.equal(answer.status, 422);
      assert.ok(answer.text.includes(words), words);
    }
    const { receipt } = (await w.s.control('GET', `/jobs?id=${(await now(p)).conversationId}`)).body.jobs[0];
    const answer = await settle(owner, p, { outcome: 'paid', receipt: (receipt ?? 'UKP0RTAL01').toLowerCase(), note: 'Seen at noon' });
    assert.deepEqual([answer.status, answer.location], [303, page(p)]);
    const done = await becomes(p, 'success');
    assert.equal(done.mpesaReceiptNumber, receipt ?? 'UKP0RTAL01');
    assert.equal((await posted(p)).length, 1);
    const [audit] = await w.s.sql(`SELECT action, detail FROM audit WHERE subject = '${p.id}' ORDER BY id DESC LIMIT 1`);
    assert.deepEqual(audit, { action: 'payout.said_paid', detail: 'Seen at noon' });
    const again = await unknown();
    const taken = await settle(owner, again, { outcome: 'paid', receipt: done.mpesaReceiptNumber });
    assert.equal(taken.status, 409);
    assert.match(taken.text, /already belongs to another payment/);
    await unscript('transactionStatus');
  });

  test('settled as not paid, by an operator; paid after all when M-Pesa says so', async () => {
    const p = await unknown(), operator = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password);
    const path = `/operator/payouts/${p.id}`;
    const answer = await operator.fill(path, { outcome: 'not_paid', note: 'Not in the list of the day' }, `${path}/resolve`);
    assert.deepEqual([answer.status, answer.location], [303, path]);
    const done = await becomes(p, 'failed');
    assert.deepEqual([done.moneyMoved, await posted(p)], [false, []]);
    await unscript('transactionStatus');
  });

  test('is not settled by an accountant or an agent', async () => {
    const p = await unknown();
    for (const person of [jane.second, await colleague(jane, 'agent')]) {
      const b = await browser(w.s).signIn(person.phone), text = (await b.get(page(p))).text;
      assert.ok(!text.includes('I have looked into the M-Pesa portal'));
      await b.post(`${page(p)}/resolve`, { csrf: await token(b), outcome: 'not_paid', note: 'Looked' });
    }
    assert.equal((await row(p)).state, 'unknown');
    await unscript('transactionStatus');
  });

  test('of another landlord: not found', async () => {
    const p = await unknown(), peter = await landlord('Petra'), b = await browser(w.s).signIn(peter.phone);
    const answer = await b.post(`${page(p)}/resolve`, { csrf: await token(b), outcome: 'not_paid', note: 'Looked' });
    assert.deepEqual([answer.status, (await row(p)).state], [404, 'unknown']);
    await unscript('transactionStatus');
  });
});
