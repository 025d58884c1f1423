import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { TerminalProgress } from '../src/cli/terminal-progress.ts';
import { makeFolder } from '../src/engine/make-folder.ts';
import { type FactTable, factColumn } from '../src/facts/fact-table.ts';
import { DEFAULT_OPTIONS } from '../src/scan-options.ts';
import { proportion } from '../src/synthetic/evaluation/interval.ts';
import { PRESETS, type Preset, type WorldRequest } from '../src/synthetic/options.ts';
import { resolveOptions } from '../src/synthetic/resolve-options.ts';
import { writeWorld } from '../src/synthetic/write-world.ts';
import { inTemporaryFolder } from '../src/temporary-folder.ts';
import { HARMFUL, labelsOf, labelsOfRows } from '../src/true-labels.ts';
import { withRanking } from '../src/with-ranking.ts';
import { firedRules, PUBLISHED_RULES } from './published-rules.ts';
import { pythonEnvironment } from './python-environment.ts';

/**
 * Vigie against what others would do with the same records, on worlds whose seeds were never used for calibration: the published thresholds alone,
 * an isolation forest, and trees that were trained with labels on another world of the same family. Each ranks the payers of a world for the
 * investigation queue; what counts is how many of the first N are right, N = payers that matter, and of the first 50.
 */
const { values } = parseArgs({
  options: {
    payers: { type: 'string', default: '60000' },
    seeds: { type: 'string', default: '901,902' },
    presets: { type: 'string', default: 'plain,hard,crowd,circles,short,bank,random' },
    prevalence: { type: 'string', default: '0.001' },
    write: { type: 'boolean', default: false },
  },
});
const payers = Number(values.payers);
const seeds = values.seeds.split(',').map(Number);
const presets = values.presets.split(',').map(presetOf);
const prevalence = Number(values.prevalence);
/** The seed of the world on which the trees are trained, beside that of the world to be ranked. */
const TRAINING_SEED = 10_000;
/** The trees need enough payers that matter to learn from: 400 in a world of 40,000 payers. */
const TRAINING_PREVALENCE = 0.01;
const FIRST = 50;
/** The trees know the answers of another world. To come this near to them without is what Vigie aims for. */
const AIM = 0.9;

const CONTESTANTS = ['vigie', 'thresholds', 'forest', 'boosted'] as const;
type Contestant = (typeof CONTESTANTS)[number];
const BUDGETS = ['N', 'first'] as const;
type Budget = (typeof BUDGETS)[number];
/** Codes of payers, best first. */
type Order = readonly number[];

interface Tally {
  hits: number;
  listed: number;
}

interface Row {
  readonly world: string;
  readonly matter: number;
  readonly tallies: Readonly<Record<Budget, Partial<Record<Contestant, Tally>>>>;
}

/** What is known of the payers of a world. */
interface World {
  readonly facts: FactTable;
  /** The payer of each row of the facts. */
  readonly payerOf: Int32Array;
  /** By payer: HARMFUL for those who matter to the investigation queue. */
  readonly labels: Uint8Array;
  readonly labelsOfRows: Uint8Array;
  readonly ranked: Order;
}

const environment = pythonEnvironment(fileURLToPath(new URL('./others-requirements.txt', import.meta.url)));
if ('missing' in environment)
  console.error(`The isolation forest and the trained trees are not available: ${environment.missing}`);

const rows: Row[] = [];
for (const preset of presets) {
  const results: Row[] = [];
  for (const seed of seeds) results.push(await contest(preset, seed));
  rows.push(pooled(preset, results));
  console.error(`${preset}: done`);
}
const text = page([...rows, pooled('all', rows)]);
console.log(text);
if (values.write) writeFileSync(fileURLToPath(new URL('../docs/reference/against-others.md', import.meta.url)), text);

function presetOf(name: string): Preset {
  const preset = PRESETS.find((one) => one === name);
  if (preset === undefined) throw new Error(`There is no preset ${name}; there are ${PRESETS.join(', ')}.`);
  return preset;
}

