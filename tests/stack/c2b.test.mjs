// Money that tenants pay by themselves, straight to a paybill or till: registered for, told of, matched, assigned. One stack
// serves the cases in c2b/, by subject.
import { after, before } from 'node:test';
import { open, w } from './c2b/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of ['registration', 'confirmations', 'matching', 'tray', 'prompts', 'strict'])
  await import(`./c2b/${subject}.mjs`);
