import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Engine } from '../engine/engine.ts';
import { registerStatusWords, STATUS_TABLE } from './status-words.ts';

it('No word for a state means two states, and every word is as texts are compared: lower case, trimmed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-status-'));
  const engine = await Engine.open({ memory: '300MB', threads: 1, spillDirectory: folder });
  await registerStatusWords(engine);
  const rows = await engine.rows(`SELECT word, count(*)::INTEGER AS n FROM ${STATUS_TABLE} GROUP BY word`);
  expect(rows.filter(({ n }) => n !== 1)).toEqual([]);
  for (const { word } of rows) expect(word).toBe(String(word).toLowerCase().trim());
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});
