import { type FileHandle, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { isDatabaseAway } from '../../casework/database-away.ts';
import { distinctNames, safeFileName } from '../../casework/imports/file-name.ts';
import type { ImportCounts } from '../../casework/imports/import-row.ts';
import { inheritedPath, openPlainFile } from '../../casework/imports/plain-file.ts';
import { discardFile, isNoRoom } from '../../casework/imports/receive-file.ts';
import { ServerInbox, UnitFolder } from '../../casework/imports/unit-folder.ts';
import {
  endImport,
  noteProgress,
  type Outcome,
  type Progress,
  type TakenImport,
  TakenOver,
  takeImport,
} from '../../casework/imports/work-on-import.ts';
import type { Tables } from '../../casework/tables.ts';
import { type RunSummary, runSummarySchema } from '../../leads/run-summary.ts';
import { inFrench } from '../../report/known-sentences.ts';
import type { ScanEvent } from '../../scan-events.ts';
import { endLeftBehind } from './end-left-behind.ts';
import { failed } from './import-errors.ts';
import type { JobSettings } from './job-settings.ts';
import { FIRST_GIVEN, type ScanEnd, ScanProcess } from './scan-process.ts';

/** How often it is told how far an import is, and asked whether it shall stop. */
const NOTE_EVERY_MS = 500;
/** For so long it is tried again to write down what an import found. */
const AWAY_AT_MOST_MS = 300_000;

/** What the database holds now, with its rules on who may read it. */
const TAKEN_OVER = ['leads.jsonl', 'subjects.csv', 'report.html'];

export interface ImportRoom {
  /** As vigie_worker. */
  readonly db: Kysely<Tables>;
  readonly dataFolder: string;
  readonly settings: JobSettings;
  /** Where an error of the program itself is told. */
  readonly log: (text: string) => void;
}

/** The import did not come to its end through no fault of its own: it is to be begun anew. */
class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/**
 * Does an import from its beginning, whatever a server before may have done of it: the lake takes each file once, and the results are
 * taken over once. Returns when it is over for whatever reason; throws when it must be begun anew.
 */
export async function runImport(room: ImportRoom, unitId: string, id: string, signal: AbortSignal): Promise<void> {
  const taken = await takeImport(room.db, unitId, id);
  if (taken === null) return;
  const folder = new UnitFolder(room.dataFolder, unitId);
  try {
    if (taken.processBefore !== null) await endLeftBehind(taken.processBefore);
    const outcome = await outcomeOf(room, folder, taken, signal).catch(withoutRoom);
    const removed = await whenDatabaseAnswers(() => endImport(room.db, taken, outcome), signal);
    for (const file of removed) await discardFile(room.dataFolder, unitId, file);
    await rm(folder.work(id), { recursive: true, force: true });
    if (outcome.state === 'cancelled') await rm(folder.run(id), { recursive: true, force: true });
    for (const name of TAKEN_OVER) await rm(join(folder.run(id), name), { force: true });
  } catch (error) {
    if (!(error instanceof TakenOver)) throw error;
  }
}

/** Begun anew it would find no more room: a disk that is full ends an import. */
function withoutRoom(error: unknown): Outcome {
  if (!isNoRoom(error)) throw error;
  return { state: 'failed', error: failed('room') };
}

async function outcomeOf(
  room: ImportRoom,
  folder: UnitFolder,
  taken: TakenImport,
  signal: AbortSignal,
): Promise<Outcome> {
  await folder.make();
  const files = await openFiles(room.dataFolder, folder, taken);
  if (files === null) return { state: 'failed', error: failed('file_gone') };
  let end: ScanEnd | 'cancelled';
  try {
    const { args, work } = await prepare(room, folder, taken);
    end = await follow(room, taken, signal, (onEvent) => new ScanProcess(args, work, files, onEvent));
  } finally {
    await closeAll(files);
  }
  if (end === 'cancelled') return { state: 'cancelled' };
  if (end.code === 0) return takenIn(folder.run(taken.id));
  if (end.failure === null || end.failure.why === 'stopped') throw new BrokenOff('The scan was ended from outside.');
  if (end.said !== '') room.log(end.said);
  return { state: 'failed', error: failed(end.failure.why, end.failure.text) };
}

/** The files of an import, open. Null when one is no longer there. */
async function openFiles(
  dataFolder: string,
  folder: UnitFolder,
  { unitId, files }: TakenImport,
): Promise<FileHandle[] | null> {
  const inbox = new ServerInbox(dataFolder, unitId);
  const opened: FileHandle[] = [];
  for (const { name, from } of files) {
    const found =
      'inbox' in from ? await inbox.open(from.inbox) : await openPlainFile(folder.received(from.received, name));
    if (found !== null) opened.push(found.file);
    else {
      await closeAll(opened);
      return null;
    }
  }
  return opened;
}

async function closeAll(files: readonly FileHandle[]): Promise<void> {
  for (const file of files) await file.close();
}

/** The names by which people know the files, each a link to what the scan gets open, and the words of the command. */
async function prepare({ settings }: ImportRoom, folder: UnitFolder, taken: TakenImport) {
  const work = folder.work(taken.id);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true, mode: 0o700 });
  const names = distinctNames(taken.files.map(({ name }) => safeFileName(name)));
  for (const [index, name] of names.entries()) await symlink(inheritedPath(FIRST_GIVEN + index), join(work, name));
  const { asOf, budget, language } = taken.options;
  const args = [...names, '--out', folder.run(taken.id), '--lake', folder.lake];
  args.push('--memory', settings.memory, '--threads', String(settings.threads));
  if (taken.mapping !== null) {
    // JSON is YAML.
    await writeFile(join(work, '.mapping.yaml'), JSON.stringify(taken.mapping, null, 2), { mode: 0o600 });
    args.push('--mapping', '.mapping.yaml');
  }
  for (const name of ['places', 'rates', 'known'] as const)
    if (await isThere(folder.setting(`${name}.csv`))) args.push(`--${name}`, folder.setting(`${name}.csv`));
  if (asOf !== undefined) args.push('--as-of', asOf);
  if (budget !== undefined) args.push('--budget', String(budget));
  if (language !== undefined) args.push('--lang', language);
  return { args, work };
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

