import { Command, Option } from 'commander';
import { spelledOut, visibleJson } from '../engine/spelled-out.ts';
import { explain, NobodyFound } from '../explain.ts';
import { SUBJECTS, type Subject } from '../indicators/indicator.ts';
import type { Language } from '../report/language.ts';
import { BadUsage } from './exit-codes.ts';
import { explainText } from './explain-text.ts';
import { addRecordOptions, filesMeaning, type RecordFlags, recordOptions } from './record-options.ts';
import { sayIn } from './say-in.ts';
import { TerminalProgress } from './terminal-progress.ts';

interface Flags extends RecordFlags {
  readonly kind?: Subject;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function explainCommand(language: Language): Command {
  const say = sayIn(language);
  const command = new Command('explain')
    .description(
      say(
        'Why a payer or payee has this rank, or none: what fired, what did not and by how much, what is unknown, what the neighbours differ in. Writes no file.',
        'Pourquoi un payeur ou un bénéficiaire a ce rang, ou aucun : ce qui s’est déclenché, ce qui ne l’a pas fait et de combien, ce qui est inconnu, ce qui le distingue de ses voisins. N’écrit aucun fichier.',
      ),
    )
    .argument(
      '<id>',
      say(
        'identifier of the payer or payee, as the records or subjects.csv give it, or of its lead (L-…)',
        'identifiant du payeur ou du bénéficiaire, tel que les relevés ou subjects.csv le donnent, ou de sa piste (L-…)',
      ),
    )
    .argument('[files...]', filesMeaning(say))
    .addOption(
      new Option(
        '--kind <kind>',
        say(
          'only as a payer, or only as a payee; without it, as both where the identifier pays and is paid',
          'seulement comme payeur (payer), ou seulement comme bénéficiaire (payee) ; sans elle, comme les deux si l’identifiant paie et est payé',
        ),
      ).choices(SUBJECTS),
    );
  return addRecordOptions(command, say)
    .option('--json', say('print everything as JSON', 'afficher tout en JSON'))
    .option('--quiet', say('no progress', 'sans avancement'))
    .action(async (id: string, files: string[], _: Flags, command: Command) => {
      const flags = command.optsWithGlobals<Flags>();
      const options = recordOptions(files, flags);
      const progress = new TerminalProgress(flags.quiet ?? false, language);
      try {
        const explanations = await explain({ id, kind: flags.kind ?? null }, options, progress);
        progress.end();
        console.log(flags.json ? visibleJson(explanations) : explainText(explanations, language));
      } catch (error) {
        throw error instanceof NobodyFound ? new BadUsage(nobody(error)) : error;
      } finally {
        progress.end();
      }
    });
}

/** What was asked for is not repeated: somebody may have written a name. */
function nobody({ nearest }: NobodyFound): string {
  return nearest.length === 0
    ? 'Nobody in these records has that identifier, nor one like it: take it from the records or from subjects.csv.'
    : `Nobody in these records has that identifier. Written nearly the same: ${nearest.map(spelledOut).join(', ')}`;
}
