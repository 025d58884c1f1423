import { useMemo } from 'react';
import { useLanguage, useSay } from '../messages/say.ts';
import { Choice } from './fields.tsx';
import { languagesIn } from './languages.ts';

/** A language by its name in the language of the page. */
export function LanguageField({
  label,
  field,
  value,
  onChange,
}: {
  readonly label: string;
  readonly field?: string;
  readonly value: string;
  readonly onChange: (language: string) => void;
}) {
  const say = useSay();
  const { language: own } = useLanguage();
  const languages = useMemo(() => languagesIn(own), [own]);
  return (
    <Choice
      label={label}
      field={field}
      value={value}
      options={[{ value: '', label: say('choose') }, ...languages]}
      onChange={onChange}
    />
  );
}

/** The name of a language in the language of the page; its code when it has none. */
export function useLanguageName(): (code: string) => string {
  const { language: own } = useLanguage();
  return (code) => new Intl.DisplayNames(own, { type: 'language', fallback: 'code' }).of(code) ?? code;
}
