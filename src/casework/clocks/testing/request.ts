import type { RequestEventKind, RequestFacts } from '../request-facts.ts';

/** `2026-03-01` is a day, anything longer an instant. */
export function happened(kind: RequestEventKind, at: string, until?: string): RequestFacts['events'][number] {
  return { kind, at: at.length === 10 ? { date: at } : { instant: at }, ...(until === undefined ? {} : { until }) };
}

/** An ordinary request from Paris to an authority of the Philippines, with what a test changes. */
export function request(
  changes: Partial<Omit<RequestFacts, 'nextOn' | 'endedAt'>> = {},
  nextOn = '2030-01-01',
): RequestFacts {
  return {
    kind: 'mutual_legal_assistance',
    addressee: 'judicial_authority',
    country: 'PH',
    region: null,
    ownCountry: 'FR',
    urgent: false,
    traits: [],
    events: [],
    ...changes,
    nextOn,
    endedAt: null,
  };
}
