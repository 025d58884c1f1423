import type { Engine } from './engine/engine.ts';
import { engineMemoryBesideFiles, factMemory, ledgerMemory } from './engine/memory.ts';
import { computeOrTakeOver, FactKeeping, type Keeping, type KeptSides } from './fact-keeping.ts';
import { PAYER_FACTS } from './facts/catalogue.ts';
import type { Corridors } from './facts/corridors.ts';
import { bytesOfFact, type FactFile, type FactTable, putUnknown } from './facts/fact-table.ts';
import { layOutFactFile } from './facts/fact-windows.ts';
import { computeFacts, computePayerFacts } from './facts/kernel-run.ts';
import type { KernelContext } from './facts/ledger.ts';
import type { LedgerTally } from './facts/ledger-rows.ts';
import { dropLedger, type EncodedRecords, encodeLedger, type LedgerSize } from './facts/ledger-store.ts';
import { type RecordSpan, recordSpan } from './facts/record-span.ts';
import { putWholePayers } from './facts/whole-payers.ts';
import { registerZonesOf } from './facts/zones-of.ts';
import type { Subject } from './indicators/indicator.ts';
import { describeNetwork, type Network } from './network/describe-network.ts';
import { findKnown, type KnownSubjects } from './network/known.ts';
import { HOLDERS_IN_RECORDS } from './network/shared-identifiers.ts';
import { type Untied, untie } from './network/untie.ts';
import type { UntieRow } from './network/untie-list.ts';
import type { StageClock } from './scan-progress.ts';
import type { PlaceOptions } from './transfers/geography/places.ts';
import type { ZoneOffsets } from './transfers/geography/zones.ts';
import type { TakenIn } from './transfers/take-in.ts';

export interface MeasureOptions {
  /** Exclusive bound, `YYYY-MM-DD HH:MM:SS` UTC; null = everything. */
  readonly asOf: string | null;
  readonly threads: number;
  /** What the whole process may take, such as 2GB. */
  readonly memory: string;
  /** True when a list of known subjects has been read. */
  readonly hasKnown: boolean;
  /** Ties to undo; null when there is no list. */
  readonly untie: readonly UntieRow[] | null;
  readonly places: PlaceOptions;
  /** Opens an empty file for this process to read and write, which is closed when the facts are no longer asked for; null = whatever there is stays in memory. */
  readonly openFile: ((name: string) => number) | null;
  /** Where facts are kept for the next scan; null = nowhere. */
  readonly keeping: Keeping | null;
}

/** Everything that was measured about the payers and payees of a relation of accepted transfers. */
export interface Measured extends Network {
  /** The transfers that were used. */
  readonly transfers: string;
  readonly zones: ZoneOffsets;
  readonly size: LedgerSize;
  readonly tally: LedgerTally;
  /** Whose payments each row of the payers’ facts is about. */
  readonly corridors: Corridors;
  /** Seconds UTC. */
  readonly asOf: number;
  readonly facts: Readonly<Record<Subject, FactTable>>;
  readonly known: KnownSubjects | null;
  /** What a list of ties to undo did; null without one. */
  readonly untied: Untied | null;
  /** What was taken over from the scan before; null when nothing is kept. */
  readonly kept: KeptSides | null;
}

