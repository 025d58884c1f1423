import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, NoAnswer } from './api-problem.ts';

let onSignedOut = (): void => {};

/** What to do when the server says that the session has ended. What was typed is kept. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

function tellSignedOut(error: unknown): void {
  if (isSignedOut(error)) onSignedOut();
}

/** Nothing is fetched behind the reader's back: rows never move under the hand, and each reading is an entry of the audit log. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: tellSignedOut }),
  mutationCache: new MutationCache({ onError: tellSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (failures, error) => failures < 2 && error instanceof NoAnswer,
      retryDelay: 400,
    },
    mutations: { retry: false },
  },
});
