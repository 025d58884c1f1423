import { createLazyRoute } from '@tanstack/react-router';

export const route = createLazyRoute('/welcome')({ component: WelcomePage });

function WelcomePage() {
  return <p>welcome</p>;
}
