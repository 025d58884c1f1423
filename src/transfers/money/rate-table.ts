/** Millionths of a unit of the currency for one euro: an exact whole number, so that no rate ever passes through a float. */
export type MicroUnits = bigint;

/** One rate and the days it holds for: [from, until), in days since 1970-01-01. */
export interface RateSpan {
  readonly currency: string;
  readonly from: number;
  readonly until: number;
  readonly microUnitsPerEur: MicroUnits;
}

/**
 * Rates must lie in [0.01, 10^12): the strongest currency stands near 0.3 to the euro, and within these bounds every amount
 * that a transfer can hold has an amount in euro that its column can hold.
 */
const LEAST_MICRO_UNITS: MicroUnits = 10_000n;
const MOST_MICRO_UNITS: MicroUnits = 10n ** 18n;

/** How many days back a quotation still speaks for a day without one: weekends, Easter, the turn of the year. */
const DAYS_A_QUOTATION_LASTS = 7;

const MS_PER_DAY = 86_400_000;

/** Euro rates by currency and day. The euro itself is always 1 and has no spans. */
export class RateTable {
  /** True for the shipped yearly averages: reports must say so. */
  readonly illustrative: boolean;
  /** What a person should read as the source of the rates. */
  readonly source: string;
  readonly #spans: ReadonlyMap<string, readonly RateSpan[]>;

  /** @throws RangeError when two spans of one currency overlap. */
  constructor(source: string, illustrative: boolean, spans: Iterable<RateSpan>) {
    this.source = source;
    this.illustrative = illustrative;
    const byCurrency = new Map<string, RateSpan[]>();
    for (const span of spans) {
      const known = byCurrency.get(span.currency);
      if (known) known.push(span);
      else byCurrency.set(span.currency, [span]);
    }
    for (const [currency, list] of byCurrency) {
      list.sort((a, b) => a.from - b.from);
      let end = Number.NEGATIVE_INFINITY;
      for (const span of list) {
        if (span.from < end) throw new RangeError(`Two rates for ${currency} hold on ${dayText(span.from)}`);
        end = span.until;
      }
    }
    this.#spans = byCurrency;
  }

  /** Currencies with at least one rate, sorted, the euro not among them. */
  get currencies(): readonly string[] {
    return [...this.#spans.keys()].sort();
  }

  /** All spans, by currency and day. */
  *spans(): IterableIterator<RateSpan> {
    for (const currency of this.currencies) yield* this.#spans.get(currency) ?? [];
  }

  /** Millionths of a unit for one euro on that day (days since 1970-01-01); null when there is no rate. */
  microUnitsOn(currency: string, day: number): MicroUnits | null {
    if (currency === 'EUR') return 1_000_000n;
    const spans = this.#spans.get(currency);
    if (!spans) return null;
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((spans[middle]?.from ?? Number.POSITIVE_INFINITY) <= day) low = middle + 1;
      else high = middle;
    }
    const span = spans[low - 1];
    return span && day < span.until ? span.microUnitsPerEur : null;
  }
}

/** '2024-02-29' -> days since 1970-01-01; null when it is not a day of the calendar written that way. */
export function dayNumber(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time) || dayText(time / MS_PER_DAY) !== text) return null;
  return time / MS_PER_DAY;
}

/** Days since 1970-01-01 -> '2024-02-29'. */
export function dayText(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** '1.0834' -> 1083400n, digits beyond the sixth rounded half up; null when it is no rate within the bounds. */
export function microUnits(text: string): MicroUnits | null {
  const match = /^(\d{1,13})(?:\.(\d*))?$/.exec(text);
  if (!match) return null;
  const fraction = (match[2] ?? '').padEnd(7, '0');
  const rounded = BigInt(`${match[1]}${fraction.slice(0, 6)}`) + (fraction.charAt(6) >= '5' ? 1n : 0n);
  return rounded >= LEAST_MICRO_UNITS && rounded < MOST_MICRO_UNITS ? rounded : null;
}

/** Daily quotations -> spans: each lasts until the next of its currency, and `DAYS_A_QUOTATION_LASTS` days at most. */
export function spansOfQuotations(
  currency: string,
  quotations: readonly { readonly day: number; readonly microUnitsPerEur: MicroUnits }[],
): RateSpan[] {
  const sorted = [...quotations].sort((a, b) => a.day - b.day);
  return sorted.map((quotation, i) => ({
    currency,
    from: quotation.day,
    until: Math.min(sorted[i + 1]?.day ?? Number.POSITIVE_INFINITY, quotation.day + DAYS_A_QUOTATION_LASTS + 1),
    microUnitsPerEur: quotation.microUnitsPerEur,
  }));
}
