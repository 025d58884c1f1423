import { useMemo } from 'react';
import { useLanguage, useSay } from '../messages/say.ts';
import { countriesIn } from './countries.ts';
import { Choice } from './fields.tsx';

export function CountryField({
  label,
  field,
  hint,
  value,
  onChange,
}: {
  readonly label: string;
  readonly field?: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (country: string) => void;
}) {
  const say = useSay();
  const { language } = useLanguage();
  const countries = useMemo(() => countriesIn(language), [language]);
  return (
    <Choice
      label={label}
      field={field}
      hint={hint}
      value={value}
      options={[{ value: '', label: say('choose') }, ...countries]}
      onChange={onChange}
    />
  );
}
