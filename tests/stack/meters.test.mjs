// Meters: read by a caretaker on his phone, billed, disputed and corrected, with and without a photo; by pages and by the API.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browser, forms } from './browser.mjs';
import { ABSENT, begin, failed, succeeded } from './world.mjs';

const day = (ago = 0) => new Date(Date.now() + 3 * 3600e3 - ago * 86400e3).toISOString().slice(0, 10);
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
let w, jane, peter, keeper, a, b, meters;

// Somebody who works for the landlord, signed in with a browser and with the API.
async function colleague(l, role) {
  const { id, phone } = await w.newLandlord(`${role} of ${l.name}`);
  await w.s.sql(`UPDATE member SET landlord_id = '${l.id}', role = '${role}' WHERE landlord_id = '${id}'`);
  return { call: await w.signIn(phone), page: await browser(w.s).signIn(phone) };
}

async function meter(l, unit, more = {}) {
  return succeeded(await l.call('POST', '/meters', { unitId: unit.id, kind: 'water', serial: `W-${unit.label}`, firstReading: 118,
    firstReadingDate: day(60), ...more }), 201, { id: 'id', unitLabel: 'text', lastReadingDate: 'date' });
}
const read = async (m, value, ago = 0, by = jane, more = {}) =>
  by.call('POST', '/readings', { meterId: m.id, value, date: day(ago), confirmed: true, ...more });
const kept = async (...args) => succeeded(await read(...args), 201, { id: 'id', status: 'text', date: 'date', createdAt: 'time' });
const bill = async (id, by = jane) => succeeded(await by.call('GET', `/bills/${id}`), 200);

// A form with a file in it, as a browser sends it.
async function send(who, path, fields, file, type = 'image/png') {
  const form = new FormData();
  for (const [k, v] of Object.entries(fields)) form.set(k, v);
  if (file) form.set('photo', new Blob([file], { type }), 'dial.png');
  const body = new Response(form);
  return who.send('POST', path, { headers: { 'Content-Type': body.headers.get('content-type') }, body: Buffer.from(await body.arrayBuffer()) });
}
const tokenOf = async (who) => forms((await who.get('/nothing')).text)[0].fields.csrf;

before(async () => {
  w = await begin();
  [jane, peter] = [await w.newLandlord('Jane'), await w.newLandlord('Peter')];
  [a, b] = [await w.home(jane), await w.home(jane)];
  a.call = await w.joined(a.tenant);
  b.call = await w.joined(b.tenant);
  keeper = await colleague(jane, 'caretaker');
  meters = [await meter(jane, a.unit), await meter(jane, b.unit)];
});
after(() => w?.s.stop());

