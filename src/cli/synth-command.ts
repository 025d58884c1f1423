import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Language } from '../report/language.ts';
import { PRESETS, type Preset } from '../synthetic/options.ts';
import { writeWorld } from '../synthetic/write-world.ts';
import { sayIn } from './say-in.ts';

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

export function synthCommand(language: Language): Command {
  const say = sayIn(language);
  return new Command('synth')
    .description(
      say(
        'Make a synthetic world with its truth: transfers, truth.csv, known.csv, places.csv. Nobody in it exists.',
        'Fabrique un monde synthétique avec sa vérité : transferts, truth.csv, known.csv, places.csv. Personne n’y existe.',
      ),
    )
    .requiredOption('--out <folder>', say('where the world goes', 'où va le monde'))
    .addOption(
      new Option(
        '--preset <name>',
        say(
          'demo: small; plain; hard: many look-alikes, much missing; none: no abuse and no extortion in it; dates: days without times; bare: hardly more than who paid whom',
          'demo : petit ; plain : ordinaire ; hard : beaucoup de ressemblances, beaucoup de manques ; none : ni abus ni extorsion ; dates : des jours sans heures ; bare : guère plus que qui a payé qui',
        ),
      )
        .choices(PRESETS)
        .default('plain'),
    )
    .option('--seed <n>', say('the same seed gives the same world', 'la même graine donne le même monde'), asWhole(0))
    .option('--payers <n>', say('number of payers', 'nombre de payeurs'), asWhole(1))
    .option('--months <n>', say('length of the history', 'longueur de l’historique'), asWhole(1))
    .option(
      '--prevalence <share>',
      say(
        'share of payers who pay for live-streamed abuse, for example 0.001',
        'part des payeurs qui paient des abus diffusés en direct, par exemple 0.001',
      ),
      asShare,
    )
    .option(
      '--extortion <share>',
      say(
        'share of payers who are victims of financial sexual extortion',
        'part des payeurs victimes d’extorsion sexuelle à visée financière',
      ),
      asShare,
    )
    .option(
      '--known <n>',
      say('subjects on the list of known ones', 'personnes sur la liste des personnes connues'),
      asWhole(0),
    )
    .addOption(
      new Option('--format <format>', say('of the transfers', 'des transferts'))
        .choices(['csv', 'parquet'])
        .default('csv'),
    )
    .option('--quiet', say('print nothing', 'ne rien afficher'))
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
          say(
            `${counts.transfers} transfers of ${counts.payers} payers to ${counts.payees} payees in ${resolve(flags.out, transfersFile)}. Everybody in it is synthetic.`,
            `${counts.transfers} transferts de ${counts.payers} payeurs à ${counts.payees} bénéficiaires dans ${resolve(flags.out, transfersFile)}. Toutes les personnes y sont fictives.`,
          ),
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
