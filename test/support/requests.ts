import type { CaseRole } from '../../src/casework/cases/stages.ts';
import { openedCase } from './casework.ts';
import { type TestWorkbench, told } from './workbench.ts';

/** A case that one of the unit has opened, with these others on it. */
export async function addCase(
  workbench: TestWorkbench,
  unit: string,
  opener: string,
  others: readonly (readonly [member: string, role: CaseRole])[] = [],
): Promise<string> {
  const id = await openedCase(workbench, opener, unit);
  for (const [member, role] of others)
    await told(
      workbench.database.query,
      `insert into casework.case_member (case_id, member_id, role, added_by) values ($1, $2, $3, $4)`,
      [id, member, role, opener],
    );
  return id;
}

/** What is sent to write a request down. */
export function newRequest(holderId: string, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    kind: 'mutual_legal_assistance',
    addresseeKind: 'judicial_authority',
    addressee: 'Synthetic authority',
    country: 'PH',
    legalBasis: 'Synthetic basis',
    asked: 'Synthetic question',
    language: 'en',
    holderId,
    nextOn: '2030-01-01',
    ...changes,
  };
}
