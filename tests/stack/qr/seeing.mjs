// Who sees a code: the landlord's side, and the tenant on whose bill it stands. Nobody else, and never in words that tell.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browser, forms } from '../browser.mjs';
import { request } from '../stack.mjs';
import { landlord, ofBill, ofUnit, picture, settled, w } from './here.mjs';

const get = (b, path, headers = {}) => request(w.s.url + path, 'GET', undefined,
  { Cookie: Object.entries(b.cookies).map(([k, v]) => `${k}=${v}`).join('; '), ...headers });
const NONE = '/qr/0123456789abcdef.png';

describe('the picture of a QR code', () => {
  let l, h, owner, path;
  before(async () => {
    l = await landlord('Jane');
    h = await w.newBooks(l, undefined, 4000);
    await ofBill(h);
    await settled(h);
    owner = await browser(w.s).signIn(l.phone);
    path = picture((await owner.get(`/landlord/bills/${h.bill.id}`)).text);
  });

  test('is a PNG, kept by the browser, and not sent twice', async () => {
    const got = await get(owner, path);
    assert.deepEqual([got.status, got.headers.get('content-type')], [200, 'image/png']);
    assert.match(got.headers.get('cache-control'), /^private, max-age=\d+$/);
    assert.match(got.text, /PNG/);
    const again = await get(owner, path, { 'If-None-Match': got.headers.get('etag') });
    assert.deepEqual([again.status, again.text], [304, '']);
  });

  test('is seen by the tenant whose bill it stands on, and stands on that page below what matters', async () => {
    await w.joined(h.tenant);
    const tenant = await browser(w.s).signIn(h.phone), page = (await tenant.get(`/pay/${h.bill.id}`)).text;
    assert.equal(picture(page), path);
    assert.match(page, /<img[^>]*width="300" height="300" loading="lazy" alt="QR code to pay KSh.4,000 to paybill/);
    assert.ok(page.indexOf('<img') > page.indexOf('Pay with M-Pesa'));
    assert.equal((await get(tenant, path)).status, 200);
  });

  test('is not found by anybody else, in the very words in which nothing is found', async () => {
    const peter = await landlord('Peter'), stranger = await w.newBooks(peter, undefined, 4000), neighbour = await w.home(l, 300);
    for (const books of [stranger, neighbour]) await w.joined(books.tenant);
    const bare = (a) => a.text.replace(/<span class="code">[0-9a-z]{16}<\/span>/g, '').replace(/name="csrf" value="\w+"/g, '');
    for (const phone of [peter.phone, stranger.phone, neighbour.phone]) {
      const b = await browser(w.s).signIn(phone), [got, none] = [await get(b, path), await get(b, NONE)];
      assert.deepEqual([got.status, none.status], [404, 404]);
      assert.equal(bare(got), bare(none));
      const { csrf } = forms((await b.get('/nothing')).text)[0].fields;
      assert.equal((await b.post(path.replace('.png', '/again'), { csrf, back: '/' })).status, 404);
    }
    assert.notEqual((await get(browser(w.s), path)).status, 200);
    assert.equal((await ofUnit(h, peter.call)).status, 404);
  });

  test('that only the card of the unit shows is not a tenant’s', async () => {
    const own = await w.home(l, 350), unit = { ...own, l };
    await w.s.sql(`UPDATE unit SET rent_cents = 99900 WHERE id = '${own.unit.id}'`);
    await ofUnit(unit);
    const [{ id }] = await w.s.sql(`SELECT id FROM qr_code WHERE landlord_id = '${l.id}' AND amount_cents = 99900`);
    await w.joined(own.tenant);
    assert.equal((await get(await browser(w.s).signIn(own.phone), `/qr/${id}.png`)).status, 404);
  });

  test('leads back to pages of this site only', async () => {
    const csrf = forms((await owner.get('/nothing')).text)[0].fields.csrf, again = path.replace('.png', '/again');
    for (const back of ['https://evil.example/', '//evil.example', 'javascript:alert(1)'])
      assert.equal((await owner.post(again, { csrf, back })).location, '/');
    assert.equal((await owner.post(again, { csrf, back: `/pay/${h.bill.id}` })).location, `/pay/${h.bill.id}`);
  });
});
