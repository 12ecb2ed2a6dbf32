// What becomes of a payment, over real HTTP with a Daraja that misbehaves: one prompt, one posting, and the truth told. One
// stack serves the cases in payments/, by subject.
// What the configuration changes is in settings.test.mjs.
import { after, before } from 'node:test';
import { open, w } from './payments/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of ['scenarios', 'duplicates', 'lost', 'callbacks', 'held', 'claims', 'late', 'codes', 'undone', 'tokens',
  'routing', 'parts', 'outage'])
  await import(`./payments/${subject}.mjs`);
