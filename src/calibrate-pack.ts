import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Engine } from './engine/engine.ts';
import { makeFolder } from './engine/make-folder.ts';
import { engineMemory } from './engine/memory.ts';
import { PAYEE_FACTS, PAYER_FACTS } from './facts/catalogue.ts';
import { readsFindings } from './indicators/compile-pack.ts';
import { SUBJECTS, type Subject } from './indicators/indicator.ts';
import { loadPacks } from './indicators/load-packs.ts';
import type { Pack } from './indicators/pack.ts';
import type { Queue } from './indicators/queue.ts';
import { rewriteWeights } from './indicators/rewrite-weights.ts';
import { compilePacks, firstScores } from './indicators/score-subjects.ts';
import {
  CALIBRATION,
  type Calibration,
  type CalibrationOptions,
  calibrate,
  type LabelledSubjects,
} from './leads/calibrate.ts';
import { QUEUES } from './leads/lead.ts';
import { measure } from './measure.ts';
import { describeExposure } from './network/describe-exposure.ts';
import { type ScanWatcher, StageClock } from './scan-progress.ts';
import { WORK_FOLDER } from './scan-room.ts';
import { loadUserPlaces } from './transfers/geography/user-places.ts';
import { ResultFiles } from './transfers/in-the-way.ts';
import { Lake } from './transfers/lake.ts';
import { loadRates } from './transfers/money/rates.ts';
import { takeIn } from './transfers/take-in.ts';
import { HARMFUL, labelsOf, labelsOfListed, labelsOfRows, listedIn, NO_SAY } from './true-labels.ts';

export interface CalibrationRequest {
  /** Folders with transfers.csv or transfers.parquet, truth.csv (kind,id,class,harmful,queue) and, if there is one, places.csv. */
  readonly worlds: readonly string[];
  /** Outcomes of one's own beside them, or instead. */
  readonly outcomes?: Outcomes;
  /** The pack whose weights are estimated anew. */
  readonly pack: string;
  /** Where the new pack goes. */
  readonly out: string;
  readonly memory: string;
  readonly threads: number;
  readonly options?: Partial<CalibrationOptions>;
}

/** Records whose outcome is known of some: who is not in the list has no say. */
export interface Outcomes {
  /** Folder of a lake. */
  readonly lake: string;
  /** CSV: kind,id,class,harmful,queue. */
  readonly list: string;
  readonly places: string | null;
}

/** How much all subjects that matter of one world count together: each world has one say, however many there are in it. */
const SAY_OF_A_WORLD = 100;

/**
 * Estimates the weights of a pack from worlds with a known truth and writes the pack with them; nothing else in it changes. First those of what a subject and
 * those around it do, then, with these held, those of what was found of those around it: a scan goes the same way.
 */
export async function calibratePack(
  request: CalibrationRequest,
  watcher: ScanWatcher,
): Promise<Readonly<Partial<Record<Queue, Calibration>>>> {
  const pack = loadPacks([request.pack]);
  const worlds: LabelledWorld[] = [];
  for (const world of request.worlds) worlds.push(await labelledWorld(sourceOf(world), request, watcher));
  if (request.outcomes) {
    const source = { ...request.outcomes, files: [], onlyListed: true };
    worlds.push(await labelledWorld(source, request, watcher));
  }
  const first = weightsFor(worlds, pack, { ...CALIBRATION, ...request.options });
  const estimated = withWeights(pack, first.weights);
  for (const world of worlds) world.expose(estimated);
  const second = weightsFor(worlds, estimated, {
    ...CALIBRATION,
    ...request.options,
    isHeld: (indicator) => !readsFindings(indicator, CATALOGUES[indicator.subject]),
  });
  writePack(request, new Map([...first.weights, ...second.weights]));
  return second.calibrations;
}

const CATALOGUES = { payer: PAYER_FACTS, payee: PAYEE_FACTS } as const;

function weightsFor(worlds: readonly LabelledWorld[], pack: Pack, options: CalibrationOptions) {
  const compiled = compilePacks(pack);
  const labelled = (queue: Queue): LabelledSubjects[] =>
    worlds.flatMap((world) => world.subjects[queue].map((one) => ({ ...one, compiled: compiled[one.kind] })));
  const investigation = estimated(labelled('investigation'), 'investigation', options);
  const safeguarding = estimated(
    labelled('safeguarding'),
    'safeguarding',
    investigation === null ? options : { ...options, intercept: investigation.intercept },
  );
  const calibrations = { ...(investigation ? { investigation } : {}), ...(safeguarding ? { safeguarding } : {}) };
  return { calibrations, weights: new Map([...(safeguarding?.weights ?? []), ...(investigation?.weights ?? [])]) };
}

