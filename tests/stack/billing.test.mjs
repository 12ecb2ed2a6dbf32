// Billing: bills that are cancelled, rents that change, charges, and the monthly run, by hand and by the gateway's clock. One
// stack serves the cases in billing/, by subject.
import { after, before } from 'node:test';
import { open, w } from './billing/here.mjs';

before(open);
after(() => w?.s.stop());

for (const subject of (process.env.ONLY ?? 'void run charges leases pages clock').split(' ')) await import(`./billing/${subject}.mjs`);
