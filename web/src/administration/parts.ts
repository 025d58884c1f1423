export const PARTS = ['members', 'invitations', 'units', 'roles', 'health'] as const;
export type Part = (typeof PARTS)[number];

/** The first part for an address that names none of them. */
export function partOf(text: string): Part {
  return PARTS.find((part) => part === text) ?? 'members';
}
