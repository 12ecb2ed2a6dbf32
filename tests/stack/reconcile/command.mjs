// `rentease reconcile` and `rentease verify`.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { differs, lists, ready, w } from './here.mjs';

describe('on the command line', () => {
  let good, bad;
  before(async () => {
    [good, bad] = [await ready('Good'), await ready('Bad')];
    await lists(bad, 'UKX9WRONGS', 123400, 3600, 'error');
    await differs(bad, 'missing');
  });
  const reconcile = (...args) => w.s.rentease(['reconcile', ...args]);

  test('books that agree end with 0', async () => {
    const done = await reconcile('--landlord', good.id);
    assert.deepEqual([done.status, done.stderr], [0, '']);
    assert.match(done.stdout, /Good Homes.*all agrees/);
  });

  test('books that do not end with 1, and every difference is told', async () => {
    const done = await reconcile('--landlord', bad.id);
    assert.equal(done.status, 1, done.stderr);
    assert.match(done.stdout, /1 difference/);
    assert.match(done.stdout, /1,234.*UKX9WRONGS/);
    const all = await reconcile();
    assert.equal(all.status, 1);
    assert.ok(all.stdout.includes('Good Homes') && all.stdout.includes('UKX9WRONGS'));
  });

  test('as JSON', async () => {
    const done = await reconcile('--json', '--landlord', bad.id);
    assert.equal(done.status, 1);
    const { landlords, open } = JSON.parse(done.stdout);
    assert.deepEqual([open, landlords.length, landlords[0].landlordId], [1, 1, bad.id]);
    const [d] = landlords[0].differences;
    assert.deepEqual([d.kind, d.code, d.books, d.mpesa], ['missing', 'UKX9WRONGS', null, 1234]);
  });

  test('wrong words end with 2, and a landlord that there is not with 1', async () => {
    for (const args of [['--nonsense'], ['--landlord'], ['--json', 'x']])
      assert.equal((await reconcile(...args)).status, 2, args.join(' '));
    const none = await reconcile('--landlord', '0123456789abcdef');
    assert.equal(none.status, 1);
    assert.match(none.stderr, /no landlord/);
    assert.match((await w.s.rentease(['reconcile', '--help'])).stdout, /--landlord/);
  });

  test('verify says what is broken, whose it is, and what it means', async () => {
    const id = (await w.s.sql(`SELECT id FROM account LIMIT 1`))[0]?.id ?? (await w.newBooks(good, 'V1', 100), (await w.s.sql('SELECT id FROM account LIMIT 1'))[0].id);
    await w.s.halt();
    await w.s.sql(`UPDATE account SET balance_cents = balance_cents + 1 WHERE id = '${id}'`);
    const broken = await w.s.rentease(['verify']);
    assert.equal(broken.status, 1);
    assert.match(broken.stdout, new RegExp(`invariant_19_cache_true.sql: ${id} of .* Homes\\n.*The balance kept for this account`));
    assert.match(broken.stdout, /invariant_69_trial_balance/);
    await w.s.sql(`UPDATE account SET balance_cents = balance_cents - 1 WHERE id = '${id}'`);
    assert.equal((await w.s.rentease(['verify'])).status, 0);
    await w.s.serve();
  });
});
