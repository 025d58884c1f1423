import type { Condition } from './condition.ts';
import type { EvidenceKind } from './evidence.ts';
import type { Bilingual, SentencePart } from './sentence.ts';

export const SUBJECTS = ['payer', 'payee'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Which list an indicator speaks for. `both` is for ordinary explanations only. */
export const INDICATOR_QUEUES = ['investigation', 'safeguarding', 'both'] as const;
type IndicatorQueue = (typeof INDICATOR_QUEUES)[number];

export const INDICATOR_KINDS = ['indicator', 'ordinary_explanation'] as const;
export const TRUST_MARKS = ['A', 'B', 'C'] as const;
export const SUGGESTED_ROLES = ['facilitator', 'collector'] as const;

/** One indicator or ordinary explanation of a pack, read and checked. */
export interface Indicator {
  readonly id: string;
  readonly subject: Subject;
  readonly queue: IndicatorQueue;
  readonly kind: (typeof INDICATOR_KINDS)[number];
  /** Indicators of one family say nearly the same thing; only different families count as independent. */
  readonly family: string;
  /** For a payee: the role in the records that this pattern speaks for. */
  readonly suggests: (typeof SUGGESTED_ROLES)[number] | null;
  readonly title: Bilingual;
  readonly condition: Condition;
  /** Log-odds at full strength; above 0 for an indicator, below 0 for an ordinary explanation. */
  readonly weight: number;
  readonly evidence: EvidenceKind;
  readonly sentence: { readonly en: readonly SentencePart[]; readonly fr: readonly SentencePart[] };
  readonly source: {
    readonly document: string;
    readonly year?: number | undefined;
    readonly trust: (typeof TRUST_MARKS)[number];
  };
  readonly lookAlikes: Bilingual;
}
