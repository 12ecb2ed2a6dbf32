// Giving a payer his payment back, whoever does it: the API, the pages, every answer and silence of Daraja, and the books. One
// stack serves the cases in reversal/, by subject.
import { after, before } from 'node:test';
import { open, w } from './reversal/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of ['done', 'refused', 'unclear', 'by_themselves', 'pages'])
  await import(`./reversal/${subject}.mjs`);
