import { useMe } from '../api/me.ts';
import type { CaseRole, CaseStage, MemberRole } from '../api/schema.ts';

/** Chooses who works on a case, and moves its stage. The server decides; this is what is offered. */
const LEADS: readonly CaseRole[] = ['responsible', 'deputy', 'head'];
/** Can be the second person that a decision needs. */
const AGREES: readonly CaseRole[] = [...LEADS, 'magistrate'];
/** Writes while the case is open. */
const WORKS: readonly CaseRole[] = [...LEADS, 'investigator', 'analyst'];

/** Roles of staff with which somebody can act on the cases that they are on. */
const ACTS: readonly MemberRole[] = ['analyst', 'investigator'];

export function actsOnCases(staff: readonly MemberRole[]): boolean {
  return staff.some((role) => ACTS.includes(role));
}

export interface CasePowers {
  readonly works: boolean;
  readonly leads: boolean;
  readonly agrees: boolean;
}

export function powersIn(roles: readonly CaseRole[], stage: CaseStage): CasePowers {
  const has = (wanted: readonly CaseRole[]): boolean => roles.some((role) => wanted.includes(role));
  return { works: has(WORKS) && stage !== 'closed', leads: has(LEADS), agrees: has(AGREES) };
}

/** Whether a role of the member opens the pages of cases at all, and whether it opens cases in a unit. */
export function useCasesPower(unit: string | null): 'opens' | 'works' | 'none' {
  const { memberships } = useMe();
  if (memberships.some(({ unitId, powers }) => unitId === unit && powers.cases === 'opens')) return 'opens';
  return memberships.some(({ powers }) => powers.cases !== 'none') ? 'works' : 'none';
}

export function useCares(): boolean {
  return useMe().memberships.some(({ powers }) => powers.cares);
}
