import type { StatementField, StatementValue } from '../api/schema.ts';
import { isDay } from './days.ts';
import { formOf } from './person-fields.ts';

/** The value of a statement as it is typed. */
export interface ValueDraft {
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly date: string;
  readonly exact: 'day' | 'month' | 'year';
  readonly country: string;
}

export const NO_VALUE: ValueDraft = { text: '', from: '', to: '', date: '', exact: 'day', country: '' };
const OLDEST = 120;

/** What it says; null while it does not say enough. One year alone is an interval of one year. */
export function saidValue(field: StatementField, draft: ValueDraft): StatementValue | null {
  const text = draft.text.trim();
  switch (formOf(field)) {
    case 'interval': {
      const [from, to] = [years(draft.from), years(draft.to === '' ? draft.from : draft.to)];
      return from === null || to === null || from > to ? null : { from, to };
    }
    case 'date':
      return isDay(draft.date) ? { date: draft.date, exact: draft.exact } : null;
    case 'place':
      if (!/^[A-Z]{2}$/.test(draft.country)) return null;
      return text === '' ? { country: draft.country } : { country: draft.country, text };
    case 'text':
      return text === '' ? null : { text };
  }
}

function years(text: string): number | null {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= OLDEST ? value : null;
}
