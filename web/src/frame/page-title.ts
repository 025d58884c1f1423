import { useEffect } from 'react';
import { inPractice } from '../api/practice.ts';
import { spelledOut } from '../look/spelled-out.ts';
import { useSay } from '../messages/say.ts';

/** The title of the browser's tab, most particular first. */
export function usePageTitle(title: string): void {
  const say = useSay();
  const mark = inPractice ? `${say('practice.mark')} · ` : '';
  useEffect(() => {
    // The one text that is shown and is no element.
    document.title = spelledOut(`${mark}${title} · Vigie`);
  }, [mark, title]);
}
