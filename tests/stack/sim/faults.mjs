import assert from 'node:assert/strict';
import { sleep, until } from './lab.mjs';

const PHONE = '254712345678';

export function faults(test, l) {
  const urls = () => ({ ResultURL: `${l.hook.url}/result`, QueueTimeOutURL: `${l.hook.url}/timeout` });
  const b2c = async (id) => l.daraja('/mpesa/b2c/v3/paymentrequest', { OriginatorConversationID: id, InitiatorName: 'testapi',
    SecurityCredential: await l.seal(), CommandID: 'BusinessPayment', Amount: '10', PartyA: '600992', PartyB: PHONE, Remarks: 'ok', ...urls() });

  // Daraja's POST addresses with a body that is good enough to get past the fields.
  const addresses = ['/mpesa/stkpush/v1/processrequest', '/mpesa/stkpushquery/v1/query', '/mpesa/c2b/v1/registerurl',
    '/mpesa/c2b/v2/registerurl', '/mpesa/c2b/v1/simulate', '/mpesa/c2b/v2/simulate', '/mpesa/b2c/v1/paymentrequest',
    '/mpesa/b2c/v3/paymentrequest', '/mpesa/b2pochi/v1/paymentrequest', '/mpesa/b2b/v1/paymentrequest', '/mpesa/b2b/v1/remittax',
    '/mpesa/reversal/v1/request', '/mpesa/accountbalance/v1/query', '/mpesa/transactionstatus/v1/query', '/mpesa/qrcode/v1/generate',
    '/pulltransactions/v1/register', '/pulltransactions/v1/query', '/standingorder/v1/createStandingOrderExternal',
    '/v1/billmanager-invoice/optin', '/v1/billmanager-invoice/bulk-invoicing', '/v1/ussdpush/get-msisdn', '/imsi/v1/checkATI', '/imsi/v2/checkATI'];

  test('every address refuses a bad token, in each of the four forms and in its own', async () => {
    await l.reset();
    await l.token();
    await l.control('POST', '/tokens/expire');
    const bad = { Authorization: 'Bearer nobodys', 'Content-Type': 'application/json' };
    const ask = (path) => fetch(l.base + path, { method: 'POST', headers: bad, body: '{}' });
    for (const form of ['404.001.03', '401.002.01', '400.003.01', '401.003.01']) {
      await l.control('PUT', '/flags', { tokenErrorForm: form });
      for (const path of addresses) {
        const a = await ask(path);
        assert.deepEqual([path, a.status, (await a.json()).errorCode], [path, Number(form.slice(0, 3)), form]);
      }
    }
    await l.control('PUT', '/flags', { tokenErrorForm: 'byApi' });
    for (const [path, code] of [['/mpesa/stkpush/v1/processrequest', '404.001.03'], ['/mpesa/stkpushquery/v1/query', '400.003.01'],
      ['/mpesa/b2c/v3/paymentrequest', '401.002.01'], ['/mpesa/reversal/v1/request', '404.001.03'], ['/mpesa/qrcode/v1/generate', '400.003.01']])
      assert.equal((await (await ask(path)).json()).errorCode, code);
  });

  test('every address wants POST, JSON and its first field', async () => {
    await l.reset();
    const token = await l.token();
    for (const path of addresses) {
      const auth = { Authorization: `Bearer ${token}` };
      assert.equal((await (await fetch(l.base + path, { headers: auth })).json()).errorCode, '404.001.04');
      assert.equal((await (await fetch(l.base + path, { method: 'PUT', headers: auth })).json()).errorCode, '405.001');
      const text = await (await fetch(l.base + path, { method: 'POST', headers: { ...auth, 'Content-Type': 'text/plain' }, body: '{}' })).json();
      assert.match(text.errorCode, /^400\.002\.0[25]$/);
      const cut = await (await fetch(l.base + path, { method: 'POST', headers: { ...auth, 'Content-Type': 'application/json' }, body: '{"a":' })).json();
      assert.equal(cut.errorCode, '400.002.05');
    }
  });

  test('spike arrest and the firewall stop every API', async () => {
    await l.reset();
    await l.control('PUT', '/flags', { spikePer60s: 3 });
    const check = () => l.daraja('/imsi/v2/checkATI', { customerNumber: PHONE });
    for (let i = 0; i < 3; i++) assert.equal((await check()).status, 200);
    const stopped = await check();
    assert.deepEqual([stopped.status, stopped.json.fault.detail.errorcode], [429, 'policies.ratelimit.SpikeArrestViolation']);
    await l.control('PUT', '/flags', { spikePer60s: 0, down: 'html', downStatus: 403 });
    const wall = await check();
    assert.equal(wall.status, 403);
    assert.match(wall.text, /Incapsula/);
    assert.equal((await l.refused('PUT', '/flags', { downStatus: 99 })).status, 400);
  });

  test('chaos: the same seed strikes the same, the books stay true, and zero ends it', async () => {
    const run = async (seed) => {
      await l.reset();
      await l.control('PUT', '/scripts/default', { answer: { delayMs: 1 } }); // answers are scripted, so left alone: no client waits
      assert.equal((await l.control('PUT', '/chaos', { seed, rate: 0.5 })).rate, 0.5);
      const outcomes = [];
      for (let i = 0; i < 12; i++) {
        const a = await b2c(`chaos-${i}`);
        outcomes.push(a.json?.errorCode ?? 'accepted');
      }
      await sleep(100);
      const { struck } = await l.control('GET', '/chaos');
      assert.ok(struck > 0);
      return [outcomes.join(), struck].join('/');
    };
    assert.equal(await run(7), await run(7));
    await l.control('PUT', '/chaos', { rate: 0 });
    assert.equal((await b2c('after')).json.ResponseCode, '0');
    await until(async () => (await l.control('GET', '/jobs')).jobs.every((j) => j.state !== 'waiting'), 'all jobs');
    const books = await l.ledger('600992');
    const moved = (await l.control('GET', '/movements?shortcode=600992')).movements.filter((m) => m.state === 'Completed').length;
    assert.equal(Number(books.paidOut), moved * 10);
    assert.equal((await l.refused('PUT', '/chaos', { rate: 1.5 })).status, 400);
    assert.equal((await l.refused('PUT', '/chaos', { sead: 1 })).status, 400);
  });

  test('chaos over pushes: whatever is told, what moved is what the ledger says', async () => {
    await l.reset();
    await l.control('PUT', '/phones/default', { handset: 'auto', handsetDelayMs: 1, answer: { delayMs: 1 } });
    await l.daraja('/mpesa/c2b/v2/registerurl', { ShortCode: '412873', ResponseType: 'Completed', ConfirmationURL: `${l.hook.url}/confirm`,
      ValidationURL: `${l.hook.url}/validate` });
    await l.control('PUT', '/chaos', { seed: 3, rate: 0.4 });
    for (let i = 0; i < 20; i++) {
      const a = await l.push('412873', `2547000000${String(i).padStart(2, '0')}`, 100);
      if (a.status !== 200) assert.match(a.json.errorMessage, /Invalid Access Token/);
    }
    const { transactions } = await until(async () => {
      const got = await l.control('GET', '/transactions');
      return got.transactions.every((t) => t.state !== 'pending') && got;
    }, 'all pushes');
    const paid = transactions.filter((t) => t.state === 'paid').length;
    assert.ok(paid > 0 && paid < transactions.length);
    assert.equal(Number((await l.ledger('412873')).received), paid * 100);
  });

  test('the pages list money of every kind, and escape what was typed', async () => {
    await l.reset();
    await l.control('POST', '/c2b', { shortcode: '412873', account: '<b>4', amount: '10', phone: PHONE });
    await b2c('listed-1');
    await l.push('412873', PHONE, 100);
    await l.hook.wait('/result');
    const page = (await l.get('/transactions')).text;
    assert.match(page, /Pay Bill/);
    assert.match(page, /BusinessPayment/);
    assert.match(page, /CustomerPayBillOnline/);
    assert.match(page, /listed-1/);
    assert.match(page, /&lt;b&gt;4/);
    assert.doesNotMatch(page, /<b>4/);
    const home = (await l.get('/')).text;
    assert.match(home, /254712345678/);
    const journal = (await l.control('GET', '/requests?path=/mpesa/b2c/v3/paymentrequest')).requests;
    assert.equal(journal[0].fields.SecurityCredential, '[redacted]');
  });
}
