/** French first: it is what is shown to whoever asked for neither. */
const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Bilingual = Readonly<Record<Language, string>>;

const STORED = 'vigie.language';

/** `?lang=` of the address, then what this browser was last told, then what it asks for. */
export function chosenLanguage(address: string, asked: readonly string[], store: Storage): Language {
  const inAddress = new URL(address).searchParams.get('lang');
  if (isLanguage(inAddress)) return inAddress;
  const stored = store.getItem(STORED);
  if (isLanguage(stored)) return stored;
  return asked.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'fr';
}

export function keepLanguage(language: Language, store: Storage): void {
  store.setItem(STORED, language);
}

function isLanguage(text: string | null): text is Language {
  return LANGUAGES.some((language) => language === text);
}
