import type { Group } from '../leads/group.ts';
import type { Language } from './language.ts';
import type { BarScale } from './reasons.ts';

/** What every part of one page shares. */
export interface PageContext {
  /** The language that the page starts in: what is written once is written in it. */
  readonly language: Language;
  readonly scale: BarScale;
  /** By the identifier of the lead: the anchor of its article, where the page shows one. */
  readonly leadAnchors: ReadonlyMap<string, string>;
  /** Groups of the run, and the identifiers of those that the page shows. */
  readonly groups: { readonly all: readonly Group[]; readonly shown: ReadonlySet<string> };
}
