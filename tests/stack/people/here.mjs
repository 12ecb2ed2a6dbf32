// What the cases of people.test.mjs share: a landlord with two houses, money that came, and whoever is invited to work there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser } from '../browser.mjs';
import { api, ROOT } from '../stack.mjs';
import { begin, newPhone, PASSWORD, succeeded } from '../world.mjs';

export let w, rose;

export const tokenOf = (url) => new URL(url).pathname.split('/').pop();

export const invite = async (l, role, more = {}) => {
  const phone = more.phone ?? newPhone();
  const made = succeeded(await l.call('POST', '/people/invites', { name: `New ${role}`, phone, role, ...more }), 201,
    { id: 'id', inviteUrl: 'text' });
  return { ...made, phone, token: tokenOf(made.inviteUrl) };
};

// Somebody who works for the landlord: { id, phone, call }.
export async function hired(l, role, more = {}) {
  const i = await invite(l, role, more);
  const session = succeeded(await w.anyone('POST', '/people/join', { token: i.token, password: PASSWORD }), 200);
  return { id: session.user.id, phone: i.phone, call: api(w.s, session.token), browse: () => browser(w.s).signIn(i.phone) };
}

async function paidHome(l, amount, paid) {
  const books = await w.newBooks(l, undefined, amount);
  await w.joined(books.tenant);
  const payment = await w.pay(books, w.auto(), { amount: paid });
  const done = await w.becomes(payment, 'success');
  return { ...books, payment, receipt: done.receiptNumber, receiptNo: done.mpesaReceiptNumber };
}

export async function open() {
  w = await begin();
  rose = await w.connect(await w.newLandlord('Rose'));
  rose.near = await paidHome(rose, 13579, 1111);
  rose.far = await paidHome(rose, 24680, 2223);
}

const table = (file) => [...readFileSync(join(ROOT, file), 'utf8').matchAll(
  /\{METHOD_(\w+),\s*"([^"]+)",\s*\w+,\s*WHO_(\w+),\s*(NO_TOKEN|TOKEN)(?: \| UPLOAD)?\s*\}/g)].map(([, method, path, who]) => ({ method, path, who }));
export const pages = table('src/page/routes.c'), calls = table('src/api/routes.c');

// The rules by which a caretaker comes in (src/web/route.c).
export const CARETAKERS = ['ANYONE', 'SIGNED_IN', 'PAYER', 'LANDLORD', 'LANDLORD_OR_OPERATOR'];
