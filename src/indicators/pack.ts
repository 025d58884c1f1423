import type { Indicator } from './indicator.ts';
import type { Bilingual } from './sentence.ts';
import type { Tiers } from './tiers.ts';

/** Who a pack is, for run.json: the hash is over the names and bytes of its YAML files. */
interface PackIdentity {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly calibrated: boolean;
}

/** The indicators in force, after all packs were read in order. Indicators are sorted by id. */
export interface Pack {
  readonly identities: readonly PackIdentity[];
  readonly indicators: readonly Indicator[];
  readonly tiers: Tiers;
  /** What the records cannot tell, to be said beside the leads. */
  readonly limits: readonly ({ readonly id: string } & Bilingual)[];
}
