// What lies in the accounts of a landlord's number: asked for, shown, its history drawn; every failure and silence of Daraja,
// and the odd strings in which the figures come; checks by the clock.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browser, forms } from './browser.mjs';
import { until } from './stack.mjs';
import { begin, failed, knock, newShortCode, succeeded } from './world.mjs';

let w;
before(async () => {
  w = await begin({ env: { RENTEASE_BALANCE_S: '3600' } });
  await w.flags({ resultDelayMs: 50 });
});
after(async () => { await w?.s.stop(); });

const FIGURES = ['current', 'available', 'reserved', 'uncleared'];

async function landlord(name, details = { businessType: 'paybill', businessShortCode: newShortCode() }) {
  const l = await w.newLandlord(name);
  await w.s.control('PUT', `/organisations/${details.businessShortCode}`, { kind: details.businessType, working: '700000', utility: '228037.50',
    name: `${name} Homes`, ...(details.storeNumber && { storeNumber: details.storeNumber }) });
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, { businessName: `${name} Homes`, ...details }), 200);
  succeeded(await w.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  return Object.assign(l, details);
}
const script = async (what) => assert.equal((await w.s.control('PUT', '/scripts/accountBalance', what)).status, 200);
const latest = async (l, query = '') => succeeded(await l.call('GET', `/mpesa/balance/latest${query}`), 200);
const history = async (l) => succeeded(await l.call('GET', '/mpesa/balance/history'), 200).items;

// As if it had all been asked so long ago.
const age = (l, seconds) => w.s.sql(`UPDATE mpesa_request SET requested_at = requested_at - ${seconds} WHERE landlord_id = '${l.id}'
  AND api = 'balance'`);
const requests = (l) => w.s.sql(`SELECT id, purpose, state, verdict FROM mpesa_request WHERE landlord_id = '${l.id}' AND api = 'balance'
  ORDER BY requested_at, rowid`);

// Asks, with that script, and gives what stands there once it has ended.
async function check(l, what, body = {}) {
  await age(l, 61);
  if (what) await script({ times: 1, ...what });
  const { id } = succeeded(await l.call('POST', '/mpesa/balance', body), 202);
  const query = body.businessShortCode ? `?businessShortCode=${body.businessShortCode}` : '';
  return until(async () => { const now = await latest(l, query); return now.id === id && now.status !== 'pending' && now; }, 'the end of the check');
}
const told = (text) => ({ result: { set: { AccountBalance: text } } });
const account = (all, name) => all.accounts.find((a) => a.name === name);

