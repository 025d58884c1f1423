import type { Condition } from './condition.ts';
import type { Subject } from './indicator.ts';
import type { WrittenTier } from './pack-schema.ts';

/** How large a crowd may be of which somebody stands in the first tier. */
interface CrowdBound {
  /** Other payers proposed for investigation whom shared payees join to somebody. */
  readonly atMost: number;
  /** Of whom this holds, any number may be joined. */
  readonly unless: Readonly<Record<Subject, Condition>>;
}

/** What the tiers of each queue take. */
export interface Tiers {
  readonly investigation: {
    readonly first: WrittenTier;
    readonly second: WrittenTier;
    readonly crowd: CrowdBound | null;
  };
  readonly safeguarding: { readonly first: WrittenTier; readonly second: WrittenTier };
}
