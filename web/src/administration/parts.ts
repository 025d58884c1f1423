export const PARTS = [
  'members',
  'invitations',
  'units',
  'roles',
  'retention',
  'clocks',
  'qualifications',
  'health',
] as const;
export type Part = (typeof PARTS)[number];

/** The first part for an address that names none of them. */
export function partOf(text: string): Part {
  return PARTS.find((part) => part === text) ?? 'members';
}

/** The query of the address: of which unit the retention is shown. */
export function readAdministrationSearch(search: Record<string, unknown>): { readonly of?: string } {
  return typeof search.of === 'string' && search.of !== '' ? { of: search.of } : {};
}
