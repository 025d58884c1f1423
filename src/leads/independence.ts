import { type FactTable, factColumn } from '../facts/fact-table.ts';
import { CAPS } from '../network/caps.ts';
import type { Lead } from './lead.ts';

/** What its facts say of how far the payers of a payee are independent of each other: from where they come, how they arrive, what they do. */
export function independenceOf(payees: FactTable, payee: number): Omit<NonNullable<Lead['independence']>, 'places'> {
  const fact = (id: string): number | null => {
    const value = factColumn(payees, id)[payee] as number;
    return Number.isNaN(value) ? null : Math.round(value * 1e4) / 1e4;
  };
  const payers = fact('payers') ?? 0;
  return {
    degree: fact('payers_incoherence'),
    payers,
    lookedAt: Math.min(payers, CAPS.payersOfPayee),
    unrelated: fact('unrelated_payers'),
    countries: fact('payer_countries'),
    newPer30Days: fact('new_payers_per_30d'),
    newMostIn30Days: fact('new_payers_max_30d'),
    onceShare: fact('once_payer_share'),
    rhythmicShare: fact('rhythmic_payer_share'),
    smallShare: fact('payers_small_share'),
    nightShare: fact('payers_night_share'),
  };
}
