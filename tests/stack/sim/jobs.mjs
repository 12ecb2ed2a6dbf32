import assert from 'node:assert/strict';
import { parameters, sleep, until } from './lab.mjs';

const PHONE = '254712345678';

export function jobs(test, l) {
  const urls = () => ({ ResultURL: `${l.hook.url}/result`, QueueTimeOutURL: `${l.hook.url}/timeout` });
  const common = async () => ({ Initiator: 'testapi', SecurityCredential: await l.seal(), Remarks: 'Rent', ...urls() });
  let serial = 0;
  const b2c = async (more = {}, path = 'b2c/v3') => l.daraja(`/mpesa/${path}/paymentrequest`, {
    OriginatorConversationID: `test-${++serial}`, InitiatorName: 'testapi', SecurityCredential: await l.seal(),
    CommandID: 'BusinessPayment', Amount: '5000', PartyA: '600992', PartyB: PHONE, Remarks: 'Deposit refund', Occassion: 'B4',
    ...urls(), ...more });
  const b2b = async (more = {}) => l.daraja('/mpesa/b2b/v1/paymentrequest', { ...await common(), CommandID: 'BusinessPayBill',
    SenderIdentifierType: '4', RecieverIdentifierType: '4', Amount: '239', PartyA: '412873', PartyB: '888880',
    AccountReference: '353353', ...more });
  const reverse = async (receipt, amount, more = {}) => l.daraja('/mpesa/reversal/v1/request', { ...await common(),
    CommandID: 'TransactionReversal', TransactionID: receipt, Amount: amount, ReceiverParty: '412873', RecieverIdentifierType: '11',
    ...more });
  const status = async (more) => l.daraja('/mpesa/transactionstatus/v1/query', { ...await common(), CommandID: 'TransactionStatusQuery',
    PartyA: '412873', IdentifierType: '4', Occasion: 'check', ...more });
  const balance = async (more = {}) => l.daraja('/mpesa/accountbalance/v1/query', { ...await common(), CommandID: 'AccountBalance',
    PartyA: '412873', IdentifierType: '4', ...more });
  const tax = async (more = {}) => l.daraja('/mpesa/b2b/v1/remittax', { ...await common(), CommandID: 'PayTaxToKRA',
    SenderIdentifierType: '4', RecieverIdentifierType: '4', Amount: '750', PartyA: '412873', PartyB: '572572',
    AccountReference: '2020000000012345', ...more });
  const paid = (more = {}) => l.control('POST', '/c2b', { shortcode: '412873', account: 'B4', amount: '12500', phone: PHONE, ...more });
  const script = (api, result, more = {}) => l.control('PUT', `/scripts/${api}`, { result, ...more });
  const result = async (n = 1) => (await l.hook.wait('/result', n)).at(-1);
  const apis = { b2c, b2b, reversal: () => reverse('UK38M5TR2A', '1'), accountBalance: balance,
    transactionStatus: () => status({ TransactionID: 'UK38M5TR2A' }), remittax: tax };

  test('B2C pays a person, and the result has every parameter', async () => {
    await l.reset();
    const a = await b2c({ OriginatorConversationID: 'rent-refund-000118' });
    assert.equal(a.status, 200);
    assert.equal(a.json.ResponseCode, '0');
    assert.equal(a.json.OriginatorConversationID, 'rent-refund-000118');
    assert.match(a.json.ConversationID, /^AG_\d{8}_[0-9a-f]{20}$/);
    const post = await result(), r = post.json.Result;
    assert.deepEqual([r.ResultType, r.ResultCode, r.OriginatorConversationID, r.ConversationID],
      [0, 0, 'rent-refund-000118', a.json.ConversationID]);
    const p = parameters(post);
    assert.deepEqual(Object.keys(p), ['TransactionAmount', 'TransactionReceipt', 'ReceiverPartyPublicName', 'TransactionCompletedDateTime',
      'B2CUtilityAccountAvailableFunds', 'B2CWorkingAccountAvailableFunds', 'B2CRecipientIsRegisteredCustomer', 'B2CChargesPaidAccountAvailableFunds']);
    assert.deepEqual([p.TransactionAmount, p.TransactionReceipt, p.B2CUtilityAccountAvailableFunds], [5000, r.TransactionID, 995000]);
    assert.match(p.ReceiverPartyPublicName, /^254712345678 - [A-Z ]+$/);
    assert.match(p.TransactionCompletedDateTime, /^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/);
    assert.equal(r.ReferenceData.ReferenceItem.Key, 'QueueTimeoutURL');
    assert.equal((await l.phone(PHONE)).balance, '105000');
    assert.equal((await l.ledger('600992')).paidOut, '5000');
  });

  test('B2C with the same OriginatorConversationID pays once', async () => {
    await l.reset();
    await b2c({ OriginatorConversationID: 'once' });
    const again = await b2c({ OriginatorConversationID: 'once' });
    assert.deepEqual([again.status, again.json.errorCode, again.json.errorMessage],
      [500, '500.002.1001', 'Duplicate OriginatorConversationID.']);
    await result();
    await sleep(50);
    assert.equal((await l.ledger('600992')).paidOut, '5000');
  });

  test('B2C v1 and B2Pochi are the same under other names', async () => {
    await l.reset();
    const v1 = await b2c({ OriginatorConversationID: undefined }, 'b2c/v1');
    assert.match(v1.json.OriginatorConversationID, /^[0-9a-f]{4}-/);
    assert.equal((await b2c({}, 'b2pochi/v1')).json.errorMessage, 'Bad Request - Invalid CommandID');
    assert.equal((await b2c({ CommandID: 'BusinessPayToPochi' }, 'b2pochi/v1')).json.ResponseCode, '0');
    await result(2);
    assert.equal((await b2c({ OriginatorConversationID: undefined })).json.errorMessage, 'Bad Request - Invalid OriginatorConversationID');
  });

  test('each field of each API is looked at', async () => {
    await l.reset();
    const cases = [[b2c, { Amount: '9' }, 'Amount'], [b2c, { Amount: '250001' }, 'Amount'], [b2c, { Amount: '10.5' }, 'Amount'],
      [b2c, { CommandID: 'Pay' }, 'CommandID'], [b2c, { PartyB: '0712345678' }, 'PartyB'], [b2c, { Remarks: 'x' }, 'Remarks'],
      [b2c, { SecurityCredential: '' }, 'SecurityCredential'], [b2c, { ResultURL: 'https://x.example/mpesa' }, 'ResultURL'],
      [b2c, { InitiatorName: undefined }, 'InitiatorName'], [b2b, { RecieverIdentifierType: '11' }, 'RecieverIdentifierType'],
      [b2b, { AccountReference: 'x'.repeat(14) }, 'AccountReference'], [b2b, { CommandID: 'BusinessPayment' }, 'CommandID'],
      [balance, { IdentifierType: '9' }, 'IdentifierType'], [balance, { Remarks: undefined }, 'Remarks'],
      [tax, { PartyB: '572573' }, 'PartyB'], [tax, { AccountReference: '' }, 'AccountReference'],
      [(m) => reverse('UK38M5TR2A', '1', m), { RecieverIdentifierType: '4' }, 'RecieverIdentifierType'],
      [(m) => reverse('UK38M5TR2A', '1', m), { Remarks: 'x' }, 'Remarks'], [(m) => status(m), {}, 'TransactionID']];
    for (const [ask, more, field] of cases) {
      const a = await ask(more);
      assert.deepEqual([a.status, a.json.errorMessage], [400, `Bad Request - Invalid ${field}`]);
    }
    assert.equal((await l.control('GET', '/jobs')).jobs.length, 0);
  });

  test('B2C failures: funds, product, receiver, limit', async () => {
    await l.reset();
    const code = async (n) => (await result(n)).json.Result;
    await l.control('PUT', '/organisations/600992', { kind: 'bulk', utility: '4999' });
    await b2c();
    const poor = await code(1);
    assert.deepEqual([poor.ResultCode, poor.ResultParameters], [1, undefined]);
    assert.match(poor.TransactionID, /^[A-Z0-9]{3}0000000$/);
    await l.control('PUT', '/organisations/600992', { utility: '600000' });
    await l.control('PUT', `/phones/${PHONE}/registered`, { registered: false });
    await b2c();
    assert.equal((await code(2)).ResultCode, 2040);
    await l.control('PUT', `/phones/${PHONE}/registered`, { registered: true });
    await l.control('PUT', `/phones/${PHONE}/balance`, { balance: '496000' });
    await b2c();
    assert.equal((await code(3)).ResultCode, 8);
    await l.control('PUT', '/organisations/412873', { kind: 'paybill' });
    await b2c({ PartyA: '412873', Amount: '10' });
    assert.equal((await code(4)).ResultCode, 2028);
    await l.control('PUT', '/organisations/412873', { b2c: true });
    await b2c({ PartyA: '412873', Amount: '10' });
    assert.equal((await code(5)).ResultCode, 0);
    await b2c({ PartyA: '999999' });
    assert.equal((await code(6)).ResultCode, 'SFC_IC0003');
    assert.equal((await l.ledger('600992')).paidOut, '0');
  });

  test('the initiator: wrong name, wrong password, not ours to open, no role, locked', async () => {
    await l.reset();
    const code = async (n) => (await result(n)).json.Result.ResultCode;
    await b2c({ InitiatorName: 'somebody' });
    assert.equal(await code(1), 2001);
    await l.control('PUT', '/organisations/600992', { roles: 'b2b status' });
    await b2c();
    assert.equal(await code(2), 21);
    await l.control('PUT', '/organisations/600992', { roles: 'b2b b2c', initiator: 'apiuser1', initiatorPassword: 'Other#2026' });
    await b2c();
    assert.equal(await code(3), 2001);
    await b2c({ InitiatorName: 'apiuser1', SecurityCredential: await l.seal('Other#2026') });
    assert.equal(await code(4), 0);
    for (const [n, credential] of [[5, await l.seal('nearly')], [6, btoa('nonsense!')], [7, await l.seal('')]]) {
      await b2c({ InitiatorName: 'apiuser1', SecurityCredential: credential });
      assert.equal(await code(n), 2001);
    }
    await b2c({ InitiatorName: 'apiuser1', SecurityCredential: await l.seal('Other#2026') });
    assert.equal(await code(8), 8006);
    await l.control('PUT', '/organisations/600992', { initiatorLocked: false });
    await b2c({ InitiatorName: 'apiuser1', SecurityCredential: await l.seal('Other#2026') });
    assert.equal(await code(9), 0);
  });

  test('B2B pays a bill with string codes and two references', async () => {
    await l.reset();
    await b2b();
    const post = await result(), r = post.json.Result, p = parameters(post);
    assert.deepEqual([r.ResultType, r.ResultCode], ['0', '0']);
    assert.deepEqual(Object.keys(p), ['DebitAccountBalance', 'Amount', 'DebitPartyAffectedAccountBalance', 'TransCompletedTime',
      'DebitPartyCharges', 'ReceiverPartyPublicName', 'Currency', 'InitiatorAccountCurrentBalance']);
    assert.equal(p.DebitAccountBalance, '{Amount={CurrencyCode=KES, MinimumAmount=99976100, BasicAmount=999761.00}}');
    assert.equal(p.DebitPartyAffectedAccountBalance, 'Working Account|KES|999761.00|999761.00|0.00|0.00');
    assert.deepEqual([p.Amount, p.DebitPartyCharges, p.Currency], ['239.00', '', 'KES']);
    assert.match(p.TransCompletedTime, /^\d{14}$/);
    assert.deepEqual(r.ReferenceData.ReferenceItem.map((i) => i.Key), ['BillReferenceNumber', 'QueueTimeoutURL']);
    await script('b2b', { charge: '77' });
    await b2b();
    assert.equal(parameters(await result(2)).DebitPartyCharges, 'Business Pay Bill Charge|KES|77.00');
    assert.deepEqual((await l.ledger('412873')).balances, { working: '999522', utility: '1000000', merchant: '0', chargesPaid: '-77' });
  });

  test('B2B to a till wants type 2, to a store type 4; every command moves between its accounts', async () => {
    await l.reset();
    await l.control('PUT', '/organisations/555123', { kind: 'till', storeNumber: '600111' });
    await l.control('PUT', '/organisations/600992', { kind: 'bulk' });
    await l.control('PUT', '/organisations/888880', { kind: 'paybill' });
    let n = 0;
    const code = async (more) => { await b2b(more); return (await result(++n)).json.Result.ResultCode; };
    const buy = { CommandID: 'BusinessBuyGoods', AccountReference: undefined };
    assert.equal(await code({ ...buy, PartyB: '555123', RecieverIdentifierType: '2' }), '0');
    assert.equal(await code({ ...buy, PartyB: '555123', RecieverIdentifierType: '4' }), 'SFC_IC0003');
    assert.equal(await code({ ...buy, PartyB: '600111', RecieverIdentifierType: '4' }), '0');
    assert.equal(await code({ ...buy, PartyB: '888880', RecieverIdentifierType: '4' }), 'SFC_IC0003');
    assert.equal(await code({ PartyB: '555123' }), 'SFC_IC0003');
    assert.equal(await code({ AccountReference: undefined }), 1005);
    assert.equal(await code({ CommandID: 'BusinessPayToBulk', PartyB: '600992' }), '0');
    assert.equal(await code({ CommandID: 'BusinessPayToBulk', PartyB: '888880' }), 'SFC_IC0003');
    assert.equal(await code({ CommandID: 'DisburseFundsToBusiness', PartyB: '412873' }), '0');
    assert.equal(await code({ CommandID: 'BusinessToBusinessTransfer', PartyB: '888880' }), '0');
    assert.equal(await code({ CommandID: 'BusinessTransferFromMMFToUtility', PartyB: '412873' }), '0');
    assert.equal(await code({ CommandID: 'BusinessTransferFromMMFToUtility', PartyB: '888880' }), 2028);
    assert.equal(await code({ PartyB: '999999' }), 'SFC_IC0003');
    assert.equal(await code({ Amount: '99999999' }), 1);
    for (const CommandID of ['MerchantToMerchantTransfer', 'MerchantTransferFromMerchantToWorking', 'MerchantServicesMMFAccountTransfer', 'AgencyFloatAdvance'])
      assert.equal((await b2b({ CommandID, PartyB: '412873' })).status, 200);
    const failed = l.hook.to('/result').find((p) => p.json.Result.ResultCode === 1);
    assert.equal(failed.json.Result.ResultParameters.ResultParameter.Key, 'BOCompletedTime');
    assert.equal(typeof failed.json.Result.ResultParameters.ResultParameter.Value, 'number');
    assert.equal((await l.ledger('555123')).balances.merchant, '478');
  });

  test('a business that registered URLs hears of a B2B payment as a transfer', async () => {
    await l.reset();
    await l.daraja('/mpesa/c2b/v2/registerurl', { ShortCode: '888880', ResponseType: 'Completed',
      ConfirmationURL: `${l.hook.url}/confirm`, ValidationURL: `${l.hook.url}/validate` });
    await b2b();
    const [post] = await l.hook.wait('/confirm');
    assert.deepEqual([post.json.TransactionType, post.json.MSISDN], ['Organization To Organization Transfer', '412873']);
    assert.equal(post.json.TransID, (await result()).json.Result.TransactionID);
  });

  test('tax goes to the taxman and to nobody else', async () => {
    await l.reset();
    await tax();
    assert.match(parameters(await result()).ReceiverPartyPublicName, /^572572/);
    await l.control('PUT', '/organisations/412873', { roles: 'b2b' });
    await tax();
    assert.equal((await result(2)).json.Result.ResultCode, 21);
    assert.equal((await l.ledger('412873')).paidOut, '750');
  });

  test('a reversal takes a payment back, once, and the phone hears of it', async () => {
    await l.reset();
    const { receipt } = await paid();
    await reverse(receipt, '12500');
    const post = await result(), p = parameters(post);
    assert.equal(post.json.Result.ResultCode, 0);
    assert.deepEqual(Object.keys(p), ['DebitAccountBalance', 'Amount', 'TransCompletedTime', 'OriginalTransactionID', 'Charge',
      'CreditPartyPublicName', 'DebitPartyPublicName']);
    assert.deepEqual([p.OriginalTransactionID, p.Amount], [receipt, 12500]);
    assert.notEqual(post.json.Result.TransactionID, receipt);
    assert.match((await l.phone(PHONE)).messages[0].text, /reversed to your account/);
    assert.equal((await l.phone(PHONE)).balance, '100000');
    await reverse(receipt, '12500');
    assert.equal((await result(2)).json.Result.ResultCode, 'R000001');
    const books = await l.ledger('412873');
    assert.deepEqual([books.received, books.reversed, books.balances.utility], ['12500', '12500', '1000000']);
  });

  test('what a reversal cannot take back', async () => {
    await l.reset();
    const { receipt } = await paid(), other = await paid({ shortcode: '777777' });
    let n = 0;
    const code = async (...args) => { await reverse(...args); return (await result(++n)).json.Result.ResultCode; };
    assert.equal(await code('UK38M5TR2A', '12500'), 'R000002');
    assert.equal(await code(other.receipt, '12500'), 'R000002');
    assert.equal(await code(receipt, '12000'), 2020);
    await b2c();
    const out = (await result(++n)).json.Result.TransactionID;
    assert.equal(await code(out, '5000', { ReceiverParty: '600992' }), 'R000002');
    await l.control('PUT', '/organisations/412873', { utility: '100' });
    assert.equal(await code(receipt, '12500'), 1);
    await l.control('PUT', '/organisations/412873', { utility: '20000' });
    const own = await l.control('POST', '/reversals', { receipt });
    assert.match(own.receipt, /^[A-Z0-9]{10}$/);
    assert.equal((await l.refused('POST', '/reversals', { receipt })).status, 409);
    assert.equal(await code(receipt, '12500'), 'R000001');
    assert.equal(await code(own.receipt, '12500'), 'R000002');
  });

  test('the balance is packed, and a script can misspell it', async () => {
    await l.reset();
    await paid({ amount: '0.5', phone: PHONE }).catch(() => {});
    await paid({ amount: '980.50' });
    await balance();
    const post = await result();
    assert.deepEqual([post.json.Result.ResultType, post.json.Result.ResultCode], ['0', '0']);
    assert.equal(parameters(post).AccountBalance, 'Working Account|KES|1000000.00|1000000.00|0.00|0.00&Utility Account|KES|1000980.50|1000980.50|0.00|0.00&'
      + 'Charges Paid Account|KES|0.00|0.00|0.00|0.00&Organization Settlement Account|KES|0.00|0.00|0.00|0.00');
    assert.match(parameters(post).BOCompletedTime, /^\d{14}$/);
    await script('accountBalance', { set: { AccountBalance: 'Utlity Account|KES|8959269.6|', BOCompletedTime: null } });
    await balance();
    const odd = (await result(2)).json.Result.ResultParameters.ResultParameter;
    assert.deepEqual(odd, { Key: 'AccountBalance', Value: 'Utlity Account|KES|8959269.6|' });
  });

  test('status finds payments of every kind by receipt and by conversation', async () => {
    await l.reset();
    let n = 0;
    const ask = async (more) => { await status(more); return result(++n); };
    const { receipt } = await paid();
    const c2b = parameters(await ask({ TransactionID: receipt }));
    assert.deepEqual([c2b.TransactionStatus, c2b.ReceiptNo, c2b.Amount, c2b.ReasonType], ['Completed', receipt, 12500, 'Pay Bill']);
    assert.match(c2b.DebitPartyName, /^0712345678 - [A-Z]+ {2}[A-Z]+ [A-Z]+$/);
    assert.equal(c2b.CreditPartyName, '412873 -  EXAMPLE HOMES');
    assert.ok('TransactionReason' in c2b && c2b.TransactionReason === undefined);

    await l.control('PUT', `/phones/${PHONE}`, { handset: 'auto', handsetDelayMs: 1 });
    const push = (await l.push('412873', PHONE, 700)).json;
    await l.hook.wait('/stk');
    const stk = await ask({ OriginalConversationID: push.MerchantRequestID });
    assert.deepEqual([parameters(stk).Amount, parameters(stk).ReasonType], [700, 'Pay Bill Online']);
    assert.match(stk.json.Result.TransactionID, /0000000$/);
    assert.notEqual(parameters(stk).ConversationID, stk.json.Result.ConversationID);

    await b2b();
    const paidOut = await result(++n);
    assert.equal(parameters(await ask({ TransactionID: paidOut.json.Result.TransactionID })).TransactionStatus, 'Completed');
    assert.equal(parameters(await ask({ OriginalConversationID: paidOut.json.Result.ConversationID })).Amount, 239);
    await b2c({ OriginatorConversationID: 'mine' });
    await result(++n);
    assert.equal(parameters(await ask({ OriginalConversationID: 'mine', PartyA: '600992' })).Amount, 5000);
    assert.equal((await ask({ OriginalConversationID: 'mine' })).json.Result.ResultCode, 2033);
    assert.equal((await ask({ TransactionID: 'UK38M5TR2A' })).json.Result.ResultCode, 2033);
    assert.equal((await ask({ TransactionID: receipt, IdentifierType: '7' })).json.Result.ResultCode, 25);
    await l.control('POST', '/reversals', { receipt });
    assert.equal(parameters(await ask({ TransactionID: receipt })).TransactionStatus, 'Reversed');
    await l.control('PUT', '/flags', { reversedSaysCompleted: true });
    assert.equal(parameters(await ask({ TransactionID: receipt })).TransactionStatus, 'Completed');
    const empty = await status({ TransactionID: '' });
    assert.deepEqual([empty.status, ...Object.values(empty.json)], [200, '', '', '', '']);
  });

  test('status tells of money that did not move, and of money still on its way', async () => {
    await l.reset();
    let n = 0;
    const state = async (id, PartyA = '600992') => {
      await status({ OriginalConversationID: id, PartyA });
      return parameters(await result(++n)).TransactionStatus;
    };
    await l.control('PUT', '/organisations/600992', { kind: 'bulk', utility: '0' });
    await b2c({ OriginatorConversationID: 'poor' });
    await result(++n);
    assert.equal(await state('poor'), 'Declined');
    await l.control('PUT', '/scripts/b2c', { result: { mode: 'timeout' } });
    await b2c({ OriginatorConversationID: 'slow' });
    await l.hook.wait('/timeout');
    assert.equal(await state('slow'), 'Expired');
    const push = (await l.push('412873', PHONE, 700)).json;
    assert.equal(await state(push.MerchantRequestID, '412873'), 'Initiated');
    await l.control('POST', `/phones/${PHONE}/answer`, { cancel: true });
    assert.equal(await state(push.MerchantRequestID, '412873'), 'Cancelled');
  });

  for (const api of Object.keys(apis)) {
    test(`${api}: answers, results and what can go wrong with them`, async () => {
      await l.reset();
      const ask = apis[api];
      const expect = async (answer, check) => {
        await l.control('PUT', `/scripts/${api}`, { times: 1, answer });
        check(await ask().catch((e) => e));
      };
      await expect({ mode: 'error', errorCode: '500.002.1001', errorMessage: 'System internal error.' }, (a) => assert.equal(a.json.errorCode, '500.002.1001'));
      await expect({ mode: 'error', status: 500, errorCode: '500.003.02', errorMessage: 'System is busy' }, (a) => assert.equal(a.status, 500));
      await expect({ mode: 'fault429' }, (a) => assert.equal(a.status, 429));
      assert.equal((await l.control('GET', `/jobs?api=${api}`)).jobs.length, 0, 'what was refused was not taken');
      await expect({ mode: 'html' }, (a) => assert.match(a.text, /Incapsula/));
      await expect({ mode: 'empty' }, (a) => assert.equal(a.text, ''));
      await expect({ mode: 'blank' }, (a) => assert.equal(a.json.ConversationID, ''));
      await expect({ mode: 'cut' }, (a) => assert.ok(a instanceof Error));
      await expect({ mode: 'reset' }, (a) => assert.ok(a instanceof Error));
      assert.equal((await l.control('GET', `/jobs?api=${api}`)).jobs.length, 5, 'what was answered badly was taken all the same');
      await result(5);

      const shape = async (r, check) => {
        l.hook.posts.length = 0;
        await l.control('PUT', `/scripts/${api}`, { times: 1, result: r });
        const acknowledged = (await ask()).json;
        assert.equal(acknowledged.ResponseCode, '0');
        await check(acknowledged);
      };
      await shape({ mode: 'timeout' }, async (ack) => {
        const [post] = await l.hook.wait('/timeout');
        assert.deepEqual([post.json.Result.ResultType, post.json.Result.ResultCode, post.json.Result.ConversationID], [1, 1, ack.ConversationID]);
        await sleep(50);
        assert.equal(l.hook.to('/result').length, 0);
      });
      await shape({ mode: 'timeoutThenResult', lateMs: 100 }, async () => {
        await l.hook.wait('/timeout');
        await result();
        assert.deepEqual(l.hook.posts.map((p) => p.path), ['/timeout', '/result']);
      });
      await shape({ mode: 'lose' }, async (ack) => {
        await until(async () => (await l.control('GET', `/jobs?id=${ack.ConversationID}`)).jobs[0].resultCode !== null);
        await sleep(50);
        assert.equal(l.hook.posts.length, 0);
        assert.equal((await l.control('POST', `/jobs/${ack.ConversationID}/resend`)).status, 200);
        assert.equal(l.hook.to('/result').length, 1);
      });
      await shape({ mode: 'late', lateMs: 200 }, async () => {
        await sleep(120);
        assert.equal(l.hook.posts.length, 0);
        await result();
      });
      await shape({ mode: 'duplicate' }, async () => {
        const [a, b] = await l.hook.wait('/result', 2);
        assert.equal(a.body, b.body);
      });
      await shape({ mode: 'malformed' }, async () => assert.equal((await result()).json, null));
      await shape({ mode: 'dropParameters' }, async () => assert.equal((await result()).json.Result.ResultParameters, undefined));
      await shape({ mode: 'dropIds' }, async () => assert.equal((await result()).json.Result.ConversationID, undefined));
      await shape({ mode: 'stringCodes' }, async () => assert.equal(typeof (await result()).json.Result.ResultCode, 'string'));
      await shape({ mode: 'escapedSlashes', code: '26' }, async () => assert.doesNotMatch((await result()).body, /[^\\]\//));
      await shape({ code: '8006' }, async () => assert.equal((await result()).json.Result.ResultCode, 8006));
      await shape({ code: 'SFC_IC0003', desc: 'x' }, async () => assert.deepEqual(
        [(await result()).json.Result.ResultCode, (await result()).json.Result.ResultDesc], ['SFC_IC0003', 'x']));
      await shape({ body: '{"Result":[]}' }, async () => assert.equal((await result()).body, '{"Result":[]}'));
      l.hook.posts.length = 0;
      await l.control('PUT', `/scripts/${api}`, { times: 1, result: { beforeAnswer: true } });
      await ask();
      assert.equal(l.hook.to('/result').length, 1, 'the result came before the acknowledgement');
    });
  }

  test('a single parameter is an object, and a bare array is the parameters', async () => {
    await l.reset();
    await script('b2c', { mode: 'singleObject' });
    await b2c();
    assert.equal((await result()).json.Result.ResultParameters.ResultParameter.Key, 'TransactionAmount');
    await script('b2c', { mode: 'bareArray' });
    await b2c();
    assert.ok(Array.isArray((await result(2)).json.Result.ResultParameters));
    await script('b2b', { mode: 'numberCodes' });
    await b2b();
    assert.equal((await result(3)).json.Result.ResultCode, 0);
    await script('b2c', { mode: 'timeout', moves: true });
    await b2c({ OriginatorConversationID: 'moved' });
    await l.hook.wait('/timeout');
    await status({ OriginalConversationID: 'moved', PartyA: '600992' });
    assert.equal(parameters(await result(4)).TransactionStatus, 'Completed');
    await script('b2c', { code: '1', moves: true });
    await b2c();
    assert.equal((await result(5)).json.Result.ResultCode, 1);
    assert.equal((await l.ledger('600992')).paidOut, '20000');
  });
}
