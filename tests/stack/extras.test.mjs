// Services with a contract of their own: standing orders, tax, Bill Manager, payments from a till, SIM checks; and all of them
// switched off. One stack serves the cases in extras/, by subject; `off` comes last, as it restarts the stack without them.
import { after, before } from 'node:test';
import { open, w } from './extras/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of (process.env.ONLY ?? 'orders tills invoices tax sims operator off').split(' '))
  await import(`./extras/${subject}.mjs`);
