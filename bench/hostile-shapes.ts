import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { HOSTILE_SHAPES, type HostileShape, hostileFile } from './hostile-files.ts';
import { madeUpFile } from './made-up-file.ts';
import { type Measured, measured } from './measured.ts';

/** Processor time of a hostile file may be so many times that of an ordinary one with as many transfers. */
const MOST_TIMES = 5;

const flags = new Command()
  .description('Files that were made so that a program would not end, beside an ordinary one with as many transfers')
  .option('--rows <n>', 'transfers of each file', '1000000')
  .option('--only <text>', 'shapes whose name has this text', '')
  .parse()
  .opts<{ rows: string; only: string }>();

const folder = mkdtempSync(join(tmpdir(), 'vigie-hostile-'));
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

function scanned(file: string): Promise<Measured> {
  return measured([main, 'scan', file, '--out', join(folder, 'out'), '--quiet']);
}

function line(what: string, run: Measured, plain: Measured): boolean {
  const times = run.cpuSeconds / plain.cpuSeconds;
  const cells = [run.seconds.toFixed(1), run.cpuSeconds.toFixed(1), (run.peakBytes / 2 ** 30).toFixed(2)];
  cells.push(times.toFixed(1), (run.peakBytes / plain.peakBytes).toFixed(1));
  console.log(`${what.padEnd(66)}${cells.map((cell) => cell.padStart(10)).join('')}`);
  return times <= MOST_TIMES;
}

const heads = ['seconds', 'cpu s', 'peak GiB', 'cpu times', 'peak times'];
console.log(`${''.padEnd(66)}${heads.map((head) => head.padStart(10)).join('')}`);
try {
  const { path } = await madeUpFile(Number(flags.rows), 'parquet');
  const plain = await scanned(path);
  line(`ordinary, ${Number(flags.rows).toLocaleString('en')} transfers`, plain, plain);
  const slow: HostileShape[] = [];
  for (const shape of Object.keys(HOSTILE_SHAPES) as HostileShape[]) {
    if (!shape.includes(flags.only)) continue;
    const file = join(folder, 'hostile.parquet');
    await hostileFile(path, shape, file);
    if (!line(shape, await scanned(file), plain)) slow.push(shape);
  }
  console.log(`More than ${MOST_TIMES} times the processor time: ${slow.length === 0 ? 'none' : slow.join('; ')}.`);
  process.exitCode = slow.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
