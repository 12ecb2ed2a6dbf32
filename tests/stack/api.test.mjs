// The JSON API over real HTTP: the shapes and statuses of contract.md 3, each documented refusal, and two landlords side
// by side. One stack serves all of it; the cases are in api/, by subject.
import { after, before } from 'node:test';
import { begin, s } from './api/help.mjs';

before(begin);
after(async () => { await s?.stop(); });

for (const subject of ['door', 'people', 'books', 'operator', 'daraja', 'payments', 'money', 'apart', 'openapi'])
  await import(`./api/${subject}.mjs`);
