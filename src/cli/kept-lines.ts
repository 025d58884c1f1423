import type { RunSummary } from '../leads/run-summary.ts';
import { formats } from '../report/formats.ts';
import type { Language } from '../report/language.ts';
import { sayIn } from './say-in.ts';

/** What a lake spared this scan, or why it did not. */
export function keptLines({ kept }: RunSummary, language: Language): string[] {
  if (kept === null) return [];
  const { payers, payees } = kept;
  const sides = [payers, payees];
  const say = sayIn(language);
  const { whole } = formats[language];
  const lines: string[] = [];
  if (sides.some(({ takenOver }) => takenOver > 0))
    lines.push(
      say(
        `The same transfers as in the scan before, so facts were taken over: payers (by corridor) ${whole(payers.takenOver)} of ${whole(payers.takenOver + payers.computed)}, payees ${whole(payees.takenOver)} of ${whole(payees.takenOver + payees.computed)}.`,
        `Mêmes transferts qu’à l’analyse précédente, donc faits repris : payeurs (par couloir) ${whole(payers.takenOver)} sur ${whole(payers.takenOver + payers.computed)}, bénéficiaires ${whole(payees.takenOver)} sur ${whole(payees.takenOver + payees.computed)}.`,
      ),
    );
  if (sides.some(({ unusable }) => unusable === 'other'))
    lines.push(
      say(
        'Facts kept by an earlier scan come from another version of Vigie, or from other --places or --link: they were computed again.',
        'Les faits gardés par une analyse antérieure viennent d’une autre version de Vigie, ou d’autres --places ou --link : ils ont été recalculés.',
      ),
    );
  if (sides.some(({ unusable }) => unusable === 'damaged'))
    lines.push(
      say(
        'Facts kept by an earlier scan are damaged: they were not used, and were computed again.',
        'Des faits gardés par une analyse antérieure sont endommagés : ils n’ont pas servi et ont été recalculés.',
      ),
    );
  if (sides.some(({ written }) => !written))
    lines.push(
      say(
        'The facts could not be kept in the lake for the next scan: is there room on its disk, and the right to write?',
        'Les faits n’ont pas pu être gardés dans l’entrepôt pour l’analyse suivante : reste-t-il de la place, et le droit d’y écrire ?',
      ),
    );
  return lines;
}
