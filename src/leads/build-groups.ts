import type { Engine } from '../engine/engine.ts';
import type { Corridors } from '../facts/corridors.ts';
import { LEDGER_TABLES } from '../facts/ledger-store.ts';
import { CAPS } from '../network/caps.ts';
import type { Network } from '../network/describe-network.ts';
import { payersOfCount } from '../network/graph.ts';
import { sharedAmong } from '../network/shared-identifiers.ts';
import { assembleGroups, type GroupPayee, type GroupPayer, type Payments, type Sent } from './assemble-group.ts';
import { decimalEur } from './decimal-eur.ts';
import { COUNTED_TRANSFERS, type SubjectLookup } from './gather-contexts.ts';
import type { Group, GroupJoin } from './group.ts';
import { type Lead, type LeadMember, QUEUES, TIERS } from './lead.ts';
import { payeesWhoMayBeVictims } from './may-be-victims.ts';
import type { RankedSubject, Ranking } from './rank-subjects.ts';
import { MAY_GO_ON_DAYS } from './recency.ts';

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

interface GroupSource extends Pick<Network, 'graph' | 'payerTies' | 'payeeTies' | 'holders'> {
  readonly ranked: Pick<Ranking, 'countIn'>;
  readonly corridors: Corridors;
  /** Seconds UTC. */
  readonly asOf: number;
}

interface Proposed {
  readonly lead: Lead;
  readonly code: number;
}

/**
 * Of the payers of a payee about whom there is no lead, so many must be possible victims before they make a group: else two of the thousand
 * people who buy in one shop would.
 */
const LEAST_VICTIMS = 1 / 4;
const DAY = 86_400;
/** Places kept of each payer and payee. */
const PLACES_OF_PAIR = 12;

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
  const householdOf = (payee: number): number => source.payeeTies.group[payee] ?? payee;
  const notToHubs = ofVictims.filter(({ payee }) => !isHub(payee));
  const households = [...Map.groupBy(notToHubs, ({ payee }) => householdOf(payee)).values()].filter((own) => {
    const paid = [...new Set(own.map(({ payee }) => payee))];
    return (
      new Set(own.map(({ payer }) => payer)).size > 1 &&
      (paid.some((code) => withLead.has(code)) || around.shareOfVictims(paid) >= LEAST_VICTIMS)
    );
  });
  const paidByVictims = [...Map.groupBy(households.flat(), ({ payee }) => payee)];
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

function proposedIn(ranked: Pick<Ranking, 'countIn'>): number {
  const tiers = TIERS.filter((tier) => tier !== 'context');
  return QUEUES.flatMap((queue) => tiers.map((tier) => ranked.countIn(queue, tier))).reduce((sum, n) => sum + n, 0);
}