async function contest(preset: Preset, seed: number): Promise<Row> {
  return inTemporaryFolder(async (folder) => {
    const world = await rankedWorld({ preset, seed, payers, abusePrevalence: prevalence }, join(folder, 'world'));
    const orders: Partial<Record<Contestant, Order>> = { vigie: world.ranked, thresholds: byThresholds(world) };
    if ('python' in environment) {
      const family = { ...resolveOptions({ preset, seed }), seed: seed + TRAINING_SEED };
      const training = await rankedWorld(
        { ...family, payers, abusePrevalence: TRAINING_PREVALENCE },
        join(folder, 'training'),
      );
      const [test, train] = [join(folder, 'test'), join(folder, 'train')];
      handOver(world, test);
      handOver(training, train);
      execFileSync(environment.python, [fileURLToPath(new URL('./others.py', import.meta.url)), test, train, folder], {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
      });
      for (const name of ['forest', 'boosted'] as const)
        orders[name] = highestFirst(doubles(join(folder, `${name}.f64`)));
    }
    return judged(preset, world.labels, orders);
  });
}

/** Makes a world, and ranks it as `vigie scan` does, without a list of known subjects. */
async function rankedWorld(request: WorldRequest, folder: string): Promise<World> {
  const { transfersFile } = await writeWorld(request, folder);
  const places = join(folder, 'places.csv');
  const options = {
    ...DEFAULT_OPTIONS,
    files: [join(folder, transfersFile)],
    places: existsSync(places) ? places : null,
  };
  const progress = new TerminalProgress(true);
  try {
    return await withRanking(options, progress, async (engine, { facts, corridors, graph, ranked }) => {
      const queues = ['investigation'] as const;
      const people = corridors.start.length - 1;
      const truth = join(folder, 'truth.csv');
      const labels = await labelsOf(engine, truth, 'payer', queues, people);
      const harmfulPayees = await labelsOf(
        engine,
        truth,
        'payee',
        ['investigation', 'safeguarding'],
        facts.payee.count,
      );
      const order = [...ranked.pages(1 << 12)]
        .flat()
        .filter(({ kind, queue }) => kind === 'payer' && queue === 'investigation')
        .map(({ code }) => code);
      return {
        facts: facts.payer,
        payerOf: corridors.payerOf,
        labels,
        labelsOfRows: labelsOfRows(labels, { corridors, graph, harmfulPayees }),
        ranked: order,
      };
    });
  } finally {
    progress.end();
  }
}

/** By how many thresholds are passed in the payer's fullest row, then by its number of transfers, then by id. */
function byThresholds({ facts, payerOf, labels }: World): Order {
  const fired = firedRules(facts);
  const transfers = factColumn(facts, 'transfers');
  const scores = new Float64Array(labels.length).fill(-1);
  for (const [row, payer] of payerOf.entries()) {
    const count = transfers[row] as number;
    // More transfers are a larger part of one more threshold, and never the whole.
    scores[payer] = Math.max(scores[payer] as number, (fired[row] as number) + count / (count + 1));
  }
  return highestFirst(scores);
}

/** Codes are in order of id: equal scores stand in that order. */
function highestFirst(scores: Float64Array): Order {
  return [...scores.keys()].sort((one, other) => (scores[other] as number) - (scores[one] as number) || one - other);
}

/** Writes what the models may know as files of bare numbers: facts one after another, and for each row its payer and its label. */
function handOver({ facts, payerOf, labelsOfRows: labels }: World, folder: string): void {
  makeFolder(folder);
  const told = facts.catalogue.flatMap((fact, at) => (isTold(fact.id, fact.unit) ? [facts.columns[at] ?? []] : []));
  const numbers = new Float32Array(told.length * facts.count);
  for (const [at, column] of told.entries()) numbers.set(column, at * facts.count);
  writeFileSync(join(folder, 'facts.f32'), numbers);
  writeFileSync(join(folder, 'payers.i32'), payerOf);
  writeFileSync(join(folder, 'labels.u8'), labels);
  writeFileSync(join(folder, 'sizes.json'), JSON.stringify({ rows: facts.count, facts: told.length }));
}

