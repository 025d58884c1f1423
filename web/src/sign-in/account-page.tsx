import { createLazyRoute } from '@tanstack/react-router';

export const route = createLazyRoute('/member/account')({ component: AccountPage });

function AccountPage() {
  return <p>account</p>;
}
