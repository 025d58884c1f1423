import { NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Reason } from '../api/schema.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { indicatorsQuery } from './handling-queries.ts';

/** An ordinary explanation as it is typed: which one, and the words of who gives it. */
export interface Ordinary {
  readonly explanation: string;
  readonly words: string;
}

/** None of the explanations that the records show: then the words say which. */
export const OTHER = 'other';

/** Whether it says enough to be recorded. */
export function isWhole({ explanation, words }: Ordinary): boolean {
  return explanation !== '' && (explanation !== OTHER || words.trim() !== '');
}

export function OrdinaryFields({
  value,
  found,
  onChange,
}: {
  readonly value: Ordinary;
  /** Ordinary explanations that the records of this lead show. */
  readonly found: readonly Pick<Reason, 'indicator' | 'title'>[];
  readonly onChange: (value: Ordinary) => void;
}) {
  const say = useSay();
  const inLanguage = useInLanguage();
  const known = useQuery(indicatorsQuery);
  const others = (known.data ?? []).filter(
    ({ id, against }) => against && !found.some(({ indicator }) => indicator === id),
  );
  return (
    <>
      {found.length + others.length === 0 ? null : (
        <NativeSelect
          label={say('ordinary.which')}
          value={value.explanation}
          onChange={(event) => onChange({ ...value, explanation: event.currentTarget.value })}
          data={[
            { value: '', label: say('ordinary.choose') },
            ...(found.length === 0
              ? []
              : [
                  {
                    group: say('ordinary.found'),
                    items: found.map(({ indicator, title }) => ({ value: indicator, label: inLanguage(title) })),
                  },
                ]),
            {
              group: say('ordinary.others'),
              items: [
                ...others.map(({ id, title }) => ({ value: id, label: inLanguage(title) })),
                { value: OTHER, label: say('ordinary.none') },
              ],
            },
          ]}
        />
      )}
      <Textarea
        label={say('ordinary.words')}
        description={say(value.explanation === OTHER ? 'ordinary.wordsNeeded' : 'ordinary.wordsWhy')}
        rows={4}
        maxLength={10_000}
        value={value.words}
        onChange={(event) => onChange({ ...value, words: event.currentTarget.value })}
      />
    </>
  );
}
