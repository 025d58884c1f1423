import type { Language } from './language.ts';
import type { BarScale } from './reasons.ts';

/** What every part of one page shares. */
export interface PageContext {
  /** The language that the page starts in: what is written once is written in it. */
  readonly language: Language;
  readonly scale: BarScale;
}
