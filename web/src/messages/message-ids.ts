import { useMemo } from 'react';
import { type MessageFormatElement, useIntl } from 'react-intl';

/** The element of a parsed message that is text and nothing else, as the parser numbers it. */
const LITERAL = 0;

type Messages = Readonly<Record<string, string | readonly MessageFormatElement[]>>;

/** The ids of the messages that say exactly a text: what was named in one language is known again by them in the other. */
export function messageIds(messages: Messages): (text: string) => readonly string[] {
  const ids = new Map<string, string[]>();
  for (const [id, message] of Object.entries(messages)) {
    const text = textOf(message);
    if (text !== null) ids.set(text, [...(ids.get(text) ?? []), id]);
  }
  return (text) => ids.get(text) ?? [];
}

/** The same of the language that is shown. */
export function useMessageIds(): (text: string) => readonly string[] {
  const { messages } = useIntl();
  return useMemo(() => messageIds(messages), [messages]);
}

/** A text that was said in some language, as it is said in the one that is shown: by the first message that said it; itself when none did. */
export function useSaidNow(): (text: string, ids: readonly string[]) => string {
  const { messages } = useIntl();
  const idsOf = useMessageIds();
  return (text, ids) => {
    if (idsOf(text).some((id) => ids.includes(id))) return text;
    const known = ids.find((id) => messages[id] !== undefined);
    const message = known === undefined ? undefined : messages[known];
    return (message === undefined ? null : textOf(message)) ?? text;
  };
}

function textOf(message: Messages[string]): string | null {
  if (typeof message === 'string') return message.trim();
  const [only, ...more] = message;
  return only?.type === LITERAL && more.length === 0 ? only.value.trim() : null;
}
