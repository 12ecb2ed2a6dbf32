// Money that does not come by M-Pesa, by the pages and the API: who records, who approves, what stands in the books.
import { after, before } from 'node:test';
import { open, w } from './entries/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of ['recorded', 'cheques', 'moved', 'pages'])
  await import(`./entries/${subject}.mjs`);