/** Null for a queue of which nothing is known that matters, or nothing that does not: its weights stay. */
function estimated(
  subjects: readonly LabelledSubjects[],
  queue: Queue,
  options: CalibrationOptions,
): Calibration | null {
  const has = (wanted: number): boolean =>
    subjects.some(({ labels, importance }) =>
      labels.some((label, row) => label === wanted && (importance === undefined || (importance[row] ?? 0) > 0)),
    );
  return has(1) && has(0) ? calibrate(subjects, queue, options) : null;
}

function withWeights(pack: Pack, weights: ReadonlyMap<string, number>): Pack {
  const indicators = pack.indicators.map((one) => ({ ...one, weight: weights.get(one.id) ?? one.weight }));
  return { ...pack, indicators };
}

/** The payers and payees of one world, with what is to be found. */
interface LabelledWorld {
  readonly subjects: Record<Queue, readonly (Omit<LabelledSubjects, 'compiled'> & { readonly kind: Subject })[]>;
  /** Fills the facts that tell what was found of those around each subject, as the pack finds it. */
  readonly expose: (pack: Pack) => void;
}

/** Records, and a list of whose truth is known. */
interface Source extends Omit<Outcomes, 'lake'> {
  readonly files: readonly string[];
  readonly lake: string | null;
  /** Who is not in the list has no say, instead of counting as somebody ordinary. */
  readonly onlyListed: boolean;
}

function sourceOf(world: string): Source {
  const [first = '', ...others] = ['transfers.csv', 'transfers.parquet'].map((name) => join(world, name));
  const places = join(world, 'places.csv');
  return {
    files: [[first, ...others].find(existsSync) ?? first],
    lake: null,
    list: join(world, 'truth.csv'),
    places: existsSync(places) ? places : null,
    onlyListed: false,
  };
}

async function labelledWorld(
  source: Source,
  request: CalibrationRequest,
  watcher: ScanWatcher,
): Promise<LabelledWorld> {
  const work = join(request.out, WORK_FOLDER);
  const engine = await Engine.open({
    memory: engineMemory(request.memory),
    threads: request.threads,
    spillDirectory: join(work, 'spill'),
  });
  const lake = source.lake === null ? null : Lake.open(source.lake);
  try {
    const clock = new StageClock(watcher);
    const places = source.places === null ? {} : { userPlaces: await loadUserPlaces(source.places) };
    const { files, list } = source;
    const records = await clock.stage('read', async () =>
      takeIn(
        engine,
        {
          ...{ files, mapping: null, asOf: null, lake, rates: await loadRates(), placeOptions: places, work },
          results: new ResultFiles([]),
        },
        watcher,
      ),
    );
    const measured = await measure(
      engine,
      records,
      {
        asOf: null,
        threads: request.threads,
        memory: request.memory,
        hasKnown: false,
        untie: null,
        places,
        openFile: null,
        keeping: null,
      },
      clock,
    );
    const { facts, corridors, graph } = measured;
    const subjects = { investigation: [], safeguarding: [] } as Record<
      Queue,
      LabelledWorld['subjects'][Queue][number][]
    >;
    const people = { payer: corridors.start.length - 1, payee: facts.payee.count };
    const harmfulPayees = await labelsOf(engine, list, 'payee', QUEUES, people.payee);
    for (const queue of QUEUES)
      for (const kind of SUBJECTS) {
        const harmful = await labelsOf(engine, list, kind, [queue], people[kind]);
        const personOf = kind === 'payee' ? null : corridors.payerOf;
        const labels = source.onlyListed
          ? labelsOfListed(personOf, harmful, await listedIn(engine, list, kind, people[kind]))
          : kind === 'payee'
            ? harmful
            : labelsOfRows(harmful, { corridors, graph, harmfulPayees });
        const matter = labels.filter((label) => label === HARMFUL).length;
        subjects[queue].push({
          kind,
          table: facts[kind],
          labels: labels.map((label) => (label === HARMFUL ? 1 : 0)),
          importance: Float64Array.from(labels, (label) =>
            label === HARMFUL ? SAY_OF_A_WORLD / matter : label === NO_SAY ? 0 : 1,
          ),
        });
      }
    const expose = (pack: Pack): void =>
      describeExposure(measured, firstScores(compilePacks(pack).payer, facts.payer), facts.payer, facts.payee);
    return { subjects, expose };
  } finally {
    lake?.close();
    engine.close();
    rmSync(work, { recursive: true, force: true });
  }
}

function writePack({ pack, out }: CalibrationRequest, weights: ReadonlyMap<string, number>): void {
  makeFolder(out);
  for (const name of readdirSync(pack).filter((file) => /\.(ya?ml|json)$/.test(file))) {
    const text = readFileSync(join(pack, name), 'utf8');
    writeFileSync(join(out, basename(name)), /\.ya?ml$/.test(name) ? rewriteWeights(text, weights) : text);
  }
}
