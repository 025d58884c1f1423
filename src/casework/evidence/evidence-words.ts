export const EVIDENCE_KINDS = ['device', 'document', 'record', 'account_data', 'other'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const EVIDENCE_STATES = ['held', 'returned', 'destroyed'] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** How long a hash is, in hexadecimal digits. The database holds the same table. */
export const HASH_DIGITS = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha384: 96,
  sha512: 128,
  'sha3-256': 64,
} as const satisfies Record<string, number>;
export type HashAlgorithm = keyof typeof HASH_DIGITS;
export const HASH_ALGORITHMS = Object.keys(HASH_DIGITS) as [HashAlgorithm, ...HashAlgorithm[]];

export const SEAL_FOUND = ['intact', 'broken', 'not_sealed', 'not_looked_at'] as const;
export const HASH_FOUND = ['equal', 'different', 'none_stated', 'not_compared'] as const;
