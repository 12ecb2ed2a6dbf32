// What the operator sees of everything that came in, and what a person decides: bodies judged again, held money settled, the
// health of each landlord, requests with their story. One stack serves the cases in operator/, by subject.
import { after, before } from 'node:test';
import { open, w } from './operator/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of ['inbox', 'replay', 'held', 'health', 'requests', 'doors'])
  await import(`./operator/${subject}.mjs`);
