import type { EvidenceRow } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

type Gap = EvidenceRow['gaps'][number];

/** What is missing in the custody of an item, a sentence each. */
export function useGapWords(): (gap: Gap) => string {
  const say = useSay();
  const formats = useFormats();
  return (gap) => {
    switch (gap.what) {
      case 'not_acknowledged':
        return say(`gap.not_acknowledged.${gap.side}`, { days: gap.days });
      case 'check_overdue':
        return say('gap.check_overdue', { date: formats.day(gap.nextCheckOn), days: gap.days });
      case 'custody_break':
        return say('gap.custody_break', { expected: gap.expected, given: gap.given, seq: gap.seq });
      case 'seal_broken':
      case 'hash_different':
      case 'out_of_order':
        return say(`gap.${gap.what}`, { seq: gap.seq });
    }
  };
}

export function keyOfGap(gap: Gap): string {
  return gap.what === 'check_overdue' ? gap.what : `${gap.what} ${gap.seq}${'side' in gap ? gap.side : ''}`;
}
