// QR codes for payers: made by Daraja when a page first shows them. One stack serves the cases in qr/, by subject.
import { after, before } from 'node:test';
import { open, w } from './qr/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of (process.env.QR ?? 'making failing seeing cards').split(' '))
  await import(`./qr/${subject}.mjs`);
