import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { sleep, until } from './lab.mjs';

const PHONE = '254712345678';

export function c2b(test, l) {
  const register = (more = {}, version = 'v2') => l.daraja(`/mpesa/c2b/${version}/registerurl`, {
    ShortCode: '412873', ResponseType: 'Completed', ConfirmationURL: `${l.hook.url}/confirm`,
    ValidationURL: `${l.hook.url}/validate`, ...more });
  const pay = (more = {}) => l.control('POST', '/c2b',
    { shortcode: '412873', account: 'B4', amount: '12500', phone: PHONE, wait: true, ...more });
  const validating = () => l.control('PUT', '/organisations/412873', { c2bValidation: true });

  test('C2B register answers with the misspelt key, and again in the sandbox', async () => {
    await l.reset();
    for (const version of ['v1', 'v2', 'v2']) {
      const a = await register({}, version);
      assert.equal(a.status, 200);
      assert.deepEqual(Object.keys(a.json), ['OriginatorCoversationID', 'ResponseCode', 'ResponseDescription']);
      assert.equal(a.json.ResponseCode, '0');
    }
  });

  test('C2B register refuses what Daraja refuses', async () => {
    await l.reset();
    for (const [more, field] of [[{ ResponseType: 'completed' }, 'ResponseType'], [{ ShortCode: '12' }, 'ShortCode'],
      [{ ConfirmationURL: 'https://x.example/mpesa/confirm' }, 'ConfirmationURL'],
      [{ ValidationURL: 'https://x.example/execute' }, 'ValidationURL'], [{ ValidationURL: undefined }, 'ValidationURL']]) {
      const a = await register(more);
      assert.equal(a.status, 400);
      assert.equal(a.json.errorMessage, `Bad Request - Invalid ${field}`);
    }
    await l.control('PUT', '/flags', { c2bProduct: 'v1' });
    const a = await register();
    assert.equal(a.status, 401);
    assert.match(a.json.errorMessage, /apiproduct/);
    assert.equal((await register({}, 'v1')).status, 200);
    await l.control('PUT', '/flags', { openEnrolment: false });
    assert.equal((await register({ ShortCode: '777777' }, 'v1')).json.errorCode, '500.003.1001');
  });

  test('C2B register once, in both forms that say so, changes nothing', async () => {
    await l.reset();
    await register();
    await l.control('PUT', '/flags', { c2bRegisterOnce: true });
    const error = await register({ ConfirmationURL: `${l.hook.url}/other` });
    assert.deepEqual([error.status, error.json.errorCode], [500, '500.003.1001']);
    assert.match(error.json.errorMessage, /already registered/);
    await l.control('PUT', '/flags', { c2bRegisteredForm: 'ok200' });
    const ok = await register({ ConfirmationURL: `${l.hook.url}/other` });
    assert.deepEqual([ok.status, ok.json.ResponseCode], [200, undefined]);
    await pay();
    await l.hook.wait('/confirm');
  });

  test('a scripted register answers with a SOAP fault, twice over', async () => {
    await l.reset();
    await l.control('PUT', '/scripts/c2bRegister', { times: 1, answer: { mode: 'soap' } });
    const a = await register();
    assert.equal(a.status, 503);
    assert.equal(a.json, null);
    assert.match(a.text, /"Fault"/);
    assert.equal((await register()).status, 200);
  });

  test('a payment is confirmed with everything it has, and the books agree', async () => {
    await l.reset();
    await register();
    const made = await pay({ amount: '980.50' });
    const [post] = await l.hook.wait('/confirm');
    assert.deepEqual(Object.keys(post.json), ['TransactionType', 'TransID', 'TransTime', 'TransAmount', 'BusinessShortCode',
      'BillRefNumber', 'InvoiceNumber', 'OrgAccountBalance', 'ThirdPartyTransID', 'MSISDN', 'FirstName', 'MiddleName', 'LastName']);
    assert.equal(post.json.TransID, made.receipt);
    assert.match(made.receipt, /^[A-Z0-9]{10}$/);
    assert.deepEqual([post.json.TransactionType, post.json.TransAmount, post.json.BillRefNumber, post.json.MSISDN],
      ['Pay Bill', '980.50', 'B4', '2547 ***** 678']);
    assert.equal(post.json.OrgAccountBalance, '1000980.50');
    assert.equal(post.headers.businessshortcode, '412873');
    assert.equal((await l.ledger('412873')).received, '980.50');
    assert.equal((await l.phone(PHONE)).balance, '99019.50');
    assert.match((await l.phone(PHONE)).messages[0].text, new RegExp(`^${made.receipt} Confirmed\\. KSh980\\.50 sent to`));
  });

  test('every shape of MSISDN, by version, by flag and by script', async () => {
    await l.reset();
    const hash = createHash('sha256').update(PHONE).digest('hex');
    const shapes = { masked: '2547 ***** 678', maskedTight: '2547*****678', sha256: hash, clear: PHONE,
      maskedHash: `${hash.slice(0, 30)} ***** ${hash.slice(35)}` };
    await register({}, 'v1');
    await pay();
    let n = 1;
    assert.equal((await l.hook.wait('/confirm', n)).at(-1).json.MSISDN, hash);
    for (const [form, shown] of Object.entries(shapes)) {
      await l.control('PUT', '/flags', { c2bMsisdn: form });
      await pay();
      assert.equal((await l.hook.wait('/confirm', ++n)).at(-1).json.MSISDN, shown);
    }
    await pay({ script: { msisdn: 'clear', names: 'missing' } });
    const last = (await l.hook.wait('/confirm', ++n)).at(-1).json;
    assert.equal(last.MSISDN, PHONE);
    assert.ok(!('FirstName' in last));
    assert.equal(shapes.maskedHash.length, 66);
  });

  test('validation decides: accept, each rejection, an unreadable answer by ResponseType', async () => {
    await l.reset();
    await register();
    await validating();
    l.hook.replies['/validate'] = '{"ResultCode":"0","ResultDesc":"Accepted","ThirdPartyTransID":"mine-1"}';
    const paid = await pay();
    assert.equal(paid.state, 'paid');
    const asked = l.hook.to('/validate')[0].json;
    assert.deepEqual([asked.TransID, asked.OrgAccountBalance], [paid.receipt, '']);
    assert.equal((await l.hook.wait('/confirm'))[0].json.ThirdPartyTransID, 'mine-1');
    for (const code of ['C2B00011', 'C2B00012', 'C2B00013', 'C2B00014', 'C2B00015', 'C2B00016', 1]) {
      l.hook.replies['/validate'] = JSON.stringify({ ResultCode: code, ResultDesc: 'Rejected' });
      const turned = await pay();
      assert.deepEqual([turned.state, turned.rejection], ['rejected', String(code)]);
    }
    l.hook.replies['/validate'] = 'not JSON';
    assert.equal((await pay()).state, 'paid');
    await register({ ResponseType: 'Cancelled' });
    assert.equal((await pay()).state, 'rejected');
    assert.equal((await l.ledger('412873')).received, '25000');
  });

  test('validation that takes too long: Completed pays, Cancelled does not', async () => {
    await l.reset();
    await l.control('PUT', '/flags', { c2bValidationMs: 100 });
    await register();
    await validating();
    l.hook.replies['/validate'] = async () => { await sleep(400); return '{"ResultCode":"C2B00012"}'; };
    assert.equal((await pay()).state, 'paid');
    await register({ ResponseType: 'Cancelled' });
    assert.equal((await pay()).state, 'rejected');
    l.hook.replies['/validate'] = undefined;
    assert.equal((await pay({ script: { abandon: true } })).state, 'abandoned');
    assert.equal((await l.ledger('412873')).received, '12500');
  });

  test('confirmations can be lost, late, repeated, and differ in the repeat', async () => {
    await l.reset();
    await register();
    const lost = await pay({ script: { lose: true } });
    await pay({ amount: '200', script: { copies: 3, copyAmount: '2.00' } });
    const posts = await l.hook.wait('/confirm', 3);
    assert.equal(new Set(posts.map((p) => p.json.TransID)).size, 1);
    assert.deepEqual(posts.map((p) => p.json.TransAmount).sort(), ['2.00', '2.00', '200.00']);
    assert.equal((await l.ledger('412873')).received, '12700');
    const begun = Date.now();
    await pay({ script: { delayMs: 300, saysAccount: '', saysType: '' } });
    const late = (await l.hook.wait('/confirm', 4)).at(-1).json;
    assert.ok(Date.now() - begun >= 300);
    assert.deepEqual([late.BillRefNumber, late.TransactionType], ['', '']);
    const again = await l.control('POST', `/c2b/${lost.receipt}/resend`);
    assert.equal(again.status, 200);
    assert.equal(l.hook.to('/confirm').at(-1).json.TransID, lost.receipt);
  });

  test('a till is confirmed without an account, as till or as store', async () => {
    await l.reset();
    await l.control('PUT', '/organisations/555123', { kind: 'till', storeNumber: '600111' });
    await register({ ShortCode: '600111' });
    await pay({ shortcode: '555123', account: undefined });
    const [post] = await l.hook.wait('/confirm');
    assert.deepEqual([post.json.TransactionType, post.json.BillRefNumber, post.json.BusinessShortCode],
      ['Customer Merchant Payment', '', '555123']);
    await l.control('PUT', '/flags', { c2bTillAsStore: true });
    await pay({ shortcode: '555123', account: undefined });
    assert.equal((await l.hook.wait('/confirm', 2))[1].json.BusinessShortCode, '600111');
    assert.equal((await l.ledger('555123')).balances.merchant, '25000');
  });

  test('an organisation transfers, and is no customer', async () => {
    await l.reset();
    await register();
    await pay({ phone: undefined, sender: '888888' });
    const [post] = await l.hook.wait('/confirm');
    assert.deepEqual([post.json.TransactionType, post.json.MSISDN, post.json.FirstName],
      ['Organization To Organization Transfer', '888888', '']);
  });

  test('simulate makes a customer pay; not to what does not fit', async () => {
    await l.reset();
    await register();
    const body = { ShortCode: '412873', CommandID: 'CustomerPayBillOnline', Amount: '100', Msisdn: PHONE, BillRefNumber: 'B4' };
    for (const version of ['v1', 'v2']) assert.equal((await l.daraja(`/mpesa/c2b/${version}/simulate`, body)).json.ResponseCode, '0');
    await l.hook.wait('/confirm', 2);
    assert.equal((await l.daraja('/mpesa/c2b/v2/simulate', { ...body, CommandID: 'CustomerBuyGoodsOnline' })).status, 400);
    assert.equal((await l.daraja('/mpesa/c2b/v2/simulate', { ...body, BillRefNumber: undefined })).status, 400);
    await l.control('PUT', '/c2b', { times: 1, script: { lose: true } });
    await l.daraja('/mpesa/c2b/v2/simulate', body);
    await l.daraja('/mpesa/c2b/v2/simulate', body);
    await l.hook.wait('/confirm', 3);
    assert.equal((await l.ledger('412873')).received, '400');
  });

  test('a person pays by hand from the phone page', async () => {
    await l.reset();
    await register();
    const page = await l.get(`/phone/${PHONE}?pay=1`);
    assert.match(page.text, /action="\/phone\/254712345678\/pay"/);
    assert.doesNotMatch(page.text, /http-equiv="refresh"/);
    const send = async (fields) => {
      assert.equal((await l.form(`/phone/${PHONE}/pay`, { number: '412873', account: 'a-4', amount: '1,000', pin: '1234', ...fields })).status, 303);
      return (await l.phone(PHONE)).messages[0].text;
    };
    assert.match(await send({ pin: '9999' }), /wrong M-PESA PIN/);
    assert.match(await send({ number: '999998' }), /no business/);
    assert.match(await send({ account: '' }), /account number/);
    assert.match(await send({ amount: '300000' }), /between/);
    assert.match(await send({ amount: '200000' }), /enough money/);
    assert.match(await send({}), /Confirmed\. KSh1,000\.00 sent to/);
    assert.equal((await l.hook.wait('/confirm'))[0].json.BillRefNumber, 'a-4');
  });

  test('an STK payment comes by C2B too, with one receipt, in either order or not at all', async () => {
    await l.reset();
    await register();
    const run = async (script) => {
      l.hook.posts.length = 0;
      await l.control('PUT', `/phones/${PHONE}`, { handset: 'auto', handsetDelayMs: 1, ...script });
      assert.equal((await l.push('412873', PHONE, 100)).status, 200);
      await l.hook.wait('/stk');
    };
    await run({ c2b: { delayMs: 300 } });
    await l.hook.wait('/confirm');
    assert.deepEqual(l.hook.posts.map((p) => p.path), ['/stk', '/confirm']);
    const item = l.hook.to('/stk')[0].json.Body.stkCallback.CallbackMetadata.Item.find((i) => i.Name === 'MpesaReceiptNumber');
    assert.equal(item.Value, l.hook.to('/confirm')[0].json.TransID);
    await run({ c2b: { delayMs: 0 }, callback: { delayMs: 300 } });
    assert.deepEqual(l.hook.posts.map((p) => p.path), ['/confirm', '/stk']);
    await run({ result: '1032', c2b: { delayMs: 0 } });
    await l.control('PUT', '/flags', { stkAlsoC2b: false });
    await run({ c2b: { delayMs: 0 } });
    await sleep(100);
    assert.equal(l.hook.to('/confirm').length, 0);
    assert.equal((await l.ledger('412873')).received, '300');
  });

  test('mistakes in the control API are refused', async () => {
    await l.reset();
    for (const body of [{}, { shortcode: '412873', amount: '5' }, { shortcode: '412873', amount: '0.5', phone: PHONE },
      { shortcode: '412873', amount: '5', phone: 'x' }, { shortcode: '1', amount: '5', phone: PHONE },
      { shortcode: '412873', amount: '5', phone: PHONE, script: { mode: 'x' } }])
      assert.equal((await l.refused('POST', '/c2b', body)).status, 400, JSON.stringify(body));
    assert.equal((await l.refused('PUT', '/scripts/nothing', {})).status, 404);
    assert.equal((await l.refused('POST', '/c2b/UK00000000/resend')).status, 404);
    await until(async () => (await l.control('GET', '/c2b')).payments.length === 0);
  });
}
