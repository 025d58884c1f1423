import { LEVELS } from './agreement.ts';
import { probabilityOf, type Waterfall } from './match-weight.ts';
import { MISSING } from './patterns.ts';
import { type EvidenceKind, PERSON_FIELD_RULES, type PersonField } from './person-field.ts';

export const VERDICTS = ['same', 'clerical review', 'not enough', 'different'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Probabilities from which on a pair is one person, and up to which it is two. Set beforehand, never fitted to labels. */
export const SAME_FROM = 0.95;
export const DIFFERENT_UP_TO = 0.05;
/** Bits of the names, where both are known, from which on they speak for one person by themselves: eight times likelier. */
const LEAST_NAME_BITS = 3;
/** Kinds of evidence that must agree before a program says «same». */
const LEAST_KINDS = 2;

/**
 * What a program may say of a pair by itself. «Same» needs two kinds of evidence that agree. People of different names who share a phone,
 * an account or an address are a household, and twins share a date of birth as well: they are one person only where what nobody shares says so.
 */
export function verdictOf(waterfall: Waterfall): Verdict {
  const probability = probabilityOf(waterfall.weight);
  if (probability <= DIFFERENT_UP_TO) return 'different';
  const bits = new Map<EvidenceKind, number>();
  for (const { field, level, agreement, rarity } of waterfall.steps) {
    const kind = PERSON_FIELD_RULES[field].evidence;
    if (level !== MISSING && kind !== null) bits.set(kind, (bits.get(kind) ?? 0) + agreement + rarity);
  }
  if (bits.size < LEAST_KINDS) return 'not enough';
  const agrees = (kind: EvidenceKind): boolean => (bits.get(kind) ?? 0) > 0;
  if (probability < SAME_FROM || [...bits.keys()].filter(agrees).length < LEAST_KINDS) return 'clerical review';
  switch (namesDiffer(waterfall, bits.get('name'))) {
    case 'no':
      return 'same';
    case 'surname':
      return agrees('document') || agrees('birth') ? 'same' : 'clerical review';
    case 'given name':
      return agrees('document') || (agrees('birth') && agrees('email')) ? 'same' : 'clerical review';
  }
}

/** A full name does not say which of its words is the given name: one word in common may be that of a family. */
function namesDiffer({ steps }: Waterfall, bits: number | undefined): 'no' | 'surname' | 'given name' {
  const levelOf = (field: PersonField): string | undefined => {
    const step = steps.find((each) => each.field === field);
    return step && LEVELS[PERSON_FIELD_RULES[field].comparison][step.level];
  };
  if (levelOf('given_name') === 'different') return 'given name';
  if (levelOf('name') === 'different' || levelOf('name') === 'one word') return 'given name';
  return levelOf('surname') === 'different' || (bits !== undefined && bits < LEAST_NAME_BITS) ? 'surname' : 'no';
}
