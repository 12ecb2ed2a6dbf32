// After all that: no secret that was typed stands anywhere.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { typed, w } from './here.mjs';

describe('what was typed', () => {
  test('stands in no database, no log and no output, in clear', async () => {
    assert.ok(typed.length > 10);
    const files = (await readdir(w.s.dataDir, { recursive: true, withFileTypes: true })).filter((f) => f.isFile());
    const texts = [['output', Buffer.from(w.s.log())]];
    for (const f of files) texts.push([f.name, await readFile(join(f.parentPath ?? f.path, f.name))]);
    assert.ok(texts.some(([name]) => name === 'main.db') && texts.some(([name]) => name === 'access.log'));
    for (const [name, bytes] of texts)
      for (const secret of typed) assert.ok(!bytes.includes(secret), `${name} holds a secret`);
    assert.ok((await w.s.sql("SELECT count(*) AS n FROM credential WHERE sealed IS NOT NULL"))[0].n > 5);
  });
});
