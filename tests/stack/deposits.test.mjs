// What a lease brings with it, and what becomes of its deposit: by the API and the pages.
import { after, before } from 'node:test';
import { open, w } from './entries/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of ['opening', 'settled', 'pages'])
  await import(`./deposits/${subject}.mjs`);
