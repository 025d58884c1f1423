import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { visibleJson } from '../engine/spelled-out.ts';
import type { Language } from '../report/language.ts';
import { scan } from '../scan.ts';
import { DEFAULT_OPTIONS, PUBLIC_PACK, type ScanOptions } from '../scan-options.ts';
import type { ScanOutput } from '../scan-output.ts';
import { BadUsage } from './exit-codes.ts';
import { memoryOption, threadsOption, upTo } from './machine-options.ts';
import { sayIn } from './say-in.ts';
import { attentionText, scanText } from './scan-text.ts';
import { TerminalProgress } from './terminal-progress.ts';

interface Flags {
  readonly out: string;
  readonly mapping?: string;
  readonly known?: string;
  readonly link?: string;
  readonly asOf?: string;
  readonly pack?: readonly string[];
  readonly budget: number;
  readonly rates?: string;
  readonly places?: string;
  readonly lake?: string;
  readonly memory: string;
  readonly threads: number;
  readonly lang?: Language;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function scanCommand(language: Language): Command {
  const say = sayIn(language);
  return new Command('scan')
    .description(
      say(
        'From files of transfers to explained leads. No server, no network.',
        'De fichiers de transferts à des pistes expliquées. Sans serveur ni réseau.',
      ),
    )
    .argument(
      '[files...]',
      say(
        'files, folders, globs or archives: CSV, TSV, Parquet, JSON Lines, XLSX, ISO 20022, SWIFT MT',
        'fichiers, dossiers, motifs ou archives : CSV, TSV, Parquet, JSON Lines, XLSX, ISO 20022, SWIFT MT',
      ),
    )
    .requiredOption('--out <folder>', say('where the results go', 'où vont les résultats'))
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
      '--as-of <date>',
      say(
        'use only what was known before this instant (UTC); without it, up to the last transfer that is read',
        'n’utiliser que ce qui était connu avant cet instant (UTC) ; sans elle, jusqu’au dernier transfert lu',
      ),
      asInstant,
    )
    .option(
      '--pack <folder...>',
      say('further indicator packs, after the public one', 'autres lots d’indicateurs, après le lot public'),
    )
    .option(
      '--budget <n>',
      say(
        'how many leads of each queue your team can read: as many are in the report',
        'combien de pistes de chaque file votre équipe peut lire : le rapport en montre autant',
      ),
      upTo(1_000_000),
      DEFAULT_OPTIONS.budget,
    )
    .option(
      '--rates <file>',
      say('exchange rates, the ECB’s history file (CSV)', 'taux de change, historique de la BCE (CSV)'),
    )
    .option(
      '--places <file>',
      say('your own places (CSV: place,country,zone,lat,lon)', 'vos propres lieux (CSV : place,country,zone,lat,lon)'),
    )
    .option(
      '--lake <folder>',
      say(
        'keep accepted transfers here; only new files are read the next time',
        'garder ici les transferts acceptés ; la fois suivante, seuls les nouveaux fichiers sont lus',
      ),
    )
    .addOption(memoryOption(say))
    .addOption(threadsOption(say))
    .option('--json', say('print run.json instead of the table', 'afficher run.json au lieu du tableau'))
    .option(
      '--quiet',
      say(
        'no progress, no table; what puts the result in question is still said',
        'ni avancement ni tableau ; ce qui met le résultat en doute est dit tout de même',
      ),
    )
    .action(async (files: string[], _: Flags, command: Command) => {
      const flags = command.optsWithGlobals<Flags>();
      const output = await runScan(optionsOf(files, flags), flags.quiet ?? false, language);
      const attention = attentionText(output.summary, language);
      if ((flags.json || flags.quiet) && attention !== '') console.error(attention);
      if (flags.json) console.log(visibleJson(output.summary));
      else if (!flags.quiet) console.log(scanText(output, language));
    });
}

export async function runScan(options: ScanOptions, quiet: boolean, language: Language = 'en'): Promise<ScanOutput> {
  const progress = new TerminalProgress(quiet, language);
  try {
    return await scan(options, progress);
  } finally {
    progress.end();
  }
}

function optionsOf(files: readonly string[], flags: Flags): ScanOptions {
  if (flags.link === '') throw new BadUsage('--link names no file: is the variable set?');
  if (flags.lake === '') throw new BadUsage('--lake names no folder: is the variable set?');
  if (files.length === 0 && !flags.lake)
    throw new BadUsage('Name the files to scan, or with --lake a lake that has transfers already.');
  return {
    files,
    out: resolve(flags.out),
    mapping: flags.mapping ?? null,
    known: flags.known ?? null,
    link: flags.link ?? null,
    asOf: flags.asOf ?? null,
    packs: [PUBLIC_PACK, ...(flags.pack ?? []).map((pack) => resolve(pack))],
    ...{
      budget: flags.budget,
      memory: flags.memory,
      threads: flags.threads,
      language: flags.lang ?? null,
    },
    rates: flags.rates ?? null,
    places: flags.places ?? null,
    lake: flags.lake ? resolve(flags.lake) : null,
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
