import type { PaymentReferences } from '../reader.ts';
import { type Element, present } from './element.ts';
import { type EventLog, type Fields, put } from './event-log.ts';
import { ExactSum } from './exact-sum.ts';
import type { MessageHandler } from './message-handler.ts';
import type { MessageKind } from './message-kinds.ts';
import { isoMoment, momentIn } from './moments.ts';
import { type Money, moneyIn, putMoney } from './money.ts';
import {
  accountNumber,
  behind,
  completed,
  directParty,
  firmOf,
  isEmpty,
  type Party,
  putParty,
  sameText,
} from './party.ts';
import { referencesOf } from './references.ts';
import { purposeOf } from './remittance.ts';

type Direction = 'CRDT' | 'DBIT' | undefined;

/** What is known of one `Ntry` while its details go by. */
interface OpenEntry {
  readonly element: Element;
  details: number;
  /** Transactions that the entry says it stands for (`Btch/NbOfTxs`), 0 when it does not say. */
  announced: number;
  withAmount: number;
  readonly sum: ExactSum;
  /** Details without an amount of their own, seen before the entry's end: what they all have in common. */
  waiting: {
    readonly firstRow: number;
    count: number;
    fields: Fields;
    references: PaymentReferences | undefined;
  } | null;
}

/**
 * camt.052, camt.053 and camt.054: one transfer for each `TxDtls`, or for each `Ntry` that has none.
 *
 * - amount: of the transaction (`TxDtls/Amt`, else `AmtDtls/TxAmt`, `CntrValAmt`, `InstdAmt`). A single `TxDtls` without amount has
 *   the amount of its entry. Several without any are one transfer of the entry's amount, with what they have in common and a
 *   warning. If only some have one, the others go to the quarantine: their share is not known.
 * - When `InstdAmt` is in another currency: of a credit it is what the payer sent and the booked amount is the payout; of a
 *   debit the booked amount was sent and `InstdAmt` is the payout.
 * - payer and payee: `Dbtr` and `Cdtr`. The account owner is the payee of a credit and the payer of a debit (`CdtDbtInd` of the
 *   transaction, else of the entry) - unless one side names the statement's own account - and fills the gaps of that side.
 * - status: `refunded` when `RvslInd` is true or there is `RtrInf`; else `completed` when the entry is BOOK; else `pending`.
 * - executed_at: `RltdDts/AccptncDtTm`, else `RltdDts/TxDtTm` (they tell the hour of the payer), else `BookgDt`, `ValDt`,
 *   `RltdDts/IntrBkSttlmDt`, else `CreDtTm` of the statement or the message.
 * - source_ref: `UETR`, else `TxId`; else the bank's reference `AcctSvcrRef` with `EndToEndId` and `InstrId`, because these repeat, and
 *   from the second transaction of an entry on its ordinal ("#2"). Without `AcctSvcrRef`: statement and entry in its place.
 * - provider: the bank that keeps the account.
 */
export class Statements implements MessageHandler {
  readonly #kind: MessageKind;
  readonly #log: EventLog;
  #entry: OpenEntry | null = null;
  /** Entries of the statement that is open. */
  #entries = 0;

  constructor(kind: MessageKind, log: EventLog) {
    this.#kind = kind;
    this.#log = log;
  }

