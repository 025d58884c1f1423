import { signInCall } from './sign-in-call.ts';

/** Ends the session, and forgets what this tab had kept of it: words typed and the purpose stated. */
export async function signOut(): Promise<void> {
  await signInCall('/sign-out', {});
  sessionStorage.clear();
}
