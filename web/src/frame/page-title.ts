import { useEffect } from 'react';
import { inPractice } from '../api/practice.ts';
import { useSay } from '../messages/say.ts';

/** The title of the browser's tab, most particular first. */
export function usePageTitle(title: string): void {
  const say = useSay();
  const mark = inPractice ? `${say('practice.mark')} · ` : '';
  useEffect(() => {
    document.title = `${mark}${title} · Vigie`;
  }, [mark, title]);
}
