import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { calibratePack } from '../src/calibrate-pack.ts';
import { TerminalProgress } from '../src/cli/terminal-progress.ts';
import type { Indicator } from '../src/indicators/indicator.ts';
import { rewriteWeights } from '../src/indicators/rewrite-weights.ts';
import { CALIBRATION } from '../src/leads/calibrate.ts';
import { DEFAULT_OPTIONS, PUBLIC_PACK } from '../src/scan-options.ts';
import type { ColumnStyle, Preset } from '../src/synthetic/options.ts';
import { writeWorld } from '../src/synthetic/write-world.ts';

/**
 * Estimates the weights of the public pack: from the weights set by reasoning (prior-weights.json), on thirty worlds of
 * many families, each with one say; seven of them are sources that record little, so that what needs few facts gets a weight of its own. No weight grows more than two and a half times: worlds that we made up can say which of two reasons is
 * stronger, not that one is worth five times what reasoning gave it. The seeds are used nowhere else; `bench/quality.ts` has others. Writes packs/public.
 */
const WORLDS: readonly (readonly [preset: Preset, seed: number, columns?: ColumnStyle])[] = [
  ['plain', 101],
  ['hard', 102],
  ['circles', 103],
  ['lean', 104],
  ['crowd', 105],
  ['short', 106],
  ['random', 201],
  ['random', 202],
  ['random', 203],
  ['random', 204],
  ['random', 205],
  ['random', 206],
  ['random', 207],
  ['random', 208],
  ['random', 209],
  ['random', 210],
  ['random', 211],
  ['random', 212],
  ['random', 215],
  ['random', 216],
  ['bank', 112],
  ['bank', 113],
  ['bank', 114],
  ['dates', 107],
  ['plain', 108, 'dates'],
  ['crowd', 109, 'dates'],
  ['random', 213, 'dates'],
  ['bare', 110],
  ['hard', 111, 'bare'],
  ['random', 214, 'bare'],
];
/**
 * Weights that stay as reasoning set them. Few guests of our own worlds come near the first leads, so these worlds would give it none; in worlds made by others, travellers
 * were the ordinary people most often among them.
 */
const HELD: ReadonlySet<string> = new Set(['O05-guests', 'O09-crowd']);
const SIZE = { payers: 40_000, abusePrevalence: 0.0025, extortionPrevalence: 0.002 } as const;

const folder = mkdtempSync(join(tmpdir(), 'vigie-calibrate-'));
const progress = new TerminalProgress(false);
try {
  const prior = new Map<string, number>(
    Object.entries(JSON.parse(readFileSync(fileURLToPath(new URL('./prior-weights.json', import.meta.url)), 'utf8'))),
  );
  const start = join(folder, 'prior');
  cpSync(PUBLIC_PACK, start, { recursive: true });
  for (const name of readdirSync(start).filter((file) => file.endsWith('.yaml')))
    writeFileSync(join(start, name), rewriteWeights(readFileSync(join(start, name), 'utf8'), prior));
  const worlds: string[] = [];
  for (const [preset, seed, columns] of WORLDS) {
    const world = join(folder, `${preset}-${seed}`);
    await writeWorld({ preset, seed, ...(columns && { columns }), ...SIZE }, world);
    worlds.push(world);
  }
  const { memory, threads } = DEFAULT_OPTIONS;
  const options = { ...CALIBRATION, mostTimesPrior: 2.5, isHeld: ({ id }: Indicator) => HELD.has(id) };
  await calibratePack({ worlds, pack: start, out: PUBLIC_PACK, memory, threads, options }, progress);
} finally {
  progress.end();
  rmSync(folder, { recursive: true, force: true });
}
