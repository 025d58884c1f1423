import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../engine/engine.ts';
import type { PlaceOptions } from './geography/places.ts';
import type { ResultFiles } from './in-the-way.ts';
import { Ingest, type IngestedFile } from './ingest.ts';
import { looksLikeIso20022Json, looksLikeIso20022Xml } from './iso20022/detect.ts';
import type { Lake } from './lake.ts';
import { registerCurrencySigns } from './money/dressed-amounts.ts';
import type { RateTable } from './money/rate-table.ts';
import { registerRates } from './money/rates-sql.ts';
import { openSource } from './open-source.ts';
import type { People } from './people.ts';
import { UnusableInput } from './reader.ts';
import { detectFormat } from './sources/detect-format.ts';
import { expandInputs } from './sources/expand-inputs.ts';
import { registerStatusWords } from './status-words.ts';
import { looksLikeSwiftMt } from './swift-mt/detect.ts';
import { loadMapping, loadPresets } from './tabular/load-mapping.ts';

export interface TakeInOptions {
  readonly files: readonly string[];
  readonly mapping: string | null;
  /** Exclusive bound, `YYYY-MM-DD HH:MM:SS` UTC, on what returns are known; null = all. */
  readonly asOf: string | null;
  readonly lake: Lake | null;
  readonly rates: RateTable;
  readonly placeOptions: PlaceOptions;
  /** What will be written: an earlier run’s results in a folder that is read again are passed over. */
  readonly results: ResultFiles;
  /** Folder for temporary files; made, and removed by the caller. */
  readonly work: string;
}

export interface TakeInWatcher {
  /** A file is being read. */
  file(label: string): void;
  /** A file that the lake has already, and is not read again. */
  inLake(label: string): void;
  /** A file, or part of an archive, that was left out, and why. */
  refused(label: string, reason: string): void;
  /** True once a person asked to stop: then no further file is begun. */
  readonly stopped: boolean;
}

export interface TakenIn {
  /** Relation with the columns of the lake: every accepted transfer, each once. */
  readonly transfers: string;
  /** The same without `amount_eur`: cheaper to read, for whoever does not ask for that. */
  readonly withoutEuro: string;
  /** Who pays and is paid in them, each once, where that is known already; otherwise null. */
  readonly people: People | null;
  readonly files: readonly IngestedFile[];
  /** Files that could not be read at all. */
  readonly refused: readonly { readonly label: string; readonly reason: string }[];
  /** What a person calls each file that transfers came from, by its SHA-256; those that a lake had before, too. */
  readonly fileNames: ReadonlyMap<string, string>;
  /** What the lake holds after this run; null without one. */
  readonly lake: { readonly files: number; readonly transfers: number } | null;
}

export const PRESETS = fileURLToPath(new URL('../../packs/presets', import.meta.url));

export const STANDARDS = [
  { format: 'iso20022-xml', looksLike: looksLikeIso20022Xml },
  { format: 'iso20022-json', looksLike: looksLikeIso20022Json },
  { format: 'swift-mt', looksLike: looksLikeSwiftMt },
] as const;

/**
 * Reads all inputs: files, folders, archives, in the order given. A file that cannot be read is said and left out; when none of those
 * named can be read, or none is named and the lake has nothing, UnusableInput is thrown.
 */
export async function takeIn(engine: Engine, options: TakeInOptions, watcher: TakeInWatcher): Promise<TakenIn> {
  mkdirSync(options.work, { recursive: true });
  await registerRates(engine.connection, options.rates);
  await registerCurrencySigns(engine);
  await registerStatusWords(engine);
  const mapping = options.mapping === null ? {} : { mapping: await loadMapping(options.mapping) };
  const presets = await loadPresets(PRESETS);
  const ingest = new Ingest(engine, options.work, options.lake, options.placeOptions);
  await ingest.start();
  const refused: { label: string; reason: string }[] = [];
  const refuse = (label: string, reason: string): void => {
    if (options.results.fill(label) || (options.results.has(label) && !options.files.includes(label))) return;
    refused.push({ label, reason });
    watcher.refused(label, reason);
  };
  for await (const source of expandInputs(options.files, { tempDir: options.work })) {
    if (watcher.stopped) throw new Error('A person asked to stop');
    if ('reason' in source) {
      refuse(source.label, source.reason);
      continue;
    }
    const inLake = ingest.hasBatch(source.sha256);
    if (inLake) watcher.inLake(source.label);
    else watcher.file(source.label);
    let inTheWay = false;
    try {
      const opened = inLake
        ? null
        : await openSource(engine.connection, source, await detectFormat(source, STANDARDS), {
            tempDir: options.work,
            presets,
            ...mapping,
          });
      inTheWay = options.results.has(source.label);
      if (!inTheWay && opened) await ingest.add(opened);
      else if (!inTheWay) await ingest.skip(source.label, source.sha256);
    } catch (error) {
      if (!(error instanceof UnusableInput) || watcher.stopped) throw error;
      refuse(error.label, error.message.slice(error.label.length + 2));
    }
    if (inTheWay) options.results.spare(source.label);
  }
  const batches = options.lake?.batches ?? [];
  if (ingest.files.length === 0 && (options.files.length > 0 || batches.length === 0))
    throw new UnusableInput(
      options.files.join(', ') || (options.lake?.directory ?? '(no file)'),
      refused.length > 0
        ? 'none of it can be read, for the reason given above; nothing was scanned.'
        : 'there is nothing to read; name a file, a folder or an archive with transfers.',
    );
  const lake =
    options.lake === null
      ? null
      : { files: batches.length, transfers: batches.reduce((sum, { accepted }) => sum + accepted, 0) };
  const fileNames = new Map([
    ...batches.map(({ id, file }): [string, string] => [id, file]),
    ...ingest.files.map(({ sha256, file }): [string, string] => [sha256, file]),
  ]);
  const transfers = await ingest.transfersWithReturns(options.asOf);
  const withoutEuro = await ingest.withReturnsWithoutEuro(options.asOf);
  return { fileNames, transfers, withoutEuro, people: ingest.people, files: ingest.files, refused, lake };
}
