import { useSyncExternalStore } from 'react';

const STORED = 'vigie.keys';
const listeners = new Set<() => void>();

function areOn(): boolean {
  return localStorage.getItem(STORED) !== 'off';
}

/** Whether single letters act at all (WCAG 2.1.4); kept in this browser. */
export function useKeysOn(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areOn);
}

export function switchKeys(on: boolean): void {
  localStorage.setItem(STORED, on ? 'on' : 'off');
  for (const listener of listeners) listener();
}

/** A letter typed into a field is text, and one with Ctrl, Alt or Meta belongs to the browser. */
export function isPlainKey(event: {
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly target: EventTarget | null;
}): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return true;
  if (target instanceof HTMLInputElement) return target.type === 'checkbox' || target.type === 'radio';
  return !(target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable);
}
