import type { TyingIdentifier } from '../network/tying-identifiers.ts';

/** With its article, as it stands in a sentence. */
export const IDENTIFIER_WORDS = {
  phone: { en: 'a phone', fr: 'un téléphone' },
  account: { en: 'an account', fr: 'un compte' },
  device: { en: 'a device', fr: 'un appareil' },
} as const satisfies Record<TyingIdentifier, { readonly en: string; readonly fr: string }>;
