// `rentease doctor`: each fault is made for real, and told with its fix.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { freePort, until } from './stack.mjs';
import { begin, newShortCode, succeeded } from './world.mjs';

let w, s;
before(async () => { w = await begin(); s = w.s; });
after(async () => { await w?.s.stop(); });

// What the doctor says: its lines by name, how it ended.
async function doctor() {
  const told = await s.rentease(['doctor', '--json']);
  const { checks, wrong } = JSON.parse(told.stdout);
  assert.equal(told.status, wrong ? 1 : 0);
  assert.equal(checks.filter((c) => c.state === 'wrong').length, wrong);
  for (const c of checks) if (c.state === 'wrong') assert.ok(c.fix, `${c.name}: ${c.what} has a fix`);
  const all = (name) => checks.filter((c) => c.name === name);
  return { checks, wrong, all, one: (name) => { assert.equal(all(name).length, 1, `${name} in ${told.stdout}`); return all(name)[0]; } };
}
const said = ({ state, what }) => `${state}: ${what}`;
const wrongOnes = (d) => d.checks.filter((c) => c.state === 'wrong').map((c) => c.name);

// With other settings, started or not; and back.
async function having(settings, run, { serve = false, gone = [] } = {}) {
  const before = { ...s.settings };
  if (s.pid) await s.halt();
  await s.configure(settings);
  if (serve) await s.serve();
  try { await run(); } finally {
    if (s.pid) await s.halt();
    for (const name of [...Object.keys(settings), ...gone]) if (!(name in before)) delete s.settings[name];
    await s.configure(before);
    await s.serve();
  }
}
const tokens = async () => (await w.requests('/oauth/')).length;
const count = async () => (await s.sql("SELECT count(*) AS n FROM daraja_call WHERE api = 'oauth'"))[0].n;

async function landlord(name) {
  const l = await w.newLandlord(name), businessShortCode = newShortCode();
  succeeded(await l.call('POST', `/landlords/${l.id}/daraja/configure`,
    { businessName: `${name} Homes`, businessType: 'paybill', businessShortCode }), 200);
  succeeded(await w.operator('POST', `/landlords/${l.id}/daraja/activate`), 200);
  return Object.assign(l, { businessShortCode });
}

describe('a sound installation', () => {
  test('has nothing wrong, and keeps its token', async () => {
    const l = await landlord('Sound');
    succeeded(await l.call('POST', `/landlords/${l.id}/daraja/checks`, { kind: 'token' }), 202);
    await until(async () => await count() > 0, 'a token');
    const fetched = await tokens(), d = await doctor();
    assert.deepEqual(wrongOnes(d), []);
    assert.equal(await tokens(), fetched, 'the doctor fetched none');
    for (const name of ['configuration', 'data folder', 'key file', 'disk', 'main.db', 'inbox.db', 'gateway', 'web', 'callback door',
      'Daraja', 'clock', 'public address', 'Consumer key and consumer secret', 'Safaricom’s certificate', 'Addresses that Daraja accepts'])
      assert.equal(d.one(name).state, 'ok', said(d.one(name)));
    assert.match(d.one('Consumer key and consumer secret').what, /ago\)/);
  });

  test('is told in lines, too, with the fix indented', async () => {
    const told = await s.rentease(['doctor']);
    assert.equal(told.status, 0, told.stdout);
    for (const line of told.stdout.trim().split('\n').slice(0, -2)) assert.match(line, /^(ok {7}|wrong {4}|unknown {2}) ?.|^ {11}\S/);
    assert.match(told.stdout, /^unknown +backups: there are none in .*\n {11}Once a day: /m);
    assert.match(told.stdout, /\nNothing is wrong\.\n$/);
  });

  test('is asked for rightly', async () => {
    assert.equal((await s.rentease(['doctor', '--quickly'])).status, 2);
    const help = await s.rentease(['doctor', '--help']);
    assert.equal(help.status, 0);
    assert.match(help.stdout, /doctor \[--json\]/);
  });

  test('at rest asks for a token of its own, and the gateway finds its way afterwards', () => having({}, async () => {
    const fetched = await tokens(), d = await doctor();
    assert.equal(await tokens(), fetched + 1);
    assert.equal(said(d.one('token')), 'ok: Daraja gave one for the platform\'s consumer key and secret');
    assert.equal(d.one('programs').state, 'unknown');
    assert.equal(d.one('public address').state, 'unknown');
    await s.serve();
    const l = await landlord('After');
    succeeded(await l.call('POST', `/landlords/${l.id}/daraja/checks`, { kind: 'passkey' }), 202);
    await until(async () => succeeded(await l.call('GET', `/landlords/${l.id}/daraja/checks`), 200).checks[1].state === 'good', 'the passkey');
  }));
});