interface CodedPayments extends Payments {
  readonly payer: number;
  readonly payee: number;
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

/** What the payers sent to the payees, and to whomever a possible victim paid, in order of payer, then payee. */
async function readPayments(
  engine: Engine,
  payers: readonly Proposed[],
  victims: ReadonlySet<number>,
  payees: readonly Proposed[],
): Promise<CodedPayments[]> {
  if (payers.length === 0) return [];
  const wantedPayers = payers.map(({ code }) => `(${code}, ${victims.has(code)})`).join(', ');
  const wantedPayees = [-1, ...payees.map(({ code }) => code)].join(', ');
  const rows = await engine.rows(`WITH counted AS (
      SELECT pc.code AS payer, rc.code AS payee, any_value(t.payer_id) AS payer_id, any_value(t.payee_id) AS payee_id, bool_or(v.victim) AS victim,
        coalesce(t.payout_place, t.payee_place) AS place, t.payee_country AS country, count(*) AS n, count(t.amount_eur) AS rated,
        sum((t.amount_eur::DECIMAL(38, 2) * 100)::HUGEINT) AS cents, min(t.executed_at) AS first_at, max(t.executed_at) AS last_at
      FROM chosen_transfers t JOIN chosen_payer pc ON pc.id = t.payer_id JOIN (VALUES ${wantedPayers}) v(code, victim) ON v.code = pc.code
        JOIN ${LEDGER_TABLES.payees} rc ON rc.id = t.payee_id WHERE ${COUNTED_TRANSFERS} GROUP BY ALL),
    wanted AS (SELECT * FROM counted WHERE payee IN (${wantedPayees}) OR payee IN (SELECT payee FROM counted WHERE victim)),
    placed AS (SELECT *, place IS NOT NULL AND row_number() OVER (PARTITION BY payer, payee ORDER BY place IS NULL, n DESC, country, place) <= ${PLACES_OF_PAIR} AS kept FROM wanted)
    SELECT payer, payee, any_value(payer_id) AS payer_id, any_value(payee_id) AS payee_id, CASE WHEN kept THEN place END AS place, CASE WHEN kept THEN country END AS country,
      sum(n)::DOUBLE AS n, sum(rated)::DOUBLE AS rated, coalesce(sum(cents), 0)::VARCHAR AS cents, epoch(min(first_at))::DOUBLE AS first_at, epoch(max(last_at))::DOUBLE AS last_at
    FROM placed GROUP BY payer, payee, CASE WHEN kept THEN place END, CASE WHEN kept THEN country END ORDER BY payer, payee, place, country`);
  const byPair = Map.groupBy(rows, ({ payer, payee }) => `${Number(payer)} ${Number(payee)}`);
  return [...byPair.values()].map((own) => {
    const [first = {}] = own;
    const sum = (name: string): number => own.reduce((total, row) => total + Number(row[name]), 0);
    return {
      ...{ payer: Number(first.payer), payee: Number(first.payee) },
      ...{ payerId: String(first.payer_id), payeeId: String(first.payee_id) },
      transfers: sum('n'),
      withoutRate: sum('n') - sum('rated'),
      cents: own.reduce((total, row) => total + BigInt(String(row.cents)), 0n),
      firstAt: Math.min(...own.map((row) => Number(row.first_at))),
      lastAt: Math.max(...own.map((row) => Number(row.last_at))),
      places: own.flatMap(({ place, country, n }) =>
        place === null
          ? []
          : [{ place: String(place), country: country === null ? null : String(country), transfers: Number(n) }],
      ),
    };
  });
}

/** Counts who is near some payees without being a member. */
class Vicinity {
  readonly #source: GroupSource;
  readonly #lookup: SubjectLookup;
  readonly #isVictim = new Map<number, boolean>();

  constructor(source: GroupSource, lookup: SubjectLookup) {
    this.#source = source;
    this.#lookup = lookup;
  }

  shareOfVictims(payees: readonly number[]): number {
    const payers = new Set(payees.flatMap((payee) => this.#payersOf(payee).map(({ payer }) => payer)));
    return [...payers].filter((payer) => this.#maybeVictim(payer)).length / payers.size;
  }

  /** @param within what the payers, as members, sent to the payees */
  of(payees: readonly number[], payers: ReadonlySet<number>, within: Sent): Group['around'] {
    const { payeeTies, asOf } = this.#source;
    const others = new Set<number>();
    const active = new Set<number>();
    for (const { payer, lastAt } of payees.flatMap((payee) => this.#payersOf(payee))) {
      if (payers.has(payer)) continue;
      others.add(payer);
      if (asOf - lastAt <= MAY_GO_ON_DAYS * DAY) active.add(payer);
    }
    const received = payees.map((payee) => this.#lookup.totals('payee', payee));
    const transfers = received.reduce((sum, all) => sum + all.transfers, -within.transfers);
    const cents = received.reduce(
      (sum, all) => sum + BigInt((all.amountEur ?? '0.00').replace('.', '')),
      -within.cents,
    );
    const households = new Set(payees.map((payee) => payeeTies.group[payee] ?? payee));
    const people = [...households].reduce((sum, household) => sum + (payeeTies.size[household] ?? 1), 0);
    return {
      payers: others.size,
      possibleVictims: [...others].filter((payer) => this.#maybeVictim(payer)).length,
      active: active.size,
      transfers,
      amountEur: cents > 0n ? decimalEur(cents) : null,
      payees: people - payees.length,
    };
  }

  /** No member is a hub: at most `CAPS.payersOfPayee`. */
  #payersOf(payee: number): { readonly payer: number; readonly lastAt: number }[] {
    const { graph, corridors } = this.#source;
    const [from = 0, to = 0] = graph.payeeStart.subarray(payee, payee + 2);
    return Array.from(graph.pairOfPayee.subarray(from, to), (pair) => ({
      payer: corridors.payerOf[graph.pairs.payer[pair] as number] as number,
      lastAt: graph.pairs.lastAt[pair] as number,
    }));
  }

  #maybeVictim(payer: number): boolean {
    const known = this.#isVictim.get(payer);
    if (known !== undefined) return known;
    const victim = this.#lookup.role('payer', payer) === 'possible_victim';
    this.#isVictim.set(payer, victim);
    return victim;
  }
}
