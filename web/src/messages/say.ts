import { createContext, useContext, useMemo } from 'react';
import { useIntl } from 'react-intl';
import type french from './fr.json';
import type { Bilingual, Language } from './language.ts';

/** Every text of the client has one; an unknown one does not compile. */
export type MessageId = keyof typeof french;
export type Say = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string;

export function useSay(): Say {
  const intl = useIntl();
  return useMemo(() => (id, values) => intl.formatMessage({ id }, values), [intl]);
}

interface LanguageChoice {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

export const LanguageContext = createContext<LanguageChoice>({ language: 'fr', setLanguage: () => {} });

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

/** Chooses a text of the data, which comes in both languages. */
export function useInLanguage(): (text: Bilingual) => string {
  const { language } = useLanguage();
  return (text) => text[language];
}
