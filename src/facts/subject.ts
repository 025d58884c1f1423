import type { KernelContext, Ledger } from './ledger.ts';
import { TRANSFER_STATES } from './ledger.ts';
import { allocateLedger } from './ledger-columns.ts';
import { Partners } from './partners.ts';
import { roomFor } from './scratch.ts';
import { ZoneClock } from './zone-clock.ts';

const COUNTED = TRANSFER_STATES.indexOf('counted');

/**
 * The counted transfers of one subject side by side, as the themes of a kernel read them: index 0 is the earliest. The
 * arrays are working memory: they are longer than `size` and hold the subject only until the next `load`.
 */
export class Subject {
  ledger: Ledger = allocateLedger(0);
  context: KernelContext = { asOf: 0, dataStart: 0, zones: { transitions: [], offsets: [] } };
  /** Counted transfers. */
  size = 0;
  /** Transfers left out because of their state. */
  excluded = 0;
  /** Row in the ledger. */
  row = new Int32Array(64);
  /** Seconds UTC. */
  at = new Float64Array(64);
  /** Euro cents; NaN without a rate. */
  cents = new Float64Array(64);
  /** The euro cents of the transfers with a rate alone, in time order, and how many they are. */
  ratedCents = new Float64Array(64);
  rated = 0;
  /** Local time at the payer's place, in whole hours since 1970 on the wall; UNKNOWN_HOUR when its zone is unknown. */
  payerHour = new Int32Array(64);
  /** The same at the payee's place. */
  payeeHour = new Int32Array(64);
  /** The other side: the payees of a payer, the payers of a payee. */
  readonly partners = new Partners();
  #clock = new ZoneClock(this.context.zones);

  /** Takes the counted transfers among the rows [from, to) of one subject, which are in time order. */
  load(ledger: Ledger, from: number, to: number, context: KernelContext): void {
    this.ledger = ledger;
    this.context = context;
    if (this.#clock.zones !== context.zones) this.#clock = new ZoneClock(context.zones);
    if (this.row.length < to - from) this.#makeRoom(to - from);
    this.#gather(ledger, from, to);
  }

  /** The same without amounts and local hours, for themes that ask only when and whom. */
  loadTimes(ledger: Ledger, from: number, to: number, context: KernelContext): void {
    this.ledger = ledger;
    this.context = context;
    if (this.row.length < to - from) this.#makeRoom(to - from);
    const { row, at } = this;
    let size = 0;
    for (let index = from; index < to; index++) {
      if (ledger.state[index] !== COUNTED) continue;
      row[size] = index;
      at[size++] = ledger.at[index] as number;
    }
    this.size = size;
    this.rated = 0;
    this.excluded = to - from - size;
  }

  #gather(ledger: Ledger, from: number, to: number): void {
    const { row, at, cents, ratedCents, payerHour, payeeHour } = this;
    const clock = this.#clock;
    let size = 0;
    let rated = 0;
    for (let index = from; index < to; index++) {
      if (ledger.state[index] !== COUNTED) continue;
      const instant = ledger.at[index] as number;
      row[size] = index;
      at[size] = instant;
      const amount = ledger.eurCents[index] as number;
      cents[size] = amount;
      if (!Number.isNaN(amount)) ratedCents[rated++] = amount;
      payerHour[size] = clock.hourAt(ledger.payerZone[index] as number, instant);
      payeeHour[size] = clock.hourAt(ledger.payeeZone[index] as number, instant);
      size++;
    }
    this.size = size;
    this.rated = rated;
    this.excluded = to - from - size;
  }

  #makeRoom(size: number): void {
    const room = roomFor(size);
    this.row = new Int32Array(room);
    this.at = new Float64Array(room);
    this.cents = new Float64Array(room);
    this.ratedCents = new Float64Array(room);
    this.payerHour = new Int32Array(room);
    this.payeeHour = new Int32Array(room);
  }
}

/** A part of a kernel: some facts of a subject that has at least one counted transfer, written to their places in `out`. */
export type Theme = (subject: Subject, out: Float64Array) => void;
