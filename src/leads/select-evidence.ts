import type { EvidenceKind } from '../indicators/evidence.ts';
import { longestEpisode, mostInWindow } from './runs.ts';
import { counterpartyId, type SubjectContext, type SubjectTransfer } from './subject-context.ts';

type Context = Pick<SubjectContext, 'kind' | 'transfers' | 'counterparties'>;
type Select = (context: Context, asOf: number) => readonly SubjectTransfer[];

const HOUR = 3600;
const DAY = 24 * HOUR;
const atMostEur = (limit: number) => (t: SubjectTransfer) => t.eurCents !== null && t.eurCents <= limit * 100;
const where =
  (holds: (transfer: SubjectTransfer) => boolean): Select =>
  ({ transfers }) =>
    transfers.filter(holds);
const withCounterparty =
  (holds: (counterparty: { readonly shared: boolean; readonly known: boolean }) => boolean): Select =>
  ({ kind, transfers, counterparties }) =>
    transfers.filter((transfer) => {
      const counterparty = counterparties.get(counterpartyId(kind, transfer));
      return counterparty !== undefined && holds(counterparty);
    });
const WELFARE: readonly string[] = ['schooling', 'medical', 'housing'];
const TRADE: readonly string[] = ['trade', 'salary'];
const GIFT: readonly string[] = ['gift_card', 'game_credit'];

/** One selection for each kind of evidence, in the meaning that EVIDENCE documents. */
const SELECTIONS = {
  all: where(() => true),
  small: where(atMostEur(150)),
  up_to_500: where(atMostEur(500)),
  large: where((t) => t.eurCents !== null && t.eurCents > 150_000),
  cross_border: where((t) => t.crossBorder === true),
  payer_night: where((t) => t.payerNight === true),
  payee_night: where((t) => t.payeeNight === true),
  business_hours: where((t) => t.businessHours === true),
  round: where((t) => t.round === true),
  handle_purpose: where((t) => t.purposeKind === 'handle'),
  welfare_purpose: where((t) => WELFARE.includes(t.purposeKind)),
  trade_purpose: where((t) => TRADE.includes(t.purposeKind)),
  untied: where((t) => t.declaredTie !== true),
  tied: where((t) => t.declaredTie === true),
  first_to_each: ({ kind, transfers }) => firstOfEach(transfers, (t) => counterpartyId(kind, t)),
  once_only: ({ kind, transfers }) => onceOnly(transfers, (t) => counterpartyId(kind, t)),
  to_shared_payees: withCounterparty(({ shared }) => shared),
  from_strangers: withCounterparty(({ shared }) => shared),
  known: withCounterparty(({ known }) => known),
  episode: ({ kind, transfers }) => longestEpisode(transfers, (t) => counterpartyId(kind, t), 72 * HOUR),
  burst: ({ transfers }) => mostInWindow(transfers, DAY),
  gift: where((t) => GIFT.includes(t.channelKind)),
  recent: ({ transfers }, asOf) => transfers.filter((t) => t.at >= asOf - 90 * DAY),
  rhythmic: ({ kind, transfers }) => rhythmic(transfers, (t) => counterpartyId(kind, t)),
  other_routes: ({ kind, transfers }) =>
    firstOfEach(transfers, (t) => [counterpartyId(kind, t), t.provider, t.channel].join('\0')),
} as const satisfies Record<EvidenceKind, Select>;

export interface Evidence {
  /** transfer_id, oldest first; the newest `cap` when there are more. */
  readonly transferIds: readonly string[];
  readonly total: number;
}

/**
 * The transfers that are the evidence of an indicator. `asOf` in seconds UTC. When a selection finds nothing (an indicator
 * that speaks of what surrounds the subject, say) all transfers are the evidence.
 */
export function selectEvidence(evidence: EvidenceKind, context: Context, asOf: number, cap: number): Evidence {
  const select: Select = SELECTIONS[evidence];
  const chosen = select(context, asOf);
  const transfers = chosen.length > 0 ? chosen : context.transfers;
  const shown = cap > 0 ? transfers.slice(-cap) : [];
  return { transferIds: shown.map((t) => t.transferId), total: transfers.length };
}

function firstOfEach(
  transfers: readonly SubjectTransfer[],
  key: (transfer: SubjectTransfer) => string,
): readonly SubjectTransfer[] {
  const seen = new Set<string>();
  return transfers.filter((transfer) => {
    const isFirst = !seen.has(key(transfer));
    seen.add(key(transfer));
    return isFirst;
  });
}

function onceOnly(
  transfers: readonly SubjectTransfer[],
  key: (transfer: SubjectTransfer) => string,
): readonly SubjectTransfer[] {
  const counts = new Map<string, number>();
  for (const transfer of transfers) counts.set(key(transfer), (counts.get(key(transfer)) ?? 0) + 1);
  return transfers.filter((transfer) => counts.get(key(transfer)) === 1);
}

/** Whole numbers of calendar months are close to whole numbers of 30.44 days; 3 days either way as in the fact. */
const RHYTHMS = [
  ...[1, 2, 3].map((months) => ({ days: months * 30.44, within: 3 })),
  ...[7, 14].map((days) => ({ days, within: 1 })),
] as const;

function rhythmic(
  transfers: readonly SubjectTransfer[],
  key: (transfer: SubjectTransfer) => string,
): readonly SubjectTransfer[] {
  const earlier = new Map<string, number[]>();
  return transfers.filter((transfer) => {
    const before = earlier.get(key(transfer)) ?? [];
    earlier.set(key(transfer), [...before, transfer.at].slice(-12));
    return before.some((at) => RHYTHMS.some(({ days, within }) => Math.abs((transfer.at - at) / DAY - days) <= within));
  });
}