/** No list of known subjects is given; and on which day of the calendar somebody first paid is no fact that Vigie weighs. */
function isTold(id: string, unit: string): boolean {
  return unit !== 'instant' && !id.startsWith('known_');
}

function doubles(file: string): Float64Array {
  const bytes = readFileSync(file);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

function judged(world: string, labels: Uint8Array, orders: Partial<Record<Contestant, Order>>): Row {
  const matter = labels.filter((label) => label === HARMFUL).length;
  const within = (budget: number): Partial<Record<Contestant, Tally>> =>
    Object.fromEntries(
      Object.entries(orders).map(([name, order]) => [
        name,
        { hits: order.slice(0, budget).filter((payer) => labels[payer] === HARMFUL).length, listed: budget },
      ]),
    );
  return { world, matter, tallies: { N: within(matter), first: within(FIRST) } };
}

function pooled(world: string, parts: readonly Row[]): Row {
  const ofBudget = (budget: Budget): Partial<Record<Contestant, Tally>> => {
    const sums: Partial<Record<Contestant, Tally>> = {};
    for (const { tallies } of parts)
      for (const name of CONTESTANTS) {
        const part = tallies[budget][name];
        if (!part) continue;
        const { hits, listed } = sums[name] ?? { hits: 0, listed: 0 };
        sums[name] = { hits: hits + part.hits, listed: listed + part.listed };
      }
    return sums;
  };
  const matter = parts.reduce((sum, part) => sum + part.matter, 0);
  return { world, matter, tallies: { N: ofBudget('N'), first: ofBudget('first') } };
}

function share(tally: Tally | undefined): string {
  const figure = tally && proportion(tally.hits, tally.listed);
  return figure ? `${figure.value.toFixed(2)} [${figure.low.toFixed(2)}, ${figure.high.toFixed(2)}]` : 'not available';
}

function ratio({ vigie, boosted }: Partial<Record<Contestant, Tally>>): number {
  return vigie && boosted ? vigie.hits / boosted.hits : Number.NaN;
}

function ratioText(tallies: Partial<Record<Contestant, Tally>>): string {
  if (!tallies.boosted) return 'not available';
  return tallies.boosted.hits === 0 ? '–' : ratio(tallies).toFixed(2);
}

function page(table: readonly Row[]): string {
  const lines = table.flatMap(({ world, matter, tallies }) =>
    BUDGETS.map((budget) => {
      const one = tallies[budget];
      const length = budget === 'N' ? `N (${matter})` : `${one.vigie?.listed}`;
      return `| ${world} | ${length} | ${CONTESTANTS.map((name) => share(one[name])).join(' | ')} | ${ratioText(one)} |`;
    }),
  );
  const rules = PUBLISHED_RULES.map(
    ({ says, document, year, trust }) => `| ${says} | ${document}, ${year} | ${trust} |`,
  );
  return `# Against others, as measured

Made by \`npm run bench:others -- --payers ${payers} --seeds ${seeds.join(',')} --prevalence ${prevalence} --write\`: worlds of ${payers} payers that were never used for calibration, in which 1
payer in ${Math.round(1 / prevalence)} pays for live-streamed abuse. Each way ranks the payers of a world for the investigation queue, without known subjects. The figures
are the share of the first so many that is right; N is the number of payers that matter. In brackets: 95 % intervals (Wilson)${seeds.length > 1 ? ', worlds of a preset pooled' : ''}.

| world | of the first | Vigie, as shipped | published thresholds | isolation forest | trees trained with labels | Vigie / trained |
|---|---|---|---|---|---|---|
${lines.join('\n')}

${verdict(table).join('\n')}
- One or two payers more or less in a world are chance: read the intervals, and the last two rows first.

**What each is.** *Published thresholds*: the rules below, yes or no, ranked by how many fire, then by number of transfers, then by id. *Isolation forest*: scikit-learn,
300 trees of 256 rows each, without labels, on the world itself. *Trees trained with labels*: LightGBM on another world of the same family and size (of a \`random\` world, the very
family that was drawn for it), with another seed and 1 payer in ${Math.round(1 / TRAINING_PREVALENCE)} that matters, whose answers it is told. Both models have every fact that Vigie has of a payer, those that come from the payers around it and from
Vigie’s own scores of them too, except instants of the calendar and links to known subjects; each is the mean of three seeds, and their settings were chosen by hand on worlds of seed 951.
A payer with several corridors stands by the one that stands out most, for every way alike.

**What this does not say.** The trees know what this very family of worlds looks like; nobody has such labels of the world itself. Vigie’s weights come from worlds of these families too, with other
seeds ([what synthetic worlds can and cannot show](../why/synthetic-worlds.md)). The thresholds do fire for payers who matter, but for too many others: as many as for the median payer who matters fire for 6,134 of
40,241 payers (\`plain\`, seed 951). A rule-based system in use has rules that are not published, and people who tune them.

**Seen beside it**, in November 2026, and to be read with the ratios:

- Payers of one world pay the same payees, so seeds differ by more than the intervals say. Before exposure was a fact, Vigie found 0.80 of all in the worlds of seed 951 and trees that learned from the same preset 0.90; in those of seed 901 it
  was 0.49 and 0.71.
- Facts that come from Vigie’s scores differ between a world where 1 payer in 100 matters and one where 1 in 1,000 does, and mislead trees that learn on the first. With seed 901 the trees found 31 of 43 in \`hard\` and 36 in \`plain\`; without
  these facts 36 and 37; when 1 in 400 mattered where they learned 37 and 38. Vigie found 36 and 37: so where a ratio is above 1, Vigie and the trees are level.
- Trees that learned from another random family than the one they ranked found 38 of 42 (seed 951) and 1 of 41 (seed 901), where Vigie found 37 and 4: what is learned in one family need not hold in the next.

| published threshold | document | trust |
|---|---|---|
${rules.join('\n')}

Half stands for "often" and "usually", 3 for "several" and "many", 90 days for "a short time": the documents give no number there. Other currencies at about the rate of the year. What the documents say
about payees, about travel and about spending by merchant is left out: it is no fact of a payer’s transfers. Lists of countries are left out because a country [weighs nothing](../why/what-weighs-nothing.md).
Trust: A text of the issuing body, B press or trade summary of it, C from memory, to be checked.
`;
}

/** In how many worlds Vigie does what it aims for, by the first N; good or bad. */
function verdict(table: readonly Row[]): string[] {
  const worlds = table.slice(0, -1);
  const all = table.at(-1)?.tallies.N ?? {};
  const against = (name: Contestant, called: string): string => {
    const compared = worlds.filter(({ tallies }) => tallies.N[name]);
    if (compared.length === 0) return `- Against ${called}: not measured, because it was not available.`;
    const difference = (row: Row): number => (row.tallies.N.vigie?.hits ?? 0) - (row.tallies.N[name]?.hits ?? 0);
    const named = (rows: readonly Row[]): string =>
      rows.length ? ` (${rows.map(({ world }) => world).join(', ')})` : '';
    const behind = compared.filter((row) => difference(row) < 0);
    const level = compared.filter((row) => difference(row) === 0);
    return `- Against ${called}: Vigie is ahead in ${compared.length - behind.length - level.length} of ${compared.length} kinds of world, level in ${level.length}${named(level)}, behind in ${behind.length}${named(behind)}; in all of them together ${all.vigie?.hits} right against ${all[name]?.hits}.`;
  };
  const lines = [against('thresholds', 'the published thresholds'), against('forest', 'the isolation forest')];
  if (!all.boosted) return [...lines, against('boosted', 'the trained trees')];
  const short = worlds.filter(({ tallies }) => ratio(tallies.N) < AIM);
  return [
    ...lines,
    `- Against the trained trees the aim is ${AIM} of what they find: ${ratioText(all)} in all worlds together. ${short.length === 0 ? 'It is reached in every kind.' : `By kind it is not reached in ${short.map(({ world, tallies }) => `${world} (${ratioText(tallies.N)})`).join(', ')}.`}`,
  ];
}
