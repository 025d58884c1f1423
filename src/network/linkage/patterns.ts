import { agreement, LEVELS } from './agreement.ts';
import type { FieldColumn, People } from './people.ts';
import { PERSON_FIELD_RULES, type PersonField } from './person-field.ts';

/** The level of a field of which one of the two records says nothing. */
export const MISSING = -1;

const CROSSED = LEVELS.given_name.indexOf('crossed');
/** Who has the same street has the same town, and so on: what a finer field tells, a coarser one does not tell again. */
const TELLS: Readonly<Partial<Record<PersonField, readonly PersonField[]>>> = {
  address: ['postcode', 'place', 'region', 'country'],
  postcode: ['place', 'region', 'country'],
  place: ['region', 'country'],
  region: ['country'],
};
/** Levels up to «close» make a name that stands in the other's place the same name. */
const NEAR = 1;

/** How each field of two records agrees. One number stands for all levels, so that equal patterns are counted and not kept apart. */
export class Patterns {
  readonly #people: People;
  readonly #steps: readonly number[];
  readonly #given: number;
  readonly #surname: number;
  readonly #told: readonly (readonly [number, readonly number[]])[];

  constructor(people: People) {
    this.#people = people;
    let step = 1;
    this.#steps = people.columns.map(({ field }) => {
      const here = step;
      step *= levelsOf(field) + 1;
      return here;
    });
    const indexOf = (field: PersonField): number => people.columns.findIndex((column) => column.field === field);
    this.#told = people.columns.map(({ field }, index) => [
      index,
      (TELLS[field] ?? []).map(indexOf).filter((coarser) => coarser >= 0),
    ]);
    this.#given = indexOf('given_name');
    this.#surname = indexOf('surname');
  }

  /** The levels of two records, by column: `MISSING`, or an index into `LEVELS`. */
  levels(a: number, b: number): number[] {
    const { columns } = this.#people;
    const levels = columns.map((column) => bestLevel(column, a, column, b));
    const given = columns[this.#given];
    const surname = columns[this.#surname];
    if (given && surname && this.#areCrossed(levels, given, surname, a, b)) {
      levels[this.#given] = CROSSED;
      // Told once: the surname adds nothing to what was seen already.
      levels[this.#surname] = MISSING;
    }
    for (const [finer, coarser] of this.#told)
      if ((levels[finer] ?? MISSING) !== MISSING && (levels[finer] ?? 0) <= NEAR)
        for (const index of coarser) levels[index] = MISSING;
    return levels;
  }

  /**
   * Whether a pair of this pattern can be one person at all: a name, a date of birth or an identifier agrees. Without this bound
   * people of one town, who are many more, would make the model.
   */
  canBeOne(levels: readonly number[]): boolean {
    return this.#people.columns.some(({ field }, index) => {
      const { comparison, evidence } = PERSON_FIELD_RULES[field];
      const level = levels[index] ?? MISSING;
      if (level === MISSING || evidence === null || evidence === 'address') return false;
      return level <= NEAR || (comparison === 'given_name' && level === CROSSED);
    });
  }

  /** The same as one number, 0 when nothing is known. */
  code(a: number, b: number): number {
    let code = 0;
    for (const [index, level] of this.levels(a, b).entries()) code += (level + 1) * (this.#steps[index] ?? 0);
    return code;
  }

  /** Levels from the number. */
  decoded(code: number): number[] {
    return this.#people.columns.map(
      ({ field }, index) => (Math.floor(code / (this.#steps[index] ?? 1)) % (levelsOf(field) + 1)) - 1,
    );
  }

  #areCrossed(levels: readonly number[], given: FieldColumn, surname: FieldColumn, a: number, b: number): boolean {
    const agrees = (level: number): boolean => level >= 0 && level <= NEAR;
    if (agrees(levels[this.#given] ?? MISSING) || agrees(levels[this.#surname] ?? MISSING)) return false;
    const crossed = [bestLevel(given, a, surname, b), bestLevel(surname, a, given, b)].filter(
      (level) => level !== MISSING,
    );
    return crossed.length > 0 && crossed.every(agrees);
  }
}

/** Number of levels of a field, «missing» not counted. */
export function levelsOf(field: FieldColumn['field']): number {
  return LEVELS[PERSON_FIELD_RULES[field].comparison].length;
}

/** The best level at which any value of the one agrees with any value of the other. */
function bestLevel(columnA: FieldColumn, a: number, columnB: FieldColumn, b: number): number {
  const { comparison } = PERSON_FIELD_RULES[columnA.field];
  let best = MISSING;
  for (let i = columnA.offsets[a] ?? 0; i < (columnA.offsets[a + 1] ?? 0); i++)
    for (let j = columnB.offsets[b] ?? 0; j < (columnB.offsets[b + 1] ?? 0); j++) {
      const [codeA = 0, codeB = 0] = [columnA.codes[i], columnB.codes[j]];
      const level =
        columnA === columnB && codeA === codeB
          ? 0
          : agreement(comparison, columnA.values[codeA] ?? '', columnB.values[codeB] ?? '');
      if (best === MISSING || level < best) best = level;
      if (best === 0) return 0;
    }
  return best;
}
