import { join } from 'node:path';
import { loadPacks } from './indicators/load-packs.ts';
import type { Pack } from './indicators/pack.ts';
import { compilePacks, scoreSubjects } from './indicators/score-subjects.ts';
import { buildLeads } from './leads/build-leads.ts';
import { countJoinedPayers } from './leads/joined-payers.ts';
import { rankSubjects } from './leads/rank-subjects.ts';
import { measure } from './measure.ts';
import { describeExposure } from './network/describe-exposure.ts';
import { readKnown } from './network/known.ts';
import { countLinks, linkedTransfers, otherIdsOf, readLinks } from './network/linkage/linked-people.ts';
import { readUntieList } from './network/untie-list.ts';
import type { RankOptions, ScanOptions } from './scan-options.ts';
import { OUTPUT_FILES, ScanOutput } from './scan-output.ts';
import { type ScanWatcher, StageClock } from './scan-progress.ts';
import { ScanRoom, WORK_FOLDER } from './scan-room.ts';
import type { PlaceOptions } from './transfers/geography/places.ts';
import { loadUserPlaces } from './transfers/geography/user-places.ts';
import { ResultFiles } from './transfers/in-the-way.ts';
import type { RateTable } from './transfers/money/rate-table.ts';
import { loadRates } from './transfers/money/rates.ts';
import { takeIn } from './transfers/take-in.ts';

/**
 * The main job, in the order in which data flows: files -> transfers -> ledger -> facts -> network -> indicators -> leads -> what a
 * person reads. Throws UnusableInput, PackError, LakeError or FolderInUse when there is nothing to work with; what `out` held before is then untouched.
 */
export async function scan(options: ScanOptions, watcher: ScanWatcher): Promise<ScanOutput> {
  const clock = new StageClock(watcher);
  const results = resultsOf(options);
  const settings = await readSettings(options);
  const room = await ScanRoom.open(options);
  const { engine } = room;
  watcher.onStop(() => engine.interrupt());
  try {
    const ranking = await rankRecords(room, options, settings, results, watcher, clock);
    const { places } = settings;
    const found = await clock.stage('leads', () => buildLeads(engine, { ...ranking, places, budget: options.budget }));

    const output = new ScanOutput(options.out);
    await clock.stage('write', () => output.write(engine, { ...ranking, ...settings, ...found, options, clock }));
    return output;
  } finally {
    room.close();
  }
}

/** What is told beside the transfers. It is read first: a mistake in it is told at once. */
export interface Settings {
  readonly pack: Pack;
  readonly rates: RateTable;
  readonly places: PlaceOptions;
}

export async function readSettings({ packs, rates, places }: RankOptions): Promise<Settings> {
  return {
    pack: loadPacks(packs),
    rates: await loadRates(rates ?? undefined),
    places: places ? { userPlaces: await loadUserPlaces(places) } : {},
  };
}

export type RankedRecords = Awaited<ReturnType<typeof rankRecords>>;

/** The part of the main job that ends with the ranking, and writes nothing. */
export async function rankRecords(
  { engine, lake, work, keeps, openFile }: ScanRoom,
  options: RankOptions,
  { pack, rates, places }: Settings,
  results: ResultFiles,
  watcher: ScanWatcher,
  clock: StageClock,
) {
  const { asOf, threads, memory, known, link, untie } = options;
  if (link) await readLinks(engine, link);
  if (known) await readKnown(engine, known, link !== null);
  const untieRows = untie ? await readUntieList(engine, untie, link !== null) : null;
  const taken = await clock.stage('read', () =>
    takeIn(engine, { ...options, lake, work, rates, placeOptions: places, results }, watcher),
  );
  const otherIds = link ? await otherIdsOf(engine) : new Map<string, readonly string[]>();
  const links = link ? await countLinks(engine, taken.transfers) : null;
  const linked = (): string => linkedTransfers(taken.transfers);
  const records = links ? { ...taken, transfers: linked(), withoutEuro: linked(), people: null } : taken;

  const measured = await measure(
    engine,
    records,
    {
      ...{ asOf, threads, memory, hasKnown: known !== null, untie: untieRows, places, openFile },
      keeping: lake && { lake, files: [options.places, link], keeps },
    },
    clock,
  );

  const packs = compilePacks(pack);
  const { carried, scores, ranked } = await clock.stage('score', async () => {
    const { scores, carried } = await scoreSubjects(pack, packs, measured.facts, (found) =>
      describeExposure(measured, found, measured.facts.payer, measured.facts.payee),
    );
    countJoinedPayers({ ...measured, scores }, pack.tiers);
    return { carried, scores, ranked: rankSubjects(scores, measured.corridors, pack.tiers) };
  });
  return { ...measured, records, links, otherIds, packs, carried, scores, ranked, tiers: pack.tiers };
}

/** What the scan will write. Throws UnusableInput when something that it reads would be lost by that. */
function resultsOf({ out, files, packs, lake, mapping, known, link, untie, rates, places }: ScanOptions): ResultFiles {
  const results = new ResultFiles(
    OUTPUT_FILES.map((name) => join(out, name)),
    join(out, WORK_FOLDER),
  );
  const single = [mapping, known, link, untie, rates, places].filter((file) => file !== null);
  for (const path of [...files, ...packs, ...single, ...(lake === null ? [] : [lake])]) results.keep(path);
  for (const file of single) results.spare(file);
  return results;
}
