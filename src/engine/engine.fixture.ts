import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { Engine } from './engine.ts';

/** Opens an engine, with a folder, for the tests of one file and hands both to `use` before the first of them; afterwards both are gone. */
export function withEngine(use: (engine: Engine, folder: string) => void | Promise<void>): void {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-engine-'));
  let engine: Engine | null = null;
  beforeAll(async () => {
    engine = await Engine.open({ memory: '500MB', threads: 2, spillDirectory: folder });
    await use(engine, folder);
  });
  afterAll(() => {
    engine?.close();
    rmSync(folder, { recursive: true, force: true });
  });
}