describe('a configuration', () => {
  test('has every wrong line told, by its number', async () => {
    const kept = await readFile(s.conf, 'utf8'), lines = kept.trimEnd().split('\n').length;
    await appendFile(s.conf, 'RENTEASE_WORKERS=many\nNONSENSE=1\nno equals sign\nRENTEASE_SIGNUP=perhaps\n');
    const d = await doctor();
    await writeFile(s.conf, kept);
    const told = d.all('configuration').map((c) => c.what.replace(/^.*:(\d+): /, (_, n) => `${n - lines} `)).sort();
    assert.deepEqual(told, ['1 RENTEASE_WORKERS must be a whole number from 1 to 64', '2 NONSENSE is not a setting of RentEase',
      "3 no equals sign has no '='; write NAME=value", '4 RENTEASE_SIGNUP must be closed or open']);
    assert.equal(d.checks.length, 4, 'nothing else can be looked at');
  });

  test('that is not there is told', async () => {
    await rename(s.conf, `${s.conf}.away`);
    const d = await doctor();
    await rename(`${s.conf}.away`, s.conf);
    assert.match(said(d.one('configuration')), /^wrong: .*No such file/);
  });
});

describe('files', () => {
  const key = () => join(s.dataDir, 'keys/rentease.key');

  test('that others can read are told with the very command', async () => {
    await chmod(key(), 0o644);
    await chmod(s.dataDir, 0o755);
    const open = await doctor();
    assert.match(said(open.one('data folder')), /wrong: .* open to others \(mode 0755\)/);
    assert.equal(open.one('data folder').fix, `chmod 0700 ${s.dataDir}`);
    execFileSync('sh', ['-c', open.one('data folder').fix]);
    const still = await doctor();
    assert.match(said(still.one('key file')), /wrong: .* open to others \(mode 0644\)/);
    execFileSync('sh', ['-c', still.one('key file').fix]);
    assert.equal((await doctor()).one('key file').state, 'ok');
  });

  test('a key that is gone, or cut, is told', async () => {
    await rename(key(), `${key()}.away`);
    assert.match(said((await doctor()).one('key file')), /^wrong: .*No such file/);
    await writeFile(key(), 'short', { mode: 0o600 });
    assert.match(said((await doctor()).one('key file')), /has 5 bytes, not 32/);
    await rename(`${key()}.away`, key());
  });

  test('backups: none, one, an old one', async () => {
    const folder = join(s.dataDir, 'backups'), file = join(folder, 'one.db');
    await mkdir(folder);
    assert.equal((await doctor()).one('backups').state, 'unknown');
    assert.equal((await s.rentease(['backup', file])).status, 0);
    assert.match(said((await doctor()).one('backups')), /^ok: the newest is \d+ seconds old/);
    await utimes(file, new Date(), new Date(Date.now() - 3 * 86400e3));
    assert.match(said((await doctor()).one('backups')), /^wrong: the newest is 3 days old/);
    await rm(folder, { recursive: true });
  });

  test('a disk that is nearly full is told', async (t) => {
    const small = join(s.dir, 'small');
    await mkdir(small);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=0700', 'tmpfs', small], { stdio: 'ignore' });
    } catch { return t.skip('no right to mount a small disk here'); }
    try {
      await having({ RENTEASE_DATA: small }, async () => {
        assert.match(said((await doctor()).one('disk')), /^wrong: \d+ MB are free where the data is; it should be 512 at least/);
      });
    } finally { execFileSync('umount', [small]); }
  });

  test('databases that are gone, or of another program, are told', () => having({}, async () => {
    const db = join(s.dataDir, 'main.db');
    const [row] = await s.sql('SELECT max(number) AS n, name, sha256, applied_at FROM schema_migration');
    await s.sql(`DELETE FROM schema_migration WHERE number = ${row.n}`);
    assert.match(said((await doctor()).one('main.db')), /wrong: its schema is not that of this program/);
    await s.sql(`INSERT INTO schema_migration VALUES (${row.n}, '${row.name}', '${row.sha256}', ${row.applied_at})`);
    await rename(db, `${db}.away`);
    const gone = await doctor();
    await rename(`${db}.away`, db);
    assert.match(said(gone.one('main.db')), /wrong: .*is not there/);
    assert.equal(gone.one('inbox.db').state, 'ok');
  }));
});

describe('what runs', () => {
  test('a gateway that cannot start is told', async () => {
    const key = join(s.dataDir, 'keys/hooks.key');
    await chmod(key, 0o644);
    for (const pid of await s.pids('gateway')) process.kill(pid, 'SIGKILL');
    await until(async () => (await doctor()).one('gateway').state === 'wrong', 'the gateway to be gone');
    const d = await doctor();
    assert.match(said(d.one('gateway')), /does not run, though the web does/);
    assert.match(said(d.one('key of the callbacks')), /open to others/);
    await chmod(key, 0o600);
    await until(async () => (await doctor()).one('gateway').state === 'ok', 'the gateway to be back', 30000);
  });

  test('a public address that leads nowhere, or elsewhere, is told', async () => {
    const port = await freePort();
    await having({ RENTEASE_PUBLIC_URL: `http://127.0.0.1:${port}` }, async () => {
      assert.match(said((await doctor()).one('public address')), /wrong: .* cannot be reached from here/);
      const other = http.createServer((_, rs) => { rs.statusCode = 302; rs.end(); }).listen(port, '127.0.0.1');
      assert.match(said((await doctor()).one('public address')), /wrong: .* answers with HTTP 302/);
      await new Promise((done) => other.close(done));
    }, { serve: true });
  });

  test('a certificate that nobody trusts, and how long it lasts, is told', async () => {
    const port = await freePort(), key = join(s.dir, 'tls.key'), cert = join(s.dir, 'tls.pem');
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '3',
      '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
    const door = https.createServer({ key: await readFile(key), cert: await readFile(cert) }, (_, rs) => rs.end('ok')).listen(port, '127.0.0.1');
    await having({ RENTEASE_PUBLIC_URL: `https://127.0.0.1:${port}` }, async () => {
      const d = await doctor();
      assert.match(said(d.one('public address')), /wrong: .*(certificate|peer)/i);
      assert.match(said(d.one('its certificate')), /wrong: it ends in 2 days/);
    }, { serve: true });
    await new Promise((done) => door.close(done));
  });
});

