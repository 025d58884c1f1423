/**
 * How fast the whole scan is, and how much memory it takes, beside DuckDB's plain GROUP BYs on the same file in the same run: ratios
 * mean the same on any machine. Each run is a process of its own. Usage:
 *   npm run bench -- [--rows N] [--csv-rows N] [--month-rows N] [--only parquet|csv|memory|month] [--memory] [--repeat N] [--threads N]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { defaultThreads } from '../src/engine/engine.ts';
import { DEFAULT_MEMORY } from '../src/engine/memory.ts';
import { type MadeUpFile, madeUpFile } from './made-up-file.ts';
import { type Measured, measured, median } from './measured.ts';
import { monthMore } from './month.ts';

interface Flags {
  readonly rows: string;
  readonly csvRows: string;
  readonly monthRows: string;
  readonly only?: 'parquet' | 'csv' | 'memory' | 'month';
  readonly memory?: boolean;
  readonly repeat: string;
  readonly threads: string;
}

interface Scanned extends Measured {
  readonly stages: Readonly<Record<string, number>>;
}

const GIB = 2 ** 30;
const LIMITS = { parquet: 10, csv: 3 } as const;
/** From more transfers than this on a scan is given more memory than by default, and may take more. */
const MANY_ROWS = 1e7;
const MEMORY_OF_MANY = '8GB';
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const flags = new Command()
  .option('--rows <n>', 'transfers of the Parquet file', '10000000')
  .option('--csv-rows <n>', 'transfers of the CSV file', '1500000')
  .option('--month-rows <n>', 'transfers of the 25 months of a lake', '2000000')
  .addOption(new Option('--only <part>', 'one part alone').choices(['parquet', 'csv', 'memory', 'month']))
  .option('--memory', 'also with --memory 2GB and 800MB')
  .option('--repeat <n>', 'runs of each program; the median counts', '3')
  .option('--threads <n>', 'threads of both programs', String(defaultThreads()))
  .parse()
  .opts<Flags>();

async function repeated<T extends Measured>(run: () => Promise<T>): Promise<T> {
  const runs: T[] = [];
  for (let i = 0; i < Number(flags.repeat); i++) runs.push(await run());
  return median(runs) as T;
}

const memoryFor = ({ rows }: MadeUpFile): string => (rows > MANY_ROWS ? MEMORY_OF_MANY : DEFAULT_MEMORY);

const baseline = (file: MadeUpFile): Promise<Measured> =>
  measured([path('./baseline.ts'), file.path, memoryFor(file), flags.threads]);

async function scanned(file: MadeUpFile, memory: string): Promise<Scanned> {
  const out = mkdtempSync(join(tmpdir(), 'vigie-bench-out-'));
  try {
    const options = ['--out', out, '--quiet', '--memory', memory, '--threads', flags.threads];
    const run = await measured([path('../src/cli/main.ts'), 'scan', file.path, ...options]);
    const { timings } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as {
      timings: Record<string, number>;
    };
    return { ...run, stages: timings };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function line(what: string, run: Measured, ratio: string): void {
  const cells = [run.seconds.toFixed(2), run.cpuSeconds.toFixed(1), (run.peakBytes / GIB).toFixed(2), ratio];
  console.log(`${what.padEnd(44)}${cells.map((cell) => cell.padStart(13)).join('')}`);
}

function ratioOf(scan: Measured, plain: Measured, limit: number): string {
  return `${(scan.seconds / plain.seconds).toFixed(1)} (<= ${limit})`;
}

function stageLine({ stages, seconds }: Scanned): void {
  const told = Object.values(stages).reduce((sum, stage) => sum + stage, 0);
  const parts = Object.entries(stages).map(([stage, took]) => `${stage} ${took.toFixed(2)}`);
  console.log(`  ${[...parts, `start and end ${(seconds - told).toFixed(2)}`].join(' · ')}`);
}

async function compare(file: MadeUpFile, limit: number): Promise<void> {
  const size = `${file.rows.toLocaleString('en')} rows, ${(file.bytes / 2 ** 20).toFixed(0)} MiB`;
  const plain = await repeated(() => baseline(file));
  line(`GROUP BYs, ${size}`, plain, '');
  const scan = await repeated(() => scanned(file, memoryFor(file)));
  line(`scan, ${size}`, scan, ratioOf(scan, plain, limit));
  stageLine(scan);
}

/** A month added to a lake of 24, with the facts that the scan before kept and without them; the ratio is of processor time. */
async function compareMonth(file: MadeUpFile): Promise<void> {
  const options = ['--memory', memoryFor(file), '--threads', flags.threads];
  for (const { fromScratch, kept } of await monthMore(file, options, Number(flags.repeat))) {
    line(`month 25 of ${file.rows.toLocaleString('en')} rows, nothing kept`, fromScratch, '');
    stageLine({ ...fromScratch, stages: fromScratch.run.timings });
    line('the same, facts kept', kept, `${(fromScratch.cpuSeconds / kept.cpuSeconds).toFixed(2)} (cpu)`);
    stageLine({ ...kept, stages: kept.run.timings });
    for (const [side, of] of Object.entries(kept.run.kept ?? {}))
      console.log(`  ${side}: ${of.takenOver} taken over, ${of.computed} computed`);
  }
}

async function tight(file: MadeUpFile, memory: string): Promise<void> {
  const scan = await scanned(file, memory);
  line(`scan --memory ${memory}`, scan, '');
  stageLine(scan);
}

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${flags.threads} threads, Node ${process.version}`);
console.log(`${''.padEnd(44)}${['seconds', 'cpu s', 'peak GiB', 'ratio'].map((cell) => cell.padStart(13)).join('')}`);
const { only } = flags;
if (only === undefined || only === 'parquet')
  await compare(await madeUpFile(Number(flags.rows), 'parquet'), LIMITS.parquet);
if (only === undefined || only === 'csv') await compare(await madeUpFile(Number(flags.csvRows), 'csv'), LIMITS.csv);
if (only === 'memory' || flags.memory) {
  const file = await madeUpFile(Number(flags.rows), 'parquet');
  for (const memory of ['2GB', '800MB']) await tight(file, memory);
}
if (only === undefined || only === 'month') await compareMonth(await madeUpFile(Number(flags.monthRows), 'parquet'));
console.log('Peak allowed: 3 GiB at 10 M transfers, 8 GB at 100 M.');
