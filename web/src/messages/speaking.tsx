import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { IntlProvider, type MessageFormatElement } from 'react-intl';
import { keepLanguage, type Language } from './language.ts';
import { LanguageContext } from './say.ts';

type Messages = Record<string, MessageFormatElement[]>;

/** The build has parsed them; only the language that is shown is loaded. */
export async function loadMessages(language: Language): Promise<Messages> {
  const file = language === 'fr' ? await import('./fr.json') : await import('./en.json');
  return file.default as unknown as Messages;
}

interface Spoken {
  readonly language: Language;
  readonly messages: Messages;
}

export function Speaking({ first, children }: { readonly first: Spoken; readonly children: ReactNode }) {
  const [spoken, setSpoken] = useState(first);
  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);
  const choice = useMemo(
    () => ({
      language: spoken.language,
      setLanguage: (language: Language) => {
        keepLanguage(language, localStorage);
        void loadMessages(language).then((messages) => setSpoken({ language, messages }));
      },
    }),
    [spoken.language],
  );
  return (
    <LanguageContext value={choice}>
      <IntlProvider
        locale={spoken.language === 'fr' ? 'fr-FR' : 'en-GB'}
        defaultLocale="fr-FR"
        timeZone="UTC"
        messages={spoken.messages}
      >
        {children}
      </IntlProvider>
    </LanguageContext>
  );
}
