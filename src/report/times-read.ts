import type { Bilingual } from './language.ts';

/** How the times of a file were taken, in a sentence without its stop; null where there was nothing to assume. */
export function timesRead(times: string | null): Bilingual | null {
  switch (times) {
    case null:
      return null;
    case 'offset':
      return {
        en: 'each time says its own offset from UTC',
        fr: 'chaque heure dit son propre décalage par rapport à UTC',
      };
    case 'column':
      return {
        en: 'each row names its time zone',
        fr: 'chaque ligne nomme son fuseau horaire',
      };
    case 'days':
      return {
        en: 'only days are written, so whether it was night is unknown',
        fr: 'seuls les jours sont écrits : on ne sait pas s’il faisait nuit',
      };
    case 'UTC':
      return { en: 'taken as UTC', fr: 'prises comme temps universel (UTC)' };
    case 'payer':
      return {
        en: 'written without a zone, they were taken as local to the payer’s place (otherwise say "zone" in a mapping file)',
        fr: 'écrites sans fuseau, elles ont été prises comme locales au lieu du payeur (sinon, dire « zone » dans un fichier de correspondance)',
      };
    default:
      return { en: `taken as local to ${times}`, fr: `prises comme locales à ${times}` };
  }
}