/** Transfers -> ledger -> facts -> network, one stage after the other. */
export async function measure(
  engine: Engine,
  records: Pick<TakenIn, 'transfers' | 'withoutEuro' | 'people'>,
  options: MeasureOptions,
  clock: StageClock,
): Promise<Measured> {
  const until = (relation: string): string =>
    options.asOf ? `(SELECT * FROM ${relation} WHERE executed_at < TIMESTAMP '${options.asOf}')` : relation;
  const transfers = until(records.transfers);
  const withoutEuro = until(records.withoutEuro);
  const { span, zones } = await clock.stage('places', async () => {
    const span = await recordSpan(engine, withoutEuro);
    return { span, zones: await registerZonesOf(engine, withoutEuro, span, options.places) };
  });
  const asOf = options.asOf ? Date.parse(`${options.asOf.replace(' ', 'T')}Z`) / 1000 : span.lastAt + 1;
  const context = { asOf, dataStart: span.firstAt, zones };
  const { size, tally, corridors, payer, pairs, payee, kept } = await firstOrderFacts(
    engine,
    { transfers, withoutEuro, people: options.asOf === null ? records.people : null },
    span,
    context,
    options,
    clock,
  );
  const known = options.hasKnown ? await findKnown(engine, asOf, size) : null;
  for (const facts of [payer, payee]) putUnknown(facts, (order) => order > 1);
  const { untied, network } = await clock.stage('network', async () => {
    const { holders, untied } = options.untie
      ? await untie(engine, withoutEuro, options.untie)
      : { holders: HOLDERS_IN_RECORDS, untied: null };
    return { untied, network: await describeNetwork(engine, corridors, payer, payee, pairs, known, holders) };
  });
  await dropLedger(engine);
  return { transfers, zones, size, tally, corridors, asOf, facts: { payer, payee }, known, untied, kept, ...network };
}

/** Of fewer transfers the facts are there before workers have begun. */
const WORTH_WORKERS = 50_000;

/** The ledger lives no longer than this: what comes after needs its memory. */
async function firstOrderFacts(
  engine: Engine,
  records: EncodedRecords,
  span: RecordSpan,
  context: KernelContext,
  options: MeasureOptions,
  clock: StageClock,
) {
  const ledger = await clock.stage('encode', () => encodeLedger(engine, records, span, ledgerMemory(options.memory)));
  const { size, corridors, tally } = ledger;
  const file = factFileOf(corridors.count, options);
  const few = size.transfers < WORTH_WORKERS && file === null;
  const workers = few || options.threads === 1 ? 0 : 2;
  if (file !== null) await engine.limitMemory(engineMemoryBesideFiles(options.memory));
  const keeping = options.keeping && (await FactKeeping.open(engine, options.keeping));
  const { facts: payer, pairs } = await clock.stage('payers', () => {
    const of = { subjects: corridors.count, context, workers, file };
    return computeOrTakeOver(keeping, 'payer', of.subjects, ledger.slices('payer'), (slices, takenOver) =>
      computePayerFacts(slices, { ...of, takenOver }),
    );
  });
  putWholePayers(payer, corridors);
  const { facts: payee } = await clock.stage('payees', () => {
    const of = { subject: 'payee', subjects: size.payees, context, workers } as const;
    return computeOrTakeOver(keeping, 'payee', of.subjects, ledger.slices('payee'), async (slices, takenOver) => ({
      facts: await computeFacts(slices, { ...of, takenOver }),
    }));
  });
  return { size, tally, corridors, payer, pairs, payee, kept: keeping?.sides ?? null };
}

/** Facts that are asked for of anybody at any time, or are found while the network is gone over in no order of payers. */
const HELD: ReadonlySet<string> = new Set([
  ...['transfers', 'amount_sum', 'first_at', 'last_at', 'days_before_first', 'top_country_share'],
  ...[
    'likeness_nearest',
    'likeness_strangers',
    'exposure_nearest',
    'exposure_strangers',
    'strangers_standing_out',
    'known_near',
    'known_near_strangers',
  ],
]);

/** Where the facts of payers are kept when there are too many for memory; null when there are not. */
function factFileOf(rows: number, { memory, openFile }: MeasureOptions): FactFile | null {
  const bytes = PAYER_FACTS.reduce((sum, fact) => sum + rows * bytesOfFact(fact), 0);
  if (openFile === null || bytes <= factMemory(memory)) return null;
  return layOutFactFile(openFile('payer-facts'), PAYER_FACTS, rows, ({ id }) => HELD.has(id));
}
