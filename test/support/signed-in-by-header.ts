import type { SignIn } from '../../src/server/sign-in.ts';

/** Names the member who asks, in tests. */
export const MEMBER_HEADER = 'x-test-member';

/** Takes for signed in whoever a header names. */
export const signedInByHeader: SignIn = {
  routes: async () => undefined,
  session: async ({ headers }) => {
    const memberId = headers[MEMBER_HEADER];
    return typeof memberId === 'string' ? { id: memberId, memberId, strong: true, fresh: true } : null;
  },
};
