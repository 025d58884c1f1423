import Table from 'cli-table3';
import type { Lead } from '../leads/lead.ts';

/** Columns in characters, borders not counted; the reasons take what the terminal leaves. */
const WIDTHS = { rank: 6, subject: 29, tier: 10, score: 7, against: 17, last: 12 } as const;
const LEAST_REASONS = 18;
/** Reasons named in the table, strongest first; the report has them all. */
const MOST_REASONS = 3;

/** The first leads of a queue as a table for the terminal. Names are not shown: the terminal keeps a history. */
export function leadsTable(
  leads: readonly Lead[],
  language: 'en' | 'fr',
  most: number,
  width = process.stdout.columns ?? 120,
): string {
  const taken = Object.values(WIDTHS).reduce((sum, each) => sum + each + 1, 2);
  const reasons = Math.min(48, Math.max(LEAST_REASONS, width - taken));
  const table = new Table({
    head: [...HEAD[language]],
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    colWidths: [WIDTHS.rank, WIDTHS.subject, WIDTHS.tier, WIDTHS.score, reasons, WIDTHS.against, WIDTHS.last],
    colAligns: ['right', 'left', 'left', 'right', 'left', 'left', 'left'],
  });
  for (const lead of leads.slice(0, most))
    table.push([
      lead.rank,
      `${ROLE[lead.subject.role][language]} ${lead.subject.id}`,
      TIER[lead.tier][language],
      lead.score.toFixed(2),
      firstOf(lead.reasons),
      firstOf(lead.reasonsAgainst),
      lead.activity.lastAt.slice(0, 10),
    ]);
  return table.toString();
}

function firstOf(reasons: Lead['reasons']): string {
  const named = reasons.slice(0, MOST_REASONS).map((reason) => reason.indicator);
  const more = reasons.length - named.length;
  return [...named, ...(more > 0 ? [`+${more}`] : [])].join(' ') || '–';
}

const HEAD = {
  en: ['rank', 'subject', 'tier', 'score', 'strongest reasons', 'reasons against', 'last'],
  fr: ['rang', 'personne concernée', 'niveau', 'score', 'éléments à charge', 'explications ordinaires', 'dernier'],
} as const;

const ROLE = {
  payer: { en: 'payer', fr: 'payeur' },
  facilitator: { en: 'facilitator', fr: 'facilitateur' },
  collector: { en: 'collector', fr: 'collecteur' },
  possible_victim: { en: 'possible victim', fr: 'victime possible' },
  payee: { en: 'payee', fr: 'bénéficiaire' },
} as const satisfies Record<Lead['subject']['role'], { en: string; fr: string }>;

const TIER = {
  first: { en: 'first', fr: 'premier' },
  second: { en: 'second', fr: 'second' },
  context: { en: 'context', fr: 'contexte' },
} as const satisfies Record<Lead['tier'], { en: string; fr: string }>;
