// A process of its own that looks at the beginning of a file: what is in it can neither harm nor stop the server.
// Standard input: { path, label, mapping, tempDir }; standard output: { look } or { trouble }.

import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Engine } from '../../engine/engine.ts';
import { lookAtFile } from '../../transfers/look-at-file.ts';
import { UnusableInput } from '../../transfers/reader.ts';
import type { Mapping } from '../../transfers/tabular/mapping.ts';

interface Asked {
  readonly path: string;
  readonly label: string;
  readonly mapping: Mapping | null;
  readonly tempDir: string;
}

const asked = JSON.parse(await text(process.stdin)) as Asked;
const engine = await Engine.open({ memory: '500MB', threads: 1, spillDirectory: join(asked.tempDir, 'spill') });
try {
  process.stdout.write(JSON.stringify({ look: await lookAtFile(engine, asked, asked.tempDir) }));
} catch (error) {
  if (!(error instanceof UnusableInput)) throw error;
  process.stdout.write(JSON.stringify({ trouble: error.message.slice(error.label.length + 2) }));
} finally {
  engine.close();
}
