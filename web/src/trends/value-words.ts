import { useMemo } from 'react';
import type { Facet } from '../api/schema.ts';
import { spelledOut } from '../look/spelled-out.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** A value of a facet in words: a month, a pair of countries, or the text of the records. */
export function useValueWords(): (facet: Facet, value: string) => string {
  const say = useSay();
  const formats = useFormats();
  return useMemo(
    () => (facet, value) => {
      const corridor = /^([A-Z]{2})-([A-Z]{2})$/.exec(value);
      if (facet === 'month') return /^\d{4}-\d\d$/.test(value) ? formats.tick(Date.parse(value), 'month') : value;
      if (facet === 'corridor' && corridor !== null)
        return say('trends.fromTo', {
          from: formats.country(corridor[1] ?? ''),
          to: formats.country(corridor[2] ?? ''),
        });
      // It goes into a file as well, and not only into elements.
      return spelledOut(value);
    },
    [say, formats],
  );
}
