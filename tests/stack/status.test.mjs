// Asking M-Pesa what became of a transaction: by a tenant who has paid and types his code, by the landlord, and by RentEase
// itself. One stack serves the cases in status/, by subject; the last ones end and start it.
import { after, before } from 'node:test';
import { open, w } from './status/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of ['claims', 'fraud', 'answers', 'lookup', 'itself', 'initiator'])
  await import(`./status/${subject}.mjs`);
