import type { PaymentReferences } from '../reader.ts';
import type { Element } from './element.ts';
import { type EventLog, type Fields, put } from './event-log.ts';
import { ExactSum } from './exact-sum.ts';
import type { MessageHandler } from './message-handler.ts';
import type { MessageKind } from './message-kinds.ts';
import { isoMoment, momentIn } from './moments.ts';
import { type Money, moneyIn, putMoney } from './money.ts';
import { behind, directParty, firmOf, putParty } from './party.ts';
import { referencesOf } from './references.ts';
import { purposeOf } from './remittance.ts';

/**
 * pain.001, pacs.008 and pacs.009: one transfer for each `CdtTrfTxInf`.
 *
 * - amount: pain.001 `Amt/InstdAmt`, else `Amt/EqvtAmt` (then `CcyOfTrf` is the payout currency, its amount unknown);
 *   pacs `InstdAmt`, else `IntrBkSttlmAmt`; the settled amount is the payout when its currency differs.
 * - executed_at: pain.001 `ReqdExctnDt`; pacs `AccptncDtTm` (the only one that tells the hour of the payer), else
 *   `IntrBkSttlmDt` of the transaction or the group; else `CreDtTm` of the message.
 * - source_ref: `UETR`, else `TxId`. `EndToEndId` and `InstrId` are given by the payer and repeat ("SALARY"), so they are made
 *   unique: `<MsgId>#<ordinal in the message>/<EndToEndId>/<InstrId>`.
 * - provider: the agent of the debtor.
 * - A pacs.009 that covers a customer transfer is read as that transfer (`UndrlygCstmrCdtTrf`), with a warning.
 */
export class CreditTransfers implements MessageHandler {
  readonly #kind: MessageKind;
  readonly #log: EventLog;
  readonly #controlSum = new ExactSum();
  #count = 0;

  constructor(kind: MessageKind, log: EventLog) {
    this.#kind = kind;
    this.#log = log;
  }

  transaction(transaction: Element, containers: readonly Element[]): void {
    const row = this.#log.nextRow();
    this.#count += 1;
    const header = containers[0]?.child('GrpHdr');
    const group = containers[1];
    const fields: Fields = { source_system: this.#kind.system, channel: 'bank', status: 'completed' };
    put(fields, 'source_ref', this.#reference(transaction, header));
    put(fields, 'executed_at', this.#executedAt(row, transaction, group, header));
    this.#putMoney(fields, transaction);
    this.#putParties(row, fields, transaction, group);
    this.#log.record(row, fields, this.#references(transaction));
  }

  /** At the end of the message: what its header announced is compared with what was read. */
  closed(container: Element, containers: readonly Element[]): void {
    if (containers.length > 1) return;
    const header = container.child('GrpHdr');
    const announced = header?.textAt('NbOfTxs');
    if (announced !== undefined && Number(announced) !== this.#count)
      this.#log.warn(
        null,
        'A message announces another number of transactions (NbOfTxs) than it has: those that it has were read.',
      );
    const sum = header?.textAt('CtrlSum');
    if (sum !== undefined && this.#controlSum.differsFrom(sum))
      this.#log.warn(
        null,
        'The amounts of a message add up to another sum than it announces (CtrlSum): the amounts were read as they stand.',
      );
    if (this.#count === 0) this.#log.warn(null, 'A message holds no transaction.');
  }

  #reference(transaction: Element, header: Element | undefined): string | undefined {
    const ids = transaction.child('PmtId');
    const unique = ids?.textAt('UETR') ?? ids?.textAt('TxId');
    if (unique !== undefined) return unique;
    const given = [ids?.textAt('EndToEndId'), ids?.textAt('InstrId')];
    const message = header?.textAt('MsgId');
    if (message !== undefined) given.unshift(`${message}#${this.#count}`);
    return given.filter((part) => part !== undefined).join('/');
  }

  #references(transaction: Element): PaymentReferences | undefined {
    const ids = transaction.child('PmtId');
    return referencesOf(this.#kind.system, {
      uetr: ids?.textAt('UETR'),
      txId: ids?.textAt('TxId'),
      endToEndId: ids?.textAt('EndToEndId'),
    });
  }

  #executedAt(
    row: number,
    transaction: Element,
    group: Element | undefined,
    header: Element | undefined,
  ): string | undefined {
    const asked = [group?.child('ReqdExctnDt'), transaction.child('AccptncDtTm'), transaction.child('IntrBkSttlmDt')];
    const dates = [...asked, header?.child('IntrBkSttlmDt')].filter((element) => element !== undefined);
    for (const element of dates) {
      const moment = momentIn(element);
      if (moment !== undefined) return moment;
      this.#log.warn(row, `The date in ${element.name} is not one: the next date of the message is used.`);
    }
    return isoMoment(header?.textAt('CreDtTm'));
  }

  #putMoney(fields: Fields, transaction: Element): void {
    const ordered = transaction.child('Amt');
    const equivalent = moneyIn(ordered?.at('EqvtAmt', 'Amt'));
    const instructed = moneyIn(ordered?.child('InstdAmt')) ?? moneyIn(transaction.child('InstdAmt')) ?? equivalent;
    const settled = moneyIn(transaction.child('IntrBkSttlmAmt'));
    putMoney(fields, instructed ?? settled, settled);
    if (instructed === equivalent) put(fields, 'payout_currency', ordered?.textAt('EqvtAmt', 'CcyOfTrf'));
    this.#addToControlSum(settled ?? instructed);
  }

  #addToControlSum(money: Money | undefined): void {
    if (money) this.#controlSum.add(money.amount);
    else this.#controlSum.forget();
  }

  #putParties(row: number, fields: Fields, transaction: Element, group: Element | undefined): void {
    const covered = transaction.child('UndrlygCstmrCdtTrf');
    const source = covered ?? transaction;
    if (covered)
      this.#log.warn(
        row,
        'A pacs.009 covers a customer transfer and is read as that transfer. With its pacs.008 it counts once where both say the same UETR, amount, payer and payee.',
      );
    const of = (name: string): Element | undefined => source.child(name) ?? (covered ? undefined : group?.child(name));
    putParty(fields, 'payer', behind(directParty(of('Dbtr'), of('DbtrAcct')), of('UltmtDbtr')));
    putParty(fields, 'payee', behind(directParty(of('Cdtr'), of('CdtrAcct')), of('UltmtCdtr')));
    put(fields, 'provider', firmOf(of('DbtrAgt')));
    put(fields, 'purpose', purposeOf(source, group) ?? purposeOf(transaction, group));
  }
}
