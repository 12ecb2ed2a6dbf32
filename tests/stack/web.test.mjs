// The pages over real HTTP: what every answer carries, who may come in, what a hostile request gets, and two landlords
// side by side over every route. One stack serves the cases in web/, by subject.
import { after, before } from 'node:test';
import { open, w } from './web/here.mjs';

before(open);
after(async () => { await w?.s.stop(); });

for (const subject of ['headers', 'forms', 'sessions', 'door', 'apart', 'entry', 'secure'])
  await import(`./web/${subject}.mjs`);