describe('a balance', () => {
  let l;
  before(async () => { l = await landlord('First'); });

  test('is nothing before it was asked for; then it is what Safaricom has', async () => {
    const none = await latest(l);
    assert.deepEqual([none.id, none.status, none.checkedAt, none.accounts], [null, 'none', null, []]);
    assert.deepEqual(await history(l), []);
    const now = await check(l);
    assert.equal(now.status, 'success');
    const utility = now.accounts.find((a) => a.kind === 'utility'), working = now.accounts.find((a) => a.kind === 'working');
    assert.deepEqual(FIGURES.map((f) => utility[f]), [228037.5, 228037.5, 0, 0]);
    assert.deepEqual([working.available, working.currency, now.businessShortCode], [700000, 'KES', l.businessShortCode]);
    assert.ok(Math.abs(Date.parse(now.checkedAt) - Date.now()) < 60000);
    const points = await history(l);
    assert.deepEqual(points.map((p) => p.available), [now.accounts.reduce((sum, a) => sum + a.available, 0)]);
  });

  test('is asked for once at a time, and once a minute', async () => {
    failed(await l.call('POST', '/mpesa/balance', {}), 429, 'asked_just_now');
    await age(l, 61);
    await script({ times: 1, result: { delayMs: 800 } });
    const ids = [];
    for (let i = 0; i < 2; i++) ids.push(succeeded(await l.call('POST', '/mpesa/balance', {}), 202).id);
    assert.equal(ids[0], ids[1]);
    const open = await latest(l);
    assert.deepEqual([open.status, open.accounts.length > 0], ['pending', true], 'the older figures stand meanwhile');
    await until(async () => (await latest(l)).status === 'success', 'the answer');
    const refused = await l.call('POST', '/mpesa/balance', {});
    assert.equal(refused.headers.get('retry-after'), '60');
  });

  // What stands in AccountBalance -> [name, kind, current, available, reserved, uncleared] of each account.
  const shapes = [
    ['four accounts, one below zero',
      'Working Account|KES|700000.00|700000.00|0.00|0.00&Utility Account|KES|228037.00|228037.00|0.00|0.00&Charges Paid Account|KES|-1540.00|-1540.00|0.00|0.00&Organization Settlement Account|KES|0.00|0.00|0.00|0.00',
      [['Working Account', 'working', 700000, 700000, 0, 0], ['Utility Account', 'utility', 228037, 228037, 0, 0],
        ['Charges Paid Account', 'charges', -1540, -1540, 0, 0], ['Organization Settlement Account', 'settlement', 0, 0, 0, 0]]],
    ['a typing error in a name, one account, an odd decimal, figures missing', 'Utlity Account|KES|8959269.6|',
      [['Utlity Account', 'other', 8959269.6, null, null, null]]],
    ['a name in another case', 'UTILITY ACCOUNT|KES|5.00|4.00|1.00|0.00', [['UTILITY ACCOUNT', 'utility', 5, 4, 1, 0]]],
    ['empty figures between', 'Merchant Account|KES||12.50||0.00', [['Merchant Account', 'merchant', null, 12.5, null, 0]]],
    ['words for a figure', 'Working Account|KES|n/a|abc|1.00|--', [['Working Account', 'working', null, null, 1, null]]],
    ['no currency', 'Float Account||7|7|0|0', [['Float Account', 'float', 7, 7, 0, 0]]],
    ['blanks, and a bar and an ampersand too many', ' Working Account | KES | 3.00 | 2.00 |0.00|0.00|9&&', [['Working Account', 'working', 3, 2, 0, 0]]],
    ['only a name', 'Utility Account', [['Utility Account', 'utility', null, null, null, null]]],
    ['another currency', 'Working Account|USD|10.00|10.00|0.00|0.00', [['Working Account', 'working', 10, 10, 0, 0]]],
  ];
  for (const [name, text, expected] of shapes)
    test(`told with ${name}`, async () => {
      const now = await check(l, told(text));
      assert.equal(now.status, 'success');
      assert.deepEqual(now.accounts.map((a) => [a.name, a.kind, ...FIGURES.map((f) => a[f])]), expected);
    });

  for (const mode of ['singleObject', 'bareArray', 'stringCodes', 'numberCodes', 'dropIds', 'escapedSlashes', 'duplicate'])
    test(`told as ${mode}`, async () => {
      const now = await check(l, { result: { mode } });
      assert.equal(now.status, 'success', now.message);
      assert.ok(now.accounts.length > 0);
      assert.equal((await w.s.sql(`SELECT 1 FROM balance_check WHERE request_id = '${now.id}'`)).length, 1);
    });

  test('a till is asked about by its store number', async () => {
    const till = await landlord('Till', { businessType: 'till', businessShortCode: newShortCode(), storeNumber: newShortCode() });
    const now = await check(till);
    assert.deepEqual([now.status, now.businessShortCode], ['success', till.businessShortCode]);
    assert.ok((await w.requests('/mpesa/accountbalance')).some((r) => r.fields.PartyA === till.storeNumber));
  });

  test('another landlord’s is nobody’s business; a tenant has none', async () => {
    const other = await landlord('Other'), h = await w.home(other), tenant = await w.joined(h.tenant);
    assert.deepEqual((await latest(other)).accounts, []);
    failed(await other.call('GET', `/mpesa/balance/latest?businessShortCode=${l.businessShortCode}`), 409, 'not_configured');
    failed(await other.call('POST', '/mpesa/balance', { businessShortCode: l.businessShortCode }), 409, 'not_configured');
    for (const [method, path] of [['POST', ''], ['GET', '/latest'], ['GET', '/history']])
      failed(await tenant(method, `/mpesa/balance${path}`, method === 'POST' ? {} : undefined), 403, 'forbidden');
    const bare = await w.newLandlord('Bare');
    failed(await bare.call('POST', '/mpesa/balance', {}), 409, 'not_configured');
    failed(await bare.call('GET', '/mpesa/balance/latest'), 409, 'not_configured');
    assert.equal(succeeded(await w.operator('GET', `/mpesa/balance/latest?landlordId=${l.id}`), 200).businessShortCode, l.businessShortCode);
  });
});

