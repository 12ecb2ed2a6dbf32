import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { sleep, until } from './lab.mjs';

const PHONE = '254712345678';
const eat = (ms) => new Date(ms + 3 * 3600e3).toISOString().slice(0, 19).replace('T', ' ');

export function others(test, l) {
  const paid = (more = {}) => l.control('POST', '/c2b', { shortcode: '412873', account: 'B4', amount: '12500', phone: PHONE, ...more });
  const pullRegister = (more = {}) => l.daraja('/pulltransactions/v1/register', { ShortCode: '412873', RequestType: 'Pull',
    NominatedNumber: '254722000000', CallBackURL: `${l.hook.url}/pull`, ...more });
  const pull = (more = {}) => l.daraja('/pulltransactions/v1/query', { ShortCode: '412873', StartDate: eat(Date.now() - 3600e3),
    EndDate: eat(Date.now() + 3600e3), OffSetValue: '0', ...more });

  test('pull registers once and says so with 1001, in either spelling', async () => {
    await l.reset();
    assert.equal((await pull()).json.errorCode, '400.001');
    assert.equal((await pullRegister()).json.ResponseStatus, '1000');
    assert.equal((await pullRegister()).json.ResponseStatus, '1001');
    await l.control('PUT', '/flags', { pullSpacedKeys: true });
    assert.equal((await pullRegister()).json['Response Status'], '1001');
    assert.equal((await pullRegister({ RequestType: 'Push' })).json.errorMessage, 'Bad Request - Invalid RequestType');
  });

  test('pull gives what came in, by pages, and nothing in three ways', async () => {
    await l.reset();
    await pullRegister();
    const none = await pull();
    assert.deepEqual([none.status, none.json.ResponseCode, none.json.Response], [200, '1001', '[[]]']);
    await l.control('PUT', '/flags', { pullNothing: 'transaction' });
    assert.equal((await pull()).json.Transaction, '[[]]');
    await l.control('PUT', '/flags', { pullNothing: 'error' });
    assert.equal((await pull()).status, 500);
    const made = [];
    for (const amount of ['100', '980.50', '300']) made.push((await paid({ amount, script: { lose: true } })).receipt);
    await paid({ shortcode: '777777' });
    const all = await pull();
    assert.equal(all.json.ResponseCode, '1000');
    const rows = all.json.Response[0];
    assert.deepEqual(rows.map((r) => r.transactionId), made);
    assert.deepEqual([rows[1].amount, rows[1].msisdn, rows[1].billreference, rows[1].transactiontype, rows[1].sender],
      ['980.50', 712345678, 'B4', 'c2b-pay-bill-debit', 'MPESA']);
    assert.match(rows[0].trxDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    await l.control('PUT', '/flags', { pullPage: 2 });
    assert.equal((await pull()).json.Response[0].length, 2);
    assert.deepEqual((await pull({ OffSetValue: '2' })).json.Response[0].map((r) => r.transactionId), [made[2]]);
    assert.equal((await pull({ StartDate: eat(Date.now() + 600e3) })).status, 500);
    assert.equal((await pull({ StartDate: '2026-11-02' })).status, 400);
    assert.equal((await pull({ StartDate: eat(Date.now()), EndDate: eat(Date.now() - 3600e3) })).status, 400);
  });

  const qr = (more = {}) => l.daraja('/mpesa/qrcode/v1/generate', { MerchantName: 'EXAMPLE HOMES', RefNo: 'B4-NOV', Amount: 12500,
    TrxCode: 'PB', CPI: '412873', Size: '300', ...more });

  test('a dynamic QR code is a PNG of the size asked for', async () => {
    await l.reset();
    for (const Size of ['65', '300', '1000']) {
      const a = await qr({ Size });
      assert.deepEqual([a.status, a.json.ResponseCode], [200, '00']);
      const png = Buffer.from(a.json.QRCode, 'base64');
      assert.equal(png.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
      assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [Number(Size), Number(Size)]);
      const pixels = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
      assert.equal(pixels.length, Number(Size) * (Math.ceil(Number(Size) / 8) + 1));
    }
    await l.control('PUT', '/flags', { qrSaysId: true });
    assert.match((await qr()).json.ResponseCode, /^AG_/);
    for (const [more, field] of [[{ TrxCode: 'XX' }, 'TrxCode'], [{ Size: '3' }, 'Size'], [{ CPI: '1' }, 'CPI'], [{ Amount: 1.5 }, 'Amount']])
      assert.equal((await qr(more)).json.errorMessage, `Bad Request - Invalid ${field}`);
    await l.control('PUT', '/scripts/qr', { answer: { mode: 'error', status: 404, errorCode: '404.001.04', errorMessage: 'Invalid Authentication Header' } });
    assert.equal((await qr()).status, 404);
  });

  const order = (more = {}) => l.daraja('/standingorder/v1/createStandingOrderExternal', { StandingOrderName: 'Rent B4', StartDate: '20261201',
    EndDate: '20271130', BusinessShortCode: '412873', TransactionType: 'Standing Order Customer Pay Bill', ReceiverPartyIdentifierType: '4',
    Amount: '12500', PartyA: PHONE, CallBackURL: `${l.hook.url}/ratiba`, AccountReference: 'B4', TransactionDesc: 'Rent', Frequency: '5', ...more });

  test('a standing order is made, refused with its own capitals, and pays by C2B', async () => {
    await l.reset();
    const ack = await order();
    assert.deepEqual([ack.json.ResponseHeader.responseCode, ack.json.ResponseBody.responseCode], ['200', '200']);
    const good = (await l.hook.wait('/ratiba'))[0].json;
    assert.equal(good.responseHeader.responseCode, '0');
    const items = Object.fromEntries(good.responseBody.responseData.map((i) => [i.name, i.value]));
    assert.deepEqual([items.ResponseCode, items.Status, items.status, items.Msisdn], ['0', 'OKAY', 'ACTIVE', '*********678']);
    await order();
    const bad = (await l.hook.wait('/ratiba', 2))[1].json;
    assert.equal(bad.ResponseHeader.responseCode, '1050');
    assert.deepEqual(bad.ResponseBody.ResponseData.slice(0, 2), [{ Name: 'TransactionID', Value: '0000000000' }, { Name: 'responseCode', Value: '1050' }]);
    for (const code of ['1032', '1037', '2001']) {
      await l.control('PUT', '/scripts/ratiba', { times: 1, result: { code } });
      await order({ StandingOrderName: `R${code}` });
    }
    const codes = (await l.hook.wait('/ratiba', 5)).slice(2).map((p) => p.json.ResponseHeader.responseCode);
    assert.deepEqual(codes.sort(), ['1032', '1037', '2001']);
    await l.control('PUT', '/scripts/ratiba', { times: 1, result: { mode: 'lose' } });
    await order({ StandingOrderName: 'Lost' });
    const { standingOrders } = await until(async () => {
      const got = await l.control('GET', '/standing-orders');
      return got.standingOrders.length === 2 && got;
    }, 'both orders');
    const first = standingOrders.at(-1);
    assert.deepEqual([first.name, first.account, String(first.id)], ['Rent B4', 'B4', items.TransactionID]);
    assert.equal((await l.control('POST', `/standing-orders/${first.id}/pay`)).state, 'paid');
    assert.equal((await l.ledger('412873')).received, '12500');
    assert.equal((await l.refused('POST', '/standing-orders/1/pay')).status, 404);
    await l.control('PUT', `/phones/${PHONE}/balance`, { balance: '5' });
    assert.equal((await l.refused('POST', `/standing-orders/${first.id}/pay`)).status, 409);
    assert.equal((await order({ Frequency: '10' })).status, 400);
  });

  const bills = (path, body) => l.daraja(`/v1/billmanager-invoice/${path}`, body);
  const invoice = (more = {}) => ({ externalReference: 'INV-1', billedFullName: 'Jane Doe', billedPhoneNumber: '0712345678',
    billedPeriod: 'November 2026', invoiceName: 'Rent', dueDate: '2026-12-05', accountReference: 'B4', amount: '12500',
    invoiceItems: [{ itemName: 'Rent', amount: '12500' }], ...more });
  const optin = () => bills('optin', { shortcode: '412873', email: 'a@b.example', officialContact: '0712345678', sendReminders: '1',
    logo: '', callbackurl: `${l.hook.url}/bill` });

  test('Bill Manager: opt in, invoice, payment with repeats, reconcile, cancel', async () => {
    await l.reset();
    assert.equal((await bills('single-invoicing', invoice())).json.rescode, '401');
    const key = (await optin()).json.app_key;
    assert.match(key, /^AG_/);
    assert.equal((await optin()).json.app_key, key);
    assert.equal((await bills('single-invoicing', invoice())).json.rescode, '200');
    assert.match((await l.phone(PHONE)).messages[0].text, /Bill Rent .*KSh12,500\.00/);
    assert.equal((await bills('bulk-invoicing', [invoice({ externalReference: 'INV-2', accountReference: 'B5' }),
      invoice({ externalReference: 'INV-3', accountReference: 'B6' })])).json.rescode, '200');
    assert.equal((await bills('bulk-invoicing', [invoice({ amount: 'x' })])).json.errorMessage, 'Bad Request - Invalid amount');
    assert.equal((await bills('bulk-invoicing', {})).json.errorCode, '400.002.05');
    const { receipt } = await paid();
    const [post] = await l.hook.wait('/bill');
    assert.deepEqual([post.json.transactionId, post.json.paidAmount, post.json.msisdn, post.json.accountReference, post.json.shortCode],
      [receipt, 12500, PHONE, 'B4', 412873]);
    assert.match(post.json.dateCreated, /^\d{4}-\d\d-\d\d$/);
    assert.equal((await bills('reconciliation', { paymentDate: '2026-11-03', paidAmount: '12500', accountReference: 'B4',
      transactionId: receipt, phoneNumber: '0712345678', fullName: 'Jane', invoiceName: 'Rent', externalReference: 'INV-1' })).json.rescode, '200');
    assert.match((await l.phone(PHONE)).messages[0].text, /e-Receipt/);
    assert.equal((await bills('cancel-single-invoice', { externalReference: 'INV-1' })).json.rescode, '409');
    assert.equal((await bills('cancel-bulk-invoices', [{ externalReference: 'INV-2' }, { externalReference: 'INV-3' }])).json.rescode, '200');
    assert.equal((await bills('cancel-single-invoice', { externalReference: 'INV-9' })).json.rescode, '404');
    await paid({ account: 'B5' });
    await sleep(60);
    assert.equal(l.hook.to('/bill').length, 1, 'a cancelled bill is not told of');
  });

  test('Bill Manager tells five times at most until it hears 200', async () => {
    await l.reset();
    await optin();
    await bills('single-invoicing', invoice());
    l.hook.statuses['/bill'] = 500;
    await paid();
    await l.hook.wait('/bill', 2);
    l.hook.statuses['/bill'] = 200;
    await l.hook.wait('/bill', 3);
    await sleep(700);
    assert.equal(l.hook.to('/bill').length, 3);
    assert.equal(new Set(l.hook.to('/bill').map((p) => p.body)).size, 1);
  });

  const express = (more = {}) => l.daraja('/v1/ussdpush/get-msisdn', { primaryShortCode: '555123', receiverShortCode: '412873', amount: '71',
    paymentRef: 'INV1', callbackUrl: `${l.hook.url}/express`, partnerName: 'EXAMPLE', RequestRefID: 'c0ffee-1', ...more });

  test('B2B express: paid, cancelled, too poor, lost, repeated, malformed', async () => {
    await l.reset();
    assert.deepEqual((await express()).json, { code: '0', status: 'USSD Initiated Successfully' });
    const good = (await l.hook.wait('/express'))[0].json;
    assert.deepEqual([good.resultCode, good.amount, good.requestId, good.resultType, good.status], ['0', '71.00', 'c0ffee-1', '0', 'SUCCESS']);
    assert.equal((await l.ledger('412873')).received, '71');
    await l.control('PUT', '/scripts/express', { times: 1, result: { code: '4001' } });
    await express();
    const cancelled = (await l.hook.wait('/express', 2))[1].json;
    assert.deepEqual([cancelled.resultCode, cancelled.resultDesc, cancelled.paymentReference], ['4001', 'User cancelled transaction', 'INV1']);
    await l.control('PUT', '/organisations/555123', { kind: 'till', storeNumber: '600111', merchant: '5' });
    await express();
    assert.equal((await l.hook.wait('/express', 3))[2].json.resultCode, '1');
    await l.control('PUT', '/scripts/express', { times: 1, result: { mode: 'duplicate' } });
    await express();
    await l.hook.wait('/express', 5);
    await l.control('PUT', '/scripts/express', { times: 1, result: { mode: 'malformed' } });
    await express();
    assert.equal((await l.hook.wait('/express', 6))[5].json, null);
    await l.control('PUT', '/scripts/express', { times: 1, result: { mode: 'timeout' } });
    await express();
    await sleep(60);
    assert.equal(l.hook.to('/express').length, 6);
    assert.equal((await express({ callbackUrl: 'ftp://x' })).status, 400);
  });

  test('SIM swap: never, lately, and with more in v1', async () => {
    await l.reset();
    const check = async (v) => (await l.daraja(`/imsi/${v}/checkATI`, { customerNumber: PHONE })).json;
    assert.equal((await check('v2')).lastSwapDate, '01-01-1900 00:00');
    await l.control('PUT', `/phones/${PHONE}/sim`, { lastSwapDate: '15-10-2026 08:30' });
    const v1 = await check('v1');
    assert.deepEqual([v1.lastSwapDate, v1.responseCode, v1.customerNumber], ['15-10-2026 08:30', '200', PHONE]);
    assert.equal((await l.daraja('/imsi/v2/checkATI', { customerNumber: '0712' })).status, 400);
  });
}
