import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { visibleJson } from '../engine/spelled-out.ts';
import type { Language } from '../report/language.ts';
import { scan } from '../scan.ts';
import { DEFAULT_OPTIONS, type ScanOptions } from '../scan-options.ts';
import type { ScanOutput } from '../scan-output.ts';
import { EventProgress } from './event-progress.ts';
import { upTo } from './machine-options.ts';
import { addRecordOptions, filesMeaning, type RecordFlags, recordOptions } from './record-options.ts';
import { sayIn } from './say-in.ts';
import { attentionText, scanText } from './scan-text.ts';
import { TerminalProgress } from './terminal-progress.ts';

interface Flags extends RecordFlags {
  readonly out: string;
  readonly budget: number;
  readonly lang?: Language;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly progress?: 'json';
}

export function scanCommand(language: Language): Command {
  const say = sayIn(language);
  const command = new Command('scan')
    .description(
      say(
        'From files of transfers to explained leads. No server, no network.',
        'De fichiers de transferts à des pistes expliquées. Sans serveur ni réseau.',
      ),
    )
    .argument('[files...]', filesMeaning(say))
    .requiredOption('--out <folder>', say('where the results go', 'où vont les résultats'))
    .option(
      '--budget <n>',
      say(
        'how many leads of each queue your team can read: as many are in the report',
        'combien de pistes de chaque file votre équipe peut lire : le rapport en montre autant',
      ),
      upTo(1_000_000),
      DEFAULT_OPTIONS.budget,
    );
  return addRecordOptions(command, say)
    .option('--json', say('print run.json instead of the table', 'afficher run.json au lieu du tableau'))
    .option(
      '--quiet',
      say(
        'no progress, no table; what puts the result in question is still said',
        'ni avancement ni tableau ; ce qui met le résultat en doute est dit tout de même',
      ),
    )
    .addOption(
      new Option(
        '--progress <form>',
        say(
          'json: for a program that runs the scan, one event a line on standard error and nothing else; the scan stops when its standard input, being a pipe, closes',
          'json : pour un programme qui lance l’analyse, un événement par ligne sur la sortie d’erreur et rien d’autre ; l’analyse s’arrête quand son entrée standard, si c’est un tube, se ferme',
        ),
      ).choices(['json']),
    )
    .action(async (files: string[], _: Flags, command: Command) => {
      const flags = command.optsWithGlobals<Flags>();
      if (flags.progress === 'json') {
        await EventProgress.watch((watcher) => scan(optionsOf(files, flags), watcher));
        return;
      }
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
  const { out, budget, lang } = flags;
  return { ...recordOptions(files, flags), out: resolve(out), budget, language: lang ?? null };
}
