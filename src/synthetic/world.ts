import { Calendar } from './calendar.ts';
import { PAYEE_TRUTH, type PayeeClass, type PayerClass, payerTruth, type Truth } from './classes.ts';
import { Crowds } from './crowds.ts';
import { type Country, makeCountries, type Place } from './geography.ts';
import { everydayLife } from './groups/everyday-life.ts';
import { GROUPS } from './groups/groups.ts';
import { occasionalSender } from './groups/occasional-sender.ts';
import { secondLife } from './groups/second-life.ts';
import { chooseKnown, type KnownSubject } from './known.ts';
import type { WorldOptions, WorldRequest } from './options.ts';
import { PayeeDirectory } from './payee-directory.ts';
import { PayerFactory } from './payer-factory.ts';
import { PayingPayees } from './paying-payees.ts';
import type { Payment } from './people.ts';
import { makePlan } from './plan.ts';
import { Pools } from './pools.ts';
import { Random } from './random.ts';
import { resolveOptions } from './resolve-options.ts';
import { type TransferRow, transferRow } from './transfer-row.ts';
import { type Scene, Turn } from './turn.ts';

/** What is true of one subject of the world. */
export interface TruthRow extends Truth {
  readonly kind: 'payer' | 'payee';
  readonly id: string;
  readonly class: PayerClass | PayeeClass;
}

/** The transfers of one turn in time order, and the subjects that they show for the first time. */
interface WorldBatch {
  readonly transfers: readonly TransferRow[];
  readonly truth: readonly TruthRow[];
}

/** A world of transfers, made while it is read: iterate over it for rows, over `batches()` for rows with their truth. */
export interface World extends AsyncIterable<TransferRow> {
  readonly options: WorldOptions;
  readonly places: readonly Place[];
  readonly known: readonly KnownSubject[];
  batches(): Generator<WorldBatch>;
}

/** Disasters strike about twice in two years. */
const MONTHS_PER_DISASTER = 12;

/** Throws when an option cannot be (see `resolveOptions`). The same options give the same rows, always. */
export function makeWorld(request: WorldRequest = {}): World {
  const options = resolveOptions(request);
  const countries = makeCountries();
  const scene = makeScene(options, countries);
  const batches = () => makeBatches(scene);
  return {
    options,
    places: [...countries.values()].flatMap((country) => country.places),
    known: chooseKnown(scene),
    batches,
    async *[Symbol.asyncIterator]() {
      for (const batch of batches()) yield* batch.transfers;
    },
  };
}

function makeScene(options: WorldOptions, countries: ReadonlyMap<string, Country>): Scene {
  const calendar = new Calendar(options.start, options.months);
  const directory = new PayeeDirectory(options);
  const payers = new PayerFactory(options, countries);
  const random = Random.stream(options.seed, 'disasters');
  const disasters = Array.from({ length: Math.ceil(options.months / MONTHS_PER_DISASTER) }, () => ({
    day: random.whole(10, Math.max(10, calendar.days - 40)),
    country: payers.country(payers.corridorFrom(random.pick(options.corridors).payerCountry, random)),
  }));
  return {
    options,
    calendar,
    directory,
    pools: new Pools(options, directory),
    crowds: new Crowds(options, directory, payers),
    payers,
    plan: makePlan(options),
    disasters,
  };
}

/** Each payer's turn in the order of their numbers; payees who also pay do it in the turn of one of their payers. */
function* makeBatches(scene: Scene): Generator<WorldBatch> {
  const { options, plan, payers } = scene;
  const payingPayees = new PayingPayees(scene);
  const recorded = recordedIn(options);
  const seen = new Set<string>();
  for (let index = 0; index < options.payers; index++) {
    const payerClass = plan.classOf(index);
    const turn = new Turn(scene, index, payers.make(index, payerClass, plan.seats.get(index)));
    GROUPS[payerClass](turn);
    secondLife(turn);
    everydayLife(turn);
    // Active too short or too late for the group's rhythm: the records hold one or two transfers all the same.
    if (turn.payments.length === 0) occasionalSender(turn);
    const payments = [...turn.payments, ...payingPayees.at(index)]
      .filter(recorded)
      .sort((one, other) => one.at - other.at);
    const random = Random.stream(options.seed, 'rows', index);
    const number = String(index).padStart(7, '0');
    const transfers = payments.map((payment, nth) =>
      transferRow(payment, `SX-${number}-${String(nth + 1).padStart(4, '0')}`, options, random),
    );
    yield { transfers, truth: truthOf(payments, seen) };
  }
}

/** A lean source sees what is sent from its own country, and nothing of what payees abroad do with it. */
function recordedIn({ columns, corridors }: WorldOptions): (payment: Payment) => boolean {
  const [corridor] = corridors;
  return columns === 'lean' ? ({ payer }) => payer.country.code === corridor?.payerCountry : () => true;
}

/** Every payer and payee of these payments, those met before left out. Only shared payees are remembered for longer. */
function truthOf(payments: readonly Payment[], seen: Set<string>): TruthRow[] {
  const rows: TruthRow[] = [];
  const here = new Set<string>();
  for (const { payer, payee } of payments) {
    if (!here.has(payer.id)) {
      here.add(payer.id);
      rows.push({ kind: 'payer', id: payer.id, class: payer.payerClass, ...payerTruth(payer.payerClass) });
    }
    const known = payee.shared ? seen : here;
    if (known.has(payee.key)) continue;
    known.add(payee.key);
    for (const id of payee.ids) {
      rows.push({ kind: 'payee', id, class: payee.payeeClass, ...PAYEE_TRUTH[payee.payeeClass] });
    }
  }
  return rows;
}
