// The guide to going live: what a machine can tell, and what people tick.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { landlord, save, tried, w } from './here.mjs';

const step = (html, id) => html.match(new RegExp(`<li class="card" id="${id}">[\\s\\S]*?</li>`))[0];
const word = (html, id) => step(html, id).match(/class="badge[^"]*">([^<]*)</)[1];
const operator = () => browser(w.s).signIn(w.s.operator.login, w.s.operator.password);

describe('the landlord’s guide', () => {
  test('follows what he does', async () => {
    const l = await landlord('Guide'), guide = async () => (await l.b.get('/setup/go-live')).text;
    const before = await guide();
    for (const id of ['token', 'passkey', 'initiator', 'bulk', 'callbacks', 'environment'])
      assert.equal(word(before, id), 'Not known yet', id);
    assert.equal(word(before, 'urls'), 'Wrong');
    await tried(l, 'token');
    await save(l, { payoutShortCode: '600992' });
    const after = await guide();
    assert.deepEqual([word(after, 'token'), word(after, 'bulk')], ['Good', 'Good']);
    assert.doesNotMatch(after, /id="head_office"/, 'only a till has one');
  });

  test('keeps a tick, and takes it away again', async () => {
    const l = await landlord('Tick'), at = '/setup/go-live';
    assert.equal(word((await l.b.get(at)).text, 'roles'), 'You tell us');
    const tick = async (id, done) => {
      const form = forms((await l.b.get(at)).text).find((f) => f.fields.step === id);
      return l.b.post(at, { ...form.fields, done });
    };
    assert.equal((await tick('roles', 'yes')).status, 303);
    const html = (await l.b.get(at)).text;
    assert.equal(word(html, 'roles'), 'Done, you say');
    assert.match(step(html, 'roles'), /Tick, /, 'by whom');
    assert.equal((await tick('roles', 'no')).status, 303);
    assert.equal(word((await l.b.get(at)).text, 'roles'), 'You tell us');
    const csrf = forms((await l.b.get(at)).text)[0].fields.csrf;
    assert.equal((await l.b.post(at, { csrf, step: 'token', done: 'yes' })).status, 404, 'what a machine tells is not ticked');
  });

  test('shows a till its head office number', async () => {
    const l = await landlord('Till', { businessType: 'till', businessShortCode: '555777', storeNumber: '600777' });
    assert.equal(word((await l.b.get('/setup/go-live')).text, 'head_office'), 'Good');
  });
});

describe('the operator’s guide', () => {
  test('tells what the configuration and Daraja say', async () => {
    await tried(await landlord('Platform'), 'token');
    const b = await operator(), html = (await b.get('/operator/go-live')).text;
    for (const id of ['keys', 'shortcode', 'certificate', 'address', 'callback_ips']) assert.equal(word(html, id), 'Good', id);
    assert.equal(word(html, 'environment'), 'Not known yet');
    const form = forms(html).find((f) => f.fields.step === 'test_cases');
    assert.equal((await b.post('/operator/go-live', { ...form.fields, done: 'yes' })).status, 303);
    assert.equal(word((await b.get('/operator/go-live')).text, 'test_cases'), 'Done, you say');
  });

  test('tells a certificate that cannot be read', async () => {
    const b = await operator();
    await w.s.halt();
    await writeFile(join(w.s.dir, 'other.pem'), 'no certificate');
    await w.s.configure({ DARAJA_CERTIFICATE: join(w.s.dir, 'other.pem') });
    await w.s.serve();
    const html = (await b.get('/operator/go-live')).text;
    assert.equal(word(html, 'certificate'), 'Wrong');
    assert.match(step(html, 'certificate'), /ProductionCertificate\.cer/);
    const l = await landlord('Uncertified');
    assert.equal((await tried(l, 'initiator')).finding, 'initiator_missing');
    assert.match((await l.b.get('/setup/credentials')).text, /not there/);
    await w.s.halt();
    await w.s.configure({ DARAJA_CERTIFICATE: join(w.s.dir, 'daraja.pem') });
    await w.s.serve();
  });
});
