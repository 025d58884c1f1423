import { useLocation } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useMe } from '../api/me.ts';
import { useMessageIds } from '../messages/message-ids.ts';
import type { DialogTitle } from './dialog-title.ts';
import { forgetTyped, keepTyped, keyOf, standsOpen, typedOf } from './kept-words.ts';
import { typeAgain, typedIn } from './typed-fields.ts';

/** Keeps what is typed in a form until it is recorded or put away, and types it again when the form was lost in between. */
export function useKeptWords(title: DialogTitle): {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly again: boolean;
  readonly forget: () => void;
} {
  const { pathname } = useLocation();
  const key = keyOf(useMe().member.id, pathname, title);
  // The title says what is there now, and may change while the dialog stands.
  const [own] = useState(key);
  const idsOf = useMessageIds();
  const form = useRef<HTMLFormElement>(null);
  const isOver = useRef(false);
  const [again, setAgain] = useState(false);
  useEffect(() => {
    const element = form.current;
    if (element === null) return undefined;
    let missing = typedOf(own);
    if (missing.length > 0) setAgain(true);
    const typeMissing = (): void => {
      missing = typeAgain(element, missing, idsOf);
    };
    const first = setTimeout(typeMissing, 0);
    // Fields and choices come with what stands in others, or with an answer of the server, however long it takes.
    const watch = new MutationObserver(typeMissing);
    watch.observe(element, { childList: true, subtree: true });
    // A field that goes with its form tells of a change once more.
    const keep = (): void => {
      if (!isOver.current) keepTyped(own, [...typedIn(element, idsOf), ...missing]);
    };
    element.addEventListener('input', keep);
    element.addEventListener('change', keep);
    const close = standsOpen(own);
    return () => {
      clearTimeout(first);
      watch.disconnect();
      element.removeEventListener('input', keep);
      element.removeEventListener('change', keep);
      close();
    };
  }, [own, idsOf]);
  const forget = (): void => {
    isOver.current = true;
    forgetTyped(own);
  };
  return { form, again, forget };
}
