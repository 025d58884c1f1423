import { join } from 'node:path';
import { loadPacks } from './indicators/load-packs.ts';
import { compilePacks, scoreSubjects } from './indicators/score-subjects.ts';
import { buildLeads } from './leads/build-leads.ts';
import { rankSubjects } from './leads/rank-subjects.ts';
import { measure } from './measure.ts';
import { readKnown } from './network/known.ts';
import { countLinks, linkedTransfers, otherIdsOf, readLinks } from './network/linkage/linked-people.ts';
import type { ScanOptions } from './scan-options.ts';
import { OUTPUT_FILES, ScanOutput } from './scan-output.ts';
import { type ScanWatcher, StageClock } from './scan-progress.ts';
import { ScanRoom, WORK_FOLDER } from './scan-room.ts';
import { loadUserPlaces } from './transfers/geography/user-places.ts';
import { ResultFiles } from './transfers/in-the-way.ts';
import { loadRates } from './transfers/money/rates.ts';
import { takeIn } from './transfers/take-in.ts';

/**
 * The main job, in the order in which data flows: files -> transfers -> ledger -> facts -> network -> indicators -> leads -> what a
 * person reads. Throws UnusableInput, PackError, LakeError or FolderInUse when there is nothing to work with; what `out` held before is then untouched.
 */
export async function scan(options: ScanOptions, watcher: ScanWatcher): Promise<ScanOutput> {
  const clock = new StageClock(watcher);
  const results = new ResultFiles(
    OUTPUT_FILES.map((name) => join(options.out, name)),
    join(options.out, WORK_FOLDER),
  );
  const {
    files,
    packs: packFolders,
    lake: lakeFolder,
    mapping,
    known,
    link,
    rates: ratesFile,
    places: placesFile,
  } = options;
  const single = [mapping, known, link, ratesFile, placesFile].filter((file) => file !== null);
  for (const path of [...files, ...packFolders, ...single, ...(lakeFolder === null ? [] : [lakeFolder])])
    results.keep(path);
  for (const file of single) results.spare(file);
  const pack = loadPacks(options.packs);
  const rates = await loadRates(options.rates ?? undefined);
  const places = options.places ? { userPlaces: await loadUserPlaces(options.places) } : {};
  const room = await ScanRoom.open(options);
  const { engine, lake, work } = room;
  watcher.onStop(() => engine.interrupt());
  try {
    if (link) await readLinks(engine, link);
    if (known) await readKnown(engine, known, link !== null);
    const taken = await clock.stage('read', () =>
      takeIn(engine, { ...options, lake, work, rates, placeOptions: places, results }, watcher),
    );
    const otherIds = link ? await otherIdsOf(engine) : new Map();
    const links = link ? await countLinks(engine, taken.transfers) : null;
    const records = links ? { ...taken, transfers: linkedTransfers(taken.transfers), people: null } : taken;

    const measured = await measure(
      engine,
      records,
      {
        asOf: options.asOf,
        threads: options.threads,
        memory: options.memory,
        hasKnown: options.known !== null,
        places,
      },
      clock,
    );
    const { facts } = measured;

    const packs = compilePacks(pack);
    const { scores, ranked } = await clock.stage('score', async () => {
      const scores = await scoreSubjects(pack, packs, facts);
      return { scores, ranked: rankSubjects(scores, pack.tiers) };
    });
    const scored = { ...measured, packs, scores, ranked, tiers: pack.tiers };
    const leads = await clock.stage('leads', () =>
      buildLeads(engine, { ...scored, places, budget: options.budget, otherIds }),
    );

    const output = new ScanOutput(options.out);
    await clock.stage('write', () =>
      output.write(engine, {
        ...scored,
        options,
        pack,
        rates,
        records,
        links,
        leads,
        clock,
      }),
    );
    return output;
  } finally {
    room.close();
  }
}
