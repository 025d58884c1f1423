import type { PickedFile } from '../api/schema.ts';

/** The query of the address of the page. */
export interface ImportSearch {
  readonly unit?: string;
  /** The file whose columns are looked at. */
  readonly look?: string;
  /** The import that is followed. */
  readonly job?: string;
  /** The day as of which to scan again what is there. */
  readonly again?: string;
}

export function readImportSearch(search: Record<string, unknown>): ImportSearch {
  const found: Record<string, string> = {};
  for (const key of ['unit', 'look', 'job', 'again']) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') found[key] = value;
  }
  return found;
}

/** How the address and the page name a file that waits to be imported. */
export function keyOf(file: PickedFile): string {
  return 'received' in file ? `received.${file.received}` : `inbox.${file.inbox}`;
}

export function fileOf(key: string | undefined): PickedFile | null {
  const match = /^(received|inbox)\.(.+)$/s.exec(key ?? '');
  if (match === null) return null;
  const [, where, name = ''] = match;
  return where === 'inbox' ? { inbox: name } : { received: name };
}
