import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Reason } from '../api/schema.ts';
import { useInLanguage, useLanguage, useSay } from '../messages/say.ts';
import { indicatorsQuery } from './handling-queries.ts';
import { type Ordinary, OTHER, SAID_BY } from './ordinary.ts';
import { type About, ordinaryChoices } from './ordinary-choices.ts';

export function OrdinaryFields({
  value,
  about,
  reasonsAgainst,
  onChange,
}: {
  readonly value: Ordinary;
  /** Null for several leads at once: then the words alone say which explanation. */
  readonly about: About | null;
  /** Ordinary explanations that the records of this lead show. */
  readonly reasonsAgainst: readonly Pick<Reason, 'indicator' | 'title'>[];
  readonly onChange: (value: Ordinary) => void;
}) {
  const say = useSay();
  const inLanguage = useInLanguage();
  const { language } = useLanguage();
  const known = useQuery(indicatorsQuery);
  const { found, others } =
    about === null ? { found: [], others: [] } : ordinaryChoices(known.data ?? [], reasonsAgainst, about, language);
  return (
    <>
      {about?.queue === 'investigation' ? <p className="meta">{say('ordinary.victim')}</p> : null}
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
                    items: found.map(({ id, title }) => ({ value: id, label: inLanguage(title) })),
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
      <NativeSelect
        label={say('ordinary.saidBy')}
        value={value.saidBy}
        onChange={(event) =>
          onChange({ ...value, saidBy: SAID_BY.find((each) => each === event.currentTarget.value) ?? '' })
        }
        data={[
          { value: '', label: say('ordinary.choose') },
          ...SAID_BY.map((each) => ({ value: each, label: say(`saidBy.${each}`) })),
        ]}
      />
      {value.saidBy === '' || value.saidBy === 'records' ? null : (
        <TextInput
          label={say('ordinary.whom')}
          description={say(value.saidBy === 'other' ? 'ordinary.whomNeeded' : 'ordinary.whomWhy')}
          maxLength={200}
          autoComplete="off"
          value={value.whom}
          onChange={(event) => onChange({ ...value, whom: event.currentTarget.value })}
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
