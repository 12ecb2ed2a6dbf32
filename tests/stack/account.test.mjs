// One's own account: language, and the second step: set up, asked for where money could be led elsewhere, limited, replaced by a
// recovery code, switched off.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browser, forms } from './browser.mjs';
import { until } from './stack.mjs';
import { authenticator, enrol, totp } from './totp.mjs';
import { begin, failed, newPaybill, PASSWORD, succeeded } from './world.mjs';

let w;
before(async () => { w = await begin(); });
after(async () => { await w?.s.stop(); });

const OFF = '/account/second-step/off';
const shownSeed = (page) => page.text.match(/<p class="code key">([A-Z2-7 ]+)</)?.[1].replace(/ /g, '');
const at = async (l) => browser(w.s).signIn(l.phone);
const person = async (l) => (await w.s.sql(`SELECT * FROM person WHERE phone = '${l.phone}'`))[0];
const rows = async (table, l) => w.s.sql(`SELECT * FROM ${table} WHERE person_id = '${(await person(l)).id}'`);
const deeds = async (l) => (await w.s.sql(`SELECT action FROM audit WHERE action LIKE 'second_factor.%'
  AND person_id = '${(await person(l)).id}' ORDER BY id`)).map((r) => r.action.split('.')[1]);

// As if the passwords had been typed, or the last code taken, minutes ago.
const stale = async (l) => w.s.sql(`UPDATE session SET fresh_at = fresh_at - 400 WHERE person_id = '${(await person(l)).id}'`);
async function rested(l, app) {
  await w.s.sql(`UPDATE second_factor SET last_step = last_step - 20 WHERE person_id = '${(await person(l)).id}'`);
  return authenticator(app.seed);
}

// A landlord whose second step is on, and whose app has all codes of now still to give.
async function protectedLandlord(name, { connected = false } = {}) {
  const l = await w.newLandlord(name);
  if (connected) await w.connect(l);
  const b = await at(l), { app, codes } = await enrol(b);
  return { l, b, codes, app: await rested(l, app) };
}

// Another number, described and tested: all but switched on.
async function anotherNumber(l) {
  const next = newPaybill();
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`, next), 200);
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/test`, { phone: l.phone }), 202);
  await until(async () => (await standing(l)).lastTestResult === 'success', 'the proof of the number');
  return next.businessShortCode;
}
const standing = async (l) => succeeded(await l.call('GET', `/landlords/${l.id}/daraja/status`), 200);
const receivesOn = (l, number) => until(async () => (await standing(l)).inUse?.businessShortCode === number, `rent to come to ${number}`);
const activate = (l, body = {}) => l.call('POST', `/landlords/${l.id}/daraja/activate`, body);

describe('my account', () => {
  test('says who I am, and that there is no second step yet', async () => {
    const l = await w.newLandlord('Amina'), page = await (await at(l)).get('/account');
    assert.equal(page.status, 200);
    assert.match(page.text, /<dd>Amina<\/dd>/);
    assert.ok(page.text.includes(`0${l.phone.slice(3, 6)} ${l.phone.slice(6, 9)} ${l.phone.slice(9)}`));
    assert.match(page.text, /Set up the second step/);
    assert.deepEqual(succeeded(await l.call('GET', '/account/second-factor'), 200), { enabled: false });
    failed(await w.anyone('GET', '/account/second-factor'), 401, 'sign_in_required');
  });

  test('keeps the language for me, on every device', async () => {
    const l = await w.newLandlord('Bahati'), b = await at(l);
    const answer = await b.fill('/account', { language: 'sw' }, '/account/language');
    assert.deepEqual([answer.status, answer.location], [303, '/account']);
    assert.match((await b.get('/account')).text, /<html lang="sw">/);
    assert.match((await (await at(l)).get('/account')).text, /<html lang="sw">/);
    const wrong = await b.fill('/account', { language: 'fr' }, '/account/language');
    assert.equal(wrong.status, 422);
    assert.equal((await person(l)).locale, 'sw');
  });

  test('is there for tenants and the operator, too', async () => {
    const l = await w.newLandlord('Chebet'), books = await w.newBooks(l);
    await w.joined(books.tenant);
    for (const b of [await browser(w.s).signIn(books.phone), await browser(w.s).signIn(w.s.operator.login, w.s.operator.password)]) {
      assert.equal((await b.get('/account')).status, 200);
      assert.equal((await b.get('/account/second-step')).status, 200);
    }
  });
});

