import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './engine/engine.ts';
import { LINK_FILES, LinkOutput, type ReadForLink } from './link-output.ts';
import { latestOf, readDecisions } from './network/linkage/decisions-file.ts';
import { linkPeople } from './network/linkage/link-people.ts';
import { loadListMapping } from './network/linkage/list-mapping.ts';
import { peopleFrom } from './network/linkage/people.ts';
import { isPeopleList, type PeopleList, readPeopleList } from './network/linkage/people-list.ts';
import { peopleOfTransfers } from './network/linkage/people-of-transfers.ts';
import { ScanRoom, WORK_FOLDER } from './scan-room.ts';
import { ResultFiles } from './transfers/in-the-way.ts';
import { loadRates } from './transfers/money/rates.ts';
import { type SourceFile, type SourceFormat, UnusableInput } from './transfers/reader.ts';
import { detectFormat } from './transfers/sources/detect-format.ts';
import { expandInputs } from './transfers/sources/expand-inputs.ts';
import type { TabularFormat } from './transfers/tabular/open-tabular.ts';
import { STANDARDS, type TakeInWatcher, takeIn } from './transfers/take-in.ts';

export interface LinkOptions {
  readonly files: readonly string[];
  readonly out: string;
  readonly mapping: string | null;
  readonly decisions: string | null;
  /** What the files hold; null = seen from their headers. */
  readonly kind: 'people' | 'transfers' | null;
  readonly memory: string;
  readonly threads: number;
}

/**
 * Finds out which records are one person: files -> records of people -> pairs that are worth comparing -> a model of how often
 * fields agree -> weights -> people. Decisions of an earlier run in the same folder are kept and obeyed.
 *
 * @throws UnusableInput, FolderInUse; what `out` held before is then untouched
 */
export async function link(options: LinkOptions, watcher: TakeInWatcher): Promise<LinkOutput> {
  const output = new LinkOutput(options.out);
  const results = new ResultFiles(
    LINK_FILES.map((name) => join(options.out, name)),
    join(options.out, WORK_FOLDER),
  );
  const { mapping, decisions: decisionsFile } = options;
  for (const file of [...options.files, mapping, decisionsFile]) if (file !== null) results.keep(file);
  for (const file of [...options.files, mapping]) if (file !== null) results.spare(file);
  const kept = output.path('decisions.csv');
  const given = [kept, decisionsFile].filter((file) => file !== null && (file !== kept || existsSync(kept)));
  const decisions = latestOf(given.flatMap((file) => (file === null ? [] : readDecisions(file))));
  const room = await ScanRoom.open({ ...options, lake: null });
  try {
    const read = await readRecords(room.engine, room.work, results, options, watcher);
    const people = peopleFrom(read.records);
    const start = performance.now();
    const linkage = linkPeople(people, decisions);
    output.write({ people, linkage, decisions, read, seconds: (performance.now() - start) / 1000 });
    return output;
  } finally {
    room.close();
  }
}

/** The records of people in the files: lists of people, or payers and payees of transfers. */
async function readRecords(
  engine: Engine,
  work: string,
  results: ResultFiles,
  options: LinkOptions,
  watcher: TakeInWatcher,
): Promise<ReadForLink> {
  const mapping = options.mapping === null ? null : await loadListMapping(options.mapping);
  const lists: { readonly source: SourceFile; readonly list: PeopleList }[] = [];
  const refused: { readonly label: string; readonly reason: string }[] = [];
  for await (const source of expandInputs(options.files, { tempDir: work })) {
    if ('reason' in source) {
      refused.push(source);
      continue;
    }
    const format = await detectFormat(source, STANDARDS);
    const isList =
      isTabular(format) &&
      (options.kind === 'people' ||
        mapping !== null ||
        (options.kind === null && options.mapping === null && (await isPeopleList(engine, source, format, work))));
    if (!isList && lists.length > 0)
      throw new UnusableInput(
        source.label,
        'it is no list of people as the files before it are: link one kind at a time.',
      );
    if (!isList || !isTabular(format)) break;
    watcher.file(source.label);
    lists.push({ source, list: await readPeopleList(engine, source, format, { mapping, tempDir: work }) });
  }
  // Of transfers the reader says so itself.
  if (lists.length > 0) for (const { label, reason } of refused) watcher.refused(label, reason);
  if (lists.length > 0)
    return {
      kind: 'people',
      records: lists.flatMap(({ list }) => list.records),
      files: lists.map(({ source, list }) => ({
        file: source.label,
        sha256: source.sha256,
        ...list,
        records: list.records.length,
      })),
    };
  if (options.kind === 'people')
    throw new UnusableInput(options.files.join(', '), 'there is no list of people in it; name a table with a header.');
  const rates = await loadRates(undefined);
  const taken = await takeIn(
    engine,
    { ...options, asOf: null, lake: null, work, rates, placeOptions: {}, results },
    watcher,
  );
  return {
    kind: 'transfers',
    records: await peopleOfTransfers(engine, taken.transfers),
    files: taken.files.map(({ file, sha256, columns, ignored, warnings, accepted }) => ({
      ...{ file, sha256, ignored, warnings, records: accepted },
      columns: columns.map(({ field, header }) => ({ field, headers: [header] })),
    })),
  };
}

function isTabular(format: SourceFormat): format is TabularFormat {
  return format === 'csv' || format === 'parquet' || format === 'jsonl' || format === 'xlsx';
}