describe('Daraja', () => {
  test('that does not answer is told', async () => {
    await s.endSim();
    const d = await doctor();
    await s.startSim();
    assert.match(said(d.one('Daraja')), /wrong: .*Could ?n.t connect/);
    assert.equal(d.all('clock').length, 0);
  });

  test('whose clock is another is told', async () => {
    const odd = http.createServer((_, rs) => { rs.setHeader('Date', new Date(Date.now() + 3600e3).toUTCString()); rs.end('{}'); });
    const port = await freePort();
    odd.listen(port, '127.0.0.1');
    await having({ DARAJA_BASE_URL: `http://127.0.0.1:${port}` }, async () => {
      const d = await doctor();
      assert.match(said(d.one('clock')), /wrong: it is (59|60) minutes behind Daraja's/);
      assert.match(d.one('clock').fix, /timedatectl/);
      assert.equal(d.one('token').state, 'unknown');
    });
    await new Promise((done) => odd.close(done));
  });

  test('that turns us away at its firewall is told', () => having({}, async () => {
    await w.flags({ down: 'html' });
    const d = await doctor();
    await w.flags({ down: 'none' });
    assert.match(said(d.one('Daraja')), /wrong: .*firewall's page/);
  }));

  test('refuses wrong keys, at rest and while the gateway runs', async () => {
    await having({ DARAJA_CONSUMER_SECRET: 'not the secret' }, async () => {
      assert.match(said((await doctor()).one('token')), /wrong: Daraja does not accept the platform's keys/);
      await s.serve();
      const l = await landlord('Refused');
      await w.s.control('POST', '/tokens/expire');
      succeeded(await l.call('POST', `/landlords/${l.id}/daraja/checks`, { kind: 'token' }), 202);
      const step = await until(async () => {
        const c = (await doctor()).one('Consumer key and consumer secret');
        return c.state === 'wrong' && c;
      }, 'the refusal');
      assert.match(step.fix, /Copy both again from My Apps/);
    });
  });

  test('wants a certificate, addresses and a list that are right', () => having({
    DARAJA_CERTIFICATE: '/nowhere/there.cer', DARAJA_CALLBACK_URL: 'https://rent.example.co.ke/mpesa', DARAJA_CALLBACK_IPS: '10.0.0.1',
    DARAJA_BUSINESS_SHORT_CODE: '', DARAJA_INITIATOR_PASSWORD: '' }, async () => {
    const d = await doctor();
    assert.match(said(d.one('Safaricom’s certificate')), /wrong: The file that DARAJA_CERTIFICATE names cannot be read/);
    assert.match(said(d.one('Addresses that Daraja accepts')), /wrong: .*one of the words mpesa/);
    assert.match(said(d.one('Who may report payments')), /wrong: /);
    assert.match(said(d.one('The platform’s number')), /wrong: DARAJA_BUSINESS_SHORT_CODE is not set/);
    assert.match(said(d.one('The initiator')), /wrong: DARAJA_INITIATOR_NAME or DARAJA_INITIATOR_PASSWORD is not set/);
  }, { serve: true }));

  test('in production wants backups, a public name, and its own number', () => having({
    DARAJA_ENV: 'production', DARAJA_BASE_URL: 'https://127.0.0.1:1', RENTEASE_PUBLIC_URL: 'https://192.0.2.1' }, async () => {
    const d = await doctor();
    for (const name of ['backups', 'A public address with https', 'The platform’s number', 'Switching to production'])
      assert.equal(d.one(name).state, 'wrong', said(d.one(name)));
  }));
});

describe('landlords', () => {
  test('whose registration was refused are named', async () => {
    const l = await landlord('Refused urls');
    await w.flags({ c2bProduct: 'v1' });
    succeeded(await l.call('POST', '/mpesa/c2b/register', {}), 202);
    await until(async () => succeeded(await l.call('GET', '/mpesa/c2b/status'), 200).state === 'refused', 'the refusal');
    await w.flags({ c2bProduct: 'both' });
    const told = (await doctor()).all(`Refused urls Homes, ${l.businessShortCode}`);
    assert.equal(said(told[0]), 'wrong: Daraja refused to register our addresses.');
  });
});
