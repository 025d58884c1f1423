import Table from 'cli-table3';
import type { Lead } from '../leads/lead.ts';
import { daysSinceActive, lastActiveAt } from '../leads/recency.ts';
import { formats } from '../report/formats.ts';
import type { Bilingual, Language } from '../report/language.ts';
import { message } from '../report/say.ts';
import { whenToReadKey } from '../report/when-to-read.ts';

/** Columns in characters, borders not counted; the reasons take what the terminal leaves. */
const WIDE = { rank: 6, subject: 29, when: 15, score: 8, reasons: 18, against: 17, last: 14 } as const;
/** On a terminal of 80 the score gives way, and the last sign stands beside when to reach: the rank says the order, the report the rest. */
const NARROW = { rank: 6, subject: 18, when: 14, reasons: 18, against: 17 } as const;
type ColumnName = keyof typeof WIDE;

const MOST_FOR_REASONS = 48;
/** Reasons named in the table, strongest first; the report has them all. */
const MOST_REASONS = 3;

/** The first leads of a queue as a table for the terminal. Names are not shown: the terminal keeps a history. */
export function leadsTable(
  queue: Lead['queue'],
  leads: readonly Lead[],
  language: Language,
  width = process.stdout.columns ?? 120,
): string {
  const widths: Readonly<Partial<Record<ColumnName, number>>> = needed(WIDE) <= width ? WIDE : NARROW;
  const names = Object.keys(widths) as ColumnName[];
  const spare = Math.min(MOST_FOR_REASONS - WIDE.reasons, Math.max(0, width - needed(widths)));
  const table = new Table({
    head: names.map((name) => HEAD[queue][name][language]),
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    colWidths: names.map((name) => (widths[name] ?? 0) + (name === 'reasons' ? spare : 0)),
    colAligns: names.map((name) => (name === 'rank' || name === 'score' ? 'right' : 'left')),
  });
  for (const lead of leads) {
    const cells = cellsOf(lead, language);
    if (widths.last === undefined && queue === 'safeguarding') cells.when += ` (${cells.last})`;
    table.push(names.map((name) => cells[name]));
  }
  return table.toString();
}

function needed(widths: Readonly<Partial<Record<ColumnName, number>>>): number {
  return Object.values(widths).reduce((sum, each) => sum + each + 1, 1);
}

function cellsOf(lead: Lead, language: Language): Record<ColumnName, string> {
  const { day, duration, decimal } = formats[language];
  const safeguarding = lead.queue === 'safeguarding';
  return {
    rank: String(lead.rankInQueue),
    subject: `${roleName(lead.subject.role, language)} ${lead.subject.id}`,
    when: message(whenToReadKey(lead))[language],
    score: decimal(lead.score, 2, 2),
    reasons: firstOf(lead.reasons),
    against: firstOf(lead.reasonsAgainst),
    last: safeguarding ? duration(daysSinceActive(lead)) : day(lastActiveAt(lead)),
  };
}

/** What the codes in the tables stand for, a line each, in the order of the codes. */
export function legend(leads: readonly Lead[], language: Language): string[] {
  const titles = new Map(
    leads.flatMap(({ reasons, reasonsAgainst }) =>
      [reasons, reasonsAgainst].flatMap((all) =>
        all.slice(0, MOST_REASONS).map(({ indicator, title }): [string, string] => [indicator, title[language]]),
      ),
    ),
  );
  const longest = Math.max(...[...titles.keys()].map((code) => code.length));
  const cut = leads.some((lead) => [lead.reasons, lead.reasonsAgainst].some((all) => all.length > MOST_REASONS));
  return [
    ...[...titles].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, title]) => `  ${code.padEnd(longest)}  ${title}`),
    ...(cut ? [`  ${'+N'.padEnd(longest)}  ${MORE[language]}`] : []),
  ];
}

/** What a cell has beyond the reasons that it names. */
const MORE = {
  en: 'N more, weaker ones: the report has them all',
  fr: 'N autres, plus faibles : le rapport les donne tous',
} as const satisfies Bilingual;

function firstOf(reasons: Lead['reasons']): string {
  const named = reasons.slice(0, MOST_REASONS).map((reason) => reason.indicator);
  const more = reasons.length - named.length;
  return [...named, ...(more > 0 ? [`+${more}`] : [])].join(' ') || '–';
}

/** A possible victim is never written about in the words of an investigation. */
const HEAD = {
  safeguarding: {
    rank: { en: 'rank', fr: 'rang' },
    subject: { en: 'person', fr: 'personne' },
    when: { en: 'reach', fr: 'à joindre' },
    score: { en: 'weight', fr: 'poids' },
    reasons: { en: 'strongest signs', fr: 'signes les plus forts' },
    against: { en: 'ordinary explanations', fr: 'explications ordinaires' },
    last: { en: 'since the last sign', fr: 'depuis le dernier signe' },
  },
  investigation: {
    rank: { en: 'rank', fr: 'rang' },
    subject: { en: 'subject', fr: 'personne concernée' },
    when: { en: 'read', fr: 'à lire' },
    score: { en: 'score', fr: 'score' },
    reasons: { en: 'strongest reasons', fr: 'éléments à charge' },
    against: { en: 'reasons against', fr: 'explications ordinaires' },
    last: { en: 'last transfer weighed', fr: 'dernier transfert pesé' },
  },
} as const satisfies Record<Lead['queue'], Record<ColumnName, Bilingual>>;

/** What a person is called in the records. */
export function roleName(role: Lead['subject']['role'], language: Language): string {
  return ROLE[role][language];
}

const ROLE = {
  payer: { en: 'payer', fr: 'payeur' },
  facilitator: { en: 'facilitator', fr: 'facilitateur' },
  collector: { en: 'collector', fr: 'collecteur' },
  possible_victim: { en: 'possible victim', fr: 'victime possible' },
  payee: { en: 'payee', fr: 'bénéficiaire' },
} as const satisfies Record<Lead['subject']['role'], { en: string; fr: string }>;
