// What an authenticator app does (RFC 6238): a seed in base32, a code for each 30 seconds.
import { createHmac } from 'node:crypto';
import { until } from './stack.mjs';

const STEP_MS = 30000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const seedBytes = (seed) => {
  const bits = [...seed.replace(/\s/g, '')].map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/[01]{8}/g).map((b) => parseInt(b, 2)));
};
const stepOf = (ms) => Math.floor(ms / STEP_MS);

// The code of a step, or of the time now.
export function totp(seed, step = stepOf(Date.now())) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', seedBytes(seed)).update(counter).digest();
  const at = mac.at(-1) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, '0');
}

// Six digits that fit no step near now.
export function wrongTotp(seed) {
  const now = stepOf(Date.now()), near = [-2, -1, 0, 1, 2, 3].map((d) => totp(seed, now + d));
  let n = 123456;
  while (near.includes(String(n))) n++;
  return String(n);
}

// An app with the seed in it, which gives no code twice: codes come one after the other, and where the product would not
// take the next one yet (it takes one step of drift), the app waits for it.
export function authenticator(seed) {
  let last = 0;
  return {
    seed,
    code: async () => {
      const step = Math.max(last + 1, stepOf(Date.now()));
      await until(async () => stepOf(Date.now()) >= step - 1, 'the next code of the app', 2 * STEP_MS);
      last = step;
      return totp(seed, step);
    },
    wrong: () => wrongTotp(seed),
  };
}

// Sets the second step up for whoever is signed in at the browser: { app, codes } with the recovery codes.
export async function enrol(b) {
  const begun = await b.fill('/account/second-step', {}, '/account/second-step/begin');
  if (begun.status !== 303) throw new Error(`begin answers ${begun.status}: ${begun.text}`);
  const page = await b.get('/account/second-step');
  const app = authenticator(page.text.match(/<p class="code key">([A-Z2-7 ]+)</)[1].replace(/ /g, ''));
  const done = await b.fill('/account/second-step', { code: await app.code() }, '/account/second-step/confirm');
  const codes = [...done.text.matchAll(/<li><span class="code">([^<]+)</g)].map(([, code]) => code);
  if (done.status !== 200 || codes.length !== 10) throw new Error(`confirm answers ${done.status}: ${done.text}`);
  return { app, codes };
}
