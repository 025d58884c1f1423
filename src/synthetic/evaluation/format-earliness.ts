import type { Earliness, GroupEarliness } from './earliness.ts';
import { table } from './format-evaluation.ts';
import type { Figure } from './interval.ts';

/** How early the groups came within the budget: a line a group. */
export function formatEarliness({ budget, asOf, groups }: Earliness): string {
  const lines = [
    `Replayed at ${asOf.length} month end${asOf.length === 1 ? '' : 's'}${asOf.length === 0 ? '' : `, ${day(asOf[0])} to ${day(asOf.at(-1))}`}, from what was known by then alone. Within the budget: the first ${budget} of its queue.`,
    ...(groups.length === 0
      ? ['Nobody who matters has a payment in that time.']
      : table(
          [
            'group',
            'subjects',
            'found',
            'median payment',
            ...(groups[0]?.by ?? []).map(({ payments }) => `by ${ordinal(payments)}`),
          ],
          groups.map(line),
        )),
    'Percentages with 95 % intervals (Wilson). Who was never found counts as not found. Median payment: the one by which half of them were within the budget.',
    'Payments are counted up to the month end: who pays often within a month cannot be found before the last of these payments.',
  ];
  return `${lines.join('\n')}\n`;
}

function line({ group, subjects, found, median, by }: GroupEarliness): string[] {
  return [
    group,
    String(subjects),
    share(found),
    median === null ? 'never' : String(median),
    ...by.map((each) => share(each.found)),
  ];
}

function share(figure: Figure | null): string {
  if (figure === null) return 'unknown';
  const percent = (value: number): string => (100 * value).toFixed(0);
  return `${percent(figure.value)} % [${percent(figure.low)}, ${percent(figure.high)}]`;
}

function ordinal(count: number): string {
  return `${count}${count === 2 ? 'nd' : 'th'}`;
}

function day(instant: number | undefined): string {
  return instant === undefined ? '' : new Date(instant).toISOString().slice(0, 10);
}
