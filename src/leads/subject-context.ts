import type { CHANNEL_KINDS, PURPOSE_KINDS } from '../facts/ledger.ts';
import type { ExplainedIndicator } from '../indicators/explain-subject.ts';
import type { Subject } from '../indicators/indicator.ts';
import type { Lead } from './lead.ts';
import type { RankedSubject } from './rank-subjects.ts';
import type { Role } from './standing.ts';

type ChannelKind = (typeof CHANNEL_KINDS)[number];
type PurposeKind = (typeof PURPOSE_KINDS)[number];

/** One counted transfer of the subject, with what evidence selections and the lead need. null = unknown. */
export interface SubjectTransfer {
  readonly transferId: string;
  /** Seconds since 1970 UTC. */
  readonly at: number;
  readonly payerId: string;
  readonly payeeId: string;
  /** As sent, decimal text. */
  readonly amount: string;
  readonly currency: string;
  /** As paid out, decimal text. */
  readonly payoutAmount: string | null;
  readonly payoutCurrency: string | null;
  /** Euro cents, whole. */
  readonly eurCents: number | null;
  readonly crossBorder: boolean | null;
  /** A round sum in the sent or the paid-out currency. */
  readonly round: boolean | null;
  readonly payerNight: boolean | null;
  /** Minute of the day at the payer’s place. */
  readonly payerMinute: number | null;
  readonly payeeNight: boolean | null;
  /** Monday to Friday 08:00 to before 18:00 at the payer’s place. */
  readonly businessHours: boolean | null;
  readonly declaredTie: boolean | null;
  readonly channel: string | null;
  readonly channelKind: ChannelKind;
  readonly provider: string | null;
  readonly purposeKind: PurposeKind;
  readonly sourceFile: string;
  readonly sourceRow: number;
  /** In the corridor that the score of a payer is about; true of all transfers of a payee. */
  readonly inCorridor: boolean;
}

/** The other side of some of the subject's transfers. */
export interface Counterparty {
  readonly id: string;
  readonly name: string | null;
  readonly country: string | null;
  readonly place: string | null;
  readonly role: Role;
  /** Its own score in its own queue. */
  readonly score: number;
  /** For a payee: also paid by payers with no tie to the subject. For a payer: also pays other payees. */
  readonly shared: boolean;
  /** Known to the lawful user, or leading to a known subject. */
  readonly known: boolean;
}

export interface SubjectTotals {
  readonly transfers: number;
  /** Decimal text; null when nothing has a rate. */
  readonly amountEur: string | null;
  readonly counterparties: number;
  /** Seconds UTC. */
  readonly firstAt: number;
}

/** Everything that the lead about one subject is made from. */
export interface SubjectContext {
  readonly kind: Subject;
  readonly id: string;
  readonly name: string | null;
  readonly country: string | null;
  readonly place: string | null;
  readonly standing: RankedSubject;
  /** From `explainSubject`, all indicators of the pack. */
  readonly explained: readonly ExplainedIndicator[];
  /** See `leadCorridor`. */
  readonly corridor: Lead['corridor'];
  /** Counted transfers before the as-of instant, in order of (at, transferId): all, or the newest and the newest to each country. */
  readonly transfers: readonly SubjectTransfer[];
  /** Needed when `transfers` does not hold all: what its facts say of all of them. */
  readonly totals?: SubjectTotals;
  /** By id; every counterparty of the transfers. */
  readonly counterparties: ReadonlyMap<string, Counterparty>;
  readonly places: Lead['places'];
  /** Of a payee, see `independenceOf`; null of a payer. */
  readonly independence: Omit<NonNullable<Lead['independence']>, 'places'> | null;
}

/** The id of the other side of a transfer. */
export function counterpartyId(kind: Subject, transfer: SubjectTransfer): string {
  return kind === 'payer' ? transfer.payeeId : transfer.payerId;
}
