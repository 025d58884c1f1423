import given from '../../../packs/stages.json' with { type: 'json' };
import type { Stage } from './stages.ts';

interface CountryStages {
  /** The law that has these names. */
  readonly source: string;
  readonly names: Partial<Readonly<Record<Stage, { readonly fr: string; readonly en: string }>>>;
}

/** What the stages of a case are called in the procedure of a country (ISO 3166-1 alpha-2), where it has names of its own. */
export const STAGE_NAMES: Readonly<Record<string, CountryStages>> = given;
