import type { Bilingual } from '../messages/language.ts';
import { type MessageId, type Say, useInLanguage, useSay } from '../messages/say.ts';

/** What stands in a title: words of a record, another message, or a text of the data in both languages. */
type TitleValue = string | { readonly message: MessageId } | Bilingual;

/** The title of a dialog before any language: what is typed in the dialog is kept by it, and found again in the other one. */
export interface DialogTitle {
  readonly id: MessageId;
  readonly values?: Readonly<Record<string, TitleValue>>;
}

/** Says a title in the language that is shown. */
export function useTitle(): (title: DialogTitle) => string {
  const say = useSay();
  const inLanguage = useInLanguage();
  return (title) => said(title, say, inLanguage);
}

function said({ id, values = {} }: DialogTitle, say: Say, inLanguage: (text: Bilingual) => string): string {
  const inWords = (value: TitleValue): string => {
    if (typeof value === 'string') return value;
    return 'message' in value ? say(value.message) : inLanguage(value);
  };
  return say(id, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inWords(value)])));
}
