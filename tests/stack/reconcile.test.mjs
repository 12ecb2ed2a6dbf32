// Does M-Pesa agree with the books: what was lost is found, what differs is told, explained, and closes itself; by the clock, by a
// person and on the command line. One stack serves the cases in reconcile/, by subject.
import { after, before } from 'node:test';
import { open, w } from './pull/here.mjs';

before(() => open({ RENTEASE_RECONCILE_S: '1' }));
after(async () => { await w?.s.stop(); });

for (const subject of (process.env.ONLY ?? 'found differs balance people command').split(' '))
  await import(`./reconcile/${subject}.mjs`);
