import type { RunSummary } from '../leads/run-summary.ts';
import { formats } from '../report/formats.ts';
import { type Language, unbroken } from '../report/language.ts';
import { timesRead } from '../report/times-read.ts';
import { sayIn } from './say-in.ts';

/** Currencies named on one line; run.json has them all. */
const MOST_CURRENCIES = 6;
/** Lines of a list that are named. */
const MOST_LINES = 8;
/** Ways of reading times that are told apart by a file. */
const MOST_WAYS = 3;

/** In which zone the times were taken: a line for each way that occurs. */
export function timesLines({ inputs }: RunSummary, language: Language): string[] {
  const say = sayIn(language);
  const ways = [...Map.groupBy(inputs, ({ times }) => times)].flatMap(([times, files]) => {
    const said = timesRead(times);
    return said === null ? [] : [{ said: unbrokenIn(language, said[language]), file: files[0]?.file ?? '' }];
  });
  return ways
    .slice(0, MOST_WAYS)
    .map(
      ({ said, file }) =>
        `${ways.length > 1 ? `${file}${say(': ', '\u00a0: ')}` : ''}${say('Times: ', 'Heures\u00a0: ')}${said}.`,
    );
}

/** Who is known by a name alone: two people may be one there, and one person two. */
export function nameLines({ counts: { byNameAlone } }: RunSummary, language: Language): string[] {
  const { payers, payees } = byNameAlone;
  if (payers + payees === 0) return [];
  const say = sayIn(language);
  const { whole } = formats[language];
  return [
    say(
      `Known by name alone (no identifier, account or phone): ${whole(payers)} payer${payers === 1 ? '' : 's'}, ${whole(payees)} payee${payees === 1 ? '' : 's'}. Equal name, country and place count as one person.`,
      `Connus par leur seul nom (ni identifiant, ni compte, ni téléphone) : ${whole(payers)} payeur${payers < 2 ? '' : 's'}, ${whole(payees)} bénéficiaire${payees < 2 ? '' : 's'}. Mêmes nom, pays et lieu comptent pour une personne.`,
    ),
  ];
}

/** Which identifiers count as one person, because a list of linked people says so. */
export function linkLines({ links }: RunSummary, language: Language): string[] {
  if (links === null) return [];
  const say = sayIn(language);
  const { whole } = formats[language];
  const { identifiers, people, transfers } = links;
  return [
    say(
      `Linked: ${whole(identifiers)} further identifier${identifiers === 1 ? '' : 's'} of ${whole(people)} ${people === 1 ? 'person' : 'people'}, in ${whole(transfers)} transfer${transfers === 1 ? '' : 's'}. Without --link everything is as before.`,
      `Reliés : ${whole(identifiers)} autre${identifiers < 2 ? '' : 's'} identifiant${identifiers < 2 ? '' : 's'} de ${whole(people)} personne${people < 2 ? '' : 's'}, dans ${whole(transfers)} transfert${transfers < 2 ? '' : 's'}. Sans --link, tout est comme avant.`,
    ),
  ];
}

/** What a list of ties to undo undid; a row that matches nobody may be spelled otherwise than the records. */
export function untieLines({ untied }: RunSummary, language: Language): string[] {
  if (untied === null) return [];
  const say = sayIn(language);
  const { whole } = formats[language];
  const { rows, payers, payees, unmatched } = untied;
  const named = unmatched.slice(0, MOST_LINES).join(', ') + (unmatched.length > MOST_LINES ? ', …' : '');
  return [
    say(
      `Ties undone: ${whole(rows)} row${rows === 1 ? '' : 's'}, for ${whole(payers)} payer${payers === 1 ? '' : 's'} and ${whole(payees)} payee${payees === 1 ? '' : 's'} of these records. Without --untie everything is as before.`,
      `Liens défaits : ${whole(rows)} ligne${rows < 2 ? '' : 's'}, pour ${whole(payers)} payeur${payers < 2 ? '' : 's'} et ${whole(payees)} bénéficiaire${payees < 2 ? '' : 's'} de ces relevés. Sans --untie, tout est comme avant.`,
    ),
    ...(unmatched.length === 0
      ? []
      : [
          say(
            `Attention: ${whole(unmatched.length)} of these rows ${unmatched.length === 1 ? 'matches' : 'match'} nobody (line ${named}). Are the identifiers written as in the records?`,
            `Attention : ${whole(unmatched.length)} de ces lignes ne ${unmatched.length < 2 ? 'correspond' : 'correspondent'} à personne (ligne ${named}). Les identifiants sont-ils écrits comme dans les relevés ?`,
          ),
        ]),
  ];
}

/** Whom the list of known subjects names: a list that names nobody looks like one whose subjects paid nobody. */
export function knownLines({ known }: RunSummary, language: Language): string[] {
  if (known === null) return [];
  const say = sayIn(language);
  const { whole } = formats[language];
  const { entries, payers, payees } = known;
  const nobody = payers + payees === 0;
  return [
    say(
      `Known subjects: ${whole(entries)} entr${entries === 1 ? 'y' : 'ies'} in force, for ${whole(payers)} payer${payers === 1 ? '' : 's'} and ${whole(payees)} payee${payees === 1 ? '' : 's'} of these records.`,
      `Personnes connues : ${whole(entries)} inscription${entries < 2 ? '' : 's'} en vigueur, pour ${whole(payers)} payeur${payers < 2 ? '' : 's'} et ${whole(payees)} bénéficiaire${payees < 2 ? '' : 's'} de ces relevés.`,
    ) +
      (nobody
        ? say(
            ' Are the identifiers written as in the records?',
            ' Les identifiants sont-ils écrits comme dans les relevés ?',
          )
        : ''),
  ];
}

/** Currencies whose euro amounts are unknown, those that do not exist first. */
export function currencyLines({ currenciesWithoutRate }: RunSummary, language: Language): string[] {
  const say = sayIn(language);
  const { whole } = formats[language];
  const named = (all: RunSummary['currenciesWithoutRate']): string => {
    const rest = all.length - MOST_CURRENCIES;
    const first = all.slice(0, MOST_CURRENCIES).map(({ currency, transfers }) => `${currency} (${whole(transfers)})`);
    return [...first, ...(rest > 0 ? [`+${whole(rest)}`] : [])].join(', ');
  };
  const known = currenciesWithoutRate.filter(({ inIso4217 }) => inIso4217);
  const unheard = currenciesWithoutRate.filter(({ inIso4217 }) => !inIso4217);
  return [
    ...(unheard.length === 0
      ? []
      : [
          say(
            `Attention: ISO 4217 has no such currency: ${named(unheard)}. These transfers count, but their amount in euro is unknown: correct the code at its source.`,
            `Attention : la norme ISO 4217 n’a pas de telle devise : ${named(unheard)}. Ces transferts comptent, mais leur montant en euros est inconnu : corriger le code à la source.`,
          ),
        ]),
    ...(known.length === 0
      ? []
      : [
          say(
            `No exchange rate, so amounts in euro are unknown: ${named(known)}. Rates can be given with --rates`,
            `Sans taux de change, montants en euros inconnus : ${named(known)}. Des taux se donnent avec --rates`,
          ),
        ]),
  ];
}

function unbrokenIn(language: Language, text: string): string {
  return language === 'fr' ? unbroken(text) : text;
}
