import type { Engine } from '../engine/engine.ts';
import { CAPS } from '../network/caps.ts';
import type { Network } from '../network/describe-network.ts';
import { payersOfCount } from '../network/graph.ts';
import { sharedAmong } from '../network/shared-identifiers.ts';
import { assembleGroups, type GroupPayee, type GroupPayer } from './assemble-group.ts';
import type { SubjectLookup } from './gather-contexts.ts';
import type { Group, GroupJoin } from './group.ts';
import { type CodedPayments, readPayments } from './group-payments.ts';
import { Vicinity, type VicinitySource } from './group-vicinity.ts';
import { type Lead, type LeadMember, QUEUES, TIERS } from './lead.ts';
import { payeesWhoMayBeVictims } from './may-be-victims.ts';
import type { RankedSubject, Ranking } from './rank-subjects.ts';

/** The groups of both queues, and who could not stand in one. */
export interface Groups {
  readonly groups: readonly Group[];
  /** Payees with a lead who have more payers than a group can be about. */
  readonly hubs: number;
  /** Payees with a lead whose id, phone, account or device is also that of a possible victim. */
  readonly protectedPayees: number;
  /** Proposed people who stand in none, because their leads are beyond those that are written. */
  readonly withoutLead: number;
}

interface GroupSource extends VicinitySource, Pick<Network, 'payerTies' | 'holders'> {
  readonly ranked: Pick<Ranking, 'countIn'>;
}

interface Proposed {
  readonly lead: Lead;
  readonly code: number;
}

/**
 * Of the payers of a household about whom there is no lead, so many must be possible victims before they make a group: else two of the thousand
 * people who buy in one shop would.
 */
const LEAST_VICTIMS = 1 / 4;

/**
 * Groups of those who are proposed. A possible victim stands in a group of the safeguarding queue alone; in the investigation queue possible
 * victims are counted and never named (SAFETY.md, rule 7), and a payee who has the identifier of one does not stand there at all.
 * Reads the transfers that were gathered for the leads.
 */
export async function buildGroups(
  engine: Engine,
  source: GroupSource,
  lookup: SubjectLookup,
  chosen: readonly RankedSubject[],
  leads: readonly Lead[],
): Promise<Groups> {
  const byRank = new Map(leads.map((lead) => [lead.rank, lead]));
  const proposed = chosen.flatMap(({ rank, code, tier }) => {
    const lead = byRank.get(rank);
    return lead === undefined || tier === 'context' ? [] : [{ lead, code }];
  });
  const isHub = (code: number): boolean => payersOfCount(source.graph, code) > CAPS.payersOfPayee;
  const payers = proposed.filter(({ lead }) => lead.subject.kind === 'payer');
  const everyPayee = proposed.filter(({ lead }) => lead.subject.kind === 'payee');
  const victims = new Set(payers.filter(({ lead }) => lead.queue === 'safeguarding').map(({ code }) => code));
  const payeeCodes = everyPayee.map(({ code }) => code);
  const alsoVictims = await payeesWhoMayBeVictims(
    engine,
    payeeCodes,
    (payer) => lookup.role('payer', payer) === 'possible_victim',
  );
  const payees = everyPayee.filter(({ code }) => !isHub(code) && !alsoVictims.has(code));
  const found = await readPayments(engine, payers, victims, payees);
  const around = new Vicinity(source, lookup);

  const investigation = await groupsOf(engine, source, around, {
    queue: 'investigation',
    payees: payees.map((each) => payeeOf(each, source)),
    payers: payers.filter(({ code }) => !victims.has(code)),
    payments: found,
  });
  const ofVictims = found.filter(({ payer }) => victims.has(payer));
  const withLead = new Set(everyPayee.map(({ code }) => code));
  const paidByVictims = paidBySeveral(
    ofVictims.filter(({ payee }) => !isHub(payee)),
    (payee) => source.payeeTies.group[payee] ?? payee,
    (household) => household.some((code) => withLead.has(code)) || around.shareOfVictims(household) >= LEAST_VICTIMS,
  );
  const safeguarding = await groupsOf(engine, source, around, {
    queue: 'safeguarding',
    payees: payeesOfVictims(paidByVictims, everyPayee, leads, source, lookup),
    payers: payers.filter(({ code }) => victims.has(code)),
    payments: ofVictims,
  });
  return {
    groups: [...safeguarding, ...investigation],
    hubs: everyPayee.filter(({ code }) => isHub(code)).length,
    protectedPayees: alsoVictims.size,
    withoutLead: proposedIn(source.ranked) - proposed.length,
  };
}

