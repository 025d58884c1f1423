import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { forgetPurpose } from '../api/purpose.ts';
import { tellOtherTabs } from './other-tabs.ts';

/** Where the sign-in stands; the pages are routed by it. */
export const signInStateQuery = queryOptions({
  queryKey: ['sign-in'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/sign-in/state', { signal })),
  staleTime: 0,
});

/** Ends the session, and forgets what this tab had kept of it: words typed and the purpose stated. */
export async function signOut(): Promise<void> {
  await bodyOf(api.POST('/api/sign-in/out'));
  forgetTab();
  tellOtherTabs();
}

/** Nothing is left in this tab of who signed out, be it here or in another tab. */
export function forgetTab(): void {
  sessionStorage.clear();
  forgetPurpose();
}
