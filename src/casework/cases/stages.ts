import type { StaffRole } from '../staff-roles.ts';

export const STAGES = ['lead', 'preliminary_inquiry', 'judicial_investigation', 'trial', 'judgment', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

/** Which stage may follow which. The database holds the same table, so that a step that is not here cannot be written. */
export const STAGE_STEPS = {
  lead: ['preliminary_inquiry', 'judicial_investigation', 'closed'],
  preliminary_inquiry: ['judicial_investigation', 'trial', 'closed'],
  judicial_investigation: ['trial', 'closed'],
  trial: ['judicial_investigation', 'judgment'],
  judgment: ['trial', 'closed'],
  closed: ['lead', 'preliminary_inquiry', 'judicial_investigation'],
} as const satisfies Record<Stage, readonly Stage[]>;

export const CASE_ROLES = ['responsible', 'deputy', 'head', 'investigator', 'analyst', 'magistrate'] as const;
export type CaseRole = (typeof CASE_ROLES)[number];

/** Parts in a case that a staff role goes with: with another role a part opens nothing. The database holds the same. */
export const PARTS_OF = {
  analyst: ['responsible', 'deputy', 'head', 'investigator', 'analyst'],
  investigator: ['responsible', 'deputy', 'head', 'investigator', 'analyst'],
  magistrate: ['magistrate'],
  victim_services: [],
  administrator: [],
  auditor: [],
} as const satisfies Record<StaffRole, readonly CaseRole[]>;

interface CasePowers {
  /** Writes to the case while it is open. */
  readonly works: boolean;
  /** Chooses who works on it, and moves its stage. */
  readonly leads: boolean;
  /** Can be the second person that a decision needs. */
  readonly agrees: boolean;
}

/** Who may what in a case. The policies of the database decide; this table is what they are tested against and pages are drawn from. */
export const CASE_POWERS = {
  responsible: { works: true, leads: true, agrees: true },
  deputy: { works: true, leads: true, agrees: true },
  head: { works: true, leads: true, agrees: true },
  investigator: { works: true, leads: false, agrees: false },
  analyst: { works: true, leads: false, agrees: false },
  magistrate: { works: false, leads: false, agrees: true },
} as const satisfies Record<CaseRole, CasePowers>;
