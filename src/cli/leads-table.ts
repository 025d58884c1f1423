import Table from 'cli-table3';
import type { Lead } from '../leads/lead.ts';

/** The first leads of a queue as a table for the terminal. Names are not shown: the terminal keeps a history. */
export function leadsTable(leads: readonly Lead[], language: 'en' | 'fr', most: number): string {
  const head =
    language === 'fr'
      ? [
          'rang',
          'personne concernée',
          'rôle',
          'niveau',
          'score',
          'éléments',
          'explications ordinaires',
          'dernier paiement',
        ]
      : ['rank', 'subject', 'role', 'tier', 'score', 'reasons', 'ordinary explanations', 'last payment'];
  const table = new Table({
    head,
    style: { head: [], border: [] },
    colAligns: ['right', 'left', 'left', 'left', 'right'],
  });
  for (const lead of leads.slice(0, most))
    table.push([
      lead.rank,
      `${lead.subject.kind} ${lead.subject.id.slice(0, 28)}`,
      ROLE[lead.subject.role][language],
      TIER[lead.tier][language],
      lead.score.toFixed(2),
      lead.reasons.map((reason) => reason.indicator).join(' '),
      lead.reasonsAgainst.map((reason) => reason.indicator).join(' ') || '–',
      lead.activity.lastAt.slice(0, 10),
    ]);
  return table.toString();
}

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
