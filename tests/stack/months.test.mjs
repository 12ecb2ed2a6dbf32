// The months of the books and the chart of accounts: figures, closing for good, what counts for which day; accounts, lines, journal.
import { after, before } from 'node:test';
import { open, w } from './pull/here.mjs';

before(() => open({ RENTEASE_PULL_S: '900' })); // what Daraja is made to list is meant for one landlord
after(async () => { await w?.s.stop(); });

for (const subject of (process.env.ONLY ?? 'accounts closing').split(' ')) await import(`./months/${subject}.mjs`);
