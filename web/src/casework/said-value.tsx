import type { StatementValue } from '../api/schema.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useLanguage, useSay } from '../messages/say.ts';

/** What a statement says: an interval of age, a date as exactly as it is known, a place, or words. */
export function SaidValue({ value }: { readonly value: StatementValue }) {
  const say = useSay();
  const formats = useFormats();
  const { language } = useLanguage();
  if ('from' in value)
    return (
      <>
        {value.from === value.to
          ? say('said.year', { years: value.from })
          : say('said.years', { from: value.from, to: value.to })}
      </>
    );
  if ('date' in value) {
    if (value.exact === 'day') return <>{formats.day(value.date)}</>;
    if (value.exact === 'year') return <>{value.date.slice(0, 4)}</>;
    const month = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', year: 'numeric' });
    return <>{month.format(new Date(value.date))}</>;
  }
  if ('country' in value)
    return (
      <>
        {value.text === undefined ? null : (
          <>
            <ShownText text={value.text} longest={2000} />
            {', '}
          </>
        )}
        {formats.country(value.country)}
      </>
    );
  return <ShownText text={value.text} longest={2000} />;
}