describe('a check that does not work', () => {
  let l, before_;
  before(async () => { l = await landlord('Trouble'); before_ = (await check(l)).accounts; });
  const stands = (now) => assert.deepEqual([now.status, now.accounts], ['failed', before_], 'the older figures stand');

  for (const [code, words] of [['21', /does not have the role/], ['2001', /name, password or certificate/], ['8006', /locked after several/],
    ['2028', /./], ['2006', /does not allow this account/], ['26', /very busy/], ['17', /did not answer/], ['9999', /did not answer/]])
    test(`result ${code}: why, in words, here and on the page`, async () => {
      const now = await check(l, { result: { code } });
      stands(now);
      assert.match(now.message, words);
      const page = (await (await browser(w.s).signIn(l.phone)).get('/landlord/balance')).text;
      assert.match(page, words);
      assert.match(page, /The last check did not work/);
      if (['21', '2001', '8006'].includes(code)) assert.match(page, /people who run RentEase have to do this/);
    });

  for (const [name, what] of [
    ['a lost result', { result: { mode: 'lose' } }], ['a time-out', { result: { mode: 'timeout' } }], ['half a result', { result: { mode: 'malformed' } }],
    ['a success that tells of no account', { result: { mode: 'dropParameters' } }], ['a success without the string', { result: { set: { AccountBalance: null } } }],
    ['an empty string', told('')], ['nothing but bars', told('|||&||')],
    ['half an answer', { answer: { mode: 'cut', runAnyway: false } }], ['the firewall’s page', { answer: { mode: 'html', runAnyway: false } }],
    ['an internal error', { answer: { mode: 'error', status: 500, errorCode: '500.002.1001', errorMessage: 'Internal' } }]])
    test(`${name}: it is said that M-Pesa did not answer`, async () => {
      const now = await check(l, what);
      stands(now);
      assert.match(now.message, /M-Pesa did not answer/);
    });

  test('a refusal at the door is told at once', async () => {
    stands(await check(l, { answer: { mode: 'error', status: 400, errorCode: '400.002.02', errorMessage: 'Bad Request - Invalid PartyA' } }));
  });

  test('too many at once is tried again, and so is a token refused', async () => {
    for (const answer of [{ mode: 'fault429' }, { mode: 'error', status: 404, errorCode: '404.001.03', errorMessage: 'Invalid Access Token' }])
      assert.equal((await check(l, { answer })).status, 'success');
  });

  test('an answer after we had given up still counts', async () => {
    const now = await check(l, { result: { mode: 'late', lateMs: 3500, set: { AccountBalance: 'Utility Account|KES|77.00|77.00|0|0' } } });
    assert.equal(now.status, 'failed');
    const then = await until(async () => { const x = await latest(l); return x.status === 'success' && x; }, 'the late answer');
    assert.deepEqual([then.id, then.accounts[0].available], [now.id, 77]);
  });

  test('a forged result is none: without the secret, or about another request', async () => {
    await age(l, 61);
    await script({ times: 1, result: { mode: 'lose' } });
    const { id } = succeeded(await l.call('POST', '/mpesa/balance', {}), 202);
    const sent = await until(async () => (await w.s.sql(`SELECT originator_id, conversation_id FROM mpesa_request WHERE id = '${id}'
      AND conversation_id IS NOT NULL`))[0], 'the answer');
    const body = (more) => ({ Result: { ResultType: 0, ResultCode: 0, ResultDesc: 'Done', OriginatorConversationID: sent.originator_id,
      ConversationID: sent.conversation_id, TransactionID: 'UKL0000000', ResultParameters: { ResultParameter: [
        { Key: 'AccountBalance', Value: 'Utility Account|KES|1.00|1.00|0.00|0.00' }] }, ...more } });
    await knock(`${w.s.url}/api/v1/mpesa/balance/result`, body());
    const { fields } = (await w.requests('/mpesa/accountbalance')).at(-1);
    await knock(fields.ResultURL, body({ ConversationID: 'AG_20261121_00000000000000000' }));
    const now = await until(async () => { const x = await latest(l); return x.id === id && x.status !== 'pending' && x; }, 'the end');
    assert.equal(now.status, 'failed');
    assert.ok(now.accounts.every((a) => a.available !== 1));
  });
});

