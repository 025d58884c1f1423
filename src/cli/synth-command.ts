import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { PRESETS, type Preset } from '../synthetic/options.ts';
import { writeWorld } from '../synthetic/write-world.ts';

interface Flags {
  readonly out: string;
  readonly preset: Preset;
  readonly seed?: number;
  readonly payers?: number;
  readonly months?: number;
  readonly prevalence?: number;
  readonly extortion?: number;
  readonly known?: number;
  readonly format: 'csv' | 'parquet';
  readonly quiet?: boolean;
}

export function synthCommand(): Command {
  return new Command('synth')
    .description(
      'Make a synthetic world with its truth: transfers, truth.csv, known.csv, places.csv. Nobody in it exists.',
    )
    .requiredOption('--out <folder>', 'where the world goes')
    .addOption(
      new Option(
        '--preset <name>',
        'demo: small; plain; hard: many look-alikes, much missing; none: no abuse and no extortion in it',
      )
        .choices(PRESETS)
        .default('plain'),
    )
    .option('--seed <n>', 'the same seed gives the same world', asWhole(0))
    .option('--payers <n>', 'number of payers', asWhole(1))
    .option('--months <n>', 'length of the history', asWhole(1))
    .option('--prevalence <share>', 'share of payers who pay for live-streamed abuse, for example 0.001', asShare)
    .option('--extortion <share>', 'share of payers who are victims of financial sexual extortion', asShare)
    .option('--known <n>', 'subjects on the list of known ones', asWhole(0))
    .addOption(new Option('--format <format>', 'of the transfers').choices(['csv', 'parquet']).default('csv'))
    .option('--quiet', 'print nothing')
    .action(async (flags: Flags) => {
      const { preset, seed, payers, months, format } = flags;
      const request = {
        preset,
        ...(seed === undefined ? {} : { seed }),
        ...(payers === undefined ? {} : { payers }),
        ...(months === undefined ? {} : { months }),
        ...(flags.prevalence === undefined ? {} : { abusePrevalence: flags.prevalence }),
        ...(flags.extortion === undefined ? {} : { extortionPrevalence: flags.extortion }),
        ...(flags.known === undefined ? {} : { known: flags.known }),
      };
      const { counts, transfersFile } = await writeWorld(request, resolve(flags.out), { format });
      if (!flags.quiet)
        console.log(
          `${counts.transfers} transfers of ${counts.payers} payers to ${counts.payees} payees in ${resolve(flags.out, transfersFile)}. Everybody in it is synthetic.`,
        );
    });
}

function asWhole(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`Write a whole number from ${least}.`);
    return value;
  };
}

function asShare(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('Write a share from 0 to 1, such as 0.001.');
  return value;
}
