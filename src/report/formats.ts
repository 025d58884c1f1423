/** How numbers, money and instants are written, in one language. Locales are pinned: the same run gives the same bytes everywhere. */
export interface Formats {
  readonly whole: (value: number) => string;
  /** Up to four decimals, as many as it has. */
  readonly decimal: (value: number, atLeast?: number, atMost?: number) => string;
  /** Sign shown, always four decimals: these numbers are added up by the reader. */
  readonly signed: (value: number) => string;
  /** Decimal text, never through a float. */
  readonly money: (amount: string, currency: string) => string;
  /** The same without its unit. */
  readonly amount: (amount: string) => string;
  /** A share of 1, to one decimal, never rounded up: 100 % is all of it. */
  readonly percent: (share: number) => string;
  readonly bytes: (value: number) => string;
  readonly day: (instant: string) => string;
  readonly minute: (instant: string) => string;
  readonly tick: (epoch: number, unit: 'day' | 'month' | 'year') => string;
  readonly country: (code: string) => string;
  /** Days, then months, then years: as exact as a person needs it. */
  readonly duration: (days: number) => string;
  readonly list: (items: readonly string[]) => string;
  /** One of them. */
  readonly either: (items: readonly string[]) => string;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;
/** Codes that ISO 3166-1 leaves to users: made-up worlds use them, and no table may give them a name. */
const USER_ASSIGNED = /^(AA|Q[M-Z]|X[A-JL-Z]|ZZ)$/;

function isDecimal(text: string): text is `${number}` {
  return DECIMAL.test(text);
}

function formatsOf(locale: string): Formats {
  const numbers = new Map<string, Intl.NumberFormat>();
  const number = (atLeast: number, atMost: number, signDisplay: 'auto' | 'exceptZero'): Intl.NumberFormat => {
    const key = `${atLeast} ${atMost} ${signDisplay}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const made = new Intl.NumberFormat(locale, {
      minimumFractionDigits: atLeast,
      maximumFractionDigits: atMost,
      signDisplay,
    });
    numbers.set(key, made);
    return made;
  };
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    roundingMode: 'trunc',
  });
  const minus = (text: string): string => text.replace('-', '−');
  const decimalText = (amount: string): string =>
    isDecimal(amount) ? minus(number(2, 4, 'auto').format(amount)) : amount;
  const date = (options: Intl.DateTimeFormatOptions): ((instant: Date) => string) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (instant) => formatter.format(instant);
  };
  const shortDay = date({ day: 'numeric', month: 'short', year: 'numeric' });
  const day = (at: Date): string => (locale === 'fr-FR' ? shortDay(at).replace(/^1 /, '1er ') : shortDay(at));
  const clock = date({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const ticks = {
    day: date({ day: 'numeric', month: 'short' }),
    month: date({ month: 'short', year: 'numeric' }),
    year: date({ year: 'numeric' }),
  };
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const unit = (name: 'day' | 'month' | 'year'): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 0 });
  const units = { day: unit('day'), month: unit('month'), year: unit('year') };
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const alternatives = new Intl.ListFormat(locale, { type: 'disjunction' });
  const orAsGiven = (instant: string, write: (at: Date) => string): string => {
    const at = new Date(instant);
    return Number.isNaN(at.getTime()) ? instant : write(at);
  };
  return {
    whole: (value) => minus(number(0, 0, 'auto').format(value)),
    decimal: (value, atLeast = 0, atMost = 4) => minus(number(atLeast, atMost, 'auto').format(value)),
    signed: (value) => minus(number(4, 4, 'exceptZero').format(value)),
    money: (amount, currency) => `${decimalText(amount)}\u00a0${currency}`,
    amount: decimalText,
    percent: (share) => percent.format(share),
    bytes: (value) =>
      value >= 1e9
        ? `${number(1, 1, 'auto').format(value / 1e9)}\u00a0${locale === 'fr-FR' ? 'Go' : 'GB'}`
        : value >= 1e6
          ? `${number(1, 1, 'auto').format(value / 1e6)}\u00a0${locale === 'fr-FR' ? 'Mo' : 'MB'}`
          : `${number(0, 0, 'auto').format(Math.ceil(value / 1e3))}\u00a0${locale === 'fr-FR' ? 'ko' : 'kB'}`,
    day: (instant) => orAsGiven(instant, day),
    minute: (instant) => orAsGiven(instant, (at) => `${day(at)}, ${clock(at)}`),
    tick: (epoch, unit) => ticks[unit](new Date(epoch)),
    country: (code) => {
      if (!/^[A-Z]{2}$/.test(code) || USER_ASSIGNED.test(code)) return code;
      const name = regions.of(code);
      return name === undefined || name === code ? code : `${name} (${code})`;
    },
    duration: (days) => {
      if (days < 1) return locale === 'fr-FR' ? 'moins d’un jour' : 'less than a day';
      if (days < 60) return units.day.format(Math.floor(days));
      if (days < 730) return units.month.format(Math.floor(days / 30.44));
      return units.year.format(Math.floor(days / 365.25));
    },
    list: (items) => lists.format(items),
    either: (items) => alternatives.format(items),
  };
}

let english: Formats | undefined;
let french: Formats | undefined;

/** Made when they are first asked for: most commands write in one language, or in none. */
export const formats = {
  get en(): Formats {
    english ??= formatsOf('en-GB');
    return english;
  },
  get fr(): Formats {
    french ??= formatsOf('fr-FR');
    return french;
  },
};
