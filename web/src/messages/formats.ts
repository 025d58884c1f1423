import { useMemo } from 'react';
import type { Language } from './language.ts';
import { useLanguage } from './say.ts';

/** How numbers, money and instants are written; the same as in the report of a scan. */
export interface Formats {
  readonly whole: (value: number) => string;
  readonly decimal: (value: number, atLeast?: number, atMost?: number) => string;
  /** Sign shown, always four decimals: these numbers are added up by the reader. */
  readonly signed: (value: number) => string;
  /** Decimal text, never through a float. */
  readonly money: (amount: string, currency: string) => string;
  readonly amount: (amount: string) => string;
  /** A share of 1, never rounded up: 100 % is all of it. */
  readonly percent: (share: number) => string;
  readonly day: (instant: string) => string;
  readonly minute: (instant: string) => string;
  readonly tick: (epoch: number, unit: 'day' | 'month' | 'year') => string;
  readonly country: (code: string) => string;
  /** Days, then months, then years: as exact as a person needs it. */
  readonly duration: (days: number) => string;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;
/** Codes that ISO 3166-1 leaves to users: made-up worlds use them, and no table may give them a name. */
const USER_ASSIGNED = /^(AA|Q[M-Z]|X[A-JL-Z]|ZZ)$/;

function isDecimal(text: string): text is `${number}` {
  return DECIMAL.test(text);
}

function formatsOf(language: Language): Formats {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const minus = (text: string): string => text.replace('-', '−');
  const number = (atLeast: number, atMost: number, signDisplay: 'auto' | 'exceptZero' = 'auto'): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: atLeast, maximumFractionDigits: atMost, signDisplay });
  const whole = number(0, 0);
  const cents = number(2, 4);
  const signs = number(4, 4, 'exceptZero');
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, roundingMode: 'trunc' });
  const date = (options: Intl.DateTimeFormatOptions): ((at: Date) => string) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (at) => formatter.format(at);
  };
  const shortDay = date({ day: 'numeric', month: 'short', year: 'numeric' });
  const day = (at: Date): string => (language === 'fr' ? shortDay(at).replace(/^1 /, '1er ') : shortDay(at));
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
  const decimalText = (amount: string): string => (isDecimal(amount) ? minus(cents.format(amount)) : amount);
  const orAsGiven = (instant: string, write: (at: Date) => string): string => {
    const at = new Date(instant);
    return Number.isNaN(at.getTime()) ? instant : write(at);
  };
  return {
    whole: (value) => minus(whole.format(value)),
    decimal: (value, atLeast = 0, atMost = 4) => minus(number(atLeast, atMost).format(value)),
    signed: (value) => minus(signs.format(value)),
    money: (amount, currency) => `${decimalText(amount)}\u00a0${currency}`,
    amount: decimalText,
    percent: (share) => percents.format(share),
    day: (instant) => orAsGiven(instant, day),
    minute: (instant) => orAsGiven(instant, (at) => `${day(at)}, ${clock(at)}`),
    tick: (epoch, tickUnit) => ticks[tickUnit](new Date(epoch)),
    country: (code) => {
      if (!/^[A-Z]{2}$/.test(code) || USER_ASSIGNED.test(code)) return code;
      const name = regions.of(code);
      return name === undefined || name === code ? code : `${name} (${code})`;
    },
    duration: (days) => {
      if (days < 1) return language === 'fr' ? 'moins d’un jour' : 'less than a day';
      if (days < 60) return units.day.format(Math.floor(days));
      if (days < 730) return units.month.format(Math.floor(days / 30.44));
      return units.year.format(Math.floor(days / 365.25));
    },
  };
}

const known = new Map<Language, Formats>();

export function useFormats(): Formats {
  const { language } = useLanguage();
  return useMemo(() => {
    const found = known.get(language) ?? formatsOf(language);
    known.set(language, found);
    return found;
  }, [language]);
}
