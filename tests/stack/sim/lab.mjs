// The simulator alone, a business that listens for what Daraja posts, and the words to speak to both.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { constants, publicEncrypt, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..');
const PROGRAM = join(resolve(ROOT, process.env.BUILD ?? 'build/san'), 'daraja-sim');
const PASSKEY = 'bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919';
const COMPLAINT = /ERROR: AddressSanitizer|ERROR: LeakSanitizer|runtime error:/;

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export async function until(ready, what = 'the condition', ms = 8000) {
  for (const end = Date.now() + ms; ; await sleep(20)) {
    const got = await ready();
    if (got) return got;
    if (Date.now() > end) assert.fail(`${what} did not come about within ${ms} ms`);
  }
}

// A server that keeps what is posted to it; `replies[path]` says what it answers, or is a function that says it.
async function business() {
  const posts = [], replies = {}, statuses = {};
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (d) => { body += d; });
    request.on('end', async () => {
      const path = request.url;
      let parsed = null;
      try { parsed = JSON.parse(body); } catch { /* malformed on purpose */ }
      posts.push({ path, body, json: parsed, headers: request.headers });
      const reply = replies[path];
      const text = typeof reply === 'function' ? await reply(parsed) : reply ?? '{"ResultCode":"0","ResultDesc":"Accepted"}';
      response.statusCode = statuses[path] ?? 200;
      response.end(text);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((done) => { server.once('listening', done); });
  const url = `http://127.0.0.1:${server.address().port}`;
  const to = (path) => posts.filter((p) => p.path === path);
  return { url, posts, replies, statuses, to, stop: () => { server.closeAllConnections(); server.close(); },
    wait: async (path, n = 1) => until(() => to(path).length >= n && to(path), `${n} posts to ${path}`) };
}

async function call(base, method, path, body, headers = {}) {
  const answer = await fetch(base + path, { method, redirect: 'manual', signal: AbortSignal.timeout(15000),
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body) });
  const text = await answer.text();
  let json = null;
  try { json = JSON.parse(text); } catch { /* not JSON */ }
  return { status: answer.status, text, json, headers: answer.headers };
}

export async function lab({ args = [] } = {}) {
  const hook = await business();
  const child = spawn(PROGRAM, ['--port', '0', '--seed', '7', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (d) => { said += d; });
  const ended = new Promise((done) => { child.on('exit', (code, signal) => done(code ?? signal)); });
  const port = await until(() => said.match(/sim\.listening.*port=(\d+)/)?.[1], 'the simulator', 20000);
  const base = `http://127.0.0.1:${port}`;
  const l = { base, hook };

  l.get = (path) => call(base, 'GET', path);
  l.form = (path, fields) => fetch(base + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
  l.control = async (method, path, body) => {
    const a = await call(base, method, `/control${path}`, body);
    assert.equal(a.status, 200, `${method} ${path}: ${a.text}`);
    return a.json;
  };
  l.refused = (method, path, body) => call(base, method, `/control${path}`, body);
  l.token = async () => {
    const a = await call(base, 'GET', '/oauth/v1/generate?grant_type=client_credentials', undefined,
      { Authorization: `Basic ${btoa('sandbox-key:sandbox-secret')}` });
    return a.json.access_token;
  };
  let token;
  l.daraja = async (path, body) => call(base, 'POST', path, body, { Authorization: `Bearer ${token ??= await l.token()}` });
  l.forget = () => { token = undefined; };
  l.reset = async () => {
    await l.control('POST', '/reset');
    hook.posts.length = 0;
    for (const by of [hook.replies, hook.statuses]) for (const path of Object.keys(by)) delete by[path];
    token = undefined;
    await l.control('PUT', '/flags', { resultDelayMs: 10, c2bDelayMs: 10 });
  };
  l.ledger = async (number) => (await l.control('GET', '/ledger')).organisations[number];
  l.phone = (number) => l.control('GET', `/phones/${number}`);
  let certificate;
  l.seal = async (password = 'Safaricom999!') => {
    certificate ??= (await l.get('/control/certificate')).text;
    return publicEncrypt({ key: new X509Certificate(certificate).publicKey, padding: constants.RSA_PKCS1_PADDING },
      Buffer.from(password)).toString('base64');
  };
  l.push = async (shortcode, phone, amount, more = {}) => {
    const stamp = new Date(Date.now() + 3 * 3600e3).toISOString().replace(/\D/g, '').slice(0, 14);
    return l.daraja('/mpesa/stkpush/v1/processrequest', {
      BusinessShortCode: shortcode, Password: btoa(shortcode + PASSKEY + stamp), Timestamp: stamp,
      TransactionType: 'CustomerPayBillOnline', Amount: String(amount), PartyA: phone, PartyB: shortcode, PhoneNumber: phone,
      CallBackURL: `${hook.url}/stk`, AccountReference: 'B4', TransactionDesc: 'Rent', ...more });
  };
  l.stop = async () => {
    child.kill('SIGTERM');
    assert.equal(await ended, 0, said.slice(-2000));
    assert.deepEqual(said.split('\n').filter((line) => COMPLAINT.test(line)), []);
    hook.stop();
  };
  return l;
}

// The parameters of a result as an object; of two with one key the last counts.
export const parameters = (post) => {
  const list = post.json.Result.ResultParameters?.ResultParameter;
  return Object.fromEntries([list ?? []].flat().map((p) => [p.Key, p.Value]));
};
