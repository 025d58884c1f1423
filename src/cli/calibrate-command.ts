import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { calibratePack } from '../calibrate-pack.ts';
import type { Language } from '../report/language.ts';
import { DEFAULT_OPTIONS, PUBLIC_PACK } from '../scan-options.ts';
import { BadUsage } from './exit-codes.ts';
import { sayIn } from './say-in.ts';
import { TerminalProgress } from './terminal-progress.ts';

interface Flags {
  readonly out: string;
  readonly pack: string;
  readonly quiet?: boolean;
}

export function calibrateCommand(language: Language): Command {
  const say = sayIn(language);
  return new Command('calibrate')
    .description(
      say(
        'Estimate the weights of a pack from transfers whose truth is known, signs kept. Writes a new pack; the old one stays.',
        'Estime les poids d’un lot d’après des transferts dont la vérité est connue, signes gardés. Écrit un nouveau lot ; l’ancien reste. Les chiffres sont dits en anglais.',
      ),
    )
    .argument(
      '<folders...>',
      say(
        'each with transfers.csv or transfers.parquet, truth.csv and, if there is one, places.csv',
        'chacun avec transfers.csv ou transfers.parquet, truth.csv et, s’il existe, places.csv',
      ),
    )
    .requiredOption('--out <folder>', say('where the new pack goes', 'où va le nouveau lot'))
    .addOption(
      new Option('--pack <folder>', say('the pack to start from', 'le lot de départ')).default(
        PUBLIC_PACK,
        say('the public pack', 'le lot public'),
      ),
    )
    .option('--quiet', say('print nothing', 'ne rien afficher'))
    .action(async (worlds: string[], { out, pack, quiet }: Flags) => {
      if (resolve(out) === resolve(pack))
        throw new BadUsage('The new pack would take the place of the old one: name another folder with --out.');
      const progress = new TerminalProgress(quiet ?? false, language);
      try {
        const { memory, threads } = DEFAULT_OPTIONS;
        const result = await calibratePack({ worlds, pack, out: resolve(out), memory, threads }, progress);
        if (quiet) return;
        for (const [queue, { weights, intercept, lossBefore, lossAfter }] of Object.entries(result)) {
          console.log(
            `${queue}: intercept ${intercept.toFixed(2)}, loss ${lossBefore.toPrecision(4)} -> ${lossAfter.toPrecision(4)}`,
          );
          for (const [id, weight] of weights) console.log(`  ${id.padEnd(24)} ${weight.toFixed(2)}`);
        }
      } finally {
        progress.end();
      }
    });
}
