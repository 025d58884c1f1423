import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { newestRunQuery } from '../attention/run-queries.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** Up to when records are used: a day of the calendar as the browser asks for one; empty, up to the last transfer. */
export function AsOfField({ value, onChange }: { readonly value: string; readonly onChange: (day: string) => void }) {
  const say = useSay();
  return (
    <TextInput
      type="date"
      className="as-of"
      label={say('import.asOf')}
      description={say('import.asOfWhat')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/**
 * What the last run suggests. It is offered and not filled in: that run did not know the new files, and what is later in them would be
 * left out unseen.
 */
export function SuggestedAsOf({ unit, onTake }: { readonly unit: string; readonly onTake: (day: string) => void }) {
  const say = useSay();
  const formats = useFormats();
  const suggested = useQuery(newestRunQuery(unit)).data?.attention.strayEnd?.suggestedAsOf;
  if (suggested === undefined) return null;
  const day = formats.day(suggested);
  return (
    <p className="meta">
      {say('import.asOfSuggested', { day })}{' '}
      <button type="button" className="link" onClick={() => onTake(suggested)}>
        {say('import.asOfTake', { day })}
      </button>
    </p>
  );
}
