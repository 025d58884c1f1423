import { type Fields, put } from '../iso20022/event-log.ts';
import { type Money, putMoney } from '../iso20022/money.ts';
import { isEmpty, type Party, putParty } from '../iso20022/party.ts';
import type { Envelope } from './envelope.ts';
import { type FinField, fieldOf, lineOf } from './fields.ts';
import { firmIn, partyIn } from './mt-party.ts';
import { finMoney, isoDate } from './values.ts';

/** Length of a full line: the text of field 70 was cut there, in the middle of a word if need be. */
const FULL_LINE = 35;

/**
 * MT103: amount from 33B (instructed), else 32A; the settled amount is the payout when its currency differs. Date: value date
 * of 32A. source_ref: UETR, else field 20 with the reference of the message, because field 20 repeats. status: `refunded` when
 * field 72 says /RETN/, `cancelled` when it says /REJT/. provider: 52a, else the sender.
 */
export function customerTransfer(fields: readonly FinField[], envelope: Envelope): Fields {
  const transfer = commonFields(fields, envelope, reference(envelope, lineOf(fieldOf(fields, '20'))));
  putSettlement(transfer, fields);
  putParty(transfer, 'payer', partyIn(fieldOf(fields, '50', 'AFK')));
  putParty(transfer, 'payee', partyIn(fieldOf(fields, '59')));
  return transfer;
}

/**
 * MT202 and MT205: from the ordering institution (52a, else the sender) to the beneficiary institution (58a). A cover (COV) names the
 * customers behind it in 50a and 59a: then they are payer and payee.
 */
export function institutionTransfer(fields: readonly FinField[], envelope: Envelope): Fields {
  const transfer = commonFields(fields, envelope, reference(envelope, lineOf(fieldOf(fields, '20'))));
  putSettlement(transfer, fields);
  const ordering = fieldOf(fields, '50') ?? fieldOf(fields, '52');
  putParty(transfer, 'payer', orSender(partyIn(ordering), envelope.sender));
  putParty(transfer, 'payee', partyIn(fieldOf(fields, '59') ?? fieldOf(fields, '58')));
  return transfer;
}

/**
 * MT101: one transfer for each sequence B, which begins at field 21. What sequence A says (ordering customer 50a, bank 52a, date 30)
 * holds where B is silent. Amount from 33B (as ordered), else 32B; 32B is the payout when its currency differs.
 */
export function requestedTransfers(fields: readonly FinField[], envelope: Envelope): Fields[] {
  const starts = fields.flatMap((field, index) => (field.tag === '21' && field.option === '' ? [index] : []));
  const general = fields.slice(0, starts[0]);
  return starts.map((start, index) => {
    const own = fields.slice(start, starts[index + 1]);
    const both = [...own, ...general];
    const given = [lineOf(fieldOf(general, '20')), lineOf(own[0])].filter((part) => part !== undefined).join('/');
    const transfer = commonFields(both, envelope, reference({ ...envelope, uetr: undefined }, `${given}#${index + 1}`));
    putMoney(transfer, finMoney(lineOf(fieldOf(own, '33', 'B'))) ?? requested(own), requested(own));
    put(transfer, 'executed_at', isoDate(lineOf(fieldOf(both, '30'))));
    putParty(transfer, 'payer', partyIn(fieldOf(both, '50', 'FGHK') ?? fieldOf(both, '50')));
    putParty(transfer, 'payee', partyIn(fieldOf(own, '59')));
    return transfer;
  });
}

/**
 * MT102: one transfer for each sequence B, from field 21 to the next or to field 32A, which begins sequence C with the date of all.
 * Ordering customer and bank stand in sequence A or B. Amount from 33B (as ordered), else 32B.
 */
export function batchedTransfers(fields: readonly FinField[], envelope: Envelope): Fields[] {
  const settlement = fields.findIndex((field) => field.tag === '32' && field.option === 'A');
  const listed = settlement < 0 ? fields : fields.slice(0, settlement);
  const closing = settlement < 0 ? [] : fields.slice(settlement);
  const starts = listed.flatMap((field, index) => (field.tag === '21' && field.option === '' ? [index] : []));
  const general = listed.slice(0, starts[0]);
  const file = lineOf(fieldOf(general, '20'));
  return starts.map((start, index) => {
    const own = listed.slice(start, starts[index + 1]);
    const both = [...own, ...general, ...closing];
    const given = [file, lineOf(own[0])].filter((part) => part !== undefined).join('/');
    const transfer = commonFields(both, envelope, reference({ ...envelope, uetr: undefined }, `${given}#${index + 1}`));
    putMoney(transfer, finMoney(lineOf(fieldOf(own, '33', 'B'))) ?? requested(own), requested(own));
    put(transfer, 'executed_at', isoDate(lineOf(fieldOf(closing, '32', 'A'))));
    putParty(transfer, 'payer', partyIn(fieldOf(both, '50', 'AFK') ?? fieldOf(both, '50')));
    putParty(transfer, 'payee', partyIn(fieldOf(own, '59')));
    return transfer;
  });
}

function requested(own: readonly FinField[]): Money | undefined {
  return finMoney(lineOf(fieldOf(own, '32', 'B')));
}

function commonFields(fields: readonly FinField[], envelope: Envelope, sourceRef: string | undefined): Fields {
  const transfer: Fields = { source_system: `swift-mt:${envelope.type}`, channel: 'bank', status: statusOf(fields) };
  put(transfer, 'source_ref', sourceRef);
  put(transfer, 'provider', firmIn(fieldOf(fields, '52')) ?? envelope.sender);
  put(transfer, 'purpose', purposeOf(fieldOf(fields, '70')));
  return transfer;
}

function putSettlement(transfer: Fields, fields: readonly FinField[]): void {
  const line = lineOf(fieldOf(fields, '32', 'A'));
  const settled = finMoney(line?.slice(6));
  putMoney(transfer, finMoney(lineOf(fieldOf(fields, '33', 'B'))) ?? settled, settled);
  put(transfer, 'executed_at', isoDate(line));
}

function reference(envelope: Envelope, given: string | undefined): string | undefined {
  return envelope.uetr ?? [given, envelope.messageReference].filter((part) => part !== undefined).join('/');
}

function statusOf(fields: readonly FinField[]): string {
  const notes = fieldOf(fields, '72')?.lines ?? [];
  if (notes.some((line) => line.startsWith('/RETN/'))) return 'refunded';
  return notes.some((line) => line.startsWith('/REJT/')) ? 'cancelled' : 'completed';
}

/** Lines of field 70 joined by a space, but a full line runs on into the next. */
function purposeOf(field: FinField | undefined): string | undefined {
  const text = (field?.lines ?? []).map((line) => (line.length >= FULL_LINE ? line : `${line} `)).join('');
  return text.replace(/\s+/g, ' ').trim() || undefined;
}

function orSender(party: Party, sender: string | undefined): Party {
  if (!isEmpty(party) || sender === undefined) return party;
  return { ...party, id: sender, name: sender, country: sender.slice(4, 6) };
}
