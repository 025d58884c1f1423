import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { Language } from '../report/language.ts';
import { evaluate } from '../synthetic/evaluation/evaluate.ts';
import { formatEvaluation, summariseEvaluation } from '../synthetic/evaluation/format-evaluation.ts';
import { UnusableInput } from '../transfers/reader.ts';
import { sayIn } from './say-in.ts';

interface Flags {
  readonly subjects: string;
  readonly truth: string;
  readonly full?: boolean;
  readonly json?: boolean;
}

export function evaluateCommand(language: Language): Command {
  const say = sayIn(language);
  return new Command('evaluate')
    .description(
      say(
        'Measure a ranking against a known truth: precision and recall within budgets, false positives per ordinary class, with intervals.',
        'Mesure un classement face à une vérité connue : précision et rappel dans un budget, faux positifs par groupe ordinaire, avec intervalles. Les chiffres sont dits en anglais.',
      ),
    )
    .requiredOption('--subjects <file>', say('subjects.csv of a scan', 'subjects.csv d’une analyse'))
    .requiredOption(
      '--truth <file>',
      say('truth.csv (kind,id,class,harmful,queue)', 'truth.csv (kind,id,class,harmful,queue)'),
    )
    .option(
      '--full',
      say(
        'print every list and class, not only the figures that matter',
        'afficher toutes les listes et tous les groupes, pas seulement les chiffres essentiels',
      ),
    )
    .option('--json', say('print JSON, with everything', 'afficher tout en JSON'))
    .action(async ({ subjects, truth, full, json }: Flags) => {
      const result = await readable(evaluate(subjects, truth), subjects, truth);
      console.log(json ? JSON.stringify(result) : (full ? formatEvaluation : summariseEvaluation)(result).trimEnd());
    });
}

/** A file that is not there or is no such table is the caller's to put right: exit code 2. */
async function readable<T>(evaluation: Promise<T>, subjects: string, truth: string): Promise<T> {
  try {
    return await evaluation;
  } catch (error) {
    const absent = [subjects, truth].find((file) => !existsSync(file));
    if (absent !== undefined) throw new UnusableInput(absent, 'there is no such file: check the path.');
    const reason = (error as Error).message.split('\n')[0] ?? '';
    throw new UnusableInput(
      `${subjects}, ${truth}`,
      `they cannot be read as the subjects.csv of a scan and the truth.csv of a world (${reason}).`,
    );
  }
}
