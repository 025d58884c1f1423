import { createLazyRoute } from '@tanstack/react-router';
export const route = createLazyRoute('/member/leads/$queue/$id')({ component: LeadPage });
function LeadPage() {
  return <p>lead</p>;
}
