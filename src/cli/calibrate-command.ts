import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { calibratePack } from '../calibrate-pack.ts';
import { DEFAULT_OPTIONS, PUBLIC_PACK } from '../scan-options.ts';
import { BadUsage } from './exit-codes.ts';
import { TerminalProgress } from './terminal-progress.ts';

interface Flags {
  readonly out: string;
  readonly pack: string;
  readonly quiet?: boolean;
}

export function calibrateCommand(): Command {
  return new Command('calibrate')
    .description(
      'Estimate the weights of a pack from transfers whose truth is known, signs kept. Writes a new pack; the old one stays.',
    )
    .argument(
      '<folders...>',
      'each with transfers.csv or transfers.parquet, truth.csv and, if there is one, places.csv',
    )
    .requiredOption('--out <folder>', 'where the new pack goes')
    .addOption(new Option('--pack <folder>', 'the pack to start from').default(PUBLIC_PACK, 'the public pack'))
    .option('--quiet', 'print nothing')
    .action(async (worlds: string[], { out, pack, quiet }: Flags) => {
      if (resolve(out) === resolve(pack))
        throw new BadUsage('The new pack would take the place of the old one: name another folder with --out.');
      const progress = new TerminalProgress(quiet ?? false);
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