describe('the bulk number beside it', () => {
  test('is asked about, and shown, on its own', async () => {
    const l = await landlord('Bulk'), bulk = newShortCode();
    await w.s.control('PUT', `/organisations/${bulk}`, { kind: 'bulk', utility: '5150', working: '0' });
    await w.s.sql(`UPDATE receiving_account SET payout_shortcode = '${bulk}' WHERE landlord_id = '${l.id}'`);
    await check(l);
    const now = await check(l, null, { businessShortCode: bulk });
    assert.equal(now.accounts.find((a) => a.kind === 'utility').available, 5150);
    assert.equal((await latest(l)).accounts.find((a) => a.kind === 'utility').available, 228037.5);
    const page = (await (await browser(w.s).signIn(l.phone)).get('/landlord/balance')).text;
    for (const said of [`Your number: ${l.businessShortCode}`, `Number for payouts: ${bulk}`, `Check ${bulk} now`, '5,150']) assert.ok(page.includes(said), said);
  });
});

describe('by the clock', () => {
  const scheduled = async (l) => (await requests(l)).filter((r) => r.purpose === 'schedule').length;
  // Long enough ago for the next check, and as long for whatever answered.
  const later = async (l) => { await age(l, 4000); await w.s.sql(`UPDATE mpesa_request SET completed_at = completed_at - 4000 WHERE landlord_id = '${l.id}'`); };

  test('it is asked only after a person’s check worked once, and not before its time', async () => {
    const never = await landlord('Never'), once = await landlord('Once');
    await check(never, { result: { code: '21' } });
    await check(once);
    for (const l of [never, once]) assert.equal(await scheduled(l), 0);
    for (const l of [never, once]) await later(l);
    await until(async () => (await scheduled(once)) === 1, 'the check by the clock', 30000);
    await until(async () => (await latest(once)).status === 'success', 'its answer');
    assert.equal(await scheduled(never), 0);
    assert.equal((await history(once)).length, 2);
  });

  for (const [code, verdict] of [['2001', 'initiator_wrong'], ['8006', 'initiator_locked'], ['21', 'initiator_not_allowed']])
    test(`after ${code} it is not asked again, until a person has`, async () => {
      const l = await landlord(`Stops ${code}`), witness = await landlord(`Witness ${code}`);
      await check(l);
      await check(witness);
      assert.equal((await check(l, { result: { code } })).status, 'failed');
      for (const x of [l, witness]) await later(x);
      await until(async () => (await scheduled(witness)) === 1, 'the others are asked', 30000);
      assert.equal(await scheduled(l), 0);
      assert.equal((await requests(l)).at(-1).verdict, verdict);
      assert.equal((await check(l)).status, 'success');
      await later(l);
      await until(async () => (await scheduled(l)) === 1, 'it goes on', 30000);
    });
});

