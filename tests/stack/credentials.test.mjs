// A landlord's own keys and initiator: entered, used, tried out, forgotten; the guide to going live; trial payments in the
// sandbox. One stack serves the cases in credentials/, by subject.
import { after, before } from 'node:test';
import { open, w } from './credentials/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of ['keys', 'passkey', 'initiator', 'addresses', 'golive', 'trial', 'secrecy'])
  await import(`./credentials/${subject}.mjs`);
