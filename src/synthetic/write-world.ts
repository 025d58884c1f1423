import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../engine/make-folder.ts';
import { CsvFile } from './csv.ts';
import type { WorldOptions, WorldRequest } from './options.ts';
import { columnsOf } from './transfer-row.ts';
import { transfersToParquet } from './transfers-to-parquet.ts';
import { makeWorld } from './world.ts';

export interface WorldFiles {
  /** Default `csv`: transfers.csv; `parquet`: transfers.parquet. */
  readonly format?: 'csv' | 'parquet';
  /** Called now and then with the number of payers done. */
  readonly onProgress?: (payers: number, transfers: number) => void;
}

export interface WorldSummary {
  readonly options: WorldOptions;
  readonly transfersFile: string;
  readonly counts: {
    readonly transfers: number;
    readonly payers: number;
    readonly payees: number;
    readonly harmfulPayers: number;
    readonly harmfulPayees: number;
  };
  /** Subjects by kind and class. */
  readonly classes: Readonly<Record<string, number>>;
}

/**
 * Writes transfers, truth.csv, known.csv, places.csv and world.json to `outDir`, which is made if it is not there; files
 * of the same names are replaced. Memory does not grow with the number of transfers.
 */
export async function writeWorld(
  request: WorldRequest,
  outDir: string,
  { format = 'csv', onProgress }: WorldFiles = {},
): Promise<WorldSummary> {
  const world = makeWorld(request);
  makeFolder(outDir);
  const csvPath = join(outDir, format === 'csv' ? 'transfers.csv' : 'transfers.csv.part');
  const transfersFile = format === 'csv' ? 'transfers.csv' : 'transfers.parquet';
  const columns = columnsOf(world.options.columns);
  const transfers = new CsvFile(csvPath, columns);
  const truth = new CsvFile(join(outDir, 'truth.csv'), ['kind', 'id', 'class', 'harmful', 'queue']);
  const counts = { transfers: 0, payers: 0, payees: 0, harmfulPayers: 0, harmfulPayees: 0 };
  const classes = new Map<string, number>();
  let turns = 0;
  for (const batch of world.batches()) {
    for (const row of batch.transfers) transfers.write(columns.map((column) => row[column]));
    for (const row of batch.truth) {
      truth.write([row.kind, row.id, row.class, String(row.harmful), row.queue]);
      const name = `${row.kind}:${row.class}`;
      classes.set(name, (classes.get(name) ?? 0) + 1);
      counts[row.kind === 'payer' ? 'payers' : 'payees']++;
      if (row.harmful) counts[row.kind === 'payer' ? 'harmfulPayers' : 'harmfulPayees']++;
    }
    counts.transfers += batch.transfers.length;
    await transfers.drain();
    await truth.drain();
    turns++;
    if (turns % 5_000 === 0) onProgress?.(turns, counts.transfers);
  }
  await transfers.close();
  await truth.close();
  if (format === 'parquet') {
    await transfersToParquet(csvPath, join(outDir, transfersFile), columns);
    await rm(csvPath);
  }
  const known = new CsvFile(join(outDir, 'known.csv'), ['kind', 'id', 'role', 'source', 'date']);
  for (const row of world.known) known.write([row.kind, row.id, row.role, row.source, row.date]);
  await known.close();
  const places = new CsvFile(join(outDir, 'places.csv'), ['place', 'country', 'zone', 'lat', 'lon']);
  for (const { code, country, zone, lat, lon } of world.places)
    places.write([code, country, zone, String(lat), String(lon)]);
  await places.close();
  const summary: WorldSummary = {
    options: world.options,
    transfersFile,
    counts,
    classes: Object.fromEntries([...classes].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
  await writeFile(join(outDir, 'world.json'), `${JSON.stringify(summary, null, 2)}\n`);
  return summary;
}
