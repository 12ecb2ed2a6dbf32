// kill -9 of any program at any moment of a payment, and of all of them at once: within seconds all answers again, the
// payment ends as it should, the phone was prompted once, and the money is posted once.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from './stack.mjs';
import { begin, key } from './world.mjs';

let w, jane;
before(async () => {
  w = await begin();
  jane = await w.connect(await w.newLandlord('Jane'));
});
after(async () => { await w?.s.stop(); });

const PROGRAMS = ['web.fcgi', 'hooks.fcgi', 'gateway', 'lighttpd'];

// All of that name, and until others stand in their place and everything answers.
async function kill(name) {
  const old = await w.s.pids(name);
  assert.ok(old.length > 0, `${name} runs`);
  old.forEach((pid) => process.kill(pid, 'SIGKILL'));
  return async () => {
    await until(async () => { const now = await w.s.pids(name); return now.length && !now.some((p) => old.includes(p)); },
      `another ${name}`, 10000);
    await until(async () => (await fetch(`${w.s.url}/healthz`)).ok, '/healthz', 10000);
    await until(async () => (await fetch(`${w.s.url}/api/v1/daraja/callback`)).status === 405, 'hooks', 10000);
  };
}

// As a page with an idempotency key does it: asked again until there is an answer.
async function insist(h, more = {}) {
  const k = key();
  const answer = await until(async () => {
    const a = await w.initiate(h, more, k);
    return a.status < 500 && a;
  }, 'an answer to the start of a payment');
  assert.ok([200, 202].includes(answer.status), JSON.stringify(answer.body));
  return { ...answer.body.data, h };
}

// A callback that was lost is made good by a query; where the first ones fell into the crash, the next come 15 and 30 s later.
async function endsWell(p, what) {
  const now = await w.becomes(p, 'success', what, 60000), pushes = await w.pushes(p.h.phone);
  assert.deepEqual(pushes.map((t) => t.state), ['paid'], what);
  assert.ok([pushes[0].receipt, null].includes(now.mpesaReceiptNumber), what);
  assert.deepEqual([await w.posted(p), (await w.bill(p.h)).status, (await w.ledger(p.h)).balance], [1, 'paid', 0], what);
}

// One payment at each moment that can be held still. What a lost callback would have told, the query finds out.
async function atEachMoment() {
  const [starting, sending, prompted, told] = await Promise.all(Array.from({ length: 4 }, () => w.home(jane)));
  const payments = {};
  payments.told = await w.pay(told);
  payments.prompted = await w.pay(prompted);
  payments.sending = await w.pay(sending, { answer: { mode: 'ok', delayMs: 4000 } });
  for (const p of [payments.told, payments.prompted]) await w.becomes(p, 'processing');
  await w.push(sending.phone);
  const [gateway] = await w.s.pids('gateway');
  process.kill(gateway, 'SIGSTOP'); // so that the callback is in the inbox, and nobody has judged it
  await w.answerPhone(told.phone);
  await until(async () => (await w.pushes(told.phone))[0].callbacks.some((c) => c.status === 200),
    'the callback was taken');
  payments.starting = await w.pay(starting, w.auto({ handsetDelayMs: 300 }));
  return { payments, wake: () => process.kill(gateway, 'SIGCONT') };
}

async function allEndWell(payments, what) {
  await w.answerPhone(payments.prompted.h.phone);
  await w.answerPhone(payments.sending.h.phone);
  for (const [moment, p] of Object.entries(payments)) await endsWell(p, `${moment}, ${what}`);
}

describe('kill -9', () => {
  for (const name of PROGRAMS) {
    test(`of ${name} while payments are being started, sent, prompted and told`, async () => {
      const { payments, wake } = await atEachMoment(), again = await kill(name);
      if (name !== 'gateway') wake();
      await again();
      await allEndWell(payments, `${name} killed`);
    });

    test(`of ${name} at three moments of a payment that goes by itself`, async () => {
      for (const ms of [0, 60, 200]) {
        const h = await w.home(jane);
        await w.script(h.phone, w.auto({ handsetDelayMs: 100 }));
        const [p, again] = await Promise.all([insist(h),
          new Promise((done) => setTimeout(done, ms)).then(() => kill(name))]);
        await again();
        await endsWell(p, `${name} killed after ${ms} ms`);
      }
    });
  }

  test('of all of them at once', async () => {
    const { payments } = await atEachMoment();
    const waits = await Promise.all(PROGRAMS.map(kill));
    for (const again of waits) await again();
    await allEndWell(payments, 'all killed');
  });

  test('leaves sound books each time', async () => {
    const verified = await w.s.rentease(['verify']);
    assert.equal(verified.status, 0, verified.stdout + verified.stderr);
  });
});

describe('a stop in the middle', () => {
  test('and a start on the same folder complete what was under way', async () => {
    const { payments, wake } = await atEachMoment();
    wake();
    await w.s.halt();
    await w.answerPhone(payments.prompted.h.phone);
    await until(async () => (await w.pushes(payments.prompted.h.phone))[0].callbacks.length,
      'a callback that nobody takes');
    await w.s.serve();
    await w.answerPhone(payments.sending.h.phone);
    for (const [moment, p] of Object.entries(payments)) await endsWell(p, `${moment}, stopped and started`);
  });

  test('of serve itself by kill -9 leaves no program behind, and a start completes what was under way', async () => {
    const h = await w.home(jane), p = await w.pay(h), left = (await Promise.all(PROGRAMS.map(w.s.pids))).flat();
    await w.becomes(p, 'processing');
    await w.s.murder();
    await until(async () => left.every((pid) => !alive(pid)), 'the end of all its programs', 10000);
    await w.answerPhone(h.phone);
    await w.s.serve();
    await endsWell(p, 'serve killed');
  });
});

function alive(pid) {
  try { process.kill(pid, 0); return true; } catch { return false; }
}
