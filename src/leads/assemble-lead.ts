import { fromUnits } from '../indicators/contribution.ts';
import type { ExplainedIndicator } from '../indicators/explain-subject.ts';
import { whatIsNeeded } from '../indicators/missing-facts.ts';
import type { Queue } from '../indicators/queue.ts';
import { decimalEur } from './decimal-eur.ts';
import { isoFromSeconds } from './iso-instant.ts';
import type { Lead, LeadMember, LeadTransfer, Reason, UnknownIndicator } from './lead.ts';
import { leadIdOf } from './lead-id.ts';
import { gapMedianDays } from './runs.ts';
import { selectEvidence } from './select-evidence.ts';
import { type Counterparty, counterpartyId, type SubjectContext, type SubjectTransfer } from './subject-context.ts';

/** How much of a subject is written into its lead; totals are always given. */
export interface LeadCaps {
  readonly evidence: number;
  readonly members: number;
  readonly transfers: number;
}

const LEAD_CAPS: LeadCaps = { evidence: 200, members: 60, transfers: 400 };

/** Until `leadTies` tells them. */
const NO_TIES = { ties: [], tiesTotal: 0, tiesUnnamed: 0, undoneTies: [] } as const satisfies Partial<Lead>;

const DAY = 24 * 3600;

/**
 * The lead about one subject. `asOf` in seconds UTC. The contributions of reasons and reasons against add up to the score
 * exactly; throws an Error when they do not, or when the subject has no transfer: such a lead must never be written.
 */
export function assembleLead(context: SubjectContext, asOf: number, caps: LeadCaps = LEAD_CAPS): Lead {
  const { standing, kind, id } = context;
  const explained = context.explained.filter((one) => speaksFor(one, standing.queue));
  const fired = explained.filter(({ outcome }) => outcome === 'fired').sort(byContribution);
  const reasonOf = (one: ExplainedIndicator): Reason => toReason(one, context, asOf, caps.evidence);
  const units = fired.reduce((sum, one) => sum + one.contributionUnits, 0);
  if (fromUnits(units) !== standing.score)
    throw new Error(
      `The contributions of ${kind} ${id} add up to ${fromUnits(units)}, not to its score ${standing.score}`,
    );
  const reasons = fired.filter(({ indicator }) => indicator.kind === 'indicator').map(reasonOf);
  const reasonsAgainst = fired.filter(({ indicator }) => indicator.kind === 'ordinary_explanation').map(reasonOf);
  const { members, membersTotal, links } = membersOf(context, caps.members);
  return {
    leadId: leadIdOf(kind, id),
    rank: standing.rank,
    rankInQueue: standing.rankInQueue,
    queue: standing.queue,
    tier: standing.tier,
    ...(standing.crowd !== null && { crowd: standing.crowd }),
    score: standing.score,
    subject: subjectMember(context),
    otherIds: [],
    members: [subjectMember(context), ...members],
    membersTotal,
    links,
    paths: [],
    pathsTotal: 0,
    ...NO_TIES,
    reasons,
    reasonsAgainst,
    unknown: explained.filter(({ outcome }) => outcome === 'unknown').map(toUnknown),
    corridor: context.corridor,
    independence: context.independence && { ...context.independence, places: placesOfPayers(context) },
    places: [...context.places],
    activity: activityOf(context, asOf),
    transfers: listed(context.transfers, [...reasons, ...reasonsAgainst], caps.transfers).map(toLeadTransfer),
    transfersTotal: context.totals?.transfers ?? context.transfers.length,
  };
}

function speaksFor({ indicator }: ExplainedIndicator, queue: Queue): boolean {
  return indicator.queue === queue || indicator.queue === 'both';
}

/** Strongest first, then by id. */
function byContribution(a: ExplainedIndicator, b: ExplainedIndicator): number {
  return Math.abs(b.contributionUnits) - Math.abs(a.contributionUnits) || (a.indicator.id < b.indicator.id ? -1 : 1);
}

function toReason(one: ExplainedIndicator, context: SubjectContext, asOf: number, cap: number): Reason {
  const { indicator, strength, sentence } = one;
  if (sentence === null) throw new Error(`${indicator.id} did not fire: it cannot be a reason`);
  const own = { ...context, transfers: context.transfers.filter(({ inCorridor }) => inCorridor) };
  const evidence = selectEvidence(indicator.evidence, own, asOf, cap);
  return {
    indicator: indicator.id,
    title: indicator.title,
    strength,
    weight: indicator.weight,
    contribution: fromUnits(one.contributionUnits),
    sentence,
    source: [indicator.source.document, indicator.source.year].filter((part) => part !== undefined).join(', '),
    trust: indicator.source.trust,
    lookAlikes: indicator.lookAlikes,
    evidence: [...evidence.transferIds],
    evidenceTotal: evidence.total,
  };
}