describe('the pages of a balance', () => {
  let l, b;
  before(async () => { l = await landlord('Pages'); b = await browser(w.s).signIn(l.phone); });

  test('from nothing to a line', async () => {
    const fresh = (await b.get('/landlord/balance')).text;
    assert.match(fresh, /Not checked yet/);
    assert.match((await b.get('/landlord')).text, /Not checked yet/);
    await script({ times: 1, result: { delayMs: 900, set: { AccountBalance: 'Utility Account|KES|8959269.6|8000000.5|&Odd & <b>Account</b>|KES' } } });
    const asked = await b.fill('/landlord/balance', {});
    assert.deepEqual([asked.status, asked.location], [303, '/landlord/balance']);
    const waiting = (await b.get('/landlord/balance')).text;
    assert.match(waiting, /Asking M-Pesa/);
    assert.match(waiting, /data-poll="\/landlord\/balance\/part"/);
    await until(async () => /data-settled/.test((await b.get('/landlord/balance/part')).text), 'the figures');
    const page = (await b.get('/landlord/balance')).text;
    for (const said of ['8,959,269.60', '8,000,000.50', 'not told', 'Utility Account', '&lt;b&gt;Account']) assert.ok(page.includes(said), said);
    assert.doesNotMatch(page, /<b>Account|KSh 0|data-poll/);
    assert.match(page, /begins with the second check/);
    assert.match((await b.get('/landlord')).text, /8,000,000\.50[\s\S]*Just now/);

    const soon = await b.fill('/landlord/balance', {});
    assert.deepEqual([soon.status, /asked less than a minute ago/.test(soon.text)], [429, true]);
    for (let i = 1; i <= 32; i++) {
      await age(l, 61);
      await w.s.sql(`INSERT INTO mpesa_request (id, landlord_id, receiving_account_id, api, purpose, state, shortcode, remarks, originator_id,
        requested_at, completed_at) SELECT 'earlier${String(i).padStart(9, '0')}', landlord_id, id, 'balance', 'schedule', 'success', shortcode, 'Balance',
        'earlier-${l.id}-${i}', unixepoch() - ${i} * 3600, unixepoch() - ${i} * 3600 FROM receiving_account WHERE landlord_id = '${l.id}' AND state = 'active';
        INSERT INTO balance_check SELECT id, landlord_id, receiving_account_id, shortcode, requested_at FROM mpesa_request WHERE id = 'earlier${String(i).padStart(9, '0')}';
        INSERT INTO balance_figure VALUES ('earlier${String(i).padStart(9, '0')}', 0, 'utility', 'Utility Account', 'KES', NULL, ${i * 1000}, NULL, NULL)`);
    }
    const drawn = (await b.get('/landlord/balance')).text;
    const [, line] = drawn.match(/<polyline class="line" points="([^"]+)"/);
    assert.equal(line.split(' ').length, 30);
    assert.ok(line.startsWith('0,') && line.endsWith('320,8'), 'the newest is the highest');
    assert.match(drawn, /<svg class="chart"[^>]*role="img"[^>]*><title/);
    assert.equal((drawn.match(/<tr><td>/g) ?? []).length, 30, 'the same as a table');
    assert.doesNotMatch(drawn, / style=|<style/);
    assert.match((await b.get('/landlord/balance?lang=sw')).text, /Salio la M-Pesa/);
    await b.get('/landlord?lang=en');
  });

  test('without a number there is nothing to ask', async () => {
    const bare = await w.newLandlord('Nothing'), n = await browser(w.s).signIn(bare.phone), page = (await n.get('/landlord/balance')).text;
    assert.match(page, /no balance to show/);
    const csrf = forms((await n.get('/landlord')).text)[0].fields.csrf;
    assert.equal((await n.post('/landlord/balance', { csrf })).status, 303);
    assert.doesNotMatch((await n.get('/landlord')).text, /In your M-Pesa account/);
  });
});
