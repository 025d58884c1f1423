import { inFrench } from '../report/known-sentences.ts';

/** What the terminal advises and the pages have a place for: in their words. */
const PLACES = [
  [/say "zone" in a mapping file/, 'choose the time zone below'],
  [/say "formats: dates" in a mapping file/, 'choose the order of day and month below'],
  [/say "formats: decimal" in a mapping file/, 'choose the decimal sign below'],
  [/ Write a mapping file and give it with --mapping, .*$/s, ' Say in the table below what the columns mean.'],
] as const;
const PLACES_FR = [
  [/préciser « zone » dans un fichier de correspondance/, 'choisir le fuseau horaire ci-dessous'],
  [/préciser « formats: dates » dans un fichier de correspondance/, 'choisir l’ordre du jour et du mois ci-dessous'],
  [/préciser « formats: decimal » dans un fichier de correspondance/, 'choisir le signe décimal ci-dessous'],
  [
    / Écrire un fichier de correspondance et le donner avec --mapping, .*$/s,
    ' Dire dans le tableau ci-dessous ce que veulent dire les colonnes.',
  ],
] as const;

/** A sentence of the readers in both languages, as somebody at the pages can follow it. */
export function inBrowserWords(sentence: string): { readonly en: string; readonly fr: string } {
  const placed = (text: string, places: typeof PLACES | typeof PLACES_FR): string =>
    places.reduce((said, [match, words]) => said.replace(match, words), text);
  const french = inFrench(sentence);
  const en = placed(sentence, PLACES);
  return { en, fr: french === null ? en : placed(french, PLACES_FR) };
}
