/** What an entry of a candidate says: a fact speaks for or against an element, an element lacks something, or an entry is taken back. */
export const ENTRY_KINDS = ['for', 'against', 'missing', 'set_aside', 'struck'] as const;

/** What speaks to an element. */
export const FACT_KINDS = ['lead', 'evidence', 'request_event', 'statement', 'event'] as const;

/** What a magistrate decides on a candidate. */
export const DECISIONS = ['retained', 'not_retained', 'reserved'] as const;