  transaction(details: Element, containers: readonly Element[]): void {
    const element = containers.find((container) => container.name === 'Ntry');
    if (!element) {
      this.#log.unreadable(
        this.#log.nextRow(),
        'TxDtls',
        'The details of a transaction stand outside of an entry (Ntry): the file is not as the standard wants it.',
      );
      return;
    }
    const entry = this.#entryOf(element);
    const row = this.#log.nextRow();
    entry.details += 1;
    const fields = this.#fields(row, entry, details, containers);
    const references = this.#references(entry, details, containers[1]);
    const own = ownMoney(details);
    if (own) this.#takeWithAmount(row, entry, details, fields, own, references);
    else this.#takeWithoutAmount(row, entry, fields, references);
  }

  closed(container: Element, containers: readonly Element[]): void {
    if (container.name === 'NtryDtls') this.#closeDetails(container, containers);
    else if (container.name === 'Ntry') this.#closeEntry(this.#entryOf(container), containers);
    else if (containers.length === 2) this.#closeStatement();
  }

  #entryOf(element: Element): OpenEntry {
    if (this.#entry?.element !== element) {
      this.#entries += 1;
      this.#entry = { element, details: 0, announced: 0, withAmount: 0, sum: new ExactSum(), waiting: null };
    }
    return this.#entry;
  }

  #takeWithAmount(
    row: number,
    entry: OpenEntry,
    details: Element,
    fields: Fields,
    own: Money,
    references: PaymentReferences | undefined,
  ): void {
    this.#quarantineWaiting(entry);
    entry.withAmount += 1;
    const direction = directionOf(details, entry.element);
    if (own.currency === entry.element.child('Amt')?.currency)
      entry.sum.add(own.amount, direction === directionOf(entry.element) ? 1 : -1);
    else entry.sum.forget();
    putBookedMoney(fields, own, moneyIn(details.at('AmtDtls', 'InstdAmt', 'Amt')), direction);
    this.#log.record(row, fields, references);
  }

  #takeWithoutAmount(row: number, entry: OpenEntry, fields: Fields, references: PaymentReferences | undefined): void {
    if (entry.withAmount > 0) this.#quarantine(row);
    else if (!entry.waiting) entry.waiting = { firstRow: row, count: 1, fields, references };
    else {
      entry.waiting.count += 1;
      entry.waiting.fields = inCommon(entry.waiting.fields, fields);
    }
  }

  #quarantineWaiting(entry: OpenEntry): void {
    const { waiting } = entry;
    for (let index = 0; waiting && index < waiting.count; index += 1) this.#quarantine(waiting.firstRow + index);
    entry.waiting = null;
  }

  #quarantine(row: number): void {
    this.#log.unreadable(
      row,
      'Amt',
      'Some transactions of an entry have an amount and this one has none: ask the sender for the details of the batch.',
    );
  }

  #closeDetails(details: Element, containers: readonly Element[]): void {
    const element = containers.find((container) => container.name === 'Ntry');
    if (element) this.#entryOf(element).announced += Number(details.textAt('Btch', 'NbOfTxs') ?? 0);
  }

  #closeEntry(entry: OpenEntry, containers: readonly Element[]): void {
    const amount = moneyIn(entry.element.child('Amt'));
    if (entry.details === 0) this.#entryAsTransfer(entry, amount, containers);
    else if (entry.waiting) this.#waitingAsTransfer(entry.waiting, entry, amount);
    else this.#checkSum(entry, amount);
    this.#checkCount(entry);
  }

  #entryAsTransfer(entry: OpenEntry, amount: Money | undefined, containers: readonly Element[]): void {
    const row = this.#log.nextRow();
    const fields = this.#fields(row, entry, undefined, containers);
    put(fields, 'purpose', entry.element.textAt('AddtlNtryInf'));
    putMoney(fields, amount, undefined);
    this.#log.record(row, fields, this.#references(entry, undefined, containers[1]));
  }

  #waitingAsTransfer(waiting: NonNullable<OpenEntry['waiting']>, entry: OpenEntry, amount: Money | undefined): void {
    putMoney(waiting.fields, amount, undefined);
    if (waiting.count > 1) {
      put(waiting.fields, 'source_ref', entry.element.textAt('AcctSvcrRef') ?? waiting.fields.source_ref);
      this.#log.warn(
        waiting.firstRow,
        'The transactions of a batch entry have no amounts: the entry is read as one transfer of its amount. Ask the sender for the details of the batch.',
      );
    }
    // What stands for several transactions is known by no reference of one of them.
    this.#log.record(waiting.firstRow, waiting.fields, waiting.count > 1 ? undefined : waiting.references);
  }

  #checkSum(entry: OpenEntry, amount: Money | undefined): void {
    if (amount && entry.sum.differsFrom(amount.amount))
      this.#log.warn(
        this.#log.rows,
        'The transactions of an entry add up to another sum than the entry (charges, or a flaw of the file): their own amounts are used.',
      );
  }

  #checkCount(entry: OpenEntry): void {
    const announced = entry.announced || Number(entry.element.textAt('Btch', 'NbOfTxs') ?? 0);
    if (entry.details === 0 && announced > 1)
      this.#log.warn(
        this.#log.rows,
        'A batch entry comes without its transactions and is read as one transfer of its amount. Ask the sender for the details of the batch.',
      );
    if (entry.details > 0 && announced > 0 && announced !== entry.details)
      this.#log.warn(
        this.#log.rows,
        'An entry announces another number of transactions (NbOfTxs) than it has: those that it has were read.',
      );
  }

  #closeStatement(): void {
    if (this.#entries === 0) this.#log.warn(null, 'A statement holds no entry.');
    this.#entries = 0;
    this.#entry = null;
  }

  /** Everything but the money. Without `details`, of the entry as a whole. */
  #fields(row: number, entry: OpenEntry, details: Element | undefined, containers: readonly Element[]): Fields {
    const statement = containers[1];
    const account = accountNumber(statement?.child('Acct'));
    // References of banks repeat from account to account.
    const system = account === undefined ? this.#kind.system : `${this.#kind.system} ${account}`;
    const fields: Fields = { source_system: system, channel: channelOf(details, entry.element) };
    fields.status = statusOf(details, entry.element);
    put(fields, 'source_ref', this.#reference(entry, details, statement));
    put(fields, 'executed_at', this.#executedAt(row, entry.element, details, containers));
    const { payer, payee } = sidesOf(
      details?.child('RltdPties'),
      directionOf(details, entry.element),
      statement?.child('Acct'),
    );
    putParty(fields, 'payer', payer);
    putParty(fields, 'payee', payee);
    put(fields, 'provider', firmOf(statement?.at('Acct', 'Svcr')));
    if (details) put(fields, 'purpose', purposeOf(details) ?? details.textAt('AddtlTxInf'));
    return fields;
  }

  #reference(entry: OpenEntry, details: Element | undefined, statement: Element | undefined): string {
    const refs = details?.child('Refs');
    return (
      refs?.textAt('UETR') ??
      refs?.textAt('TxId') ??
      bankReference(entry, details) ??
      placed(entry, details, `${statement?.textAt('Id') ?? ''}#${this.#entries}`)
    );
  }

  #references(
    entry: OpenEntry,
    details: Element | undefined,
    statement: Element | undefined,
  ): PaymentReferences | undefined {
    const refs = details?.child('Refs');
    return referencesOf(this.#kind.system, {
      uetr: refs?.textAt('UETR'),
      txId: refs?.textAt('TxId'),
      endToEndId: refs?.textAt('EndToEndId'),
      bankReference: bankReference(entry, details),
      account: accountNumber(statement?.child('Acct')),
    });
  }

  #executedAt(
    row: number,
    entry: Element,
    details: Element | undefined,
    containers: readonly Element[],
  ): string | undefined {
    const related = details?.child('RltdDts');
    const dates = [
      related?.child('AccptncDtTm'),
      related?.child('TxDtTm'),
      entry.child('BookgDt'),
      entry.child('ValDt'),
      related?.child('IntrBkSttlmDt'),
    ].filter((element) => element !== undefined);
    for (const element of dates) {
      const moment = momentIn(element);
      if (moment !== undefined) return moment;
      this.#log.warn(row, `The date in ${element.name} is not one: the next date of the message is used.`);
    }
    return isoMoment(containers[1]?.textAt('CreDtTm') ?? containers[0]?.textAt('GrpHdr', 'CreDtTm'));
  }
}

