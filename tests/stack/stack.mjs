// Starts the real programs (simulator, lighttpd, web, hooks, gateway) on free ports and in a folder of their own, and ends
// them. Whatever a sanitizer said in any of them, and whatever `rentease verify` finds in the books, fails the test.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const PROGRAMS = resolve(ROOT, process.env.BUILD ?? 'build/san');
const PASSKEY = 'bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919';
const OPERATOR = { login: '0700 000 009', password: 'operator mango river 9' };
const COMPLAINT = /ERROR: AddressSanitizer|ERROR: LeakSanitizer|runtime error:|invariant\.broken|query\.mistake|template\.hole|db\.failed/;

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Below the ports that the system gives to connections, and in a range of the lane's own: groups of tests run side by side.
const LANE_PORTS = 1000, LANES_MOST = 12;
const firstPort = 20000 + (Number(process.env.TEST_LANE ?? process.pid) % LANES_MOST) * LANE_PORTS;
let lastPort = Math.floor(Math.random() * LANE_PORTS);
const isFree = (port) => new Promise((done) => {
  const server = createServer().once('error', () => done(false)).listen(port, '127.0.0.1',
    () => server.close(() => done(true)));
});

export async function freePort() {
  for (let tries = 0; tries < LANE_PORTS; tries++) {
    const port = firstPort + (++lastPort % LANE_PORTS);
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

// Asks until `ready` gives something true, and returns it.
export async function until(ready, what = 'the condition', ms = 20000) {
  const end = Date.now() + ms;
  for (;;) {
    const got = await ready().catch((e) => (Date.now() > end ? Promise.reject(e) : undefined));
    if (got) return got;
    if (Date.now() > end) assert.fail(`${what} did not come about within ${ms} ms`);
    await sleep(50);
  }
}

function start(name, args, env) {
  const child = spawn(join(PROGRAMS, name), args, { cwd: ROOT, env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'] });
  child.said = '';
  child.stdout.on('data', (d) => { child.said += d; });
  child.stderr.on('data', (d) => { child.said += d; });
  child.ended = new Promise((done) => child.on('exit', (code, signal) => done(code ?? signal)));
  return child;
}

function run(env, args, input = '') {
  return new Promise((done) => {
    const child = execFile(join(PROGRAMS, 'rentease'), args, { cwd: ROOT, env: { ...process.env, ...env } },
      (error, stdout, stderr) => done({ status: error ? error.code : 0, stdout, stderr }));
    child.stdin.end(input);
  });
}

async function complaints(dir, children) {
  const found = [];
  const texts = children.map((c) => c.said);
  for (const file of await readdir(join(dir, 'logs'))) texts.push(await readFile(join(dir, 'logs', file), 'utf8'));
  for (const text of texts) for (const line of text.split('\n')) if (COMPLAINT.test(line)) found.push(line);
  return found;
}

// What a test gets: addresses, the simulator's control, the administrator's tool, a look into the databases, and an end.
// `serve` and `halt` end and start the product on the same folder; `startSim` and `endSim` do it to Daraja.
export async function stack({ env = {} } = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'rentease-test-'));
  const [port, simPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`, sim = `http://127.0.0.1:${simPort}`;
  const conf = join(dir, 'rentease.conf');
  const settings = {
    DARAJA_ENV: 'sandbox', DARAJA_BASE_URL: sim, DARAJA_CONSUMER_KEY: 'sandbox-key',
      DARAJA_CONSUMER_SECRET: 'sandbox-secret',
    DARAJA_PASSKEY: PASSKEY, DARAJA_BUSINESS_SHORT_CODE: '174379', RENTEASE_LISTEN: `127.0.0.1:${port}`,
    RENTEASE_DATA: join(dir, 'data'), RENTEASE_WORKERS: '2', RENTEASE_PROMPT_GAP_S: '0', RENTEASE_PROMPTS_PER_HOUR: '0',
    RENTEASE_PROMPTS_PER_DAY: '0', RENTEASE_CHANGE_DELAY_S: '0', RENTEASE_QUERY_AFTER_S: '1',
    DARAJA_INITIATOR_NAME: 'testapi', DARAJA_INITIATOR_PASSWORD: 'Safaricom999!',
    DARAJA_CERTIFICATE: join(dir, 'daraja.pem'), RENTEASE_RESULT_AFTER_S: '2', RENTEASE_BALANCE_S: '0', ...env };
  const s = { url, sim, dir, dataDir: settings.RENTEASE_DATA, conf, operator: OPERATOR, settings };
  const children = []; // every one that was ever started: what it said is judged at the end
  let product, simulator;

  s.configure = (more) => writeFile(conf,
    Object.entries(Object.assign(settings, more)).map(([k, v]) => `${k}=${v}\n`).join(''));
  s.rentease = (args, input) => run({}, ['--config', conf, ...args], input);
  s.control = (method, path, body) => request(`${sim}/control${path}`, method, body);
  s.sql = (statement, db = 'main.db') => sqlite(join(s.dataDir, db), statement);
  s.hold = (db) => hold(join(s.dataDir, db));
  s.log = () => children.map((c) => c.said).join('');

  s.serve = async () => {
    children.push(product = start('rentease', ['--config', conf, 'serve'], {}));
    await until(async () => (await fetch(`${url}/healthz`)).ok, '/healthz').catch((e) => {
      console.error(s.log());
      product.kill('SIGKILL');
      throw e;
    });
    s.pid = product.pid;
  };
  s.halt = async () => {
    const begun = Date.now();
    product.kill('SIGTERM');
    assert.equal(await product.ended, 0, 'rentease serve ends with 0');
    assert.ok(Date.now() - begun < 6000, 'and within five seconds');
    s.pid = undefined;
  };
  s.murder = async () => {
    product.kill('SIGKILL');
    await product.ended;
    s.pid = undefined;
  };
  // The pids of one of the product's programs: "web.fcgi", "hooks.fcgi", "gateway", "lighttpd".
  s.pids = async (name) => (await descendants(s.pid)).filter((p) => p.name === name).map((p) => p.pid);
  s.startSim = async () => {
    children.push(simulator = start('daraja-sim', ['--port', String(simPort), '--certificate', join(dir, 'daraja.pem'),
      '--key', join(dir, 'daraja.key')], {}));
    await until(async () => (await s.control('GET', '/health')).status === 200, 'the simulator');
  };
  s.endSim = async () => {
    simulator.kill('SIGTERM');
    assert.equal(await simulator.ended, 0, 'the simulator ends with 0');
  };

  s.stop = async ({ sound = true } = {}) => {
    if (s.pid) await s.halt();
    await s.endSim();
    assert.deepEqual(await complaints(s.dataDir, children), []);
    if (sound) {
      const verified = await s.rentease(['verify']);
      assert.equal(verified.status, 0, verified.stdout + verified.stderr);
    }
    await rm(dir, { recursive: true, force: true });
  };

  await s.configure({});
  const added = await s.rentease(['operator', 'add', '--phone', OPERATOR.login, '--name', 'Test Operator',
    '--password-stdin'],
    OPERATOR.password);
  assert.equal(added.status, 0, added.stderr);
  await Promise.all([s.startSim(), s.serve()]);
  return s;
}

async function descendants(root) {
  const all = [];
  for (const pid of (await readdir('/proc')).filter((n) => /^\d+$/.test(n))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null); // it may be gone by now
    const [, name, state, parent] = stat?.match(/^\d+ \((.*)\) (.) (\d+)/s) ?? [];
    if (name && state !== 'Z') all.push({ pid: Number(pid), name, parent: Number(parent) });
  }
  const below = (of) => all.filter((p) => p.parent === of).flatMap((p) => [p, ...below(p.pid)]);
  return below(root);
}

// The gateway alone checkpoints, so a connection of ours must not.
const NO_CHECKPOINT = `.output /dev/null
.dbconfig no_ckpt_on_close on
PRAGMA wal_autocheckpoint=0;
.output stdout
.timeout 5000
`;

// Rows of a statement, as objects.
function sqlite(file, statement) {
  return new Promise((done, failed) => {
    const child = execFile('sqlite3', ['-json', file], { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      (error || stderr ? failed(new Error(stderr || String(error))) : done(JSON.parse(stdout || '[]'))));
    child.stdin.end(`${NO_CHECKPOINT}${statement};\n`);
  });
}

// Nobody else can write until the function that this gives is called.
async function hold(file) {
  const child = spawn('sqlite3', [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const held = new Promise((done) => child.stdout.on('data', (d) => String(d).includes('held') && done()));
  child.stdin.write(`${NO_CHECKPOINT}BEGIN IMMEDIATE;\nSELECT 'held';\n`);
  await held;
  return () => new Promise((done) => { child.on('exit', done); child.stdin.end('ROLLBACK;\n'); });
}

export async function request(url, method = 'GET', body, headers = {}) {
  const answer = await fetch(url, {
    method, redirect: 'manual', headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) });
  const text = await answer.text();
  let parsed = text;
  try { parsed = JSON.parse(text); } catch { /* not JSON: the text itself */ }
  return { status: answer.status, headers: answer.headers, body: parsed, text };
}

// A caller of the JSON API: api(s, token)('POST', '/bills', {…}, headers) -> {status, headers, body}.
export const api = (s, token) => (method, path, body, headers = {}) =>
  request(`${s.url}/api/v1${path}`, method, body, { ...(token && { Authorization: `Bearer ${token}` }), ...headers });
