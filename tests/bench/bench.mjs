// Sizes and speeds of the real programs behind the real lighttpd, on this machine. Each speed stands beside the same
// stack's "hello", measured in turns in the same run: machines differ, and one machine differs from minute to minute.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { reports } from './reports.mjs';
import { ROOT, api, freePort, request, sleep, stack, until } from '../stack/stack.mjs';

const PASSWORD = 'mango tree by the river';
const ROUNDS = 5, SECONDS = 3, CLIENTS = 32, PAYMENTS = 300, DARAJA_MS = 3000;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const percentile = (list, p) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * p))];
const row = (...cells) => console.log(cells.map((c, i) => String(c)[i ? 'padStart' : 'padEnd'](i ? 13 : 46)).join(''));

// ---- a world to measure in

async function data(answer) {
  const { status, body } = await answer;
  if (!body.success) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.data;
}

async function world(s, homes) {
  const anyone = api(s), phone = '254799000001';
  const { id } = await data(anyone('POST', '/landlords', { name: 'Bench', phone, password: PASSWORD, businessName: 'Bench Homes' }));
  const { token: ownerToken } = await data(anyone('POST', '/session', { login: phone, password: PASSWORD }));
  const owner = api(s, ownerToken);
  const operator = api(s, (await data(anyone('POST', '/session', s.operator))).token);
  await data(owner('POST', `/landlords/${id}/daraja/configure`,
    { businessType: 'paybill', businessShortCode: '600123', businessName: 'Bench Homes' }));
  await data(operator('POST', `/landlords/${id}/daraja/activate`));
  const property = await data(owner('POST', '/properties', { name: 'Bench House' }));
  const bills = [];
  let first;
  for (let i = 0; i < homes; i++) {
    const unit = await data(owner('POST', '/units', { propertyId: property.id, label: `B${i + 1}`, rent: 12500 }));
    const tenant = await data(owner('POST', '/tenants', { name: `Tenant ${i + 1}`, phone: `2547110${String(i).padStart(5, '0')}` }));
    const lease = await data(owner('POST', '/leases',
      { tenantId: tenant.id, unitId: unit.id, rent: 12500, dueDay: 5, startDate: '2026-01-01' }));
    bills.push(await data(owner('POST', '/bills', { leaseId: lease.id, period: '2026-11', kind: 'rent', amount: 12500, dueDate: '2026-11-05' })));
    first ??= tenant;
  }
  const token = new URL(first.inviteUrl).pathname.split('/').pop();
  const tenantToken = (await data(anyone('POST', '/invites/accept', { token, password: PASSWORD }))).token;
  return { id, ownerToken, ownerPhone: phone, owner, bills, tenantToken, tenantPhone: '254711000000' };
}

// Signs in through the page, as a browser does; the answer is the Cookie header.
async function browser(s, login) {
  const page = await request(`${s.url}/sign-in`);
  const vid = page.headers.get('set-cookie').split(';')[0];
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)[1];
  const answer = await request(`${s.url}/sign-in`, 'POST',
    new URLSearchParams({ csrf, login, password: PASSWORD, next: '' }).toString(),
    { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: vid });
  return answer.headers.getSetCookie().find((c) => c.startsWith('sid=')).split(';')[0];
}

// ---- sizes

const wire = (url, cookie) => Number(execFileSync('curl', ['-s', '--noproxy', '*', '-o', '/dev/null', '-w', '%{size_download}',
  '-H', 'Accept-Encoding: gzip', ...(cookie ? ['-H', `Cookie: ${cookie}`] : []), url]).toString());

async function sizes(s, bill, cookie) {
  const url = `${s.url}/pay/${bill.id}`;
  const html = (await request(url, 'GET', undefined, { Cookie: cookie })).text;
  const own = [...html.matchAll(/(?:href|src)="(\/static\/[^"]+\.(?:css|js))"/g)].map((m) => m[1]);
  const outside = [...html.matchAll(/(?:href|src)="(https?:[^"]+)"/g)].map((m) => m[1]);
  let total = wire(url, cookie);
  console.log('\nPay page, bytes on the wire (gzip, without heads)');
  row('  page', total);
  for (const path of own) {
    const bytes = wire(s.url + path);
    total += bytes;
    row(`  ${path}`, bytes);
  }
  row('  together (to stay under 14,336)', total);
  row('  addresses outside this host', outside.length);
  return total <= 14336 && outside.length === 0;
}

