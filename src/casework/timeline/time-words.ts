import type { EventTime, Precision } from './event-time.ts';

type Language = 'fr' | 'en';

/** A time as it is read: local to where it was said, with the zone, and never more exact than it is known. */
export function timeWords(when: EventTime, language: Language): string {
  const { precision, said, until } = when;
  if (said === null) return language === 'fr' ? 'sans date' : 'undated';
  const begins = pointWords(said, language);
  const zone = when.zone !== null && said.includes('T') ? ` (${when.zone})` : '';
  if (until !== null) {
    const ends = pointWords(until, language);
    if (precision === 'approximate')
      return language === 'fr' ? `entre ${begins} et ${ends}${zone}` : `between ${begins} and ${ends}${zone}`;
    return language === 'fr' ? `de ${begins} à ${ends}${zone}` : `from ${begins} to ${ends}${zone}`;
  }
  if (precision === 'approximate') return `${language === 'fr' ? 'vers' : 'about'} ${begins}${zone}`;
  return `${begins}${zone}`;
}

const PRECISION_WORDS: Readonly<Record<Precision, Readonly<Record<Language, string>>>> = {
  exact: { fr: 'exacte', en: 'exact' },
  hour: { fr: 'à l’heure', en: 'to the hour' },
  day: { fr: 'au jour', en: 'to the day' },
  month: { fr: 'au mois', en: 'to the month' },
  approximate: { fr: 'approximative', en: 'approximate' },
  undated: { fr: 'sans date', en: 'undated' },
};

export function precisionWords(precision: Precision, language: Language): string {
  return PRECISION_WORDS[precision][language];
}

const MONTHS = {
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const;

/** Written by itself and not by the library of the machine: a file on paper has the same bytes wherever it is made. */
function pointWords(said: string, language: Language): string {
  const [date = '', clock] = said.split('T');
  const [year = '', month, day] = date.split('-');
  const name = month === undefined ? '' : (MONTHS[language][Number(month) - 1] ?? month);
  const first = language === 'fr' && day === '01';
  const words = [
    ...(day === undefined ? [] : [first ? '1er' : String(Number(day))]),
    ...(name === '' ? [] : [name]),
    year,
  ].join(' ');
  if (clock === undefined) return words;
  const [hour = '', minute, seconds] = clock.split(':');
  if (minute === undefined) return `${words}, ${hour} h`;
  const second = seconds === undefined ? '' : `:${seconds.slice(0, 2)}`;
  return `${words}, ${hour}:${minute}${second === ':00' ? '' : second}`;
}