/** Follows a scan to its end, telling how far it is; ends it when that is asked for, and when nothing more may be written. */
async function follow(
  { db }: ImportRoom,
  taken: TakenImport,
  signal: AbortSignal,
  start: (onEvent: (event: ScanEvent) => void) => ScanProcess,
): Promise<ScanEnd | 'cancelled'> {
  if (signal.aborted) throw new BrokenOff('The server stops.');
  let progress: Progress = { process: null, stage: null, stagesDone: 0, file: null, refused: [] };
  const scan = start((event) => {
    progress = after(progress, event);
  });
  progress = { ...progress, process: scan.identity };
  const over = new AbortController();
  signal.addEventListener('abort', () => over.abort(), { once: true, signal: over.signal });
  const ended = scan.ended.finally(() => over.abort());
  try {
    for (;;) {
      if (await noted(db, taken, progress)) return 'cancelled';
      if (over.signal.aborted) break;
      await sleep(NOTE_EVERY_MS, over.signal);
    }
    if (signal.aborted) throw new BrokenOff('The server stops.');
    return await ended;
  } finally {
    await scan.stop();
    await ended.catch(() => undefined);
  }
}

/** A scan goes on while the database is away for a moment. */
async function noted(db: Kysely<Tables>, taken: TakenImport, progress: Progress): Promise<boolean> {
  try {
    return await noteProgress(db, taken, progress);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return false;
  }
}

/** The work of hours is not lost to a restart of the database. What had been committed when the answer got lost is found to be done. */
async function whenDatabaseAnswers<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const until = Date.now() + AWAY_AT_MOST_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > until || signal.aborted) throw error;
      await sleep(1000, signal);
    }
  }
}

function after(progress: Progress, event: ScanEvent): Progress {
  switch (event.event) {
    case 'stage':
      return { ...progress, stage: event.stage, stagesDone: event.done, file: null };
    case 'file':
      return { ...progress, file: event.file };
    case 'refused':
      return { ...progress, refused: [...progress.refused, { name: event.file, reason: event.reason }].slice(0, 1000) };
    default:
      return progress;
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}

async function takenIn(folder: string): Promise<Outcome> {
  const summary = runSummarySchema.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));
  const counts = countsOf(summary);
  if (summary.asOf === null) return { state: 'failed', error: failed('nothing'), counts: { ...counts, leads: 0 } };
  return { state: 'done', folder, counts };
}

function countsOf({ counts, inputs, refused, tiers }: RunSummary): Omit<ImportCounts, 'leads'> {
  const { read, accepted, duplicates, quarantined } = counts;
  return {
    ...{ read, accepted, duplicates, quarantined },
    proposed: tiers.reduce((sum, { first, second }) => sum + first + second, 0),
    context: tiers.reduce((sum, { context }) => sum + context, 0),
    notListed: counts.leadsCut,
    files: inputs.map(({ file, sha256, format, read, accepted, duplicates, quarantined, inLake }) => ({
      ...{ name: file, sha256, format, read, accepted, duplicates, quarantined, inLake },
    })),
    refused: refused.map(({ file, reason }) => ({
      name: file,
      reason: { en: reason, fr: inFrench(reason) ?? reason },
    })),
  };
}
