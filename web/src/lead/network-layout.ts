import type { Lead } from '../api/schema.ts';
import type { Side } from './people.ts';

export interface Node {
  readonly side: Side;
  readonly id: string;
  readonly transfers: number;
  /** Its place in its column, from the top; the columns stand in the middle of each other. */
  readonly row: number;
}

/** A phone, an account or a device that two on the same side hold: inferred from records, no payment. */
interface DrawnTie {
  readonly from: Node;
  readonly to: Node;
}

interface Drawn {
  readonly from: Node;
  readonly to: Node;
  readonly transfers: number;
}

export interface NetworkLayout {
  readonly nodes: readonly Node[];
  readonly links: readonly Drawn[];
  readonly ties: readonly DrawnTie[];
  readonly rows: number;
  /** How many there are in all, drawn or not. */
  readonly total: number;
  /** How many of them can be drawn at all. */
  readonly listed: number;
}

interface Counted {
  readonly side: Side;
  readonly id: string;
  readonly transfers: number;
}

/** Payers left, payees right, at most `most` people: the subject, then those of most transfers. The same input, the same places. */
export function layOutNetwork(lead: Lead, most: number): NetworkLayout {
  const found = peopleOf(lead);
  const isSubject = ({ side, id }: Counted): boolean => side === lead.subject.kind && id === lead.subject.id;
  const kept = found
    .toSorted(
      (a, b) =>
        Number(isSubject(b)) - Number(isSubject(a)) || b.transfers - a.transfers || (keyOf(a) < keyOf(b) ? -1 : 1),
    )
    .slice(0, most);
  const columns = inOrder(lead.links, kept);
  const rows = Math.max(columns.payer.length, columns.payee.length, 1);
  const nodes = (['payer', 'payee'] as const).flatMap((side) =>
    columns[side].map((node, index): Node => ({ ...node, row: index + (rows - columns[side].length) / 2 })),
  );
  const byKey = new Map(nodes.map((node) => [keyOf(node), node]));
  const links = lead.links.flatMap(({ payerId, payeeId, transfers }) => {
    const [from, to] = [byKey.get(`payer ${payerId}`), byKey.get(`payee ${payeeId}`)];
    return from === undefined || to === undefined ? [] : [{ from, to, transfers }];
  });
  const { kind } = lead.subject;
  const ties = lead.ties.flatMap(({ id, through }) => {
    const [from, to] = [byKey.get(`${kind} ${through ?? lead.subject.id}`), byKey.get(`${kind} ${id}`)];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
  return {
    nodes,
    links: links.toSorted(
      (a, b) => a.transfers - b.transfers || (`${a.from.id} ${a.to.id}` < `${b.from.id} ${b.to.id}` ? -1 : 1),
    ),
    ties,
    rows,
    total: Math.max(found.length, lead.membersTotal),
    listed: found.length,
  };
}

function peopleOf({ subject, links, ties }: Lead): readonly Counted[] {
  const found = new Map<string, Counted>();
  const add = (side: Side, id: string, transfers: number): void => {
    const before = found.get(`${side} ${id}`)?.transfers ?? 0;
    found.set(`${side} ${id}`, { side, id, transfers: before + transfers });
  };
  add(subject.kind, subject.id, 0);
  for (const { payerId, payeeId, transfers } of links) {
    add('payer', payerId, transfers);
    add('payee', payeeId, transfers);
  }
  for (const { id, through } of ties) {
    add(subject.kind, id, 0);
    if (through !== null) add(subject.kind, through, 0);
  }
  return [...found.values()];
}

/** Each payee stands near the middle of those who pay it, so that lines cross little; even ones are settled by identifier. */
function inOrder(links: Lead['links'], kept: readonly Counted[]): Readonly<Record<Side, readonly Counted[]>> {
  const of = (side: Side): readonly Counted[] => kept.filter((node) => node.side === side);
  let columns = { payer: of('payer'), payee: of('payee') };
  for (let pass = 0; pass < 4; pass += 1) {
    const moving: Side = pass % 2 === 0 ? 'payee' : 'payer';
    const still: Side = moving === 'payee' ? 'payer' : 'payee';
    const place = new Map(columns[still].map(({ id }, index) => [id, index / Math.max(1, columns[still].length - 1)]));
    const middle = middles(links, moving, place);
    const by = ({ id }: Counted): number => middle.get(id) ?? 1;
    columns = {
      ...columns,
      [moving]: columns[moving].toSorted(
        (a, b) => by(a) - by(b) || b.transfers - a.transfers || (a.id < b.id ? -1 : 1),
      ),
    };
  }
  return columns;
}

/** For each on the moving side the mean place of its partners, weighed by transfers. */
function middles(links: Lead['links'], moving: Side, place: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sums = new Map<string, { weight: number; sum: number }>();
  for (const { payerId, payeeId, transfers } of links) {
    const [own, other] = moving === 'payee' ? [payeeId, payerId] : [payerId, payeeId];
    const at = place.get(other);
    if (at === undefined) continue;
    const { weight, sum } = sums.get(own) ?? { weight: 0, sum: 0 };
    sums.set(own, { weight: weight + transfers, sum: sum + at * transfers });
  }
  return new Map([...sums].map(([id, { weight, sum }]) => [id, sum / weight]));
}

function keyOf({ side, id }: Counted): string {
  return `${side} ${id}`;
}
