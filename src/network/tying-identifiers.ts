/** Identifiers that tie people. */
export const TYING_IDENTIFIERS = ['phone', 'account', 'device'] as const;
export type TyingIdentifier = (typeof TYING_IDENTIFIERS)[number];
