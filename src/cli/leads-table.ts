import Table from 'cli-table3';
import type { Lead } from '../leads/lead.ts';
import { daysSinceSigns, urgencyOf } from '../leads/recency.ts';
import { formats } from '../report/formats.ts';
import type { Language } from '../report/language.ts';
import { message } from '../report/say.ts';

/** Columns in characters, borders not counted; the reasons take what the terminal leaves. */
const WIDTHS = { rank: 6, subject: 29, when: 15, score: 8, against: 17, last: 14 } as const;
const LEAST_REASONS = 18;
/** Reasons named in the table, strongest first; the report has them all. */
const MOST_REASONS = 3;

/** The first leads of a queue as a table for the terminal. Names are not shown: the terminal keeps a history. */
export function leadsTable(
  queue: Lead['queue'],
  leads: readonly Lead[],
  language: Language,
  width = process.stdout.columns ?? 120,
): string {
  const taken = Object.values(WIDTHS).reduce((sum, each) => sum + each + 1, 2);
  const reasons = Math.min(48, Math.max(LEAST_REASONS, width - taken));
  const table = new Table({
    head: [...HEAD[queue][language]],
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    colWidths: [WIDTHS.rank, WIDTHS.subject, WIDTHS.when, WIDTHS.score, reasons, WIDTHS.against, WIDTHS.last],
    colAligns: ['right', 'left', 'left', 'right', 'left', 'left', 'left'],
  });
  for (const lead of leads) {
    const { day, duration } = formats[language];
    table.push([
      lead.rankInQueue,
      `${ROLE[lead.subject.role][language]} ${lead.subject.id}`,
      queue === 'safeguarding'
        ? message(`urgency_${urgencyOf(lead)}`)[language]
        : message(`tiers_${lead.tier}`)[language],
      formats[language].decimal(lead.score, 2, 2),
      firstOf(lead.reasons),
      firstOf(lead.reasonsAgainst),
      queue === 'safeguarding' ? `${duration(daysSinceSigns(lead))}` : day(lead.activity.lastAt),
    ]);
  }
  return table.toString();
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
  return [...titles].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, title]) => `  ${code.padEnd(longest)}  ${title}`);
}

function firstOf(reasons: Lead['reasons']): string {
  const named = reasons.slice(0, MOST_REASONS).map((reason) => reason.indicator);
  const more = reasons.length - named.length;
  return [...named, ...(more > 0 ? [`+${more}`] : [])].join(' ') || '–';
}

/** A possible victim is never written about in the words of an investigation. */
const HEAD = {
  safeguarding: {
    en: ['rank', 'person', 'reach', 'weight', 'strongest signs', 'ordinary explanations', 'last sign'],
    fr: ['rang', 'personne', 'à joindre', 'poids', 'signes les plus forts', 'explications ordinaires', 'dernier signe'],
  },
  investigation: {
    en: ['rank', 'subject', 'read', 'score', 'strongest reasons', 'reasons against', 'last transfer'],
    fr: [
      'rang',
      'personne concernée',
      'à lire',
      'score',
      'éléments à charge',
      'explications ordinaires',
      'dernier transfert',
    ],
  },
} as const satisfies Record<Lead['queue'], Record<Language, readonly string[]>>;

const ROLE = {
  payer: { en: 'payer', fr: 'payeur' },
  facilitator: { en: 'facilitator', fr: 'facilitateur' },
  collector: { en: 'collector', fr: 'collecteur' },
  possible_victim: { en: 'possible victim', fr: 'victime possible' },
  payee: { en: 'payee', fr: 'bénéficiaire' },
} as const satisfies Record<Lead['subject']['role'], { en: string; fr: string }>;
