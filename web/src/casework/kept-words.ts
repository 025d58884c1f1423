import { inPractice } from '../api/practice.ts';
import type { DialogTitle } from './dialog-title.ts';

/**
 * What is typed in a dialog, so that a session that ends in between takes nobody's words. It lies in the session storage of the tab and not
 * in memory, since signing in elsewhere loads the page anew; and not in local storage, since it may hold names: it goes when it is
 * recorded or put away, when its member signs out, when another one signs in, and with the tab.
 */
const BEGINNING = inPractice ? 'practice vigie.words.' : 'vigie.words.';

/** Label of a field, what was typed in it (of a box whether it is ticked), and the messages that say that label, whatever the language. */
export type Typed = readonly (readonly [label: string, value: string | boolean, messages: readonly string[]])[];

const listeners = new Set<() => void>();
/** Dialogs that stand open: they show themselves what was typed. */
const open = new Set<string>();

/** The same in each language: a title is kept by its message and what stands in it. */
export function keyOf(memberId: string, path: string, { id, values = {} }: DialogTitle): string {
  return `${BEGINNING}${JSON.stringify([memberId, path, { id, values }])}`;
}

export function keepTyped(key: string, typed: Typed): void {
  sessionStorage.setItem(key, JSON.stringify(typed));
}

export function typedOf(key: string): Typed {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isTyped) : [];
  } catch {
    return [];
  }
}

export function forgetTyped(key: string): void {
  sessionStorage.removeItem(key);
  tellAll();
}

/** Titles of the dialogs of a page that were left with something typed in them. */
export function leftOn(memberId: string, path: string): readonly DialogTitle[] {
  return keys().flatMap((key) => {
    const [of, at, title] = partsOf(key);
    return of === memberId && at === path && isTitle(title) && !open.has(key) ? [title] : [];
  });
}

export function standsOpen(key: string): () => void {
  open.add(key);
  tellAll();
  return () => {
    open.delete(key);
    tellAll();
  };
}

export function whenKept(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a dialog was left in this tab with something typed in it, on whichever page. */
export function keepsWords(): boolean {
  return keys().length > 0;
}

function keys(): readonly string[] {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(BEGINNING));
}

function partsOf(key: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(key.slice(BEGINNING.length));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

function isTitle(title: unknown): title is DialogTitle {
  return typeof title === 'object' && title !== null && 'id' in title && typeof title.id === 'string';
}

function isTyped(entry: unknown): entry is Typed[number] {
  return (
    Array.isArray(entry) &&
    typeof entry[0] === 'string' &&
    (typeof entry[1] === 'string' || typeof entry[1] === 'boolean') &&
    Array.isArray(entry[2])
  );
}

function tellAll(): void {
  for (const listener of listeners) listener();
}
