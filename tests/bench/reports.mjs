// The rent roll of a landlord with 2,000 let units, as a page, a CSV and a PDF: one after another, as one person asks for them.
import { performance } from 'node:perf_hooks';

const UNITS = 2000, ROUNDS = 5, MOST_MS = 1000;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

// Behind the program's back, as 2,000 leases by the API take a minute.
async function fill(s, landlord) {
  await s.sql(`INSERT INTO property (id, landlord_id, name, created_at) VALUES ('benchproperty000', '${landlord}', 'Bench Estate', 1)`);
  await s.sql(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${UNITS})
    INSERT INTO unit (id, landlord_id, property_id, label, account_ref, rent_cents, created_at)
    SELECT printf('benchunit%07d', i), '${landlord}', 'benchproperty000', printf('E%d', i), printf('EST%d', i), 1500000, 1 FROM n`);
  await s.sql(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${UNITS})
    INSERT INTO tenant (id, landlord_id, name, phone, created_at)
    SELECT printf('benchtnnt%07d', i), '${landlord}', printf('Tenant of the estate %d', i), printf('2547220%05d', i), 1 FROM n`);
  await s.sql(`INSERT INTO lease (id, landlord_id, tenant_id, unit_id, rent_cents, due_day, start_date, created_at)
    SELECT replace(id, 'unit', 'leas'), landlord_id, replace(id, 'unit', 'tnnt'), id, rent_cents, 5, '2026-01-01', 1
    FROM unit WHERE property_id = 'benchproperty000'`);
}

export async function reports(s, landlord, token, cookie, row) {
  await fill(s, landlord);
  const subjects = {
    'page (its first 500 rows)': ['/landlord/reports/rent-roll?month=2026-11', { Cookie: cookie }],
    'JSON API': ['/api/v1/reports/rent-roll?month=2026-11', { Authorization: `Bearer ${token}` }],
    CSV: ['/api/v1/reports/rent-roll.csv?month=2026-11', { Authorization: `Bearer ${token}` }],
    PDF: ['/api/v1/reports/rent-roll.pdf?month=2026-11', { Authorization: `Bearer ${token}` }],
  };
  const took = Object.fromEntries(Object.keys(subjects).map((k) => [k, []])), size = {};
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, [path, headers]] of Object.entries(subjects)) {
      const begun = performance.now(), answer = await fetch(s.url + path, { headers });
      size[name] = (await answer.arrayBuffer()).byteLength;
      took[name].push(performance.now() - begun);
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    }
  console.log(`\nRent roll of ${UNITS} units, medians of ${ROUNDS} (each to stay under ${MOST_MS} ms)`);
  row('', 'ms', 'slowest', 'KiB');
  for (const [name, times] of Object.entries(took))
    row(`  ${name}`, median(times).toFixed(0), Math.max(...times).toFixed(0), Math.round(size[name] / 1024));
  return Object.values(took).every((times) => median(times) < MOST_MS);
}
