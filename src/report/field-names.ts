import type { RawField } from '../transfers/transfer.ts';
import type { Bilingual } from './language.ts';

/** Fields for which a row can go to the quarantine, as a person calls them. */
const NAMES: Readonly<Partial<Record<RawField, Bilingual>>> = {
  source_ref: { en: 'reference', fr: 'référence' },
  executed_at: { en: 'date', fr: 'date' },
  executed_date: { en: 'date', fr: 'date' },
  executed_time: { en: 'time', fr: 'heure' },
  amount: { en: 'amount', fr: 'montant' },
  currency: { en: 'currency', fr: 'devise' },
  payer_id: { en: 'payer', fr: 'payeur' },
  payee_id: { en: 'payee', fr: 'bénéficiaire' },
  status: { en: 'status', fr: 'statut' },
};

/** The name of a field that a quarantined row lacks; null for anything else, such as a header of the file. */
export function fieldName(column: string): Bilingual | null {
  return NAMES[column as RawField] ?? null;
}