describe('setting up the second step', () => {
  test('takes the app’s first code, and shows recovery codes once', async () => {
    const l = await w.newLandlord('Dalila'), b = await at(l);
    assert.equal(shownSeed(await b.get('/account/second-step')), undefined);
    assert.deepEqual(await rows('second_factor', l), [], 'to look changes nothing');

    await b.fill('/account/second-step', {}, '/account/second-step/begin');
    const page = await b.get('/account/second-step'), seed = shownSeed(page);
    assert.equal(seed.length, 32);
    assert.match(page.text, /<svg class="qr" viewBox="0 0 (\d+) \1"[^>]*>.*<path d="M\d+ \d+h/s);
    assert.ok(page.text.includes(`href="otpauth://totp/RentEase:0${l.phone.slice(3)}?secret=${seed}&amp;issuer=RentEase"`));
    assert.equal(page.headers.get('cache-control'), 'no-store');
    assert.equal(succeeded(await l.call('GET', '/account/second-factor'), 200).enabled, false);

    const app = authenticator(seed), code = await app.code();
    const done = await b.fill('/account/second-step', { code: `${code.slice(0, 3)} ${code.slice(3)}` }, '/account/second-step/confirm');
    const codes = [...done.text.matchAll(/<li><span class="code">([^<]+)</g)].map((m) => m[1]);
    assert.equal(done.status, 200);
    assert.equal(new Set(codes).size, 10);
    for (const c of codes) assert.match(c, /^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/);

    const after = await b.get('/account/second-step');
    assert.match(after.text, /The second step is on/);
    assert.equal(shownSeed(after), undefined);
    for (const secret of [seed, ...codes]) assert.ok(!after.text.includes(secret), 'never again');
    assert.equal(succeeded(await l.call('GET', '/account/second-factor'), 200).enabled, true);
    assert.deepEqual(await deeds(l), ['on']);

    const stored = JSON.stringify([await rows('second_factor', l), await rows('recovery_code', l)]) + w.s.log();
    for (const secret of [seed, ...codes.flatMap((c) => [c, c.replaceAll('-', '')])])
      assert.ok(!stored.toLowerCase().includes(secret.toLowerCase()), 'and nowhere in clear');
  });

  test('asks for the password again where it is not fresh, and keeps what is in the app', async () => {
    const l = await w.newLandlord('Esther'), b = await at(l);
    await stale(l);
    const start = (fields) => b.fill('/account/second-step', fields, '/account/second-step/begin');
    for (const [fields, said] of [[{}, /Enter your password/], [{ password: 'not this one, no' }, /This is not your password/]]) {
      const answer = await start(fields);
      assert.equal(answer.status, 422);
      assert.match(answer.text, said);
    }
    assert.deepEqual(await rows('second_factor', l), []);
    assert.equal((await start({ password: PASSWORD })).status, 303);
    const seed = shownSeed(await b.get('/account/second-step'));
    assert.ok(seed);

    await stale(l);
    assert.equal(shownSeed(await b.get('/account/second-step')), undefined, 'an open browser shows no key');
    const csrf = forms((await b.get('/account')).text)[0].fields.csrf;
    const wrong = await b.post('/account/second-step/confirm', { csrf, code: authenticator(seed).wrong() });
    assert.deepEqual([wrong.status, shownSeed(wrong)], [422, undefined]);
    assert.equal((await start({ password: PASSWORD })).status, 303);
    assert.equal(shownSeed(await b.get('/account/second-step')), seed);
  });

  test('is told what to do when the code is missing, wrong, or of an app with a wrong clock', async () => {
    const l = await w.newLandlord('Fatma'), b = await at(l);
    await b.fill('/account/second-step', {}, '/account/second-step/begin');
    const seed = shownSeed(await b.get('/account/second-step'));
    const confirm = (code) => b.fill('/account/second-step', { code }, '/account/second-step/confirm');
    const step = Math.floor(Date.now() / 30000);
    for (const [code, said] of [['', /Enter the 6 digits/], [authenticator(seed).wrong(), /This is not the right code/],
      [totp(seed, step - 3), /set its clock/], [totp(seed, step + 4), /set its clock/]]) {
      const answer = await confirm(code);
      assert.equal(answer.status, 422);
      assert.match(answer.text, said);
      assert.equal(shownSeed(answer), seed, 'the picture stays');
    }
    assert.equal((await confirm(await authenticator(seed).code())).status, 200);
    assert.deepEqual([(await confirmAgain(b)).location], ['/account/second-step'], 'sent once more, it says that it is on');
  });
  const confirmAgain = async (b) => b.post('/account/second-step/confirm',
    { csrf: forms((await b.get('/account')).text)[0].fields.csrf, code: '123456' });
});

describe('changing the number that receives rent', () => {
  test('asks for the code of whoever has a second step', async () => {
    const { l, b, app } = await protectedLandlord('Grace', { connected: true }), before = (await standing(l)).inUse;
    const number = await anotherNumber(l);
    const send = (fields) => b.fill('/setup/activate', { confirm: '1', ...fields });
    for (const [fields, said] of [[{ totp: '' }, /Enter the 6 digits/], [{ totp: app.wrong() }, /This code is not right/]]) {
      const answer = await send(fields);
      assert.equal(answer.status, 422);
      assert.match(answer.text, said);
    }
    const code = await app.code(), unticked = await b.fill('/setup/activate', { totp: code });
    assert.deepEqual([unticked.status, (await standing(l)).inUse], [422, before], 'and a code is not used up by a box not ticked');
    assert.deepEqual([(await send({ totp: code })).location], ['/setup']);
    await receivesOn(l, number);

    await anotherNumber(l);
    const replayed = await send({ totp: code });
    assert.equal(replayed.status, 422);
    assert.match(replayed.text, /it was used already/);
    assert.equal((await send({ totp: await app.code() })).status, 303);
  });

  test('asks for the password first, where it is not fresh, and only once', async () => {
    const { l, b, app } = await protectedLandlord('Halima', { connected: true });
    await anotherNumber(l);
    await stale(l);
    const code = await app.code();
    const wrong = await b.fill('/setup/activate', { confirm: '1', password: 'not this one, no', totp: code });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /This is not your password/);
    const half = await b.fill('/setup/activate', { confirm: '1', password: PASSWORD, totp: app.wrong() });
    assert.equal(half.status, 422);
    assert.doesNotMatch(half.text, /name="password"/);
    assert.equal((await b.fill('/setup/activate', { confirm: '1', totp: code })).status, 303);
  });

  test('tells whoever has none, kindly, and lets him go on', async () => {
    const l = await w.connect(await w.newLandlord('Imani')), number = await anotherNumber(l), b = await at(l);
    const page = await b.get('/setup/activate');
    assert.match(page.text, /<a href="\/account\/second-step">Set up the second step<\/a>/);
    assert.doesNotMatch(page.text, /name="totp"/);
    assert.equal((await b.fill('/setup/activate', { confirm: '1' })).status, 303);
    await receivesOn(l, number);
  });

  test('asks nobody for a code at the first number', async () => {
    const { l, b } = await protectedLandlord('Jamila');
    await w.script(l.phone, w.auto());
    await anotherNumber(l);
    const page = await b.get('/setup/activate');
    assert.doesNotMatch(page.text, /name="totp"|second-step/);
    assert.equal((await b.fill('/setup/activate', { confirm: '1' })).status, 303);
  });

  test('asks over the API as well', async () => {
    const { l, app, codes } = await protectedLandlord('Kerubo', { connected: true }), number = await anotherNumber(l);
    failed(await activate(l), 403, 'second_factor_required', 'totp');
    failed(await activate(l, { totp: app.wrong() }), 403, 'second_factor_wrong', 'totp');
    const code = await app.code();
    await stale(l);
    failed(await activate(l, { totp: code }), 403, 'password_required', 'password');
    assert.equal(succeeded(await activate(l, { totp: code, password: PASSWORD }), 200).businessShortCode, number);
    await receivesOn(l, number);
    await anotherNumber(l);
    failed(await activate(l, { totp: code }), 403, 'second_factor_wrong', 'totp');
    succeeded(await activate(l, { totp: codes[0] }), 200);
  });
});