// ---- speeds

// Not the Sync kind: what the programs say is read by this process, and must not pile up meanwhile.
async function wrk(url, { headers = {}, script } = {}) {
  const args = ['-t2', `-c${CLIENTS}`, `-d${SECONDS}s`, '--latency', ...Object.entries(headers).flatMap(([k, v]) => ['-H', `${k}: ${v}`]),
    ...(script ? ['-s', script] : []), url];
  const said = (await promisify(execFile)('wrk', args)).stdout;
  const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(said);
  const errors = /Non-2xx or 3xx responses: (\d+)/.exec(said);
  return { rps: Number(/Requests\/sec:\s+([\d.]+)/.exec(said)[1]),
    p99: Number(p99[1]) * { us: 0.001, ms: 1, s: 1000 }[p99[2]], errors: errors ? Number(errors[1]) : 0 };
}

// The same lighttpd.conf, but with hello in the place of web.fcgi and hooks.fcgi.
async function hello(s) {
  const dir = join(s.dir, 'hello'), port = await freePort();
  await mkdir(join(dir, 'run'), { recursive: true });
  await mkdir(join(dir, 'logs'));
  await mkdir(join(dir, 'programs'));
  for (const name of ['web.fcgi', 'hooks.fcgi']) await cp(join(ROOT, 'build/hello.fcgi'), join(dir, 'programs', name));
  const child = spawn('/usr/sbin/lighttpd', ['-D', '-f', 'lighttpd.conf'], { cwd: ROOT, stdio: 'ignore', env: { ...process.env,
    RENTEASE_BIND: '127.0.0.1', RENTEASE_PORT: String(port), RENTEASE_PROGRAMS: join(dir, 'programs'), RENTEASE_DATA: dir,
    RENTEASE_STATIC: join(ROOT, 'build/static'), RENTEASE_WORKERS: s.settings.RENTEASE_WORKERS, RENTEASE_HOOK_WORKERS: '1' } });
  const url = `http://127.0.0.1:${port}/`;
  await until(async () => (await fetch(url)).ok, 'hello');
  return { url, stop: () => child.kill('SIGTERM') };
}

async function callbackScript(s) {
  const key = await readFile(join(s.dataDir, 'keys/hooks.key')), chance = randomBytes(16);
  const secret = chance.toString('hex') + createHmac('sha256', key).update(chance).digest().subarray(0, 8).toString('hex');
  const body = JSON.stringify({ Body: { stkCallback: { MerchantRequestID: '91c2-4d7e-8a40-77f0b1c2d3e4551',
    CheckoutRequestID: 'ws_CO_03112026101502338712345678', ResultCode: 0, ResultDesc: 'The service request is processed successfully.',
    CallbackMetadata: { Item: [{ Name: 'Amount', Value: 12500 }, { Name: 'MpesaReceiptNumber', Value: 'UK38M2QW0Z' }, { Name: 'Balance' },
      { Name: 'TransactionDate', Value: 20261103101529 }, { Name: 'PhoneNumber', Value: 254712345678 }] } } } });
  const path = join(s.dir, 'callback.lua');
  await writeFile(path, `wrk.method = "POST"\nwrk.path = "/hooks/${secret}/stk"\nwrk.headers["Content-Type"] = "application/json"\n` +
    `wrk.body = [[${body}]]\n`);
  return path;
}

