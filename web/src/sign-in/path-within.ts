/** The path of an address that lies on this very site, to go back to after signing in; null for any other. */
export function pathWithin(next: string | undefined, origin: string): string | null {
  if (next === undefined || !next.startsWith('/')) return null;
  const address = URL.parse(next, origin);
  if (address === null || address.origin !== origin || address.pathname.startsWith('/sign-in')) return null;
  return `${address.pathname}${address.search}${address.hash}`;
}
