// A browser's share of HTTP and no more: cookies kept, forms filled in and sent with their hidden fields. No script.
import assert from 'node:assert/strict';
import http from 'node:http';
import { PASSWORD } from './world.mjs';

const entity = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const plain = (text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (e) => entity[e]);
const attribute = (tag, name) => plain(tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? '');

// The forms of a page that post: { action, fields } with what each input, select and textarea holds.
export function forms(html) {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].filter(([, head]) => /method="post"/.test(head)).map(([,
    head, body]) => {
    const fields = {};
    for (const [tag] of body.matchAll(/<input\b[^>]*>/g))
      if (!/type="(radio|checkbox)"/.test(tag) || /\bchecked\b/.test(tag)) fields[attribute(tag, 'name')] = attribute(tag,
        'value');
    for (const [, select, options] of body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
      const all = [...options.matchAll(/<option\b[^>]*>/g)].map(([o]) => o),
        chosen = all.find((o) => /\bselected\b/.test(o)) ?? all[0];
      fields[attribute(select, 'name')] = chosen ? attribute(chosen, 'value') : '';
    }
    return { action: attribute(head, 'action'), fields };
  });
}

// What fetch cannot send, or tidies up on the way: any method, path, Host, and a body of unknown length.
export const raw = (s, path, { method = 'GET', headers = {}, body, chunked = false } = {}) => new Promise((done,
  failed) => {
  const { hostname, port } = new URL(s.url), sized = body !== undefined && !chunked
    && { 'Content-Length': Buffer.byteLength(body) };
  const rq = http.request({ hostname, port, path, method, agent: false, headers: { ...sized, ...headers } }, (answer) => {
    const parts = [];
    answer.on('data', (d) => parts.push(d));
    answer.on('end', () => done({ status: answer.statusCode,
      headers: new Headers(Object.entries(answer.headers).flatMap(([k, v]) =>
      [v].flat().map((one) => [k, one]))), text: Buffer.concat(parts).toString(),
        location: answer.headers.location ?? null }));
  });
  rq.on('error', failed);
  if (body !== undefined) rq.write(body);
  rq.end();
});

export function browser(s) {
  const b = { cookies: {} };

  function keep(answer) {
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (value === '' || /Max-Age=0\b/.test(line)) delete b.cookies[name];
      else b.cookies[name] = value;
    }
  }

  b.send = async (method, path, { headers = {}, body } = {}) => {
    const cookie = Object.entries(b.cookies).map(([k, v]) => `${k}=${v}`).join('; ');
    const answer = await fetch(s.url + path, { method, body, redirect: 'manual',
      headers: { ...(cookie && { Cookie: cookie }), ...headers } });
    keep(answer);
    return { status: answer.status, headers: answer.headers, text: await answer.text(),
      location: answer.headers.get('location') };
  };
  b.get = (path, headers) => b.send('GET', path, { headers });
  b.post = (path, fields, headers = {}) => b.send('POST', path, {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: fields instanceof URLSearchParams || typeof fields === 'string' ? fields.toString() : new URLSearchParams(fields).toString() });

  // A form token that fits this browser.
  b.token = async () => forms((await b.get('/sign-in?x')).text)[0]?.fields.csrf ?? forms((await b.get('/')).text)[0].fields.csrf;

  // Opens `path`, fills in its form that goes to `action`, and sends it.
  b.fill = async (path, fields, action = path) => {
    const page = await b.get(path);
    assert.equal(page.status, 200, `${path} answers ${page.status}`);
    const form = forms(page.text).find((f) => f.action === action);
    assert.ok(form, `${path} has a form that goes to ${action}`);
    return b.post(action, { ...form.fields, ...fields });
  };

  b.signIn = async (login, password = PASSWORD) => {
    const answer = await b.fill('/sign-in', { login, password });
    assert.equal(answer.status, 303, 'signed in');
    return b;
  };
  return b;
}
