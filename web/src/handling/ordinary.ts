import type { NewDecision, SaidBy } from '../api/schema.ts';

/** In whose words an ordinary explanation can be. */
export const SAID_BY = ['records', 'firm', 'person', 'colleague', 'other'] as const satisfies readonly SaidBy[];

/** An ordinary explanation as it is typed: which one, the words, and whose they are. */
export interface Ordinary {
  readonly explanation: string;
  readonly words: string;
  readonly saidBy: SaidBy | '';
  readonly whom: string;
}

export const NOTHING_SAID: Ordinary = { explanation: '', words: '', saidBy: '', whom: '' };
export type OrdinaryDecision = Extract<NewDecision, { kind: 'ordinary' }>;

/** None of the explanations that the records show: then the words say which. */
export const OTHER = 'other';

/** The decision that it makes; null while it does not say enough to be recorded. */
export function ordinaryDecision(given: Ordinary): OrdinaryDecision | null {
  const { explanation, saidBy: by } = given;
  const [words, whom] = [given.words.trim(), given.whom.trim()];
  if (explanation === '' || by === '' || (explanation === OTHER && words === '') || (by === 'other' && whom === ''))
    return null;
  return { kind: 'ordinary', explanation, words, said: { by, whom } };
}
