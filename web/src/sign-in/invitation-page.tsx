import { createLazyRoute } from '@tanstack/react-router';

export const route = createLazyRoute('/invitation')({ component: InvitationPage });

function InvitationPage() {
  return <p>invitation</p>;
}
