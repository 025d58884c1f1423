import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { makeFolder } from '../engine/make-folder.ts';
import { csvCell, safeId } from '../leads/subjects-csv.ts';
import { replayMonths } from '../replay-months.ts';
import type { Language } from '../report/language.ts';
import { DEFAULT_OPTIONS } from '../scan-options.ts';
import type { Earliness } from '../synthetic/evaluation/earliness.ts';
import { evaluate } from '../synthetic/evaluation/evaluate.ts';
import { formatEarliness } from '../synthetic/evaluation/format-earliness.ts';
import { formatEvaluation, summariseEvaluation } from '../synthetic/evaluation/format-evaluation.ts';
import { BadUsage } from './exit-codes.ts';
import { upTo } from './machine-options.ts';
import { readable, readableTruth } from './readable.ts';
import { addReadingOptions, type ReadingFlags, readingOptions } from './record-options.ts';
import { sayIn } from './say-in.ts';
import { TerminalProgress } from './terminal-progress.ts';

interface Flags extends ReadingFlags {
  readonly subjects?: string;
  readonly truth: string;
  readonly full?: boolean;
  readonly byMonth?: boolean;
  readonly transfers?: readonly string[];
  readonly budget: number;
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function evaluateCommand(language: Language): Command {
  const say = sayIn(language);
  const command = new Command('evaluate')
    .description(
      say(
        'Measure a ranking against a known truth: precision and recall within budgets, false positives per ordinary class, with intervals; or, month by month, at which of their payments subjects were found.',
        'Mesure un classement face à une vérité connue : précision et rappel dans un budget, faux positifs par groupe ordinaire, avec intervalles ; ou, mois par mois, à quel paiement les personnes ont été trouvées. Les chiffres sont dits en anglais.',
      ),
    )
    .option('--subjects <file>', say('subjects.csv of a scan', 'subjects.csv d’une analyse'))
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
    .option(
      '--by-month',
      say(
        'rank --transfers anew as known at the end of each month, and say at which payment subjects came within --budget',
        'classer à nouveau --transfers d’après ce qui était connu à chaque fin de mois, et dire à quel paiement les personnes sont entrées dans --budget',
      ),
    )
    .option(
      '--transfers <file...>',
      say('the records, with --by-month in place of --subjects', 'les relevés, avec --by-month au lieu de --subjects'),
    )
    .option(
      '--budget <n>',
      say('places of each queue that a team reads', 'places de chaque file qu’une équipe lit'),
      upTo(1_000_000),
      DEFAULT_OPTIONS.budget,
    )
    .option(
      '--from <month>',
      say(
        'first month, such as 2025-01; without it, the first of the records',
        'premier mois, par exemple 2025-01 ; sans elle, le premier des relevés',
      ),
      asMonth,
    )
    .option(
      '--to <month>',
      say('last month; without it, the last of the records', 'dernier mois ; sans elle, le dernier des relevés'),
      asMonth,
    )
    .option(
      '--out <folder>',
      say(
        'with --by-month: write earliness.csv there, a row a subject',
        'avec --by-month : y écrire earliness.csv, une ligne par personne',
      ),
    );
  return addReadingOptions(command, say)
    .option('--json', say('print JSON, with everything', 'afficher tout en JSON'))
    .option('--quiet', say('no progress', 'sans avancement'))
    .action(async (flags: Flags) => {
      if (flags.byMonth) {
        const result = await replay(flags, language);
        console.log(flags.json ? JSON.stringify(result) : formatEarliness(result).trimEnd());
        return;
      }
      const { subjects, truth, full, json } = flags;
      if (subjects === undefined)
        throw new BadUsage(
          'Name the subjects.csv of a scan with --subjects, or with --by-month the records with --transfers.',
        );
      const result = await readable(
        evaluate(subjects, truth),
        [subjects, truth],
        'they cannot be read as the subjects.csv of a scan and the truth.csv of a world',
      );
      console.log(json ? JSON.stringify(result) : (full ? formatEvaluation : summariseEvaluation)(result).trimEnd());
    });
}

async function replay(flags: Flags, language: Language): Promise<Earliness> {
  const { budget, from = null, to = null, transfers: files = [] } = flags;
  if (files.length === 0) throw new BadUsage('Name the records with --transfers.');
  if (from !== null && to !== null && from > to) throw new BadUsage('--from is a later month than --to.');
  const truth = await readableTruth(flags.truth);
  const progress = new TerminalProgress(flags.quiet ?? false, language);
  try {
    const options = { ...readingOptions(flags), files };
    const result = await replayMonths({ options, truth, budget, from, to }, progress);
    if (result.asOf.length === 0 && (from !== null || to !== null))
      throw new BadUsage('The records have no month from --from to --to.');
    if (flags.out !== undefined) writeEarliness(resolve(flags.out), result);
    return result;
  } finally {
    progress.end();
  }
}

const EARLINESS_COLUMNS = [
  ...['kind', 'id', 'class', 'queue', 'within_budget_as_of', 'payments_by_then', 'payments_in_all'],
  ...['paid_known_household', 'payments_since_known'],
] as const;

function writeEarliness(folder: string, { subjects }: Earliness): void {
  makeFolder(folder);
  const lines = subjects.map((subject) =>
    [
      subject.kind,
      csvCell(safeId(subject.id)),
      csvCell(subject.class),
      subject.queue,
      subject.asOf === null ? '' : new Date(subject.asOf).toISOString(),
      subject.payments ?? '',
      subject.paymentsInAll,
      subject.paidKnownHousehold,
      subject.paymentsSinceKnown ?? '',
    ].join(','),
  );
  writeFileSync(join(folder, 'earliness.csv'), [EARLINESS_COLUMNS.join(','), ...lines, ''].join('\n'));
}

function asMonth(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('Write a month such as 2025-01.');
  return text;
}
