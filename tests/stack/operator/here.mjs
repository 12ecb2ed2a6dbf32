// The stack that the cases of operator.test.mjs share: Jane, who has proved her paybill, and the operator at his screen.
import assert from 'node:assert/strict';
import http from 'node:http';
import { browser } from '../browser.mjs';
import { until } from '../stack.mjs';
import { begin } from '../world.mjs';

export let w, jane, operator;

export async function open() {
  w = await begin({ env: { DARAJA_CALLBACK_IPS: '127.0.0.1' } });
  jane = await w.connect(await w.newLandlord('Jane'));
  operator = await browser(w.s).signIn(w.s.operator.login, w.s.operator.password);
}

// Posts from an address that is not on the list of Daraja's.
export const knockUnlisted = (url, body) => new Promise((done, failed) => {
  const text = JSON.stringify(body), { hostname, port, pathname } = new URL(url);
  const rq = http.request({ hostname, port, path: pathname, method: 'POST', localAddress: '127.0.0.2', agent: false,
    headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) } }, (answer) => {
    answer.resume();
    answer.on('end', () => done(answer.statusCode));
  });
  rq.on('error', failed);
  rq.end(text);
});

export const judged = (p, count = 1) => until(async () => {
  const rows = await w.s.sql(`SELECT * FROM hook_verdict WHERE payment_id = '${p.id}' ORDER BY inbox_id`);
  return rows.length >= count && rows;
}, `${count} verdicts on the payment`);

export const newest = async (where = '1') =>
  (await w.s.sql(`SELECT * FROM hook_verdict WHERE ${where} ORDER BY inbox_id DESC LIMIT 1`))[0];

export const audited = async (action, subject) => (await w.s.sql(
  `SELECT count(*) AS n FROM audit WHERE action = '${action}' AND subject = '${subject}'`))[0].n;

// Nothing is lost and nothing counted twice: the invariants, and the chain of the ledger.
export async function sound() {
  const verified = await w.s.rentease(['verify']);
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
}

// Text as a reader has it: without tags, white space folded.
export const words = (html) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
