import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runScan } from '../src/cli/scan-command.ts';
import { DEFAULT_OPTIONS } from '../src/scan-options.ts';
import { evaluate } from '../src/synthetic/evaluation/evaluate.ts';
import { proportion } from '../src/synthetic/evaluation/interval.ts';
import type { Evaluation } from '../src/synthetic/evaluation/measure.ts';
import { PRESETS, type Preset } from '../src/synthetic/options.ts';
import { writeWorld } from '../src/synthetic/write-world.ts';

/**
 * Quality of the ranking on worlds whose seeds were never used for calibration (those are named in docs/how-to), at 1 payer in
 * 1,000, or as `--prevalence` says: how many of the first N are right, N = payers that matter; with and without five known subjects; which ordinary class is
 * hit most; and how many stand in the first tier of worlds with nobody harmful.
 */
const { values } = parseArgs({
  options: {
    payers: { type: 'string', default: '60000' },
    seeds: { type: 'string', default: '901,902' },
    prevalence: { type: 'string', default: '0.001' },
    presets: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const payers = Number(values.payers);
const seeds = values.seeds.split(',').map(Number);
const prevalence = Number(values.prevalence);
/** Larger worlds with fewer harmful payers have a page of their own. */
const atScale = prevalence !== 0.001;
const asked = values.presets?.split(',');
const HARMFUL: readonly Preset[] = PRESETS.filter((preset) =>
  asked ? asked.includes(preset) : preset !== 'none' && preset !== 'demo',
);
/** Seed of the worlds with nobody harmful: every family without its harm. */
const HARMLESS_SEED = 903;

interface Row {
  readonly preset: string;
  readonly known: boolean;
  readonly payers: Tally;
  readonly all: Tally;
  readonly first50: Tally;
  readonly victims: Tally;
  readonly facilitatorPrecision: number[];
  readonly worst: { readonly name: string; readonly listed: number; readonly members: number };
}

interface Tally {
  hits: number;
  listed: number;
}

const rows: Row[] = [];
for (const preset of HARMFUL) {
  const runs = { without: [] as Evaluation[], with: [] as Evaluation[] };
  for (const seed of seeds) {
    const { without, with: known } = await measureWorld(preset, seed);
    runs.without.push(without);
    if (known) runs.with.push(known);
  }
  rows.push(rowOf(preset, false, runs.without), rowOf(preset, true, runs.with));
  console.error(`${preset}: done`);
}
const harmless: string[] = [];
for (const preset of atScale ? [] : (['none', ...HARMFUL] as const)) {
  const { without } = await measureWorld(preset, HARMLESS_SEED, false);
  const first = without.firstTier.reduce((sum, tier) => sum + tier.harmful + tier.ordinary, 0);
  harmless.push(`${preset} ${first}`);
}
const text = atScale ? scalePage() : page();
console.log(text);
if (values.write)
  writeFileSync(
    fileURLToPath(new URL(`../docs/reference/${atScale ? 'quality-at-scale' : 'quality'}.md`, import.meta.url)),
    text,
  );

async function measureWorld(
  preset: Preset,
  seed: number,
  harm = true,
): Promise<{ without: Evaluation; with: Evaluation | null }> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-quality-'));
  try {
    const harmful = harm
      ? { abusePrevalence: prevalence, ...(atScale && { extortionPrevalence: prevalence / 2 }) }
      : { abusePrevalence: 0, extortionPrevalence: 0, known: 0 };
    await writeWorld({ preset, seed, payers, ...harmful }, folder);
    const options = {
      ...DEFAULT_OPTIONS,
      files: [join(folder, 'transfers.csv')],
      places: join(folder, 'places.csv'),
      out: join(folder, 'out'),
    };
    const judged = async (): Promise<Evaluation> =>
      evaluate(join(folder, 'out', 'subjects.csv'), join(folder, 'truth.csv'));
    await runScan(options, true);
    const without = await judged();
    if (!harm) return { without, with: null };
    await runScan({ ...options, known: join(folder, 'known.csv') }, true);
    return { without, with: await judged() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowOf(preset: string, known: boolean, evaluations: readonly Evaluation[]): Row {
  return {
    preset,
    known,
    payers: tally(evaluations, 'payer', 'investigation', 'N'),
    all: tally(evaluations, 'all', 'investigation', 'N payers'),
    first50: tally(evaluations, 'all', 'investigation', '50'),
    victims: tally(evaluations, 'payer', 'safeguarding', 'N'),
    facilitatorPrecision: evaluations.map(
      (one) => sliceOf(one, 'payee', 'investigation')?.averagePrecision?.value ?? Number.NaN,
    ),
    worst: worstClass(evaluations),
  };
}

function sliceOf(evaluation: Evaluation, kind: string, queue: string) {
  return evaluation.slices.find((slice) => slice.kind === kind && slice.queue === queue);
}

function tally(evaluations: readonly Evaluation[], kind: string, queue: string, label: string): Tally {
  const sum = { hits: 0, listed: 0 };
  for (const evaluation of evaluations) {
    const found = sliceOf(evaluation, kind, queue)?.budgets.find(
      (budget) =>
        budget.label === label || String(budget.budget) === label || (label === 'N payers' && budget.label === 'N'),
    );
    sum.hits += found?.hits ?? 0;
    sum.listed += found?.budget ?? 0;
  }
  return sum;
}

/** The ordinary class of payers with the largest share of its members among the first N payers. */
function worstClass(evaluations: readonly Evaluation[]): Row['worst'] {
  const classes = new Map<string, { listed: number; members: number }>();
  for (const evaluation of evaluations)
    for (const one of evaluation.ordinaryClasses) {
      if (one.kind !== 'payer' || one.queue !== 'investigation') continue;
      const sum = classes.get(one.class) ?? { listed: 0, members: 0 };
      sum.members += one.members;
      sum.listed += one.budgets.find((budget) => budget.label === 'N')?.listed ?? 0;
      classes.set(one.class, sum);
    }
  const [worst] = [...classes].sort((a, b) => b[1].listed / b[1].members - a[1].listed / a[1].members);
  return worst ? { name: worst[0], ...worst[1] } : { name: 'none', listed: 0, members: 1 };
}

function share({ hits, listed }: Tally): string {
  const figure = proportion(hits, listed);
  return figure ? `${figure.value.toFixed(2)} [${figure.low.toFixed(2)}, ${figure.high.toFixed(2)}]` : '–';
}

function scalePage(): string {
  const table = rows.map(
    (row) =>
      `| ${row.preset} | ${row.known ? 'five' : 'none'} | ${share(row.first50)} | ${share(row.payers)} | ${row.facilitatorPrecision.map((value) => value.toFixed(2)).join(', ')} | ${share(row.victims)} | ${row.worst.name}: ${((100 * row.worst.listed) / row.worst.members).toFixed(2)} % of ${row.worst.members} |`,
  );
  return `# Quality at scale, as measured

Made by \`npm run bench:quality -- --payers ${payers} --prevalence ${prevalence} --seeds ${seeds.join(',')}${asked ? ` --presets ${asked.join(',')}` : ''} --write\`: worlds of ${payers} payers in which 1 in
${Math.round(1 / prevalence)} pays for live-streamed abuse. In brackets: 95 % intervals (Wilson). N is the number of payers that matter.

| world | known subjects | of the first 50 of the investigation queue: right | of the first N payers of that queue: right | facilitators and collectors: average precision | of the first N of the safeguarding queue: right | ordinary class hit most: share of its payers among the first N |
|---|---|---|---|---|---|---|
${table.join('\n')}

The same words of caution hold as for [smaller worlds](quality.md).
`;
}

function page(): string {
  const table = rows.map(
    (row) =>
      `| ${row.preset} | ${row.known ? 'five' : 'none'} | ${share(row.payers)} | ${share(row.all)} | ${row.facilitatorPrecision.map((value) => value.toFixed(2)).join(', ')} | ${share(row.victims)} | ${row.worst.name}: ${((100 * row.worst.listed) / row.worst.members).toFixed(1)} % of ${row.worst.members} |`,
  );
  return `# Quality of the ranking, as measured

Made by \`npm run bench:quality -- --write\`: ${payers} payers a world, seeds ${seeds.join(' and ')} (never used for calibration), 1 payer in 1,000 pays for
live-streamed abuse. N is the number of payers that matter in a world. In brackets: 95 % intervals (Wilson), worlds of a preset pooled.

| world | known subjects | of the first N payers of the investigation queue: right | of the first N leads of that queue, payers and payees: right | facilitators and collectors: average precision by world | of the first N of the safeguarding queue: right | ordinary class hit most: share of its payers among the first N |
|---|---|---|---|---|---|---|
${table.join('\n')}

Subjects in the first tier of worlds of each family with nobody harmful (seed ${HARMLESS_SEED}): ${harmless.join(', ')}.

**What this says, and what not.** All worlds were made by this project, from published figures and its own ideas of ordinary life. The weights were
estimated on worlds of the same families with other seeds. A world that somebody else makes, and the world itself, is different: expect less.
Payers for lawful adult services are made to be nearly indistinguishable from payers of abuse by payments alone; they are the class hit most, far
above the 0.5 % that we aim for.

In [worlds made apart from this project](quality-made-apart.md) the same ranking does worse.
`;
}