/** The amount of the transaction itself, in the order of trust. */
function ownMoney(details: Element): Money | undefined {
  const more = details.child('AmtDtls');
  return (
    moneyIn(details.child('Amt')) ??
    moneyIn(more?.at('TxAmt', 'Amt')) ??
    moneyIn(more?.at('CntrValAmt', 'Amt')) ??
    moneyIn(more?.at('InstdAmt', 'Amt'))
  );
}

function putBookedMoney(fields: Fields, booked: Money, instructed: Money | undefined, direction: Direction): void {
  if (!instructed || instructed.currency === undefined) putMoney(fields, booked, undefined);
  else if (direction === 'CRDT' && instructed.currency !== booked.currency) putMoney(fields, instructed, booked);
  else putMoney(fields, booked, instructed);
}

/** The bank's own reference of a transaction, with what tells it from the others of its entry. */
function bankReference(entry: OpenEntry, details: Element | undefined): string | undefined {
  const place = details?.textAt('Refs', 'AcctSvcrRef') ?? entry.element.textAt('AcctSvcrRef');
  return place === undefined ? undefined : placed(entry, details, place);
}

function placed(entry: OpenEntry, details: Element | undefined, place: string): string {
  const refs = details?.child('Refs');
  const given = [place, refs?.textAt('EndToEndId'), refs?.textAt('InstrId')].filter((part) => part !== undefined);
  const ofEntry = entry.details > 1 && place === (entry.element.textAt('AcctSvcrRef') ?? place);
  return given.join('/') + (ofEntry ? `#${entry.details}` : '');
}

