import { currencyCode } from '../money/currencies.ts';
import { FILLER_WORDS, LIKELY_SHORT_FORMS, SURE_SHORT_FORMS } from './header-words.ts';

/** A header as it is looked up. */
interface ReadHeader {
  /** Its words, spelled out, without those that add nothing. */
  readonly key: string;
  /** True when a word was written in a form that is short for more than one. */
  readonly guessed: boolean;
  /** ISO 4217 code of the unit that an amount is written in, as in "Montant (EUR)"; '' for a unit that several currencies share. */
  readonly unit: string | null;
}

/** Characters of a header that are looked at: what is longer is a text, and time would grow with its square. */
const LONGEST = 200;

/** Lower case, no accents, words separated by single spaces, camelCase split: "Nom_de l’Expéditeur" → "nom de l expediteur". */
export function normaliseHeader(header: string): string {
  // The word lists are written like this, and are gone through at every start.
  if (header.length <= LONGEST && /^[a-z0-9]+(?: [a-z0-9]+)*$/.test(header)) return header;
  return header
    .slice(0, LONGEST)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/\b(n)\s*°/gi, '$1 ')
    .replaceAll(/№|#/g, ' no ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** The words of a header, spelled out and compared as the word lists are. */
export function headerKey(header: string): string {
  return readWords(normaliseHeader(header)).key;
}

export function readHeader(header: string): ReadHeader {
  const { text, unit } = withoutUnit(withoutHints(header.slice(0, LONGEST)));
  const normalised = normaliseHeader(text);
  // A bare "N°" is as often the number of the row as that of the transfer.
  if (BARE_NUMBER.test(normalised)) return { key: '', guessed: false, unit };
  return { ...readWords(normalised), unit };
}

const BARE_NUMBER = /^(no|n|nr|num)$/;

function readWords(normalised: string): { key: string; guessed: boolean } {
  let guessed = false;
  const words = normalised.split(' ').flatMap((word) => {
    const likely = LIKELY_SHORT_FORMS.get(word);
    if (likely !== undefined) guessed = true;
    return FILLER_WORDS.has(word) ? [] : [SURE_SHORT_FORMS.get(word) ?? likely ?? word];
  });
  return { key: words.join(' '), guessed };
}

/** What stands in brackets and only says how the values are written: a form of dates, a zone, a kind of code, that it must be filled in. */
const HINT =
  /^(?:[jmadhys/:.\s-]+|(?:heure |time )?(?:utc|gmt)|(?:code )?iso[ -]?(?:\d[\d -]*)?(?:alpha[ -]?[23])?|alpha[ -]?[23]|[23] lettres|[23] letters|e\.?164|optionnel|facultatif|optional|obligatoire|requis|required|mandatory|s|e|es|\*)$/i;

function withoutHints(header: string): string {
  return header
    .replaceAll(/[([{]([^()[\]{}]*)[)\]}]/g, (whole, inside: string) =>
      inside.trim() === '' || HINT.test(inside.trim()) ? ' ' : whole,
    )
    .replace(/[\s_-]+(?:utc|gmt)\s*$/i, '');
}

/** Codes that may stand at the end of a header without brackets; others could be words of it. */
const PLAIN_UNIT = /[\s_-]+(?:en |in )?(EUR|USD|GBP|CHF|CAD|AUD|JPY|XOF|XAF|PHP|AED|euros?|€|\$|£|FCFA|F CFA)\s*$/i;
const BRACKETED_UNIT = /[([{]\s*(?:en |in )?([A-Z]{3}|euros?|€|\$|£|FCFA|F CFA)\s*[)\]}]\s*$/i;

function withoutUnit(header: string): { text: string; unit: string | null } {
  for (const pattern of [BRACKETED_UNIT, PLAIN_UNIT]) {
    const found = pattern.exec(header);
    if (found === null || found.index === 0) continue;
    const said = found[1] ?? '';
    const shared = /^(\$|£|f ?cfa)$/i.test(said);
    const code = shared ? '' : currencyCode(/^euro/i.test(said) ? 'EUR' : said);
    if (code !== null) return { text: header.slice(0, found.index), unit: code };
  }
  return { text: header, unit: null };
}
