import type { CaseStage } from '../api/schema.ts';

/** Which stage may follow which by hand: what the server takes. A case closes by an agreement of two people. */
export const NEXT_STAGES = {
  lead: ['preliminary_inquiry', 'judicial_investigation'],
  preliminary_inquiry: ['judicial_investigation', 'trial'],
  judicial_investigation: ['trial'],
  trial: ['judicial_investigation', 'judgment'],
  judgment: ['trial'],
  closed: ['lead', 'preliminary_inquiry', 'judicial_investigation'],
} as const satisfies Record<CaseStage, readonly CaseStage[]>;

/** From where a case can be closed. */
export const CLOSES_FROM: readonly CaseStage[] = ['lead', 'preliminary_inquiry', 'judicial_investigation', 'judgment'];

export const STAGES = Object.keys(NEXT_STAGES) as readonly CaseStage[];
