import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';

/** A pack with one indicator, Z01, that fires for every payer: whoever is not ranked under it was lost. */
export function packOfEverybody(place: Place): string {
  const folder = place.path('everybody');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pack.yaml'), PACK_OF_EVERYBODY);
  writeFileSync(join(folder, 'indicators.yaml'), INDICATOR_OF_EVERYBODY);
  return folder;
}

const PACK_OF_EVERYBODY = `pack:
  name: everybody
  version: 1.0.0
  title: { en: "Everybody", fr: "Tout le monde" }
  calibrated: false
`;

const INDICATOR_OF_EVERYBODY = `indicators:
  - id: Z01
    subject: payer
    queue: investigation
    kind: indicator
    family: amounts
    title: { en: "Paid at all", fr: "A payé" }
    conditions:
      all:
        - { fact: transfers, at_least: 1 }
    weight: 0.1
    evidence: all
    sentence:
      en: "Made {transfers|count:transfer/transfers}."
      fr: "A fait {transfers|count:transfert/transferts}."
    source: { document: "A test", year: 2025, trust: C }
    look_alikes: { en: "Everybody who pays.", fr: "Toute personne qui paie." }
`;
