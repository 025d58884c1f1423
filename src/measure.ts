import type { Engine } from './engine/engine.ts';
import { BatchMemory } from './facts/batch-memory.ts';
import type { FactTable } from './facts/fact-table.ts';
import { computeFacts, computePayerFacts } from './facts/kernel-run.ts';
import { encodeLedger, type LedgerSize, ledgerBatches } from './facts/ledger-store.ts';
import { registerZonesOf } from './facts/zones-of.ts';
import type { Subject } from './indicators/indicator.ts';
import { describeNetwork, type Network } from './network/describe-network.ts';
import { findKnown, type KnownSubjects } from './network/known.ts';
import type { StageClock } from './scan-progress.ts';
import type { PlaceOptions } from './transfers/geography/places.ts';
import type { ZoneOffsets } from './transfers/geography/zones.ts';

export interface MeasureOptions {
  /** Exclusive bound, `YYYY-MM-DD HH:MM:SS` UTC; null = everything. */
  readonly asOf: string | null;
  readonly threads: number;
  /** True when a list of known subjects has been read. */
  readonly hasKnown: boolean;
  readonly places: PlaceOptions;
}

/** Everything that was measured about the payers and payees of a relation of accepted transfers. */
export interface Measured {
  /** The transfers that were used. */
  readonly transfers: string;
  readonly zones: ZoneOffsets;
  readonly size: LedgerSize;
  /** Seconds UTC. */
  readonly asOf: number;
  readonly facts: Readonly<Record<Subject, FactTable>>;
  readonly graph: Network['graph'];
  readonly caps: Network['caps'];
  readonly known: KnownSubjects | null;
}

/** Transfers -> ledger -> facts -> network, one stage after the other. */
export async function measure(
  engine: Engine,
  accepted: string,
  options: MeasureOptions,
  clock: StageClock,
): Promise<Measured> {
  const transfers = options.asOf
    ? `(SELECT * FROM ${accepted} WHERE executed_at < TIMESTAMP '${options.asOf}')`
    : accepted;
  const zones = await clock.stage('places', () => registerZonesOf(engine, transfers, options.places));
  const size = await clock.stage('encode', () => encodeLedger(engine, transfers));
  const asOf = options.asOf ? Date.parse(`${options.asOf.replace(' ', 'T')}Z`) / 1000 : size.lastAt + 1;
  const context = { asOf, dataStart: size.firstAt, zones };
  const memory = new BatchMemory();
  const workers = options.threads > 1 ? Math.min(2, options.threads) : 0;
  const { facts: payer, pairs } = await clock.stage('payers', () =>
    computePayerFacts(ledgerBatches(engine, 'payer', memory), { subjects: size.payers, context, workers, memory }),
  );
  const payee = await clock.stage('payees', () =>
    computeFacts(ledgerBatches(engine, 'payee', memory), {
      subject: 'payee',
      subjects: size.payees,
      context,
      workers,
      memory,
    }),
  );
  const known = options.hasKnown ? await findKnown(engine, asOf, size) : null;
  const { graph, caps } = await clock.stage('network', () => describeNetwork(engine, payer, payee, pairs, known));
  return { transfers, zones, size, asOf, facts: { payer, payee }, graph, caps, known };
}
