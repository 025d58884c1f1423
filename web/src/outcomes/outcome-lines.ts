import type { Outcomes } from '../api/schema.ts';
import type { Formats } from '../messages/formats.ts';
import type { Say } from '../messages/say.ts';

/** One number of the page: what it counts, and how many; null: one to four, which are not told. */
interface OutcomeLine {
  readonly label: string;
  readonly number: number | null;
  /** It counts a part of the line before it. */
  readonly isPart?: true;
}

export interface OutcomeGroup {
  readonly id: 'children' | 'requests' | 'silence' | 'leads' | 'wrong';
  readonly lines: readonly OutcomeLine[];
}

/** All numbers of the page in their order: what the tables show, and what the file holds. */
export function outcomeGroups(
  { children, requests, leads }: Outcomes,
  say: Say,
  explained: (id: string) => string,
): readonly OutcomeGroup[] {
  const groups: OutcomeGroup[] = [
    {
      id: 'children',
      lines: [
        { label: say('outcomes.safe'), number: children.safe },
        { label: say('outcomes.identified'), number: children.identified },
        { label: say('outcomes.protected'), number: children.protected },
        { label: say('outcomes.cared'), number: children.cared },
        { label: say('outcomes.known'), number: children.known },
        { label: say('outcomes.casesWithout'), number: children.casesWithout },
        { label: say('outcomes.holders'), number: children.holders, isPart: true },
      ],
    },
  ];
  if (requests !== null)
    groups.push(
      {
        id: 'requests',
        lines: [
          { label: say('outcomes.sent'), number: requests.sent },
          { label: say('outcomes.answered'), number: requests.answered },
          ...requests.answeredWithin.map(({ days, requests: number }) => ({
            ...{ label: say('outcomes.within', { days }), number, isPart: true as const },
          })),
          { label: say('outcomes.endedRefused'), number: requests.endedRefused },
          { label: say('outcomes.endedWithoutAnswer'), number: requests.endedWithoutAnswer },
        ],
      },
      {
        id: 'silence',
        lines: [
          { label: say('outcomes.silent'), number: requests.silent },
          ...requests.silentOver.map(({ days, requests: number }) => ({
            ...{ label: say('outcomes.over', { days }), number, isPart: true as const },
          })),
        ],
      },
    );
  if (leads !== null)
    groups.push(
      {
        id: 'leads',
        lines: [
          { label: say('outcomes.followedUp'), number: leads.followedUp },
          { label: say('outcomes.ordinary'), number: leads.ordinary },
          ...leads.explanations.map(({ explanation, leads: number }) => ({
            ...{ label: explained(explanation), number, isPart: true as const },
          })),
          ...(leads.otherExplanations
            ? [{ label: say('outcomes.otherExplanations'), number: null, isPart: true as const }]
            : []),
        ],
      },
      {
        id: 'wrong',
        lines: [
          { label: say('outcomes.foundOrdinary'), number: leads.foundOrdinary },
          { label: say('outcomes.foundAfterAll'), number: leads.foundAfterAll },
        ],
      },
    );
  return groups;
}

/** A number as the page and the file write it. */
export function atLeast(number: number | null, say: Say, { whole }: Formats): string {
  if (number === null) return say('outcomes.few');
  return number === 0 ? '0' : say('outcomes.atLeast', { number: whole(number) });
}

/** What the page shows, as RFC 4180 in UTF-8 with the mark by which spreadsheets know it. */
export function outcomesCsv(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\ufeff${[heads, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}

/** Explanations are words of a pack: a spreadsheet must not take one for a formula. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
