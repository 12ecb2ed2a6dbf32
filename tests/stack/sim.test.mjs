// The simulator alone, by every door of it: success, each documented failure, timeout, lost, duplicate, malformed.
import { after, before, test } from 'node:test';
import { lab } from './sim/lab.mjs';
import { c2b } from './sim/c2b.mjs';
import { faults } from './sim/faults.mjs';
import { jobs } from './sim/jobs.mjs';
import { others } from './sim/others.mjs';

const l = {};
before(async () => { Object.assign(l, await lab()); });
after(() => l.stop());

c2b(test, l);
jobs(test, l);
others(test, l);
faults(test, l);
