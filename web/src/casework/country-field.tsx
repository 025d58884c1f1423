import { useMemo } from 'react';
import { useLanguage, useSay } from '../messages/say.ts';
import { countriesIn } from './countries.ts';
import { Choice } from './fields.tsx';

export function CountryField({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string;
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
      hint={hint}
      value={value}
      options={[{ value: '', label: say('choose') }, ...countries]}
      onChange={onChange}
    />
  );
}