describe('codes', () => {
  test('are worth nothing to anybody else', async () => {
    const one = await protectedLandlord('Leila', { connected: true }), other = await protectedLandlord('Mercy');
    await anotherNumber(one.l);
    for (const totp of [await other.app.code(), other.codes[0]])
      failed(await activate(one.l, { totp }), 403, 'second_factor_wrong');
    assert.equal((await rows('recovery_code', other.l)).filter((r) => r.used_at).length, 0);
  });

  test('for recovery work once each, and leave a trace', async () => {
    const { l, b, codes } = await protectedLandlord('Naliaka', { connected: true });
    await anotherNumber(l);
    assert.equal((await b.fill('/setup/activate', { confirm: '1', totp: codes[3].toUpperCase() })).status, 303);
    await anotherNumber(l);
    const again = await b.fill('/setup/activate', { confirm: '1', totp: codes[3] });
    assert.equal(again.status, 422);
    assert.match(again.text, /it was used already/);
    assert.match((await b.get('/account/second-step')).text, /<dd>9<\/dd>/);
    assert.equal((await b.fill('/setup/activate', { confirm: '1', totp: codes[4] })).status, 303);
    assert.deepEqual(await deeds(l), ['on', 'recovery_used', 'recovery_used']);
  });

  test('five of them wrong close the door for ten minutes, over a restart, too', async () => {
    const { l, b, app, codes } = await protectedLandlord('Otieno', { connected: true }), before = (await standing(l)).inUse;
    await anotherNumber(l);
    for (let i = 0; i < 5; i++) failed(await activate(l, { totp: app.wrong() }), 403, 'second_factor_wrong');
    const closed = async () => {
      const answer = await activate(l, { totp: await app.code() });
      assert.equal(answer.status, 429, answer.text);
      const wait = Number(answer.headers.get('retry-after'));
      assert.ok(wait > 0 && wait <= 601, `Retry-After is ${wait}`);
    };
    await closed();
    await w.s.halt();
    await w.s.serve();
    const page = await b.fill('/setup/activate', { confirm: '1', totp: codes[0] });
    assert.equal(page.status, 429);
    assert.match(page.text, /There were too many tries\. Nothing has changed/);
    assert.match(page.text, /Try again in (1[01]|[89]) minutes/);
    const off = await b.fill(OFF, { password: PASSWORD, code: codes[0] });
    assert.equal(off.status, 429);
    assert.match(off.text, /The second step is still on/);
    assert.deepEqual((await standing(l)).inUse, before);
    assert.deepEqual(await deeds(l), ['on']);

    await w.s.sql(`UPDATE login_try SET at = at - 601 WHERE who = 'second:${(await person(l)).id}'`);
    succeeded(await activate(l, { totp: await app.code() }), 200);
  });
});

