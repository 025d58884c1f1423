import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { calibratePack, type Outcomes } from '../calibrate-pack.ts';
import { CaseworkError } from '../casework/casework-error.ts';
import { whileConnected } from '../casework/connection.ts';
import { dataFolder } from '../casework/data-folder.ts';
import { databaseServer } from '../casework/database-server.ts';
import { UnitFolder } from '../casework/imports/unit-folder.ts';
import { decidedOutcomes } from '../casework/leads/decided-outcomes.ts';
import type { Language } from '../report/language.ts';
import { DEFAULT_OPTIONS, PUBLIC_PACK } from '../scan-options.ts';
import { BadUsage } from './exit-codes.ts';
import { readableTruth } from './readable.ts';
import { type Say, sayIn } from './say-in.ts';
import { TerminalProgress } from './terminal-progress.ts';

interface Flags {
  readonly out: string;
  readonly pack: string;
  readonly quiet?: boolean;
  readonly fromDecisions?: string;
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
      '[folders...]',
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
    .option(
      '--from-decisions <unit>',
      say(
        'also, or instead: what this unit of the workbench has decided of its leads',
        'en plus, ou à la place : ce que cette unité de l’atelier a décidé de ses pistes',
      ),
    )
    .option('--quiet', say('print nothing', 'ne rien afficher'))
    .action(async (worlds: string[], { out, pack, quiet, fromDecisions }: Flags) => {
      if (worlds.length === 0 && fromDecisions === undefined)
        throw new BadUsage('Name folders with a known truth, or with --from-decisions a unit of the workbench.');
      if (resolve(out) === resolve(pack))
        throw new BadUsage('The new pack would take the place of the old one: name another folder with --out.');
      // A word that is not understood would count as «does not matter»: it is told before anything is read.
      for (const world of worlds) await readableTruth(join(world, 'truth.csv'));
      const progress = new TerminalProgress(quiet ?? false, language);
      try {
        const { memory, threads } = DEFAULT_OPTIONS;
        const request = { worlds, pack, out: resolve(out), memory, threads };
        const result =
          fromDecisions === undefined
            ? await calibratePack(request, progress)
            : await withDecisions(fromDecisions, (outcomes) => calibratePack({ ...request, outcomes }, progress), say);
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

/** Fewer of either kind than this say nothing that could be told from chance. */
const FEWEST_OF_EACH = 20;

/** The decisions of a unit as outcomes of the transfers in its lake; the list of them is gone again afterwards. */
async function withDecisions<T>(unit: string, work: (outcomes: Outcomes) => Promise<T>, say: Say): Promise<T> {
  const data = dataFolder().path;
  const server = await databaseServer(data);
  const folder = mkdtempSync(join(tmpdir(), 'vigie-decisions-'));
  try {
    const where = { ...server.admin, database: server.database };
    const decided = await whileConnected(where, 'vigie calibrate', (client) => decidedOutcomes(client, unit));
    const { unitId, followedUp, ordinary, list } = decided;
    if (followedUp < FEWEST_OF_EACH || ordinary < FEWEST_OF_EACH)
      throw new CaseworkError(
        `The unit has followed up ${followedUp} leads and set aside ${ordinary}: of each it takes at least ${FEWEST_OF_EACH}. Decide on more, or calibrate on worlds.`,
        `L’unité a suivi ${followedUp} pistes et en a écarté ${ordinary} : il en faut au moins ${FEWEST_OF_EACH} de chaque. En décider davantage, ou calibrer sur des mondes.`,
      );
    console.error(
      say(
        `${followedUp} leads followed up, ${ordinary} set aside; nobody else has a say.`,
        `${followedUp} pistes suivies, ${ordinary} écartées ; le reste n’a pas voix au chapitre.`,
      ),
    );
    const file = join(folder, 'decisions.csv');
    writeFileSync(file, list, { mode: 0o600 });
    const own = new UnitFolder(data, unitId);
    const places = own.setting('places.csv');
    return await work({ lake: own.lake, list: file, places: existsSync(places) ? places : null });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  }
}