function toUnknown({ indicator, missing }: ExplainedIndicator): UnknownIndicator {
  return { indicator: indicator.id, title: indicator.title, missing: [...missing], sentence: whatIsNeeded(missing) };
}

function subjectMember({ kind, id, name, country, place, standing, transfers, totals }: SubjectContext): LeadMember {
  return {
    ...{ kind, id, name, country, place, role: standing.role, score: standing.score },
    transfers: totals?.transfers ?? transfers.length,
    amountEur: totals === undefined ? sumEur(transfers) : totals.amountEur,
  };
}

function placesOfPayers({ counterparties }: SubjectContext): number {
  const known = [...counterparties.values()].filter(({ place }) => place !== null);
  return new Set(known.map(({ country, place }) => `${country ?? ''}|${place}`)).size;
}

/** Euro of the transfers that have a rate; null when none has. */
function sumEur(transfers: readonly SubjectTransfer[]): string | null {
  const known = transfers.flatMap(({ eurCents }) => (eurCents === null ? [] : [eurCents]));
  return known.length === 0 ? null : decimalEur(known.reduce((sum, cents) => sum + cents, 0));
}

interface Ties {
  readonly members: LeadMember[];
  readonly membersTotal: number;
  readonly links: Lead['links'];
}

/** The counterparties, those with the highest own score first, then most transfers, then id. The total counts the subject. */
function membersOf(context: SubjectContext, cap: number): Ties {
  const { kind, transfers, counterparties } = context;
  const byCounterparty = Map.groupBy(transfers, (transfer) => counterpartyId(kind, transfer));
  const members = [...byCounterparty].map(([id, own]) => counterpartyMember(context, counterparties.get(id), id, own));
  members.sort((a, b) => b.score - a.score || b.transfers - a.transfers || (a.id < b.id ? -1 : 1));
  const shown = members.slice(0, cap);
  const links = shown.map(({ id, transfers: count, amountEur }) =>
    kind === 'payer'
      ? { payerId: context.id, payeeId: id, transfers: count, amountEur }
      : { payerId: id, payeeId: context.id, transfers: count, amountEur },
  );
  return { members: shown, membersTotal: (context.totals?.counterparties ?? members.length) + 1, links };
}

function counterpartyMember(
  { kind }: SubjectContext,
  counterparty: Counterparty | undefined,
  id: string,
  transfers: readonly SubjectTransfer[],
): LeadMember {
  return {
    kind: kind === 'payer' ? 'payee' : 'payer',
    id,
    name: counterparty?.name ?? null,
    role: counterparty?.role ?? (kind === 'payer' ? 'payee' : 'payer'),
    country: counterparty?.country ?? null,
    place: counterparty?.place ?? null,
    score: counterparty?.score ?? 0,
    transfers: transfers.length,
    amountEur: sumEur(transfers),
  };
}

function activityOf({ kind, id, transfers, totals }: SubjectContext, asOf: number): Lead['activity'] {
  const first = transfers[0];
  const last = transfers.at(-1);
  if (first === undefined || last === undefined) throw new Error(`There is no transfer of ${kind} ${id}`);
  const since = (days: number): number => transfers.filter(({ at }) => at >= asOf - days * DAY).length;
  return {
    firstAt: isoFromSeconds(totals?.firstAt ?? first.at),
    lastAt: isoFromSeconds(last.at),
    daysSinceLast: Math.round(((asOf - last.at) / DAY) * 100) / 100,
    transfersLast30: since(30),
    transfersLast90: since(90),
    gapMedianDays: gapMedianDays(transfers),
  };
}

/** In time order. What is evidence must be found by its file and row, so it goes before the newest where not all have room. */
function listed(
  transfers: readonly SubjectTransfer[],
  reasons: readonly Reason[],
  cap: number,
): readonly SubjectTransfer[] {
  if (transfers.length <= cap) return transfers;
  const evidence = new Set(reasons.flatMap((reason) => reason.evidence));
  const place = ({ transferId, inCorridor }: SubjectTransfer): number =>
    evidence.has(transferId) ? 0 : inCorridor ? 1 : 2;
  const newestFirst = transfers.toReversed();
  const chosen = new Set(newestFirst.sort((a, b) => place(a) - place(b)).slice(0, cap));
  return transfers.filter((transfer) => chosen.has(transfer));
}

function toLeadTransfer(transfer: SubjectTransfer): LeadTransfer {
  const { transferId, at, payerId, payeeId, amount, currency, eurCents, channel, provider } = transfer;
  return {
    ...{ transferId, at: isoFromSeconds(at), payerId, payeeId, amount, currency },
    ...{ payoutAmount: transfer.payoutAmount, payoutCurrency: transfer.payoutCurrency },
    amountEur: eurCents === null ? null : decimalEur(eurCents),
    ...{ channel, provider, payerNight: transfer.payerNight, payerMinute: transfer.payerMinute },
    sourceFile: transfer.sourceFile,
    sourceRow: transfer.sourceRow,
  };
}
