/** Somebody who stands in a lead and has a record that the reader may not read. */
export interface Withheld {
  readonly kind: 'payer' | 'payee';
  readonly id: string;
}

/** Everybody whom a line of leads.jsonl, or anything with members as it has, names, each once. */
export function namedIn(lead: Naming): Withheld[] {
  const side = lead.subject?.kind ?? 'payer';
  const people: Withheld[] = [
    ...(lead.members ?? []).map(({ kind, id }) => ({ kind, id })),
    ...(lead.paths ?? []).flatMap(({ payerId, payeeIds }) => [
      ...(payerId === null ? [] : [{ kind: 'payer' as const, id: payerId }]),
      ...payeeIds.map((id) => ({ kind: 'payee' as const, id })),
    ]),
    ...(lead.ties ?? []).flatMap(({ id, through }) =>
      [id, ...(through === null ? [] : [through])].map((tied) => ({ kind: side, id: tied })),
    ),
  ];
  return [...new Map(people.map((person) => [`${person.kind} ${person.id}`, person])).values()];
}

/** The parts of a lead that name people; those of the first versions have not all. */
export interface Naming {
  readonly subject?: { readonly kind: Withheld['kind'] };
  readonly members?: readonly { readonly kind: Withheld['kind']; readonly id: string; readonly name: string | null }[];
  readonly paths?: readonly { readonly payerId: string | null; readonly payeeIds: readonly string[] }[];
  readonly ties?: readonly { readonly id: string; readonly through: string | null }[];
}

/**
 * The line of leads.jsonl, or anything with members as it has, without who these people are: wherever one is named stands `withheld-1` and so on, in the order given, and
 * what describes one beside the payments is gone. Sums, transfers and evidence stay: they are the subject's.
 * @param named what stands in place of a name
 */
export function withhold<T extends Naming>(lead: T, people: readonly Withheld[], named: (place: number) => string): T {
  const places = new Map(people.map(({ id }, index) => [id, index + 1]));
  const names = new Map<string, number>();
  for (const { id, name } of lead.members ?? []) {
    const place = places.get(id);
    if (place !== undefined && name !== null && name !== '') names.set(name, place);
  }
  const inSentences = [
    ...[...places].map(([id, place]) => [id, `withheld-${place}`] as const),
    ...[...names].map(([name, place]) => [name, named(place)] as const),
  ]
    .filter(([text]) => text.length >= SHORTEST_IN_SENTENCES)
    .map(([text, instead]) => [wholly(text), instead] as const);
  const without = (value: unknown): unknown => {
    if (typeof value === 'string') return withoutText(value);
    if (Array.isArray(value)) return value.map(without);
    if (value === null || typeof value !== 'object') return value;
    const place = 'role' in value && 'id' in value ? places.get(String(value.id)) : undefined;
    return place === undefined
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, without(inner)]))
      : describe(value as Member, place);
  };
  const withoutText = (text: string): string => {
    const place = places.get(text) ?? names.get(text);
    if (place !== undefined) return places.has(text) ? `withheld-${place}` : named(place);
    let kept = text;
    for (const [pattern, instead] of inSentences) kept = kept.replace(pattern, () => instead);
    return kept;
  };
  const describe = (member: Member, place: number): Member => ({
    ...member,
    ...{ id: `withheld-${place}`, name: named(place), role: member.kind },
    ...('country' in member ? { country: null } : {}),
    ...('place' in member ? { place: null } : {}),
    ...(typeof member.score === 'number' ? { score: 0 } : {}),
  });
  return without(lead) as T;
}

/** A shorter identifier would be found in figures. */
const SHORTEST_IN_SENTENCES = 4;

/** Wherever the text stands by itself, and not as a part of a longer one. */
function wholly(text: string): RegExp {
  const part = '[\\p{L}\\p{N}_-]';
  return new RegExp(`(?<!${part})${text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?!${part})`, 'gu');
}

interface Member {
  readonly kind: Withheld['kind'];
  readonly id: string;
  readonly name: string | null;
  readonly role: string;
  readonly score?: number | null;
}
