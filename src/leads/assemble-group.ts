import { decimalEur } from './decimal-eur.ts';
import type { Group, GroupJoin, GroupMember } from './group.ts';
import { joinsOf } from './group-joins.ts';
import { type Grown, growGroups, MOST_PAYEES } from './grow-groups.ts';
import { isoFromSeconds } from './iso-instant.ts';
import type { Lead } from './lead.ts';
import { groupIdOf } from './lead-id.ts';
import { MAY_GO_ON_DAYS } from './recency.ts';

/** Payers of a group who are shown; the others are counted. */
const MOST_PAYERS = 25;
const MOST_PLACES = 12;
const DAY = 86_400;

/** Who may stand in a group, as the records and the lead give it. */
export interface GroupPerson extends Pick<GroupMember, 'id' | 'name' | 'role' | 'country' | 'place'> {
  readonly lead: Lead | null;
}

export interface GroupPayee extends GroupPerson {
  /** The same for payees who share identifiers. */
  readonly household: number;
  /** Seconds UTC of the first transfer to it by anybody. */
  readonly firstPaidAt: number;
}

export interface GroupPayer extends GroupPerson {
  /** The same for payers who are related: they count as one. */
  readonly related: number;
}

/** Counted transfers of one payer to one payee. */
export interface Payments {
  readonly payerId: string;
  readonly payeeId: string;
  readonly transfers: number;
  /** Of those with a rate. */
  readonly cents: bigint;
  readonly withoutRate: number;
  /** Seconds UTC. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly places: Group['places'];
}

/** What was sent, and the cents of what has a rate. */
export interface Sent {
  readonly transfers: number;
  readonly cents: bigint;
}

/** Everything that the groups of one queue are made from. People stand in the order in which they are shown. */
export interface GroupRequest {
  readonly queue: Group['queue'];
  readonly payees: readonly GroupPayee[];
  readonly payers: readonly GroupPayer[];
  /** Of payers and payees who may be members; of others too where they tell which payees belong together. */
  readonly payments: readonly Payments[];
  /** By id; of those who are no members of this queue too. */
  readonly relatedOf: (payerId: string) => number;
  /** Who is near these payees and no member; `within` is what the members sent. */
  readonly around: (payeeIds: readonly string[], payerIds: ReadonlySet<string>, within: Sent) => Group['around'];
  /** What these payees of one household share directly. */
  readonly shared: (payeeIds: readonly string[]) => GroupJoin['identifiers'];
  /** Seconds UTC. */
  readonly asOf: number;
}

/** The groups of one queue, the one whose best lead stands highest first. */
export function assembleGroups(request: GroupRequest): Group[] {
  const { queue, payees, payers, payments, relatedOf } = request;
  const growing = payments.map(({ payeeId, payerId }) => ({ payeeId, payer: relatedOf(payerId) }));
  const known = new Set(payers.map(({ id }) => id));
  const byPayee = Map.groupBy(
    payments.filter(({ payerId }) => known.has(payerId)),
    ({ payeeId }) => payeeId,
  );
  const cells = growGroups(payees, growing)
    .map((grown): Cell => {
      const paid = grown.payees.flatMap(({ id }) => byPayee.get(id) ?? []);
      const paying = new Set(paid.map(({ payerId }) => payerId));
      return {
        ...grown,
        payments: paid,
        payers: payers.filter(({ id }) => paying.has(id)),
        groupId: idOf(queue, grown),
      };
    })
    .filter(isGroup)
    .sort(byBestLead);
  const placed = groupsOfPayers(cells);
  return cells.map((cell, index) => assemble(cell, index + 1, request, placed));
}

interface Cell extends Grown<GroupPayee> {
  readonly groupId: string;
  readonly payers: readonly GroupPayer[];
  readonly payments: readonly Payments[];
}

/** One payer and one payee are a lead already, not a group. */
function isGroup({ payees, payers }: Cell): boolean {
  return payees.length > 1 || payers.length > 1;
}

/** The payee who was paid first stays the first while a group grows with time. */
function idOf(queue: Group['queue'], { payees }: Grown<GroupPayee>): string {
  const [first] = payees.toSorted((a, b) => a.firstPaidAt - b.firstPaidAt || (a.id < b.id ? -1 : 1));
  return groupIdOf(queue, first?.id ?? '');
}

function byBestLead(a: Cell, b: Cell): number {
  const ranks = ({ payees, payers }: Cell): number[] =>
    [...payees, ...payers].map(({ lead }) => lead?.rankInQueue ?? Infinity).sort((x, y) => x - y);
  const [one, other] = [ranks(a), ranks(b)];
  const differs = one.findIndex((rank, index) => rank !== other[index]);
  if (differs === -1 || one[differs] === Infinity) return a.groupId < b.groupId ? -1 : 1;
  return (one[differs] ?? 0) - (other[differs] ?? Infinity);
}

/** Of each payer the groups that it pays, most transfers first. */
function groupsOfPayers(cells: readonly Cell[]): ReadonlyMap<string, readonly string[]> {
  const sent = new Map<string, Map<string, number>>();
  for (const { groupId, payments } of cells)
    for (const { payerId, transfers } of payments) {
      const own = sent.get(payerId) ?? new Map<string, number>();
      sent.set(payerId, own.set(groupId, (own.get(groupId) ?? 0) + transfers));
    }
  // A stable sort: among equals the group that ranks higher.
  const inOrder = (own: ReadonlyMap<string, number>): string[] =>
    [...own].sort(([, a], [, b]) => b - a).map(([groupId]) => groupId);
  return new Map([...sent].map(([payerId, own]) => [payerId, inOrder(own)]));
}

function assemble(
  cell: Cell,
  rank: number,
  { queue, around, shared, asOf }: GroupRequest,
  placed: ReadonlyMap<string, readonly string[]>,
): Group {
  const { groupId, payees, payers, payments } = cell;
  const households = [...new Set(payees.map(({ household }) => household))];
  const byPayer = Map.groupBy(payments, ({ payerId }) => payerId);
  const byPayee = Map.groupBy(payments, ({ payeeId }) => payeeId);
  const shownPayees = payees.slice(0, MOST_PAYEES);
  const shownPayers = payers.slice(0, MOST_PAYERS);
  const shownIds = { payee: idsOf(shownPayees), payer: idsOf(shownPayers) };
  const isShown = ({ payerId, payeeId }: Payments): boolean =>
    shownIds.payer.has(payerId) && shownIds.payee.has(payeeId);
  const [shownPayments, hidden] = [payments.filter(isShown), payments.filter((each) => !isShown(each))];
  const members = [
    ...shownPayees.map((payee) => ({
      ...memberOf('payee', payee, byPayee.get(payee.id) ?? [], asOf),
      household: households.indexOf(payee.household) + 1,
    })),
    ...shownPayers.map((payer) => {
      const [main = null, ...others] = placed.get(payer.id) ?? [];
      const otherGroups = [...(main === null ? [] : [main]), ...others].filter((id) => id !== groupId);
      return { ...memberOf('payer', payer, byPayer.get(payer.id) ?? [], asOf), mainGroup: main, otherGroups };
    }),
  ];
  const places = placesOf(payments);
  const everySum = sumOf(payments);
  return {
    ...{ groupId, rank, queue, payees: payees.length, payers: payers.length, ...everySum, members },
    links: shownPayments
      .toSorted(
        (a, b) => b.transfers - a.transfers || (a.payerId < b.payerId ? -1 : 1) || (a.payeeId < b.payeeId ? -1 : 1),
      )
      .map((paid) => ({ payerId: paid.payerId, payeeId: paid.payeeId, ...sumOf([paid]) })),
    joins: joinsOf(queue, cell, shownIds.payee, shared),
    cut: {
      payees: payees.length - shownPayees.length,
      payers: payers.length - shownPayers.length,
      ...sumOf(hidden),
      joins: cell.joinsCut,
    },
    around: around(
      payees.map(({ id }) => id),
      idsOf(payers),
      { transfers: everySum.transfers, cents: centsOf(payments) },
    ),
    places,
    transfersElsewhere: everySum.transfers - places.reduce((sum, { transfers }) => sum + transfers, 0),
    activity: activityOf([...byPayee.values()], [...byPayer.values()], asOf),
  };
}

function idsOf(people: readonly GroupPerson[]): ReadonlySet<string> {
  return new Set(people.map(({ id }) => id));
}

function sumOf(payments: readonly Payments[]): Pick<Group, 'transfers' | 'amountEur' | 'withoutRate'> {
  const add = (pick: (each: Payments) => number): number => payments.reduce((sum, each) => sum + pick(each), 0);
  const [transfers, withoutRate] = [add((each) => each.transfers), add((each) => each.withoutRate)];
  return { transfers, amountEur: transfers > withoutRate ? decimalEur(centsOf(payments)) : null, withoutRate };
}

function centsOf(payments: readonly Payments[]): bigint {
  return payments.reduce((sum, { cents }) => sum + cents, 0n);
}

function memberOf(
  kind: GroupMember['kind'],
  person: GroupPerson,
  payments: readonly Payments[],
  asOf: number,
): GroupMember {
  const { id, name, role, country, place, lead } = person;
  const { firstAt, lastAt } = spanOf(payments);
  return {
    ...{ kind, id, name, role, country, place },
    ...{ leadId: lead?.leadId ?? null, rankInQueue: lead?.rankInQueue ?? null, score: lead?.score ?? null },
    household: null,
    ...sumOf(payments),
    ...{ firstAt: isoOrNull(firstAt), lastAt: isoOrNull(lastAt) },
    ...{ active: isActive(lastAt, asOf), mainGroup: null, otherGroups: [] },
  };
}

/** Payments within the group may still go on. */
function isActive(lastAt: number | null, asOf: number): boolean {
  return lastAt !== null && asOf - lastAt <= MAY_GO_ON_DAYS * DAY;
}

function spanOf(payments: readonly Payments[]): { readonly firstAt: number | null; readonly lastAt: number | null } {
  let [firstAt, lastAt] = [Infinity, -Infinity];
  for (const each of payments) [firstAt, lastAt] = [Math.min(firstAt, each.firstAt), Math.max(lastAt, each.lastAt)];
  return payments.length === 0 ? { firstAt: null, lastAt: null } : { firstAt, lastAt };
}

function isoOrNull(seconds: number | null): string | null {
  return seconds === null ? null : isoFromSeconds(seconds);
}

function activityOf(
  byPayee: readonly (readonly Payments[])[],
  byPayer: readonly (readonly Payments[])[],
  asOf: number,
): Group['activity'] {
  const { firstAt, lastAt } = spanOf(byPayer.flat());
  const activeAmong = (people: readonly (readonly Payments[])[]): number =>
    people.filter((payments) => isActive(spanOf(payments).lastAt, asOf)).length;
  const activePayers = activeAmong(byPayer);
  return {
    ...{ firstAt: isoOrNull(firstAt), lastAt: isoOrNull(lastAt) },
    daysSinceLast: lastAt === null ? null : Math.round(((asOf - lastAt) / DAY) * 100) / 100,
    ...{ activeMembers: activeAmong(byPayee) + activePayers, activePayers },
  };
}

/** Those with most transfers first, then by name. */
function placesOf(payments: readonly Payments[]): Group['places'] {
  const found = new Map<string, Group['places'][number]>();
  for (const { place, country, transfers } of payments.flatMap(({ places }) => places)) {
    const key = `${country ?? ''}|${place}`;
    found.set(key, { place, country, transfers: transfers + (found.get(key)?.transfers ?? 0) });
  }
  return [...found]
    .sort(([a, x], [b, y]) => y.transfers - x.transfers || (a < b ? -1 : 1))
    .slice(0, MOST_PLACES)
    .map(([, place]) => place);
}
