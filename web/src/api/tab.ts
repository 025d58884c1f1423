import { showTo } from './client.ts';
import { forgetPurpose } from './purpose.ts';
import { queryClient } from './query-client.ts';

const STORED = 'vigie.member';
/** What is asked before anybody is known, and who it is. */
const OF_NOBODY: readonly unknown[] = ['me', 'sign-in'];

/**
 * A tab is of the member who signed in in it last. When a session has ended and another one signs in, nothing is left of the first: no
 * record that was read, which would be shown without being asked for or told in the log, no purpose, no word.
 */
export function keepTabTo(memberId: string): void {
  const before = sessionStorage.getItem(STORED);
  if (before !== null && before !== memberId) {
    queryClient.removeQueries({ predicate: ({ queryKey: [first] }) => !OF_NOBODY.includes(first) });
    sessionStorage.clear();
    forgetPurpose();
  }
  sessionStorage.setItem(STORED, memberId);
  showTo(memberId);
}

/** Whether somebody was signed in in this tab and has not signed out: the session has ended by itself, or elsewhere. */
export function wasSignedIn(): boolean {
  return sessionStorage.getItem(STORED) !== null;
}
