import { spelledOut } from '../engine/spelled-out.ts';

/** More combining marks than any script stacks: text built to climb over its neighbours. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;

/** Text of the records as it may stand on the page: nothing hidden stays hidden. */
export function visibleText(text: string): string {
  return spelledOut(text).replace(STACKED_MARKS, '$1…');
}

/** Visible text, escaped for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character as keyof typeof ENTITIES]);
}
