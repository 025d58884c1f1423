import type { CaseDetail } from '../api/schema.ts';
import type { CasePowers } from '../casework/powers.ts';

/** What each section of the page of a case is given. */
export interface InCase {
  readonly detail: CaseDetail;
  readonly powers: CasePowers;
}

/** Each colleague on the case once, whatever the number of parts. */
export function colleaguesOn({ members }: CaseDetail): readonly { readonly id: string; readonly name: string }[] {
  return [...new Map(members.map(({ member }) => [member.id, member])).values()];
}
