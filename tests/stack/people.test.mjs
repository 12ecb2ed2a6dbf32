// People who work for a landlord: how they come, what they may do and see, and that a change counts at the next request. One stack
// serves the cases in people/, by subject.
import { after, before } from 'node:test';
import { open, w } from './people/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of (process.env.ONLY ?? 'totals invites rights houses').split(' '))
  await import(`./people/${subject}.mjs`);