describe('switching the second step off', () => {
  test('takes the password, however fresh, and a code; then no code is asked for', async () => {
    const { l, b, app } = await protectedLandlord('Pendo', { connected: true });
    const code = await app.code();
    for (const [fields, said] of [[{ code }, /Enter your password/], [{ password: PASSWORD }, /Enter the 6 digits/],
      [{ password: 'not this one, no', code }, /This is not your password/],
      [{ password: PASSWORD, code: app.wrong() }, /This code is not right/]]) {
      const answer = await b.fill(OFF, fields);
      assert.equal(answer.status, 422);
      assert.match(answer.text, said);
    }
    assert.equal(succeeded(await l.call('GET', '/account/second-factor'), 200).enabled, true);
    assert.equal((await b.fill(OFF, { password: PASSWORD, code })).location, '/account/second-step');
    assert.deepEqual([await rows('second_factor', l), await rows('recovery_code', l)], [[], []]);
    assert.deepEqual(await deeds(l), ['on', 'off']);
    assert.equal((await b.get(OFF)).location, '/account/second-step');
    await anotherNumber(l);
    succeeded(await activate(l), 200);
  });

  test('is the administrator’s last help for whoever lost phone and recovery codes', async () => {
    const { l } = await protectedLandlord('Zawadi');
    const reset = (phone) => w.s.rentease(['second-step', 'reset', '--phone', phone]);
    assert.deepEqual([(await w.s.rentease(['second-step', 'reset'])).status, (await reset('0799 999 999')).status], [2, 1]);
    const done = await reset(`0${l.phone.slice(3)}`);
    assert.equal(done.status, 0, done.stderr);
    assert.deepEqual([await rows('second_factor', l), await rows('recovery_code', l)], [[], []]);
    assert.equal((await w.s.sql(`SELECT 1 FROM audit WHERE action = 'second_factor.reset' AND person_id IS NULL
      AND subject = '${(await person(l)).id}'`)).length, 1);
    assert.equal((await reset(l.phone)).status, 1, 'there is none any more');
  });

  test('is undone by setting it up again, with another key and other recovery codes', async () => {
    const first = await protectedLandlord('Rehema');
    await first.b.fill(OFF, { password: PASSWORD, code: first.codes[0] });
    const second = await enrol(first.b);
    assert.notEqual(second.app.seed, first.app.seed);
    const old = await first.b.fill(OFF, { password: PASSWORD, code: first.codes[1] });
    assert.equal(old.status, 422);
    assert.equal((await first.b.fill(OFF, { password: PASSWORD, code: second.codes[0] })).status, 303);
    assert.deepEqual(await deeds(first.l), ['on', 'recovery_used', 'off', 'on', 'recovery_used', 'off']);
  });
});