function directionOf(...elements: readonly (Element | undefined)[]): Direction {
  for (const element of elements) {
    const indicator = element?.textAt('CdtDbtInd');
    if (indicator === 'CRDT' || indicator === 'DBIT') return indicator;
  }
  return undefined;
}

function statusOf(details: Element | undefined, entry: Element): string {
  const reversed = entry.textAt('RvslInd') ?? details?.textAt('RvslInd');
  if (reversed === 'true' || reversed === '1' || details?.child('RtrInf')) return 'refunded';
  const status = entry.textAt('Sts', 'Cd') ?? entry.textAt('Sts');
  return status === undefined || status === 'BOOK' ? 'completed' : 'pending';
}

/** Families of the bank transaction code that are not transfers from account to account. */
const CHANNELS: Readonly<Record<string, string>> = { CCRD: 'card', MCRD: 'card', CNTR: 'cash' };

function channelOf(details: Element | undefined, entry: Element): string {
  const family = details?.textAt('BkTxCd', 'Domn', 'Fmly', 'Cd') ?? entry.textAt('BkTxCd', 'Domn', 'Fmly', 'Cd');
  return (family !== undefined && Object.hasOwn(CHANNELS, family) && CHANNELS[family]) || 'bank';
}

function sidesOf(
  parties: Element | undefined,
  direction: Direction,
  account: Element | undefined,
): { payer: Party; payee: Party } {
  let payer = directParty(parties?.child('Dbtr'), parties?.child('DbtrAcct'));
  let payee = directParty(parties?.child('Cdtr'), parties?.child('CdtrAcct'));
  const own = ownSide(accountNumber(account), payer, payee, direction);
  if (own === 'payer') payer = withOwner(payer, account);
  if (own === 'payee') payee = withOwner(payee, account);
  return { payer: behind(payer, parties?.child('UltmtDbtr')), payee: behind(payee, parties?.child('UltmtCdtr')) };
}

/** The side that the owner of the statement's account is on. */
function ownSide(
  account: string | undefined,
  payer: Party,
  payee: Party,
  direction: Direction,
): 'payer' | 'payee' | undefined {
  const payerOwns = account !== undefined && payer.account === account;
  const payeeOwns = account !== undefined && payee.account === account;
  if (payerOwns !== payeeOwns) return payerOwns ? 'payer' : 'payee';
  return direction === undefined ? undefined : direction === 'DBIT' ? 'payer' : 'payee';
}

/** A party that carries another account number than the statement's is not the owner, whatever the indicator says. */
function withOwner(party: Party, account: Element | undefined): Party {
  const asOwner = directParty(account?.child('Ownr'), account);
  const owner = { ...asOwner, name: asOwner.name ?? present(account?.textAt('Nm')) };
  if (isEmpty(party)) return owner;
  if (party.account !== undefined && party.account !== owner.account) return party;
  const other = party.name !== undefined && owner.name !== undefined && !sameText(party.name, owner.name);
  return completed(party, other ? directParty(undefined, account) : owner);
}

/** The fields that both have with the same value. */
function inCommon(one: Fields, other: Fields): Fields {
  const common: Fields = {};
  for (const [name, value] of Object.entries(one) as [keyof Fields, string][])
    if (other[name] === value) common[name] = value;
  return common;
}