describe('meters', () => {
  test('are put on units by owner or agent, once a kind', async () => {
    failed(await jane.call('POST', '/meters', { unitId: a.unit.id, kind: 'water', serial: 'X', firstReading: 1, firstReadingDate: day() }), 409, 'meter_exists');
    failed(await keeper.call('POST', '/meters', { unitId: a.unit.id, kind: 'electricity', serial: 'X', firstReading: 1, firstReadingDate: day() }), 403, 'forbidden');
    failed(await jane.call('POST', '/meters', { unitId: a.unit.id, kind: 'electricity', serial: 'X', firstReading: '1,2', firstReadingDate: day() }), 422, 'invalid_fields', 'firstReading');
    failed(await jane.call('POST', '/meters', { unitId: a.unit.id, kind: 'electricity', serial: 'X', firstReading: 1, firstReadingDate: day(-2) }), 422, 'invalid_fields', 'firstReadingDate');
    const page = await browser(w.s).signIn(jane.phone);
    const wrong = await page.fill('/landlord/meters/new', { unitId: a.unit.id, serial: 'E-77', firstReading: 'much' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /E-77/);
    const done = await page.fill('/landlord/meters/new', { unitId: a.unit.id, kind: 'electricity', measure: 'kWh', serial: 'E-77', firstReading: '0.5', firstReadingDate: day(40) });
    assert.match(done.location, /^\/landlord\/meters\/\w{16}$/);
    assert.match((await page.get(done.location)).text, /E-77[\s\S]*0\.5 kWh/);
    assert.equal(succeeded(await jane.call('GET', `/meters?unitId=${a.unit.id}`), 200).items.length, 2);
  });

  test('another landlord’s and what is not there are not found alike', async () => {
    for (const id of [meters[0].id, ABSENT]) {
      failed(await peter.call('GET', `/meters/${id}`), 404, 'not_found');
      failed(await peter.call('POST', `/meters/${id}/remove`, { date: day() }), 404, 'not_found');
      failed(await peter.call('POST', '/readings', { meterId: id, value: 1 }), 404, 'not_found');
    }
    failed(await peter.call('POST', '/meters', { unitId: a.unit.id, kind: 'water', serial: 'X', firstReading: 1, firstReadingDate: day() }), 404, 'not_found');
    failed(await jane.call('POST', '/meter-rates', { propertyId: (await w.home(peter)).property.id, kind: 'water', from: day(), price: 5 }), 404, 'not_found');
  });
});

describe('readings', () => {
  test('wait for a rate, and are billed together, once', async () => {
    const r = await kept(meters[0], 120, 30);
    assert.deepEqual([r.status, r.amount, r.used, r.leaseId], ['no_rate', null, 2, a.lease.id]);
    assert.equal(succeeded(await jane.call('POST', '/readings/bill', {}), 200).billed, 0);
    succeeded(await jane.call('POST', '/meter-rates', { kind: 'water', from: day(60), price: 150 }), 201, { price: 'money', fixed: 'money' });
    const page = await browser(w.s).signIn(jane.phone);
    const shown = await page.get('/landlord/readings/bill');
    assert.match(shown.text, /KSh.300/);
    const done = await page.fill('/landlord/readings/bill', {});
    assert.equal(done.location, '/landlord/readings/bill?made=1');
    const now = succeeded(await jane.call('GET', `/readings/${r.id}`), 200);
    assert.equal(now.status, 'billed');
    assert.deepEqual([(await bill(now.billId)).amount, (await bill(now.billId)).kind, (await bill(now.billId)).description],
      [300, 'water', 'Water: 118 to 120 = 2 units at KSh 150']);
    assert.equal((await page.post('/landlord/readings/bill', { csrf: await tokenOf(page), readings: `${r.id}.` })).location, '/landlord/readings/bill?made=0');
    assert.equal(succeeded(await jane.call('POST', '/readings/bill', { readingId: r.id }), 200).billed, 0);
    failed(await keeper.call('POST', '/readings/bill', {}), 403, 'forbidden');
    failed(await peter.call('POST', '/readings/bill', { readingId: r.id }), 404, 'not_found');
  });

  test('are refused where they cannot be right, with what to do', async () => {
    const tried = (value, ago, more) => read(meters[0], value, ago, keeper, { confirmed: false, ...more });
    failed(await tried(119, 10), 422, 'invalid_fields', 'value');
    failed(await tried(100000, 10), 422, 'invalid_fields', 'value');
    failed(await tried(130, -1), 422, 'invalid_fields', 'date');
    failed(await tried(130, 31), 422, 'invalid_fields', 'date');
    failed(await tried(121, 30), 409, 'already_read', 'date');
    failed(await tried(130, 10), 422, 'unusually_high', 'value');
    failed(await tried(130, 10, { rolledOver: true }), 422, 'invalid_fields', 'rolledOver');
    failed(await tried('12x', 10), 422, 'invalid_fields', 'value');
    const again = await tried(120, 30);
    assert.equal(again.status, 200, 'the same once more is the same');
  });

  test('of a whole property are saved on one page: what is right is kept, what is wrong stays', async () => {
    const path = `/landlord/properties/${a.property.id}/readings`, page = await keeper.page.get(path);
    const { fields } = forms(page.text)[1];
    const form = { ...fields, date: day(3), [`v_${meters[0].id}`]: '122', [`v_${meters[1].id}`]: '100' };
    const answer = await keeper.page.post(`${path}?page=1`, form);
    assert.equal(answer.status, 422);
    assert.match(answer.text, /Readings saved: 1/);
    assert.match(answer.text, new RegExp(`name="v_${meters[1].id}" value="100"`));
    assert.match(answer.text, /lower than the last reading/);
    assert.doesNotMatch(answer.text, /KSh/, 'no money for a caretaker here');
    const right = await keeper.page.post(`${path}?page=1`, { ...form, [`v_${meters[0].id}`]: '', [`v_${meters[1].id}`]: '121.5' });
    assert.equal(right.location, `${path}?saved=1&page=1`);
    assert.deepEqual((await w.s.sql(`SELECT value FROM reading WHERE day = '${day(3)}' ORDER BY value`)).map((x) => x.value), [121500, 122000]);
    const only = await keeper.page.post(`${path}?page=1`, { ...form, date: day(2), [`only_${meters[0].id}`]: '1', [`v_${meters[0].id}`]: '123', [`v_${meters[1].id}`]: '122' });
    assert.equal(only.status, 200);
    assert.match(only.text, new RegExp(`name="v_${meters[1].id}" value="122"`), 'the other stays as typed');
    assert.equal((await w.s.sql(`SELECT 1 FROM reading WHERE day = '${day(2)}'`)).length, 1);
    assert.equal((await (await browser(w.s).signIn(peter.phone)).get(path)).status, 404);
  });

  test('make their bill at once where the landlord wants it so', async () => {
    assert.deepEqual(succeeded(await jane.call('GET', '/meter-settings'), 200), { billing: 'together', dueDays: null });
    assert.deepEqual(succeeded(await jane.call('PUT', '/meter-settings', { billing: 'at_once', dueDays: 14 }), 200), { billing: 'at_once', dueDays: 14 });
    failed(await keeper.call('PUT', '/meter-settings', { billing: 'together' }), 403, 'forbidden');
    const r = await kept(meters[0], 131, 1, keeper);
    assert.equal(r.status, 'billed');
    assert.equal(r.readBy, 'caretaker of Jane');
    assert.equal((await bill(r.billId)).dueDate, day(-14));
    assert.equal((await bill(r.billId)).amount, 1200);
  });
});

describe('photos', () => {
  test('come with a reading or after it, and are seen by its tenant and the landlord’s side alone', async () => {
    const path = `/landlord/meters/${meters[1].id}`, csrf = await tokenOf(keeper.page);
    const html = await send(keeper.page, `${path}/read`, { csrf, value: '124', date: day(1), confirmed: '1' }, Buffer.from('<html><script>alert(1)</script>'));
    assert.equal(html.status, 422);
    assert.match(html.text, /JPEG, PNG or WebP/);
    assert.match(html.text, /value="124"/);
    const large = await send(keeper.page, `${path}/read`, { csrf, value: '124', date: day(1), confirmed: '1' }, Buffer.concat([PNG, Buffer.alloc(1024 * 1024)]));
    assert.equal(large.status, 422);
    assert.match(large.text, /larger than 1 MB/);
    assert.equal((await w.s.sql(`SELECT 1 FROM reading WHERE meter_id = '${meters[1].id}' AND day = '${day(1)}'`)).length, 0);
    const done = await send(keeper.page, `${path}/read`, { csrf, value: '124', date: day(1), confirmed: '1', note: 'Behind the gate' }, Buffer.concat([PNG, Buffer.alloc(200000)]));
    assert.equal(done.status, 303, done.text.slice(0, 500));
    const id = done.location.split('/').pop(), tenants = await browser(w.s).signIn(b.phone), neighbour = await browser(w.s).signIn(a.phone),
      stranger = await browser(w.s).signIn(peter.phone);
    for (const who of [keeper.page, tenants]) {
      const photo = await who.get(`/readings/${id}/photo`);
      assert.deepEqual([photo.status, photo.headers.get('content-type'), photo.headers.get('x-content-type-options')], [200, 'image/png', 'nosniff']);
      assert.equal(Number(photo.headers.get('content-length')), PNG.length + 200000);
    }
    for (const who of [neighbour, stranger]) assert.equal((await who.get(`/readings/${id}/photo`)).status, 404);
    assert.match((await tenants.get(`/readings/${id}`)).text, /Behind the gate[\s\S]*<img src="\/readings/);
    const second = await send(keeper.page, `/landlord/readings/${id}/photo`, { csrf }, PNG);
    assert.equal(second.location, `/landlord/readings/${id}`, 'it has one: nothing changes');
    assert.equal((await w.s.sql('SELECT 1 FROM reading_photo')).length, 1);
  });

  test('larger bodies are taken on those routes alone', async () => {
    const csrf = await tokenOf(keeper.page);
    const answer = await send(keeper.page, `/landlord/properties/${a.property.id}/readings`, { csrf }, Buffer.alloc(100000));
    assert.equal(answer.status, 413);
  });

  test('are taken by the API, too', async () => {
    const r = await kept(meters[1], 125, 0, keeper), form = new FormData();
    form.set('photo', new Blob([PNG], { type: 'text/html' }), 'x.html');
    const { token } = succeeded(await w.anyone('POST', '/session', { login: jane.phone, password: 'mango tree by the river' }), 200);
    const url = `${w.s.url}/api/v1/readings/${r.id}/photo`, headers = { Authorization: `Bearer ${token}` };
    const answer = await fetch(url, { method: 'POST', headers, body: form });
    assert.equal(answer.status, 201, await answer.clone().text());
    assert.equal((await answer.json()).data.hasPhoto, true);
    const got = await fetch(url, { headers });
    assert.equal(got.headers.get('content-type'), 'image/png');
    assert.deepEqual(Buffer.from(await got.arrayBuffer()), PNG);
    assert.equal((await fetch(url, { method: 'POST', headers, body: form })).status, 409);
    failed(await jane.call('POST', `/readings/${r.id}/photo`, {}), 415, 'unsupported_media_type');
  });
});

describe('disputes', () => {
  test('are opened once by the tenant, turned down with a word, and read by both', async () => {
    const [r] = succeeded(await a.call('GET', '/readings'), 200).items;
    assert.equal(r.value, 131);
    const page = await browser(w.s).signIn(a.phone), office = await browser(w.s).signIn(jane.phone);
    assert.match((await page.get('/tenant')).text, /href="\/readings"/);
    assert.match((await page.get('/readings')).text, new RegExp(r.id));
    assert.equal((await page.fill(`/readings/${r.id}`, { reason: '' }, `/readings/${r.id}/dispute`)).status, 422);
    assert.equal((await page.fill(`/readings/${r.id}`, { reason: 'My meter shows 126 <b>' }, `/readings/${r.id}/dispute`)).status, 303);
    failed(await a.call('POST', `/readings/${r.id}/dispute`, { reason: 'Again' }), 409, 'not_disputable');
    failed(await b.call('POST', `/readings/${r.id}/dispute`, { reason: 'Not mine' }), 404, 'not_found');
    failed(await jane.call('POST', `/readings/${r.id}/dispute`, { reason: 'Not mine' }), 403, 'forbidden');
    assert.deepEqual(succeeded(await jane.call('GET', '/readings?status=disputed'), 200).items.map((x) => x.id), [r.id]);
    assert.match((await office.get('/landlord/meters')).text, /dispute: 1/);
    assert.match((await office.get('/landlord/readings?state=disputed')).text, new RegExp(r.id));
    failed(await keeper.call('POST', `/readings/${r.id}/turn-down`, { answer: 'No' }), 403, 'forbidden');
    failed(await peter.call('POST', `/readings/${r.id}/turn-down`, { answer: 'No' }), 404, 'not_found');
    const done = await office.fill(`/landlord/readings/${r.id}`, { answer: 'The photo shows 131' }, `/landlord/readings/${r.id}/turn-down`);
    assert.equal(done.status, 303);
    for (const [who, path] of [[page, '/readings'], [office, '/landlord/readings']])
      assert.match((await who.get(`${path}/${r.id}`)).text, /My meter shows 126 &lt;b&gt;[\s\S]*The photo shows 131/);
    failed(await jane.call('POST', `/readings/${r.id}/turn-down`, { answer: 'Again' }), 409, 'no_open_dispute');
  });

  test('that are upheld cancel the bill and make the right one, in one go', async () => {
    const r = succeeded(await a.call('GET', '/readings'), 200).items[0], page = await browser(w.s).signIn(jane.phone);
    const e = await meter(jane, b.unit, { kind: 'electricity', serial: 'E-9', measure: 'kWh', firstReadingDate: day(30) });
    succeeded(await jane.call('POST', '/meter-rates', { kind: 'electricity', from: day(30), price: 28.5, fixed: 100, propertyId: b.property.id }), 201);
    const wrong = await kept(e, 199, 0, keeper);
    succeeded(await b.call('POST', `/readings/${wrong.id}/dispute`, { reason: 'It shows 129' }), 201);
    assert.equal((await page.fill(`/landlord/readings/${wrong.id}`, { value: '129' }, `/landlord/readings/${wrong.id}/correct`)).status, 422, 'without a reason');
    const done = await page.fill(`/landlord/readings/${wrong.id}`, { value: '129', reason: 'Misread' }, `/landlord/readings/${wrong.id}/correct`);
    assert.equal(done.status, 303, done.text.slice(0, 300));
    const now = succeeded(await b.call('GET', `/readings/${done.location.split('/').pop()}`), 200);
    assert.deepEqual([now.value, now.used, now.replaces, now.reason, now.correctedBy], [129, 11, wrong.id, 'Misread', 'Jane']);
    const before = succeeded(await b.call('GET', `/readings/${wrong.id}`), 200);
    assert.deepEqual([before.status, before.dispute.outcome, before.replacedBy], ['replaced', 'upheld', now.id]);
    assert.equal((await bill(wrong.billId, b)).status, 'void');
    const months = Number(day().slice(5, 7)) - Number(day(30).slice(5, 7)) + 12 * (Number(day().slice(0, 4)) - Number(day(30).slice(0, 4)));
    assert.equal((await bill(now.billId, b)).amount, Math.round(11 * 28.5 + 100 * months + 1e-9));
    failed(await jane.call('POST', `/readings/${wrong.id}/correct`, { value: 130, reason: 'Again' }), 409, 'already_corrected');
    failed(await peter.call('POST', `/readings/${now.id}/correct`, { value: 130, reason: 'x x' }), 404, 'not_found');
    failed(await keeper.call('POST', `/readings/${now.id}/correct`, { value: 130, reason: 'x x' }), 403, 'forbidden');
    failed(await jane.call('POST', `/readings/${r.id}/correct`, { value: 131, reason: 'Same' }), 422, 'invalid_fields', 'value');
  });
});

describe('a meter that is replaced', () => {
  test('ends with its last reading, and the new one begins anew', async () => {
    const page = await browser(w.s).signIn(jane.phone), old = meters[0];
    assert.equal((await page.fill(`/landlord/meters/${old.id}`, { removedOn: day(2) }, `/landlord/meters/${old.id}/remove`)).status, 422);
    assert.equal((await page.fill(`/landlord/meters/${old.id}`, { removedOn: day(1) }, `/landlord/meters/${old.id}/remove`)).status, 303);
    failed(await read(old, 140), 409, 'meter_removed');
    const now = await meter(jane, a.unit, { serial: 'W-new', firstReading: 0, firstReadingDate: day(1) });
    assert.equal((await kept(now, 3)).used, 3);
  });
});

test('no reading, rate or meter of one landlord is another’s', async () => {
  for (const path of ['/meters', '/meter-rates', '/readings'])
    assert.deepEqual(succeeded(await peter.call('GET', path), 200).items, [], path);
  const { status } = await a.call('GET', '/meters');
  assert.equal(status, 403);
});