/** Payees whose household several payers paid, with what each of them was paid; of those households that are told to count. */
function paidBySeveral(
  payments: readonly CodedPayments[],
  householdOf: (payee: number) => number,
  counts: (payees: readonly number[]) => boolean,
): (readonly [payee: number, readonly CodedPayments[]])[] {
  const households = [...Map.groupBy(payments, ({ payee }) => householdOf(payee)).values()].filter(
    (own) => new Set(own.map(({ payer }) => payer)).size > 1 && counts([...new Set(own.map(({ payee }) => payee))]),
  );
  return [...Map.groupBy(households.flat(), ({ payee }) => payee)];
}

function proposedIn(ranked: Pick<Ranking, 'countIn'>): number {
  const tiers = TIERS.filter((tier) => tier !== 'context');
  return QUEUES.flatMap((queue) => tiers.map((tier) => ranked.countIn(queue, tier))).reduce((sum, n) => sum + n, 0);
}

interface CodedPayee extends GroupPayee {
  readonly code: number;
}

interface QueueSource {
  readonly queue: Group['queue'];
  readonly payees: readonly CodedPayee[];
  readonly payers: readonly Proposed[];
  readonly payments: readonly CodedPayments[];
}

async function groupsOf(
  engine: Engine,
  source: GroupSource,
  around: Vicinity,
  { queue, payees, payers, payments }: QueueSource,
): Promise<Group[]> {
  const relatedTo = new Map(payments.map(({ payerId, payer }) => [payerId, relatedOf(payer, source)]));
  const payeeCodes = new Map(payees.map(({ id, code }) => [id, code]));
  const payerCodes = new Map(payers.map(({ lead, code }) => [lead.subject.id, code]));
  const codesOf = (ids: Iterable<string>, codes: ReadonlyMap<string, number>): number[] =>
    [...ids].map((id) => codes.get(id) ?? -1);
  const households = [...Map.groupBy(payees, ({ household }) => household).values()].filter(({ length }) => length > 1);
  const shared = await sharedAmong(
    engine,
    source.holders.payee,
    households.flat().map(({ code }) => code),
  );
  return assembleGroups({
    queue,
    payees,
    payers: payers.map((each) => payerOf(each, source)),
    payments: payments.filter(({ payeeId }) => payeeCodes.has(payeeId)),
    relatedOf: (id) => relatedTo.get(id) ?? -1,
    around: (payeeIds, payerIds, within) =>
      around.of(codesOf(payeeIds, payeeCodes), new Set(codesOf(payerIds, payerCodes)), within),
    shared: (ids) => {
      const codes = new Set(codesOf(ids, payeeCodes));
      const own = shared.filter((each) => each.codes.filter((code) => codes.has(code)).length > 1);
      return [...new Set(own.map(({ identifier }): GroupJoin['identifiers'][number] => identifier))];
    },
    asOf: source.asOf,
  });
}

function personOf({ lead }: Proposed): Pick<GroupPayer, 'id' | 'name' | 'role' | 'country' | 'place' | 'lead'> {
  const { id, name, role, country, place } = lead.subject;
  return { id, name, role, country, place, lead };
}

function payerOf(each: Proposed, source: GroupSource): GroupPayer {
  return { ...personOf(each), related: relatedOf(each.code, source) };
}

function relatedOf(payer: number, { corridors, payerTies }: GroupSource): number {
  return payerTies.group[corridors.start[payer] ?? 0] ?? -1;
}

function payeeOf(each: Proposed, { payeeTies }: GroupSource): CodedPayee {
  return {
    ...personOf(each),
    code: each.code,
    household: payeeTies.group[each.code] ?? each.code,
    firstPaidAt: Date.parse(each.lead.activity.firstAt) / 1000,
  };
}

/** Whom possible victims paid: with its lead where it has one, otherwise as their leads name it. Most payers first. */
function payeesOfVictims(
  paid: readonly (readonly [number, readonly CodedPayments[]])[],
  proposed: readonly Proposed[],
  leads: readonly Lead[],
  source: GroupSource,
  lookup: SubjectLookup,
): CodedPayee[] {
  const own = new Map(proposed.map((each) => [each.code, each]));
  const members = new Map<string, LeadMember>();
  for (const lead of leads.filter(({ queue }) => queue === 'safeguarding'))
    for (const member of lead.members.slice(1)) members.set(member.id, member);
  return paid
    .toSorted(([a, x], [b, y]) => y.length - x.length || a - b)
    .map(([code, payments]) => {
      const known = own.get(code);
      if (known !== undefined) return payeeOf(known, source);
      const id = payments[0]?.payeeId ?? '';
      const { name = null, country = null, place = null } = members.get(id) ?? {};
      return {
        ...{ id, name, country, place, role: lookup.role('payee', code), lead: null, code },
        household: source.payeeTies.group[code] ?? code,
        firstPaidAt: lookup.totals('payee', code).firstAt,
      };
    });
}
