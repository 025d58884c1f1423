import type { CaseStage } from '../api/schema.ts';
import { STAGES } from '../casework/stages.ts';

/** The query of the address of the list of cases. */
export interface CasesSearch {
  readonly unit?: string;
  readonly stage?: string;
  readonly q?: string;
  /** `case`: a case is being opened. */
  readonly open?: string;
  /** The lead from which it is opened. */
  readonly lead?: string;
}

const KEYS = ['unit', 'stage', 'q', 'open', 'lead'] as const satisfies readonly (keyof CasesSearch)[];

export function readCasesSearch(search: Record<string, unknown>): CasesSearch {
  const found: Record<string, string> = {};
  for (const key of KEYS) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') found[key] = value;
  }
  return found;
}

export function stageOf({ stage }: CasesSearch): CaseStage | null {
  return STAGES.find((each) => each === stage) ?? null;
}

/** The same search with other words; what is empty leaves the address. */
export function withCasesSearch(search: CasesSearch, changes: Partial<Record<keyof CasesSearch, string>>): CasesSearch {
  const next: Record<string, string> = { ...search, ...changes };
  for (const [key, value] of Object.entries(next)) if (value === '') delete next[key];
  return next;
}
