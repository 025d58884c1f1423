import { AsyncLocalStorage } from 'node:async_hooks';
import type { BegunAttempt } from './throttle.ts';

/** What the identity provider said of a sign-in. */
export interface ProviderSaid {
  /** It asked for a second factor itself. */
  readonly strong: boolean;
  readonly verifiedAt: Date;
}

/** What is found out while the library answers one request, and is needed before or after it. */
interface UnderWay {
  providerSaid: ProviderSaid | null;
  attempt: BegunAttempt | null;
}

/** The library's hooks and this server's routes meet here: the library has no place of its own for it. */
export const underWay = new AsyncLocalStorage<UnderWay>();