async function speeds(s, w, cookie) {
  const h = await hello(s);
  const { id } = await data(api(s, w.tenantToken)('POST', '/payments/initiate', { billId: w.bills[0].id }, { 'Idempotency-Key': 'bench-1' }));
  const script = await callbackScript(s);
  const subjects = {
    'hello (the stack alone)': () => wrk(h.url),
    'status page part, by cookie': () => wrk(`${s.url}/payments/${id}/part`, { headers: { Cookie: cookie } }),
    'status, JSON API, by token': () => wrk(`${s.url}/api/v1/payments/${id}/status`, { headers: { Authorization: `Bearer ${w.tenantToken}` } }),
    'callback, durable before the 200': () => wrk(s.url, { script }),
  };
  const found = Object.fromEntries(Object.keys(subjects).map((k) => [k, []]));
  for (let round = 0; round < ROUNDS; round++) for (const [name, run] of Object.entries(subjects)) found[name].push(await run());
  h.stop();
  console.log(`\nAnswers a second, ${CLIENTS} clients, medians of ${ROUNDS} interleaved rounds of ${SECONDS} s`);
  row('', 'per second', 'of hello', 'p99 ms', 'errors');
  const base = median(found['hello (the stack alone)'].map((r) => r.rps));
  for (const [name, runs] of Object.entries(found))
    row(`  ${name}`, Math.round(median(runs.map((r) => r.rps))), `${Math.round(median(runs.map((r) => r.rps)) / base * 100)} %`,
      median(runs.map((r) => r.p99)).toFixed(1), runs.reduce((n, r) => n + r.errors, 0));
  return Object.values(found).every((runs) => runs.every((r) => r.errors === 0));
}

// ---- rent day

// All start within a second while Daraja takes three to answer each; somebody looks at pages all the while.
async function rentDay(s, w, cookie) {
  await s.control('PUT', '/flags', { answerDelayMs: DARAJA_MS });
  const bills = w.bills.slice(1, PAYMENTS + 1), views = [], starts = [];
  let looking = true;
  const look = (async () => {
    while (looking) {
      const begun = performance.now();
      const page = await request(`${s.url}/tenant`, 'GET', undefined, { Cookie: cookie });
      views.push(performance.now() - begun);
      if (page.status !== 200) throw new Error(`/tenant answered ${page.status}`);
      await sleep(10);
    }
  })();
  const begun = Date.now();
  await Promise.all(bills.map(async (bill, i) => {
    await sleep(i * 900 / bills.length);
    const at = performance.now();
    await data(w.owner('POST', '/payments/initiate', { billId: bill.id }, { 'Idempotency-Key': `rent-day-${i}` }));
    starts.push(performance.now() - at);
  }));
  const started = Date.now() - begun;
  const prompted = await until(async () => {
    const { body } = await s.control('GET', '/transactions');
    const at = (body.transactions ?? body).filter((t) => t.promptedAt && t.promptedAt >= begun).map((t) => t.promptedAt);
    return at.length >= bills.length && Math.max(...at) - begun;
  }, 'every prompt', 60000);
  looking = false;
  await look;
  console.log(`\nRent day: ${bills.length} payments started within a second, each answer of Daraja ${DARAJA_MS} ms late`);
  row('  all started after, ms', started);
  row('  all prompted after, ms (to stay under 10,000)', prompted);
  row('  starting one, p99 ms (to stay under 100)', percentile(starts, 0.99).toFixed(1));
  row('  a page meanwhile, p99 ms (to stay under 100)', percentile(views, 0.99).toFixed(1));
  row('  pages looked at', views.length);
  return prompted < 10000 && percentile(views, 0.99) < 100;
}

// ----

const s = await stack({ env: { RENTEASE_WORKERS: '4' } });
const w = await world(s, PAYMENTS + 1);
const cookie = await browser(s, w.tenantPhone);
const good = [await sizes(s, w.bills[0], cookie), await rentDay(s, w, cookie), await speeds(s, w, cookie),
  await reports(s, w.id, w.ownerToken, await browser(s, w.ownerPhone), row)];
await s.stop();
await rm(s.dir, { recursive: true, force: true });
console.log(good.every(Boolean) ? '\nEvery size and time that was named is kept.' : '\nA size or time that was named is NOT kept.');
process.exit(good.every(Boolean) ? 0 : 1);
