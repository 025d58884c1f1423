import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { PUBLIC_PACK, type RankOptions } from '../scan-options.ts';
import { BadUsage } from './exit-codes.ts';
import { memoryOption, threadsOption } from './machine-options.ts';
import type { Say } from './say-in.ts';

/** What a person says of how records are read. */
export interface ReadingFlags {
  readonly mapping?: string;
  readonly known?: string;
  readonly link?: string;
  readonly untie?: string;
  readonly pack?: readonly string[];
  readonly rates?: string;
  readonly places?: string;
  readonly memory: string;
  readonly threads: number;
}

/** The same, and which records as of when. */
export interface RecordFlags extends ReadingFlags {
  readonly asOf?: string;
  readonly lake?: string;
}

/** What the files of transfers may be. */
export function filesMeaning(say: Say): string {
  return say(
    'files, folders, globs or archives: CSV, TSV, Parquet, JSON Lines, XLSX, ISO 20022, SWIFT MT',
    'fichiers, dossiers, motifs ou archives : CSV, TSV, Parquet, JSON Lines, XLSX, ISO 20022, SWIFT MT',
  );
}

/** Adds the options of a command that ranks records: which, as of when, and what they are read with. */
export function addRecordOptions(command: Command, say: Say): Command {
  const dated = command
    .option(
      '--as-of <date>',
      say(
        'use only what was known before this instant (UTC); without it, up to the last transfer that is read',
        'n’utiliser que ce qui était connu avant cet instant (UTC) ; sans elle, jusqu’au dernier transfert lu',
      ),
      asInstant,
    )
    .option(
      '--lake <folder>',
      say(
        'keep accepted transfers here; only new files are read the next time',
        'garder ici les transferts acceptés ; la fois suivante, seuls les nouveaux fichiers sont lus',
      ),
    );
  return addReadingOptions(dated, say);
}

/** Adds the options that say what records are read with. */
export function addReadingOptions(command: Command, say: Say): Command {
  return command
    .option(
      '--mapping <file>',
      say(
        'which column is what (YAML); without it the headers are recognised, in English and French',
        'le sens de chaque colonne (YAML) ; sans elle, les en-têtes sont reconnus, en français et en anglais',
      ),
    )
    .option(
      '--known <file>',
      say(
        'subjects already known to you (CSV: kind,id,role,source,date)',
        'personnes déjà connues de vous (CSV : kind,id,role,source,date)',
      ),
    )
    .option(
      '--link <file>',
      say(
        'identifiers of one person count as one (the people.csv of vigie link)',
        'les identifiants d’une même personne comptent pour un (le people.csv de vigie link)',
      ),
    )
    .option(
      '--untie <file>',
      say(
        'ties between people to undo (CSV: kind,identifier,value,id,source,date)',
        'liens entre personnes à défaire (CSV : kind,identifier,value,id,source,date)',
      ),
    )
    .option(
      '--pack <folder...>',
      say('further indicator packs, after the public one', 'autres lots d’indicateurs, après le lot public'),
    )
    .option(
      '--rates <file>',
      say('exchange rates, the ECB’s history file (CSV)', 'taux de change, historique de la BCE (CSV)'),
    )
    .option(
      '--places <file>',
      say('your own places (CSV: place,country,zone,lat,lon)', 'vos propres lieux (CSV : place,country,zone,lat,lon)'),
    )
    .addOption(memoryOption(say))
    .addOption(threadsOption(say));
}

/** @throws BadUsage when no records are named */
export function recordOptions(files: readonly string[], flags: RecordFlags): RankOptions {
  if (flags.lake === '') throw new BadUsage('--lake names no folder: is the variable set?');
  if (files.length === 0 && !flags.lake)
    throw new BadUsage('Name the files to scan, or with --lake a lake that has transfers already.');
  return {
    ...readingOptions(flags),
    files,
    asOf: flags.asOf ?? null,
    lake: flags.lake ? resolve(flags.lake) : null,
  };
}

/** What records are read with. */
export function readingOptions(flags: ReadingFlags): Omit<RankOptions, 'files' | 'asOf' | 'lake'> {
  if (flags.untie === '') throw new BadUsage('--untie names no file: is the variable set?');
  if (flags.link === '') throw new BadUsage('--link names no file: is the variable set?');
  return {
    mapping: flags.mapping ?? null,
    known: flags.known ?? null,
    link: flags.link ?? null,
    untie: flags.untie ?? null,
    packs: [PUBLIC_PACK, ...(flags.pack ?? []).map((pack) => resolve(pack))],
    rates: flags.rates ?? null,
    places: flags.places ?? null,
    memory: flags.memory,
    threads: flags.threads,
  };
}

/** JavaScript takes 31 February for 3 March. */
function isCalendarDay(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
}

/** `2026-01-31` or ISO 8601 with a time; without an offset it is UTC. */
function asInstant(text: string): string {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text)
    ? Date.parse(`${text}T00:00:00Z`)
    : Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  if (!/^\d{4}\b/.test(text) || Number.isNaN(instant) || !isCalendarDay(text.slice(0, 10)))
    throw new InvalidArgumentError('Write a date such as 2026-01-31 or 2026-01-31T18:00:00Z.');
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}
