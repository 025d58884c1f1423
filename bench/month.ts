import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Engine, literal } from '../src/engine/engine.ts';
import type { RunSummary } from '../src/leads/run-summary.ts';
import type { MadeUpFile } from './made-up-file.ts';
import { type Measured, measured } from './measured.ts';

const MONTHS = 25;
const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

/** One scan of a lake that a month is added to. */
interface MonthScan extends Measured {
  readonly run: Pick<RunSummary, 'timings' | 'kept'>;
}

/** The same month added to the same lake, with what was kept and without it. */
export interface MonthMore {
  readonly fromScratch: MonthScan;
  readonly kept: MonthScan;
}

/** Cuts a file into 25 equal stretches of time, scans 24 of them into a lake, and then adds the last, `repeat` times each way. */
export async function monthMore(file: MadeUpFile, options: readonly string[], repeat: number): Promise<MonthMore[]> {
  const months = await monthsOf(file);
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-month-'));
  const lake = join(folder, 'lake');
  const scanned = async (files: readonly string[], into: string): Promise<MonthScan> => {
    const out = join(folder, 'out');
    const run = await measured([MAIN, 'scan', ...files, '--lake', into, '--out', out, '--quiet', ...options]);
    return { ...run, run: JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as RunSummary };
  };
  try {
    await scanned(months.slice(0, -1), lake);
    const last = months.slice(-1);
    const both: MonthMore[] = [];
    for (let time = 0; time < repeat; time++) {
      const added = async (keep: boolean): Promise<MonthScan> => {
        const copy = join(folder, 'copy');
        cpSync(lake, copy, { recursive: true });
        if (!keep) rmSync(join(copy, 'kept'), { recursive: true });
        const scan = await scanned(last, copy);
        rmSync(copy, { recursive: true });
        return scan;
      };
      const fromScratch = await added(false);
      both.push({ fromScratch, kept: await added(true) });
    }
    return both;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Files of the stretches, in order; made once. */
async function monthsOf({ path }: MadeUpFile): Promise<string[]> {
  const folder = `${path}-months`;
  if (!existsSync(folder)) {
    const incoming = `${folder}.part`;
    rmSync(incoming, { recursive: true, force: true });
    mkdirSync(incoming);
    const engine = await Engine.open({ memory: '2GB', threads: 2, spillDirectory: join(incoming, 'spill') });
    const from = `read_parquet(${literal(path)})`;
    const span = await engine.row(
      `SELECT epoch(min(executed_at)) AS first, epoch(max(executed_at)) + 1 - epoch(min(executed_at)) AS seconds FROM ${from}`,
    );
    for (let month = 0; month < MONTHS; month++)
      await engine.run(`COPY (FROM ${from} WHERE floor((epoch(executed_at) - ${span.first}) * ${MONTHS} / ${span.seconds}) = ${month})
        TO ${literal(join(incoming, `${String(month).padStart(2, '0')}.parquet`))} (FORMAT parquet)`);
    engine.close();
    rmSync(join(incoming, 'spill'), { recursive: true });
    renameSync(incoming, folder);
  }
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}
