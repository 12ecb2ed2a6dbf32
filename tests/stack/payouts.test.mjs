// Money out: asked for by one person, approved by another, sent once, posted when M-Pesa says so. One stack serves the cases in
// payouts/, by subject.
import { after, before } from 'node:test';
import { booksAgree, open, w } from './payouts/here.mjs';

before(open);
after(async () => {
  await booksAgree();
  await w?.s.stop();
});

for (const subject of (process.env.ONLY ?? 'paid people refunds codes answers results forged unknown lists pages crash').split(' '))
  await import(`./payouts/${subject}.mjs`);
