import type { Element } from './element.ts';
import { type EventLog, type Fields, put } from './event-log.ts';
import type { MessageHandler } from './message-handler.ts';
import type { MessageKind } from './message-kinds.ts';
import { isoMoment, momentIn } from './moments.ts';
import { moneyIn, putMoney } from './money.ts';
import { behind, directParty, firmOf, isEmpty, putParty } from './party.ts';
import { referencesOf } from './references.ts';
import { purposeOf } from './remittance.ts';

/**
 * pacs.004: each `TxInf` is the payment that came back, as `refunded`. Who paid whom, and how much, stands in what it repeats of
 * the original (`OrgnlTxRef`, `OrgnlIntrBkSttlmAmt`); the original itself, where it is read too, is found by `OrgnlUETR`, or
 * by `OrgnlTxId` with `OrgnlEndToEndId`, and is then counted once, as refunded (`settle-messages.ts`). A return that does not say who
 * paid whom goes to the quarantine, and still marks its original when it gives the UETR.
 */
export class Returns implements MessageHandler {
  readonly #kind: MessageKind;
  readonly #log: EventLog;
  #count = 0;

  constructor(kind: MessageKind, log: EventLog) {
    this.#kind = kind;
    this.#log = log;
  }

  transaction(transaction: Element, containers: readonly Element[]): void {
    const row = this.#log.nextRow();
    this.#count += 1;
    const original = transaction.child('OrgnlTxRef');
    const uetr = transaction.textAt('OrgnlUETR');
    const txId = transaction.textAt('OrgnlTxId');
    const endToEndId = transaction.textAt('OrgnlEndToEndId');
    const returnedAt = returnedOn(transaction, containers[0]?.child('GrpHdr'));
    const named = referencesOf(this.#kind.system, { uetr, txId, endToEndId });
    const references = named && returnedAt !== undefined ? { ...named, returnedAt } : named;
    const payer = behind(
      directParty(original?.child('Dbtr'), original?.child('DbtrAcct')),
      original?.child('UltmtDbtr'),
    );
    const payee = behind(
      directParty(original?.child('Cdtr'), original?.child('CdtrAcct')),
      original?.child('UltmtCdtr'),
    );
    if (isEmpty(payer) || isEmpty(payee)) {
      this.#log.unreadable(
        row,
        'OrgnlTxRef',
        'A return does not say who paid whom. The payment that it returns, if it was read, is marked as refunded when the return gives its UETR.',
        references,
      );
      return;
    }
    const fields: Fields = { source_system: this.#kind.system, channel: 'bank', status: 'refunded' };
    put(fields, 'source_ref', uetr ?? txId ?? transaction.textAt('RtrId') ?? endToEndId);
    put(fields, 'executed_at', executedAt(transaction, original) ?? returnedAt);
    this.#putMoney(row, fields, transaction, original);
    putParty(fields, 'payer', payer);
    putParty(fields, 'payee', payee);
    put(fields, 'provider', firmOf(original?.child('DbtrAgt')));
    put(fields, 'purpose', original && purposeOf(original));
    this.#log.record(row, fields, references);
  }

  closed(_container: Element, containers: readonly Element[]): void {
    if (containers.length === 1 && this.#count === 0) this.#log.warn(null, 'A message holds no transaction.');
  }

  #putMoney(row: number, fields: Fields, transaction: Element, original: Element | undefined): void {
    const returned = moneyIn(transaction.child('RtrdIntrBkSttlmAmt'));
    const stated = moneyIn(transaction.child('OrgnlIntrBkSttlmAmt')) ?? moneyIn(original?.child('IntrBkSttlmAmt'));
    const settled = stated ?? returned;
    putMoney(fields, moneyIn(original?.at('Amt', 'InstdAmt')) ?? settled, settled);
    if (stated && returned && stated.currency === returned.currency && Number(returned.amount) < Number(stated.amount))
      this.#log.warn(
        row,
        'Less came back than was paid (charges, or a part only): the whole payment counts as refunded.',
      );
  }
}

/** When the original was settled. */
function executedAt(transaction: Element, original: Element | undefined): string | undefined {
  return momentIn(transaction.child('OrgnlIntrBkSttlmDt')) ?? momentIn(original?.child('IntrBkSttlmDt'));
}

/** When the payment came back. */
function returnedOn(transaction: Element, header: Element | undefined): string | undefined {
  return (
    momentIn(transaction.child('IntrBkSttlmDt')) ??
    momentIn(header?.child('IntrBkSttlmDt')) ??
    isoMoment(header?.textAt('CreDtTm'))
  );
}
