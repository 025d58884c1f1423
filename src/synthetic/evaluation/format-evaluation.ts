import { type Figure, proportion } from './interval.ts';
import type { BudgetResult, Evaluation, SliceResult } from './measure.ts';

/** A list that a team reads in a day. */
const READ_IN_A_DAY = 50;
/** Groups named in the summary; the whole has them all. */
const MOST_NAMED = 4;

/** The figures that matter, with their intervals, on a dozen lines. */
export function summariseEvaluation(evaluation: Evaluation): string {
  const slices = evaluation.slices.filter(
    ({ kind, queue, relevant, ranked }) => kind !== 'all' && queue !== 'all' && relevant + ranked > 0,
  );
  const first = evaluation.firstTier.filter(({ harmful, ordinary }) => harmful + ordinary > 0);
  const missed = evaluation.neverRanked.filter(({ harmful }) => harmful > 0);
  const lines = [
    `${evaluation.subjectsRanked} subjects ranked, ${evaluation.subjectsInTruth} in the truth. In brackets: 95 % intervals. N = number of subjects that matter.`,
    ...table(
      [
        'list',
        'N',
        'average precision',
        'precision at N',
        `precision in ${READ_IN_A_DAY}`,
        `recall in ${READ_IN_A_DAY}`,
      ],
      slices.map((slice) => {
        const day = slice.budgets.find(({ budget, label }) => budget === READ_IN_A_DAY && label !== 'N payers');
        const atN = slice.budgets.find(({ label }) => label === 'N');
        return [
          `${slice.kind}s, ${slice.queue}`,
          String(slice.relevant),
          formatFigure(slice.averagePrecision),
          formatFigure(atN?.precision ?? null),
          formatFigure(day?.precision ?? null),
          formatFigure(day?.recall ?? null),
        ];
      }),
    ),
    `Tier first, share that matters: ${
      first
        .map(
          ({ kind, queue, harmful, ordinary }) =>
            `${kind}s, ${queue} ${harmful} of ${harmful + ordinary} = ${formatFigure(proportion(harmful, harmful + ordinary))}`,
        )
        .join('; ') || 'nobody is in it'
    }.`,
    `Ordinary people among the first ${READ_IN_A_DAY}: ${mostListed(evaluation) || 'none'}.`,
    `Harmful and never ranked: ${
      missed.length === 0
        ? 'none'
        : missed.map(({ kind, class: name, harmful }) => `${harmful} ${name} (${kind})`).join(', ')
    }.`,
    'Every list, class and interval: --full. For a program: --json.',
  ];
  return `${lines.join('\n')}\n`;
}

/** The ordinary groups of which most members stand where they would be read. */
function mostListed({ ordinaryClasses }: Evaluation): string {
  const listed = ordinaryClasses
    .flatMap(({ kind, queue, class: name, budgets }) => {
      const day = budgets.find(({ budget, label }) => budget === READ_IN_A_DAY && label !== 'N payers');
      return day === undefined || day.listed === 0 ? [] : [{ kind, queue, name, listed: day.listed, rate: day.rate }];
    })
    .sort((a, b) => b.listed - a.listed);
  const named = listed
    .slice(0, MOST_NAMED)
    .map(({ name, queue, listed: count, rate }) => `${count} ${name} (${queue}; ${formatShare(rate)} of them)`);
  const rest = listed.slice(MOST_NAMED).reduce((sum, each) => sum + each.listed, 0);
  return [...named, ...(rest > 0 ? [`${rest} of ${listed.length - MOST_NAMED} other groups`] : [])].join(', ');
}

/** Everything. Ordinary classes with nobody in any list are named on one line, not in the table. */
export function formatEvaluation(evaluation: Evaluation): string {
  const lines = [
    `${evaluation.subjectsRanked} subjects ranked, ${evaluation.subjectsInTruth} in the truth, ${evaluation.rankedWithoutTruth} ranked of whom the truth says nothing.`,
    'In brackets: 95 % intervals (Wilson for shares, bootstrap for average precision). N = number of subjects that matter.',
    '',
    ...formatSlices(evaluation.slices),
    ...formatClasses(evaluation),
    'Tier first',
    ...table(
      ['kind', 'queue', 'harmful', 'ordinary'],
      evaluation.firstTier.map(({ kind, queue, harmful, ordinary }) => [
        kind,
        queue,
        String(harmful),
        String(ordinary),
      ]),
    ),
    '',
    'Harmful and never ranked',
    ...(evaluation.neverRanked.length === 0
      ? ['  none']
      : table(
          ['kind', 'class', 'subjects'],
          evaluation.neverRanked.map(({ kind, class: name, harmful }) => [kind, name, String(harmful)]),
        )),
  ];
  return `${lines.join('\n')}\n`;
}

function formatSlices(slices: readonly SliceResult[]): string[] {
  return slices
    .filter(({ relevant, ranked }) => relevant > 0 || ranked > 0)
    .flatMap((slice) => [
      `${slice.kind === 'all' ? 'payers and payees' : `${slice.kind}s`}, ${slice.queue === 'all' ? 'both queues' : slice.queue}: ${slice.relevant} matter, ${slice.ranked} ranked, average precision ${formatFigure(slice.averagePrecision)}`,
      ...table(['budget', 'listed', 'hits', 'precision', 'recall'], slice.budgets.map(formatBudget)),
      '',
    ]);
}

function formatBudget({ budget, label, listed, hits, precision, recall }: BudgetResult): string[] {
  return [
    `${budget}${label === '' ? '' : ` = ${label}`}`,
    String(listed),
    String(hits),
    formatFigure(precision),
    formatFigure(recall),
  ];
}

function formatClasses({ ordinaryClasses }: Evaluation): string[] {
  const groups = Map.groupBy(ordinaryClasses, ({ kind, queue }) => `Ordinary ${kind}s listed for ${queue}`);
  return [...groups].flatMap(([title, classes]) => {
    const listed = classes.filter(({ budgets }) => budgets.some((budget) => budget.listed > 0));
    const clean = classes.filter((each) => !listed.includes(each));
    const budgets = classes[0]?.budgets ?? [];
    const header = [
      'class',
      'members',
      ...budgets.map(({ budget, label }) => `in ${budget}${label === '' ? '' : ` = ${label}`}`),
    ];
    const rows = listed.map((each) => [
      each.class,
      String(each.members),
      ...each.budgets.map((budget) => (budget.listed === 0 ? '0' : `${budget.listed}: ${formatShare(budget.rate)}`)),
    ]);
    return [
      `${title}: share of the members of each class`,
      ...(rows.length === 0 ? ['  none'] : table(header, rows)),
      ...(clean.length === 0
        ? []
        : [`  nobody of: ${clean.map((each) => `${each.class} (${each.members})`).join(', ')}`]),
      '',
    ];
  });
}

function formatFigure(figure: Figure | null): string {
  if (figure === null) return 'unknown';
  return `${figure.value.toFixed(3)} [${figure.low.toFixed(3)}, ${figure.high.toFixed(3)}]`;
}

function formatShare(figure: Figure | null): string {
  if (figure === null) return 'unknown';
  const percent = (share: number): string => (100 * share).toFixed(2);
  return `${percent(figure.value)} % [${percent(figure.low)}, ${percent(figure.high)}]`;
}

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map(
    (row) =>
      `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`,
  );
}
