import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { visibleJson } from '../engine/spelled-out.ts';
import { link } from '../link.ts';
import type { Language } from '../report/language.ts';
import { DEFAULT_OPTIONS } from '../scan-options.ts';
import { BadUsage } from './exit-codes.ts';
import { linkText } from './link-text.ts';
import { memoryOption, threadsOption } from './machine-options.ts';
import { sayIn } from './say-in.ts';
import { TerminalProgress } from './terminal-progress.ts';

interface Flags {
  readonly out: string;
  readonly mapping?: string;
  readonly decisions?: string;
  readonly as?: 'people' | 'transfers';
  readonly memory: string;
  readonly threads: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function linkCommand(language: Language): Command {
  const say = sayIn(language);
  return new Command('link')
    .description(
      say(
        'Find out which records are one person, and show why. Reads transfers or a list of people; decisions of a reviewer are kept and obeyed.',
        'Trouve quels enregistrements désignent une même personne, et montre pourquoi. Lit des transferts ou une liste de personnes ; les décisions d’un relecteur sont gardées et suivies.',
      ),
    )
    .argument(
      '<files...>',
      say(
        'transfers in any format that scan reads, or lists of people (CSV, XLSX, Parquet, JSON Lines)',
        'transferts dans tout format que lit scan, ou listes de personnes (CSV, XLSX, Parquet, JSON Lines)',
      ),
    )
    .requiredOption('--out <folder>', say('where the results go', 'où vont les résultats'))
    .option(
      '--decisions <file>',
      say(
        'decisions on pairs (CSV: left,right,decision,by,date,note); those kept in the output folder stay in force',
        'décisions sur des paires (CSV : left,right,decision,by,date,note) ; celles gardées dans le dossier de sortie restent en vigueur',
      ),
    )
    .option(
      '--mapping <file>',
      say('which column is what, for an unknown export (YAML)', 'le sens de chaque colonne d’un export inconnu (YAML)'),
    )
    .addOption(
      new Option(
        '--as <kind>',
        say(
          'what the files hold, where their headers mislead',
          'ce que contiennent les fichiers, si leurs en-têtes trompent',
        ),
      ).choices(['people', 'transfers']),
    )
    .addOption(memoryOption(say))
    .addOption(threadsOption(say))
    .option('--json', say('print run.json instead of the table', 'afficher run.json au lieu du tableau'))
    .option('--quiet', say('no progress, no table', 'ni avancement ni tableau'))
    .action(async (files: string[], flags: Flags) => {
      if (flags.decisions === '') throw new BadUsage('--decisions names no file: is the variable set?');
      const progress = new TerminalProgress(flags.quiet ?? false, language);
      try {
        const output = await link(
          {
            files,
            out: resolve(flags.out),
            mapping: flags.mapping ?? null,
            decisions: flags.decisions === undefined ? null : resolve(flags.decisions),
            kind: flags.as ?? null,
            memory: flags.memory ?? DEFAULT_OPTIONS.memory,
            threads: flags.threads,
          },
          progress,
        );
        if (flags.json) console.log(visibleJson(output.summary));
        else if (!flags.quiet) console.log(linkText(output, language));
      } finally {
        progress.end();
      }
    });
}
