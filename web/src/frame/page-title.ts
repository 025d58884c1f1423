import { useEffect } from 'react';

/** The title of the browser's tab, most particular first. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Vigie`;
  }, [title]);
}
