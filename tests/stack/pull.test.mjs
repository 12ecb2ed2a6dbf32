// Missed payments, asked for: a number registered for pull transactions, what the lists bring, and lists that come late, twice,
// in pieces or not at all. One stack serves the cases in pull/, by subject.
import { after, before } from 'node:test';
import { open, w } from './pull/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of ['missed', 'registration', 'pages', 'troubles', 'page'])
  await import(`./pull/${subject}.mjs`);
