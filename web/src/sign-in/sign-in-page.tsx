import { createLazyRoute } from '@tanstack/react-router';

export const route = createLazyRoute('/sign-in')({ component: SignInPage });

function SignInPage() {
  return <p>sign-in</p>;
}
