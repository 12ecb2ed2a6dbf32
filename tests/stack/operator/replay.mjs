// A body judged again: by today's rules, noted with its reason, and never a second posting of one receipt.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../stack.mjs';
import { goodCallback, knock } from '../world.mjs';
import { audited, jane, judged, knockUnlisted, newest, operator, sound, w, words } from './here.mjs';

describe('judging again', () => {
  const replays = (inbox) => w.s.sql(`SELECT * FROM hook_replay WHERE inbox_id = ${inbox} ORDER BY id`);
  const counts = async () => (await w.s.sql(`SELECT (SELECT count(*) FROM money_in) AS money, (SELECT count(*) FROM ledger_txn) AS ledger,
    (SELECT count(*) FROM receipt) AS receipts, (SELECT count(*) FROM hold) AS holds, (SELECT count(*) FROM payment_event) AS steps`))[0];

  // Asks for it on the page, and waits for the verdict.
  async function again(inbox, fields = {}) {
    const before = (await replays(inbox)).length;
    const answer = await operator.fill(`/operator/inbox/${inbox}`, { reason: 'Looked at it with Safaricom', ...fields },
      `/operator/inbox/${inbox}/replay`);
    assert.deepEqual([answer.status, answer.location], [303, `/operator/inbox/${inbox}`]);
    return until(async () => { const r = (await replays(inbox))[before]; return r?.judged_at && r; }, 'the second judgement');
  }
  async function prompted(amount = 1000) {
    const h = await w.home(jane, amount), p = await w.pay(h, {}), tx = await w.push(h.phone);
    await w.becomes(p, 'processing');
    const good = goodCallback(tx, { MpesaReceiptNumber: `UKR${tx.phone.slice(-7)}` });
    return { h, p, tx, good };
  }

  test('what was posted changes nothing, however often', async () => {
    const p = await w.pay(await w.home(jane), w.auto());
    await w.becomes(p, (now) => now.mpesaReceiptNumber);
    await until(async () => (await w.detail(p)).evidence.confirmedAt, 'the confirmation');
    const [v] = await judged(p), before = await counts();
    for (let i = 0; i < 3; i++) {
      const r = await again(v.inbox_id);
      assert.deepEqual([r.verdict, r.payment_id, r.receipt_no], ['known', p.id, v.receipt_no]);
    }
    assert.deepEqual(await counts(), before);
    assert.equal((await newest(`inbox_id = ${v.inbox_id}`)).verdict, 'posted', 'the first verdict stays');
    assert.equal(await audited('operator.replay', v.inbox_id), 3);
    const page = words((await operator.get(`/operator/inbox/${v.inbox_id}`)).text);
    assert.match(page, /believed, and booked/);
    assert.match(page, /Asked for by Test Operator, .*: Looked at it with Safaricom/);
    assert.match(page, /We knew of this already. Nothing was counted twice./);
    assert.match(words((await operator.get(`/operator/inbox?about=${p.id}`)).text), /Judged again: known already/);
    await sound();
  });

  test('an error of ours that is mended posts the money', async () => {
    const { p, tx, good } = await prompted();
    await w.s.sql("CREATE TRIGGER broken BEFORE INSERT ON money_in BEGIN SELECT raise(ABORT, 'a test'); END");
    assert.equal((await knock(tx.callbackUrl, good)).status, 200);
    const v = await until(async () => { const n = await newest(); return n.verdict === 'error' && n; }, 'the error');
    assert.match(words((await operator.get(`/operator/inbox/${v.inbox_id}`)).text), /We made a mistake with it, and nothing was booked/);
    assert.equal((await again(v.inbox_id)).verdict, 'error', 'not mended yet');
    await w.s.sql('DROP TRIGGER broken');
    assert.equal(await w.posted(p), 0);
    const r = await again(v.inbox_id);
    assert.deepEqual([r.verdict, r.payment_id], ['posted', p.id]);
    assert.equal((await w.becomes(p, 'success')).mpesaReceiptNumber, v.receipt_no ?? `UKR${tx.phone.slice(-7)}`);
    assert.equal(await w.posted(p), 1);
    await sound();
  });

  test('an address that nobody had is asked after again', async () => {
    const { p, tx, good } = await prompted();
    const [{ callback_hash: hash }] = await w.s.sql(`SELECT callback_hash FROM payment WHERE id = '${p.id}'`);
    await w.s.sql(`UPDATE payment SET callback_hash = NULL WHERE id = '${p.id}'`);
    assert.equal((await knock(tx.callbackUrl, good)).status, 200);
    const v = await until(async () => { const n = await newest(); return n.verdict === 'unknown_secret' && n; }, 'the verdict');
    assert.equal((await again(v.inbox_id)).verdict, 'unknown_secret', 'nobody has it still');
    await w.s.sql(`UPDATE payment SET callback_hash = '${hash}' WHERE id = '${p.id}'`);
    const r = await again(v.inbox_id);
    assert.deepEqual([r.verdict, r.payment_id], ['posted', p.id]);
    await w.becomes(p, 'success');
    await sound();
  });

  test('a sender that is not on the list stays so, unless the operator has checked it: this once, and audited', async () => {
    const { p, tx, good } = await prompted();
    await w.s.control('PUT', `/transactions/${tx.checkoutRequestId}/query`, { mode: 'pending4999' });
    assert.equal(await knockUnlisted(tx.callbackUrl, good), 200);
    const [v] = await judged(p);
    assert.deepEqual([v.verdict, v.listed], ['waiting', 0]);
    assert.equal((await again(v.inbox_id)).verdict, 'waiting');
    assert.equal(await w.posted(p), 0);
    assert.equal(await audited('operator.sender_checked', v.inbox_id), 0);
    assert.equal((await again(v.inbox_id, { senderChecked: '1' })).verdict, 'posted');
    assert.equal(await audited('operator.sender_checked', v.inbox_id), 1);
    assert.equal((await w.becomes(p, 'success')).mpesaReceiptNumber, v.receipt_no);
    assert.match(words((await operator.get(`/operator/inbox/${v.inbox_id}`)).text), /sender was checked by hand/);
    assert.equal((await again(v.inbox_id)).verdict, 'waiting', 'and the sender is no more listed than before');
    assert.equal(await w.posted(p), 1);
    await sound();
  });

  test('what is held stays held, once', async () => {
    const p = await w.held(await w.home(jane), { amount: '5' });
    assert.equal((await again(p.inbox)).verdict, 'held');
    assert.equal((await w.s.sql(`SELECT id FROM hold WHERE payment_id = '${p.id}'`)).length, 1);
  });

  test('a forged address stays forged, whatever is ticked', async () => {
    await knock(`${w.s.url}/hooks/${'b'.repeat(48)}/stk`, {});
    const v = await until(async () => { const n = await newest(); return n.verdict === 'forged' && n; }, 'the verdict');
    assert.equal((await again(v.inbox_id, { senderChecked: '1' })).verdict, 'forged');
  });

  test('a body that is not kept any more is told as such', async () => {
    const { p, tx } = await prompted();
    await knock(tx.callbackUrl, 'rubbish');
    const [v] = await judged(p);
    await w.s.sql(`DELETE FROM hook_inbox WHERE id = ${v.inbox_id}`, 'inbox.db').catch(() => w.s.sql(
      `DROP TRIGGER IF EXISTS hook_inbox_stays; DELETE FROM hook_inbox WHERE id = ${v.inbox_id}`, 'inbox.db'));
    assert.equal((await again(v.inbox_id)).verdict, 'error');
    assert.match(words((await operator.get(`/operator/inbox/${v.inbox_id}`)).text), /The body is not kept any more/);
  });

  test('wants a reason, and is asked for once at a time', async () => {
    const v = await newest(), action = `/operator/inbox/${v.inbox_id}/replay`, before = (await replays(v.inbox_id)).length;
    for (const reason of ['', 'no', 'x'.repeat(501)]) {
      const answer = await operator.fill(`/operator/inbox/${v.inbox_id}`, { reason, senderChecked: '1' }, action);
      assert.equal(answer.status, 422, reason);
      assert.match(answer.text, /name="senderChecked" value="1" checked/, 'what was ticked is kept');
    }
    assert.equal((await replays(v.inbox_id)).length, before);
    const page = await operator.get(`/operator/inbox/${v.inbox_id}`), csrf = page.text.match(/name="csrf" value="(\w+)"/)[1];
    const release = await w.s.hold('main.db'); // the gateway cannot judge it meanwhile, nor can a page ask
    const asked = operator.post(action, { csrf, reason: 'While nobody can write' });
    await release();
    assert.equal((await asked).status, 303);
    await until(async () => (await replays(v.inbox_id)).at(-1)?.judged_at, 'its turn');
  });

  test('shows its outcome by itself, and settles', async () => {
    const v = await newest("verdict = 'forged'");
    await w.s.sql(`INSERT INTO hook_replay (inbox_id, asked_by, asked_at, note) SELECT ${v.inbox_id}, id, unixepoch(), 'By hand'
      FROM person WHERE is_operator = 1`);
    const page = await operator.get(`/operator/inbox/${v.inbox_id}`);
    if (page.text.includes('data-poll')) {
      assert.match(page.text, new RegExp(`data-poll="/operator/inbox/${v.inbox_id}/part"`));
      assert.match(page.text, /<noscript><meta http-equiv="refresh"/);
      assert.ok(!page.text.includes(`/operator/inbox/${v.inbox_id}/replay`), 'not asked for twice at once');
    }
    const part = await until(async () => {
      const got = await operator.get(`/operator/inbox/${v.inbox_id}/part`);
      return got.text.includes('data-settled') && got;
    }, 'the part to settle');
    assert.match(words(part.text), /By hand.*forged/);
    const same = await operator.get(`/operator/inbox/${v.inbox_id}/part`, { 'If-None-Match': part.headers.get('etag') });
    assert.equal(same.status, 304);
    assert.equal(await audited('operator.read_body', `${v.inbox_id}/part`), 0);
  });
});
