// What the cases of entries.test.mjs and deposits.test.mjs share: a landlord, the people who work for him, and what his books say.
import { begin, newPhone, PASSWORD, succeeded } from '../world.mjs';

export { newPhone, PASSWORD };
export let w, jane, peter, mary, kim, agent;

export async function open() {
  w = await begin();
  [jane, peter] = [await w.newLandlord('Jane'), await w.newLandlord('Peter')];
  [mary, kim, agent] = [await colleague('caretaker'), await colleague('accountant'), await colleague('agent')];
}

// Somebody who works for Jane, signed in.
export async function colleague(role) {
  const { id, phone, name } = await w.newLandlord(`${role} of Jane`);
  await w.s.sql(`UPDATE member SET landlord_id = '${jane.id}', role = '${role}' WHERE landlord_id = '${id}'`);
  return { phone, name, call: await w.signIn(phone) };
}

export const balance = async (kind, detail = '', l = jane) => ((await w.s.sql(`SELECT coalesce(sum(balance_cents), 0) AS cents FROM account
  WHERE landlord_id = '${l.id}' AND kind = '${kind}' AND detail = '${detail}'`))[0].cents) / 100;
export const today = () => new Date(Date.now() + 3 * 3600e3).toISOString().slice(0, 10);
export const days = (n) => new Date(Date.now() + 3 * 3600e3 - n * 86400e3).toISOString().slice(0, 10);
export const plain = (text) => text.replaceAll('\u00a0', ' ').replaceAll('&nbsp;', ' ');
export const account = async (name, l = jane) => succeeded(await l.call('POST', '/bank-accounts', { name, number: '0112233' }), 201);
