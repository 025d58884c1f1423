import fc from 'fast-check';
import type { ClockPack } from '../clock-pack.ts';
import { mayNameDay, REQUEST_EVENTS, type RequestEvent, type RequestFacts } from '../request-facts.ts';

const FIRST = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;
const YEAR = 365 * DAY;

/** Open requests of any kind, to any country, with anything that may have happened in one year, in any order. */
export function anyRequest(pack: ClockPack, mostEvents = 8): fc.Arbitrary<RequestFacts> {
  const kinds = pack.kinds.flatMap(({ id, addressees, traits }) =>
    addressees.map((addressee) => ({ kind: id, addressee, traits: traits.map((trait) => trait.id) })),
  );
  return fc.constantFrom(...kinds).chain(({ kind, addressee, traits }) =>
    fc.record({
      kind: fc.constant(kind),
      addressee: fc.constant(addressee),
      country: fc.constantFrom('FR', 'DE', 'BE', 'PH', 'IE', 'US', 'NP'),
      region: fc.constantFrom(null, '67'),
      ownCountry: fc.constantFrom('FR', 'DE', 'PH'),
      urgent: fc.boolean(),
      traits: fc.subarray(traits),
      events: fc.array(anyEvent, { maxLength: mostEvents }),
      nextOn: fc.integer({ min: 0, max: 400 }).map((days) => dayOf(FIRST + days * DAY)),
      endedAt: fc.constant(null),
    }),
  );
}

const anyEvent: fc.Arbitrary<RequestEvent> = fc
  .tuple(
    fc.constantFrom(...REQUEST_EVENTS, 'sent' as const, 'asked_again' as const),
    ...([fc.nat(YEAR), fc.boolean(), fc.option(fc.nat(200))] as const),
  )
  .map(([kind, after, toTheDay, more]) => {
    const instant = new Date(FIRST + after).toISOString();
    const at = toTheDay ? { date: instant.slice(0, 10) } : { instant };
    return mayNameDay(kind) && more !== null ? { kind, at, until: dayOf(FIRST + after + more * DAY) } : { kind, at };
  });

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
